// tests/unit/syntax/test_parser.cpp - every construct of the grammar, and what binds how tightly.
#include <array>
#include <string_view>

#include <doctest/doctest.h>

#include "expression_tree.hpp"

using namespace doudi::syntax;

TEST_SUITE("syntax/parser") {
  TEST_CASE("operators bind as the grammar says") {
    CHECK(parsed("1 + 2 * 3 - x") == "(sum +- 1 (product * 2 3) x)");
    CHECK(parsed("a or b and c = d + e * f ** -g") ==
          "(or a (and b (comparison = c (sum + d (product * e (power f (negate g)))))))");
    CHECK(parsed("a * b + c or d") == "(or (sum + (product * a b) c) d)");
    CHECK(parsed("(a + b) * c") == "(product * (sum + a b) c)");
    CHECK(parsed("a - (b - c)") == "(sum - a (sum - b c))");
  }

  TEST_CASE("a chain of one operator is one node") {
    CHECK(parsed("a + b - c + d") == "(sum +-+ a b c d)");
    CHECK(parsed("a / b * c") == "(product /* a b c)");
    CHECK(parsed("a and b and c") == "(and a b c)");
    CHECK(parsed("a or b or c") == "(or a b c)");
    CHECK(parsed("a ** b ** c") == "(power a b c)");
  }

  TEST_CASE("a minus sign binds tighter than a power, and a spaced minus subtracts") {
    CHECK(parsed("-x ** 2") == "(power (negate x) 2)");
    CHECK(parsed("- -x") == "(negate (negate x))");
    CHECK(parsed("a -b") == "(sum - a b)");
    CHECK(parsed("a - -b") == "(sum - a (negate b))");
    CHECK(parsed("-x.y") == "(negate (path y x))");
    CHECK(parsed("-x instance of number") == "(negate (instance_of number x))");
  }

  TEST_CASE("the and of between belongs to it") {
    CHECK(parsed("x between 1 and 2 and b") == "(and (between x 1 2) b)");
    CHECK(parsed("a and x between b + 1 and c") == "(and a (between x (sum + b 1) c))");
  }

  TEST_CASE("in takes a test, or tests in parentheses") {
    CHECK(parsed("x in [1..2]") == "(in x (interval [] 1 2))");
    CHECK(parsed("x in < 5 and y") == "(and (in x (one_sided < 5)) y)");
    CHECK(parsed("x in (< 5, > 10, \"a\")") == "(in x (one_sided < 5) (one_sided > 10) \"a\")");
    CHECK(parsed("x in (1..2)") == "(in x (interval () 1 2))");
    CHECK(parsed("x in (1..2], y") == "E0178 error");
    CHECK(parsed("x in ((1..2), [3..4])") == "(in x (interval () 1 2) (interval [] 3 4))");
    CHECK(parsed("x in (a or b)") == "(in x (or a b))");
    CHECK(parsed("x in (a)[1] + 3 or b") == "(or (in x (sum + (filter a 1) 3)) b)");
    CHECK(parsed("x in xs.y") == "(in x (path y xs))");
    CHECK(parsed("x in (? > 5, null)") == "(in x (comparison > tested 5) null)");
  }

  TEST_CASE("brackets hold lists, intervals and groups") {
    CHECK(parsed("[]") == "list");
    CHECK(parsed("[1, 2]") == "(list 1 2)");
    CHECK(parsed("[1..2]") == "(interval [] 1 2)");
    CHECK(parsed("(1..2]") == "(interval (] 1 2)");
    CHECK(parsed("]1..2[") == "(interval () 1 2)");
    CHECK(parsed("[1..2)") == "(interval [) 1 2)");
    CHECK(parsed("[a[1]..b[2]]") == "(interval [] (filter a 1) (filter b 2))");
    CHECK(parsed("[[1..2], ]3..4], ]5..6[]") ==
          "(list (interval [] 1 2) (interval (] 3 4) (interval () 5 6))");
    CHECK(parsed("x in ]a..b[ and c") == "(and (in x (interval () a b)) c)");
    CHECK(parsed("[1..2].start included") == "(path start included (interval [] 1 2))");
    CHECK(parsed("((a))") == "a");
    CHECK(parsed("(< 5)") == "(one_sided < 5)");
    CHECK(parsed("(>= x + 1)") == "(one_sided >= (sum + x 1))");
    CHECK(parsed("[@\"2019-01-01\"..@\"2019-12-31\"]") ==
          "(interval [] (temporal 2019-01-01) (temporal 2019-12-31))");
  }

  TEST_CASE("paths, filters and calls follow each other") {
    CHECK(parsed("a.b.c") == "(path c (path b a))");
    CHECK(parsed("x[1].y") == "(path y (filter x 1))");
    CHECK(parsed("x[item > 5][1]") == "(filter (filter x (comparison > item 5)) 1)");
    CHECK(parsed("f(x).time offset") == "(path time offset (call f x))");
    CHECK(parsed("persons[wage < household.income].amount due") ==
          "(path amount due (filter persons (comparison < wage (path income household))))");
  }

  TEST_CASE("names are the longest runs of words that are no keywords") {
    CHECK(parsed("月 低保 标准 * 2") == "(product * 月 低保 标准 2)");
    CHECK(parsed("birth  date and age") == "(and birth date age)");
    CHECK(parsed("round\nhalf up(x, 2)") == "(call round half up x 2)");
    CHECK(parsed("index of(xs, x)") == "(call index of xs x)");
  }

  TEST_CASE("names of FEEL's own may hold a keyword") {
    CHECK(parsed("date and time(\"2020-01-01T00:00:00\")") == "(call date and time \"2020-01-01T00:00:00\")");
    CHECK(parsed("years and months duration(出生日期, 审核日期).years") ==
          "(path years (call years and months duration 出生日期 审核日期))");
    CHECK(parsed("days and time duration(\"P1D\")") == "(call days and time duration \"P1D\")");
    CHECK(parsed("a and date and time(b)") == "(and a (call date and time b))");
    CHECK(parsed("date and age") == "(and date age)");
    CHECK(parsed("not(a)") == "(call not a)");
  }

  TEST_CASE("arguments are positional or named") {
    CHECK(parsed("f()") == "(call f)");
    CHECK(parsed("f(a, b)") == "(call f a b)");
    CHECK(parsed("f(a: 1, b c: x + y)") == "(call f a: b c: 1 (sum + x y))");
  }

  TEST_CASE("contexts have names or texts for keys") {
    CHECK(parsed("{}") == "context");
    CHECK(parsed("{a: 1, \"b c\": 2, 人 数: {d: 3}}") == "(context a: b c: 人 数: 1 2 (context d: 3))");
  }

  TEST_CASE("if, for, some and every reach to the end") {
    CHECK(parsed("if a then b else if c then d else e + 1") == "(if a b (if c d (sum + e 1)))");
    CHECK(parsed("for x in 1..n, y in ys return x + y") == "(for x: y: (to 1 n) ys (sum + x y))");
    CHECK(parsed("some x in xs, y in ys satisfies x = y") == "(some x: y: xs ys (comparison = x y))");
    CHECK(parsed("every 成员 in 家庭.成员 satisfies 成员.年龄 >= 18 or b") ==
          "(every 成员: (path 成员 家庭) (or (comparison >= (path 年龄 成员) 18) b))");
    CHECK(parsed("a * (if b then c else 1)") == "(product * a (if b c 1))");
    CHECK(parsed("[for x in xs return x, 2]") == "(list (for x: xs x) 2)");
  }

  TEST_CASE("functions have parameters, with types or without") {
    CHECK(parsed("function() 1") == "(function 1)");
    CHECK(parsed("function(a, b: number) a + b") == "(function ,number a: b: (sum + a b))");
    CHECK(parsed("sort(xs, function(x, y) x < y)") == "(call sort xs (function x: y: (comparison < x y)))");
  }

  TEST_CASE("types are kept as the language writes them") {
    CHECK(parsed("x instance of list< number >") == "(instance_of list<number> x)");
    CHECK(parsed("x instance of date and time and y") == "(and (instance_of date and time x) y)");
    CHECK(parsed("x instance of years and months duration") == "(instance_of years and months duration x)");
    CHECK(parsed("x instance of context<a:number,b c:list<string>>") ==
          "(instance_of context<a: number, b c: list<string>> x)");
    CHECK(parsed("x instance of function<number>->string") == "(instance_of function<number> -> string x)");
    CHECK(parsed("x instance of function<>->Any") == "(instance_of function<> -> Any x)");
    CHECK(parsed("x.y instance of 金额 = true") == "(comparison = (instance_of 金额 (path y x)) true)");
  }

  TEST_CASE("literals") {
    CHECK(parsed("true = false") == "(comparison = true false)");
    CHECK(parsed("x != null") == "(comparison != x null)");
    CHECK(parsed("审核日期 + @\"P24M\"") == "(sum + 审核日期 (temporal P24M))");
    CHECK(parsed("? > 5") == "(comparison > tested 5)");
  }

  TEST_CASE("every formula of the example pack is read without a report") {
    constexpr std::array formulas{
        "full_years(birth_date)",
        "cares_for != null and (cares_for.severe or cares_for.seriously_ill)",
        "labour_coefficient * reference_income * (if caregiver then care_share else 1)",
        "max(wage * (1 - work_cost_share), imputed_income)",
        "round half up(max(household_income - 2 * standard * household_size, 0) * 0.25\n"
        "  / (household_size * supported_persons), 2)\n",
        "round half up(per month(dibao_standard), 2)",
        "per month(land_income) + total(obligors.support_due)",
        "round half up((total(persons.counted_income) + other_income) / count(persons), 2)",
        "total(members.counted_income) + other_income",
        "round half up(income / count(members), 2)",
        "persons",
        "severe or seriously_ill",
        "no_labour_capacity",
        "counted_income < standard",
        "not(has_able_supporter)",
        "round half up(per month(tekun_standard), 2)",
        "per_head < standard",
        "round up(standard * count(members) - income, 0)",
        "state = \"gradual_exit\"",
        "previous.amount",
        "per_capita_income < single_limit * standard",
        "round half up(standard * single_share, 2)",
        "list contains(previous.paid, \"tekun\") and sudden_hardship",
        "0",
        "dibao_whole.qualifies",
        "registered_poor and per_capita_income >= standard",
        "not(dibao_whole.qualifies) and dibao_single.qualifies",
        "months_in_state >= gradual_exit_months and not(stably_out_of_poverty)",
        "months_in_state >= gradual_exit_months and dibao_single.qualifies"};
    for (const std::string_view formula : formulas) {
      CAPTURE(formula);
      CHECK(reports(formula).empty());
    }
    CHECK(parsed(formulas[4]) ==
          "(call round half up (product */ (call max (sum - household_income (product ** 2 standard "
          "household_size)) 0) 0.25 (product * household_size supported_persons)) 2)");
  }

  TEST_CASE("a formula may run over several lines") {
    CHECK(parsed("\n  a +\n  b\n  * c\n") == "(sum + a (product * b c))");
  }
}
