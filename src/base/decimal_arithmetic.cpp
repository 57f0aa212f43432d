// src/base/decimal_arithmetic.cpp - the four operations and the remainders of Decimals.
// Layer 0.
#include <algorithm>
#include <cstdint>
#include <optional>

#include "doudi/base/decimal.hpp"

#include "base/wide_number.hpp"

namespace doudi {
namespace {

/// So many digits between two numbers that the smaller one only matters by being there.
constexpr int far_apart = 75;
/// One more than a quotient needs, so that a rest of the division is never half a unit by itself.
constexpr int quotient_digits = Decimal::digits + 2;

/// The sum of numbers whose magnitudes, aligned, fit into 127 bits; nothing if they do not.
std::optional<Decimal> add_narrow(Decimal high, Decimal low) {
  const int shift = high.exponent() - low.exponent();
  if (shift > 4) return std::nullopt;  // 34 + 4 digits: below 2^127
  const Uint128 raised = high.coefficient() * power_of_ten(shift);
  if (raised >= power_of_ten(37)) return std::nullopt;
  if (high.negative() == low.negative()) {
    return Decimal::from_parts(low.negative(), raised + low.coefficient(), low.exponent());
  }
  if (raised == low.coefficient()) return Decimal::from_parts(false, 0, low.exponent());
  if (raised > low.coefficient()) {
    return Decimal::from_parts(high.negative(), raised - low.coefficient(), low.exponent());
  }
  return Decimal::from_parts(low.negative(), low.coefficient() - raised, low.exponent());
}

/// `value` raised by ten to a power of up to 12,287, modulo `divisor`, which has at most 34 digits.
Wide shifted_modulo(Wide value, int power, const Wide& divisor) {
  value %= divisor;
  for (int left = power; left > 0 && value != 0;) {
    const int step = std::min(left, 100);
    value = value * wide_power_of_ten(step) % divisor;
    left -= step;
  }
  return value;
}

/// The truncated remainder, whatever the size of the quotient. The divisor is not zero.
Decimal truncated_remainder(Decimal dividend, Decimal divisor) {
  const int exponent = std::min(dividend.exponent(), divisor.exponent());
  const int shift = dividend.exponent() - divisor.exponent();
  Uint128 rest = dividend.coefficient();
  if (shift >= 0) {
    rest = narrowed(shifted_modulo(widened(dividend.coefficient()), shift, widened(divisor.coefficient())));
  } else if (-shift <= Decimal::digits) {  // else the divisor is the larger one by far
    rest = narrowed(widened(dividend.coefficient()) %
                    (widened(divisor.coefficient()) * wide_power_of_ten(-shift)));
  }
  return *Decimal::from_parts(dividend.negative(), rest, exponent);
}

}  // namespace

NumberResult add(Decimal lhs, Decimal rhs) {
  const bool ordered = lhs.exponent() >= rhs.exponent();
  const Decimal high = ordered ? lhs : rhs;
  const Decimal low = ordered ? rhs : lhs;
  if (const auto sum = add_narrow(high, low)) return *sum;

  if (high.is_zero() && !low.is_zero()) return low;

  const int shift = high.exponent() - low.exponent();
  const bool opposite = high.negative() != low.negative();
  WideNumber sum;
  sum.exponent = low.exponent();
  Wide other = widened(low.coefficient());
  if (shift > far_apart && !high.is_zero()) {
    sum.exponent = high.exponent() - far_apart;
    sum.inexact = !low.is_zero();
    // What is taken away is less than one unit here, so the rest is one unit less, and something more.
    other = sum.inexact && opposite ? 1 : 0;
  }
  const Wide raised = widened(high.coefficient()) * wide_power_of_ten(std::min(shift, far_apart));
  sum.negative = high.negative();
  if (!opposite) {
    sum.coefficient = raised + other;
  } else if (raised >= other) {
    sum.coefficient = raised - other;
  } else {
    sum.coefficient = other - raised;
    sum.negative = low.negative();
  }
  if (sum.coefficient == 0 && opposite) sum.negative = false;
  return to_decimal(sum);
}

NumberResult subtract(Decimal lhs, Decimal rhs) {
  // The sign is changed by hand: that of zero counts in -0 - 0.
  return add(lhs, *Decimal::from_parts(!rhs.negative(), rhs.coefficient(), rhs.exponent()));
}

NumberResult multiply(Decimal lhs, Decimal rhs) {
  const int exponent = lhs.exponent() + rhs.exponent();
  const bool negative = lhs.negative() != rhs.negative();
  constexpr Uint128 narrow = Uint128{1} << 63U;
  if (lhs.coefficient() < narrow && rhs.coefficient() < narrow) {
    const auto product = Decimal::from_parts(negative, lhs.coefficient() * rhs.coefficient(), exponent);
    if (product) return *product;
  }
  return to_decimal({widened(lhs.coefficient()) * widened(rhs.coefficient()), exponent, negative, false});
}

NumberResult divide(Decimal dividend, Decimal divisor) {
  if (divisor.is_zero()) return Failure{NumberProblem::division_by_zero};
  const int ideal_exponent = dividend.exponent() - divisor.exponent();
  const int raise =
      std::max(0, quotient_digits + digit_count(divisor.coefficient()) - digit_count(dividend.coefficient()));
  WideNumber quotient{0, ideal_exponent, dividend.negative() != divisor.negative(), false};
  if (dividend.is_zero()) return to_decimal(quotient);

  Wide rest;
  boost::multiprecision::divide_qr(Wide{widened(dividend.coefficient()) * wide_power_of_ten(raise)},
                                   widened(divisor.coefficient()), quotient.coefficient, rest);
  quotient.exponent -= raise;
  quotient.inexact = rest != 0;
  if (!quotient.inexact) strip_zeros(quotient, ideal_exponent);
  return to_decimal(quotient);
}

NumberResult remainder(Decimal dividend, Decimal divisor) {
  if (divisor.is_zero()) return Failure{NumberProblem::division_by_zero};
  const int shift = dividend.exponent() - divisor.exponent();
  if (shift >= 0 && !dividend.is_zero()) {
    // With 34 digits of divisor at most, a shift of 68 gives a quotient of 35 digits or more.
    const Wide quotient = widened(dividend.coefficient()) *
                          wide_power_of_ten(std::min(shift, 2 * Decimal::digits)) /
                          widened(divisor.coefficient());
    if (quotient >= widened(coefficient_limit)) return Failure{NumberProblem::too_many_digits};
  }
  return truncated_remainder(dividend, divisor);
}

NumberResult modulo(Decimal dividend, Decimal divisor) {
  if (divisor.is_zero()) return Failure{NumberProblem::division_by_zero};
  const Decimal rest = truncated_remainder(dividend, divisor);
  if (rest.is_zero() || rest.is_negative() == divisor.is_negative()) return rest;
  return add(rest, divisor);
}

}  // namespace doudi
