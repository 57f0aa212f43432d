// src/syntax/plain_word.hpp - plain words that YAML readers, or people, take for something else.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doudi::syntax {

/// A word that YAML 1.1 reads as a boolean though it is not `true` or `false`: yes, no, on, off, y, n, True ...
/// Returns `true` or `false`, whichever is meant.
[[nodiscard]] std::optional<std::string_view> boolean_meant(std::string_view word) noexcept;
/// `~`, `Null`, `NULL`.
[[nodiscard]] bool is_null_form(std::string_view word) noexcept;

/// A number in a form that is not accepted.
struct OddNumber {
  enum class Kind : std::uint8_t { leading_zero, form };
  Kind kind = Kind::form;
  std::string meant;  ///< as it should be written; empty if that is not clear
};
/// 012, 1e3, 0x10, 1_000, 1,000, +5, .5, 5., .inf, .nan.
[[nodiscard]] std::optional<OddNumber> odd_number(std::string_view word);
/// 2019.4.3, 2019/4/3, 2019-4-3, 2019年4月3日: the ISO text that is meant.
[[nodiscard]] std::optional<std::string> odd_date(std::string_view word);
/// A number in full-width digits: the ASCII text that is meant.
[[nodiscard]] std::optional<std::string> full_width_number(std::string_view word);

/// The first full-width character of a text: its bytes and what it means in ASCII, if anything.
struct FullWidth {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::string ascii;
};
[[nodiscard]] std::optional<FullWidth> first_full_width(std::string_view text);

}  // namespace doudi::syntax
