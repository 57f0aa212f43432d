// tests/unit/check/test_infer_limits.cpp - formulas as deep, long or wide as can be read are typed and computed, or refused.
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/model/record_builder.hpp"

#include "../syntax/repeated.hpp"
#include "decision_building.hpp"
#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;
using check::Policy;
using testing::Nest;
using testing::nested;
using testing::repeated;

namespace {

const Date on = *Date::parse("2020-01-01");

constexpr std::array nests{
    Nest{"(", "1", ")"},
    Nest{"[", "1", "]"},
    Nest{"{a: ", "1", "}"},
    Nest{"{a: 1, b: ", "1", "}.b"},
    Nest{"abs(", "n", ")"},
    Nest{"max(n, ", "1", ")"},
    Nest{"xs[item > count(xs[", "true", "])]"},
    Nest{"-", "n", ""},
    Nest{"not(", "flag", ")"},
    Nest{"if flag then n else ", "0", ""},
    Nest{"if ", "flag", " then true else flag"},
    Nest{"for i in [1] return ", "1", ""},
    Nest{"count(for i in [", "1", "] return i)"},
    Nest{"some i in xs satisfies ", "flag", ""},
    Nest{"every i in xs satisfies i > 1 and (", "flag", ")"},
    Nest{"function(p) ", "1", ""},
    Nest{"(function(p) p + 1)(", "1", ")"},
    Nest{"n in (", "1", ")"},
    Nest{"n + (", "1", ")"},
    Nest{"flag and (flag or ", "flag", ")"},
    Nest{"n between 0 and (n + ", "2", ")"},
    Nest{"[1..(1 + ", "1", ")].end"},
    Nest{"[{a: abs(", "1", ")}][1].a"},
    Nest{"(n = ", "n", ")"},
    Nest{"{a: [", "1", "]}.a[1]"},
    Nest{"sort([n], function(p, q) p < ", "q", ")"},
    Nest{"sum(xs, ", "1", ")"},
    Nest{"string(", "n", ")"},
    Nest{"append([], ", "1", ")"},
};

/// `{e0: first, e1: ..., e60: ...}`: each entry made of the one before, twice.
std::string doubling(std::string_view first, std::string_view begin, std::string_view middle,
                     std::string_view end, int count = 60) {
  std::string context = "{e0: " + std::string{first};
  for (int index = 1; index <= count; ++index) {
    const std::string before = "e" + std::to_string(index - 1);
    context += ", e" + std::to_string(index) + ": " + std::string{begin} + before + std::string{middle} +
               before + std::string{end};
  }
  return context + "}";
}

/// What a formula gives in a model with inputs `n`, `flag` and `xs`, by one of the four ways.
std::string in_model(std::string_view formula, Policy policy, bool lift) {
  ModelUnderTest built;
  built.input("n", "number").input("flag", "boolean").input("xs", "list<number>");
  built.decision("d", formula, {"n", "flag", "xs"});
  const Inputs inputs{
      {"n", Decimal{1}}, {"flag", true}, {"xs", explain::List{{{Decimal{1}, {}}, {Decimal{2}, {}}}}}};
  return decided(built, "d", inputs, {.policy = policy, .lift = lift});
}

std::string strictly(std::string_view formula) {
  return in_model(formula, Policy::strict, false);
}
std::string by_standard(std::string_view formula) {
  return in_model(formula, Policy::conformance, false);
}

/// The same as a rule of a pack: what is said about it, else its value for a record.
std::string in_pack(std::string_view formula) {
  const LoadedPack loaded = load_text(
      "pack.yaml",
      "doudi: 1\npack: limits\nfacts:\n  household:\n    \"n\": {type: number, decimals: 0, range: [0, 9]}\n"
      "    flag: {type: boolean}\n    xs: {list: number, decimals: 0, range: [0, 9]}\n"
      "rules:\n  household:\n    r:\n      optional: true\n      formula: |\n        " +
          std::string{formula} + "\noutputs: [r]\n");
  if (!loaded) return codes_of(loaded);
  model::RecordBuilder builder{*loaded};
  builder.set("n", 1).set("flag", true).set_list("xs", {Decimal{1}, Decimal{2}});
  const auto record = builder.finish(on);
  if (!record.has_value()) return "no record";
  const explain::Explanation explanation = explain::explain(*loaded, *record, on);
  return explain::value_text(*loaded, *record, explanation.answer.outputs.front().value);
}

}  // namespace

