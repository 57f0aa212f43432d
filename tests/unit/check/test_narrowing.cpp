// tests/unit/check/test_narrowing.cpp - which guards show that something is not null, and where they end.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

/// A rule of the person, read by `r`.
Village of_person(std::string_view formula) {
  Village village;
  village.person_rules = "p:\n  formula: |\n" + indented(formula, 4);
  return with_formula("count(persons.p)", std::move(village));
}

Village with_table(std::string_view grid) {
  Village village;
  village.household_rules = "r:\n  table: |\n" + indented(grid, 4);
  return village;
}

}  // namespace

TEST_SUITE("check/narrowing") {
  TEST_CASE("and, or and if guard what stands behind them") {
    CHECK(differences({
              {"bonus != null and bonus > 5", "boolean"},
              {"null != bonus and bonus > 5", "boolean"},
              {"bonus = null or bonus > 5", "boolean"},
              {"if bonus = null then 0 else bonus", "CNY/month"},
              {"if bonus != null then bonus else 0", "CNY/month"},
              {"if not(bonus = null) then bonus else 0", "CNY/month"},
              {"if bonus = null or poor then 0 else bonus", "CNY/month"},
              {"if bonus != null and ended != null and bonus > 5 then ended else today()", "date"},
              {"if ended != null and poor then ended else today()", "date"},
              {"bonus != null and poor and bonus > 5", "boolean"},
              {"otherwise(bonus, 0)", "CNY/month"},
              {"otherwise(bonus, income)", "CNY/month"},
              {"marked != null and marked", "boolean"},
              {"if bonus instance of number then bonus else 0", "CNY/month"},
          }) == "");
  }

  TEST_CASE("a guard shows nothing where it may not hold") {
    CHECK(differences({
              {"bonus > 5 and bonus != null", "boolean?"},
              {"bonus != null or bonus > 5", "boolean?"},
              {"bonus = null and bonus > 5", "boolean?"},
              {"if bonus = null then bonus else 0", "CNY/month?"},
              {"if bonus != null or poor then bonus else 0", "CNY/month?"},
              {"if bonus = null and poor then 0 else bonus", "CNY/month?"},
              {"(bonus != null and poor) = (bonus > 5)", "boolean"},
              {"(if bonus != null then 1 else 2) + bonus", "CNY/month?"},
              {"if ended != null then bonus else 0", "CNY/month?"},
              {"if bonus = 5 then bonus else 0", "CNY/month?"},
              {"otherwise(bonus, null)", "CNY/month?"},
              {"otherwise(null, bonus)", "CNY/month?"},
          }) == "");
  }

  TEST_CASE("a link is guarded before what it leads to is read") {
    CHECK(codes_of(of_person("cares_for != null and cares_for.wage > 5").load()) == "");
    CHECK(codes_of(of_person("cares_for = null or cares_for.wage > 5").load()) == "");
    CHECK(codes_of(of_person("if cares_for = null then 0 else cares_for.wage").load()) == "");
    CHECK(codes_of(of_person("cares_for != null and cares_for.pension != null and cares_for.pension > 5")
                       .load()) == "");
    const LoadedPack unguarded = of_person("cares_for.wage").load();
    CHECK(codes_of(unguarded) == "rule_may_be_null");
    CHECK(argument(unguarded, text::Code::rule_may_be_null, "operand") == "cares_for");
    CHECK(hinted(unguarded, text::Hint::guard_against_null, "operand") == "cares_for");
    CHECK(codes_of(of_person("cares_for != null and cares_for.pension > 5").load()) == "rule_may_be_null");
    CHECK(codes_of(of_person("cares_for.wage != null and cares_for.wage > 5").load()) == "");
    CHECK(codes_of(of_person("pension != null and cares_for != null and cares_for.pension > 5").load()) ==
          "rule_may_be_null");
  }

  TEST_CASE("a filter guards its own condition, and the members that it leaves") {
    CHECK(differences({
              {"persons[pension != null and pension > 5]", "list of person"},
              {"persons[pension > 5]", "condition_may_be_null"},
              {"total(persons[pension != null].pension)", "CNY/month"},
              {"total(persons[wage > 5][pension != null].pension)", "CNY/month"},
              {"total(persons[pension != null][wage > 5].pension)", "CNY/month"},
              {"total(persons[pension != null and wage > 5].pension)", "CNY/month"},
              {"total(for p in persons[pension != null] return p.pension)", "CNY/month"},
              {"every p in persons[pension != null] satisfies p.pension > 5", "boolean"},
              {"total(persons[wage > 5].pension)", "CNY/month?"},
              {"total(persons[pension = null].pension)", "CNY/month?"},
              {"total(persons[pension != null or wage > 5].pension)", "CNY/month?"},
              {"total(persons[cares_for != null].pension)", "CNY/month?"},
              {"every p in persons satisfies p.pension > 5", "condition_may_be_null"},
              {"some p in persons satisfies p.pension != null and p.pension > 5", "boolean"},
              {"some p in persons[pension != null], q in persons satisfies q.pension > 5",
               "condition_may_be_null"},
          }) == "");
  }

  TEST_CASE("count shows that a list has members") {
    CHECK(differences({
              {"if count(visits) > 0 then max(visits) else started", "date"},
              {"if count(visits) = 0 then started else max(visits)", "date"},
              {"if count(visits) >= 1 then max(visits) else started", "date"},
              {"if count(persons[wage > 5]) > 0 then max(persons[wage > 5].wage) else income", "CNY/month"},
              {"if count(visits) > 0 then started else max(visits)", "list_may_be_empty"},
              {"if count(visits) >= 0 then max(visits) else started", "list_may_be_empty"},
              {"if count(persons[wage > 5]) > 0 then max(persons[wage > 6].wage) else income",
               "list_may_be_empty"},
          }) == "");
  }

  TEST_CASE("two filters of one text are the same only if their variables are") {
    CHECK(said("for heads in scores return if count(persons[wage > heads * line]) > 0 then "
               "max(persons[wage > heads * line].wage) else 0") == "list of CNY/month");
    CHECK(said("if count(persons[wage > heads * line]) > 0 then "
               "(for heads in scores return max(persons[wage > heads * line].wage)) else []") ==
          "list_may_be_empty");
  }

  TEST_CASE("the name of what is null is said, or how to replace it") {
    const LoadedPack named = with_formula("if bonus > 5 then 1 else 2").load();
    CHECK(argument(named, text::Code::condition_may_be_null, "operand") == "bonus");
    CHECK(hinted(named, text::Hint::guard_against_null, "operand") == "bonus");
    Village village;
    village.household_rules = "r: {formula: bonus}\n";
    CHECK(codes_of(village.load()) == "rule_may_be_null");
    village.household_rules = "r:\n  formula: if poor then null else 1\n";
    CHECK(codes_of(village.load()) == "rule_may_be_null");
  }

  TEST_CASE("a cell on a column shows that it is not null in its row") {
    CHECK(codes_of(with_table("first | bonus  || r\na | < 5 || bonus\nb | >= 5 || bonus * 2\nc | null || 0\n")
                       .load()) == "");
    CHECK(codes_of(with_table("first | bonus || r\na | != null || bonus\nb | - || 0\n").load()) == "");
    CHECK(codes_of(with_table("first | bonus || r\na | not(null) || bonus\nb | - || 0\n").load()) == "");
    CHECK(codes_of(with_table("first | bonus || r\na | [1..5] || bonus\nb | - || 0\n").load()) == "");
    CHECK(codes_of(with_table("first | bonus || r\na | null || 0\nb | - || bonus\n").load()) ==
          "rule_may_be_null");
    CHECK(codes_of(with_table("first | bonus || r\na | not(5) || bonus\nb | - || 0\n").load()) ==
          "rule_may_be_null");
    CHECK(codes_of(with_table("first | bonus || r\na | < 5, null || bonus\nb | - || 0\n").load()) ==
          "rule_may_be_null");
    CHECK(codes_of(with_table("first | when || r\na | bonus != null || bonus\nb | - || 0\n").load()) == "");
    CHECK(codes_of(
              with_table("first | bonus | when || r\na | < 5 | bonus > 2 || 1\nb | - | - || 0\n").load()) ==
          "");
    CHECK(codes_of(with_table("first | when || r\na | bonus > 2 || 1\nb | - || 0\n").load()) ==
          "condition_may_be_null");
  }
}
