// tests/unit/base/test_date.cpp - days of the calendar.
#include <string>

#include <doctest/doctest.h>

#include "doudi/base/date.hpp"

#include "written_values.hpp"

using doudi::Date;
using doudi::DateProblem;
using doudi::tests::day;

TEST_SUITE("base/date") {
  TEST_CASE("a date is read and written as YYYY-MM-DD, with longer and negative years") {
    for (const char* const text : {"2019-06-01", "2024-02-29", "0001-01-01", "0000-12-31", "-0001-01-01",
                                   "12345-01-31", "999999999-12-31", "-999999999-01-01"}) {
      CAPTURE(text);
      CHECK(day(text).text() == text);
    }
    CHECK(Date{}.text() == "1970-01-01");
  }

  TEST_CASE("whatever else looks like a date is refused") {
    for (const char* const text :
         {"", "2019", "2019-06", "2019-6-1", "2019/06/01", "2019-06-01 ", "+2019-06-01", "019-06-01",
          "02019-06-01", "2019-06-01T00:00:00", "-0000-01-01", "1000000000-01-01", "2019-0a-01",
          "2019-06-0１", "--2019-06-01"}) {
      CAPTURE(text);
      CHECK(Date::parse(text).error() == DateProblem::malformed);
    }
    for (const char* const text :
         {"2019-02-29", "2019-13-01", "2019-00-10", "2019-04-31", "2019-04-00", "1900-02-29"}) {
      CAPTURE(text);
      CHECK(Date::parse(text).error() == DateProblem::no_such_day);
    }
  }

  TEST_CASE("months have the days of the Gregorian calendar") {
    int days = 0;
    for (int month = 1; month <= 12; ++month) days += doudi::days_in_month(2023, month);
    CHECK(days == 365);
    CHECK(doudi::days_in_month(2024, 2) == 29);
    CHECK(doudi::days_in_month(1900, 2) == 28);
    CHECK(doudi::days_in_month(2000, 2) == 29);
    CHECK(doudi::days_in_month(-400, 2) == 29);
    CHECK(doudi::days_in_month(2024, 0) == 0);
    CHECK(doudi::days_in_month(2024, 13) == 0);
    CHECK(day("2024-02-10").last_of_month() == day("2024-02-29"));
    CHECK(day("2024-02-10").first_of_month() == day("2024-02-01"));
  }

  TEST_CASE("day numbers count every day of a few centuries, one after the other, in weeks") {
    const std::int64_t first = day("1899-12-31").days();
    const std::int64_t last = day("2101-01-01").days();
    CHECK(last - first == 73'415);
    Date before = *Date::from_days(first - 1);
    for (std::int64_t number = first; number <= last; ++number) {
      const Date date = *Date::from_days(number);
      const bool next_day = date.day() == before.day() + 1 && date.month() == before.month();
      const bool next_month = date.day() == 1 && before == before.last_of_month();
      const bool good = date.days() == number && before < date && (next_day || next_month) &&
                        date.weekday() == before.weekday() % 7 + 1;
      if (!good) FAIL_CHECK(date.text());
      before = date;
    }
    CHECK(day("1970-01-01").days() == 0);
    CHECK(day("1970-01-01").weekday() == 4);
    CHECK(day("2019-06-01").weekday() == 6);
    CHECK(day("2000-03-01").days() == 11'017);
    CHECK(day("0000-03-01").days() == -719'468);
  }

  TEST_CASE("day numbers end where the years do") {
    for (const char* const text :
         {"999999999-12-31", "-999999999-01-01", "-0001-02-28", "0000-02-29", "-0400-02-29"}) {
      CAPTURE(text);
      CHECK(*Date::from_days(day(text).days()) == day(text));
    }
    CHECK_FALSE(Date::from_days(day("999999999-12-31").days() + 1));
    CHECK_FALSE(Date::from_days(day("-999999999-01-01").days() - 1));
    CHECK_FALSE(Date::from_days(std::int64_t{1} << 62U));
    CHECK_FALSE(Date::from_parts(1'000'000'000, 1, 1));
    CHECK_FALSE(Date::from_parts(2023, 2, 29));
  }
}
