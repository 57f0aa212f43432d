// src/base/date_arithmetic.cpp - durations added to dates, and counted between them.
// Layer 0.
#include <algorithm>

#include "doudi/base/date.hpp"
#include "doudi/base/duration.hpp"

namespace doudi {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t months_per_year = 12;

/// Months since January of the year 0.
std::int64_t month_number(Date date) noexcept {
  return date.year() * months_per_year + date.month() - 1;
}

constexpr std::int64_t floor_divide(std::int64_t dividend, std::int64_t divisor) noexcept {
  return dividend / divisor - (dividend % divisor < 0 ? 1 : 0);
}

}  // namespace

DateResult add_months(Date date, YearsMonths duration) {
  constexpr std::int64_t more_than_all = (Date::largest_year - Date::smallest_year + 1) * months_per_year;
  if (duration.months > more_than_all || duration.months < -more_than_all)
    return Failure{DurationProblem::overflow};
  const std::int64_t number = month_number(date) + duration.months;
  const std::int64_t year = floor_divide(number, months_per_year);
  const auto month = static_cast<int>(number - year * months_per_year) + 1;
  const auto sum = Date::from_parts(year, month, std::min(date.day(), days_in_month(year, month)));
  if (!sum) return Failure{DurationProblem::overflow};
  return *sum;
}

DateResult add_days(Date date, DaysTime duration) {
  // Below 10^15 days both ways, so that the sum cannot overflow. The nanoseconds are counted upwards already.
  const auto sum = Date::from_days(date.days() + floor_divide(duration.seconds_floor(), seconds_per_day));
  if (!sum) return Failure{DurationProblem::overflow};
  return *sum;
}

DaysTime days_between(Date from, Date to) noexcept {
  return *DaysTime::from_days(to.days() - from.days());
}

YearsMonths years_months_between(Date from, Date to) noexcept {
  std::int64_t months = months_between_calendar(from, to);
  if (months > 0 && to.day() < from.day()) --months;
  if (months < 0 && to.day() > from.day()) ++months;
  return {months};
}

std::int64_t full_years(Date birth, Date on) noexcept {
  return years_months_between(birth, on).years();
}

std::int64_t full_years_from_next_month(Date birth, Date on) noexcept {
  const auto last_day_before = Date::from_days(on.first_of_month().days() - 1);
  return full_years(birth,
                    last_day_before.value_or(on));  // the calendar's very first month has none before it
}

std::int64_t months_between_calendar(Date from, Date to) noexcept {
  return month_number(to) - month_number(from);
}

}  // namespace doudi
