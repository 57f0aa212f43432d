// tests/unit/check/test_limits.cpp - long chains, deep formulas, many rules, many members: time and stack stay within bounds.
#include <chrono>
#include <string>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/model/record_builder.hpp"

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

const Date on = *Date::parse("2020-01-01");

/// The formula inside so many calls.
std::string wrapped(std::string formula, int depth) {
  std::string begin;
  for (int level = 0; level < depth; ++level) begin += level % 2 == 0 ? "max(0, " : "min(99999, ";
  return begin + std::move(formula) + std::string(static_cast<std::size_t>(depth), ')');
}

/// A chain `s1` ... `sN`, each rule reading the one before inside `depth` calls, the first reading `first`; the last rule first.
std::string chain(std::string_view indent, std::string_view name, int length, int depth,
                  std::string_view first) {
  std::string rules;
  for (int index = length; index > 0; --index) {
    const std::string before =
        index == 1 ? std::string{first} : std::string{name} + std::to_string(index - 1);
    rules += std::string{indent} + std::string{name} + std::to_string(index) + ":\n" + std::string{indent} +
             "  formula: " + wrapped(before + " + 1", depth) + "\n";
  }
  return rules;
}

std::string pack_with(std::string_view rules, std::string_view outputs) {
  return "doudi: 1\npack: limits\nfacts:\n  household:\n    x: {type: number, decimals: 0, range: [0, 9]}\n"
         "    poor: {type: boolean}\n    persons: {list: person}\n  person:\n"
         "    wage: {type: number, decimals: 2, range: [0, 99999]}\n    cares_for: {ref: person, optional: "
         "true}\nrules:\n" +
         std::string{rules} + "outputs: [" + std::string{outputs} + "]\n";
}

/// The code, if nothing but it is said; a limit may be met in several places.
std::string one_code(std::string codes) {
  const std::string first = codes.substr(0, codes.find(' '));
  while (codes.starts_with(first + ' ')) codes.erase(0, first.size() + 1);
  return codes;
}

std::string answer_of(const LoadedPack& loaded, model::RecordBuilder& builder) {
  const auto record = builder.finish(on);
  if (!record.has_value()) return "no record";
  const explain::Explanation explanation = explain::explain(*loaded, *record, on);
  const explain::Value& value = explanation.answer.outputs.front().value;
  if (const auto* number = value.get_if<Decimal>()) return number->text();
  return value.is_unknown() ? "unknown" : value.is_failed() ? "failed" : "another value";
}

/// The first output for x = 1, or what is wrong with the pack.
std::string decided(const std::string& pack) {
  const LoadedPack loaded = load_text("pack.yaml", pack);
  if (!loaded) return one_code(codes_of(loaded));
  model::RecordBuilder builder{*loaded};
  builder.set("x", 1).set("poor", true).set("persons.a.wage", 5).set("persons.a.cares_for", "a");
  return answer_of(loaded, builder);
}

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace

