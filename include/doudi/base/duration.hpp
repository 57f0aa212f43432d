// doudi/base/duration.hpp - FEEL's two kinds of duration, and what they do to dates.
// Layer 0.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/base/result.hpp"

namespace doudi {

/// Why there is no duration, or no date.
enum class DurationProblem : std::uint8_t {
  malformed,  ///< the text is no duration of this kind
  overflow,   ///< the duration, or the date's year, is out of range
  division_by_zero,
};

/// FEEL's `years and months duration`.
struct YearsMonths {
  std::int64_t months = 0;  ///< the whole, of either sign

  /// Reads `P1Y2M`, `P14M`, `-P1Y`: at least one part, in this order.
  [[nodiscard]] static Result<YearsMonths, DurationProblem> parse(std::string_view text);
  /// `P1Y2M`, `-P3M`, `P0M`: fewer than twelve months, no part that is zero.
  [[nodiscard]] std::string text() const;

  /// The parts, each with the sign of the whole: -P1Y2M has -1 years and -2 months.
  [[nodiscard]] constexpr std::int64_t years() const noexcept { return months / 12; }
  [[nodiscard]] constexpr std::int64_t months_of_year() const noexcept { return months % 12; }

  [[nodiscard]] friend constexpr auto operator<=>(const YearsMonths&, const YearsMonths&) noexcept = default;
};

/// FEEL's `days and time duration`: seconds, to the nanosecond.
class DaysTime {
 public:
  constexpr DaysTime() = default;
  /// `nanoseconds` beyond a second, or negative ones, are carried over; nothing if the seconds overflow.
  [[nodiscard]] static std::optional<DaysTime> from_seconds(std::int64_t seconds,
                                                            std::int64_t nanoseconds = 0) noexcept;
  [[nodiscard]] static std::optional<DaysTime> from_days(std::int64_t days) noexcept;

  /// Reads `P3DT4H5M6.5S`, `PT36H`, `-P1D`: at least one part, in this order, a T only before a part.
  /// Decimals of a second beyond the ninth are cut off.
  [[nodiscard]] static Result<DaysTime, DurationProblem> parse(std::string_view text);
  /// `P1DT2H`, `-PT0.5S`, `PT0S`: no part that is zero.
  [[nodiscard]] std::string text() const;

  /// The parts, each with the sign of the whole: -P1DT2H has -1 days and -2 hours.
  [[nodiscard]] std::int64_t days() const noexcept;
  [[nodiscard]] int hours() const noexcept;
  [[nodiscard]] int minutes() const noexcept;
  [[nodiscard]] int seconds() const noexcept;  ///< whole ones, cut off towards zero

  /// The whole as `seconds_floor() + nanoseconds() / 10^9`, the nanoseconds never negative.
  [[nodiscard]] constexpr std::int64_t seconds_floor() const noexcept { return seconds_; }
  [[nodiscard]] constexpr std::int32_t nanoseconds() const noexcept { return nanoseconds_; }
  /// The whole in seconds, exactly.
  [[nodiscard]] Decimal seconds_total() const;

  [[nodiscard]] friend constexpr auto operator<=>(const DaysTime&, const DaysTime&) noexcept = default;

 private:
  std::int64_t seconds_ = 0;
  std::int32_t nanoseconds_ =
      0;  // 0..999'999'999, also below zero: so that comparing members compares durations
};

using YearsMonthsResult = Result<YearsMonths, DurationProblem>;
using DaysTimeResult = Result<DaysTime, DurationProblem>;
using DateResult = Result<Date, DurationProblem>;

[[nodiscard]] YearsMonthsResult add(YearsMonths lhs, YearsMonths rhs);
[[nodiscard]] YearsMonthsResult subtract(YearsMonths lhs, YearsMonths rhs);
[[nodiscard]] YearsMonthsResult negate(YearsMonths duration);
/// Whole months: what is beyond is cut off towards zero (P1M * 2.7 is P2M, -P1M * 2.7 is -P2M).
[[nodiscard]] YearsMonthsResult multiply(YearsMonths duration, Decimal factor);
[[nodiscard]] YearsMonthsResult divide(YearsMonths duration, Decimal divisor);
/// How often `divisor` goes into `duration`, as a number.
[[nodiscard]] NumberResult divide(YearsMonths duration, YearsMonths divisor);

[[nodiscard]] DaysTimeResult add(DaysTime lhs, DaysTime rhs);
[[nodiscard]] DaysTimeResult subtract(DaysTime lhs, DaysTime rhs);
[[nodiscard]] DaysTimeResult negate(DaysTime duration);
/// Whole nanoseconds: what is beyond is cut off towards zero.
[[nodiscard]] DaysTimeResult multiply(DaysTime duration, Decimal factor);
[[nodiscard]] DaysTimeResult divide(DaysTime duration, Decimal divisor);
[[nodiscard]] NumberResult divide(DaysTime duration, DaysTime divisor);

/// The same day of another month, or that month's last day if it has no such day: 2024-01-31 + P1M is
/// 2024-02-29, 2024-02-29 + P1Y is 2025-02-28. So adding and taking away again need not lead back.
[[nodiscard]] DateResult add_months(Date date, YearsMonths duration);
/// Adds as FEEL does, to the date's midnight, and gives the day of the result: P1DT23H moves by one day, PT1H
/// by none, -PT1H to the day before.
[[nodiscard]] DateResult add_days(Date date, DaysTime duration);
/// Whole days from one date to another, negative if `to` is earlier: FEEL's `to - from`.
[[nodiscard]] DaysTime days_between(Date from, Date to) noexcept;

/// FEEL's `years and months duration(from, to)`: completed months. A month is completed on the day of the
/// same number, or, if that month is too short, on the first of the next: from 2024-01-31 it is P0M to
/// 2024-02-29 and P1M to 2024-03-01; from 2004-02-29 it is P17Y11M to 2022-02-28 and P18Y to 2022-03-01.
/// Exchanging the dates negates.
[[nodiscard]] YearsMonths years_months_between(Date from, Date to) noexcept;
/// Completed years of age (周岁) on a day: years_months_between(birth, on).years(). Whoever is born on 29
/// February completes a year on 1 March of a common year. Negative, cut off towards zero, before birth.
[[nodiscard]] std::int64_t full_years(Date birth, Date on) noexcept;
/// Completed years on the last day of the month before `on`: a birthday counts from the month after it. For a
/// birthday on 29 February of which the year has none that is the month after 1 March, April.
[[nodiscard]] std::int64_t full_years_from_next_month(Date birth, Date on) noexcept;
/// Months of the calendar from the month of `from` to that of `to`, whatever the days: 2024-01-31 to
/// 2024-02-01 is 1.
[[nodiscard]] std::int64_t months_between_calendar(Date from, Date to) noexcept;

}  // namespace doudi
