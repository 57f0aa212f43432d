// src/syntax/scan_scalar.hpp - the value of a quoted text, of a block and of a plain text over several lines.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"

namespace doudi::syntax {

/// A text in quotes that closes on its line.
struct QuotedText {
  WrittenText written;
  std::size_t end = 0;  ///< behind the closing quote
  struct BadEscape {
    std::size_t begin = 0;
    std::size_t end = 0;
  };
  std::vector<BadEscape> bad_escapes;  ///< left out of the value
};

/// Reads the quoted text that opens at `begin`; nothing if it is not closed before `line_end`. `offset` is where text[0] lies.
[[nodiscard]] std::optional<QuotedText> read_quoted(std::string_view text, std::size_t begin,
                                                    std::size_t line_end, std::uint32_t offset);

/// A block below `|` or `>`.
struct BlockText {
  WrittenText written;
  std::size_t end = 0;  ///< where the first line begins that does not belong to it
};

/// Reads the block whose indicator stands at `begin`, below a key or dash in column `parent` (0-based; -1: none). Nothing if
/// something else than chomping, indentation and a comment follows the indicator on its line.
[[nodiscard]] std::optional<BlockText> read_block(std::string_view text, std::size_t begin,
                                                  std::ptrdiff_t parent, std::uint32_t offset);

/// Adds a further line [begin, end) to a plain text; `breaks` line breaks lie between.
void append_line(WrittenText& written, std::string_view text, std::size_t begin, std::size_t end,
                 std::size_t breaks, std::uint32_t offset);

/// Where a line ends: before its CR LF or LF, or at the end of the text.
[[nodiscard]] std::size_t line_end_from(std::string_view text, std::size_t at) noexcept;
/// Where the next line begins.
[[nodiscard]] std::size_t next_line_from(std::string_view text, std::size_t at) noexcept;

}  // namespace doudi::syntax
