// tests/unit/check/test_infer_calls.cpp - functions of FEEL and of the pack: arguments, results, null, what is refused.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

TEST_SUITE("check/infer_calls") {
  TEST_CASE("aggregates work on one list or on scalars, of one type") {
    CHECK(differences({
              {"sum(persons.wage)", "CNY/month"},
              {"sum(income, 5)", "CNY/month"},
              {"max(income, 0)", "CNY/month"},
              {"min(started, today())", "date"},
              {"max(level, \"high\")", "level"},
              {"max(persons.born)", "date"},
              {"min([\"a\", \"b\"])", "text"},
              {"mean(persons.wage)", "CNY/month"},
              {"median(scores)", "number"},
              {"mode(scores)", "list of number"},
              {"stddev(scores)", "number"},
              {"product(scores)", "number"},
              {"all([poor, true])", "boolean"},
              {"any(for p in persons return p.wage > 5)", "boolean"},
              {"total(persons.wage)", "CNY/month"},
              {"total(visits.year)", "number"},
              {"total([stay])", "days and time duration"},
              {"max(income, heads)", "unit_mismatch"},
              {"max(1, \"a\")", "type_mismatch"},
              {"max(county, \"west\")", "not_ordered"},
              {"max(poor, true)", "not_ordered"},
              {"max(persons)", "not_ordered"},
              {"sum(visits)", "list_may_be_empty"},
              {"sum(persons)", "argument_type"},
              {"all(persons.wage)", "argument_type"},
              {"total(income)", "argument_type"},
              {"product(persons.wage)", "unit_mismatch"},
              {"sum()", "wrong_arguments"},
          }) == "");
  }

  TEST_CASE("aggregates of what may be empty are refused, and say what to use") {
    CHECK(differences({
              {"max(visits)", "list_may_be_empty"},
              {"min(persons[wage > 5].wage)", "list_may_be_empty"},
              {"mean(visits.year)", "list_may_be_empty"},
              {"sum([])", "list_may_be_empty"},
              {"total([])", "argument_type"},
              {"max(append(visits, started))", "date"},
              {"max(concatenate(visits, [started]))", "date"},
              {"max(concatenate(visits, visits))", "list_may_be_empty"},
              {"max(distinct values(scores))", "number"},
              {"max(remove(scores, 1))", "list_may_be_empty"},
              {"max(reverse(scores))", "number"},
              {"all([])", "argument_type"},
              {"all(for p in persons[wage > 5] return p.wage > 6)", "boolean"},
          }) == "");
    CHECK(hinted(with_formula("sum(visits.year)").load(), text::Hint::use_total, "") == "");
    CHECK(hinted(with_formula("max(visits)").load(), text::Hint::guard_against_empty, "") == "");
  }

  TEST_CASE("null in a list, or for a list, makes the result nullable") {
    CHECK(differences({
              {"sum(persons.pension)", "CNY/month?"},
              {"max(income, bonus)", "CNY/month?"},
              {"count(persons.pension)", "number"},
              {"count(if poor then scores else null)", "number?"},
              {"sum(if poor then scores else null)", "number?"},
              {"reverse(if poor then scores else null)", "list of number?"},
              {"(if poor then scores else null)[1]", "number?"},
              {"(if poor then persons else null).wage", "list of CNY/month?"},
              {"concatenate(scores, if poor then scores else null)", "list of number?"},
              {"sort(persons.pension)", "list of CNY/month?"},
              {"sum(append(scores, if poor then 1 else null))", "number?"},
              {"sum(insert before(scores, 1, if poor then 1 else null))", "number?"},
              {"sum(list replace(scores, 1, if poor then 1 else null))", "number?"},
              {"sum(append(scores, heads / 3))", "quotients_summed"},
              {"total(persons.cares_for.wage)", "CNY/month?"},
              {"total(persons[cares_for != null].cares_for.wage)", "CNY/month"},
              {"otherwise(if poor then scores else null, [])", "list of number"},
          }) == "");
  }

  TEST_CASE("functions of lists keep or take their order") {
    CHECK(differences({
              {"count(persons)", "number"},
              {"list contains(scores, 5)", "boolean"},
              {"append(scores, 1)", "list of number"},
              {"concatenate(scores, [1])", "list of number"},
              {"union(persons, persons[wage > 5])", "list of person"},
              {"distinct values(persons.sex)", "list of text"},
              {"flatten([[1], [2]])", "list of number"},
              {"sort(scores)", "list of number"},
              {"sort(scores, function(a, b) a > b)", "list of number"},
              {"sort(list: scores, precedes: function(a, b) a > b)", "list of number"},
              {"reverse(scores)", "list of number"},
              {"index of(scores, 1)", "list of number"},
              {"sublist(scores, 1, 2)", "list of number"},
              {"remove(scores, 1)", "list of number"},
              {"insert before(scores, 1, 5)", "list of number"},
              {"list replace(scores, 1, 5)", "list of number"},
              {"string join([\"a\"], \"b\")", "text"},
              {"count(income)", "argument_type"},
              {"list contains(scores, \"a\")", "type_mismatch"},
              {"append(persons.wage, heads)", "unit_mismatch"},
              {"concatenate(scores, persons.wage)", "type_mismatch"},
              {"concatenate(scores, visits)", "type_mismatch"},
              {"sort(persons)", "not_ordered"},
              {"sort(persons, function(a) a.wage)", "function_not_a_value"},
              {"sort(persons, function(a, b) a.pension < b.pension)", "condition_may_be_null"},
              {"sort(persons, function(a, b) a.wage)", "condition_not_boolean"},
              {"reverse(persons)", "list_needs_order"},
              {"sublist(persons, 1)", "list_needs_order"},
              {"index of(persons, null)", "list_needs_order"},
              {"string join(persons.sex)", "list_needs_order"},
              {"max(function(a) a)", "function_not_a_value"},
          }) == "");
  }

  TEST_CASE("rounding keeps the unit and takes a plain whole scale") {
    CHECK(differences({
              {"round half up(income, 2)", "CNY/month"},
              {"round up(income / 3, 0)", "CNY/month"},
              {"decimal(n: income, scale: 2)", "CNY/month"},
              {"floor(income)", "CNY/month"},
              {"ceiling(income, 1)", "CNY/month"},
              {"round half up(bonus, 2)", "CNY/month?"},
              {"abs(change)", "CNY/month"},
              {"abs(notice)", "years and months duration"},
              {"modulo(income, 100)", "CNY/month"},
              {"sqrt(heads)", "number"},
              {"odd(heads)", "boolean"},
              {"round half up(income, ratio)", "scale_not_whole"},
              {"round half up(income, line)", "unit_mismatch"},
              {"round half up(village, 2)", "argument_type"},
              {"decimal(n: income, scal: 2)", "wrong_arguments"},
              {"modulo(income, heads)", "unit_mismatch"},
              {"sqrt(income)", "unit_mismatch"},
              {"odd(village)", "argument_type"},
              {"abs(village)", "argument_type"},
          }) == "");
  }

  TEST_CASE("functions of texts, dates, ranges and contexts") {
    CHECK(differences({
              {"substring(village, 1, 2)", "text"},
              {"string length(village)", "number"},
              {"contains(village, \"a\")", "boolean"},
              {"upper case(village)", "text"},
              {"string(income)", "text"},
              {"number(village)", "number"},
              {"date(\"2019-01-01\")", "date"},
              {"date(heads, 1, 1)", "date"},
              {"duration(\"P1M\")", "years and months duration"},
              {"duration(\"P1D\")", "days and time duration"},
              {"years and months duration(started, today())", "years and months duration"},
              {"day of week(started)", "text"},
              {"day of year(started)", "number"},
              {"full_years(started)", "number"},
              {"full_years(ended)", "number?"},
              {"full_years_from_next_month(started)", "number"},
              {"before(1, 2)", "boolean"},
              {"before(started, today())", "boolean"},
              {"get value({a: 1}, \"a\")", "number"},
              {"get entries({a: 1, b: 2})", "list of context"},
              {"is(1, \"a\")", "boolean"},
              {"substring(village, income)", "unit_mismatch"},
              {"contains(village, 1)", "argument_type"},
              {"date(income, 1, 1)", "unit_mismatch"},
              {"date(1)", "argument_type"},
              {"duration(village)", "literal_argument_needed"},
              {"duration(\"x\")", "bad_temporal"},
              {"full_years(notice)", "argument_type"},
              {"before(income, yearly)", "argument_type"},
              {"before(1, started)", "argument_type"},
              {"before(poor, true)", "argument_type"},
              {"before(persons, persons)", "argument_type"},
              {"before(county, county)", "argument_type"},
              {"get value({a: 1}, \"b\")", "unknown_member_of"},
              {"get value({a: 1}, village)", "literal_argument_needed"},
              {"get entries({a: 1, b: \"x\"})", "argument_type"},
              {"nothere(1)", "unknown_function"},
              {"now()", "now_is_not_allowed"},
          }) == "");
    CHECK(hinted(with_formula("rund up(1, 0)").load(), text::Hint::did_you_mean, "name") == "round up");
  }

  TEST_CASE("otherwise replaces null by something that fits") {
    CHECK(differences({
              {"otherwise(bonus, 0)", "CNY/month"},
              {"otherwise(bonus, bonus)", "CNY/month?"},
              {"otherwise(ended, today())", "date"},
              {"otherwise(bonus, heads)", "unit_mismatch"},
              {"otherwise(bonus, \"x\")", "type_mismatch"},
          }) == "");
  }

  TEST_CASE("a function of the pack is typed for each call") {
    Village village;
    village.functions = R"(above:
  parameters: {amount: {type: number, unit: CNY/month}, line_of: {type: number, unit: CNY/month}}
  formula: max(amount - line_of, 0)
twice:
  parameters: {amount: {type: number, unit: CNY/month}}
  formula: above(amount, line) * 2
older:
  parameters: {day: {type: date}, age: number}
  type: boolean
  formula: full_years(day) >= age
named:
  parameters: {where_to: {type: county}}
  formula: if where_to = "east" then 1 else 2
)";
    CHECK(differences(
              {
                  {"above(income, line)", "CNY/month"},
                  {"above(income, 100)", "CNY/month"},
                  {"above(line_of: 100, amount: income)", "CNY/month"},
                  {"twice(income) + twice(line)", "CNY/month"},
                  {"older(started, 60)", "boolean"},
                  {"persons[older(born, 60)]", "list of person"},
                  {"named(county)", "number"},
                  {"named(\"west\")", "number"},
                  {"twice(bonus)", "CNY/month?"},
                  {"above(income, yearly)", "unit_mismatch"},
                  {"above(income)", "wrong_arguments"},
                  {"above(income, line, 1)", "wrong_arguments"},
                  {"above(amount: income, lin: 1)", "wrong_arguments"},
                  {"older(income, 60)", "type_mismatch"},
                  {"named(\"mars\")", "unknown_member"},
                  {"above", "unknown_name"},
              },
              village) == "");
    CHECK(hinted(with_formula("above", village).load(), text::Hint::call_needs_brackets, "name") == "above");
  }

  TEST_CASE("a function is checked whether or not it is called, and its faults are said once") {
    Village village;
    village.functions = "f:\n  parameters: {a: number}\n  formula: a + wage\n";
    CHECK(said("1", village) == "unknown_name");
    CHECK(said("f(1) + f(2)", village) == "unknown_name");
    CHECK(with_formula("f(1) + f(2)", village).load().diagnostics.error_count() == 1);
    village.functions = "f:\n  parameters: {a: number}\n  type: text\n  formula: a + 1\n";
    CHECK(said("1", village) == "type_mismatch");
    village.functions = "f:\n  parameters: {a: {type: numbr}}\n  formula: a + 1\n";
    CHECK(said("f(1)", village) == "unknown_type");
  }

  TEST_CASE("a function may read parameters of the pack and nothing else around it") {
    Village village;
    village.functions = "f:\n  parameters: {a: {type: number, unit: CNY/month}}\n  formula: a + line\n";
    CHECK(said("f(income)", village) == "CNY/month");
    for (const char* name : {"income", "persons", "household.income", "state", "members"}) {
      village.functions = "f:\n  parameters: {a: number}\n  formula: count([a, " + std::string{name} + "])\n";
      CHECK(said("f(1)", village) == "unknown_name");
    }
  }

  TEST_CASE("functions cannot call themselves, directly or through others") {
    Village village;
    village.functions = "f:\n  parameters: {a: number}\n  formula: f(a - 1)\n";
    CHECK(said("f(1)", village) == "function_calls_itself");
    village.functions =
        "f:\n  parameters: {a: number}\n  formula: g(a)\ng:\n  parameters: {a: number}\n  formula: f(a)\n";
    CHECK(said("1", village) == "function_calls_itself");
    village.functions =
        "f:\n  parameters: {a: number}\n  formula: g(a) + 1\ng:\n  parameters: {a: number}\n  formula: a * "
        "2\n";
    CHECK(said("f(f(g(f(1))))", village) == "number");
  }
}
