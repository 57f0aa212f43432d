// src/syntax/plain_word.cpp - recognises booleans, numbers and dates in forms that are not accepted.
// Layer 2.
#include "syntax/plain_word.hpp"

#include <algorithm>
#include <array>

#include "doudi/base/name.hpp"

namespace doudi::syntax {

namespace {

bool is_digit(char byte) noexcept {
  return byte >= '0' && byte <= '9';
}

std::string lower_case(std::string_view word) {
  std::string result(word);
  for (char& byte : result) {
    if (byte >= 'A' && byte <= 'Z') byte = static_cast<char>(byte - 'A' + 'a');
  }
  return result;
}

bool all_of(std::string_view text, bool (*test)(char) noexcept) noexcept {
  return !text.empty() && std::all_of(text.begin(), text.end(), test);
}

/// Digits in groups of three, separated by commas.
bool is_grouped(std::string_view digits) noexcept {
  const std::size_t first = digits.find(',');
  if (first == std::string_view::npos || first == 0 || first > 3 || (digits.size() - first) % 4 != 0)
    return false;
  for (std::size_t i = 0; i < digits.size(); ++i) {
    const bool comma = i >= first && (i - first) % 4 == 0;
    if (comma ? digits[i] != ',' : !is_digit(digits[i])) return false;
  }
  return true;
}

std::string without(std::string_view text, char unwanted) {
  std::string result(text);
  result.erase(std::remove(result.begin(), result.end(), unwanted), result.end());
  return result;
}

/// Digits, at most one point, an exponent: `1e3`, `1.5E-7`.
bool has_exponent(std::string_view text) noexcept {
  const std::size_t letter = text.find_first_of("eE");
  if (letter == std::string_view::npos || letter == 0) return false;
  std::string_view exponent = text.substr(letter + 1);
  if (exponent.starts_with('-') || exponent.starts_with('+')) exponent.remove_prefix(1);
  const auto part_of_number = [](char byte) { return is_digit(byte) || byte == '.'; };
  const std::string_view before = text.substr(0, letter);
  return all_of(exponent, is_digit) && std::all_of(before.begin(), before.end(), part_of_number) &&
         std::any_of(before.begin(), before.end(), is_digit) &&
         std::count(before.begin(), before.end(), '.') <= 1;
}

/// `0x1F`, `0o17`, `0b01`.
bool has_base(std::string_view text) noexcept {
  if (text.size() < 3 || text[0] != '0' || std::string_view("xXoObB").find(text[1]) == std::string_view::npos)
    return false;
  const std::string_view digits = text.substr(2);
  return digits.find_first_not_of("0123456789abcdefABCDEF_") == std::string_view::npos;
}

/// Digits with underscores between them.
bool is_underscored(std::string_view text) noexcept {
  return is_digit(text.front()) && text.find('_') != std::string_view::npos &&
         text.find_first_not_of("0123456789_.") == std::string_view::npos;
}

struct Decimal {
  std::string_view whole;
  std::string_view fraction;
  bool point = false;
  std::string_view percent;
};

std::optional<Decimal> as_decimal(std::string_view text) noexcept {
  Decimal decimal;
  if (text.ends_with('%')) {
    decimal.percent = text.substr(text.size() - 1);
    text.remove_suffix(1);
  }
  const std::size_t point = text.find('.');
  decimal.whole = text.substr(0, point);
  decimal.point = point != std::string_view::npos;
  if (decimal.point) decimal.fraction = text.substr(point + 1);
  const auto fits = [](std::string_view part) { return part.empty() || all_of(part, is_digit); };
  if (!fits(decimal.whole) || !fits(decimal.fraction)) return std::nullopt;
  if (decimal.whole.empty() && decimal.fraction.empty()) return std::nullopt;
  return decimal;
}

std::string joined(std::string_view sign, const Decimal& decimal) {
  std::string_view whole = decimal.whole;
  whole.remove_prefix(std::min(whole.find_first_not_of('0'), whole.size()));
  std::string result(sign == "-" ? "-" : "");
  result += whole.empty() ? "0" : whole;
  if (!decimal.fraction.empty()) result += "." + std::string(decimal.fraction);
  return result + std::string(decimal.percent);
}

/// Reads up to `most` digits.
std::string_view take_digits(std::string_view& rest, std::size_t most) noexcept {
  std::size_t count = 0;
  while (count < rest.size() && count < most && is_digit(rest[count])) ++count;
  const std::string_view digits = rest.substr(0, count);
  rest.remove_prefix(count);
  return digits;
}

/// Takes one of `./-` or the given Chinese word.
bool take_separator(std::string_view& rest, std::string_view word) noexcept {
  if (rest.starts_with(word)) {
    rest.remove_prefix(word.size());
    return true;
  }
  if (rest.empty() || std::string_view("./-").find(rest.front()) == std::string_view::npos) return false;
  rest.remove_prefix(1);
  return true;
}

}  // namespace

std::optional<std::string_view> boolean_meant(std::string_view word) noexcept {
  if (word.empty() || word.size() > 5 || word == "true" || word == "false") return std::nullopt;
  constexpr std::array<std::string_view, 8> words{"yes", "on", "y", "true", "no", "off", "n", "false"};
  const std::string lower = lower_case(word);
  const auto found = std::find(words.begin(), words.end(), lower);
  if (found == words.end()) return std::nullopt;
  return found - words.begin() < 4 ? "true" : "false";
}

bool is_null_form(std::string_view word) noexcept {
  return word == "~" || word == "Null" || word == "NULL";
}

std::optional<OddNumber> odd_number(std::string_view word) {
  if (word.empty()) return std::nullopt;
  std::string_view sign;
  std::string_view digits = word;
  if (digits.starts_with('-') || digits.starts_with('+')) {
    sign = digits.substr(0, 1);
    digits.remove_prefix(1);
  }
  if (digits.empty()) return std::nullopt;
  const std::string lower = lower_case(digits);
  if (lower == ".inf" || lower == ".nan") return OddNumber{};
  const std::string minus(sign == "-" ? "-" : "");
  if (is_underscored(digits)) return OddNumber{OddNumber::Kind::form, minus + without(digits, '_')};
  if (is_grouped(digits)) return OddNumber{OddNumber::Kind::form, minus + without(digits, ',')};
  if (has_exponent(digits) || has_base(digits)) return OddNumber{};
  const auto decimal = as_decimal(digits);
  if (!decimal) return std::nullopt;
  const bool zero = decimal->whole.size() > 1 && decimal->whole.front() == '0';
  if (zero) return OddNumber{OddNumber::Kind::leading_zero, joined(sign, *decimal)};
  const bool bare_point = decimal->whole.empty() || (decimal->point && decimal->fraction.empty());
  if (bare_point || sign == "+") return OddNumber{OddNumber::Kind::form, joined(sign, *decimal)};
  return std::nullopt;
}

std::optional<std::string> odd_date(std::string_view word) {
  std::string_view rest = word;
  const std::string_view year = take_digits(rest, 4);
  if (year.size() != 4 || !take_separator(rest, "年")) return std::nullopt;
  const std::string_view month = take_digits(rest, 2);
  if (month.empty() || !take_separator(rest, "月")) return std::nullopt;
  const std::string_view day = take_digits(rest, 2);
  if (rest == "日") rest = {};
  if (day.empty() || !rest.empty()) return std::nullopt;
  const auto two_digits = [](std::string_view digits) {
    return std::string(2 - digits.size(), '0').append(digits);
  };
  std::string iso = std::string(year) + "-" + two_digits(month) + "-" + two_digits(day);
  if (iso == word) return std::nullopt;
  return iso;
}

std::optional<std::string> full_width_number(std::string_view word) {
  std::string result;
  bool wide = false;
  bool digit = false;
  for (std::size_t at = 0; at < word.size();) {
    const auto code_point = decode(word, at);
    if (!code_point) return std::nullopt;
    const auto meant = is_full_width(*code_point) ? ascii_meant(*code_point) : std::nullopt;
    wide = wide || meant.has_value();
    if (!meant && *code_point >= 0x80) return std::nullopt;
    const char byte = meant ? *meant : static_cast<char>(*code_point);
    if (std::string_view("0123456789.,-+%/").find(byte) == std::string_view::npos) return std::nullopt;
    digit = digit || is_digit(byte);
    result += byte;
  }
  if (!wide || !digit) return std::nullopt;
  return result;
}

std::optional<FullWidth> first_full_width(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const auto code_point = decode(text, at);
    if (!code_point) return std::nullopt;
    if (!is_full_width(*code_point)) continue;
    const auto ascii = ascii_meant(*code_point);
    return FullWidth{begin, at, ascii ? std::string(1, *ascii) : std::string()};
  }
  return std::nullopt;
}

}  // namespace doudi::syntax
