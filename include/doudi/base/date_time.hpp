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

/// FEEL's `date and time`.
class DateTime {
 public:
  DateTime() = default;
  /// 24:00:00 becomes 00:00:00 of the next day.
  DateTime(Date date, Time time);

  /// Reads `2019-06-01T13:20:00` with all that a time may have behind it. A date alone is its midnight, without offset.
  [[nodiscard]] static Result<DateTime, TimeProblem> parse(std::string_view text);

  [[nodiscard]] Date date() const noexcept { return date_; }
  [[nodiscard]] const Time& time() const noexcept { return time_; }
  [[nodiscard]] std::string text() const;

  /// The same digits, offset and zone: FEEL's `is`. FEEL's `=` is same_moment().
  [[nodiscard]] friend bool operator==(const DateTime&, const DateTime&) noexcept = default;

 private:
  Date date_;
  Time time_;
};

/// Where a date counts as a date and time, it is this.
[[nodiscard]] DateTime midnight_utc(Date date);

/// The offset from UTC in seconds, of a zone on that day; nothing without offset and zone. A year that the database does not
/// reach counts as the nearest that it does.
[[nodiscard]] std::optional<std::int64_t> offset_of(const DateTime& moment);

/// FEEL's `=`: the same second in UTC; decimals of a second do not count. Never equal if only one has an offset.
[[nodiscard]] bool same_moment(const DateTime& lhs, const DateTime& rhs);
/// The order in UTC; nothing if only one of the two has an offset.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const DateTime& lhs, const DateTime& rhs);

using DateTimeResult = Result<DateTime, DurationProblem>;

/// Moves the day as add_months(Date, …) does; the time stays.
[[nodiscard]] DateTimeResult add_months(const DateTime& moment, YearsMonths duration);
/// By the clock of its own offset or zone: the offset is not looked at.
[[nodiscard]] DateTimeResult add_days(const DateTime& moment, DaysTime duration);
/// `lhs - rhs` in UTC; nothing if only one of the two has an offset.
[[nodiscard]] std::optional<DaysTime> difference(const DateTime& lhs, const DateTime& rhs);

}  // namespace doudi
