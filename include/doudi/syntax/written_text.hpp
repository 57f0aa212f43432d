// doudi/syntax/written_text.hpp - a text as YAML gives it, with the place in the file of each of its bytes.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/text/source.hpp"

namespace doudi::syntax {

enum class ScalarStyle : std::uint8_t { plain, single_quoted, double_quoted, literal, folded };

/// Part of a text that stands in the file as it is: `text[begin..]` lies at source offset `source_begin`.
struct Piece {
  std::uint32_t begin = 0;
  std::uint32_t source_begin = 0;
};

/// A scalar: its value after YAML's unquoting and unindenting, and where each byte of it was written.
struct WrittenText {
  std::string text;
  text::Span span;  ///< the whole scalar in the file, quotes included
  ScalarStyle style = ScalarStyle::plain;
  std::vector<Piece> pieces;  ///< sorted by begin; empty: offset i lies at span.begin + i

  [[nodiscard]] bool quoted() const noexcept {
    return style == ScalarStyle::single_quoted || style == ScalarStyle::double_quoted;
  }
  /// Where `text[begin, end)` was written.
  [[nodiscard]] text::Span span_of(std::size_t begin, std::size_t end) const noexcept;
  /// The part [begin, end), keeping its places.
  [[nodiscard]] WrittenText part(std::size_t begin, std::size_t end) const;
};

}  // namespace doudi::syntax
