// doudi/base/date_time.hpp - days with a time of day.
// Layer 0.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/base/duration.hpp"
#include "doudi/base/result.hpp"
#include "doudi/base/time.hpp"

namespace doudi {

/// FEEL's `date and time`. The default is 1970-01-01T00:00:00, without offset. Never at 24:00:00.
class DateTime {
 public:
  DateTime() = default;

  /// FEEL's `date and time(date, time)`: 24:00:00 becomes 00:00:00 of the next day. Nothing if that day's year
  /// is out of range.
  [[nodiscard]] static std::optional<DateTime> from_parts(Date date, const Time& time);
  /// Reads `2019-06-01T13:20:00` with all that a time may have behind it, 24:00:00 too. A date alone is its
  /// midnight, without offset.
  [[nodiscard]] static Result<DateTime, TimeProblem> parse(std::string_view text);

  [[nodiscard]] Date date() const noexcept { return date_; }
  [[nodiscard]] const Time& time() const noexcept { return time_; }
  /// `2019-06-01T13:20:00+08:00`; the form that parse() reads.
  [[nodiscard]] std::string text() const;

  /// The same day, time, offset and zone as written: FEEL's `is`. FEEL's `=` is same_moment().
  [[nodiscard]] friend bool operator==(const DateTime&, const DateTime&) noexcept = default;

 private:
  DateTime(Date date, Time time);

  Date date_;
  Time time_;
};

/// What a date is where FEEL wants a date and time: as `date and time(date)`, `time(date)` and in subtractions.
[[nodiscard]] DateTime midnight_utc(Date date);

/// The offset from UTC in seconds, of a zone at that moment; nothing without offset and zone. Where clocks are
/// set back, a time that comes twice is the first; where they are set forward, one that is left out has the
/// offset of before. The years before 1800 count as that year, those after 2037 follow its rules.
[[nodiscard]] std::optional<std::int64_t> offset_of(const DateTime& moment);

/// FEEL's `=`: the same second in UTC; decimals of a second do not count. Never equal if only one has an
/// offset.
[[nodiscard]] bool same_moment(const DateTime& lhs, const DateTime& rhs);
/// The order in UTC, decimals of a second included; nothing if only one of the two has an offset.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const DateTime& lhs, const DateTime& rhs);

using DateTimeResult = Result<DateTime, DurationProblem>;

/// Moves the day as add_months(Date, …) does; the time stays.
[[nodiscard]] DateTimeResult add_months(const DateTime& moment, YearsMonths duration);
/// Lets that much time go by, so that the difference is the duration again: in a zone whose clocks are set
/// forward at night, noon and P1D is 13:00:00 of the next day. If the result falls into an hour that comes
/// twice, its text does not say that it was the second.
[[nodiscard]] DateTimeResult add_days(const DateTime& moment, DaysTime duration);
/// `lhs - rhs` in UTC; nothing if only one of the two has an offset.
[[nodiscard]] std::optional<DaysTime> difference(const DateTime& lhs, const DateTime& rhs);

/// FEEL's `years and months duration(from, to)`: that of the two days as written. Times, offsets and zones do
/// not count.
[[nodiscard]] YearsMonths years_months_between(const DateTime& from, const DateTime& to) noexcept;

}  // namespace doudi
