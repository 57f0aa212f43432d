// src/cli/decide_csv.cpp - households and their members in CSV files.
#include <algorithm>
#include <iostream>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/io/decision_summary.hpp"
#include "doudi/io/read_csv.hpp"
#include "doudi/io/write_decisions.hpp"

#include "cli/decide.hpp"
#include "cli/progress.hpp"

namespace doudi::cli {

namespace {

/// A list of members, by the facts that lead to it and by whose rows it has.
struct List {
  std::string path;
  std::string entity;
};

void add_lists(const model::Pack& pack, model::EntityId entity, const std::string& path,
               std::vector<List>& lists) {
  for (const model::Fact& fact : pack[entity].facts) {
    if (fact.shape != model::Fact::Shape::members) continue;
    const model::EntityId members = fact.type.element().entity;
    lists.push_back({path.empty() ? fact.name : path + '.' + fact.name, pack[members].name});
    add_lists(pack, members, lists.back().path, lists);
  }
}

[[nodiscard]] std::string_view stem_of(std::string_view path) {
  path.remove_prefix(path.find_last_of('/') + 1);
  return path.substr(0, path.size() - std::string_view{".csv"}.size());
}

/// `persons=people.csv`, or a file that is called like its list, or like one of its rows; nothing if it is neither.
[[nodiscard]] std::optional<std::pair<std::string, std::string>> list_and_path(const std::vector<List>& lists,
                                                                               const std::string& word) {
  const std::size_t sign = word.find('=');
  if (sign != std::string::npos) {
    const auto named = std::ranges::find(lists, word.substr(0, sign), &List::path);
    if (named != lists.end()) return std::pair{named->path, word.substr(sign + 1)};
  }
  const std::string_view stem = stem_of(word);
  for (const List& list : lists) {
    if (stem == list.path || stem == list.entity) return std::pair{list.path, word};
  }
  return std::nullopt;
}

/// The files in memory; nothing if one is not what it should be, which is said.
[[nodiscard]] std::optional<std::vector<io::CsvFile>> read_files(const model::Pack& pack,
                                                                 const Options& options) {
  std::vector<List> lists;
  add_lists(pack, {}, {}, lists);
  std::vector<io::CsvFile> files;
  for (const std::string& word : options.records) {
    const bool households = files.empty();
    auto file = households     ? std::optional{std::pair{std::string{}, word}}
                : is_csv(word) ? list_and_path(lists, word)
                               : std::nullopt;
    if (!file) {
      std::cerr << word << ": "
                << in(options.language,
                      "no CSV file of a list of members; call it after its list, or write LIST=FILE:",
                      "不是成员列表的 CSV 文件；请以列表命名，或写成 列表=文件：");
      for (const List& list : lists) std::cerr << ' ' << list.path;
      std::cerr << '\n';
      return std::nullopt;
    }
    auto text = read_bytes(file->second);
    if (!text) {
      text::Diagnostics diagnostics;
      diagnostics.error(text::Code::record_unreadable, {}, {{"file", file->second}});
      std::cerr << text::render(diagnostics, {}, options.language);
      return std::nullopt;
    }
    files.push_back({std::move(file->first), std::move(file->second), std::move(*text)});
  }
  return files;
}

/// Writes what became of each household, in the order of the file.
class CsvRun {
 public:
  CsvRun(const io::CsvHouseholds& households, const Decider& decider, const Options& options,
         std::ostream& output)
      : households_{households},
        decider_{decider},
        options_{options},
        writer_{households.batch().pack(), options.decision_format, output},
        summary_{households.batch().pack()} {}

  Exit decide() {
    Progress progress{options_.language};
    exec::EvaluateOptions how;
    how.progress = [&](std::size_t answered) {
      progress.show(answered);
      return true;
    };
    Decisions decisions = decider_.decide(households_.batch(), how);
    progress.clear();
    auto single = decisions.single.begin();
    for (std::size_t i = 0; i < households_.batch().households(); ++i) {
      const bool alone = single != decisions.single.end() && single->first == i;
      write(alone ? row_alone(i, std::move((single++)->second)) : row_of_columns(decisions.results, i));
    }
    std::cerr << summary_.text(options_.language);
    return summary_.errors() == 0 ? Exit::good : Exit::input;
  }

 private:
  [[nodiscard]] io::DecisionRow row_of_columns(const exec::Results& results, std::size_t household) const {
    const exec::Batch& batch = households_.batch();
    io::DecisionRow row = io::row_of_columns(decider_.program_for(batch), batch, results, household);
    row.id = households_.id(household);
    return row;
  }

  [[nodiscard]] io::DecisionRow row_alone(std::size_t household, explain::Answer answer) {
    const exec::Batch& batch = households_.batch();
    if (batch.refused().contains(household)) {
      if (++faulty_ <= most_faults_shown) std::cerr << households_.report(household, options_.language);
      return households_.row_of_faults(household);
    }
    io::DecisionRow row = io::row_of_answer(batch, household, std::move(answer));
    row.id = households_.id(household);
    return row;
  }

  void write(const io::DecisionRow& row) {
    writer_.write(row);
    summary_.add(row);
  }

  const io::CsvHouseholds& households_;
  const Decider& decider_;
  const Options& options_;
  io::DecisionWriter writer_;
  io::DecisionSummary summary_;
  std::size_t faulty_ = 0;
};

}  // namespace

bool is_csv(std::string_view path) noexcept {
  return path.ends_with(".csv");
}

Exit decide_csv(const model::Pack& pack, Date on, const Options& options, std::ostream& output) {
  auto files = read_files(pack, options);
  if (!files) return Exit::usage;
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto households =
      io::CsvHouseholds::read(pack, std::move(*files), on, {options.ignored}, sources, diagnostics);
  std::cerr << text::render(diagnostics, sources, options.language);
  if (!households) return Exit::input;
  const Decider decider{pack, on};
  const Exit exit = CsvRun{*households, decider, options, output}.decide();
  output.flush();
  return exit;
}

}  // namespace doudi::cli
