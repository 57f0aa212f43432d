// src/base/date_time.cpp - days with a time of day: from text and back, compared and moved.
// Layer 0.
#include "doudi/base/date_time.hpp"

#include <algorithm>
#include <utility>

#include "base/zone.hpp"

namespace doudi {
namespace {

constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t nanoseconds_per_day = seconds_per_day * nanoseconds_per_second;

/// Seconds of UTC since 1970, or of its own clock without an offset; the nanoseconds beyond them.
struct Moment {
  std::int64_t seconds = 0;
  std::int64_t nanoseconds = 0;
  friend auto operator<=>(const Moment&, const Moment&) = default;
};

Moment moment_of(const DateTime& moment, std::int64_t offset) {
  const std::int64_t of_day = moment.time().nanosecond_of_day();
  return {moment.date().days() * seconds_per_day + of_day / nanoseconds_per_second - offset,
          of_day % nanoseconds_per_second};
}

/// Both on one clock; nothing if only one has an offset.
std::optional<std::pair<Moment, Moment>> comparable(const DateTime& lhs, const DateTime& rhs) {
  const auto left = offset_of(lhs);
  const auto right = offset_of(rhs);
  if (left.has_value() != right.has_value()) return std::nullopt;
  return std::pair{moment_of(lhs, left.value_or(0)), moment_of(rhs, right.value_or(0))};
}

}  // namespace

DateTime::DateTime(Date date, Time time) : date_{date}, time_{std::move(time)} {
  if (time_.nanosecond_of_day() < nanoseconds_per_day) return;
  date_ = Date::from_days(date.days() + 1).value_or(date);
  time_ = Time::since_midnight(0, time_);
}

Result<DateTime, TimeProblem> DateTime::parse(std::string_view text) {
  const std::size_t separator = text.find('T');
  const auto date = Date::parse(text.substr(0, separator));
  if (!date) {
    return Failure{date.error() == DateProblem::malformed ? TimeProblem::malformed
                                                          : TimeProblem::no_such_time};
  }
  if (separator == std::string_view::npos) return DateTime{*date, Time{}};
  auto time = Time::parse(text.substr(separator + 1));
  if (!time) return Failure{time.error()};
  return DateTime{*date, *time};
}

std::string DateTime::text() const {
  return date_.text() + "T" + time_.text();
}

DateTime midnight_utc(Date date) {
  return {date, *Time::from_parts(0, 0, Decimal{0}, DaysTime{})};
}

std::optional<std::int64_t> offset_of(const DateTime& moment) {
  const Time& time = moment.time();
  if (time.zone().empty()) return time.written_offset();
  constexpr std::int64_t first_year = 1900;
  constexpr std::int64_t last_year = 2037;
  const std::int64_t year = std::clamp(moment.date().year(), first_year, last_year);
  const int month = moment.date().month();
  const Date near = *Date::from_parts(year, month, std::min(moment.date().day(), days_in_month(year, month)));
  return zone_offset(time.zone(),
                     near.days() * seconds_per_day + time.nanosecond_of_day() / nanoseconds_per_second);
}

bool same_moment(const DateTime& lhs, const DateTime& rhs) {
  const auto both = comparable(lhs, rhs);
  return both && both->first.seconds == both->second.seconds;
}

std::optional<std::strong_ordering> order_of(const DateTime& lhs, const DateTime& rhs) {
  const auto both = comparable(lhs, rhs);
  if (!both) return std::nullopt;
  return both->first <=> both->second;
}

DateTimeResult add_months(const DateTime& moment, YearsMonths duration) {
  const auto date = add_months(moment.date(), duration);
  if (!date) return Failure{date.error()};
  return DateTime{*date, moment.time()};
}

DateTimeResult add_days(const DateTime& moment, DaysTime duration) {
  const auto from_midnight = add(duration, *DaysTime::from_seconds(0, moment.time().nanosecond_of_day()));
  if (!from_midnight) return Failure{from_midnight.error()};
  const auto date = add_days(moment.date(), *from_midnight);
  if (!date) return Failure{date.error()};
  const std::int64_t rest = from_midnight->seconds_floor() % seconds_per_day;
  const std::int64_t second_of_day = rest < 0 ? rest + seconds_per_day : rest;
  return DateTime{*date,
                  Time::since_midnight(second_of_day * nanoseconds_per_second + from_midnight->nanoseconds(),
                                       moment.time())};
}

std::optional<DaysTime> difference(const DateTime& lhs, const DateTime& rhs) {
  const auto both = comparable(lhs, rhs);
  if (!both) return std::nullopt;
  return DaysTime::from_seconds(both->first.seconds - both->second.seconds,
                                both->first.nanoseconds - both->second.nanoseconds);
}

}  // namespace doudi
