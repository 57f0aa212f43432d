// src/base/wide_number.cpp - the one rounding of all results of arithmetic.
// Layer 0.
#include "base/wide_number.hpp"

#include <algorithm>
#include <array>
#include <cstddef>

namespace doudi {
namespace {

constexpr int table_size = 154;

std::array<Wide, table_size> make_powers() {
  std::array<Wide, table_size> powers;
  Wide power = 1;
  for (Wide& entry : powers) {
    entry = power;
    power *= 10;
  }
  return powers;
}

Rest rest_of(const Wide& cut, const Wide& unit, bool inexact) {
  const Wide twice = cut * 2;
  if (twice > unit) return Rest::above_half;
  if (twice == unit) return inexact ? Rest::above_half : Rest::half;
  return cut != 0 || inexact ? Rest::below_half : Rest::none;
}

}  // namespace

Wide wide_power_of_ten(int exponent) {
  static const std::array<Wide, table_size> powers = make_powers();
  return powers.at(static_cast<std::size_t>(exponent));
}

int wide_digit_count(const Wide& value) {
  if (value == 0) return 1;
  const auto bits = static_cast<int>(boost::multiprecision::msb(value)) + 1;
  const int estimate = static_cast<int>(bits * 30103LL / 100000) + 1;  // log10(2), so at most one too many
  return value < wide_power_of_ten(estimate - 1) ? estimate - 1 : estimate;
}

Wide widened(Uint128 value) {
  Wide result = static_cast<std::uint64_t>(value >> 64U);
  result <<= 64;
  result |= static_cast<std::uint64_t>(value);
  return result;
}

Uint128 narrowed(const Wide& value) {
  const Wide high = value >> 64;
  const Wide low = value & 0xFFFF'FFFF'FFFF'FFFFULL;
  return static_cast<Uint128>(high.convert_to<std::uint64_t>()) << 64U | low.convert_to<std::uint64_t>();
}

void strip_zeros(WideNumber& number, std::int64_t ideal_exponent) {
  if (number.coefficient == 0) return;
  while (number.exponent < ideal_exponent) {
    Wide quotient;
    Wide last_digit;
    boost::multiprecision::divide_qr(number.coefficient, Wide{10}, quotient, last_digit);
    if (last_digit != 0) return;
    number.coefficient = quotient;
    ++number.exponent;
  }
}

void cut_to(WideNumber& number, int digits) {
  const int drop = wide_digit_count(number.coefficient) - digits;
  if (drop <= 0) return;
  Wide kept;
  Wide cut;
  boost::multiprecision::divide_qr(number.coefficient, wide_power_of_ten(drop), kept, cut);
  number.coefficient = kept;
  number.exponent += drop;
  number.inexact = number.inexact || cut != 0;
}

NumberResult to_decimal(const WideNumber& number, RoundingMode mode) {
  const int digits = wide_digit_count(number.coefficient);
  const auto drop =
      std::max<std::int64_t>({0, digits - Decimal::digits, Decimal::smallest_exponent - number.exponent});
  std::int64_t exponent = number.exponent + drop;
  Uint128 coefficient = 0;
  Rest rest = number.coefficient != 0 || number.inexact ? Rest::below_half : Rest::none;
  if (drop <= digits) {
    Wide kept;
    Wide cut;
    const Wide unit = wide_power_of_ten(static_cast<int>(drop));
    boost::multiprecision::divide_qr(number.coefficient, unit, kept, cut);
    coefficient = narrowed(kept);
    rest = rest_of(cut, unit, number.inexact);
  }
  if (rounds_away(mode, number.negative, (coefficient & 1U) != 0, rest)) ++coefficient;
  if (coefficient == coefficient_limit) {
    coefficient /= 10;
    ++exponent;
  }
  if (exponent > Decimal::largest_exponent) {
    const std::int64_t missing = exponent - Decimal::largest_exponent;
    if (coefficient != 0 && digit_count(coefficient) + missing > Decimal::digits) {
      return Failure{NumberProblem::overflow};
    }
    if (coefficient != 0) coefficient *= power_of_ten(static_cast<int>(missing));
    exponent = Decimal::largest_exponent;
  }
  return *Decimal::from_parts(number.negative, coefficient, static_cast<int>(exponent));
}

}  // namespace doudi
