// doudi/io/read_lines.hpp - households from JSON lines: one object a line, one household at a time.
// Layer 8.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <optional>
#include <string>

#include "doudi/base/date.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

/// What a household is called in answers: its field `id` as it was written, else the number of its line.
struct HouseholdId {
  std::string text;
  bool number = false;  ///< a JSON number, whose token `text` is
};

/// One line of a file of households.
struct HouseholdLine {
  HouseholdId id;
  bool id_is_line = false;              ///< it has none of its own
  std::uint32_t line = 0;               ///< its number, counted from 1
  std::optional<model::Record> record;  ///< nothing if something is wrong with the line
  text::Diagnostics diagnostics;        ///< what is wrong with it
  text::SourceSet sources;              ///< the line alone, as a file: places in it are on line 1
};

/// What is wrong with the line, with its place in the whole file. Empty if all is well.
[[nodiscard]] std::string report(const HouseholdLine& line, text::Language language);

/// Reads one file from its first line to its last. A line that is at fault does not end the reading. Blank lines are
/// passed over. A field `id` of the household (a text or a number) is its name in answers and no fact, unless the pack
/// has a fact of that name. Memory for one line at a time. One thread.
class LineReader {
 public:
  /// The pack and the stream must live longer. `name` stands for the file in messages.
  LineReader(const model::Pack& pack, std::string name, std::istream& input, Date on);

  /// The next household; nothing at the end.
  [[nodiscard]] std::optional<HouseholdLine> next();

 private:
  [[nodiscard]] HouseholdLine read(std::string text) const;

  const model::Pack* pack_;
  std::string name_;
  std::istream* input_;
  Date on_;
  bool has_id_fact_ = false;
  std::uint32_t line_ = 0;
};

}  // namespace doudi::io
