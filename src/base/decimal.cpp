// src/base/decimal.cpp - the value of a Decimal: its parts, its order, its rounding.
// Layer 0.
#include "doudi/base/decimal.hpp"

#include <limits>

#include "base/rounding.hpp"

namespace doudi {
namespace {

/// `value` with fewer digits: with the exponent given, which is above its own.
Decimal cut_at(Decimal value, int exponent, RoundingMode mode) {
  const int drop = exponent - value.exponent();
  Uint128 kept = 0;
  Rest rest = value.is_zero() ? Rest::none : Rest::below_half;
  if (drop <= Decimal::digits) {
    const Uint128 unit = power_of_ten(drop);
    const Uint128 cut = value.coefficient() % unit;
    kept = value.coefficient() / unit;
    if (cut == 0)
      rest = Rest::none;
    else if (cut >= unit - cut)
      rest = cut == unit - cut ? Rest::half : Rest::above_half;
  }
  if (rounds_away(mode, value.negative(), (kept & 1U) != 0, rest)) ++kept;
  return *Decimal::from_parts(value.negative(), kept, exponent);
}

}  // namespace

std::optional<Decimal> Decimal::from_parts(bool negative, Uint128 coefficient, int exponent) {
  if (coefficient >= coefficient_limit) return std::nullopt;
  if (exponent < smallest_exponent || exponent > largest_exponent) return std::nullopt;
  return Decimal{coefficient, exponent, negative};
}

int Decimal::decimals() const noexcept {
  if (coefficient_ == 0 || exponent_ >= 0) return 0;
  int result = -exponent_;
  for (Uint128 rest = coefficient_; result > 0 && rest % 10 == 0; rest /= 10) --result;
  return result;
}

std::optional<std::int64_t> Decimal::to_int64() const noexcept {
  if (coefficient_ == 0) return 0;
  if (exponent_ > 19) return std::nullopt;
  Uint128 magnitude = coefficient_;
  if (exponent_ < 0) {
    if (-exponent_ >= digits) return std::nullopt;  // below 1
    const Uint128 unit = power_of_ten(-exponent_);
    if (magnitude % unit != 0) return std::nullopt;
    magnitude /= unit;
  } else {
    if (digit_count(magnitude) + exponent_ > 19) return std::nullopt;
    magnitude *= power_of_ten(exponent_);
  }
  constexpr Uint128 largest = std::numeric_limits<std::int64_t>::max();
  if (magnitude > largest + (negative_ ? 1U : 0U)) return std::nullopt;
  const auto bits = static_cast<std::uint64_t>(magnitude);
  return static_cast<std::int64_t>(negative_ ? 0 - bits : bits);
}

std::strong_ordering Decimal::compare(const Decimal& other) const noexcept {
  const int sign = coefficient_ == 0 ? 0 : negative_ ? -1 : 1;
  const int other_sign = other.coefficient_ == 0 ? 0 : other.negative_ ? -1 : 1;
  if (sign != other_sign || sign == 0) return sign <=> other_sign;

  const auto magnitude = [&]() -> std::strong_ordering {
    const int top = digit_count(coefficient_) + exponent_;
    const int other_top = digit_count(other.coefficient_) + other.exponent_;
    if (top != other_top) return top <=> other_top;
    // The first digits stand at the same place, so that the shorter coefficient can be made as long as the
    // other.
    const int shift = exponent_ - other.exponent_;
    if (shift >= 0) return coefficient_ * power_of_ten(shift) <=> other.coefficient_;
    return coefficient_ <=> other.coefficient_ * power_of_ten(-shift);
  }();
  return sign > 0 ? magnitude : 0 <=> magnitude;
}

NumberResult rounded(Decimal value, int scale, RoundingMode mode) {
  if (scale < -Decimal::largest_exponent || scale > -Decimal::smallest_exponent) {
    return Failure{NumberProblem::out_of_range};
  }
  return -scale <= value.exponent() ? value : cut_at(value, -scale, mode);
}

NumberResult quantized(Decimal value, int exponent, RoundingMode mode) {
  if (exponent < Decimal::smallest_exponent || exponent > Decimal::largest_exponent) {
    return Failure{NumberProblem::out_of_range};
  }
  if (exponent > value.exponent()) return cut_at(value, exponent, mode);
  if (value.is_zero()) return *Decimal::from_parts(value.negative(), 0, exponent);
  const int pad = value.exponent() - exponent;
  if (digit_count(value.coefficient()) + pad > Decimal::digits)
    return Failure{NumberProblem::too_many_digits};
  return *Decimal::from_parts(value.negative(), value.coefficient() * power_of_ten(pad), exponent);
}

}  // namespace doudi
