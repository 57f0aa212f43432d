// src/base/decimal_text.cpp - Decimals from text and back.
// Layer 0.
#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

#include "doudi/base/decimal.hpp"

#include "base/rounding.hpp"

namespace doudi {
namespace {

constexpr bool is_digit(char character) noexcept {
  return character >= '0' && character <= '9';
}

/// Far beyond any exponent of a Decimal, far within 64 bits.
constexpr std::int64_t exponent_cap = 1'000'000'000'000;

/// What a numeric string says, before it is fitted into a Decimal: `0.digits * 10^exponent` moved to
/// integers.
struct Numeral {
  bool negative = false;
  std::string digits;         // without zeros in front; empty for zero
  std::int64_t exponent = 0;  // of the last digit
};

/// Takes digits from the front of `text`.
std::string_view take_digits(std::string_view& text) {
  const auto end = std::find_if_not(text.begin(), text.end(), is_digit);
  const auto count = static_cast<std::size_t>(end - text.begin());
  const std::string_view digits = text.substr(0, count);
  text.remove_prefix(count);
  return digits;
}

std::string without_leading_zeros(std::string_view whole, std::string_view decimals) {
  std::string digits{whole};
  digits += decimals;
  digits.erase(0, std::min(digits.find_first_not_of('0'), digits.size()));
  return digits;
}

Uint128 coefficient_of(std::string_view digits) {
  Uint128 value = 0;
  for (const char digit : digits) value = value * 10 + static_cast<unsigned>(digit - '0');
  return value;
}

std::string digits_of(Uint128 value) {
  std::array<char, 40> digits{};  // 128 bits have 39 at most
  std::size_t begin = digits.size();
  const auto put = [&](unsigned digit) { digits[--begin] = static_cast<char>('0' + digit); };
  for (; value >> 64U != 0; value /= 10) put(static_cast<unsigned>(value % 10));
  auto rest = static_cast<std::uint64_t>(value);  // most have no more, which is far quicker
  do {
    put(static_cast<unsigned>(rest % 10));
    rest /= 10;
  } while (rest != 0);
  return {digits.data() + begin, digits.size() - begin};
}

/// Reads the exponent of scientific notation, `E+12`; false if the text is something else.
bool take_exponent(std::string_view& text, std::int64_t& exponent) {
  if (text.empty()) return true;
  if (text.front() != 'E' && text.front() != 'e') return false;
  text.remove_prefix(1);
  const bool negative = text.starts_with('-');
  if (negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view digits = take_digits(text);
  if (digits.empty() || !text.empty()) return false;
  std::int64_t value = 0;
  for (const char digit : digits) value = std::min(value * 10 + (digit - '0'), exponent_cap);
  exponent += negative ? -value : value;
  return true;
}

/// Fits a numeral into a Decimal as IEEE 754 does: 34 digits, then the exponents, with one rounding.
NumberResult fit(const Numeral& numeral, RoundingMode mode) {
  const auto length = static_cast<std::int64_t>(numeral.digits.size());
  const std::int64_t drop =
      std::max<std::int64_t>({0, length - Decimal::digits, Decimal::smallest_exponent - numeral.exponent});
  const auto kept = static_cast<std::size_t>(std::max<std::int64_t>(0, length - drop));
  const std::string_view digits{numeral.digits};
  Uint128 coefficient = coefficient_of(digits.substr(0, kept));
  std::int64_t exponent = numeral.exponent + drop;

  const std::string_view cut = digits.substr(kept);
  const bool nothing_cut = cut.find_first_not_of('0') == std::string_view::npos;
  Rest rest = nothing_cut ? Rest::none : Rest::below_half;
  if (!nothing_cut && drop <= length && cut.front() >= '5') {
    const bool half = cut.front() == '5' && cut.substr(1).find_first_not_of('0') == std::string_view::npos;
    rest = half ? Rest::half : Rest::above_half;
  }
  if (rounds_away(mode, numeral.negative, (coefficient & 1U) != 0, rest)) ++coefficient;
  if (coefficient == coefficient_limit) {
    coefficient /= 10;
    ++exponent;
  }
  if (coefficient == 0) {
    exponent = std::min<std::int64_t>(exponent, Decimal::largest_exponent);
  } else if (exponent > Decimal::largest_exponent) {
    const std::int64_t pad = exponent - Decimal::largest_exponent;
    if (digit_count(coefficient) + pad > Decimal::digits) return Failure{NumberProblem::overflow};
    coefficient *= power_of_ten(static_cast<int>(pad));
    exponent = Decimal::largest_exponent;
  }
  return *Decimal::from_parts(numeral.negative, coefficient, static_cast<int>(exponent));
}

}  // namespace

Result<Decimal, NumberProblem> Decimal::parse(std::string_view text) {
  Numeral numeral;
  numeral.negative = text.starts_with('-');
  if (numeral.negative) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  if (whole.empty()) return Failure{NumberProblem::not_a_number};
  std::string_view decimals;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = take_digits(text);
    if (decimals.empty()) return Failure{NumberProblem::not_a_number};
  }
  if (!text.empty()) return Failure{NumberProblem::not_a_number};

