// tests/unit/explain/test_evaluate_operators.cpp - operators on values, null, unknown and failed ones.
#include <doctest/doctest.h>

#include "trial.hpp"

using doudi::testing::formula_value;

namespace {

constexpr std::string_view facts =
    "    gone: {type: number, decimals: 0, range: [0, 9], optional: true}\n"
    "    a: {type: number, decimals: 0, range: [0, 9]}\n"
    "    b: {type: number, decimals: 0, range: [0, 9]}\n"
    "    p: {type: boolean}\n"
    "    q: {type: boolean}\n";

/// a is 4 and q is true; gone is null; b and p are missing.
[[nodiscard]] std::string value(std::string_view formula) {
  return formula_value(formula, facts, "{a: 4, q: true, gone: null}");
}

}  // namespace

TEST_SUITE("explain/evaluate_operators") {
  TEST_CASE("numbers are exact decimals") {
    CHECK(value("0.1 + 0.2 - 0.3") == "0");
    CHECK(value("2 * 3 / 4") == "1.5");
    CHECK(value("2 ** 10") == "1024");
    CHECK(value("-a + 1") == "-3");
    CHECK(value("round half up(1 / 3, 4)") == "0.3333");
  }

  TEST_CASE("texts, dates and durations are added and compared by their kinds") {
    CHECK(value("\"低\" + \"保\"") == "低保");
    CHECK(value("@\"2024-01-31\" + @\"P1M\"") == "2024-02-29");
    CHECK(value("@\"P1M\" + @\"2024-01-31\"") == "2024-02-29");
    CHECK(value("@\"2019-06-15\" - @\"P1Y\"") == "2018-06-15");
    CHECK(value("@\"2019-06-15\" - @\"2019-06-01\"") == "P14D");
    CHECK(value("@\"P1Y\" * 1.5") == "P1Y6M");
    CHECK(value("@\"P1Y\" / @\"P1M\"") == "12");
    CHECK(value("@\"P1D\" * 3") == "P3D");
    CHECK(value("@\"2019-06-15\" < @\"2019-06-16\"") == "true");
    CHECK(value("-@\"P1M\"") == "-P1M");
  }

  TEST_CASE("a missing operand makes an operation unknown, whatever the other side is") {
    CHECK(value("a + b") == "unknown: b");
    CHECK(value("a = b") == "unknown: b");
    CHECK(value("b between 1 and 3") == "unknown: b");
    CHECK(value("b in [1..3]") == "unknown: b");
    CHECK(value("b in (1, 2)") == "unknown: b");
    CHECK(value("not(p)") == "unknown: p");
    CHECK(value("max(a, b)") == "unknown: b");
    CHECK(value("(if p then 1 else 2) + b") == "unknown: b, p");
  }

  TEST_CASE("null is data: equal to itself alone, and guarded before anything else") {
    CHECK(value("gone = null") == "true");
    CHECK(value("a != null") == "true");
    CHECK(value("gone = a") == "false");
    CHECK(value("gone in (1, 2)") == "false");
    CHECK(value("if gone = null then 0 else gone") == "0");
    CHECK(value("otherwise(gone, 7)") == "7");
    CHECK(value("gone != null and gone > 2") == "false");
  }

  TEST_CASE("and and or are decided by one side where they can be") {
    CHECK(value("p and a > 9") == "false");
    CHECK(value("p or q") == "true");
    CHECK(value("p and q") == "unknown: p");
    CHECK(value("p or b > 3") == "unknown: b, p");
    CHECK(value("p and b > 3 and a = 0") == "false");
  }

  TEST_CASE("if with a missing condition is known where both branches say the same") {
    CHECK(value("if p then a else 4") == "4");
    CHECK(value("if p then 1 else 2") == "unknown: p");
    CHECK(value("if p then b else 2") == "unknown: b, p");
    CHECK(value("if q then a else b") == "4");
  }

  TEST_CASE("a failure passes through operators and wins over what is missing") {
    CHECK(value("1 / (a - 4)") == "failed: division_by_zero");
    CHECK(value("1 / (a - 4) + b") == "failed: division_by_zero");
    CHECK(value("10 ** 6000 * 10 ** 6000") == "failed: overflow");
    CHECK(value("sqrt(a - 5)") == "failed: number_out_of_domain");
    CHECK(value("p and 1 / (a - 4) > 0") == "failed: division_by_zero");
  }

  TEST_CASE("what is not needed does not fail") {
    CHECK(value("a > 9 and 1 / (a - 4) > 0") == "false");
    CHECK(value("1 / (a - 4) > 0 and a > 9") == "false");
    CHECK(value("q or 1 / (a - 4) > 0") == "true");
    CHECK(value("if q then a else 1 / (a - 4)") == "4");
    CHECK(value("if p then 1 / (a - 4) else 0") == "unknown: p");
  }
}
