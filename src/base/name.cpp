// src/base/name.cpp - names and UTF-8, by the tables of utf8proc.
// Layer 0.
#include "doudi/base/name.hpp"

#include <cstdlib>
#include <memory>

#include <utf8proc.h>

namespace doudi {
namespace {

constexpr char32_t ideographic_zero = U'〇';

utf8proc_category_t category_of(char32_t code_point) noexcept {
  return utf8proc_category(static_cast<utf8proc_int32_t>(code_point));
}

const utf8proc_uint8_t* bytes_of(std::string_view text, std::size_t offset) noexcept {
  return reinterpret_cast<const utf8proc_uint8_t*>(text.data()) +
         offset;  // NOLINT(*-reinterpret-cast): bytes
}

struct FreeMemory {
  void operator()(utf8proc_uint8_t* memory) const noexcept {
    std::free(memory);
  }  // NOLINT(*-no-malloc): utf8proc's
};

bool is_ascii_letter(char32_t code_point) noexcept {
  return (code_point >= U'a' && code_point <= U'z') || (code_point >= U'A' && code_point <= U'Z');
}

/// Whether a text that holds nothing else is in normal form C for sure: what lies before the combining marks, and
/// ideographs (Unicode's DerivedNormalizationProps: NFC_QC yes, and no combining class).
bool stands_alone(char32_t code_point) noexcept {
  return code_point < 0x300 || code_point == ideographic_zero ||
         (code_point >= 0x3400 && code_point <= 0x4DBF) || (code_point >= 0x4E00 && code_point <= 0x9FFF);
}

}  // namespace

std::optional<char32_t> decode(std::string_view text, std::size_t& offset) noexcept {
  if (offset >= text.size()) return std::nullopt;
  const auto byte = static_cast<unsigned char>(text[offset]);
  if (byte < 0x80) {
    ++offset;
    return byte;
  }
  utf8proc_int32_t code_point = 0;
  const auto left = static_cast<utf8proc_ssize_t>(text.size() - offset);
  const utf8proc_ssize_t length = utf8proc_iterate(bytes_of(text, offset), left, &code_point);
  if (length <= 0) return std::nullopt;
  offset += static_cast<std::size_t>(length);
  return static_cast<char32_t>(code_point);
}

std::string encode(char32_t code_point) {
  const auto value = static_cast<utf8proc_int32_t>(code_point);
  if (code_point > 0x10FFFF || !utf8proc_codepoint_valid(value)) return {};
  utf8proc_uint8_t bytes[4];  // NOLINT(*-avoid-c-arrays): what utf8proc fills
  const utf8proc_ssize_t length = utf8proc_encode_char(value, bytes);
  return {bytes, bytes + length};
}

bool is_utf8(std::string_view text) noexcept {
  std::size_t offset = 0;
  while (decode(text, offset)) {
  }
  return offset == text.size();
}

bool is_nfc(std::string_view text) {
  bool all_stand_alone = true;
  std::size_t offset = 0;
  while (const auto code_point = decode(text, offset))
    all_stand_alone = all_stand_alone && stands_alone(*code_point);
  if (offset != text.size()) return false;  // no UTF-8
  if (all_stand_alone) return true;
  utf8proc_uint8_t* mapped = nullptr;
  const auto options = static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE);
  const utf8proc_ssize_t length =
      utf8proc_map(bytes_of(text, 0), static_cast<utf8proc_ssize_t>(text.size()), &mapped, options);
  const std::unique_ptr<utf8proc_uint8_t, FreeMemory> composed{mapped};
  if (length < 0) return false;
  return std::string_view{reinterpret_cast<const char*>(mapped),  // NOLINT(*-reinterpret-cast): bytes
                          static_cast<std::size_t>(length)} == text;
}

bool is_name_start(char32_t code_point) noexcept {
  if (code_point == U'_' || code_point == ideographic_zero) return true;
  if (code_point < 0x80) return is_ascii_letter(code_point);
  if (is_full_width(code_point)) return false;
  switch (category_of(code_point)) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL:
      return true;
    default:  // the other 24 categories of a foreign enumeration
      return false;
  }
}

bool is_name_part(char32_t code_point) noexcept {
  if (is_name_start(code_point)) return true;
  if (code_point < 0x80) return code_point >= U'0' && code_point <= U'9';
  if (is_full_width(code_point)) return false;
  const utf8proc_category_t category = category_of(code_point);
  return category == UTF8PROC_CATEGORY_ND || category == UTF8PROC_CATEGORY_MN ||
         category == UTF8PROC_CATEGORY_MC;
}

bool is_name(std::string_view text) {
  std::size_t offset = 0;
  const auto first = decode(text, offset);
  if (!first || !is_name_start(*first)) return false;
  bool after_space = false;
  while (offset < text.size()) {
    const auto code_point = decode(text, offset);
    if (!code_point) return false;
    const bool space = *code_point == U' ';
    if (space ? after_space : !is_name_part(*code_point)) return false;
    after_space = space;
  }
  return !after_space && is_nfc(text);
}

bool is_full_width(char32_t code_point) noexcept {
  if (code_point >= 0xFF01 && code_point <= 0xFF5E) return true;
  if (code_point >= 0xFFE0 && code_point <= 0xFFE6) return true;  // ￥ and other signs
  if (code_point >= 0x3000 && code_point <= 0x3002) return true;  // the space, 、 and 。
  if (code_point >= 0x3008 && code_point <= 0x3011) return true;  // 〈 to 】
  switch (code_point) {
    case U'‘':
    case U'’':
    case U'“':
    case U'”':
    case U'—':
    case U'…':
      return true;
    default:
      return false;
  }
}

std::optional<char> ascii_meant(char32_t code_point) noexcept {
  if (code_point >= 0xFF01 && code_point <= 0xFF5E) return static_cast<char>(code_point - 0xFF01 + '!');
  switch (code_point) {
    case U'\u3000':
      return ' ';
    case U'、':
      return ',';
    case U'。':
      return '.';
    case U'‘':
    case U'’':
      return '\'';
    case U'“':
    case U'”':
      return '"';
    case U'—':
      return '-';
    case U'〈':
      return '<';
    case U'〉':
      return '>';
    case U'【':
      return '[';
    case U'】':
      return ']';
    default:
      return std::nullopt;
  }
}

int display_width(std::string_view text) noexcept {
  int width = 0;
  for (std::size_t offset = 0; offset < text.size();) {
    if (const auto code_point = decode(text, offset)) {
      width += utf8proc_charwidth(static_cast<utf8proc_int32_t>(*code_point));
    } else {
      ++width;
      ++offset;
    }
  }
  return width;
}

}  // namespace doudi