  numeral.digits = without_leading_zeros(whole, decimals);
  numeral.exponent = -static_cast<std::int64_t>(decimals.size());
  // Zeros at the end are kept while there is room for them, so that 1.50 stays 1.50.
  while (!numeral.digits.empty() && numeral.digits.back() == '0' &&
         (numeral.digits.size() > digits || numeral.exponent < smallest_exponent)) {
    numeral.digits.pop_back();
    ++numeral.exponent;
  }
  if (numeral.digits.size() > digits) return Failure{NumberProblem::too_many_digits};
  if (!numeral.digits.empty() && numeral.exponent < smallest_exponent)
    return Failure{NumberProblem::out_of_range};
  return fit(numeral, RoundingMode::half_even);
}

Result<Decimal, NumberProblem> Decimal::from_scientific(std::string_view text, RoundingMode mode) {
  Numeral numeral;
  numeral.negative = text.starts_with('-');
  if (numeral.negative || text.starts_with('+')) text.remove_prefix(1);
  const std::string_view whole = take_digits(text);
  std::string_view decimals;
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    decimals = take_digits(text);
  }
  if (whole.empty() && decimals.empty()) return Failure{NumberProblem::not_a_number};
  numeral.digits = without_leading_zeros(whole, decimals);
  numeral.exponent = -static_cast<std::int64_t>(decimals.size());
  if (!take_exponent(text, numeral.exponent)) return Failure{NumberProblem::not_a_number};
  return fit(numeral, mode);
}

std::string Decimal::coefficient_text() const {
  return digits_of(coefficient_);
}

std::string Decimal::text() const {
  if (coefficient_ == 0) return "0";
  std::string written = digits_of(coefficient_);
  if (exponent_ >= 0) {
    written.append(static_cast<std::size_t>(exponent_), '0');
  } else {
    const auto places = static_cast<std::size_t>(-exponent_);
    if (written.size() <= places) written.insert(0, places + 1 - written.size(), '0');
    written.insert(written.size() - places, 1, '.');
    written.erase(written.find_last_not_of('0') + 1);
    if (written.back() == '.') written.pop_back();
  }
  return negative_ ? "-" + written : written;
}

std::string Decimal::scientific() const {
  std::string written = digits_of(coefficient_);
  const int adjusted = exponent_ + static_cast<int>(written.size()) - 1;
  if (exponent_ <= 0 && adjusted >= -6) {
    const auto places = static_cast<std::size_t>(-exponent_);
    if (written.size() <= places) written.insert(0, places + 1 - written.size(), '0');
    if (places > 0) written.insert(written.size() - places, 1, '.');
  } else {
    if (written.size() > 1) written.insert(1, 1, '.');
    written += adjusted < 0 ? "E-" : "E+";
    written += std::to_string(adjusted < 0 ? -adjusted : adjusted);
  }
  return negative_ ? "-" + written : written;
}

}  // namespace doudi