TEST_SUITE("check/infer_limits") {
  TEST_CASE("the deepest trees that can be read are typed and evaluated, or refused with a reason") {
    for (const Nest& nest : nests) {
      CAPTURE(nest.open);
      for (const std::size_t count : {84U, 250U}) {
        const std::string formula = nested(nest.open, nest.middle, nest.close, count);
        CHECK(!in_pack(formula).empty());
        CHECK(!in_model(formula, Policy::strict, false).empty());
        CHECK(!in_model(formula, Policy::conformance, true).empty());
      }
    }
    CHECK(in_pack(nested("abs(", "n", ")", 250)) == "1");
    CHECK(strictly(nested("abs(", "n", ")", 250)) == "1");
    CHECK(by_standard(nested("n + (", "1", ")", 250)) == "251");
    CHECK(in_model(nested("if flag then n else ", "0", "", 250), Policy::strict, true) == "1");
  }

  TEST_CASE("chains of 20,000 terms are typed and evaluated") {
    const std::string sum = "n" + repeated(" + 1", 20'000);
    CHECK(in_pack(sum) == "20001");
    CHECK(strictly(sum) == "20001");
    CHECK(by_standard(sum) == "20001");
    CHECK(in_model("count([n" + repeated(", n", 19'999) + "])", Policy::strict, true) == "20000");
    CHECK(by_standard("count([1" + repeated(", \"a\"", 19'999) + "])") == "20000");
    CHECK(strictly("string length(\"\"" + repeated(" + \"text\"", 20'000) + ")") == "80000");
    CHECK(by_standard("flag" + repeated(" and flag", 20'000)) == "true");
    CHECK(in_pack("max(n" + repeated(", n", 20'000) + ")") == "1");
    CHECK(by_standard("n in (5" + repeated(", < 0", 20'000) + ")") == "false");
  }

  TEST_CASE("ten thousand names in scope, and ten thousand that are not") {
    std::string context = "{e0: n";
    std::string sum = "e0";
    std::string unknown = "n";
    for (int index = 1; index < 10'000; ++index) {
      const std::string number = std::to_string(index);
      context += ", e" + number + ": n";
      if (index % 2 == 0) sum += " + e" + number;
      unknown += " + u" + number;
    }
    CHECK(by_standard(context + ", all: " + sum + "}.all") == "5000");
    CHECK(strictly(context + ", all: " + sum + "}.all") == "5000");
    CHECK(in_pack(context + ", all: " + sum + "}.all") == "5000");
    CHECK(strictly(context + ", all: " + unknown + "}.all") == "refused: unknown_name");

    ModelUnderTest built;
    std::vector<std::string> names;
    std::string rates = "0";
    for (int index = 0; index < 2'000; ++index) {
      names.push_back("rate (" + std::to_string(index) + ")");
      rates += " + " + names.back();
      built.decision(names.back(), "1");
    }
    built.decision("d", rates, names);
    CHECK(decided(built, "d") == "2000");
  }

  TEST_CASE("thousands of functions beside each other keep only what they read") {
    std::string context = "{start: n";
    std::string sum = "start";
    for (int index = 0; index < 3'000; ++index) {
      const std::string number = std::to_string(index);
      context += ", f" + number + ": function(x) x + start";
      if (index % 100 == 0) sum += " + f" + number + "(1)";
    }
    CHECK(strictly(context + ", all: " + sum + "}.all") == "61");
  }

  TEST_CASE("contexts that hold others twice are refused before they are written out") {
    const std::string contexts = doubling("1", "{x: ", ", y: ", "}") + ".e60";
    CHECK(in_pack(contexts) == "type_too_large");
    CHECK(strictly(contexts) == "refused: type_too_large");
    CHECK(by_standard(contexts) == "null");
    ModelUnderTest built;
    built.decision("d0", "{a: 1}");
    for (int index = 1; index <= 60; ++index) {
      const std::string before = "d" + std::to_string(index - 1);
      built.decision("d" + std::to_string(index), "{x: " + before + ", y: " + before + "}", {before});
    }
    CHECK(decided(built, "d60", {}, {.policy = Policy::strict}) == "refused: type_too_large");
    CHECK(decided(built, "d9", {}, {.policy = Policy::strict}).size() > 1000);
  }

  TEST_CASE("values that hold themselves twice are an overflow, not out of memory") {
    const std::string text = "\"" + repeated("long text ", 3'000) + "\"";
    const std::string list = "[" + text + "]";
    const std::string joined = doubling(list, "concatenate(", ", ", ")", 14) + ".e14";
    CHECK(by_standard(joined) == "null");
    CHECK(in_pack(joined) == "failed: overflow");
    const std::string added = doubling(text, "", " + ", "", 30) + ".e30";
    CHECK(by_standard(added) == "null");
    CHECK(in_pack(added) == "failed: overflow");
    CHECK(by_standard(doubling("\"aa\"", "replace(", ", \"a\", ", ")") + ".e60") == "null");
    // A list of what overflowed is a list again.
    for (const std::string& lists :
         {doubling(list, "[", ", ", "]", 14), doubling(list, "{x: ", ", y: [", "]}", 12),
          doubling("[\"a\"]", "[string join(", "), string join(", ")]", 30)}) {
      CHECK(!by_standard(lists + ".e0").empty());
      CHECK(!in_pack(lists + ".e0").empty());
    }
    CHECK(by_standard("count(for i in 1..20 return if i = 1 then " + text + " else partial)") == "null");
    CHECK(by_standard("count(for i in 1..10 return partial)") == "10");
    CHECK(by_standard("count(for i in 1..100000 return i)") == "100000");
    CHECK(by_standard("string length(" + doubling("\"abcd\"", "", " + ", "", 10) + ".e10)") == "4096");
  }

  TEST_CASE("bodies that read the results so far, inside each other, are not typed again and again") {
    CHECK(in_pack(nested("for i in [1] return count(partial) + count(", "[n]", ")", 1)) == "[1]");
    const std::string deep =
        nested("for i in [count(partial)] return count(", "[n]", ") + count(partial)", 40);
    CHECK(in_pack("for i in [1] return 1 + count(partial) + count(" + deep + ")") == "reads_too_deep");
    CHECK(!by_standard("for i in [1] return 1 + count(partial) + count(" + deep + ")").empty());
    CHECK(in_pack(nested("sum(for i in xs return i + sum(", "xs", "))", 60)) != "reads_too_deep");
  }

  TEST_CASE("members that lists do not have, of lists inside each other") {
    CHECK(by_standard(nested("[", "n", "].b", 60)).starts_with("[["));
    CHECK(strictly(nested("[", "n", "].b", 60)) == "refused: unknown_member_of");
  }

  TEST_CASE("functions that call themselves, or others twice, are unsupported") {
    ModelUnderTest built;
    built.knowledge("f0", {variable("x", "number")}, literal("x + 1"));
    for (int index = 1; index <= 39; ++index) {
      const std::string before = "f" + std::to_string(index - 1);
      built.knowledge("f" + std::to_string(index), {variable("x", "number")},
                      literal(before + "(x) + " + before + "(x)"), {before});
    }
    built.decision("small", "f5(1)", {"f5"}).decision("large", "f39(1)", {"f39"});
    CHECK(decided_everywhere(built, "small") == "64");
    for (const Policy policy : {Policy::strict, Policy::conformance})
      CHECK(decided(built, "large", {}, {.policy = policy}).starts_with("unsupported: functions_too_deep"));
    CHECK(value_of("(function(f) f(f))(function(f) f(f))") == "unsupported: functions_too_deep");
    CHECK(by_standard("{f: function(g, k) if k = 0 then 0 else g(g, k - 1) + g(g, k - 1), r: f(f, 3)}.r")
              .starts_with("unsupported: functions_too_deep"));
  }

  TEST_CASE("calls inside each other whose arguments are converted are evaluated once each") {
    ModelUnderTest built;
    built.input("x");
    built.knowledge("same", {variable("value", "number")},
                    literal("if value > 100 then \"large\" else value"));
    built.decision("d", nested("same(", "x", ")", 200), {"same", "x"});
    CHECK(decided(built, "d", {{"x", Decimal{7}}}) == "7");
    CHECK(decided(built, "d", {{"x", Decimal{700}}}) == "null");
    CHECK(decided(built, "d", {{"x", std::string{"no number"}}}) == "null");
  }

  TEST_CASE("a chain of decisions is as long as one likes, and a circle is found however long") {
    ModelUnderTest built;
    built.input("x", "number").decision("d0", "x", {"x"});
    for (int index = 1; index <= 2'000; ++index) {
      const std::string before = "d" + std::to_string(index - 1);
      built.decision("d" + std::to_string(index), before + " + 1", {before});
    }
    CHECK(decided(built, "d2000", {{"x", Decimal{1}}}, {.policy = Policy::strict}) == "2001");
    CHECK(decided(built, "d2000", {{"x", Decimal{1}}}) == "2001");
    built.model.decisions.front().requirements = references({"d2000"});
    CHECK(decided(built, "d2000", {}, {.policy = Policy::strict}).starts_with("refused: "));
    CHECK(!decided(built, "d2000").empty());
  }

  TEST_CASE("types that are long, deep or hold each other twice are no types, or unknown beforehand") {
    ModelUnderTest built;
    built.input("x", nested("list<", "number", ">", 20'000));
    built.decision("d", "x", {"x"}, repeated(":", 100'000) + "number");
    CHECK(decided_everywhere(built, "d", {{"x", Decimal{1}}}) == "1");
    built.type("t0", "number");
    for (int index = 1; index <= 5'000; ++index)
      built.type("t" + std::to_string(index), "t" + std::to_string(index - 1));
    for (int index = 0; index <= 60; ++index) {
      syntax::ItemDefinition& twice = built.model.types.emplace_back();
      twice.name = "u" + std::to_string(index);
      for (const std::string_view name : {"a", "b"}) {
        syntax::ItemDefinition component;
        component.name = name;
        component.type = index == 0 ? "number" : "u" + std::to_string(index - 1);
        twice.components.push_back(component);
      }
    }
    built.decision("long", "1", {}, "t5000").decision("short", "\"a\"", {}, "t100");
    built.decision("wide", "1", {}, "u60").decision("narrow", "1", {}, "u3");
    CHECK(decided(built, "long") == "1");
    CHECK(decided(built, "short") == "null");
    CHECK(!decided(built, "wide").empty());
    CHECK(decided(built, "narrow") == "null");
  }
}
