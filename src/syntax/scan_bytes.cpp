// src/syntax/scan_bytes.cpp - is a file UTF-8 text without invisible characters?
// Layer 2.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/base/name.hpp"

#include "syntax/skeleton.hpp"

namespace doudi::syntax {

namespace {

using text::Code;
using text::Hint;
using text::Span;

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";
constexpr std::size_t most_lines_reported = 60;  // more than are ever shown

std::string hexadecimal(std::uint32_t value, std::size_t digits) {
  std::string result;
  for (; value != 0 || result.size() < digits; value /= 16)
    result.insert(result.begin(), "0123456789ABCDEF"[value % 16]);
  return result;
}

unsigned char byte_at(std::string_view text, std::size_t at) noexcept {
  return static_cast<unsigned char>(text[at]);
}

/// UTF-16 has a byte order mark, or a zero in every second byte of its ASCII characters.
bool looks_like_utf16(std::string_view bytes) noexcept {
  if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) return true;
  const std::string_view start = bytes.substr(0, 256);
  std::array<std::size_t, 2> zeros{};
  for (std::size_t i = 0; i < start.size(); ++i) {
    if (start[i] == '\0') ++zeros[i % 2];
  }
  return start.size() >= 4 && std::max(zeros[0], zeros[1]) * 4 >= start.size() &&
         std::min(zeros[0], zeros[1]) == 0;
}

/// True if all bytes are ASCII or pairs of GBK, or its four-byte forms of GB18030.
bool decodes_as_gbk(std::string_view bytes) noexcept {
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    const unsigned lead = byte_at(bytes, i);
    if (lead < 0x80) continue;
    if (lead == 0x80 || lead == 0xFF || i + 1 >= bytes.size()) return false;
    const unsigned trail = byte_at(bytes, i + 1);
    if (trail >= 0x30 && trail <= 0x39) {
      if (i + 3 >= bytes.size()) return false;
      i += 3;
      continue;
    }
    if (trail < 0x40 || trail == 0x7F || trail == 0xFF) return false;
    ++i;
  }
  return true;
}

/// Reports the first wrong byte of each line, or once that the whole file is GBK. True if there was none.
bool check_utf8(std::string_view bytes, std::uint32_t begin, text::Diagnostics& diagnostics) {
  std::vector<std::size_t> wrong;  // the first of each line
  std::size_t wrong_count = 0;
  std::size_t right_count = 0;
  std::size_t line = 0;
  std::size_t last_wrong_line = 0;
  for (std::size_t at = 0; at < bytes.size();) {
    if (byte_at(bytes, at) < 0x80) {
      if (bytes[at++] == '\n') ++line;
      continue;
    }
    const std::size_t first = at;
    if (decode(bytes, at)) {
      ++right_count;
      continue;
    }
    ++at;
    ++wrong_count;
    if (wrong.empty() || last_wrong_line != line) {
      if (wrong.size() < most_lines_reported) wrong.push_back(first);
      last_wrong_line = line;
    }
  }
  if (wrong.empty()) return true;
  const bool gbk = wrong_count > right_count && decodes_as_gbk(bytes);
  if (gbk) wrong.resize(1);
  for (const std::size_t at : wrong) {
    const auto offset = begin + static_cast<std::uint32_t>(at);
    diagnostics
        .error(Code::invalid_utf8, {offset, offset + 1}, {{"byte", hexadecimal(byte_at(bytes, at), 2)}})
        .help(gbk ? Hint::convert_from_gbk : Hint::save_as_utf8);
  }
  return false;
}

/// Replaces refused characters by spaces and reports them.
void check_characters(CleanText& clean, text::Diagnostics& diagnostics) {
  std::string& text = clean.text;
  std::size_t reported = 0;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t first = at;
    const auto code_point = decode(text, at);
    if (!code_point) break;  // cannot be: the text was checked
    if (!is_refused(*code_point)) continue;
    if (*code_point == U'\r' && at < text.size() && text[at] == '\n') continue;
    std::fill(text.begin() + static_cast<std::ptrdiff_t>(first),
              text.begin() + static_cast<std::ptrdiff_t>(at), ' ');
    if (++reported > most_lines_reported) continue;
    const auto offset = clean.offset + static_cast<std::uint32_t>(first);
    diagnostics
        .error(Code::control_character, {offset, offset + static_cast<std::uint32_t>(at - first)},
               {{"character", "U+" + hexadecimal(*code_point, 4)}})
        .help(Hint::leave_out);
  }
}

}  // namespace

bool is_refused(char32_t code_point) noexcept {
  if (code_point < 0x20) return code_point != U'\t' && code_point != U'\n';
  if (code_point >= 0x7F && code_point < 0xA0) return true;
  constexpr std::array<std::pair<char32_t, char32_t>, 7> ranges{{{0xAD, 0xAD},
                                                                 {0x200B, 0x200B},
                                                                 {0x200E, 0x200F},
                                                                 {0x2028, 0x202E},
                                                                 {0x2060, 0x2069},
                                                                 {0xFEFF, 0xFEFF},
                                                                 {0xFFF0, 0xFFFF}}};
  return std::any_of(ranges.begin(), ranges.end(), [&](const auto& range) {
    return code_point >= range.first && code_point <= range.second;
  });
}

std::optional<CleanText> scan_bytes(std::string_view bytes, std::uint32_t begin,
                                    text::Diagnostics& diagnostics) {
  const Span start{begin, begin};
  if (bytes.size() > largest_file) {
    diagnostics
        .error(Code::file_too_large, start,
               {{"size", std::to_string(bytes.size())}, {"limit", std::to_string(largest_file)}})
        .help(Hint::split_file);
    return std::nullopt;
  }
  if (looks_like_utf16(bytes)) {
    diagnostics.error(Code::not_utf8, start, {{"encoding", "UTF-16"}}).help(Hint::save_as_utf8);
    return std::nullopt;
  }
  if (!check_utf8(bytes, begin, diagnostics)) return std::nullopt;
  CleanText clean{std::string(bytes), begin};
  if (bytes.starts_with(byte_order_mark)) {
    clean.text.erase(0, byte_order_mark.size());
    clean.offset += static_cast<std::uint32_t>(byte_order_mark.size());
  }
  check_characters(clean, diagnostics);
  return clean;
}

}  // namespace doudi::syntax
