// src/syntax/skeleton.hpp - a YAML file reduced to its structure, and its scalars read apart from it.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// The largest file that is read, in bytes.
inline constexpr std::size_t largest_file = std::size_t{64} * 1024 * 1024;
/// The deepest nesting that is read.
inline constexpr std::size_t deepest_nesting = 64;

/// A file's bytes, fit to be read as lines: UTF-8 without a byte order mark, faulty characters replaced by spaces.
struct CleanText {
  std::string text;
  std::uint32_t offset = 0;  ///< where text[0] lies in the SourceSet
};

/// Whether no file may hold the character: control characters, line breaks that only some programs know, and characters that
/// hide or turn round what is written.
[[nodiscard]] bool is_refused(char32_t code_point) noexcept;

/// Looks at the raw bytes: size, encoding, byte order mark, control characters. Nothing if they are no text.
[[nodiscard]] std::optional<CleanText> scan_bytes(std::string_view bytes, std::uint32_t begin,
                                                  text::Diagnostics& diagnostics);

/// A scalar of the file with its value.
struct ScalarToken {
  std::size_t begin = 0;  ///< in the skeleton's text
  std::size_t end = 0;
  WrittenText written;
  bool faulty = false;  ///< was reported; the value is a stand-in
};

/// What is left of a file when every scalar is replaced by filler of its length, and comments, blocks and everything that
/// was refused by spaces: nothing but keys, dashes, brackets and indentation. A YAML parser reads it as the structure of the
/// file, at the same offsets, and finds nothing in it that it could misread.
struct Skeleton {
  std::string text;
  std::uint32_t offset = 0;
  std::vector<ScalarToken> scalars;  ///< sorted by begin
  struct Bracket {
    std::size_t open = 0;
    std::size_t end = 0;  ///< behind the closing bracket
  };
  std::vector<Bracket> brackets;  ///< of the outermost and inner ones, sorted by open
  bool broken = false;   ///< a reported fault hides the structure: a parser would only add to the confusion
  bool readable = true;  ///< false: do not show the text to a parser
};

/// Reads the lines of a file: where scalars, comments and blocks begin and end. Reports tabs, quotes that do not close, second
/// documents, directives, anchors, aliases, tags, full-width colons, lines without a colon, brackets without a partner.
/// Linear in the length of the text.
[[nodiscard]] Skeleton scan_lines(const CleanText& clean, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
