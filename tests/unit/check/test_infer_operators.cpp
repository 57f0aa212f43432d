// tests/unit/check/test_infer_operators.cpp - what may be compared, tested, joined by and/or, and chosen by if.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

TEST_SUITE("check/infer_operators") {
  TEST_CASE("equality asks for types that fit") {
    CHECK(differences({
              {"income = line", "boolean"},
              {"income = 5", "boolean"},
              {"income != 5.5", "boolean"},
              {"village = \"x\"", "boolean"},
              {"county = \"east\"", "boolean"},
              {"\"east\" = county", "boolean"},
              {"poor = true", "boolean"},
              {"started = today()", "boolean"},
              {"persons = persons", "boolean"},
              {"scores = [1, 2]", "boolean"},
              {"scores = []", "boolean"},
              {"[county] = [\"east\"]", "boolean"},
              {"[\"east\"] = [county]", "boolean"},
              {"[1..2] = [2..3]", "boolean"},
              {"{a: 1} = {a: 2}", "boolean"},
              {"income = yearly", "unit_mismatch_comparison"},
              {"income = heads", "unit_mismatch_comparison"},
              {"income = village", "cannot_compare"},
              {"county = \"wst\"", "unknown_member"},
              {"county = level", "cannot_compare"},
              {"county = village", "cannot_compare"},
              {"started = notice", "cannot_compare"},
              {"persons = scores", "cannot_compare"},
              {"scores = visits", "cannot_compare"},
              {"persons.wage = scores", "cannot_compare"},
              {"{a: 1} = {b: 1}", "cannot_compare"},
              {"[1..2] = [started..today()]", "cannot_compare"},
          }) == "");
  }

  TEST_CASE("null may be asked for, and a value that is never null gets a warning") {
    CHECK(differences(
              {{"bonus = null", "boolean"}, {"null != ended", "boolean"}, {"null = null", "boolean"}}) == "");
    const LoadedPack loaded = with_formula("income * 2 = null").load();
    CHECK(bool(loaded));
    CHECK(codes_of(loaded) == "never_null_compared");
    CHECK(argument(loaded, text::Code::never_null_compared, "text") == "income * 2");
  }

  TEST_CASE("only values with an order are smaller or larger") {
    CHECK(differences({
              {"income < line", "boolean"},           {"village < \"x\"", "boolean"},
              {"started >= today()", "boolean"},      {"notice > @\"P1M\"", "boolean"},
              {"stay <= @\"P1D\"", "boolean"},        {"level < \"high\"", "boolean"},
              {"\"low\" <= level", "boolean"},        {"level < \"hgh\"", "unknown_member"},
              {"county < \"west\"", "not_ordered"},   {"poor < true", "not_ordered"},
              {"persons < persons", "not_ordered"},   {"[1..2] < [2..3]", "not_ordered"},
              {"income < null", "null_ordered"},      {"null >= started", "null_ordered"},
              {"income < village", "cannot_compare"}, {"notice < stay", "cannot_compare"},
              {"level < county", "cannot_compare"},   {"bonus < 5", "boolean?"},
              {"started < ended", "boolean?"},
          }) == "");
    CHECK(hinted(with_formula("county < \"west\"").load(), text::Hint::declare_ordered, "") == "");
  }

  TEST_CASE("between compares with both ends") {
    CHECK(differences({
              {"income between 1 and 2", "boolean"},
              {"started between @\"2019-01-01\" and today()", "boolean"},
              {"level between \"low\" and \"middle\"", "boolean"},
              {"bonus between 1 and 2", "boolean?"},
              {"income between 1 and bonus", "boolean?"},
              {"income between 1 and heads", "unit_mismatch_comparison"},
              {"income between \"a\" and 2", "cannot_compare"},
              {"county between \"east\" and \"west\"", "not_ordered"},
          }) == "");
  }

  TEST_CASE("and, or, not take booleans and are null as Kleene has it") {
    CHECK(differences({
              {"poor and income > 5", "boolean"},
              {"poor or marked", "boolean?"},
              {"not(poor)", "boolean"},
              {"not(marked)", "boolean?"},
              {"poor and 1", "operand_not_boolean"},
              {"village or poor", "operand_not_boolean"},
              {"not(income)", "operand_not_boolean"},
              {"1 and village", "operand_not_boolean operand_not_boolean"},
          }) == "");
  }

  TEST_CASE("the branches of if fit each other, whichever says more") {
    CHECK(differences({
              {"if poor then income else 0", "CNY/month"},
              {"if poor then 0 else income", "CNY/month"},
              {"if poor then 1 else 2", "number"},
              {"if poor then county else \"west\"", "county"},
              {"(if poor then \"east\" else \"west\") = county", "boolean"},
              {"if poor then null else 1", "number?"},
              {"if poor then bonus else income", "CNY/month?"},
              {"if poor then [] else scores", "list of number"},
              {"if poor then scores else []", "list of number"},
              {"if poor then [] else null", "list of null?"},
              {"if poor then persons.wage else [0]", "list of CNY/month"},
              {"(if poor then {a: 1} else {a: bonus}).a", "CNY/month?"},
              {"if poor then income else yearly", "unit_mismatch"},
              {"if poor then \"a\" else 1", "type_mismatch"},
              {"if poor then scores else visits", "type_mismatch"},
              {"if poor then {a: 1} else {b: 1}", "type_mismatch"},
              {"if poor then county else \"mars\"", "unknown_member"},
              {"if marked then 1 else 2", "condition_may_be_null"},
              {"if income then 1 else 2", "condition_not_boolean"},
          }) == "");
  }

  TEST_CASE("elements that may be null in one branch may be null in the whole") {
    CHECK(said("sum(if poor then persons.wage else [bonus])") == "CNY/month?");
    CHECK(said("sum(if poor then [bonus, 1] else [2])") == "CNY/month?");
    CHECK(said("max(if poor then scores else [])") == "list_may_be_empty");
    CHECK(said("max(if poor then [] else scores)") == "list_may_be_empty");
  }

  TEST_CASE("in tests against values, ranges, comparisons, lists and conditions") {
    CHECK(differences({
              {"income in (5, 10)", "boolean"},
              {"income in (< 5, >= 10)", "boolean"},
              {"income in [1..5)", "boolean"},
              {"heads in scores", "boolean"},
              {"income in persons.wage", "boolean"},
              {"heads in [[1..2], [5..6]]", "boolean"},
              {"started in [@\"2019-01-01\"..today()]", "boolean"},
              {"county in (\"east\", \"west\")", "boolean"},
              {"level in (>= \"middle\")", "boolean"},
              {"income in (? * 2 > 5)", "boolean"},
              {"poor in (true)", "boolean"},
              {"income in (heads)", "unit_mismatch_comparison"},
              {"income in [heads..5]", "unit_mismatch_comparison"},
              {"heads in persons.wage", "type_mismatch"},
              {"village in scores", "type_mismatch"},
              {"village in [[1..2]]", "type_mismatch"},
              {"income in [[heads..2]]", "type_mismatch"},
              {"county in (\"wst\")", "unknown_member"},
              {"county in (east)", "unknown_name"},
              {"county in (< \"west\")", "not_ordered"},
              {"income in (village)", "cannot_compare"},
          }) == "");
  }

  TEST_CASE("in may be null where a range or a comparison meets null") {
    CHECK(differences({
              {"bonus in (5, 10)", "boolean"},
              {"bonus in (null)", "boolean"},
              {"bonus in [1, 2]", "boolean"},
              {"bonus in (< 5)", "boolean?"},
              {"bonus in [1..5]", "boolean?"},
              {"income in (< bonus)", "boolean?"},
              {"income in [bonus..5]", "boolean?"},
              {"income in (? > bonus)", "boolean?"},
              {"bonus in (? > 5)", "boolean?"},
              {"bonus in (? != null)", "boolean"},
          }) == "");
  }

  TEST_CASE("instance of asks for the kind, and for not being null") {
    CHECK(differences({
              {"income instance of number", "boolean"},
              {"bonus instance of number", "boolean"},
              {"village instance of string", "boolean"},
              {"scores instance of list<number>", "boolean"},
          }) == "");
  }
}
