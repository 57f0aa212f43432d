// src/base/date_time.cpp - days with a time of day: from text and back, compared and moved.
// Layer 0.
#include "doudi/base/date_time.hpp"

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

/// The offset of a time's clock when it is that many seconds after 1970 in UTC; 0 without offset and zone.
std::int64_t offset_at(const Time& time, std::int64_t utc_seconds) {
  if (time.zone().empty()) return time.written_offset().value_or(0);
  return zone_offset_at(time.zone(), utc_seconds).value_or(0);
}

/// Both on one clock; nothing if only one has an offset.
std::optional<std::pair<Moment, Moment>> comparable(const DateTime& lhs, const DateTime& rhs) {
  const auto left = offset_of(lhs);
  const auto right = offset_of(rhs);
  if (left.has_value() != right.has_value()) return std::nullopt;
  return std::pair{moment_of(lhs, left.value_or(0)), moment_of(rhs, right.value_or(0))};
}

}  // namespace

DateTime::DateTime(Date date, Time time) : date_{date}, time_{std::move(time)} {}

std::optional<DateTime> DateTime::from_parts(Date date, const Time& time) {
  if (time.nanosecond_of_day() < nanoseconds_per_day) return DateTime{date, time};
  const auto next_day = Date::from_days(date.days() + 1);
  if (!next_day) return std::nullopt;
  return DateTime{*next_day, Time::since_midnight(0, time)};
}

Result<DateTime, TimeProblem> DateTime::parse(std::string_view text) {
  const std::size_t separator = text.find('T');
  const auto date = Date::parse(text.substr(0, separator));
  if (!date) {
    return Failure{date.error() == DateProblem::malformed ? TimeProblem::malformed
                                                          : TimeProblem::no_such_time};
  }
  if (separator == std::string_view::npos) return DateTime{*date, Time{}};
  const auto time = Time::parse(text.substr(separator + 1));
  if (!time) return Failure{time.error()};
  const auto moment = from_parts(*date, *time);
  if (!moment) return Failure{TimeProblem::no_such_time};
  return *moment;
}

std::string DateTime::text() const {
  return date_.text() + "T" + time_.text();
}

DateTime midnight_utc(Date date) {
  return DateTime::from_parts(date, Time::from_parts(0, 0, Decimal{0}, DaysTime{}).value()).value();
}

std::optional<std::int64_t> offset_of(const DateTime& moment) {
  const Time& time = moment.time();
  if (time.zone().empty()) return time.written_offset();
  return zone_offset(time.zone(), moment_of(moment, 0).seconds);
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
  return DateTime::from_parts(*date, moment.time()).value();
}

DateTimeResult add_days(const DateTime& moment, DaysTime duration) {
  const Moment before = moment_of(moment, offset_of(moment).value_or(0));
  const auto after = add(duration, *DaysTime::from_seconds(before.seconds, before.nanoseconds));
  if (!after) return Failure{after.error()};
  const auto offset = offset_at(moment.time(), after->seconds_floor());
  const auto clock = add(*after, *DaysTime::from_seconds(offset));
  if (!clock) return Failure{clock.error()};
  const auto date = add_days(Date{}, *clock);
  if (!date) return Failure{date.error()};
  const std::int64_t second_of_day = clock->seconds_floor() - date->days() * seconds_per_day;
  const std::int64_t of_day = second_of_day * nanoseconds_per_second + clock->nanoseconds();
  return DateTime::from_parts(*date, Time::since_midnight(of_day, moment.time())).value();
}

std::optional<DaysTime> difference(const DateTime& lhs, const DateTime& rhs) {
  const auto both = comparable(lhs, rhs);
  if (!both) return std::nullopt;
  return DaysTime::from_seconds(both->first.seconds - both->second.seconds,
                                both->first.nanoseconds - both->second.nanoseconds);
}

YearsMonths years_months_between(const DateTime& from, const DateTime& to) noexcept {
  return years_months_between(from.date(), to.date());
}

}  // namespace doudi