TEST_SUITE("check/limits") {
  TEST_CASE(
      "a chain of rules is computed up to the limit, and refused beyond, whatever its order in the file") {
    CHECK(decided(pack_with("  household:\n" + chain("    ", "s", 240, 0, "x"), "s240")) == "241");
    CHECK(decided(pack_with("  household:\n" + chain("    ", "s", 9, 100, "x"), "s9")) == "10");
    CHECK(decided(pack_with("  household:\n" + chain("    ", "s", 1000, 0, "x"), "s1000")) ==
          "reads_too_deep");
    CHECK(decided(pack_with("  household:\n" + chain("    ", "s", 3000, 0, "x"), "s3000")) ==
          "reads_too_deep");
    CHECK(decided(pack_with("  household:\n" + chain("    ", "step of the way ", 3000, 0, "x"),
                            "step of the way 3000")) == "reads_too_deep");
    CHECK(decided(pack_with("  household:\n" + chain("    ", "s", 20, 100, "x"), "s20")) == "reads_too_deep");
  }

  TEST_CASE("a chain across entities, through links and for members who are not known") {
    const auto across = [](int length) {
      std::string persons = "  person:\n";
      std::string household = "  household:\n    s0: {formula: x}\n";
      for (int index = length; index > 0; --index) {
        const std::string number = std::to_string(index);
        const std::string before = std::to_string(index - 1);
        persons += "    p" + number + ": {formula: s" + before + "}\n";
        household += "    s" + number + ":\n      formula: total(persons.p" + number + ")\n";
      }
      return pack_with(persons + household, "s" + std::to_string(length));
    };
    CHECK(decided(across(80)) == "1");
    CHECK(decided(across(1000)) == "reads_too_deep");

    const auto links = [](int length) {
      std::string persons = "  person:\n    q0: {formula: wage}\n";
      for (int index = length; index > 0; --index) {
        const std::string before = "q" + std::to_string(index - 1);
        persons += "    q" + std::to_string(index) + ":\n      formula: if cares_for = null then " + before +
                   " else cares_for." + before + "\n";
      }
      return pack_with(
          persons + "  household:\n    r:\n      formula: total(persons.q" + std::to_string(length) + ")\n",
          "r");
    };
    CHECK(decided(links(120)) == "5");
    CHECK(decided(links(1000)) == "reads_too_deep");
    const LoadedPack loaded = load_text("pack.yaml", links(120));
    REQUIRE(bool(loaded));
    model::RecordBuilder builder{*loaded};
    builder.set("persons.a.wage", 5);  // whom a cares for is not known
    CHECK(answer_of(loaded, builder) == "unknown");
  }

  TEST_CASE("a chain through tables, and one of rules of candidates") {
    const auto tables = [](int length) {
      std::string rules = "  household:\n    t0: {formula: x}\n";
      for (int index = length; index > 0; --index) {
        const std::string name = "t" + std::to_string(index);
        const std::string before = "t" + std::to_string(index - 1);
        rules += "    " + name + ":\n      table: |\n        first | " + before + " || " + name +
                 "\n        a | < 5 || " + before + "\n        b | - || 0\n";
      }
      return pack_with(rules, "t" + std::to_string(length));
    };
    CHECK(decided(tables(110)) == "1");
    CHECK(decided(tables(1000)) == "reads_too_deep");

    const auto candidates = [](int length) {
      return pack_with("  assessed:\n" + chain("    ", "c", length, 0, "count(members)") +
                           "schemes:\n  - scheme: dibao\n    eligible: c" + std::to_string(length) +
                           " > 0\n    amount: 7\n",
                       "amount");
    };
    CHECK(decided(candidates(200)) == "7");
    CHECK(decided(candidates(3000)) == "reads_too_deep");
  }

  TEST_CASE("schemes that read each other in a long chain") {
    const auto schemes = [](int length) {
      std::string text = "  household:\n    r: {formula: x}\nschemes:\n";
      for (int index = length; index > 0; --index) {
        const std::string before = "d" + std::to_string(index - 1);
        text += "  - scheme: d" + std::to_string(index) + "\n    eligible: " +
                (index == 1 ? std::string{"poor"}
                            : "not(" + before + ".qualifies) or " + before + ".amount > 0") +
                "\n    amount: 7\n";
      }
      return pack_with(text, "amount");
    };
    CHECK(decided(schemes(30)) == "7");
    CHECK(decided(schemes(1000)) == "reads_too_deep");
  }

  TEST_CASE("a formula is at most 256 deep") {
    CHECK(decided(pack_with("  household:\n    r:\n      formula: " + wrapped("x", 250) + "\n", "r")) == "1");
    CHECK(decided(pack_with("  household:\n    r:\n      formula: " + wrapped("x", 256) + "\n", "r")) ==
          "expression_too_deep");
    std::string sum = "x";
    for (int index = 0; index < 5000; ++index) sum += " + 1";
    CHECK(decided(pack_with("  household:\n    r:\n      formula: " + sum + "\n", "r")) == "5001");
  }

  TEST_CASE("functions that call functions are written out up to a limit") {
    const auto doubling = [](int depth) {
      std::string functions = "functions:\n  f0: {parameters: {a: number}, formula: a}\n";
      for (int index = 1; index <= depth; ++index) {
        const std::string before = "f" + std::to_string(index - 1) + "(a)";
        functions += "  f" + std::to_string(index) +
                     ":\n    parameters: {a: number}\n    formula: " + before + " + " + before + "\n";
      }
      std::string pack =
          pack_with("  household:\n    r:\n      formula: f" + std::to_string(depth) + "(x)\n", "r");
      return pack.insert(pack.find("rules:"), functions);
    };
    CHECK(decided(doubling(9)) == "512");
    CHECK(decided(doubling(40)) == "functions_too_deep");
    const auto nested = [](int count, int depth) {
      std::string functions = "functions:\n  f0: {parameters: {a: number}, formula: a}\n";
      for (int index = 1; index <= count; ++index) {
        functions += "  f" + std::to_string(index) + ":\n    parameters: {a: number}\n    formula: " +
                     wrapped("f" + std::to_string(index - 1) + "(a)", depth) + "\n";
      }
      std::string pack =
          pack_with("  household:\n    r:\n      formula: f" + std::to_string(count) + "(x)\n", "r");
      return pack.insert(pack.find("rules:"), functions);
    };
    CHECK(decided(nested(2, 200)) == "1");
    CHECK(decided(nested(8, 200)) == "functions_too_deep");
    CHECK(decided(nested(30, 10)) == "1");
    CHECK(decided(nested(100, 1)) == "functions_too_deep");
  }

  TEST_CASE("rules whose names stand on two entities are typed in any order") {
    std::string persons = "  person:\n";
    std::string household = "  household:\n    v0: {formula: x}\n";
    for (int index = 60; index > 0; --index) {
      const std::string name = "v" + std::to_string(index);
      const std::string before = "v" + std::to_string(index - 1);
      persons += "    " + name + ":\n      formula: household." + before + "\n";
      household += "    " + name + ":\n      formula: total(persons." + name + ")\n";
    }
    CHECK(decided(pack_with(persons + household, "v60")) == "1");
  }

  TEST_CASE("a thousand rules load, and a large household is explained, in the time it takes to look") {
    std::string rules = "  household:\n";
    for (int index = 0; index < 1000; ++index) {
      rules += "    r" + std::to_string(index) + ":\n      formula: if poor then x + " +
               std::to_string(index) + " else total(persons[wage > " + std::to_string(index) + "].wage)\n";
    }
    auto start = std::chrono::steady_clock::now();
    const LoadedPack loaded = load_text("pack.yaml", pack_with(rules, "r7"));
    MESSAGE("1,000 rules are loaded in " << seconds_since(start) << " s");
    REQUIRE(bool(loaded));

    const LoadedPack small = load_text(
        "pack.yaml",
        pack_with("  person:\n    own:\n      formula: wage * 2\n  household:\n    r:\n      formula: "
                  "total(persons[own > 4].own) + count(persons[wage > x]) + max(append(persons.own, 0))\n",
                  "r"));
    REQUIRE(bool(small));
    for (const int size : {60, 10'000}) {
      model::RecordBuilder builder{*small};
      model::RecordNode members;
      model::ListNode list;
      for (int index = 0; index < size; ++index) {
        model::MapNode member;
        member.fields.push_back({"id", {}, model::record_node(model::Literal{"m" + std::to_string(index)})});
        member.fields.push_back({"wage", {}, model::record_node(model::Literal{Decimal{index % 7}})});
        list.items.push_back({{}, std::move(member)});
      }
      members.value = std::move(list);
      builder.set("x", 1).set_tree("persons", std::move(members));
      start = std::chrono::steady_clock::now();
      CHECK(answer_of(small, builder) != "failed");
      MESSAGE(size << " members are read and explained in " << seconds_since(start) << " s");
    }
  }
}
