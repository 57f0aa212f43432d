// tests/unit/check/test_infer_lists.cpp - lists, contexts, ranges, filters and iterations.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

TEST_SUITE("check/infer_lists") {
  TEST_CASE("an index that reads the item has no one value, so it is taken for a condition") {
    CHECK(said("[1, 2][item]") == "condition_not_boolean");
    CHECK(said("[[1], [2]][count(item)]") == "condition_not_boolean");
    CHECK(said("[1, 2][heads]") != "condition_not_boolean");
  }

  TEST_CASE("the elements of a list fit each other") {
    CHECK(differences({
              {"[1, income]", "list of CNY/month"},
              {"[income, 1]", "list of CNY/month"},
              {"[null, 1]", "list of number"},
              {"[county, \"west\"]", "list of county"},
              {"[\"west\", county]", "list of county"},
              {"[[], [1]]", "list of list of number"},
              {"[[1], []]", "list of list of number"},
              {"[]", "list of null"},
              {"[1, \"a\"]", "type_mismatch"},
              {"[income, yearly]", "unit_mismatch"},
              {"[scores, visits]", "type_mismatch"},
              {"[county, \"mars\"]", "unknown_member"},
          }) == "");
    CHECK(said("sum([null, 1])") == "number?");
    CHECK(said("sum([1, bonus])") == "CNY/month?");
  }

  TEST_CASE("contexts have the types of their entries, and later entries see earlier ones") {
    CHECK(differences({
              {"{a: income, b: a + 5}.b", "CNY/month"},
              {"{a: bonus}.a", "CNY/month?"},
              {"{a: {b: 1}}.a.b", "number"},
              {"[{a: 1}, {a: 2}].a", "list of number"},
              {"{a: b, b: 1}", "unknown_name"},
              {"{a: income}.c", "unknown_member_of"},
              {"[{a: 1}, {b: 2}]", "type_mismatch"},
          }) == "");
  }

  TEST_CASE("ranges are of one ordered kind and unit") {
    CHECK(differences({
              {"[1..2]", "range of number"},
              {"[1..income]", "range of CNY/month"},
              {"(started..today())", "range of date"},
              {"[\"a\"..\"b\"]", "range of text"},
              {"(< 5)", "range of number"},
              {"(>= income)", "range of CNY/month"},
              {"[1..2].start", "number?"},
              {"[1..2].start included", "boolean"},
              {"[started..1]", "cannot_compare"},
              {"[income..heads]", "unit_mismatch_comparison"},
              {"[poor..true]", "not_ordered"},
              {"(< poor)", "not_ordered"},
              {"(!= 5)", "not_a_value"},
              {"[1..null]", "null_ordered"},
          }) == "");
  }

  TEST_CASE("members are read through a list") {
    CHECK(differences({
              {"persons.wage", "list of CNY/month"},
              {"persons.born.year", "list of number"},
              {"persons.cares_for.wage", "list of CNY/month"},
              {"persons.plots", "list of list of plot"},
              {"flatten(persons.plots).area", "list of mu"},
              {"visits.year", "list of number"},
              {"persons.plots.area", "unknown_member_of"},
              {"persons.wag", "unknown_member_of"},
              {"income.year", "unknown_member_of"},
          }) == "");
    CHECK(hinted(with_formula("persons.wag").load(), text::Hint::did_you_mean, "name") == "wage");
  }

  TEST_CASE("a filter keeps members, sees their names and those around, and may leave none") {
    CHECK(differences({
              {"persons[wage > income]", "list of person"},
              {"persons[item.wage > income]", "list of person"},
              {"persons[wage > household.income].wage", "list of CNY/month"},
              {"scores[item > 5]", "list of number"},
              {"persons[count(plots[area > 1]) > 0]", "list of person"},
              {"max(persons.wage)", "CNY/month"},
              {"max(persons[wage > 5].wage)", "list_may_be_empty"},
              {"scores[\"a\"]", "condition_not_boolean"},
              {"income[1]", "not_a_list"},
              {"persons[wag > 5]", "unknown_name"},
          }) == "");
  }

  TEST_CASE("only a list with an order is indexed") {
    CHECK(differences({
              {"scores[1]", "number"},
              {"scores[-1]", "number"},
              {"visits[heads]", "date"},
              {"[income, 1][1]", "CNY/month"},
              {"sort(persons, function(a, b) a.wage < b.wage)[1]", "person"},
              {"sort(persons, function(a, b) a.wage < b.wage).wage[1]", "CNY/month"},
              {"sort(persons, function(a, b) a.wage < b.wage)[wage > 5][1]", "person"},
              {"(for s in scores return s * 2)[1]", "number"},
              {"[bonus, 1][1]", "CNY/month?"},
              {"scores[if poor then 1 else null]", "number?"},
              {"persons[1]", "list_has_no_order"},
              {"persons.wage[1]", "list_has_no_order"},
              {"persons[wage > 5][1]", "list_has_no_order"},
              {"(for p in persons return p.wage)[1]", "list_has_no_order"},
              {"scores[income]", "unit_mismatch"},
          }) == "");
    CHECK(hinted(with_formula("persons[1]").load(), text::Hint::sort_first, "") == "");
  }

  TEST_CASE("for runs over lists, numbers and days") {
    CHECK(differences({
              {"for p in persons return p.wage", "list of CNY/month"},
              {"for p in persons, q in p.plots return q.area * p.wage", "list of CNY*mu/month"},
              {"for i in 1..3 return i", "list of number"},
              {"for i in [1..heads] return i", "list of number"},
              {"for d in started..today() return d.year", "list of number"},
              {"for d in [@\"2019-01-01\"..@\"2019-01-05\"] return d", "list of date"},
              {"sum(for i in 1..3 return i)", "number"},
              {"sum(for s in scores return s)", "number"},
              {"sum(for p in persons return p.wage)", "CNY/month"},
              {"sum(for d in visits return d.year)", "list_may_be_empty"},
              {"for i in 1..income return i", "unit_mismatch"},
              {"for i in 1..village return i", "type_mismatch"},
              {"for d in started..5 return d", "type_mismatch"},
              {"for i in 1..(if poor then 1 else null) return i", "operand_may_be_null"},
              {"for d in ended..today() return d", "operand_may_be_null"},
              {"for i in (1..3] return i", "not_a_list"},
              {"for p in income return p", "not_a_list"},
              {"for p in (if poor then persons else null) return p", "operand_may_be_null"},
          }) == "");
  }

  TEST_CASE("partial is the list of the results so far, its type found from the branch without it") {
    CHECK(differences({
              {"for i in 1..4 return if i = 1 then 1 else partial[-1] * i", "list of number"},
              {"for i in 1..4 return count(partial)", "list of number"},
              {"for s in scores return if count(partial) = 0 then income else partial[-1] + s * line",
               "list of CNY/month"},
              {"for p in persons return if count(partial) = 0 then income else partial[-1] + p.wage",
               "list_has_no_order"},
              {"for i in 1..4 return if i = 1 then 1 else partial[-1] / 3", "list of number"},
              {"for i in 1..4 return partial", "partial_of_nothing"},
              {"for i in 1..4 return if i = 1 then income else partial[-1] * income", "unit_mismatch"},
              {"partial", "unknown_name"},
          }) == "");
    CHECK(said("(for i in 1..4 return if i = 1 then 1 else partial[-1] / 3)[1] * 2") ==
          "quotient_multiplied");
    CHECK(
        said("for i in 1..4 return if i = 1 then 1 else if i = 2 then null else otherwise(partial[-1], 0)") ==
        "list of number");
    CHECK(said("for i in 1..4 return if i = 1 then 1 else if i = 2 then null else -partial[1]") ==
          "list of number");
  }

  TEST_CASE("some and every need a condition that is never null") {
    CHECK(differences({
              {"some p in persons satisfies p.wage > 5", "boolean"},
              {"every p in persons, q in p.plots satisfies q.irrigated", "boolean"},
              {"some i in 1..3 satisfies i > heads", "boolean"},
              {"some p in persons satisfies p.wage", "condition_not_boolean"},
              {"some p in persons satisfies p.pension > 5", "condition_may_be_null"},
              {"every p in income satisfies true", "not_a_list"},
          }) == "");
  }
}
