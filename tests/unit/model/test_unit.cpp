// tests/unit/model/test_unit.cpp - units of measure.
#include <doctest/doctest.h>

#include "doudi/model/unit.hpp"

using doudi::model::Unit;

TEST_SUITE("model/unit") {
  TEST_CASE("a unit is read and written in one canonical spelling") {
    CHECK(Unit::parse("CNY/month")->text() == "CNY/month");
    CHECK(Unit::parse("CNY / months")->text() == "CNY/month");
    CHECK(Unit::parse("year*mu")->text() == "mu*year");
    CHECK(Unit::parse("month^2")->text() == "month^2");
    CHECK(Unit::parse("CNY/month/mu")->text() == "CNY/month/mu");
    CHECK(Unit::parse("1/month")->text() == "1/month");
    CHECK(Unit::parse("plain")->text() == "plain");
    CHECK(Unit::parse("month/month")->plain());
  }

  TEST_CASE("what is no unit is refused") {
    CHECK_FALSE(Unit::parse(""));
    CHECK_FALSE(Unit::parse("CNY/"));
    CHECK_FALSE(Unit::parse("CNY month"));
    CHECK_FALSE(Unit::parse("CNY^x"));
    CHECK_FALSE(Unit::parse("12"));
  }

  TEST_CASE("products and quotients cancel equal symbols") {
    const Unit yearly = *Unit::parse("CNY/year");
    CHECK(yearly.multiplied(*Unit::parse("years")) == *Unit::parse("CNY"));
    CHECK(yearly.divided(yearly).plain());
    CHECK(yearly.to_power(2).text() == "CNY^2/year^2");
    CHECK(yearly.to_power(0).plain());
  }

  TEST_CASE("singular and plural of a known symbol are one") {
    CHECK(doudi::model::canonical_symbol("months") == "month");
    CHECK(doudi::model::canonical_symbol("kgs") == "kgs");
    CHECK(doudi::model::is_known_symbol("hours"));
    CHECK_FALSE(doudi::model::is_known_symbol("kg"));
  }
}
