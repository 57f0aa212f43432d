// src/base/duration.cpp - the arithmetic of durations.
// Layer 0.
#include "doudi/base/duration.hpp"

#include <limits>

#include "base/wide_number.hpp"

namespace doudi {
namespace {

__extension__ typedef __int128 Int128;  // NOLINT(modernize-use-using): only a typedef takes __extension__

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;

constexpr bool fits(Int128 value) noexcept {
  return value >= std::numeric_limits<std::int64_t>::min() &&
         value <= std::numeric_limits<std::int64_t>::max();
}

constexpr Int128 total_nanoseconds(DaysTime duration) noexcept {
  return Int128{duration.seconds_floor()} * nanoseconds_per_second + duration.nanoseconds();
}

DaysTimeResult from_nanoseconds(std::optional<Int128> nanoseconds) {
  if (!nanoseconds) return Failure{DurationProblem::overflow};
  Int128 seconds = *nanoseconds / nanoseconds_per_second;
  auto rest = static_cast<std::int64_t>(*nanoseconds % nanoseconds_per_second);
  if (rest < 0) {
    rest += nanoseconds_per_second;
    --seconds;
  }
  if (!fits(seconds)) return Failure{DurationProblem::overflow};
  return *DaysTime::from_seconds(static_cast<std::int64_t>(seconds), rest);
}

YearsMonthsResult from_months(std::optional<Int128> months) {
  if (!months || !fits(*months)) return Failure{DurationProblem::overflow};
  return YearsMonths{static_cast<std::int64_t>(*months)};
}

constexpr Uint128 magnitude_of(Int128 value) noexcept {
  return value < 0 ? Uint128{0} - static_cast<Uint128>(value) : static_cast<Uint128>(value);
}

/// An integer as a number: at most 28 digits.
Decimal number_of(Int128 value) {
  return *Decimal::from_parts(value < 0, magnitude_of(value), 0);
}

/// A magnitude with its sign, if it is small enough for every duration: below 10^34.
std::optional<Int128> with_sign(const Wide& magnitude, bool negative) {
  if (magnitude >= widened(coefficient_limit)) return std::nullopt;
  const auto value = static_cast<Int128>(narrowed(magnitude));
  return negative ? -value : value;
}

// Products and quotients are computed exactly and cut off once: 34 digits in between could round up to an
// integer.

constexpr int ten_power_limit = 100;  // 10^100 times or into anything below 10^34 is out of sight

std::optional<Int128> cut_product(Int128 amount, Decimal factor) {
  const int exponent = factor.exponent();
  const Wide product = widened(magnitude_of(amount)) * widened(factor.coefficient());
  const bool negative = (amount < 0) != factor.is_negative();
  if (product == 0 || exponent < -ten_power_limit) return Int128{0};
  if (exponent <= 0) return with_sign(product / wide_power_of_ten(-exponent), negative);
  if (exponent > Decimal::digits) return std::nullopt;
  return with_sign(product * wide_power_of_ten(exponent), negative);
}

/// Requires a divisor that is not zero.
std::optional<Int128> cut_quotient(Int128 amount, Decimal divisor) {
  const int exponent = divisor.exponent();
  const Wide dividend = widened(magnitude_of(amount));
  const Wide coefficient = widened(divisor.coefficient());
  const bool negative = (amount < 0) != divisor.is_negative();
  if (dividend == 0 || exponent > ten_power_limit) return Int128{0};
  if (exponent >= 0) return with_sign(dividend / (coefficient * wide_power_of_ten(exponent)), negative);
  if (exponent < -ten_power_limit) return std::nullopt;
  return with_sign(dividend * wide_power_of_ten(-exponent) / coefficient, negative);
}

/// Whole seconds, cut off towards zero.
std::int64_t whole_seconds(DaysTime duration) noexcept {
  const bool borrowed = duration.seconds_floor() < 0 && duration.nanoseconds() > 0;
  return duration.seconds_floor() + (borrowed ? 1 : 0);
}

}  // namespace

std::optional<DaysTime> DaysTime::from_seconds(std::int64_t seconds, std::int64_t nanoseconds) noexcept {
  std::int64_t carried = nanoseconds / nanoseconds_per_second;
  std::int64_t rest = nanoseconds % nanoseconds_per_second;
  if (rest < 0) {
    rest += nanoseconds_per_second;
    --carried;
  }
  const Int128 sum = Int128{seconds} + carried;
  if (!fits(sum)) return std::nullopt;
  DaysTime duration;
  duration.seconds_ = static_cast<std::int64_t>(sum);
  duration.nanoseconds_ = static_cast<std::int32_t>(rest);
  return duration;
}

std::optional<DaysTime> DaysTime::from_days(std::int64_t days) noexcept {
  const Int128 seconds = Int128{days} * seconds_per_day;
  if (!fits(seconds)) return std::nullopt;
  return from_seconds(static_cast<std::int64_t>(seconds));
}

std::int64_t DaysTime::days() const noexcept {
  return whole_seconds(*this) / seconds_per_day;
}
int DaysTime::hours() const noexcept {
  return static_cast<int>(whole_seconds(*this) % seconds_per_day / 3'600);
}
int DaysTime::minutes() const noexcept {
  return static_cast<int>(whole_seconds(*this) % 3'600 / 60);
}
int DaysTime::seconds() const noexcept {
  return static_cast<int>(whole_seconds(*this) % 60);
}

Decimal DaysTime::seconds_total() const {
  const Int128 total = total_nanoseconds(*this);
  return *Decimal::from_parts(total < 0, magnitude_of(total), -9);
}

YearsMonthsResult add(YearsMonths lhs, YearsMonths rhs) {
  return from_months(Int128{lhs.months} + rhs.months);
}
YearsMonthsResult subtract(YearsMonths lhs, YearsMonths rhs) {
  return from_months(Int128{lhs.months} - rhs.months);
}
YearsMonthsResult negate(YearsMonths duration) {
  return from_months(-Int128{duration.months});
}
YearsMonthsResult multiply(YearsMonths duration, Decimal factor) {
  return from_months(cut_product(duration.months, factor));
}
YearsMonthsResult divide(YearsMonths duration, Decimal divisor) {
  if (divisor.is_zero()) return Failure{DurationProblem::division_by_zero};
  return from_months(cut_quotient(duration.months, divisor));
}
NumberResult divide(YearsMonths duration, YearsMonths divisor) {
  return divide(Decimal{duration.months}, divisor.months);
}

DaysTimeResult add(DaysTime lhs, DaysTime rhs) {
  return from_nanoseconds(total_nanoseconds(lhs) + total_nanoseconds(rhs));
}
DaysTimeResult subtract(DaysTime lhs, DaysTime rhs) {
  return from_nanoseconds(total_nanoseconds(lhs) - total_nanoseconds(rhs));
}
DaysTimeResult negate(DaysTime duration) {
  return from_nanoseconds(-total_nanoseconds(duration));
}
DaysTimeResult multiply(DaysTime duration, Decimal factor) {
  return from_nanoseconds(cut_product(total_nanoseconds(duration), factor));
}
DaysTimeResult divide(DaysTime duration, Decimal divisor) {
  if (divisor.is_zero()) return Failure{DurationProblem::division_by_zero};
  return from_nanoseconds(cut_quotient(total_nanoseconds(duration), divisor));
}
NumberResult divide(DaysTime duration, DaysTime divisor) {
  return divide(number_of(total_nanoseconds(duration)), number_of(total_nanoseconds(divisor)));
}

}  // namespace doudi
