// tests/unit/check/test_number_shape.cpp - decimals and bounds that are known of results before anything is computed.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

TEST_SUITE("check/number_shape") {
  TEST_CASE("facts bring their decimals and range, literals their value") {
    CHECK(shape("income") == "2 decimals, from 0 to 99999");
    CHECK(shape("2.50") == "1 decimals, from 2.5 to 2.5, literal");
    CHECK(shape("-3") == "0 decimals, from -3 to -3, literal");
    CHECK(shape("line") == "0 decimals, from 600 to 600");
  }

  TEST_CASE("sums, differences and products combine decimals and bounds") {
    CHECK(shape("income + change") == "2 decimals, from -500 to 100499");
    CHECK(shape("income - change") == "2 decimals, from -500 to 100499");
    CHECK(shape("income - 0.125") == "3 decimals, from -0.125 to 99998.875");
    CHECK(shape("income * 0.7") == "3 decimals, from 0 to 69999.3");
    CHECK(shape("heads * change") == "2 decimals, from -10000 to 10000");
    CHECK(shape("change * change") == "4 decimals, from -250000 to 250000");
    CHECK(shape("-change * 2") == "2 decimals, from -1000 to 1000");
    CHECK(shape("-income") == "2 decimals, from -99999 to 0");
    CHECK(shape("2 * 3 + 1") == "0 decimals, from 7 to 7, literal");
  }

  TEST_CASE("a division is a quotient, unless by a literal whose inverse ends") {
    CHECK(shape("income / 4") == "4 decimals, from 0 to 24999.75");
    CHECK(shape("income / (2 * 5)") == "3 decimals, from 0 to 9999.9");
    CHECK(shape("income / 0.5") == "2 decimals, from 0 to 199998");
    CHECK(shape("income / 3") == "? decimals, from 0 to 33333, quotient");
    CHECK(shape("income / heads") == "? decimals, from 0 to 99999, quotient");
    CHECK(shape("change / heads") == "? decimals, from -500 to 500, quotient");
    CHECK(shape("income / (heads - 1)") == "? decimals, from ? to ?, quotient");
    CHECK(shape("income / 3 / 4") == "? decimals, from 0 to 8333.25, quotient");
    CHECK(shape("line / line") == "? decimals, from 1 to 1, quotient");
  }

  TEST_CASE("rounding ends a quotient and widens bounds outwards") {
    CHECK(shape("round half up(income / 7, 2)") == "2 decimals, from 0 to 14285.58");
    CHECK(shape("floor(change / 3)") == "0 decimals, from -167 to 167");
    CHECK(shape("round up(income, -2)") == "0 decimals, from 0 to 100000");
    CHECK(shape("round up(heads, 2)") == "0 decimals, from 1 to 20");
    CHECK(shape("decimal(income / 3, heads)") == "? decimals, from ? to ?");
  }

  TEST_CASE("max, min, abs and if keep what both sides promise") {
    CHECK(shape("max(change, 0)") == "2 decimals, from 0 to 500");
    CHECK(shape("max(change, 100)") == "2 decimals, from 100 to 500");
    CHECK(shape("min(change, 0)") == "2 decimals, from -500 to 0");
    CHECK(shape("max(income - line, 0)") == "2 decimals, from 0 to 99399");
    CHECK(shape("min(income, line)") == "2 decimals, from 0 to 600");
    CHECK(shape("max(income / 3, 0)") == "? decimals, from 0 to 33333, quotient");
    CHECK(shape("abs(change)") == "2 decimals, from 0 to 500");
    CHECK(shape("if poor then change else 0.125") == "3 decimals, from -500 to 500");
    CHECK(shape("otherwise(bonus, -1)") == "2 decimals, from -1 to 99999");
  }

  TEST_CASE("sums of lists have no upper bound, and none below 0 of what is not negative") {
    CHECK(shape("total(persons.wage)") == "2 decimals, from 0 to ?");
    CHECK(shape("sum(income, line)") == "2 decimals, from 0 to 199998");
    CHECK(shape("count(persons)") == "0 decimals, from 1 to 1000000");
    CHECK(shape("for i in 1..heads return i").substr(0, 1) == "?");
    CHECK(shape("(for s in scores return s + 0.5)[1]") == "1 decimals, from 0.5 to 100.5");
  }

  TEST_CASE("properties of dates are whole numbers of a known range") {
    CHECK(shape("started.month") == "0 decimals, from 1 to 12");
    CHECK(shape("started.year") == "0 decimals, from ? to ?");
  }

  TEST_CASE("a rule hands on what is known, joined over its versions and rows") {
    Village village;
    village.household_rules = R"(half:
  versions:
    - {from: 2019-01-01, until: 2019-12-31, formula: income}
    - from: 2020-01-01
      formula: |
        income * 0.5 - 1
band:
  table: |
    first | poor || band
    a     | true || 0.25
    b     | -    || 3
)";
    CHECK(shape("half", village) == "3 decimals, from -1 to 99999");
    CHECK(shape("band", village) == "2 decimals, from 0.25 to 3");
    CHECK(said("band + income", village) == "unit_mismatch_sum");
  }

  TEST_CASE("an amount needs two decimals at most, so it has to be rounded") {
    const auto amount = [](std::string_view formula) {
      Village village;
      village.household_rules = "r: {formula: income}\n";
      village.more =
          "schemes:\n  - scheme: dibao\n    eligible: poor\n    amount: |\n" + indented(formula, 6);
      return codes_of(village.load());
    };
    CHECK(amount("line - income") == "");
    CHECK(amount("100") == "");
    CHECK(amount("income / 3") == "amount_not_rounded");
    CHECK(amount("income * 0.35") == "amount_not_rounded");
    CHECK(amount("round half up(income / 3, 2)") == "");
    CHECK(amount("round half up(income * 0.35, 1)") == "");
    CHECK(amount("round half up(income * 0.35, 3)") == "amount_not_rounded");
    CHECK(amount("2.125") == "amount_not_rounded");
    CHECK(amount("heads * 100") == "amount_not_money");
    CHECK(amount("income * months(3)") == "amount_not_money");
    CHECK(amount("yearly") == "");
    CHECK(amount("village") == "amount_not_money");
    CHECK(amount("bonus") == "amount_may_be_null");
  }
}
