// src/base/date.cpp - dates from text and from day numbers.
// Layer 0.
#include "doudi/base/date.hpp"

#include <algorithm>
#include <cstddef>

namespace doudi {
namespace {

// The calendar repeats every 400 years, an era; counted from 1 March, so that the leap day is a year's last.
constexpr std::int64_t days_per_era = 146'097;
constexpr std::int64_t days_before_1970 = 719'468;  // from 0000-03-01

constexpr std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) noexcept {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

/// The number of a few digits; -1 if there is anything else.
std::int64_t number_of(std::string_view digits) noexcept {
  std::int64_t value = 0;
  for (const char digit : digits) {
    if (digit < '0' || digit > '9') return -1;
    value = value * 10 + (digit - '0');
  }
  return value;
}

std::string two_digits(int value) {
  return {static_cast<char>('0' + value / 10), static_cast<char>('0' + value % 10)};
}

}  // namespace

Result<Date, DateProblem> Date::parse(std::string_view text) {
  const bool negative = text.starts_with('-');
  if (negative) text.remove_prefix(1);
  const std::size_t year_digits = std::min(text.find('-'), text.size());
  const bool year_written_right = year_digits == 4 || (year_digits > 4 && year_digits <= 9 && text[0] != '0');
  if (!year_written_right || text.size() != year_digits + 6 || text[year_digits + 3] != '-') {
    return Failure{DateProblem::malformed};
  }
  const std::int64_t year = number_of(text.substr(0, year_digits));
  const std::int64_t month = number_of(text.substr(year_digits + 1, 2));
  const std::int64_t day = number_of(text.substr(year_digits + 4, 2));
  if (year < 0 || month < 0 || day < 0 || (negative && year == 0)) return Failure{DateProblem::malformed};
  const auto date = from_parts(negative ? -year : year, static_cast<int>(month), static_cast<int>(day));
  if (!date) return Failure{DateProblem::no_such_day};
  return *date;
}

std::optional<Date> Date::from_days(std::int64_t days) noexcept {
  constexpr std::int64_t far = 400'000'000'000;  // more than the days of 10^9 years, far from overflow
  if (days < -far || days > far) return std::nullopt;
  const std::int64_t shifted = days + days_before_1970;
  const std::int64_t era = floor_divide(shifted, days_per_era);
  const std::int64_t day_of_era = shifted - era * days_per_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1'460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
  const std::int64_t day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  const auto day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  const auto month = static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  return from_parts(era * 400 + year_of_era + (month <= 2 ? 1 : 0), month, day);
}

std::int64_t Date::days() const noexcept {
  const std::int64_t year_from_march = year() - (month_ <= 2 ? 1 : 0);
  const std::int64_t era = floor_divide(year_from_march, 400);
  const std::int64_t year_of_era = year_from_march - era * 400;
  const int month_from_march = month_ > 2 ? month_ - 3 : month_ + 9;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + day_ - 1;
  const std::int64_t day_of_era = 365 * year_of_era + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_per_era + day_of_era - days_before_1970;
}

int Date::weekday() const noexcept {
  const std::int64_t from_thursday = days() + 3;  // 1970-01-01 was a Thursday
  return static_cast<int>(from_thursday - floor_divide(from_thursday, 7) * 7) + 1;
}

std::string Date::text() const {
  std::string year = std::to_string(year_ < 0 ? -year_ : year_);
  if (year.size() < 4) year.insert(0, 4 - year.size(), '0');
  return (year_ < 0 ? "-" : "") + year + "-" + two_digits(month_) + "-" + two_digits(day_);
}

}  // namespace doudi
