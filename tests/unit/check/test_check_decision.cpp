// tests/unit/check/test_check_decision.cpp - decisions of DMN models: what they require, their boxes, both policies, lifted.
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "decision_building.hpp"

using namespace doudi;
using namespace doudi::check::testing;
using check::Policy;
using explain::List;
using explain::Value;

namespace {

syntax::DecisionTable table_of(std::string_view hit_policy, std::string_view aggregation = {}) {
  syntax::DecisionTable table;
  table.hit_policy = hit_policy;
  table.aggregation = aggregation;
  return table;
}

void add_input(syntax::DecisionTable& table, std::string_view expression, std::string_view type = {}) {
  syntax::DecisionInput& input = table.inputs.emplace_back();
  input.expression = written(expression);
  input.type = type;
}

void add_output(syntax::DecisionTable& table, std::string_view name, std::string_view type = {},
                std::string_view values = {}, std::string_view otherwise = {}) {
  syntax::DecisionOutput& output = table.outputs.emplace_back();
  output.name = name;
  output.type = type;
  if (!values.empty()) output.values = written(values);
  if (!otherwise.empty()) output.default_entry = written(otherwise);
}

void add_rule(syntax::DecisionTable& table, std::vector<std::string> inputs,
              std::vector<std::string> outputs) {
  syntax::DecisionRule& rule = table.rules.emplace_back();
  for (const std::string& cell : inputs) rule.inputs.push_back(written(cell));
  for (const std::string& cell : outputs) rule.outputs.push_back(written(cell));
}

BoxedExpression boxed_table(syntax::DecisionTable table) {
  BoxedExpression result = boxed(Box::table);
  result.table.push_back(std::move(table));
  return result;
}

/// Which of three rules apply to a number: below 10, below 20, above 5.
std::string of_bands(std::string_view hit_policy, int number, std::string_view aggregation = {},
                     std::string_view otherwise = {}) {
  syntax::DecisionTable table = table_of(hit_policy, aggregation);
  add_input(table, "x", "number");
  add_output(table, "", "number", "3, 2, 1", otherwise);
  add_rule(table, {"< 10"}, {"1"});
  add_rule(table, {"< 20"}, {"2"});
  add_rule(table, {"> 5"}, {"3"});
  ModelUnderTest built;
  built.input("x", "number").decision("d", boxed_table(std::move(table)), {"x"});
  return decided_everywhere(built, "d", {{"x", Decimal{number}}});
}

}  // namespace

