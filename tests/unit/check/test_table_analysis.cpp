// tests/unit/check/test_table_analysis.cpp - gaps, overlaps and rows in vain, each with an input that shows it.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "table_builder.hpp"

using namespace doudi::check::testing;
using doudi::model::HitPolicy;
using doudi::model::nullable;
using doudi::model::simple_type;
using Said = std::vector<std::string>;

template <>
struct doctest::StringMaker<Said> {
  static String convert(const Said& said) {
    std::string text;
    for (const std::string& line : said) text += "\n    " + line;
    return text.c_str();
  }
};

namespace {

Expression negative(const Expression& wage) {
  return node(Operation::negate, whole("-1000", "0", 2), {wage});
}

}  // namespace

TEST_SUITE("check/table_analysis") {
  TEST_CASE("brackets that meet are complete and disjoint") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("young", {less(literal("16"))});
    bench.row("adult", {within("16", "60", true, false)});
    bench.row("old", {greater_equal(literal("60"))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("a point left out between two brackets is a gap") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("young", {less(literal("60"))});
    bench.row("old", {greater(literal("60"))});
    CHECK(bench.analyse() == Said{"gap_in_table: age = 60"});
    CHECK_FALSE(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("between two constants only values with the input's decimals count") {
    Bench whole_numbers;
    whole_numbers.column("age", whole("0", "150"));
    whole_numbers.row("young", {less_equal(literal("59"))});
    whole_numbers.row("old", {greater_equal(literal("60"))});
    CHECK(whole_numbers.analyse() == Said{});
    Bench money;
    money.column("wage", whole("0", "1000", 2));
    money.row("low", {less_equal(literal("59"))});
    money.row("high", {greater_equal(literal("60"))});
    CHECK(money.analyse() == Said{"gap_in_table: wage = 59.1"});
  }

  TEST_CASE("values outside of an input's bounds need no row, and a row for them alone is in vain") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("all", {within("0", "150")});
    bench.row("none", {greater(literal("150"))});
    CHECK(bench.analyse() == Said{"row_unreachable none"});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("a gap shows every column") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.column("severe", simple_type(Kind::boolean));
    bench.row("young", {less(literal("16")), dash()});
    bench.row("severe", {greater_equal(literal("16")), equal(true)});
    CHECK(bench.analyse() == Said{"gap_in_table: age = 16, severe = false"});
  }

  TEST_CASE("null is a value where the input may be null") {
    Bench bench;
    bench.column("grade", nullable(whole("1", "4")));
    bench.row("severe", {less_equal(literal("2"))});
    bench.row("light", {greater(literal("2"))});
    CHECK(bench.analyse() == Said{"gap_in_table: grade = null"});
    Bench denied_order;
    denied_order.column("grade", nullable(whole("1", "4")));
    denied_order.row("severe", {less_equal(literal("2"))});
    denied_order.row("light", {cell({is(Comparison::less_equal, literal("2"))}, true)});
    CHECK(denied_order.analyse() == Said{"gap_in_table: grade = null"});
    Bench denied_value;
    denied_value.column("grade", nullable(whole("1", "4")));
    denied_value.row("two", {equal(literal("2"))});
    denied_value.row("others", {cell({is(Comparison::equal, literal("2"))}, true)});
    CHECK(denied_value.analyse() == Said{});
    CHECK(denied_value.table.complete);
  }

  TEST_CASE("members of an enumeration are all there is; other texts always are") {
    Bench members;
    members.column("kind", members.members({"limb", "mental", "sight"}));
    members.row("one", {equal(literal(doudi::model::Literal{"limb"}))});
    members.row("two", {equal(literal(doudi::model::Literal{"mental"}))});
    CHECK(members.analyse() == Said{"gap_in_table: kind = sight"});
    Bench texts;
    texts.column("town", simple_type(Kind::text));
    texts.row("one", {equal(literal(doudi::model::Literal{"A"}))});
    CHECK(texts.analyse() == Said{"gap_in_table: town = \"other\""});
  }

  TEST_CASE("an ordered enumeration is compared by position") {
    Bench bench;
    bench.column("level", bench.members({"low", "middle", "high"}, true));
    bench.row("up to", {less_equal(literal(doudi::model::Literal{"middle"}))});
    bench.row("above", {greater(literal(doudi::model::Literal{"middle"}))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
  }

  TEST_CASE("at most three gaps are shown, and they differ") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("a", {equal(literal("10"))});
    bench.row("b", {equal(literal("20"))});
    bench.column("severe", simple_type(Kind::boolean));
    bench.table.rows[0].cells.push_back(equal(true));
    bench.table.rows[1].cells.push_back(equal(false));
    const Said said = bench.analyse();
    REQUIRE(said.size() == 3);
    CHECK(said[0] != said[1]);
    CHECK(said[1] != said[2]);
    CHECK(said[0] != said[2]);
  }

  TEST_CASE("a default row, or a policy that may match nothing, excuses gaps") {
    Bench with_default;
    with_default.column("age", whole("0", "150"));
    with_default.row("young", {less(literal("60"))});
    with_default.with_default();
    CHECK(with_default.analyse() == Said{});
    CHECK_FALSE(with_default.table.complete);
    for (const HitPolicy hit :
         {HitPolicy::list, HitPolicy::rule_order, HitPolicy::output_order, HitPolicy::count}) {
      Bench bench{hit};
      bench.column("age", whole("0", "150"));
      bench.row("young", {less(literal("60"))});
      CHECK(bench.analyse() == Said{});
      CHECK_FALSE(bench.table.complete);
    }
    for (const HitPolicy hit : {HitPolicy::any, HitPolicy::priority, HitPolicy::first}) {
      Bench bench{hit};
      bench.column("age", whole("0", "150"));
      bench.row("young", {less(literal("60"))});
      CHECK(bench.analyse() == Said{"gap_in_table: age = 60"});
    }
  }

  TEST_CASE("rows of a unique table may not overlap") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("young", {less_equal(literal("60"))});
    bench.row("old", {greater_equal(literal("60"))});
    CHECK(bench.analyse() == Said{"rows_overlap young old: age = 60"});
    CHECK(bench.table.complete);
    CHECK_FALSE(bench.table.disjoint);
  }

  TEST_CASE("each pair is reported once, and three pairs at most") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    for (const char* label : {"a", "b", "c", "d"})
      bench.row(label,
                {cell({is(Comparison::less, literal("10")), is(Comparison::greater_equal, literal("10"))})});
    CHECK(bench.analyse() ==
          Said{"rows_overlap a b: age = 10", "rows_overlap a c: age = 10", "rows_overlap a d: age = 10"});
  }

  TEST_CASE("rows of an any table may overlap unless their constants differ") {
    const auto table = [](const char* first, const char* second) {
      Bench bench{HitPolicy::any};
      bench.column("age", whole("0", "150"));
      bench.row("young", {less_equal(literal("60"))}, first);
      bench.row("old", {greater_equal(literal("60"))}, second);
      return bench.analyse();
    };
    CHECK(table("1", "1.0") == Said{});
    CHECK(table("1", "2") == Said{"any_rows_differ young old: age = 60 1 2"});
  }

  TEST_CASE("a row of a first table that the rows above take together is never reached") {
    Bench bench{HitPolicy::first};
    bench.column("age", whole("0", "150"));
    bench.column("severe", simple_type(Kind::boolean));
    bench.row("young", {less(literal("60")), dash()});
    bench.row("old", {greater(literal("50")), equal(true)});
    bench.row("hidden", {greater(literal("40")), equal(true)});
    bench.row("rest", {dash(), dash()});
    bench.row("too late", {equal(literal("7")), equal(false)});
    CHECK(bench.analyse() == Said{"row_unreachable hidden / age = 50, severe = true",
                                  "row_unreachable too late / age = 7, severe = false"});
    CHECK(bench.table.complete);
    CHECK_FALSE(bench.table.disjoint);
  }

  TEST_CASE("the same expression is one cut of unknown position, different ones have no known order") {
    Bench same;
    same.column("income", whole("0", "1000", 2));
    const Expression standard = same.fact("standard", whole("0", "1000", 2));
    same.row("below", {less(standard)});
    same.row("above", {greater_equal(standard)});
    CHECK(same.analyse() == Said{});
    CHECK(same.table.complete);
    CHECK(same.table.disjoint);
    Bench different;
    different.column("income", whole("0", "1000", 2));
    const Expression low = different.fact("low", whole("0", "1000", 2));
    const Expression high = different.fact("high", whole("0", "1000", 2));
    different.row("below", {less(low)});
    different.row("above", {greater_equal(high)});
    CHECK(different.analyse() == Said{"rows_overlap below above: income < low, income = high",
                                      "gap_in_table: income = low, income < high"});
  }

  TEST_CASE("a cut of unknown position stands beside constants and null") {
    Bench bench;
    bench.column("income", nullable(whole("0", "1000", 2)));
    const Expression standard = bench.fact("standard", whole("0", "1000", 2));
    bench.row("unknown", {null()});
    bench.row("nothing", {equal(literal("0"))});
    bench.row("below", {cell({is(Comparison::less, standard)})});
    bench.row("above", {greater_equal(standard)});
    const Said said = bench.analyse();
    CHECK(said == Said{"rows_overlap nothing below: income = 0, income < standard",
                       "rows_overlap nothing above: income = 0, income = standard"});
    CHECK(bench.table.complete);
    Bench two_nulls;
    two_nulls.column("income", nullable(whole("0", "1000", 2)));
    const Expression other = two_nulls.fact("other", nullable(whole("0", "1000", 2)));
    two_nulls.row("same", {equal(other)});
    two_nulls.row("different", {cell({is(Comparison::not_equal, other)})});
    CHECK(two_nulls.analyse() == Said{});
    CHECK(two_nulls.table.complete);
    CHECK(two_nulls.table.disjoint);
  }

  TEST_CASE("rows with dates must cover every day of the table's validity") {
    Bench bench;
    bench.validity.from = date("2018-01-01");
    bench.column("severe", simple_type(Kind::boolean));
    bench.row("old law", {dash()}).period.until = date("2019-04-01");
    bench.row("new law", {dash()}).period.from = date("2019-04-03");
    CHECK(bench.analyse() == Said{"gap_in_table: severe = false, on 2019-04-02"});
    Bench before;
    before.draft.pack.in_force.from = date("2020-01-01");
    before.column("severe", simple_type(Kind::boolean));
    before.row("old law", {dash()}).period.until = date("2019-04-01");
    before.row("new law", {dash()}).period.from = date("2019-04-03");
    CHECK(before.analyse() == Said{"row_unreachable old law"});
    CHECK(before.table.complete);
  }

  TEST_CASE("a condition and its denial exclude each other and leave nothing out") {
    Bench bench;
    bench.when_column();
    const Expression fit = bench.fact("fit", simple_type(Kind::boolean));
    const Expression wage = bench.fact("wage", whole("0", "1000", 2));
    const Expression odd = compare(negative(wage), Comparison::less, wage);
    bench.row("fit", {when(all({fit, odd}))});
    bench.row("unfit", {when(denied(fit))});
    bench.row("turned round", {when(all({fit, compare(wage, Comparison::less_equal, negative(wage))}))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("comparisons with constants in conditions cut the same axis as cells do") {
    Bench bench;
    const Expression age = bench.column("age", whole("0", "150"));
    bench.when_column();
    const Expression severe = bench.fact("severe", simple_type(Kind::boolean));
    const Expression old = compare(age, Comparison::greater_equal, literal("60"));
    bench.row("old or severe", {dash(), when(either({old, severe}))});
    bench.row("neither", {less(literal("60")), when(denied(severe))});
    CHECK(bench.analyse() == Said{});
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
    bench.row("thirty", {equal(literal("30")), dash()});
    CHECK(bench.analyse() == Said{"rows_overlap old or severe thirty: age = 30, severe = true",
                                  "rows_overlap neither thirty: age = 30, severe = false"});
  }

  TEST_CASE("what cannot be proved counts as not so") {
    Bench bench;
    bench.when_column();
    const Expression wage = bench.fact("wage", whole("0", "1000", 2));
    const Expression rent = bench.fact("rent", whole("0", "1000", 2));
    bench.row("less", {when(compare(wage, Comparison::less, rent))});
    bench.row("more", {when(compare(negative(wage), Comparison::less, literal("0")))});
    CHECK(bench.analyse() ==
          Said{"rows_overlap less more: wage < rent, -wage = -1000", "gap_in_table: wage = rent, -wage = 0"});
    CHECK_FALSE(bench.table.complete);
    CHECK_FALSE(bench.table.disjoint);
  }

  TEST_CASE("a table with an expression at fault is not analysed") {
    Bench bench;
    bench.column("age", whole("0", "150"));
    bench.row("young", {less(Expression{})});
    CHECK(bench.analyse() == Said{});
    CHECK_FALSE(bench.table.complete);
  }
}
