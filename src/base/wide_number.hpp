// src/base/wide_number.hpp - results with more digits than a Decimal, before their one rounding.
// Layer 0, internal: the only header that shows Boost's integers, for the arithmetic of Decimal alone.
#pragma once

#include <cstdint>

#include <boost/multiprecision/cpp_int.hpp>

#include "doudi/base/decimal.hpp"

#include "base/rounding.hpp"

namespace doudi {

/// Holds 154 digits: twice 70, and some.
using Wide = boost::multiprecision::uint512_t;

/// A finite number, `coefficient * 10^exponent`, and if `inexact` something more, less than one unit of the
/// last digit.
struct WideNumber {
  Wide coefficient = 0;
  std::int64_t exponent = 0;
  bool negative = false;
  bool inexact = false;
};

/// 10^exponent for an exponent of 0 to 153.
[[nodiscard]] Wide wide_power_of_ten(int exponent);
/// The number of digits; 1 for zero.
[[nodiscard]] int wide_digit_count(const Wide& value);
[[nodiscard]] Wide widened(Uint128 value);
/// Requires that the value fits.
[[nodiscard]] Uint128 narrowed(const Wide& value);

/// Takes zeros off the end of the coefficient while the exponent is below `ideal_exponent`.
void strip_zeros(WideNumber& number, std::int64_t ideal_exponent);
/// Cuts the coefficient down to `digits` digits, remembering in `inexact` whether anything was lost.
void cut_to(WideNumber& number, int digits);

/// Rounds to 34 digits and to the exponents of a Decimal, as IEEE 754 does. An inexact number has 35 digits
/// or more.
[[nodiscard]] NumberResult to_decimal(const WideNumber& number, RoundingMode mode = RoundingMode::half_even);

}  // namespace doudi
