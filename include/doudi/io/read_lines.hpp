// doudi/io/read_lines.hpp - households from JSON lines: one object a line, one household at a time.
// Layer 8.
#pragma once

#include <cstdint>
#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
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

/// What became of one household that was to be added to a batch.
struct HouseholdRead {
  HouseholdId id;
  bool id_is_line = false;
  std::uint32_t line = 0;
  std::optional<HouseholdLine> fault;  ///< what is wrong with it; nothing if it was added
};

class JsonColumns;

/// Adds households in JSON to batches, most of them straight into the columns. Uses its memory again from call to call: read
/// household after household by one of them. One thread.
class HouseholdReader {
 public:
  /// The pack must live longer. `name` stands for the text in messages.
  HouseholdReader(const model::Pack& pack, std::string name, Date on);
  ~HouseholdReader();
  HouseholdReader(HouseholdReader&&) noexcept;
  HouseholdReader& operator=(HouseholdReader&&) noexcept;

  /// Adds one household to a batch for the same pack, if nothing is wrong with it. A field `id` of the household (a text or
  /// a number) is its name in answers and no fact, unless the pack has a fact of that name; without one it is called by
  /// `line`.
  [[nodiscard]] HouseholdRead add(std::string_view text, exec::Batch& batch, std::uint32_t line = 1);
  /// The same household as a record.
  [[nodiscard]] HouseholdLine read(std::string text, std::uint32_t line = 1) const;

 private:
  const model::Pack* pack_;
  std::string name_;
  Date on_;
  bool has_id_fact_ = false;
  std::unique_ptr<JsonColumns> columns_;
};

/// Reads one file from its first line to its last. A line that is at fault does not end the reading. Blank lines are
/// passed over; a carriage return at the end of a line is none of it. Memory for one line at a time. One thread.
class LineReader {
 public:
  /// The pack and the stream must live longer. `name` stands for the file in messages.
  LineReader(const model::Pack& pack, std::string name, std::istream& input, Date on);

  /// The next household as a record; nothing at the end.
  [[nodiscard]] std::optional<HouseholdLine> next();
  /// Adds the next household to a batch: the same as adding its record, and quicker. Nothing at the end.
  [[nodiscard]] std::optional<HouseholdRead> next(exec::Batch& batch);

 private:
  [[nodiscard]] bool read_line();

  HouseholdReader reader_;
  std::istream* input_;
  std::string text_;  // of the line
  std::uint32_t line_ = 0;
};

}  // namespace doudi::io
