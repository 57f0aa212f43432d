// tests/unit/base/test_date_time.cpp - days with a time: their text, zones, comparison and arithmetic.
#include <limits>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/date_time.hpp"

#include "written_values.hpp"

using doudi::DateTime;
using doudi::DaysTime;
using doudi::DurationProblem;
using doudi::Time;
using doudi::TimeProblem;
using doudi::YearsMonths;
using doudi::tests::day;

namespace {

DateTime moment(std::string_view text) {
  return DateTime::parse(text).value();
}
std::string later(std::string_view text, std::string_view duration) {
  return add_days(moment(text), DaysTime::parse(duration).value()).value().text();
}
std::string months_later(std::string_view text, std::string_view duration) {
  return add_months(moment(text), YearsMonths::parse(duration).value()).value().text();
}
std::string distance(const DateTime& lhs, const DateTime& rhs) {
  const auto found = difference(lhs, rhs);
  return found ? found->text() : "nothing";
}
std::string distance(std::string_view lhs, std::string_view rhs) {
  return distance(moment(lhs), moment(rhs));
}
std::string months_between(std::string_view from, std::string_view to) {
  return years_months_between(moment(from), moment(to)).text();
}

}  // namespace

TEST_SUITE("base/date_time") {
  TEST_CASE("a date and time is written as it was read") {
    for (const char* const text :
         {"2017-12-31T11:22:33", "-2017-12-31T11:22:33.456+01:35", "99999-12-31T11:22:33",
          "2017-12-31T11:22:33.567Z", "2011-12-31T10:15:30.987@Europe/Paris",
          "999999999-12-31T23:59:59.999999999@Europe/Paris", "-999999999-01-01T00:00:00+02:00"}) {
      CAPTURE(text);
      CHECK(moment(text).text() == text);
    }
    CHECK(moment("2017-12-31T11:22:33.50-00:00").text() == "2017-12-31T11:22:33.5Z");
    CHECK(DateTime{}.text() == "1970-01-01T00:00:00");
  }

  TEST_CASE("a date alone is its midnight without offset") {
    CHECK(moment("2012-12-24").text() == "2012-12-24T00:00:00");
    CHECK_FALSE(offset_of(moment("2012-12-24")).has_value());
  }

  TEST_CASE("the end of a day is the beginning of the next") {
    CHECK(moment("2021-01-01T24:00:00").text() == "2021-01-02T00:00:00");
    CHECK(moment("2020-12-31T24:00:00@Asia/Dhaka").text() == "2021-01-01T00:00:00@Asia/Dhaka");
    CHECK(DateTime::from_parts(day("2024-02-28"), Time::parse("24:00:00Z").value())->text() ==
          "2024-02-29T00:00:00Z");
    CHECK(DateTime::parse("999999999-12-31T24:00:00").error() == TimeProblem::no_such_time);
    CHECK_FALSE(DateTime::from_parts(day("999999999-12-31"), Time::parse("24:00:00").value()).has_value());
  }

  TEST_CASE("it is made of a date and a time, whose offset it takes") {
    CHECK(DateTime::from_parts(day("2017-01-01"), Time::parse("23:59:01+02:00").value())->text() ==
          "2017-01-01T23:59:01+02:00");
    const DateTime some = moment("2017-08-10T10:20:00@Europe/Paris");
    CHECK(some.date() == day("2017-08-10"));
    CHECK(some.time() == Time::parse("10:20:00@Europe/Paris").value());
    CHECK(doudi::midnight_utc(day("2017-08-10")).text() == "2017-08-10T00:00:00Z");
  }

  TEST_CASE("texts of another form, days and times that there are not, and unknown zones are told apart") {
    for (const char* const text :
         {"", "11:00:00", "T11:00:00", "2012-12-25T", "2011-12-0310:15:30", "2011-12-03 10:15:30",
          "2011-12-03t10:15:30", "998-12-31T11:22:33", "01211-12-31T11:22:33", "+99999-12-01T11:22:33",
          "9999999999-12-27T11:22:33", "2017-12-31T7:00:00", "2017-12-31T07:2", "2017-12-31T11:22:33T",
          "2017-12-31T13:20:00+5:00", "2011-12-03T10:15:30+01:00@Europe/Paris", "2012-12-24Z",
          "2012-12-24@Europe/Paris"}) {
      CAPTURE(text);
      const auto found = DateTime::parse(text);
      REQUIRE(!found.has_value());
      CHECK(found.error() == TimeProblem::malformed);
    }
    for (const char* const text :
         {"2017-13-10T11:22:33", "2017-00-10T11:22:33", "2017-02-29T11:22:33", "2017-12-31T24:00:01",
          "2017-12-31T25:00:00", "2017-12-31T00:60:00", "2017-12-31T00:00:61", "2017-12-31T13:20:00-19:00"}) {
      CAPTURE(text);
      const auto found = DateTime::parse(text);
      REQUIRE(!found.has_value());
      CHECK(found.error() == TimeProblem::no_such_time);
    }
    CHECK(DateTime::parse("2017-12-31T13:20:00@xyz/abc").error() == TimeProblem::no_such_zone);
  }

  TEST_CASE("the offset of a zone is that of the moment") {
    const auto offset = [](std::string_view text) { return offset_of(moment(text)); };
    CHECK(offset("2018-02-08T00:00:00@Europe/Paris") == 3'600);
    CHECK(offset("2018-10-08T00:00:00@Europe/Paris") == 7'200);
    CHECK(offset("2018-12-10T10:30:00+05:00") == 18'000);
    CHECK_FALSE(offset("2018-12-10T10:30:00").has_value());
    CHECK(offset("1850-01-01T00:00:00@Europe/Paris") == 561);      // local mean time
    CHECK(offset("1986-07-01T00:00:00@Asia/Shanghai") == 32'400);  // China had summer time then
  }

  TEST_CASE("an hour that comes twice is the first, one that is left out has the offset of before") {
    CHECK(offset_of(moment("2021-10-31T02:30:00@Europe/Paris")) == 7'200);
    CHECK(offset_of(moment("2021-10-31T03:00:00@Europe/Paris")) == 3'600);
    CHECK(offset_of(moment("2021-03-28T02:30:00@Europe/Paris")) == 3'600);
    CHECK(offset_of(moment("2021-03-28T03:00:00@Europe/Paris")) == 7'200);
  }

  TEST_CASE("the rules of zones go on after the last year of the database") {
    const auto offset = [](std::string_view text) { return offset_of(moment(text)); };
    CHECK(offset("2037-12-31T23:59:59@Australia/Melbourne") == 39'600);
    // The last Sunday of March is the 27th in 2050 and the 26th in 2051.
    CHECK(offset("2050-03-27T01:59:59@Europe/Paris") == 3'600);
    CHECK(offset("2050-03-27T03:00:00@Europe/Paris") == 7'200);
    CHECK(offset("2051-03-26T01:59:59@Europe/Paris") == 3'600);
    CHECK(offset("2051-03-26T03:00:00@Europe/Paris") == 7'200);
    CHECK(offset("2048-02-29T12:00:00@Australia/Melbourne") == 39'600);
    CHECK(offset("999999999-07-31T23:59:59.999999999@Europe/Paris") == 7'200);
    CHECK(offset("-999999999-01-01T00:00:00@Etc/GMT-3") == 10'800);
  }

  TEST_CASE("moments are the same as written only with the same offset and zone") {
    CHECK(moment("2012-12-25T10:10:10+11:00") == moment("2012-12-25T10:10:10+11:00"));
    CHECK(moment("2012-12-25") == moment("2012-12-25T00:00:00"));
    CHECK_FALSE(moment("2002-04-02T12:00:00-01:00") == moment("2002-04-02T17:00:00+04:00"));
    CHECK_FALSE(moment("2021-04-02T23:00:00@Australia/Melbourne") == moment("2021-04-02T23:00:00+11:00"));
    CHECK_FALSE(moment("2021-04-02T23:00:00.1") == moment("2021-04-02T23:00:00"));
    CHECK_FALSE(moment("2021-04-02T23:00:00") == moment("2021-04-03T23:00:00"));
  }

  TEST_CASE("FEEL's equality is that of whole seconds in UTC") {
    const auto same = [](std::string_view lhs, std::string_view rhs) {
      return same_moment(moment(lhs), moment(rhs));
    };
    CHECK(same("2018-12-08T00:00:00.0001", "2018-12-08T00:00:00"));
    CHECK(same("2018-10-08T00:00:00+02:00", "2018-10-08T00:00:00@Europe/Paris"));
    CHECK(same("2018-02-08T00:00:00+01:00", "2018-02-08T00:00:00@Europe/Paris"));
    CHECK(same("2002-04-02T12:00:00@Australia/Melbourne", "2002-04-02T12:00:00@Australia/Sydney"));
    CHECK(same("2002-04-02T23:00:00-04:00", "2002-04-03T02:00:00-01:00"));
    CHECK_FALSE(same("2018-12-08T00:00:00@Europe/Paris", "2018-12-08T00:00:00@Asia/Dhaka"));
    CHECK_FALSE(same("2018-12-08T00:00:00.9", "2018-12-08T00:00:01"));
    CHECK_FALSE(same("2018-12-08T00:00:00", "2018-12-08T00:00:00Z"));
    CHECK_FALSE(same("2018-12-08T00:00:00@Etc/UTC", "2018-12-08T00:00:00"));
  }

  TEST_CASE("moments are ordered in UTC to the nanosecond, unless only one has an offset") {
    const auto order = [](std::string_view lhs, std::string_view rhs) {
      return order_of(moment(lhs), moment(rhs));
    };
    CHECK(order("2018-12-01T10:30:00", "2018-12-02T10:30:00") == std::strong_ordering::less);
    CHECK(order("2018-12-01T10:30:00.1", "2018-12-01T10:30:00.2") == std::strong_ordering::less);
    CHECK(order("2018-12-02T01:00:00+08:00", "2018-12-01T17:00:00Z") == std::strong_ordering::equal);
    CHECK(order("2018-12-01T12:00:00@Asia/Dhaka", "2018-12-01T12:00:00@Europe/Paris") ==
          std::strong_ordering::less);
    CHECK(order("999999999-12-31T23:59:59-18:00", "-999999999-01-01T00:00:00+18:00") ==
          std::strong_ordering::greater);
    CHECK_FALSE(order("2018-12-01T10:30:00", "2018-12-02T10:30:00Z").has_value());
  }

  TEST_CASE("months move the day and leave the time, at most to the end of a month") {
    CHECK(months_later("2021-01-01T10:10:10", "-P1Y") == "2020-01-01T10:10:10");
    CHECK(months_later("2024-01-31T10:10:10.5+11:00", "P1M") == "2024-02-29T10:10:10.5+11:00");
    CHECK(months_later("-2021-01-01T10:10:10@Australia/Melbourne", "-P1M") ==
          "-2022-12-01T10:10:10@Australia/Melbourne");
    CHECK(add_months(moment("999999999-12-01T00:00:00"), YearsMonths{1}).error() ==
          DurationProblem::overflow);
  }

  TEST_CASE("days and time move a moment across midnight, months and years") {
    CHECK(later("2021-01-12T10:10:10", "P1DT1H") == "2021-01-13T11:10:10");
    CHECK(later("2021-01-02T00:00:00", "-PT1H") == "2021-01-01T23:00:00");
    CHECK(later("2021-01-01T00:00:00+11:00", "-PT0.000000001S") == "2020-12-31T23:59:59.999999999+11:00");
    CHECK(later("2021-01-01T24:00:00", "PT1S") == "2021-01-02T00:00:01");
    CHECK(later("2021-01-01T24:00:00", "-PT1S") == "2021-01-01T23:59:59");
    CHECK(later("-2021-01-01T10:10:10+11:00", "-P1D") == "-2022-12-31T10:10:10+11:00");
    CHECK(later("-2021-01-01T10:10:10@Australia/Melbourne", "-P1D") ==
          "-2022-12-31T10:10:10@Australia/Melbourne");
    CHECK(later("2021-01-01T10:10:10", "PT0S") == "2021-01-01T10:10:10");
  }

  TEST_CASE("time goes by while a zone's clocks are set") {
    CHECK(later("2021-03-27T12:00:00@Europe/Paris", "P1D") == "2021-03-28T13:00:00@Europe/Paris");
    CHECK(later("2021-03-28T01:30:00@Europe/Paris", "PT1H") == "2021-03-28T03:30:00@Europe/Paris");
    CHECK(later("2021-10-31T12:00:00@Europe/Paris", "-P1D") == "2021-10-30T13:00:00@Europe/Paris");
    const DateTime before = moment("2021-03-27T12:00:00@Europe/Paris");
    const DaysTime week = DaysTime::parse("P7D").value();
    CHECK(difference(add_days(before, week).value(), before) == week);
  }

  TEST_CASE("a sum beyond the last year or the first is an overflow") {
    for (const char* const zone : {"", "Z", "@Europe/Paris", "-18:00"}) {
      CAPTURE(zone);
      const DateTime last = moment("999999999-12-31T23:59:59" + std::string{zone});
      const DateTime first = moment("-999999999-01-01T00:00:00" + std::string{zone});
      CHECK(add_days(last, *DaysTime::from_seconds(1)).error() == DurationProblem::overflow);
      CHECK(add_days(first, *DaysTime::from_seconds(-1)).error() == DurationProblem::overflow);
      for (const std::int64_t seconds :
           {std::numeric_limits<std::int64_t>::min(), std::numeric_limits<std::int64_t>::max()}) {
        CHECK(add_days(first, *DaysTime::from_seconds(seconds)).error() == DurationProblem::overflow);
        CHECK(add_days(last, *DaysTime::from_seconds(seconds)).error() == DurationProblem::overflow);
      }
      CHECK(add_days(last, DaysTime{}).value() == last);
      CHECK(add_days(first, DaysTime{}).value() == first);
    }
  }

  TEST_CASE("moments differ by what lies between them in UTC") {
    CHECK(distance("2016-12-24T23:59:00-08:00", "2015-12-24T00:00:01-01:00") == "P367DT6H58M59S");
    CHECK(distance("2021-01-02T10:10:10", "2021-01-01T10:10:10") == "P1D");
    CHECK(distance("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10@Asia/Dhaka") == "P1DT5H");
    CHECK(distance("2021-01-02T10:10:10@Europe/Paris", "1995-01-01T10:10:10@Europe/Paris") == "P9498D");
    CHECK(distance("2021-01-01T00:00:00", "2021-01-01T00:00:00.25") == "-PT0.25S");
    CHECK(distance("2021-01-02T10:10:10", "2021-01-01T10:10:10Z") == "nothing");
    CHECK(distance("2021-01-02T10:10:10@Europe/Paris", "2021-01-01T10:10:10") == "nothing");
    CHECK(distance("999999999-12-31T23:59:59-18:00", "-999999999-01-01T00:00:00+18:00") ==
          "P730484999635DT11H59M59S");
  }

  TEST_CASE("a date in a difference is its midnight in UTC") {
    const DateTime second = doudi::midnight_utc(day("2021-01-02"));
    CHECK(distance(second, moment("2021-01-01T10:10:10+11:00")) == "P1DT49M50S");
    CHECK(distance(second, moment("1995-01-01T10:10:10@Australia/Melbourne")) == "P9498DT49M50S");
    CHECK(distance(moment("2021-01-03T10:10:10@Europe/Paris"), second) == "P1DT9H10M10S");
    CHECK(distance(moment("2021-01-02T00:00:00Z"), second) == "PT0S");
    CHECK(distance(second, moment("2021-01-01T10:10:10")) == "nothing");
  }

  TEST_CASE("completed months are those of the days, whatever the times and offsets") {
    CHECK(months_between("2016-12-31T00:00:01", "2017-12-31T23:59:59") == "P1Y");
    CHECK(months_between("2014-12-31T23:59:59", "2016-12-31T00:00:01") == "P2Y");
    CHECK(months_between("2014-12-31T23:59:59", "2019-10-01T12:32:59") == "P4Y9M");
    CHECK(months_between("2017-12-31T13:00:00", "2017-12-31T12:00:00") == "P0M");
    CHECK(months_between("-2016-01-30T09:05:00", "-2017-02-28T02:02:02") == "-P11M");
    CHECK(months_between("2014-12-31T23:59:59", "-2019-10-01T12:32:59") == "-P4033Y2M");
    CHECK(months_between("2017-09-05T10:20:00-01:00", "-2019-10-01T12:32:59+02:00") == "-P4035Y11M");
    CHECK(months_between("2016-08-25T15:20:59+02:00", "2017-08-10T10:20:00@Europe/Paris") == "P11M");
    CHECK(months_between("2017-09-05T10:20:00@Etc/UTC", "2018-10-01T23:59:59") == "P1Y");
  }
}
