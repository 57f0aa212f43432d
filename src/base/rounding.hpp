// src/base/rounding.hpp - powers of ten and the one decision of all rounding: away from zero or not.
// Layer 0, internal.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

#include "doudi/base/decimal.hpp"

namespace doudi {

/// 10^0 to 10^38, all that 128 bits hold.
inline constexpr auto powers_of_ten = [] {
  std::array<Uint128, 39> powers{};
  Uint128 power = 1;
  for (std::size_t i = 0; i < powers.size(); ++i) {
    powers[i] = power;
    power *= 10;  // wraps after the last, which is not used
  }
  return powers;
}();

inline constexpr Uint128 coefficient_limit = powers_of_ten[Decimal::digits];

/// 10^exponent for an exponent of 0 to 38.
[[nodiscard]] constexpr Uint128 power_of_ten(int exponent) noexcept {
  return powers_of_ten[static_cast<std::size_t>(exponent)];
}

/// The number of digits of a value below 10^38; 1 for zero.
[[nodiscard]] constexpr int digit_count(Uint128 value) noexcept {
  int digits = 1;
  while (value >= power_of_ten(digits)) ++digits;
  return digits;
}

/// What was cut off, against half a unit of the last digit kept.
enum class Rest : std::uint8_t { none, below_half, half, above_half };

/// Whether a magnitude that was cut off has to grow by one unit.
[[nodiscard]] constexpr bool rounds_away(RoundingMode mode, bool negative, bool odd, Rest rest) noexcept {
  if (rest == Rest::none) return false;
  switch (mode) {
    case RoundingMode::half_even:
      return rest == Rest::above_half || (rest == Rest::half && odd);
    case RoundingMode::half_up:
      return rest != Rest::below_half;
    case RoundingMode::half_down:
      return rest == Rest::above_half;
    case RoundingMode::up:
      return true;
    case RoundingMode::down:
      return false;
    case RoundingMode::ceiling:
      return !negative;
    case RoundingMode::floor:
      return negative;
  }
  return false;
}

}  // namespace doudi
