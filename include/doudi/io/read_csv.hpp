// doudi/io/read_csv.hpp - households from CSV files: one for the households, one for each list of members, joined by id.
// Layer 8.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/io/decision_row.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

struct CsvFile {
  std::string list;  ///< the facts that lead to its rows: `persons`, `persons.plots`; empty: the households
  std::string name;  ///< of the file, in messages
  std::string text;  ///< all of it
};

struct CsvOptions {
  /// Columns (`note`, `persons.note`) that are no facts and are passed over.
  std::vector<std::string> ignore;
};

/// Households that were read, and the places that they were read from.
class CsvHouseholds {
 public:
  /// Columns, ids and the order of rows are those of read_arrow(): a column is named like its fact, `household_id` in a table
  /// of members says whose row it is, `persons.wage.none` where there is none. Numbers are read from their digits, truths are
  /// `true` and `false`, dates such as 2019-06-01. An empty cell is a fact that is not given, or its default; `""` is the
  /// empty text. Where a case stands is said by columns `case.state`, `case.since`, `case.amount`, `case.paid` (names with a
  /// space between) and `case.none`.
  ///
  /// What is wrong with single values makes their household one that the batch refuses. What is wrong with a file is said in
  /// `diagnostics`, with its place in `sources`, and nothing is returned. All files are kept in memory. Throws
  /// std::invalid_argument for a list that the pack does not have.
  [[nodiscard]] static std::optional<CsvHouseholds> read(const model::Pack& pack, std::vector<CsvFile> files,
                                                         Date on, const CsvOptions& options,
                                                         text::SourceSet& sources,
                                                         text::Diagnostics& diagnostics);
  ~CsvHouseholds();
  CsvHouseholds(CsvHouseholds&&) noexcept;
  CsvHouseholds& operator=(CsvHouseholds&&) noexcept;

  [[nodiscard]] const exec::Batch& batch() const noexcept;
  /// Its id as it is written; without a column of ids the number of its line.
  [[nodiscard]] HouseholdId id(std::size_t household) const;
  /// The answer for a household that the batch refuses: an error, with a place for each fault.
  [[nodiscard]] DecisionRow row_of_faults(std::size_t household) const;
  /// The same for people, with the rows that are meant. Empty if the batch does not refuse it.
  [[nodiscard]] std::string report(std::size_t household, text::Language language) const;

 private:
  struct State;
  explicit CsvHouseholds(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace doudi::io
