// doudi/base/date.hpp - days of the proleptic Gregorian calendar.
// Layer 0.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/result.hpp"

namespace doudi {

/// Why a text is no date.
enum class DateProblem : std::uint8_t {
  malformed,    ///< not of the form YYYY-MM-DD
  no_such_day,  ///< a month or day that the calendar does not have
};

[[nodiscard]] constexpr bool is_leap_year(std::int64_t year) noexcept {
  return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

/// The number of days of a month 1..12; 0 for any other month.
[[nodiscard]] constexpr int days_in_month(std::int64_t year, int month) noexcept {
  if (month < 1 || month > 12) return 0;
  if (month == 2) return is_leap_year(year) ? 29 : 28;
  return month == 4 || month == 6 || month == 9 || month == 11 ? 30 : 31;
}

/// A day, without time or zone, of the Gregorian calendar extended backwards (the year before 1 is 0). The
/// default is 1970-01-01. Always a day that exists.
class Date {
 public:
  static constexpr std::int64_t smallest_year = -999'999'999;
  static constexpr std::int64_t largest_year = 999'999'999;

  constexpr Date() = default;

  /// Reads `YYYY-MM-DD`: a year of four digits, or of up to nine without leading zeros, a minus sign before
  /// it if need be. No plus sign, no spaces.
  [[nodiscard]] static Result<Date, DateProblem> parse(std::string_view text);
  /// Nothing if there is no such day or the year is out of range.
  [[nodiscard]] static constexpr std::optional<Date> from_parts(std::int64_t year, int month,
                                                                int day) noexcept {
    if (year < smallest_year || year > largest_year) return std::nullopt;
    if (day < 1 || day > days_in_month(year, month)) return std::nullopt;
    return Date{year, month, day};
  }
  /// The day that many days after 1970-01-01; nothing if its year is out of range.
  [[nodiscard]] static std::optional<Date> from_days(std::int64_t days) noexcept;

  /// Days since 1970-01-01.
  [[nodiscard]] std::int64_t days() const noexcept;
  [[nodiscard]] constexpr std::int64_t year() const noexcept { return year_; }
  [[nodiscard]] constexpr int month() const noexcept { return month_; }
  [[nodiscard]] constexpr int day() const noexcept { return day_; }
  /// ISO weekday: 1 is Monday, 7 is Sunday.
  [[nodiscard]] int weekday() const noexcept;

  [[nodiscard]] constexpr Date first_of_month() const noexcept { return {year_, month_, 1}; }
  [[nodiscard]] constexpr Date last_of_month() const noexcept {
    return {year_, month_, days_in_month(year_, month_)};
  }
  /// `2019-06-01`; the form that parse() reads.
  [[nodiscard]] std::string text() const;

  [[nodiscard]] friend constexpr auto operator<=>(const Date&, const Date&) noexcept = default;

 private:
  constexpr Date(std::int64_t year, int month, int day) noexcept
      : year_{static_cast<std::int32_t>(year)},
        month_{static_cast<std::uint8_t>(month)},
        day_{static_cast<std::uint8_t>(day)} {}

  std::int32_t year_ = 1970;
  std::uint8_t month_ = 1;
  std::uint8_t day_ = 1;
};

}  // namespace doudi
