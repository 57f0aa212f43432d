// doudi/io/decision_row.hpp - what became of one household, ready to be written.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "doudi/exec/batch.hpp"
#include "doudi/exec/evaluate.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::io {

/// What is wrong with a household's line.
struct LineFault {
  text::Code code{};
  std::string field;  ///< the path that it is about; empty if it is about none
  std::uint32_t line = 0;
  std::uint32_t column = 0;
};

/// The answer for one household, or why there is none. However it was got it looks the same.
struct DecisionRow {
  /// Who decided: columns, the plain evaluator, or nobody since the line is at fault.
  enum class Source : std::uint8_t { columns, plain, line };

  HouseholdId id;
  Source source = Source::columns;
  /// Members by their names (see explain::member_name()), as texts: no record is needed to write it. What it rests on
  /// (defaulted, assumed) is not filled by columns.
  explain::Answer answer;
  std::vector<LineFault> faults;  ///< source line; the answer has status error and no outputs
};

/// By columns. The household must not be open in `results`, which `program` gave for `batch`.
[[nodiscard]] DecisionRow row_of_columns(const plan::Program& program, const exec::Batch& batch,
                                         const exec::Results& results, std::size_t household);
/// From the plain evaluator.
[[nodiscard]] DecisionRow row_of_answer(const exec::Batch& batch, std::size_t household,
                                        explain::Answer answer);
/// Of a line without a record.
[[nodiscard]] DecisionRow row_of_line(const HouseholdLine& line);

}  // namespace doudi::io
