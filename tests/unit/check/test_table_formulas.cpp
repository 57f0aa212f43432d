// tests/unit/check/test_table_formulas.cpp - what the analysis of tables sees in cells and conditions.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "table_builder.hpp"

using namespace doudi::check::testing;
using doudi::model::Cell;
using doudi::model::HitPolicy;
using doudi::model::Literal;
using doudi::model::LocalId;
using doudi::model::nullable;
using doudi::model::simple_type;
using doudi::model::Test;
using Said = std::vector<std::string>;

namespace {

Expression local(LocalId id, Type type) {
  Expression result = node(Operation::local, std::move(type));
  result.detail = id;
  return result;
}

Expression interval(const char* low, const char* high) {
  Expression result =
      node(Operation::interval, doudi::model::range_of(whole("0", "9")), {literal(low), literal(high)});
  result.detail = doudi::model::Bounds{.low_included = true, .high_included = false};
  return result;
}

Cell one_test(Test::Form form, Expression operand) {
  Test test;
  test.form = form;
  test.operands.push_back(std::move(operand));
  return cell({std::move(test)});
}

/// What a function with one parameter, `parameter >= 60`, becomes when it is called.
Expression is_old(Bench& bench, const Expression& age) {
  const LocalId parameter = bench.draft.new_local();
  Expression call =
      node(Operation::bind, simple_type(Kind::boolean),
           {age, compare(local(parameter, age.type), Comparison::greater_equal, literal("60"))});
  call.locals = {parameter};
  return call;
}

/// `some p in persons satisfies p.age > limit`, with a local of its own.
Expression somebody(Bench& bench, const Expression& persons, const char* limit) {
  const LocalId person = bench.draft.new_local();
  Expression some =
      node(Operation::some, simple_type(Kind::boolean),
           {persons, compare(local(person, whole("0", "150")), Comparison::greater, literal(limit))});
  some.locals = {person};
  return some;
}

}  // namespace

TEST_SUITE("check/table_formulas") {
  TEST_CASE("constant lists and ranges are taken apart") {
    Bench bench;
    bench.column("digit", whole("0", "9"));
    const Type digits = doudi::model::list_of(whole("0", "9"));
    bench.row("list",
              {one_test(Test::Form::in_list, node(Operation::list, digits, {literal("1"), literal("2")}))});
    bench.row("range", {one_test(Test::Form::in_range, interval("3", "8"))});
    bench.row("zero", {equal(literal("0"))});
    CHECK(bench.analyse() == Said{"gap_in_table: digit = 8"});
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("a list that is not constant is one condition") {
    Bench bench;
    bench.column("digit", whole("0", "9"));
    const Expression list = bench.fact("chosen", doudi::model::list_of(whole("0", "9")));
    bench.row("in", {one_test(Test::Form::in_list, list)});
    Cell out = one_test(Test::Form::in_list, list);
    out.negated = true;
    bench.row("out", {out});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("a condition on the tested value cuts that value's axis") {
    Bench bench;
    const Expression age = bench.column("age", whole("0", "150"));
    const Expression tested = local(bench.table.columns[0].tested, age.type);
    bench.row("old", {when(compare(literal("60"), Comparison::less_equal, tested))});
    bench.row("young", {less(literal("60"))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("an inlined function is seen through") {
    Bench bench;
    const Expression age = bench.column("age", whole("0", "150"));
    bench.when_column();
    bench.row("old", {dash(), when(is_old(bench, age))});
    bench.row("young", {less(literal("60")), when(denied(is_old(bench, age)))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("iterations are the same whatever their variables are called") {
    Bench bench;
    const Expression persons = bench.fact("persons", doudi::model::list_of(whole("0", "150")));
    bench.when_column();
    bench.row("some", {when(somebody(bench, persons, "60"))});
    bench.row("nobody", {when(denied(somebody(bench, persons, "60")))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    bench.row("others", {when(somebody(bench, persons, "61"))});
    CHECK(bench.analyse().size() == 2);
    CHECK_FALSE(bench.table.disjoint);
  }

  TEST_CASE("sums and products of constants are constants") {
    Bench bench;
    bench.column("wage", whole("0", "9000"));
    Expression product = node(Operation::product, whole("0", "9000"), {literal("2"), literal("500")});
    product.text = "*";
    bench.row("low", {less(product)});
    bench.row("high", {greater_equal(literal("1000"))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
  }

  TEST_CASE("two columns with the same input are one axis") {
    Bench bench;
    const Expression age = bench.column("age", whole("0", "150"));
    bench.column("age again", age);
    bench.row("young", {less(literal("60")), dash()});
    bench.row("old", {dash(), greater_equal(literal("60"))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("dates and durations have values between their constants") {
    Bench dates;
    dates.column("born", simple_type(Kind::date));
    dates.row("before", {less(literal(Literal{date("2000-01-01")}))});
    dates.row("after", {greater(literal(Literal{date("2000-01-02")}))});
    dates.row("first", {equal(literal(Literal{date("2000-01-01")}))});
    CHECK(dates.analyse() == Said{"gap_in_table: born = 2000-01-02"});
    Bench months;
    months.column("since", simple_type(Kind::years_months));
    months.row("short", {less_equal(literal(Literal{doudi::YearsMonths{12}}))});
    months.row("long", {greater_equal(literal(Literal{doudi::YearsMonths{14}}))});
    CHECK(months.analyse() == Said{"gap_in_table: since = P1Y1M"});
    Bench times;
    times.column("stay", simple_type(Kind::days_time));
    times.row("short", {less_equal(literal(Literal{*doudi::DaysTime::from_days(1)}))});
    times.row("long", {greater_equal(literal(Literal{*doudi::DaysTime::from_days(2)}))});
    CHECK(times.analyse() == Said{"gap_in_table: stay = P1DT1S"});
  }

  TEST_CASE("a link is null or not, and nothing else is known of it") {
    Bench bench;
    bench.column("carer", nullable(doudi::model::member_type(doudi::model::EntityId{0})));
    bench.row("nobody", {null()});
    CHECK(bench.analyse() == Said{"gap_in_table: carer != null"});
    bench.row("somebody", {cell({is(Comparison::not_equal, literal(Literal{doudi::model::Null{}}))})});
    CHECK(bench.analyse().size() == 1);
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("an any table with rows that meet only under a condition is left to run time") {
    Bench bench{HitPolicy::any};
    bench.column("income", whole("0", "1000", 2));
    const Expression low = bench.fact("low", whole("0", "1000", 2));
    bench.row("below", {less(low)}, "1");
    bench.row("all", {dash()}, "2");
    CHECK(bench.analyse() == Said{});
    CHECK_FALSE(bench.table.disjoint);
  }

  TEST_CASE("alternatives beyond counting are one condition") {
    Bench bench{HitPolicy::first};
    bench.when_column();
    std::vector<Expression> parts;
    for (int part = 0; part < 8; ++part) {
      parts.push_back(either({bench.fact("a" + std::to_string(part), simple_type(Kind::boolean)),
                              bench.fact("b" + std::to_string(part), simple_type(Kind::boolean))}));
    }
    bench.row("many", {when(all(std::move(parts)))});
    bench.row("rest", {dash()});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
  }
}
