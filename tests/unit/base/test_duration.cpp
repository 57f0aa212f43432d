// tests/unit/base/test_duration.cpp - durations: their text and their arithmetic.
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/duration.hpp"

#include "written_values.hpp"

using doudi::DaysTime;
using doudi::DurationProblem;
using doudi::YearsMonths;
using doudi::tests::number;

namespace {

constexpr std::int64_t largest = std::numeric_limits<std::int64_t>::max();

YearsMonths months(std::string_view text) {
  return YearsMonths::parse(text).value();
}
DaysTime time(std::string_view text) {
  return DaysTime::parse(text).value();
}

}  // namespace

TEST_SUITE("base/duration") {
  TEST_CASE("durations of years and months are read strictly and written canonically") {
    CHECK(months("P1Y2M").months == 14);
    CHECK(months("P14M").text() == "P1Y2M");
    CHECK(months("-P3M").text() == "-P3M");
    CHECK(months("P24M").text() == "P2Y");
    CHECK(months("P0Y").text() == "P0M");
    CHECK(months("-P0M").text() == "P0M");
    CHECK(YearsMonths{std::numeric_limits<std::int64_t>::min()}.text() == "-P768614336404564650Y8M");
    for (const char* const text : {"", "P", "1Y", "P1", "P1M1Y", "P1Y1Y", "P1.5Y", "+P1Y", "P-1Y", "P1Y2D",
                                   "P1Y ", "p1y", "PT1M", "P1D"}) {
      CAPTURE(text);
      CHECK(YearsMonths::parse(text).error() == DurationProblem::malformed);
    }
    CHECK(YearsMonths::parse("P9223372036854775808M").error() == DurationProblem::overflow);
    CHECK(YearsMonths::parse("P768614336404564651Y").error() == DurationProblem::overflow);
  }

  TEST_CASE("durations of days and time are read strictly and written canonically") {
    CHECK(time("P1DT2H").text() == "P1DT2H");
    CHECK(time("PT26H").text() == "P1DT2H");
    CHECK(time("PT90M").text() == "PT1H30M");
    CHECK(time("-PT0.5S").text() == "-PT0.5S");
    CHECK(time("-P1DT0.000000001S").text() == "-P1DT0.000000001S");
    CHECK(time("PT1.1234567899S").text() == "PT1.123456789S");
    CHECK(time("P0D").text() == "PT0S");
    CHECK(time("PT0.S").text() == "PT0S");  // a point without digits, as the standard's own tests write it
    CHECK(time("PT7.S").text() == "PT7S");
    CHECK(time("P365000000000D").text() == "P365000000000D");
    for (const char* const text : {"", "P", "PT", "P1DT", "P1H", "PT1D", "PT1M1H", "PT.5S", "PT1.5M", "P1Y",
                                   "P1M", "P1Y1D", "+P1D", "P1D "}) {
      CAPTURE(text);
      CHECK(DaysTime::parse(text).error() == DurationProblem::malformed);
    }
    CHECK(DaysTime::parse("P999999999999999D").error() == DurationProblem::overflow);
  }

  TEST_CASE("the parts of a duration have the sign of the whole") {
    CHECK(months("-P1Y2M").years() == -1);
    CHECK(months("-P1Y2M").months_of_year() == -2);
    const DaysTime duration = time("-P1DT2H3M4.5S");
    CHECK(duration.days() == -1);
    CHECK(duration.hours() == -2);
    CHECK(duration.minutes() == -3);
    CHECK(duration.seconds() == -4);
    CHECK(duration.seconds_total() == number("-93784.5"));
  }

  TEST_CASE("durations compare by length, below zero as well") {
    CHECK(months("P11M") < months("P1Y"));
    CHECK(time("-PT1.5S") < time("-PT1.4S"));
    CHECK(time("-PT0.5S") < time("PT0S"));
    CHECK(time("PT24H") == time("P1D"));
  }

  TEST_CASE("durations are added and taken away, or overflow") {
    CHECK(add(months("P1Y"), months("-P1M"))->text() == "P11M");
    CHECK(subtract(months("P1Y"), months("P14M"))->text() == "-P2M");
    CHECK(add(time("PT0.6S"), time("PT0.6S"))->text() == "PT1.2S");
    CHECK(subtract(time("PT0.1S"), time("P1D"))->text() == "-PT23H59M59.9S");
    CHECK(negate(time("PT0.1S"))->text() == "-PT0.1S");
    CHECK(negate(months("P2M"))->text() == "-P2M");
    CHECK(add(YearsMonths{largest}, YearsMonths{1}).error() == DurationProblem::overflow);
    CHECK(negate(YearsMonths{std::numeric_limits<std::int64_t>::min()}).error() == DurationProblem::overflow);
    CHECK(add(*DaysTime::from_seconds(largest), time("PT1S")).error() == DurationProblem::overflow);
    CHECK_FALSE(DaysTime::from_seconds(largest, 1'000'000'000));
    CHECK_FALSE(DaysTime::from_days(largest));
  }

  TEST_CASE("durations times or by a number are cut off towards zero, exactly") {
    CHECK(multiply(months("P1M"), number("2.7"))->text() == "P2M");
    CHECK(multiply(months("-P1M"), number("2.7"))->text() == "-P2M");
    CHECK(divide(months("P1Y"), 5)->text() == "P2M");
    CHECK(divide(months("P1Y"), number("-0.5"))->text() == "-P2Y");
    CHECK(multiply(time("P1D"), number("1.5"))->text() == "P1DT12H");
    CHECK(divide(time("PT1S"), 3)->text() == "PT0.333333333S");
    CHECK(divide(time("-PT1S"), 3)->text() == "-PT0.333333333S");
    // The product has 36 digits, all nines: rounding it on the way would reach the next month.
    CHECK(multiply(YearsMonths{101}, number("0.9999999999999999999999999999999999"))->months == 100);
    CHECK(multiply(months("P1M"), number("1E+40")).error() == DurationProblem::overflow);
    CHECK(multiply(months("P1M"), number("1E-6000"))->months == 0);
    CHECK(divide(months("P1M"), number("1E+6000"))->months == 0);
    CHECK(divide(months("P1M"), number("1E-6000")).error() == DurationProblem::overflow);
    CHECK(divide(months("P1M"), 0).error() == DurationProblem::division_by_zero);
    CHECK(divide(time("PT1S"), 0).error() == DurationProblem::division_by_zero);
  }

  TEST_CASE("a duration by a duration is a number") {
    CHECK(divide(months("P1Y"), months("P5M")).value() == number("2.4"));
    CHECK(divide(time("P1D"), time("PT0.5S")).value() == 172'800);
    CHECK(divide(months("P1Y"), months("P0M")).error() == doudi::NumberProblem::division_by_zero);
  }
}
