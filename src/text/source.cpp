// src/text/source.cpp - where an offset lies: file, line and column.
// Layer 1.
#include "doudi/text/source.hpp"

#include <algorithm>
#include <limits>
#include <stdexcept>
#include <string>
#include <utility>

namespace doudi::text {

namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

/// Code points that begin in the text. Works for broken UTF-8 as well: what continues nothing counts too.
std::uint32_t count_code_points(std::string_view text) noexcept {
  const auto continues = [](char byte) { return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U; };
  return static_cast<std::uint32_t>(text.size()) -
         static_cast<std::uint32_t>(std::count_if(text.begin(), text.end(), continues));
}

}  // namespace

Span enclosing(Span first, Span second) noexcept {
  if (!first.somewhere()) return second;
  if (!second.somewhere()) return first;
  return {std::min(first.begin, second.begin), std::max(first.end, second.end)};
}

std::uint32_t SourceSet::add(std::string name, std::string text) {
  if (text.size() >= std::numeric_limits<std::uint32_t>::max() - next_) {
    throw std::length_error("the files of one pack have more than 4 GiB with `" + name + "`");
  }
  File& file = files_.emplace_back();
  file.name = std::move(name);
  file.text = std::move(text);
  file.begin = next_;
  file.line_starts.push_back(0);
  for (std::size_t at = file.text.find('\n'); at != std::string::npos; at = file.text.find('\n', at + 1)) {
    file.line_starts.push_back(static_cast<std::uint32_t>(at) + 1);
  }
  next_ += static_cast<std::uint32_t>(file.text.size()) + 1;
  return file.begin;
}

const SourceSet::File& SourceSet::file_at(std::uint32_t offset) const {
  const auto behind =
      std::upper_bound(files_.begin(), files_.end(), offset,
                       [](std::uint32_t value, const File& file) { return value < file.begin; });
  if (behind == files_.begin() || offset >= next_) {
    throw std::invalid_argument("offset " + std::to_string(offset) + " lies in no file");
  }
  return *(behind - 1);
}

Place SourceSet::place(std::uint32_t offset) const {
  const File& file = file_at(offset);
  const std::uint32_t relative = offset - file.begin;
  const auto behind = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), relative);
  const std::uint32_t start = *(behind - 1);
  std::string_view before = std::string_view(file.text).substr(start, relative - start);
  if (start == 0 && before.starts_with(byte_order_mark)) before.remove_prefix(byte_order_mark.size());
  return {file.name, static_cast<std::uint32_t>(behind - file.line_starts.begin()),
          count_code_points(before) + 1};
}

std::string_view SourceSet::line_at(std::uint32_t offset) const {
  const File& file = file_at(offset);
  const auto behind = std::upper_bound(file.line_starts.begin(), file.line_starts.end(), offset - file.begin);
  std::string_view line = std::string_view(file.text).substr(*(behind - 1));
  line = line.substr(0, line.find('\n'));
  if (line.ends_with('\r')) line.remove_suffix(1);
  return line;
}

std::string_view SourceSet::text(Span span) const {
  if (!span.somewhere()) return {};
  const File& file = file_at(span.begin);
  return std::string_view(file.text).substr(span.begin - file.begin, span.end - span.begin);
}

std::string_view SourceSet::file_text(std::uint32_t offset) const {
  return file_at(offset).text;
}

std::uint32_t SourceSet::file_begin(std::uint32_t offset) const {
  return file_at(offset).begin;
}

}  // namespace doudi::text
