// src/cli/command_decide.cpp - `doudi decide`: decide many households, a line each.
#include <cstdint>
#include <fstream>
#include <iostream>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/io/decision_summary.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/io/write_decisions.hpp"

#include "cli/command.hpp"
#include "cli/decide.hpp"
#include "cli/progress.hpp"

namespace doudi::cli {

namespace {

constexpr std::size_t households_at_once = 4096;
/// Lines that wait to be decided together.
struct Chunk {
  explicit Chunk(const model::Pack& pack) : batch{pack} {}

  void clear() {
    batch.clear();
    ids.clear();
    faults.clear();
  }

  exec::Batch batch;
  std::vector<io::HouseholdId> ids;  ///< one for each line
  std::vector<std::pair<std::size_t, io::DecisionRow>>
      faults;  ///< of lines that are at fault, by their place among them
};

class Run {
 public:
  Run(const model::Pack& pack, Date on, const Options& options, std::ostream& output)
      : pack_{pack},
        on_{on},
        options_{options},
        output_{output},
        decider_{pack, on},
        writer_{pack, options.decision_format, output},
        summary_{pack},
        progress_{options.language},
        chunk_{pack} {}

  void read(const std::string& path, std::istream& input) {
    io::LineReader reader{pack_, path == "-" ? "stdin" : path, input, on_};
    while (auto line = reader.next(chunk_.batch)) {
      if (options_.records.size() > 1 && line->id_is_line) {
        line->id = {path + ':' + line->id.text, false};  // else two files would give the same ids
      }
      add(std::move(*line));
      if (chunk_.ids.size() == households_at_once) decide();
    }
  }

  Exit finish() {
    decide();
    output_.flush();
    progress_.clear();
    std::cerr << summary_.text(options_.language);
    return summary_.errors() == 0 ? Exit::good : Exit::input;
  }

 private:
  void add(io::HouseholdRead line) {
    if (line.fault) {
      report(*line.fault);
      line.fault->id = line.id;
      chunk_.faults.emplace_back(chunk_.ids.size(), io::row_of_line(*line.fault));
    }
    chunk_.ids.push_back(std::move(line.id));
  }

  void report(const io::HouseholdLine& line) {
    if (++faulty_ > most_faults_shown) return;
    progress_.clear();
    std::cerr << io::report(line, options_.language);
  }

  void decide() {
    if (chunk_.ids.empty()) return;
    Decisions decisions = decider_.decide(chunk_.batch);
    const plan::Program& program = decider_.program_for(chunk_.batch);
    auto single = decisions.single.begin();
    auto fault = chunk_.faults.begin();
    std::size_t household = 0;
    for (std::size_t i = 0; i < chunk_.ids.size(); ++i) {
      if (fault != chunk_.faults.end() && fault->first == i) {
        write((fault++)->second);
        continue;
      }
      const bool alone = single != decisions.single.end() && single->first == household;
      io::DecisionRow row = alone ? io::row_of_answer(chunk_.batch, household, std::move(single->second))
                                  : io::row_of_columns(program, chunk_.batch, decisions.results, household);
      if (alone) ++single;
      ++household;
      row.id = std::move(chunk_.ids[i]);
      write(row);
    }
    chunk_.clear();
    progress_.show(summary_.households());
  }

  void write(const io::DecisionRow& row) {
    writer_.write(row);
    summary_.add(row);
  }

  const model::Pack& pack_;
  Date on_;
  const Options& options_;
  std::ostream& output_;
  Decider decider_;
  io::DecisionWriter writer_;
  io::DecisionSummary summary_;
  Progress progress_;
  Chunk chunk_;
  std::size_t faulty_ = 0;
};

/// All files, or nothing if one of them cannot be read. For `-` a null pointer: standard input.
std::optional<std::vector<std::unique_ptr<std::ifstream>>> open_files(const Options& options) {
  std::vector<std::unique_ptr<std::ifstream>> files;
  text::Diagnostics diagnostics;
  for (const std::string& path : options.records) {
    files.push_back(path == "-" ? nullptr : std::make_unique<std::ifstream>(path, std::ios::binary));
    if (path == "-") continue;
    std::ifstream& file = *files.back();
    // A folder opens, but has nothing to peek at and says so by `bad`.
    const bool bad = !file || (file.peek() == std::ifstream::traits_type::eof() && file.bad());
    if (bad) diagnostics.error(text::Code::record_unreadable, {}, {{"file", path}});
    file.clear();
  }
  std::cerr << text::render(diagnostics, {}, options.language);
  if (diagnostics.has_errors()) return std::nullopt;
  return files;
}

}  // namespace

Exit run_decide(const Options& options) {
  const auto on = Date::parse(options.on);
  if (!on) {
    std::cerr << "--on: " << options.on
              << in(options.language, " is no date such as 2019-06-01\n", " 不是形如 2019-06-01 的日期\n");
    return Exit::usage;
  }
  const LoadedPack loaded = load_reported(options.pack, options);
  if (!loaded) return Exit::input;
  const bool from_csv = is_csv(options.records.front());
  const auto files =
      from_csv ? std::make_optional<std::vector<std::unique_ptr<std::ifstream>>>() : open_files(options);
  if (!files) return Exit::input;
  std::ofstream file;
  if (!options.output.empty()) file.open(options.output, std::ios::binary);
  std::ostream& output = options.output.empty() ? std::cout : file;
  Exit exit = Exit::good;
  if (output && from_csv) {
    exit = decide_csv(*loaded, *on, options, output);
  } else if (output) {
    Run run{*loaded, *on, options, output};
    for (std::size_t i = 0; i < files->size(); ++i)
      run.read(options.records[i], (*files)[i] ? *(*files)[i] : std::cin);
    exit = run.finish();
  }
  if (output) return exit;
  std::cerr << (options.output.empty() ? "-" : options.output) << ": "
            << in(options.language, "the file cannot be written", "无法写入该文件") << '\n';
  return Exit::usage;
}

}  // namespace doudi::cli
