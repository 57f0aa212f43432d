// tests/unit/explain/test_builtins.cpp - the functions of FEEL and of doudi, on values and at their limits.
#include <algorithm>

#include <doctest/doctest.h>

#include "doudi/model/builtin_table.hpp"

#include "../check/decision_building.hpp"
#include "explain/builtins.hpp"
#include "trial.hpp"

using doudi::testing::formula_value;

namespace {

[[nodiscard]] std::string value(std::string_view formula) {
  return formula_value(formula);
}

[[nodiscard]] std::string by_standard(std::string_view formula) {
  using namespace doudi::check::testing;
  return decided(ModelUnderTest{}.decision("d", formula), "d");
}

}  // namespace

TEST_SUITE("explain/builtins") {
  TEST_CASE("every function has an implementation") {
    using namespace doudi::explain;
    using doudi::model::Builtin;
    for (const auto& definition : doudi::model::builtin_definitions()) {
      bool found = definition.builtin == Builtin::otherwise;  // the evaluator's own
      for (const auto& functions :
           {number_functions(), text_functions(), list_functions(), aggregate_functions(), date_functions(),
            range_functions(), context_functions()}) {
        found = found || std::any_of(functions.begin(), functions.end(), [&](const BuiltinFunction& each) {
                  return each.builtin == definition.builtin;
                });
      }
      CHECK_MESSAGE(found, definition.name);
    }
  }

  TEST_CASE("rounding, in every mode that DMN has") {
    CHECK(value("decimal(2.5, 0)") == "2");
    CHECK(value("decimal(1 / 3, 2)") == "0.33");
    CHECK(value("floor(-1.5)") == "-2");
    CHECK(value("floor(1.56, 1)") == "1.5");
    CHECK(value("ceiling(-1.5)") == "-1");
    CHECK(value("round up(1.121, 2)") == "1.13");
    CHECK(value("round down(-1.129, 2)") == "-1.12");
    CHECK(value("round half up(-2.5, 0)") == "-3");
    CHECK(value("round half down(2.5, 0)") == "2");
    CHECK(value("round up(155, -1)") == "160");
  }

  TEST_CASE("numbers") {
    CHECK(value("abs(-3)") == "3");
    CHECK(value("modulo(-12, 5)") == "3");
    CHECK(value("modulo(12, -5)") == "-3");
    CHECK(value("modulo(12, 0)") == "failed: division_by_zero");
    CHECK(value("sqrt(16)") == "4");
    CHECK(value("log(0)") == "failed: number_out_of_domain");
    CHECK(value("odd(3)") == "true");
    CHECK(value("even(-2)") == "true");
    CHECK(value("odd(2.5)") == "false");
    CHECK(value("number(\"1 500,25\", \" \", \",\")") == "1500.25");
    CHECK(value("number(\"abc\")") == "failed: text_is_no_number");
  }

  TEST_CASE("texts are counted in characters, not in bytes") {
    CHECK(value("string length(\"低保a\")") == "3");
    CHECK(value("substring(\"最低生活保障\", 3, 2)") == "生活");
    CHECK(value("substring(\"最低生活保障\", -2)") == "保障");
    CHECK(value("substring(\"abc\", 0)") == "failed: index_out_of_range");
    CHECK(value("substring(\"abc\", 9)") == "");
    CHECK(value("upper case(\"aé\")") == "AÉ");
    CHECK(value("substring before(\"a-b\", \"-\")") == "a");
    CHECK(value("substring after(\"a-b\", \"-\")") == "b");
    CHECK(value("substring after(\"a-b\", \"x\")") == "");
    CHECK(value("contains(\"突泉县\", \"泉\")") == "true");
    CHECK(value("starts with(\"突泉县\", \"泉\")") == "false");
    CHECK(value("ends with(\"突泉县\", \"县\")") == "true");
    CHECK(value("string join([\"a\", \"b\"], \", \")") == "a, b");
    CHECK(value("string(12.50)") == "12.5");
    CHECK(value("string(@\"2019-06-01\")") == "2019-06-01");
  }

  TEST_CASE("many values made one") {
    CHECK(value("count([1, 2, 2])") == "3");
    CHECK(value("max(1, 3, 2)") == "3");
    CHECK(value("min([@\"2019-06-01\", @\"2018-06-01\"])") == "2018-06-01");
    CHECK(value("sum([1, 2.5])") == "3.5");
    CHECK(value("total([1][item > 1])") == "0");
    CHECK(value("mean([1, 2])") == "1.5");
    CHECK(value("median([8, 2, 5, 3])") == "4");
    CHECK(value("mode([6, 3, 9, 6, 6])") == "[6]");
    CHECK(value("mode([6, 1, 9, 6, 1])") == "[1, 6]");
    CHECK(value("stddev([2, 4])") == "1.414213562373095048801688724209698");
    CHECK(value("product([2, 3, 4])") == "24");
    CHECK(value("all([true, false])") == "false");
    CHECK(value("any([false, true])") == "true");
  }

  TEST_CASE("lists asked and changed") {
    CHECK(value("list contains([1, 2], 2)") == "true");
    CHECK(value("sublist([1, 2, 3], 2)") == "[2, 3]");
    CHECK(value("sublist([1, 2, 3], -2, 1)") == "[2]");
    CHECK(value("sublist([1, 2, 3], 2, 5)") == "failed: index_out_of_range");
    CHECK(value("append([1], 2, 3)") == "[1, 2, 3]");
    CHECK(value("concatenate([1], [2], [1])") == "[1, 2, 1]");
    CHECK(value("union([1], [2], [1])") == "[1, 2]");
    CHECK(value("insert before([1, 3], 2, 2)") == "[1, 2, 3]");
    CHECK(value("insert before([1, 3], 3, 2)") == "[1, 3, 2]");
    CHECK(value("remove([1, 2, 3], -1)") == "[1, 2]");
    CHECK(value("list replace([1, 2, 3], 2, 9)") == "[1, 9, 3]");
    CHECK(value("reverse([1, 2])") == "[2, 1]");
    CHECK(value("index of([1, 2, 1], 1)") == "[1, 3]");
    CHECK(value("distinct values([1, 2, 1.0])") == "[1, 2]");
    CHECK(value("flatten([[1], [2, 3]])") == "[1, 2, 3]");
    CHECK(value("sort([3, 1, 2])") == "[1, 2, 3]");
    CHECK(value("sort([3, 1, 2], function(first, second) first > second)") == "[3, 2, 1]");
    CHECK(value("[1, 2, 3][-1]") == "3");
    CHECK(value("[1, 2, 3][4]") == "failed: index_out_of_range");
    CHECK(value("[1, 2, 3][item > 1]") == "[2, 3]");
    CHECK(value("for i in 1..3 return i * i") == "[1, 4, 9]");
    CHECK(value("for i in 3..1 return i") == "[3, 2, 1]");
    CHECK(value("for i in [1, 2], k in [10, 20] return i + k") == "[11, 21, 12, 22]");
  }

  TEST_CASE("dates and ages") {
    CHECK(value("today()") == "2019-06-15");
    CHECK(value("date(2019, 2, 28)") == "2019-02-28");
    CHECK(value("date(2019, 2, 29)") == "failed: no_such_date");
    CHECK(value("date(\"2019-02-28\")") == "2019-02-28");
    CHECK(value("years and months duration(@\"2011-12-22\", @\"2013-08-24\")") == "P1Y8M");
    CHECK(value("years and months duration(@\"2011-12-22\", @\"2013-08-24\").years") == "1");
    CHECK(value("day of year(@\"2019-09-17\")") == "260");
    CHECK(value("day of week(@\"2019-09-17\")") == "Tuesday");
    CHECK(value("month of year(@\"2019-09-17\")") == "September");
    CHECK(value("week of year(@\"2003-12-29\")") == "1");
    CHECK(value("week of year(@\"2005-01-01\")") == "53");
    CHECK(value("full_years(@\"1959-06-15\")") == "60");
    CHECK(value("full_years(@\"1959-06-16\")") == "59");
    CHECK(value("full_years_from_next_month(@\"1959-06-01\")") == "59");
    CHECK(value("full_years_from_next_month(@\"1959-05-31\")") == "60");
    CHECK(value("@\"2019-06-15\".weekday") == "6");
    CHECK(value("@\"P1DT2H\".hours") == "2");
  }

  TEST_CASE("ranges") {
    CHECK(value("before(1, 10)") == "true");
    CHECK(value("before([1..10), 10)") == "true");
    CHECK(value("after([5..10], [1..5))") == "true");
    CHECK(value("meets([1..5], [5..10])") == "true");
    CHECK(value("meets([1..5), [5..10])") == "false");
    CHECK(value("met by([5..10], [1..5])") == "true");
    CHECK(value("overlaps([5..10], [1..6])") == "true");
    CHECK(value("overlaps before([1..5], [4..10])") == "true");
    CHECK(value("overlaps after([4..10], [1..5])") == "true");
    CHECK(value("finishes(10, [1..10])") == "true");
    CHECK(value("finished by([1..10], [5..10])") == "true");
    CHECK(value("includes([1..10], 5)") == "true");
    CHECK(value("during([4..6), [1..10])") == "true");
    CHECK(value("starts(1, (1..10])") == "false");
    CHECK(value("started by([1..10], [1..5])") == "true");
    CHECK(value("coincides([1..5], [1..5])") == "true");
    CHECK(value("5 in (> 3)") == "true");
    CHECK(value("[1..5].end") == "5");
  }

  TEST_CASE("contexts") {
    CHECK(value("{a: 1, b: 2}.b") == "2");
    CHECK(value("get value({a: 1, b: 2}, \"a\")") == "1");
    CHECK(value("get entries({a: 1, b: 2}).key") == "[a, b]");
    CHECK(value("{a: 1, b: 1 / 0}.a") == "1");
  }

  TEST_CASE("patterns: matches, replace and split") {
    CHECK(value("matches(\"foobar\", \"^fo*b\")") == "true");
    CHECK(value("matches(\"foobar\", \"^bar\")") == "false");
    CHECK(value("matches(\"FOO\", \"foo\", \"i\")") == "true");
    CHECK(value("matches(\"a\\nb\", \"^b$\", \"m\")") == "true");
    CHECK(value("matches(\"a\\nb\", \"a.b\", \"s\")") == "true");
    CHECK(value("matches(\"ab\", \" a b \", \"x\")") == "true");
    CHECK(value("matches(\"低保金\", \"^.保.$\")") == "true");
    CHECK(value("replace(\"banana\", \"an\", \"AN\")") == "bANANa");
    CHECK(value("replace(\"2019-06\", \"(\\d+)-(\\d+)\", \"$2/$1\")") == "06/2019");
    CHECK(value("replace(\"banana\", \"A\", \"o\", \"i\")") == "bonono");
    CHECK(value("split(\"a;b;;c\", \";\")") == "[a, b, , c]");
    CHECK(value("split(\"a1b22c\", \"\\d+\")") == "[a, b, c]");
    CHECK(value("split(\"abc\", \";\")") == "[abc]");
  }

  TEST_CASE("times, dates with times, and ranges of texts, by the standard's rules") {
    CHECK(by_standard("time(\"12:30:00\")") == "12:30:00");
    CHECK(by_standard("time(12, 30, 0)") == "12:30:00");
    CHECK(by_standard("time(12, 30, 0, duration(\"PT8H\"))") == "12:30:00+08:00");
    CHECK(by_standard("time(date and time(\"2019-06-15T12:30:00Z\"))") == "12:30:00Z");
    CHECK(by_standard("time(25, 0, 0)") == "null");
    CHECK(by_standard("time(\"12:60:00\")") == "null");
    CHECK(by_standard("date and time(\"2019-06-15T12:30:00\")") == "2019-06-15T12:30:00");
    CHECK(by_standard("date and time(date(\"2019-06-15\"), time(\"08:00:00\"))") == "2019-06-15T08:00:00");
    CHECK(by_standard("date and time(\"2019-06-15\")") == "2019-06-15T00:00:00");
    CHECK(by_standard("date and time(\"2019-06-31T00:00:00\")") == "null");
    CHECK(by_standard("date and time(\"2019-06-15T23:30:00Z\") + duration(\"PT1H\")") ==
          "2019-06-16T00:30:00Z");
    CHECK(by_standard("time(\"23:30:00\") + duration(\"PT1H\")") == "00:30:00");
    CHECK(by_standard("duration(\"P1Y2M\")") == "P1Y2M");
    CHECK(by_standard("duration(\"P1Y2D\")") == "null");
    CHECK(by_standard("range(\"[1..5)\") = [1..5)") == "true");
    CHECK(by_standard("range(\"[@\\\"2019-01-01\\\"..@\\\"2019-12-31\\\"]\").end") == "2019-12-31");
    CHECK(by_standard("range(\"[5..1]\")") == "null");
    CHECK(by_standard("range(\"1..5\")") == "null");
    CHECK(by_standard("today()") == "2019-06-15");
    CHECK(by_standard("now() instance of date and time") == "true");
    CHECK(by_standard("date(now()) = today()") == "true");
  }
}
