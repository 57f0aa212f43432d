// doudi/base/time.hpp - times of day, with an offset from UTC, a zone, or neither.
// Layer 0.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/decimal.hpp"
#include "doudi/base/duration.hpp"
#include "doudi/base/result.hpp"

namespace doudi {

/// Why a text is no time, or no date and time.
enum class TimeProblem : std::uint8_t {
  malformed,     ///< not of the form HH:MM:SS
  no_such_time,  ///< a day, hour, minute or second that there is not, or an offset beyond 18 hours
  no_such_zone,  ///< not in the time zone database of this machine, or there is none
};

/// True if the time zone database of this machine has the zone: `Asia/Shanghai`. Upper and lower case matter.
/// Safe to call from several threads.
[[nodiscard]] bool zone_exists(std::string_view zone);

/// FEEL's `time`, to the nanosecond. It has an offset (`+08:00`), a zone (`@Asia/Shanghai`) or neither, never
/// both. 24:00:00 is a time of its own, later than all others.
class Time {
 public:
  Time() = default;

  /// Reads `13:20:00`, `13:20:00.5`, `13:20:00Z`, `13:20:00+08:00`, `13:20:00-03:30:15`,
  /// `13:20:00@Asia/Shanghai`. Decimals of a second beyond the ninth are cut off.
  [[nodiscard]] static Result<Time, TimeProblem> parse(std::string_view text);
  /// Decimals of a second beyond the ninth are cut off. Nothing if there is no such time (24 is no hour here),
  /// or the offset is beyond 18 hours or no whole seconds.
  [[nodiscard]] static std::optional<Time> from_parts(std::int64_t hour, std::int64_t minute, Decimal second,
                                                      std::optional<DaysTime> offset = std::nullopt);
  /// That long after midnight, with the offset or zone of `like`. Throws std::invalid_argument unless
  /// 0 <= nanoseconds < one day.
  [[nodiscard]] static Time since_midnight(std::int64_t nanoseconds, const Time& like);

  [[nodiscard]] int hour() const noexcept;
  [[nodiscard]] int minute() const noexcept;
  [[nodiscard]] int second() const noexcept;               ///< whole seconds
  [[nodiscard]] std::int32_t nanosecond() const noexcept;  ///< beyond the whole second
  [[nodiscard]] std::int64_t nanosecond_of_day() const noexcept { return nanosecond_of_day_; }
  /// Seconds east of UTC; nothing with a zone, whose offset offset_of() knows.
  [[nodiscard]] std::optional<std::int32_t> written_offset() const noexcept { return offset_; }
  /// Empty if there is none.
  [[nodiscard]] const std::string& zone() const noexcept { return zone_; }

  /// `13:20:00`, `13:20:00.5+08:00`, `13:20:00Z`: `Z` for any offset of zero, no zeros at the end of the
  /// decimals. The form that parse() reads.
  [[nodiscard]] std::string text() const;

  /// The same time, offset and zone as written: FEEL's `is`. FEEL's `=` is same_moment().
  [[nodiscard]] friend bool operator==(const Time&, const Time&) noexcept = default;

 private:
  std::int64_t nanosecond_of_day_ = 0;
  std::optional<std::int32_t> offset_;
  std::string zone_;
};

/// The offset from UTC in seconds; nothing without offset and zone. FEEL leaves open which offset a zone has
/// when there is no day. Here it is the zone's standard time of the year 2020, the smaller of its offsets on 1
/// January and on 1 July, whatever the day on which somebody asks: +01:00 for Europe/Paris, +10:00 for
/// Australia/Melbourne.
[[nodiscard]] std::optional<std::int64_t> offset_of(const Time& time);

/// FEEL's `=`: the same second of the day in UTC; decimals of a second do not count. Not taken round midnight:
/// 23:00:00-02:00 is an hour after UTC's day and not its 01:00:00. Never equal if only one has an offset.
[[nodiscard]] bool same_moment(const Time& lhs, const Time& rhs);
/// The order in UTC, decimals of a second included, not taken round midnight either; nothing if only one of
/// the two has an offset.
[[nodiscard]] std::optional<std::strong_ordering> order_of(const Time& lhs, const Time& rhs);

/// Goes round at midnight: 23:00:00 + PT2H is 01:00:00. Offset and zone stay.
[[nodiscard]] Time add(const Time& time, DaysTime duration);
/// `lhs - rhs` in UTC; nothing if only one of the two has an offset.
[[nodiscard]] std::optional<DaysTime> difference(const Time& lhs, const Time& rhs);

}  // namespace doudi
