// src/base/characters.cpp - counting and cutting by code points, and case conversion.
// Layer 0.
#include "doudi/base/characters.hpp"

#include <algorithm>
#include <array>

#include <utf8proc.h>

#include "doudi/base/name.hpp"

namespace doudi {
namespace {

/// Characters whose capitals are several: those from `first` to `last`, the first capital counting up with
/// them. From SpecialCasing.txt of Unicode 14, where no language is named; utf8proc maps one to one.
struct Expansion {
  char32_t first;
  char32_t last;
  std::array<char32_t, 3> capitals;  // 0 for none
};

// clang-format off: a table
constexpr std::array expansions{
    Expansion{0xDF, 0xDF, {0x53, 0x53}},
    Expansion{0x149, 0x149, {0x2BC, 0x4E}},
    Expansion{0x1F0, 0x1F0, {0x4A, 0x30C}},
    Expansion{0x390, 0x390, {0x399, 0x308, 0x301}},
    Expansion{0x3B0, 0x3B0, {0x3A5, 0x308, 0x301}},
    Expansion{0x587, 0x587, {0x535, 0x552}},
    Expansion{0x1E96, 0x1E96, {0x48, 0x331}},
    Expansion{0x1E97, 0x1E97, {0x54, 0x308}},
    Expansion{0x1E98, 0x1E98, {0x57, 0x30A}},
    Expansion{0x1E99, 0x1E99, {0x59, 0x30A}},
    Expansion{0x1E9A, 0x1E9A, {0x41, 0x2BE}},
    Expansion{0x1F50, 0x1F50, {0x3A5, 0x313}},
    Expansion{0x1F52, 0x1F52, {0x3A5, 0x313, 0x300}},
    Expansion{0x1F54, 0x1F54, {0x3A5, 0x313, 0x301}},
    Expansion{0x1F56, 0x1F56, {0x3A5, 0x313, 0x342}},
    Expansion{0x1F80, 0x1F87, {0x1F08, 0x399}},
    Expansion{0x1F88, 0x1F8F, {0x1F08, 0x399}},
    Expansion{0x1F90, 0x1F97, {0x1F28, 0x399}},
    Expansion{0x1F98, 0x1F9F, {0x1F28, 0x399}},
    Expansion{0x1FA0, 0x1FA7, {0x1F68, 0x399}},
    Expansion{0x1FA8, 0x1FAF, {0x1F68, 0x399}},
    Expansion{0x1FB2, 0x1FB2, {0x1FBA, 0x399}},
    Expansion{0x1FB3, 0x1FB3, {0x391, 0x399}},
    Expansion{0x1FB4, 0x1FB4, {0x386, 0x399}},
    Expansion{0x1FB6, 0x1FB6, {0x391, 0x342}},
    Expansion{0x1FB7, 0x1FB7, {0x391, 0x342, 0x399}},
    Expansion{0x1FBC, 0x1FBC, {0x391, 0x399}},
    Expansion{0x1FC2, 0x1FC2, {0x1FCA, 0x399}},
    Expansion{0x1FC3, 0x1FC3, {0x397, 0x399}},
    Expansion{0x1FC4, 0x1FC4, {0x389, 0x399}},
    Expansion{0x1FC6, 0x1FC6, {0x397, 0x342}},
    Expansion{0x1FC7, 0x1FC7, {0x397, 0x342, 0x399}},
    Expansion{0x1FCC, 0x1FCC, {0x397, 0x399}},
    Expansion{0x1FD2, 0x1FD2, {0x399, 0x308, 0x300}},
    Expansion{0x1FD3, 0x1FD3, {0x399, 0x308, 0x301}},
    Expansion{0x1FD6, 0x1FD6, {0x399, 0x342}},
    Expansion{0x1FD7, 0x1FD7, {0x399, 0x308, 0x342}},
    Expansion{0x1FE2, 0x1FE2, {0x3A5, 0x308, 0x300}},
    Expansion{0x1FE3, 0x1FE3, {0x3A5, 0x308, 0x301}},
    Expansion{0x1FE4, 0x1FE4, {0x3A1, 0x313}},
    Expansion{0x1FE6, 0x1FE6, {0x3A5, 0x342}},
    Expansion{0x1FE7, 0x1FE7, {0x3A5, 0x308, 0x342}},
    Expansion{0x1FF2, 0x1FF2, {0x1FFA, 0x399}},
    Expansion{0x1FF3, 0x1FF3, {0x3A9, 0x399}},
    Expansion{0x1FF4, 0x1FF4, {0x38F, 0x399}},
    Expansion{0x1FF6, 0x1FF6, {0x3A9, 0x342}},
    Expansion{0x1FF7, 0x1FF7, {0x3A9, 0x342, 0x399}},
    Expansion{0x1FFC, 0x1FFC, {0x3A9, 0x399}},
    Expansion{0xFB00, 0xFB00, {0x46, 0x46}},
    Expansion{0xFB01, 0xFB01, {0x46, 0x49}},
    Expansion{0xFB02, 0xFB02, {0x46, 0x4C}},
    Expansion{0xFB03, 0xFB03, {0x46, 0x46, 0x49}},
    Expansion{0xFB04, 0xFB04, {0x46, 0x46, 0x4C}},
    Expansion{0xFB05, 0xFB05, {0x53, 0x54}},
    Expansion{0xFB06, 0xFB06, {0x53, 0x54}},
    Expansion{0xFB13, 0xFB13, {0x544, 0x546}},
    Expansion{0xFB14, 0xFB14, {0x544, 0x535}},
    Expansion{0xFB15, 0xFB15, {0x544, 0x53B}},
    Expansion{0xFB16, 0xFB16, {0x54E, 0x546}},
    Expansion{0xFB17, 0xFB17, {0x544, 0x53D}},
};
// clang-format on

constexpr char32_t capital_sigma = U'Σ';
constexpr char32_t capital_i_with_dot = U'İ';

[[nodiscard]] utf8proc_int32_t number_of(char32_t character) noexcept {
  return static_cast<utf8proc_int32_t>(character);
}

[[nodiscard]] bool is_cased(char32_t character) noexcept {
  const utf8proc_category_t category = utf8proc_category(number_of(character));
  return category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LL ||
         category == UTF8PROC_CATEGORY_LT;
}

/// Unicode's Case_Ignorable: marks, modifiers, and punctuation that stands within words.
[[nodiscard]] bool is_case_ignorable(char32_t character) noexcept {
  constexpr std::u32string_view within_words =
      U"'.:\u00B7\u0387\u055F\u05F4\u2018\u2019\u2024\u2027\uFE13\uFE52\uFE55\uFF07\uFF0E\uFF1A";
  if (within_words.find(character) != std::u32string_view::npos) return true;
  const utf8proc_category_t category = utf8proc_category(number_of(character));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_ME ||
         category == UTF8PROC_CATEGORY_CF || category == UTF8PROC_CATEGORY_LM ||
         category == UTF8PROC_CATEGORY_SK;
}

[[nodiscard]] bool letter_follows(std::string_view text, std::size_t offset) noexcept {
  auto character = decode(text, offset);
  while (character && is_case_ignorable(*character)) character = decode(text, offset);
  return character && is_cased(*character);
}

/// Moves behind the character at `offset`.
void skip_character(std::string_view text, std::size_t& offset) noexcept {
  if (!decode(text, offset)) ++offset;
}

}  // namespace

std::size_t character_count(std::string_view text) noexcept {
  std::size_t count = 0;
  for (std::size_t offset = 0; offset < text.size(); ++count) skip_character(text, offset);
  return count;
}

std::string_view characters(std::string_view text, std::size_t first, std::size_t count) noexcept {
  std::size_t begin = 0;
  while (begin < text.size() && first-- > 0) skip_character(text, begin);
  std::size_t end = begin;
  while (end < text.size() && count-- > 0) skip_character(text, end);
  return text.substr(begin, end - begin);
}

std::string upper_case(std::string_view text) {
  std::string result;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto character = decode(text, offset);
    if (!character) {
      result += text[offset++];
      continue;
    }
    const auto* const expansion =
        std::find_if(expansions.begin(), expansions.end(), [&character](const Expansion& entry) {
          return entry.first <= *character && *character <= entry.last;
        });
    if (expansion == expansions.end()) {
      result += encode(static_cast<char32_t>(utf8proc_toupper(number_of(*character))));
      continue;
    }
    result += encode(expansion->capitals[0] + (*character - expansion->first));
    for (std::size_t index = 1; index < 3 && expansion->capitals[index] != 0; ++index) {
      result += encode(expansion->capitals[index]);
    }
  }
  return result;
}

std::string lower_case(std::string_view text) {
  std::string result;
  bool after_letter = false;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto character = decode(text, offset);
    if (!character) {
      result += text[offset++];
      after_letter = false;
      continue;
    }
    if (*character == capital_i_with_dot) {
      result += "i\u0307";
    } else if (*character == capital_sigma) {
      result += after_letter && !letter_follows(text, offset) ? "ς" : "σ";
    } else {
      result += encode(static_cast<char32_t>(utf8proc_tolower(number_of(*character))));
    }
    if (!is_case_ignorable(*character)) after_letter = is_cased(*character);
  }
  return result;
}

}  // namespace doudi
