// doudi/io/write_decisions.hpp - decisions as JSON lines or CSV, one household after the other.
// Layer 8.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <string>
#include <string_view>

#include "doudi/io/decision_row.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/json_writer.hpp"

namespace doudi::io {

enum class DecisionFormat : std::uint8_t { jsonl, csv };

/// Whether the output is a value of each member: `persons.amount_due`.
[[nodiscard]] bool of_members(const model::Output& output);

/// `{"id":…,"status":…,"outputs":{…}}` with `grants` (if the pack puts them out), `case` (if it has a lifecycle), `missing` and
/// `errors` where there are any. Values are those of explain::render_json(), but numbers are JSON numbers, with every digit.
/// Ends with a line break.
[[nodiscard]] std::string json_line(const model::Pack& pack, const DecisionRow& row);

/// id, status, the outputs that are one value (covered: ids with a space between), missing (paths) and errors
/// (`code:output`, `code:line:column`), all quoted as RFC 4180 says where needed; lines end with a line feed. Null is an
/// empty cell, the empty text is `""`. What members have of their own, and grants, do not fit one cell: see json_line().
[[nodiscard]] std::string csv_header(const model::Pack& pack);
[[nodiscard]] std::string csv_line(const model::Pack& pack, const DecisionRow& row);

/// Makes lines of rows, in memory that it uses again. The pack must live longer. One thread.
class DecisionText {
 public:
  DecisionText(const model::Pack& pack, DecisionFormat format);
  /// As json_line() or csv_line(), until the next call.
  [[nodiscard]] std::string_view line(const DecisionRow& row);

 private:
  const model::Pack* pack_;
  DecisionFormat format_;
  text::JsonWriter json_{text::JsonWriter::Layout::compact};
  std::string line_;
};

/// Writes rows as they come. The pack and the stream must live longer. One thread.
class DecisionWriter {
 public:
  /// Writes the header of CSV.
  DecisionWriter(const model::Pack& pack, DecisionFormat format, std::ostream& output);
  void write(const DecisionRow& row);

 private:
  DecisionText text_;
  std::ostream* output_;
};

}  // namespace doudi::io