TEST_SUITE("check/check_decision") {
  TEST_CASE("a decision reads inputs, other decisions and what they require in turn") {
    ModelUnderTest built;
    built.input("income", "number").input("heads", "number");
    built.decision("per head", "income / heads", {"income", "heads"});
    built.decision("gap", "max(600 - per head, 0)", {"per head"});
    built.decision("payment", "gap * heads", {"gap", "heads"});
    const Inputs inputs{{"income", Decimal{900}}, {"heads", Decimal{3}}};
    CHECK(decided_everywhere(built, "payment", inputs) == "900");
    CHECK(decided_everywhere(built, "payment") == "null");  // inputs that are not given are null
  }

  TEST_CASE("what two decisions share is one node, evaluated once and in front of both") {
    ModelUnderTest built;
    built.input("x", "number").decision("shared", "x * 2", {"x"});
    built.decision("left", "shared + 1", {"shared"}).decision("right", "shared + 2", {"shared"});
    built.decision("both", "left + right", {"left", "right"});
    text::Diagnostics diagnostics;
    const std::vector models{built.model};
    const auto checked = check::check_decision(models, "both", {.policy = Policy::strict}, diagnostics);
    REQUIRE(checked.graph.has_value());
    std::vector<std::string> names;
    for (const model::GraphNode& node : checked.graph->nodes) names.push_back(node.name);
    CHECK(names == std::vector<std::string>{"shared", "left", "right", "both"});
    CHECK(checked.graph->inputs.size() == 1);
    CHECK(decided_everywhere(built, "both", {{"x", Decimal{5}}}) == "23");
  }

  TEST_CASE("what is not required is not known") {
    ModelUnderTest built;
    built.input("x", "number").decision("other", "1").decision("d", "x + 1").decision("e", "other + 1");
    CHECK(decided_everywhere(built, "d", {{"x", Decimal{1}}}) ==
          "strict refused: unknown_name; conformance null");
    CHECK(decided_everywhere(built, "e") == "strict refused: unknown_name; conformance null");
  }

  TEST_CASE("what the caller asks for must be there") {
    const ModelUnderTest built;
    text::Diagnostics diagnostics;
    const std::vector models{built.model};
    CHECK_THROWS_AS(static_cast<void>(check::check_decision(models, "nothing", {}, diagnostics)),
                    std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(check::check_service(models, "nothing", "", {}, diagnostics)),
                    std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(check::check_decision({}, "d", {}, diagnostics)),
                    std::invalid_argument);
  }

  TEST_CASE("a circle is a fault under one policy and null under the other") {
    ModelUnderTest built;
    built.decision("chicken", "egg + 1", {"egg"}).decision("egg", "chicken + 1", {"chicken"});
    built.decision("own tail", "own tail", {"own tail"});
    CHECK(decided(built, "chicken", {}, {.policy = Policy::strict}).starts_with("refused: circle"));
    CHECK(decided(built, "chicken") == "null");
    CHECK(decided(built, "own tail", {}, {.policy = Policy::strict}).starts_with("refused: circle"));
    CHECK(decided(built, "own tail") == "null");
  }

  TEST_CASE("a reference to nothing is null") {
    ModelUnderTest built;
    built.decision("d", "1 + 1", {"nowhere"});
    CHECK(decided(built, "d") == "2");
    ModelUnderTest other;
    other.decision("d", "1", {});
    other.model.decisions.front().requirements = references({"x"}, "urn:missing");
    CHECK(decided(other, "d") == "1");
  }

  TEST_CASE("business knowledge is a function that is called by place or by name") {
    ModelUnderTest built;
    built.knowledge("share", {variable("part", "number"), variable("whole", "number")},
                    literal("part / whole"));
    built.knowledge("percent", {variable("part", "number"), variable("whole", "number")},
                    literal("share(part, whole) * 100"), {"share"});
    built.decision("a", "percent(1, 4)", {"percent"});
    built.decision("b", "percent(whole: 5, part: 1)", {"percent"});
    built.decision("c", "percent(1)", {"percent"});
    built.decision("e", "percent(part: 1, hole: 2)", {"percent"});
    built.decision("f", "percent(\"a\", 2)", {"percent"});
    CHECK(decided_everywhere(built, "a") == "25");
    CHECK(decided_everywhere(built, "b") == "20");
    CHECK(decided_everywhere(built, "c") == "strict refused: wrong_arguments; conformance null");
    CHECK(decided_everywhere(built, "e") == "strict refused: wrong_arguments; conformance null");
    CHECK(decided_everywhere(built, "f") == "strict refused: type_mismatch; conformance null");
  }

  TEST_CASE("what business knowledge gives is made to fit its declared type") {
    ModelUnderTest built;
    built.knowledge("one", {}, literal("[1]"), {}, "number")
        .knowledge("word", {}, literal("1"), {}, "string");
    built.decision("a", "one()", {"one"}).decision("b", "word()", {"word"});
    CHECK(decided_everywhere(built, "a") == "strict refused: type_mismatch; conformance 1");
    CHECK(decided_everywhere(built, "b") == "strict refused: type_mismatch; conformance null");
  }

  TEST_CASE("a decision service computes what it encapsulates from what it is given") {
    ModelUnderTest built;
    built.input("x", "number").decision("given", "100").decision("hidden", "x * 2", {"x"});
    built.decision("out", "hidden + given", {"hidden", "given"}).decision("second", "hidden", {"hidden"});
    built.service("one", {"out"}, {"hidden"}, {"x"}, {"given"});
    built.service("two", {"out", "second"}, {"hidden"}, {"x"}, {"given"});
    built.decision("calls one", "one(3, 10)", {"one"}).decision("calls two", "two(3, 10).second", {"two"});
    built.decision("by name", "one(given: 1, x: 2)", {"one"});
    CHECK(decided_everywhere(built, "calls one") == "16");
    CHECK(decided_everywhere(built, "calls two") == "6");
    CHECK(decided_everywhere(built, "by name") == "5");

    const auto direct = [&](std::string_view service, std::string_view output) {
      text::Diagnostics diagnostics;
      const std::vector models{built.model};
      const auto checked =
          check::check_service(models, service, output, {.policy = Policy::strict}, diagnostics);
      return outcome(checked, diagnostics, {{"x", Decimal{1}}, {"given", Decimal{5}}});
    };
    CHECK(direct("one", "") == "7");
    CHECK(direct("one", "out") == "7");
    CHECK(direct("two", "second") == "2");
    CHECK(direct("two", "") == "{out: 7, second: 2}");
  }

  TEST_CASE("elements of another model are members of the name under which it is imported") {
    ModelUnderTest rates("urn:rates");
    rates.decision("low", "0.1").knowledge("twice", {variable("n", "number")}, literal("n * 2"));
    rates.type("tRate", "number");
    ModelUnderTest built;
    syntax::ModelImport& import = built.model.imports.emplace_back();
    import.name = "rates";
    import.model_namespace = "urn:rates";
    built.decision("d", "rates.twice(rates.low)", {}, "rates.tRate");
    built.model.decisions.front().requirements = references({"low", "twice"}, "urn:rates");
    const std::vector models{built.model, rates.model};
    CHECK(decided(models, "d", {}, {.policy = Policy::strict}) == "0.2");
    CHECK(decided(models, "d") == "0.2");
    CHECK(decided(built, "d", {}, {.policy = Policy::strict}) == "refused: unknown_name");
  }

  TEST_CASE("boxed contexts: entries see those before them, and the last may be the result") {
    const auto entries = [](std::vector<BoxedExpression> parts,
                            std::vector<syntax::BoxedVariable> variables) {
      return value_of(boxed(Box::context, std::move(variables), std::move(parts)));
    };
    CHECK(entries({literal("1"), literal("a + 1")}, {variable("a"), variable("b")}) == "{a: 1, b: 2}");
    CHECK(entries({literal("1"), literal("a + 1")}, {variable("a")}) == "2");
    CHECK(entries({literal("\"1\""), literal("a")}, {variable("a", "number")}) ==
          "strict refused: type_mismatch; conformance null");
    CHECK(entries({literal("3"), literal("Loan-to-Value * 2")}, {variable("Loan-to-Value")}) == "6");
  }

  TEST_CASE("boxed lists and relations") {
    CHECK(value_of(boxed(Box::list, {literal("1"), literal("2")})) == "[1, 2]");
    CHECK(value_of(boxed(Box::list, {literal("1"), literal("\"a\"")})) ==
          "strict refused: type_mismatch; conformance [1, a]");
    const BoxedExpression rows = boxed(Box::relation, {variable("name", "string"), variable("age", "number")},
                                       {boxed(Box::list, {literal("\"a\""), literal("1")}),
                                        boxed(Box::list, {literal("\"b\""), literal("2")})});
    CHECK(value_of(rows) == "[{name: a, age: 1}, {name: b, age: 2}]");
  }

  TEST_CASE("boxed invocations call by name; what is not bound is null") {
    ModelUnderTest built;
    built.knowledge("f", {variable("a", "number"), variable("b", "number")},
                    literal("if b = null then a else a + b"));
    built.decision(
        "both",
        boxed(Box::invocation, {variable("b"), variable("a")}, {literal("f"), literal("1"), literal("2")}),
        {"f"});
    built.decision("one", boxed(Box::invocation, {variable("a")}, {literal("f"), literal("2")}), {"f"});
    built.decision("built in", boxed(Box::invocation, {variable("n"), variable("scale")},
                                     {literal("decimal"), literal("1/3"), literal("2")}));
    CHECK(decided_everywhere(built, "both") == "3");
    CHECK(decided_everywhere(built, "one") == "2");
    CHECK(decided_everywhere(built, "built in") == "0.33");
  }

  TEST_CASE("boxed conditionals, filters, loops and quantifiers") {
    CHECK(value_of(boxed(Box::conditional, {literal("1 > 2"), literal("\"a\""), literal("\"b\"")})) == "b");
    CHECK(value_of(boxed(Box::conditional, {literal("null"), literal("1"), literal("2")})).ends_with("2"));
    CHECK(value_of(boxed(Box::filter, {literal("[1, 5, 9]"), literal("item > 4")})) == "[5, 9]");
    CHECK(value_of(boxed(Box::filter, {literal("[1, 5, 9]"), literal("2")})) == "5");
    CHECK(value_of(over(Box::iteration, "i", literal("[1..3]"), literal("i * i"))) == "[1, 4, 9]");
    CHECK(value_of(over(Box::iteration, "i", literal("1..3"), literal("i * i"))) == "[1, 4, 9]");
    CHECK(value_of(over(Box::iteration, "i", literal("3 .. 2 - 1"), literal("i * i"))) == "[9, 4, 1]");
    CHECK(value_of(over(Box::some, "i", literal("1..3"), literal("i > 2"))) == "true");
    CHECK(value_of(over(Box::every, "i", literal("1..3"), literal("i > 2"))) == "false");
    CHECK(value_of(over(Box::iteration, "i", literal("1..3 + [2]"), literal("i"))) ==
          "strict refused: cannot_add; conformance null");
    CHECK(value_of(over(Box::iteration, "i", literal("1..2..3"), literal("i"))) ==
          "strict refused: unexpected_token; conformance null");
    CHECK(value_of(over(Box::some, "i", literal("[1, 2]"), literal("i > 1"))) == "true");
    CHECK(value_of(over(Box::every, "i", literal("[1, 2]"), literal("i > 1"))) == "false");
    CHECK(value_of(over(Box::iteration, "pay-off", literal("[1, 2]"), literal("pay-off + 1"))) == "[2, 3]");
  }

  TEST_CASE("boxed functions are values that are called") {
    ModelUnderTest built;
    built.decision(
        "add", boxed(Box::function, {variable("a", "number"), variable("b", "number")}, {literal("a + b")}));
    built.decision("d", "add(1, 2)", {"add"});
    built.decision("sorted", "sort([3, 1, 2], function(x, y) x > y)");
    built.decision("passed", "(function(f, x) f(f(x)))(function(x) x * 3, 2)");
    CHECK(decided_everywhere(built, "d") == "3");
    CHECK(decided_everywhere(built, "sorted") == "[3, 2, 1]");
    CHECK(decided_everywhere(built, "passed") == "18");
  }

  TEST_CASE("a function keeps what it reads of where it stands, wherever it is called") {
    CHECK(value_of("{add: function(n) function(x) x + n, one: add(1), ten: add(10), r: one(ten(5))}.r") ==
          "16");
    CHECK(value_of("{above: function(n) function(a, b) a * n < b * n, r: sort([2, 3, 1], above(-1))}.r") ==
          "[3, 2, 1]");
    CHECK(value_of("(for i in [1, 2] return {f: function(x) x + i, r: f(1)}.r)") == "[2, 3]");
    CHECK(value_of("{n: 5, f: function(l) l[item > n], r: f([4, 5, 6])}.r") == "[6]");
  }

  TEST_CASE(
      "an index that reads the item has no one value: strict refuses it, by the standard the first item "
      "says") {
    CHECK(value_of("[3, 1, 2][item]") == "strict refused: condition_not_boolean; conformance 2");
    CHECK(value_of("[{a: 2, b: 5}, {a: 1, b: 6}][a].b") ==
          "strict refused: condition_not_boolean; conformance 6");
    CHECK(value_of("[[1, 2], [3]][count([1, 2])]") == "[3]");
  }

  TEST_CASE("functions among the arguments of functions that take none are unsupported") {
    for (const std::string_view formula :
         {"append([1], function(x) x)", "is(function(x) x, 1)", "list contains([1], function(x) x)",
          "get value({a: 1}, function(x) x)", "sort(function(x, y) x, function(x, y) y)"}) {
      CAPTURE(formula);
      for (const Policy policy : {Policy::strict, Policy::conformance}) {
        const std::string found =
            decided(ModelUnderTest{}.decision("d", formula), "d", {}, {.policy = policy});
        CHECK((found.starts_with("unsupported: function_not_a_value") ||
               found.starts_with("refused: argument_type") || found == "null"));
      }
    }
  }

  TEST_CASE("nothing in a box is null") {
    CHECK(value_of(boxed(Box::nothing)) == "null");
    CHECK(value_of(literal("  ")) == "null");
  }

  TEST_CASE("each hit policy of a table") {
    CHECK(of_bands("UNIQUE", 3).ends_with("null"));  // two rules apply
    CHECK(of_bands("UNIQUE", 25) == "3");
    CHECK(of_bands("FIRST", 3) == "1");
    CHECK(of_bands("FIRST", 15) == "2");
    CHECK(of_bands("ANY", 3).ends_with("null"));  // they disagree
    CHECK(of_bands("ANY", 25) == "3");
    CHECK(of_bands("PRIORITY", 7) == "3");
    CHECK(of_bands("PRIORITY", 3) == "2");
    CHECK(of_bands("RULE ORDER", 7) == "[1, 2, 3]");
    CHECK(of_bands("OUTPUT ORDER", 7) == "[3, 2, 1]");
    CHECK(of_bands("COLLECT", 7) == "[1, 2, 3]");
    CHECK(of_bands("COLLECT", 7, "SUM") == "6");
    CHECK(of_bands("COLLECT", 7, "COUNT") == "3");
    CHECK(of_bands("COLLECT", 7, "MIN") == "1");
    CHECK(of_bands("COLLECT", 7, "MAX") == "3");
  }

  TEST_CASE("where no rule applies a table gives its default, or null") {
    syntax::DecisionTable table = table_of("UNIQUE");
    add_input(table, "x");
    add_output(table, "", "string", "", "\"none\"");
    add_rule(table, {"1, 2"}, {"\"few\""});
    add_rule(table, {"not(< 5)"}, {"\"many\""});
    ModelUnderTest built;
    built.input("x", "number").decision("d", boxed_table(table), {"x"});
    table.outputs.front().default_entry.reset();
    built.decision("e", boxed_table(table), {"x"});
    CHECK(decided_everywhere(built, "d", {{"x", Decimal{2}}}) == "few");
    CHECK(decided_everywhere(built, "d", {{"x", Decimal{9}}}) == "many");
    CHECK(decided_everywhere(built, "d", {{"x", Decimal{3}}}) == "none");
    CHECK(decided_everywhere(built, "e", {{"x", Decimal{3}}}) == "null");
  }

  TEST_CASE("tables with several inputs and outputs, and cells of every kind") {
    syntax::DecisionTable table = table_of("FIRST");
    add_input(table, "age", "number");
    add_input(table, "place", "string");
    add_output(table, "amount", "number");
    add_output(table, "why", "string");
    add_rule(table, {"[60..70)", "\"east\", \"west\""}, {"age * 2", "\"old\""});
    add_rule(table, {"? > 70 and ? < 200", "-"}, {"500", "\"older \" + place"});
    add_rule(table, {"null", "-"}, {"0", "\"not said\""});
    add_rule(table, {"-", "starts with(?, \"n\")"}, {"1", "\"north\""});
    ModelUnderTest built;
    built.input("age", "number").input("place", "string");
    built.decision("d", boxed_table(table), {"age", "place"});
    const auto of = [&](Value age, const char* place) {
      return decided_everywhere(built, "d", {{"age", std::move(age)}, {"place", std::string{place}}});
    };
    CHECK(of(Decimal{65}, "east") == "{amount: 130, why: old}");
    CHECK(of(Decimal{80}, "x") == "{amount: 500, why: older x}");
    CHECK(of({}, "x") == "{amount: 0, why: not said}");
    CHECK(of(Decimal{70}, "north") == "{amount: 1, why: north}");
    CHECK(of(Decimal{70}, "south") == "null");
  }

  TEST_CASE("names may hold operators and keywords where they are declared") {
    ModelUnderTest built;
    built.input("Loan-to-Value", "number").input("Time for Payment", "number").input("rate (%)", "number");
    built.decision("d", "Loan-to-Value + Time for Payment * rate (%)",
                   {"Loan-to-Value", "Time for Payment", "rate (%)"});
    const Inputs inputs{
        {"Loan-to-Value", Decimal{1}}, {"Time for Payment", Decimal{2}}, {"rate (%)", Decimal{3}}};
    CHECK(decided_everywhere(built, "d", inputs) == "7");
  }

  TEST_CASE("declared types convert what they are given: a date to its midnight, a list of one to its item") {
    ModelUnderTest built;
    built.decision("moment", "@\"2019-06-15\"", {}, "date and time");
    built.decision("item", "[1]", {}, "number");
    built.decision("list", "1", {}, "list<number>");
    built.decision("wrong", "\"a\"", {}, "number");
    built.decision("unknown type", "1", {}, "tNowhere");
    CHECK(decided_everywhere(built, "moment") == "2019-06-15T00:00:00Z");
    CHECK(decided_everywhere(built, "item") == "strict refused: type_mismatch; conformance 1");
    CHECK(decided_everywhere(built, "list") == "strict refused: type_mismatch; conformance [1]");
    CHECK(decided_everywhere(built, "wrong") == "strict refused: type_mismatch; conformance null");
    CHECK(decided_everywhere(built, "unknown type") == "1");
  }

  TEST_CASE("inputs that do not fit their type are converted or null, as are those of declared types") {
    ModelUnderTest built;
    built.type("tAges", "number", true).input("ages", "tAges").decision("d", "ages", {"ages"});
    built.input("free").decision("e", "free", {"free"});
    CHECK(decided_everywhere(built, "d", {{"ages", Decimal{3}}}) == "[3]");
    CHECK(decided_everywhere(built, "d", {{"ages", std::string{"x"}}}) == "null");
    CHECK(decided(built, "e", {{"free", std::string{"x"}}}) == "x");
    CHECK(decided(built, "e", {{"free", Decimal{4}}},
                  {.policy = Policy::strict, .input_types = {{"free", model::number_type()}}}) == "4");
  }

  TEST_CASE("what strict refuses with a code, conformance makes null") {
    struct Row {
      std::string_view formula, said;
    };
    for (const Row& row : {
             Row{"1 + \"a\"", "strict refused: cannot_add; conformance null"},
             Row{"\"a\" * 2", "strict refused: cannot_multiply; conformance null"},
             Row{"-\"a\"", "strict refused: cannot_negate; conformance null"},
             Row{"1 < \"a\"", "strict refused: cannot_compare; conformance null"},
             Row{"nowhere", "strict refused: unknown_name; conformance null"},
             Row{"nowhere(1)", "strict refused: unknown_function; conformance null"},
             Row{"abs(\"a\")", "strict refused: argument_type; conformance null"},
             Row{"abs(1, 2)", "strict refused: wrong_arguments; conformance null"},
             Row{"{a: 1}.b", "strict refused: unknown_member_of; conformance null"},
             Row{"(1)(2)", "strict refused: not_callable; conformance null"},
             Row{"1 instance of tNowhere", "strict refused: unknown_type; conformance null"},
             Row{"if 1 then 2 else 3", "strict refused: condition_not_boolean; conformance null"},
             Row{"1 and true", "strict refused: operand_not_boolean; conformance null"},
             Row{"1 +", "strict refused: missing_operand_at_end; conformance null"},
             Row{"sort([1], 2)", "strict refused: argument_type; conformance null"},
         }) {
      CAPTURE(row.formula);
      CHECK(decided(ModelUnderTest{}.decision("d", row.formula), "d", {}, {.policy = Policy::strict}) ==
            std::string{row.said}.substr(7, row.said.find(';') - 7));
      CHECK(decided(ModelUnderTest{}.decision("d", row.formula), "d") ==
            std::string{row.said}.substr(row.said.find("conformance ") + 12));
    }
  }

  TEST_CASE("what fails only when it is evaluated is null under both policies") {
    for (const std::string_view formula : {"1 / 0", "date(\"2019-02-30\")", "[1, 2][5]", "number(\"x\")",
                                           "sqrt(-1)", "@\"P1Y\" + null", "substring(\"abc\", 0)"}) {
      CAPTURE(formula);
      CHECK(value_of(formula).ends_with("null"));
    }
  }

  TEST_CASE("lists of several kinds, and members known only when they are there, are for conformance") {
    CHECK(decided(ModelUnderTest{}.decision("d", "[1, \"a\", true]"), "d") == "[1, a, true]");
    CHECK(decided(ModelUnderTest{}.input("x").decision("d", "x.a + 1", {"x"}), "d",
                  {{"x", explain::Context{{{"a", Decimal{1}}}}}}) == "2");
  }

  TEST_CASE("functions in other languages, and those not known before evaluation, are unsupported") {
    ModelUnderTest built;
    BoxedExpression foreign = boxed(Box::unsupported, {variable("x")}, {});
    foreign.text = written("kind=\"Java\"");
    built.decision("foreign", foreign).decision("calls", "foreign(1)", {"foreign"});
    built.input("f").decision("late", "f(1)", {"f"});
    built.decision("chosen", "(if true then function(x) 1 else function(y) 2)(3)");
    CHECK(decided(built, "calls").starts_with("unsupported: external_function"));
    CHECK(decided(built, "late").starts_with("unsupported: function_not_known"));
    CHECK(decided(built, "chosen", {}, {.policy = Policy::strict}) != "1");
  }

  TEST_CASE("a lifted graph reads its literals from locals and gives the same") {
    ModelUnderTest built;
    built.decision("d", "if 1 < 2 then \"a\" + \"b\" else \"c\"");
    text::Diagnostics diagnostics;
    const std::vector models{built.model};
    const auto direct = check::check_decision(models, "d", {.policy = Policy::strict}, diagnostics);
    const auto lifted =
        check::check_decision(models, "d", {.policy = Policy::strict, .lift = true}, diagnostics);
    REQUIRE(direct.graph.has_value());
    REQUIRE(lifted.graph.has_value());
    CHECK(direct.graph->lifted.empty());
    CHECK(lifted.graph->lifted.size() == 5);
    CHECK(lifted.graph->inputs.empty());
    CHECK(decided_everywhere(built, "d") == "ab");
  }
}
