// src/base/decimal_elementary.cpp - exponential and logarithm of Decimals.
// Layer 0.
#include <cstddef>
#include <cstdint>
#include <ios>
#include <string>

#include <boost/multiprecision/cpp_dec_float.hpp>

#include "doudi/base/decimal.hpp"

#include "base/wide_number.hpp"

namespace doudi {
namespace {

/// Digits in which the functions are computed. Neither has ties of rounding, but both come near to them:
/// exp(x) is within x^2 / 2 of 1 + x, log(1 + x) of x, with x down to 10^-34: then digit 104 decides.
constexpr int working_digits = 150;
/// Digits handed over to the rounding: fewer, because the last ones are not certain.
constexpr int certain_digits = 120;

using Working = boost::multiprecision::number<boost::multiprecision::cpp_dec_float<working_digits>>;

/// exp and log of a Decimal have no exact value but exp(0) and log(1), which are taken out before: so there
/// is always something more than the digits shown.
NumberResult rounded_from(const Working& value) {
  WideNumber number;
  const std::string text = value.str(certain_digits - 1, std::ios_base::scientific);
  std::size_t decimals = 0;
  bool after_point = false;
  std::size_t position = 0;
  for (; position < text.size() && text[position] != 'e'; ++position) {
    if (text[position] == '-') number.negative = true;
    if (text[position] == '.') after_point = true;
    if (text[position] < '0' || text[position] > '9') continue;
    number.coefficient = number.coefficient * 10 + static_cast<unsigned>(text[position] - '0');
    decimals += after_point ? 1U : 0U;
  }
  number.exponent = std::stoll(text.substr(position + 1)) - static_cast<std::int64_t>(decimals);
  number.inexact = true;
  return to_decimal(number);
}

}  // namespace

NumberResult exponential(Decimal value) {
  if (value.is_zero()) return Decimal{1};
  // Beyond these bounds the result has left the range of decimal128: e^14150 > 10^6145, e^-14300 < 10^-6210.
  if (value > 14150) return Failure{NumberProblem::overflow};
  if (value < -14300) return *Decimal::from_parts(false, 0, Decimal::smallest_exponent);
  // Next to 1 the result rounds to 1, and 150 digits would not show more.
  if (value.exponent() + digit_count(value.coefficient()) < -40) {
    return *Decimal::from_parts(false, power_of_ten(Decimal::digits - 1), 1 - Decimal::digits);
  }
  return rounded_from(exp(Working{value.scientific()}));
}

NumberResult logarithm(Decimal value) {
  if (value.is_zero() || value.is_negative()) return Failure{NumberProblem::out_of_range};
  if (value == 1) return Decimal{};
  return rounded_from(log(Working{value.scientific()}));
}

}  // namespace doudi
