// tests/unit/base/test_date_arithmetic.cpp - month ends, leap days and ages.
#include <array>
#include <limits>

#include <doctest/doctest.h>

#include "doudi/base/date.hpp"
#include "doudi/base/duration.hpp"

#include "written_values.hpp"

using doudi::Date;
using doudi::DaysTime;
using doudi::DurationProblem;
using doudi::YearsMonths;
using doudi::tests::day;

namespace {

Date after_months(const char* date, std::int64_t months) {
  return add_months(day(date), {months}).value();
}
Date after(const char* date, const char* duration) {
  return add_days(day(date), DaysTime::parse(duration).value()).value();
}
std::string between(const char* from, const char* to) {
  return years_months_between(day(from), day(to)).text();
}
std::int64_t age(const char* birth, const char* on) {
  return full_years(day(birth), day(on));
}
std::int64_t age_from_next_month(const char* birth, const char* on) {
  return full_years_from_next_month(day(birth), day(on));
}

}  // namespace

TEST_SUITE("base/date_arithmetic") {
  TEST_CASE("a month is added to the same day or to the month's last") {
    CHECK(after_months("2024-01-31", 1) == day("2024-02-29"));
    CHECK(after_months("2023-01-31", 1) == day("2023-02-28"));
    CHECK(after_months("2024-01-31", 3) == day("2024-04-30"));
    CHECK(after_months("2024-02-29", 12) == day("2025-02-28"));
    CHECK(after_months("2024-02-29", 48) == day("2028-02-29"));
    CHECK(after_months("2024-02-29", -12) == day("2023-02-28"));
    CHECK(after_months("2024-03-31", -1) == day("2024-02-29"));
    CHECK(after_months("2024-01-15", -1) == day("2023-12-15"));
    CHECK(after_months("2024-12-31", 24) == day("2026-12-31"));
    CHECK(after_months("0000-01-31", -13) == day("-0002-12-31"));
  }

  TEST_CASE("months added from every month's end arrive at an end or the same day") {
    for (const std::int64_t year : {2023, 2024, 1900, 2000}) {
      for (int month = 1; month <= 12; ++month) {
        for (std::int64_t months = -30; months <= 30; ++months) {
          const Date from = Date::from_parts(year, month, doudi::days_in_month(year, month)).value();
          const Date to = add_months(from, {months}).value();
          CHECK(months_between_calendar(from, to) == months);
          CHECK((to.day() == from.day() || (to.day() < from.day() && to == to.last_of_month())));
        }
      }
    }
  }

  TEST_CASE("a sum beyond the last year overflows") {
    CHECK(add_months(day("999999999-12-31"), {1}).error() == DurationProblem::overflow);
    CHECK(add_months(day("2024-01-01"), {std::numeric_limits<std::int64_t>::max()}).error() ==
          DurationProblem::overflow);
    CHECK(add_months(day("-999999999-01-01"), {2'000'000'000LL * 12 - 13}).value() == day("999999999-12-01"));
    CHECK(add_days(day("999999999-12-31"), *DaysTime::from_days(1)).error() == DurationProblem::overflow);
    CHECK(add_days(day("2024-01-01"), *DaysTime::from_seconds(std::numeric_limits<std::int64_t>::min()))
              .error() == DurationProblem::overflow);
  }

  TEST_CASE("days are added to midnight, so that a part of a day only counts backwards") {
    CHECK(after("2024-02-28", "P1D") == day("2024-02-29"));
    CHECK(after("2024-02-28", "P1DT23H59M") == day("2024-02-29"));
    CHECK(after("2024-02-28", "PT1H") == day("2024-02-28"));
    CHECK(after("2024-03-01", "-PT1H") == day("2024-02-29"));
    CHECK(after("2024-03-01", "-PT0.000000001S") == day("2024-02-29"));
    CHECK(after("2024-03-01", "-P1D") == day("2024-02-29"));
    CHECK(days_between(day("2024-02-01"), day("2024-03-01")).text() == "P29D");
    CHECK(days_between(day("2024-03-01"), day("2024-02-01")).text() == "-P29D");
    CHECK(days_between(day("-999999999-01-01"), day("999999999-12-31")).days() == 730'484'999'633);
  }

  TEST_CASE("only completed months are counted between two dates") {
    CHECK(between("2024-01-15", "2024-02-15") == "P1M");
    CHECK(between("2024-01-15", "2024-02-14") == "P0M");
    CHECK(between("2024-01-31", "2024-02-29") == "P0M");
    CHECK(between("2024-01-31", "2024-03-01") == "P1M");
    CHECK(between("2011-12-22", "2013-08-24") == "P1Y8M");
    CHECK(between("2004-02-29", "2022-02-28") == "P17Y11M");
    CHECK(between("2004-02-29", "2022-03-01") == "P18Y");
    CHECK(between("2004-02-29", "2024-02-29") == "P20Y");
  }

  TEST_CASE("exchanging the dates negates the months between them") {
    for (std::int64_t from = 19'700; from < 19'800; from += 3) {
      for (std::int64_t to = 19'700; to < 20'500; ++to) {
        const Date first = *Date::from_days(from);
        const Date second = *Date::from_days(to);
        const std::int64_t months = years_months_between(first, second).months;
        if (years_months_between(second, first).months != -months)
          FAIL_CHECK(first.text() << " " << second.text());
      }
    }
    CHECK(between("2022-03-01", "2004-02-29") == "-P18Y");
  }

  TEST_CASE("a year of age is completed on the birthday, on 1 March by those born on a leap day") {
    CHECK(age("2004-06-15", "2022-06-14") == 17);
    CHECK(age("2004-06-15", "2022-06-15") == 18);
    CHECK(age("2004-06-15", "2004-06-15") == 0);
    CHECK(age("2004-06-15", "2003-06-16") == 0);
    CHECK(age("2004-06-15", "2003-06-15") == -1);
    CHECK(age("2004-02-29", "2022-02-28") == 17);
    CHECK(age("2004-02-29", "2022-03-01") == 18);
    CHECK(age("2004-02-29", "2024-02-28") == 19);
    CHECK(age("2004-02-29", "2024-02-29") == 20);
    CHECK(age("2004-02-28", "2024-02-28") == 20);
    CHECK(age("2003-03-01", "2024-02-29") == 20);
  }

  TEST_CASE("counted from the next month, a birthday changes the age on the first of the month after it") {
    CHECK(age_from_next_month("2004-06-15", "2022-06-30") == 17);
    CHECK(age_from_next_month("2004-06-15", "2022-07-01") == 18);
    CHECK(age_from_next_month("2004-06-01", "2022-06-01") == 17);
    CHECK(age_from_next_month("2004-05-31", "2022-06-01") == 18);
    CHECK(age_from_next_month("2004-12-31", "2023-01-01") == 18);
    CHECK(age_from_next_month("2004-02-29", "2022-03-31") == 17);
    CHECK(age_from_next_month("2004-02-29", "2022-04-01") == 18);
    CHECK(age_from_next_month("2004-02-29", "2024-03-01") == 20);
  }

  TEST_CASE("months of the calendar are counted whatever the days") {
    CHECK(months_between_calendar(day("2024-01-31"), day("2024-02-01")) == 1);
    CHECK(months_between_calendar(day("2024-01-01"), day("2024-01-31")) == 0);
    CHECK(months_between_calendar(day("2024-02-01"), day("2022-12-31")) == -14);
  }
}
