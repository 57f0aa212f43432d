// doudi/text/source.hpp - the files of a pack in memory, and positions inside them.
// Layer 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <deque>
#include <string>
#include <string_view>
#include <vector>

namespace doudi::text {

/// Half-open byte range [begin, end) in the common address space of a SourceSet. {0, 0} means "nowhere".
struct Span {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  [[nodiscard]] constexpr bool somewhere() const noexcept { return begin != 0; }
  friend bool operator==(const Span&, const Span&) = default;
};

/// The smallest span that holds both; a span that is nowhere is ignored.
[[nodiscard]] Span enclosing(Span first, Span second) noexcept;

/// What a person reads: `line` and `column` are 1-based, `column` counts code points, not bytes. A byte order
/// mark is no column.
struct Place {
  std::string_view file;
  std::uint32_t line = 1;
  std::uint32_t column = 1;
};

/// All files that one pack was read from: its own, its base's, its cases. Each file occupies a range of
/// offsets, so that a Span of eight bytes says both which file and where. Files are only ever added, and
/// views into them stay good as long as the set (which may be moved). Reading from several threads is safe
/// while nobody adds.
class SourceSet {
 public:
  /// Adds a file and returns the offset of its first byte. The offset behind its last byte still belongs to
  /// it. Throws std::length_error if all files together would have 4 GiB.
  std::uint32_t add(std::string name, std::string text);

  /// Throws std::invalid_argument for an offset in no file; so do the three below.
  [[nodiscard]] Place place(std::uint32_t offset) const;
  /// The text of the line that holds `offset`, without its line break.
  [[nodiscard]] std::string_view line_at(std::uint32_t offset) const;
  /// The bytes of a span; empty when it is nowhere, cut at the end of the file that it begins in.
  [[nodiscard]] std::string_view text(Span span) const;
  /// The whole text of the file that holds `offset`, and the offset of its first byte.
  [[nodiscard]] std::string_view file_text(std::uint32_t offset) const;
  [[nodiscard]] std::uint32_t file_begin(std::uint32_t offset) const;

 private:
  struct File {
    std::string name;
    std::string text;
    std::uint32_t begin = 0;
    std::vector<std::uint32_t> line_starts;  // relative to begin
  };
  [[nodiscard]] const File& file_at(std::uint32_t offset) const;

  std::deque<File> files_;
  std::uint32_t next_ = 1;
};

}  // namespace doudi::text
