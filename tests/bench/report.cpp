// tests/bench/report.cpp - measures part after part and holds each figure against its goal.
#include "report.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <iomanip>
#include <iostream>
#include <memory>
#include <sstream>
#include <stdexcept>
#include <thread>
#include <utility>

#include "doudi/io/read_csv.hpp"
#include "doudi/load.hpp"

#include "csv_by_hand.hpp"
#include "engine.hpp"
#include "growth.hpp"
#include "loading.hpp"
#include "plain_evaluator.hpp"
#include "policy_table.hpp"
#include "single_record.hpp"
#include "streaming.hpp"
#include "threads.hpp"
#include "timing.hpp"

namespace doudi::bench {
namespace {

std::string digits(double value, int decimals) {
  std::ostringstream text;
  text << std::fixed << std::setprecision(decimals) << value;
  return text.str();
}

std::string times(double ratio) {
  return digits(ratio, 2) + " x";
}

Figure at_most(std::string measure, double value, double goal, int decimals, const std::string& unit,
               const std::string& remark = "") {
  return {std::move(measure), digits(value, decimals) + ' ' + unit + remark,
          "<= " + digits(goal, decimals) + ' ' + unit, value <= goal};
}

GrowthOptions growth_options(const ReportOptions& options) {
  return {options.households, options.seed, options.on, options.folder};
}

/// Prints a row for each and returns their times.
std::vector<double> table_of(const std::string& title, const std::vector<Subject>& subjects, int runs) {
  const std::vector<double> measured = measure_subjects(subjects, runs);
  std::cout << '\n' << title << ", ns a household\n";
  for (std::size_t i = 0; i < subjects.size(); ++i)
    std::cout << "  " << std::left << std::setw(24) << subjects[i].name << std::right << std::setw(10)
              << digits(measured[i], 2) << '\n';
  std::cout << std::flush;
  return measured;
}

std::vector<Figure> figures_of_rows(const ReportOptions& options) {
  std::vector<Figure> figures;
  for (const Limits limits : {Limits::shared, Limits::own}) {
    const std::string what =
        limits == Limits::shared ? "limits shared by the regions" : "limits of each region's own";
    const auto measured =
        table_of("Decision table, " + what, subjects_by_rows(growth_options(options), limits), options.runs);
    figures.push_back(
        at_most("table of 1,000 rows against 10, " + what, measured[2] / measured[0], 2, 2, "x"));
  }
  return figures;
}

std::vector<Figure> figures_of_rules(const ReportOptions& options) {
  constexpr std::array kinds{SimpleRule::mixed, SimpleRule::comparison, SimpleRule::addition,
                             SimpleRule::choice};
  constexpr std::array names{"mixed", "comparisons", "additions", "choices"};
  constexpr double least_ns = 0.3;
  constexpr double linear = 1.25;
  std::vector<Figure> figures;
  for (std::size_t i = 0; i < kinds.size(); ++i) {
    const std::string what = std::string{"simple rules, "} + names[i];
    const auto measured = table_of(what, subjects_by_rules(growth_options(options), kinds[i]), options.runs);
    const double first = slope(measured[0], measured[1], growing_counts[0], growing_counts[1]);
    const double second = slope(measured[1], measured[2], growing_counts[1], growing_counts[2]);
    std::cout << "  a rule more: " << digits(first, 3) << " ns up to 100, " << digits(second, 3)
              << " ns up to 1,000\n";
    Figure figure =
        at_most("a simple rule more, up to 1,000, " + std::string{names[i]}, second, least_ns, 3, "ns");
    if (kinds[i] != SimpleRule::mixed) figure.met.reset();
    figures.push_back(figure);
    if (kinds[i] == SimpleRule::mixed)
      figures.push_back(
          at_most("linear: a rule more up to 1,000 against up to 100", second / first, linear, 2, "x"));
  }
  return figures;
}

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

/// The last line of doudi-agree, which lies beside this program; empty if there is none.
std::string agreement_of(std::size_t households) {
  const auto here = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "doudi-agree";
  if (!std::filesystem::exists(here)) return {};
  const std::string command = '\'' + here.string() + "' --households " + std::to_string(households);
  const std::unique_ptr<std::FILE, ClosePipe> pipe{popen(command.c_str(), "r")};
  std::string last;
  std::array<char, 512> line{};
  while (pipe && std::fgets(line.data(), line.size(), pipe.get()) != nullptr) last = line.data();
  while (!last.empty() && last.back() == '\n') last.pop_back();
  return last;
}

}  // namespace

std::vector<Figure> figures_of_policy(const ReportOptions& options) {
  PolicyOptions policy;
  policy.households = options.households;
  policy.seed = options.seed;
  policy.runs = options.runs;
  policy.folder = options.folder + "/policy_p";
  policy.on = options.on;
  const PolicyTimes ns = measure_policy(policy);
  const std::string of_engine = " (engine " + digits(ns.engine, 1) + " ns)";
  std::vector<Figure> figures{
      at_most("policy P against b2p", ns.engine / ns.opponent, 1, 2, "x", of_engine),
      at_most("policy P against plain hand-written", ns.engine / ns.plain, 0.6, 2, "x"),
      {"policy P against b3p, b4 (the next goal)",
       times(ns.engine / ns.narrow) + ", " + times(ns.engine / ns.slots), "", std::nullopt},
      {"differences of all versions, random", std::to_string(ns.differences), "0", ns.differences == 0}};
  return figures;
}

std::vector<Figure> figures_of_exactness(const ReportOptions& options) {
  StreamOptions stream;
  stream.policy_folder = options.folder + "/policy_p";
  stream.seed = options.seed;
  stream.on = options.on;
  stream.households = options.streamed / 10;
  const StreamedApart tenth = stream_apart(stream);
  stream.households = options.streamed;
  const StreamedApart all = stream_apart(stream);
  stream.spread = Spread::boundary;
  const StreamedApart boundary = stream_apart(stream);
  constexpr double mebibyte = 1024.0 * 1024.0;
  constexpr double flat = 1.05;
  const auto memory = [&](const StreamedApart& apart) {
    return static_cast<double>(apart.peak_memory) / mebibyte;
  };
  const std::size_t differences = all.streamed.differences + boundary.streamed.differences;
  std::vector<Figure> figures{
      {"differences from plain hand-written, " + std::to_string(options.streamed) +
           " random and as many boundary",
       std::to_string(differences), "0", differences == 0},
      {"peak memory of " + std::to_string(options.streamed) + " households in chunks of " +
           std::to_string(stream.chunk) + " against a tenth of them",
       digits(memory(all), 1) + " MiB against " + digits(memory(tenth), 1) + " MiB", "the same",
       memory(all) <= flat * memory(tenth)}};
  if (options.agree == 0) return figures;
  const std::string agreement = agreement_of(options.agree);
  figures.push_back(
      {"both evaluators, with and without missing facts (doudi-agree)",
       agreement.empty() ? "doudi-agree is not built" : agreement, "0 differences",
       agreement.empty() ? std::nullopt : std::optional{agreement.ends_with(" 0 differences")}});
  return figures;
}

std::vector<Figure> figures_of_threads(const ReportOptions& options) {
  const Households households = make_households(options.households, options.seed, Spread::random);
  const Workload workload{load_policy(options.folder + "/policy_p"), options.on,
                          [&](const model::Pack& with) { return make_batch(with, households); }};
  const ThreadTimes measured = measure_threads(workload, options.runs);
  const double gain = measured.one_ns / measured.two_ns;
  return {{"two threads against one",
           times(gain) + " (" + digits(measured.one_ns, 1) + " and " + digits(measured.two_ns, 1) +
               " ns; counting alone gains " + times(measured.possible) + ")",
           ">= 1.80 x where the second core is free", gain >= 1.8}};
}

std::vector<Figure> figures_of_single_record(const ReportOptions& options) {
  constexpr double microseconds = 1e-3;
  const SingleRecord ns =
      measure_single_record(options.folder + "/policy_p", options.on, options.seed, options.calls);
  const auto figure = [&](const std::string& measure, const Latency& latency, double goal) {
    return at_most("one household, " + measure + ": p50", latency.half * microseconds, goal, 2, "us",
                   " (p99 " + digits(latency.of_hundred_best * microseconds, 2) + " us)");
  };
  std::vector<Figure> figures{figure("from columns", ns.columns, 0.5),
                              figure("from columns, facts may be missing", ns.columns_with_gaps, 0.5),
                              figure("JSON to JSON", ns.json, 10),
                              figure("JSON to JSON with full explanation", ns.explained, 100)};
  figures[1].met.reset();
  std::cout << "\nSingle records: the clock's own " << digits(ns.clock.half, 0) << " ns are part of each\n";
  return figures;
}

std::vector<Figure> figures_of_growth(const ReportOptions& options) {
  const GrowthOptions growth = growth_options(options);
  (void)table_of("Policy P by number of households", subjects_by_households(growth), options.runs);
  (void)table_of("Policy P by size of blocks", subjects_by_block(growth), options.runs);
  std::vector<Figure> figures = figures_of_rows(options);
  for (Figure& figure : figures_of_rules(options)) figures.push_back(std::move(figure));
  const auto values = table_of("Policy P by what is kept", subjects_by_values(growth), options.runs);
  figures.push_back(at_most("all named values kept", 100 * (values[1] / values[0] - 1), 30, 0, "% more"));
  return figures;
}

std::vector<Figure> figures_of_loading(const ReportOptions& options) {
  std::vector<Figure> figures;
  for (const LoadTime& time : measure_loading(options.runs)) {
    const bool shipped = time.pack.starts_with("rules/");
    figures.push_back(at_most("load " + time.pack + ", check included", time.load_ms, shipped ? 5 : 50, 2,
                              "ms", " (compile " + digits(time.compile_ms, 2) + " ms)"));
  }
  return figures;
}

std::vector<Figure> figures_of_csv(const ReportOptions& options) {
  const Households households = make_households(options.households, options.seed, Spread::random);
  const CsvText text = csv_of(households);
  const Households read = parse_by_hand(text);
  if (read.offsets != households.offsets || read.wage != households.wage || read.county != households.county)
    throw std::logic_error{"the hand parser reads something else"};
  const LoadedPack pack = load(options.folder + "/policy_p");
  std::size_t persons = 0;
  // A reader of files has room behind what it reads; taking a text over costs nothing.
  const int runs = std::min(options.runs, 5);
  const auto with_room = [](const std::string& file) {
    std::string copy;
    copy.reserve(file.size() + 64);
    return copy += file;
  };
  std::vector<CsvText> copies;
  for (int i = 0; i <= runs; ++i) copies.push_back({with_room(text.households), with_room(text.persons)});
  const auto read_csv = [&] {
    std::vector<io::CsvFile> files(2);
    files[0] = {"", "households.csv", std::move(copies.back().households)};
    files[1] = {"persons", "persons.csv", std::move(copies.back().persons)};
    copies.pop_back();
    text::SourceSet sources;
    text::Diagnostics diagnostics;
    const auto all = io::CsvHouseholds::read(*pack, std::move(files), options.on, {}, sources, diagnostics);
    if (!all || !all->batch().refused().empty())
      throw std::logic_error{"the reader refuses what was written"};
    persons += all->batch()[model::EntityId{1}].rows;
  };
  const std::vector<double> ns =
      medians_in_turn({[&] { persons += parse_by_hand(text).persons(); }, read_csv}, runs);
  const auto a_household = [&](double time) {
    return digits(time / static_cast<double>(options.households), 0);
  };
  return {at_most("households from CSV against a hand parser", ns[1] / ns[0], 2, 2, "x",
                  " (" + a_household(ns[1]) + " and " + a_household(ns[0]) + " ns a household)")};
}

void write_machine() {
  std::array<double, 3> load{};
  std::cout << "Machine: " << std::thread::hardware_concurrency() << " cores, ";
  if (getloadavg(load.data(), 1) == 1)
    std::cout << "load " << digits(load[0], 1)
              << " (beyond what this program takes itself, times are too long), ";
#ifdef __clang__
  std::cout << "clang " << __clang_major__ << "\n\n";
#else
  std::cout << "gcc " << __GNUC__ << "\n\n";
#endif
}

void write_figures(const std::vector<Figure>& figures) {
  std::cout << "\nmeasure | measured | to reach | met\n";
  for (const Figure& figure : figures)
    std::cout << figure.measure << " | " << figure.measured << " | " << figure.to_reach << " | "
              << (!figure.met   ? "-"
                  : *figure.met ? "yes"
                                : "NO")
              << '\n';
  std::cout << std::flush;
}

}  // namespace doudi::bench
