// tests/bench/doudi_bench.cpp - the command that measures: `doudi-bench policy-p`, `doudi-bench figures` and its parts.
#include <array>
#include <exception>
#include <iostream>
#include <string>
#include <utility>
#include <vector>

#include <CLI/CLI.hpp>

#include "export_columns.hpp"
#include "hand_written.hpp"
#include "policy_table.hpp"
#include "report.hpp"
#include "streaming.hpp"

namespace {

using namespace doudi::bench;

/// What a sub-command of the report measures.
struct Chapter {
  const char* name;
  const char* description;
  Part part;
};
constexpr std::array chapters{
    Chapter{"policy", "Policy P against hand-written code", figures_of_policy},
    Chapter{"exactness", "Differences from the hand-written version, and memory, while streaming",
            figures_of_exactness},
    Chapter{"threads", "Two threads against one", figures_of_threads},
    Chapter{"single", "One household at a time", figures_of_single_record},
    Chapter{"growth", "By households, block size, table rows, rules, values kept", figures_of_growth},
    Chapter{"load", "Loading packs", figures_of_loading},
    Chapter{"csv", "Households from CSV", figures_of_csv}};

struct Options {
  ReportOptions report;
  PolicyOptions policy;
  StreamOptions stream;
  bool boundary = false;
  std::string folder;  ///< of exported files
};

void add_report_options(CLI::App& command, ReportOptions& options) {
  command.add_option("--households", options.households, "How many of policy P")->check(CLI::PositiveNumber);
  command.add_option("--streamed", options.streamed, "How many in chunks")->check(CLI::PositiveNumber);
  command.add_option("--calls", options.calls, "How many single decisions")->check(CLI::PositiveNumber);
  command.add_option("--agree", options.agree, "How many of each pack by both evaluators; 0 for none");
  command.add_option("--seed", options.seed, "What the households are drawn from");
  command.add_option("--runs", options.runs, "How often each is timed")->check(CLI::PositiveNumber);
  command.add_option("--packs", options.folder, "The folder of the benchmarks' packs");
}

CLI::App* add_policy(CLI::App& app, Options& options) {
  CLI::App* command = app.add_subcommand("policy-p", "Policy P over made-up households, by every version");
  command->add_option("--households", options.policy.households, "How many")->check(CLI::PositiveNumber);
  command->add_flag("--boundary", options.boundary, "Households at the limits instead of random ones");
  command->add_option("--seed", options.policy.seed, "What the households are drawn from");
  command->add_option("--sample", options.policy.sample, "How many of them the plain evaluator decides, too");
  command->add_option("--runs", options.policy.runs, "How often each version is timed")
      ->check(CLI::PositiveNumber);
  command->add_option("--pack", options.policy.folder, "The folder of policy P");
  return command;
}

CLI::App* add_stream(CLI::App& app, Options& options) {
  CLI::App* command = app.add_subcommand("stream", "Policy P over any number of households in chunks");
  command->add_option("--households", options.stream.households, "How many")->check(CLI::PositiveNumber);
  command->add_option("--chunk", options.stream.chunk, "How many at a time")->check(CLI::PositiveNumber);
  command->add_flag("--boundary", options.boundary, "Households at the limits instead of random ones");
  command->add_option("--seed", options.stream.seed, "What the households are drawn from");
  command->add_option("--packs", options.report.folder, "The folder of the benchmarks' packs");
  return command;
}

CLI::App* add_export(CLI::App& app, Options& options) {
  CLI::App* command =
      app.add_subcommand("export", "Writes households of policy P and their decisions into files");
  command->add_option("folder", options.folder, "Where to")->required();
  command->add_option("--households", options.policy.households, "How many")->check(CLI::PositiveNumber);
  command->add_flag("--boundary", options.boundary, "Households at the limits instead of random ones");
  command->add_option("--seed", options.policy.seed, "What the households are drawn from");
  return command;
}

void export_households(const PolicyOptions& options, const std::string& folder) {
  const Households households = make_households(options.households, options.seed, options.spread);
  Decisions decisions{households.size()};
  decide_plainly(households, decisions);
  export_columns(households, decisions, folder);
}

/// Whether nobody decided anything differently. Goals that are missed are no failure.
bool report(const ReportOptions& options, const std::vector<Part>& parts) {
  write_machine();
  std::vector<Figure> figures;
  for (const Part part : parts) {
    for (Figure& figure : part(options)) figures.push_back(std::move(figure));
  }
  write_figures(figures);
  for (const Figure& figure : figures) {
    if (figure.measure.starts_with("differences") && figure.met == false) return false;
  }
  return true;
}

bool stream(const StreamOptions& options) {
  const Streamed streamed = stream_households(options);
  std::cout << streamed_line(streamed) << std::endl;
  return streamed.differences == 0;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures doudi against hand-written code. Run from the repository's root."};
  Options options;
  options.report.on = options.policy.on = options.stream.on = *doudi::Date::parse("2024-01-01");
  options.report.folder = "tests/bench";
  options.policy.folder = "tests/bench/policy_p";
  const CLI::App* policy = add_policy(app, options);
  const CLI::App* streaming = add_stream(app, options);
  const CLI::App* exporting = add_export(app, options);
  CLI::App* figures = app.add_subcommand("figures", "All figures to reach, with what was measured");
  add_report_options(*figures, options.report);
  std::vector<std::pair<const CLI::App*, Part>> parts;
  for (const Chapter& chapter : chapters) {
    CLI::App* command = app.add_subcommand(chapter.name, chapter.description);
    add_report_options(*command, options.report);
    parts.emplace_back(command, chapter.part);
  }
  app.require_subcommand(1);
  CLI11_PARSE(app, argc, argv);
  options.policy.spread = options.stream.spread = options.boundary ? Spread::boundary : Spread::random;
  options.stream.policy_folder = options.report.folder + "/policy_p";
  try {
    if (policy->parsed()) return measure_policy(options.policy).differences == 0 ? 0 : 1;
    if (streaming->parsed()) return stream(options.stream) ? 0 : 1;
    if (exporting->parsed()) {
      export_households(options.policy, options.folder);
      return 0;
    }
    std::vector<Part> wanted;
    for (const auto& [command, part] : parts) {
      if (figures->parsed() || command->parsed()) wanted.push_back(part);
    }
    return report(options.report, wanted) ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "doudi-bench: " << error.what() << '\n';
    return 2;
  }
}
