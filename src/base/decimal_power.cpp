// src/base/decimal_power.cpp - integer powers and square roots of Decimals.
// Layer 0.
#include <bit>
#include <cstdint>

#include "doudi/base/decimal.hpp"

#include "base/wide_number.hpp"

namespace doudi {
namespace {

/// Digits kept while a power is computed: 34 and so many guard digits that even 2^64 cuts leave 15 of them
/// untouched.
constexpr int guarded_digits = 70;
/// Ten to this power is beyond every Decimal, with room to multiply twice.
constexpr std::int64_t beyond = 100'000;

WideNumber product(const WideNumber& lhs, const WideNumber& rhs) {
  WideNumber result{lhs.coefficient * rhs.coefficient, lhs.exponent + rhs.exponent,
                    lhs.negative != rhs.negative, lhs.inexact || rhs.inexact};
  cut_to(result, guarded_digits);
  return result;
}

bool is_beyond(const WideNumber& number) {
  const std::int64_t adjusted = number.exponent + wide_digit_count(number.coefficient);
  return adjusted > beyond || adjusted < -beyond;
}

/// 1 / number. An exact quotient has no zeros at its end.
WideNumber reciprocal(const WideNumber& number) {
  WideNumber result;
  const int raise = guarded_digits + wide_digit_count(number.coefficient);
  Wide rest;
  boost::multiprecision::divide_qr(wide_power_of_ten(raise), number.coefficient, result.coefficient, rest);
  result.exponent = -raise - number.exponent;
  result.negative = number.negative;
  result.inexact = number.inexact || rest != 0;
  if (!result.inexact) strip_zeros(result, -number.exponent);
  return result;
}

// Zero with exponent 0, whatever the base's, as decTest has it.
NumberResult power_of_zero(Decimal base, std::int64_t exponent) {
  if (exponent < 0) return Failure{NumberProblem::division_by_zero};
  return *Decimal::from_parts(base.negative() && exponent % 2 != 0, 0, 0);
}

}  // namespace

NumberResult power(Decimal base, std::int64_t exponent) {
  if (exponent == 0) return Decimal{1};
  if (base.is_zero()) return power_of_zero(base, exponent);
  const bool inverted = exponent < 0;
  const std::uint64_t times =
      inverted ? 0 - static_cast<std::uint64_t>(exponent) : static_cast<std::uint64_t>(exponent);

  const WideNumber factor{widened(base.coefficient()), base.exponent(), base.negative(), false};
  WideNumber result = factor;
  // From the highest bit down: no intermediate power is larger than the result, so one that is beyond stays
  // there.
  for (int bit = static_cast<int>(std::bit_width(times)) - 2; bit >= 0; --bit) {
    result = product(result, result);
    if ((times >> static_cast<unsigned>(bit) & 1U) != 0) result = product(result, factor);
    if (!is_beyond(result)) continue;
    const bool grows = (result.exponent > 0) != inverted;
    if (grows) return Failure{NumberProblem::overflow};
    return *Decimal::from_parts(base.negative() && times % 2 != 0, 0, Decimal::smallest_exponent);
  }
  return to_decimal(inverted ? reciprocal(result) : result);
}

NumberResult square_root(Decimal value) {
  if (value.is_negative()) return Failure{NumberProblem::out_of_range};
  const int ideal_exponent = value.exponent() >= 0 ? value.exponent() / 2 : (value.exponent() - 1) / 2;
  if (value.is_zero()) return *Decimal::from_parts(value.negative(), 0, ideal_exponent);

  // Twice the digits that the root needs, and an even exponent.
  int raise = 2 * (Decimal::digits + 2);
  if ((value.exponent() - raise) % 2 != 0) ++raise;
  WideNumber root;
  Wide rest;
  root.coefficient =
      boost::multiprecision::sqrt(Wide{widened(value.coefficient()) * wide_power_of_ten(raise)}, rest);
  root.exponent = (value.exponent() - raise) / 2;
  root.inexact = rest != 0;
  if (!root.inexact) strip_zeros(root, ideal_exponent);
  return to_decimal(root);
}

}  // namespace doudi
