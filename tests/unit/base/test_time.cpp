// tests/unit/base/test_time.cpp - times of day: their text, offsets and zones, their comparison and arithmetic.
#include <limits>
#include <stdexcept>
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/time.hpp"

#include "base/zone.hpp"
#include "written_values.hpp"

using doudi::DaysTime;
using doudi::Time;
using doudi::TimeProblem;
using doudi::tests::number;

namespace {

Time time(std::string_view text) {
  return Time::parse(text).value();
}
DaysTime duration(std::string_view text) {
  return DaysTime::parse(text).value();
}
std::string sum(std::string_view lhs, std::string_view rhs) {
  return add(time(lhs), duration(rhs)).text();
}
std::string distance(std::string_view lhs, std::string_view rhs) {
  const auto found = difference(time(lhs), time(rhs));
  return found ? found->text() : "nothing";
}
std::string made(std::int64_t hour, std::int64_t minute, std::string_view second,
                 std::optional<DaysTime> offset = std::nullopt) {
  const auto found = Time::from_parts(hour, minute, number(second), offset);
  return found ? found->text() : "nothing";
}

}  // namespace

TEST_SUITE("base/time") {
  TEST_CASE("a time is written as it was read, with its offset or zone") {
    for (const char* const text :
         {"00:00:00", "23:59:59", "24:00:00", "08:05:09.5", "11:22:33.123456789", "00:00:00.000000001",
          "09:00:00Z", "13:20:00+08:00", "13:20:00-05:30", "11:59:45+02:45:55", "11:59:45-18:00",
          "11:59:45+18:00", "10:30:00@Asia/Shanghai", "10:30:00.25@Etc/UTC", "10:30:00@Etc/GMT+5"}) {
      CAPTURE(text);
      CHECK(time(text).text() == text);
    }
  }

  TEST_CASE("an offset of zero is written Z, decimals without zeros at their end") {
    CHECK(time("11:22:33+00:00").text() == "11:22:33Z");
    CHECK(time("11:22:33-00:00").text() == "11:22:33Z");
    CHECK(time("11:22:33+00:00:00").text() == "11:22:33Z");
    CHECK(time("11:22:33.500").text() == "11:22:33.5");
    CHECK(time("11:22:33.0000").text() == "11:22:33");
    CHECK(time("11:22:33+08:00:00").text() == "11:22:33+08:00");
  }

  TEST_CASE("decimals of a second beyond the ninth are cut off") {
    CHECK(time("10:00:00.1234567899").text() == "10:00:00.123456789");
    CHECK(time("10:00:00.0000000009999999999999999999999999999999").text() == "10:00:00");
    CHECK(time("23:59:59.9999999999").text() == "23:59:59.999999999");
  }

  TEST_CASE("a text of another form is no time") {
    for (const char* const text : {"",
                                   "7:00:00",
                                   "07:1:00",
                                   "07:01:2",
                                   "7:20",
                                   "07:20",
                                   "07:2",
                                   "07:00:00.",
                                   "07:00:00,5",
                                   "070000",
                                   "07:00:00 ",
                                   " 07:00:00",
                                   "07:00:00z",
                                   "07:00:00T",
                                   "T07:00:00",
                                   "07:00:00ZZ",
                                   "-07:00:00",
                                   "07:00:00+5:00",
                                   "07:00:00+5",
                                   "07:00:00+05",
                                   "07:00:00+05:0",
                                   "07:00:00+0500",
                                   "07:00:00+05:00:0",
                                   "07:00:00+05:00Z",
                                   "07:00:00+02:00@Europe/Paris",
                                   "07:00:00Europe/Paris",
                                   "2012T-12-2511:00:00Z",
                                   "０７:00:00"}) {
      CAPTURE(text);
      const auto found = Time::parse(text);
      REQUIRE(!found.has_value());
      CHECK(found.error() == TimeProblem::malformed);
    }
  }

  TEST_CASE("an hour, minute, second or offset that there is not is refused") {
    for (const char* const text :
         {"23:59:60", "24:00:01", "24:01:00", "24:00:00.000000001", "25:00:00", "00:60:00", "00:00:61",
          "13:20:00+19:00", "13:20:00-19:00", "13:20:00+18:00:01", "13:20:00+01:60", "13:20:00+01:00:60"}) {
      CAPTURE(text);
      const auto found = Time::parse(text);
      REQUIRE(!found.has_value());
      CHECK(found.error() == TimeProblem::no_such_time);
    }
  }

  TEST_CASE("a zone that the database does not have is refused, and so is the machine's own") {
    for (const char* const text :
         {"13:20:00@xyz/abc", "13:20:00@", "13:20:00@europe/paris", "13:20:00@Europe", "13:20:00@localtime",
          "13:20:00@right/UTC", "13:20:00@../zoneinfo/UTC", "13:20:00@Europe/Paris ", "13:20:00@zone.tab",
          "13:20:00@Europe/Paris+01:00"}) {
      CAPTURE(text);
      const auto found = Time::parse(text);
      REQUIRE(!found.has_value());
      CHECK(found.error() == TimeProblem::no_such_zone);
    }
    CHECK(doudi::zone_exists("Asia/Dhaka"));
    CHECK_FALSE(doudi::zone_exists(""));
  }

  TEST_CASE("the parts of a time are its own, whatever its offset") {
    const Time some = time("13:20:05.25-01:00");
    CHECK(some.hour() == 13);
    CHECK(some.minute() == 20);
    CHECK(some.second() == 5);
    CHECK(some.nanosecond() == 250'000'000);
    CHECK(some.nanosecond_of_day() == 48'005'250'000'000);
    CHECK(some.written_offset() == -3'600);
    CHECK(some.zone().empty());
    const Time with_zone = time("10:30:00@Etc/UTC");
    CHECK(with_zone.zone() == "Etc/UTC");
    CHECK_FALSE(with_zone.written_offset().has_value());
    CHECK(time("24:00:00").hour() == 24);
  }

  TEST_CASE("a time is made of parts, the offset being a duration") {
    CHECK(made(11, 59, "45") == "11:59:45");
    CHECK(made(12, 59, "1.3", duration("-PT1H")) == "12:59:01.3-01:00");
    CHECK(made(11, 59, "45", duration("PT0S")) == "11:59:45Z");
    CHECK(made(11, 59, "0", duration("PT2H1M")) == "11:59:00+02:01");
    CHECK(made(11, 59, "45", duration("-PT2H45M55S")) == "11:59:45-02:45:55");
    CHECK(made(23, 59, "59.9999999999999999999999999999999") == "23:59:59.999999999");
    CHECK(made(0, 0, "0", duration("PT18H")) == "00:00:00+18:00");
  }

  TEST_CASE("no time is made of parts that a day does not have") {
    CHECK(made(24, 0, "0") == "nothing");
    CHECK(made(-1, 0, "0") == "nothing");
    CHECK(made(23, 60, "0") == "nothing");
    CHECK(made(23, -1, "0") == "nothing");
    CHECK(made(23, 59, "60") == "nothing");
    CHECK(made(23, 59, "-0.1") == "nothing");
    CHECK(made(0, 0, "1e6000") == "nothing");
    CHECK(made(0, 0, "0", duration("PT18H1S")) == "nothing");
    CHECK(made(0, 0, "0", duration("-P1D")) == "nothing");
    CHECK(made(0, 0, "0", duration("PT1H0.5S")) == "nothing");
    CHECK(made(std::numeric_limits<std::int64_t>::max(), 0, "0") == "nothing");
  }

  TEST_CASE("a time since midnight keeps the zone of its model and must be within a day") {
    CHECK(Time::since_midnight(1, time("10:00:00@Asia/Dhaka")).text() == "00:00:00.000000001@Asia/Dhaka");
    CHECK_THROWS_AS((void)Time::since_midnight(-1, Time{}), std::invalid_argument);
    CHECK_THROWS_AS((void)Time::since_midnight(86'400'000'000'000, Time{}), std::invalid_argument);
  }

  TEST_CASE("the offset of a zone without a day is its standard time, north and south") {
    CHECK(offset_of(time("10:00:00@Europe/Paris")) == 3'600);
    CHECK(offset_of(time("10:00:00@Australia/Melbourne")) == 36'000);
    CHECK(offset_of(time("10:00:00@Asia/Shanghai")) == 28'800);
    CHECK(offset_of(time("10:00:00@Etc/UTC")) == 0);
    CHECK(offset_of(time("10:00:00+05:00")) == 18'000);
    CHECK_FALSE(offset_of(time("10:00:00")).has_value());
  }

  TEST_CASE("times are the same as written only with the same offset and zone") {
    CHECK(time("23:00:50") == time("23:00:50.000"));
    CHECK(time("23:00:50Z") == time("23:00:50+00:00"));
    CHECK(time("23:00:50@Asia/Dhaka") == time("23:00:50@Asia/Dhaka"));
    CHECK_FALSE(time("23:00:50") == time("23:00:50Z"));
    CHECK_FALSE(time("23:00:50@Etc/GMT") == time("23:00:50Z"));
    CHECK_FALSE(time("20:00:50+00:00") == time("21:00:50+01:00"));
    CHECK_FALSE(time("23:00:50@Australia/Melbourne") == time("23:00:50@Australia/Sydney"));
    CHECK_FALSE(time("10:30:00.1") == time("10:30:00.2"));
    CHECK_FALSE(time("24:00:00") == time("00:00:00"));
  }

  TEST_CASE("FEEL's equality is that of whole seconds in UTC") {
    CHECK(same_moment(time("10:30:00.0001"), time("10:30:00.0002")));
    CHECK(same_moment(time("10:30:00Z"), time("11:30:00.9+01:00")));
    CHECK(same_moment(time("10:30:00+01:00"), time("10:30:00@Europe/Paris")));
    CHECK(same_moment(time("00:30:00.5+01:00"), time("00:30:00+01:00")));  // before UTC's midnight
    CHECK_FALSE(same_moment(time("10:30:00"), time("10:30:01")));
    CHECK_FALSE(same_moment(time("10:30:00.9"), time("10:30:01")));
    CHECK_FALSE(same_moment(time("00:30:00+01:00"), time("00:29:59.5+01:00")));
    CHECK_FALSE(same_moment(time("10:30:00"), time("10:30:00Z")));
    CHECK_FALSE(same_moment(time("10:30:00@Etc/UTC"), time("10:30:00")));
    CHECK_FALSE(same_moment(time("23:00:00-02:00"), time("01:00:00Z")));
  }

  TEST_CASE("times are ordered in UTC to the nanosecond, unless only one has an offset") {
    CHECK(order_of(time("10:30:00.1"), time("10:30:00.2")) == std::strong_ordering::less);
    CHECK(order_of(time("10:30:00"), time("10:30:00")) == std::strong_ordering::equal);
    CHECK(order_of(time("12:00:00+02:00"), time("10:30:00Z")) == std::strong_ordering::less);
    CHECK(order_of(time("12:00:00Z"), time("12:00:00@Asia/Shanghai")) == std::strong_ordering::greater);
    CHECK(order_of(time("24:00:00"), time("23:59:59")) == std::strong_ordering::greater);
    CHECK_FALSE(order_of(time("10:30:00"), time("10:30:00Z")).has_value());
    CHECK_FALSE(order_of(time("10:30:00@Etc/UTC"), time("12:30:00")).has_value());
  }

  TEST_CASE("a duration moves a time round midnight and leaves its offset") {
    CHECK(sum("10:15:00", "PT1H") == "11:15:00");
    CHECK(sum("23:00:00", "PT2H") == "01:00:00");
    CHECK(sum("00:00:00", "-PT0.000000001S") == "23:59:59.999999999");
    CHECK(sum("10:15:00+11:00", "P1D") == "10:15:00+11:00");
    CHECK(sum("10:15:00@Australia/Melbourne", "-PT1H") == "09:15:00@Australia/Melbourne");
    CHECK(sum("24:00:00", "PT0S") == "00:00:00");
    CHECK(sum("24:00:00", "-PT1S") == "23:59:59");
    // The largest number of seconds is 15:30:07 beyond whole days.
    CHECK(sum("10:00:00", "PT9223372036854775807S") == "01:30:07");
    CHECK(sum("10:00:00", "-PT9223372036854775807S") == "18:29:53");
  }

  TEST_CASE("times differ by what lies between them in UTC") {
    CHECK(distance("10:10:10", "09:10:10") == "PT1H");
    CHECK(distance("09:10:10", "10:10:10.5") == "-PT1H0.5S");
    CHECK(distance("10:10:10+11:00", "11:10:10+11:00") == "-PT1H");
    CHECK(distance("10:10:10@Australia/Melbourne", "09:10:10@Australia/Melbourne") == "PT1H");
    CHECK(distance("12:00:00Z", "12:00:00+01:00") == "PT1H");
    CHECK(distance("24:00:00", "00:00:00") == "P1D");
    CHECK(distance("10:10:10", "10:10:10Z") == "nothing");
    CHECK(distance("10:10:10@Etc/UTC", "10:10:10") == "nothing");
  }

  TEST_CASE("a zone has an offset at any number of seconds") {
    constexpr auto smallest = std::numeric_limits<std::int64_t>::min();
    constexpr auto largest = std::numeric_limits<std::int64_t>::max();
    for (const std::int64_t seconds : {smallest, smallest + 1, largest - 1, largest}) {
      CAPTURE(seconds);
      CHECK(doudi::zone_offset("Etc/GMT-3", seconds) == 10'800);
      CHECK(doudi::zone_offset_at("Etc/GMT-3", seconds) == 10'800);
    }
    CHECK_FALSE(doudi::zone_offset("Nowhere/Land", 0).has_value());
    CHECK_FALSE(doudi::zone_offset_at("Nowhere/Land", 0).has_value());
  }
}
