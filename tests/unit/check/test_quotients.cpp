// tests/unit/check/test_quotients.cpp - the quotient rule: what it allows is the same in decimal128 and in exact fractions.
#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/model/record_builder.hpp"

#include "pack_checking.hpp"
#include "random_quotients.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

constexpr std::array<std::string_view, 6> signs{"<", "<=", ">", ">=", "=", "!="};

bool compare(const Fraction& lhs, std::string_view sign, const Fraction& rhs) {
  if (sign == "<") return lhs < rhs;
  if (sign == "<=") return lhs <= rhs;
  if (sign == ">") return lhs > rhs;
  if (sign == ">=") return lhs >= rhs;
  return (lhs == rhs) == (sign == "=");
}

/// A rule and what it should give.
struct Wanted {
  std::string formula;
  std::function<std::string(const Facts&)> value;
  bool on_the_edge = false;  // for the first record: a tie, or a comparison of equals
};

std::string pack_of(const std::vector<Wanted>& rules) {
  std::string pack = R"(doudi: 1
pack: quotients
sources:
  law: {title: the law}
facts:
  household:
    a: {type: number, decimals: 2, range: [-99999.99, 99999.99]}
    b: {type: number, decimals: 2, range: [-99999.99, 99999.99]}
    c: {type: number, decimals: 2, range: [-99999.99, 99999.99]}
    k: {type: number, decimals: 0, range: [1, 20]}
    m: {type: number, decimals: 0, range: [1, 20]}
    d: {type: number, decimals: 1, range: [0.1, 9.9]}
    t: {type: boolean}
parameters:
  share: {cite: law, value: 1/3}
functions:
  half_of:
    parameters: {x: number}
    formula: x / 2
rules:
  household:
)";
  std::string outputs;
  for (std::size_t index = 0; index < rules.size(); ++index) {
    const std::string name = "r" + std::to_string(index);
    pack += "    " + name + ":\n      formula: |\n        " + rules[index].formula + "\n";
    outputs += (outputs.empty() ? "" : ", ") + name;
  }
  return pack + "outputs: [" + outputs + "]\n";
}

model::Record record_of(const model::Pack& pack, const Facts& facts) {
  model::RecordBuilder builder{pack};
  for (const auto& [name, value] : facts) {
    if (name == "t") {
      builder.set(name, value == 1);
    } else {
      builder.set(name, *Decimal::parse(decimal_text(value, 2)));
    }
  }
  auto record = builder.finish(*Date::parse("2020-01-01"));
  REQUIRE(record.has_value());
  return *record;
}

std::string shown(const explain::Value& value) {
  if (const auto* number = value.get_if<Decimal>()) return number->text();
  if (const auto* boolean = value.get_if<bool>()) return *boolean ? "true" : "false";
  return "no value";
}

/// Rounded and compared quotients, near the places where it matters for the given facts.
std::vector<Wanted> random_rules(FormulaWriter& writer, const Facts& facts, int count) {
  std::vector<Wanted> rules;
  for (int index = 0; index < count; ++index) {
    Formula quotient = writer.quotient(writer.below(4));
    bool tie = false;
    if (writer.below(2) == 0) {
      const int decimals = writer.below(4);
      quotient = writer.near_tie(quotient, facts, decimals);
      tie = denominator(Fraction{quotient.value(facts) * Fraction{power_of_ten(decimals + 1)}}) == 1;
    }
    const Formula rounded = writer.rounding(quotient);
    rules.push_back(
        {rounded.text,
         [rounded](const Facts& of) { return Decimal::parse(decimal_text(rounded.value(of), 6))->text(); },
         tie});
    const std::string_view sign = signs[static_cast<std::size_t>(writer.below(6))];
    const int decimals = writer.below(7);
    const Fraction near = rounded_fraction(quotient.value(facts), decimals, RoundingMode::half_even);
    const bool first = writer.below(2) == 0;
    const std::string limit = decimal_text(near, decimals);
    rules.push_back({first ? quotient.text + " " + std::string{sign} + " " + limit
                           : limit + " " + std::string{sign} + " " + quotient.text,
                     [quotient, sign, near, first](const Facts& of) -> std::string {
                       const Fraction value = quotient.value(of);
                       return (first ? compare(value, sign, near) : compare(near, sign, value)) ? "true"
                                                                                                : "false";
                     },
                     quotient.value(facts) == near});
  }
  return rules;
}

}  // namespace

TEST_SUITE("check/quotients") {
  TEST_CASE("fractions round as they should, so that they can judge") {
    const Fraction half{5, 2};
    CHECK(rounded_fraction(half, 0, RoundingMode::half_even) == 2);
    CHECK(rounded_fraction(half, 0, RoundingMode::half_up) == 3);
    CHECK(rounded_fraction(-half, 0, RoundingMode::half_up) == -3);
    CHECK(rounded_fraction(-half, 0, RoundingMode::half_down) == -2);
    CHECK(rounded_fraction(Fraction{-1, 3}, 1, RoundingMode::up) == Fraction{-4, 10});
    CHECK(rounded_fraction(Fraction{-1, 3}, 1, RoundingMode::floor) == Fraction{-4, 10});
    CHECK(rounded_fraction(Fraction{-1, 3}, 1, RoundingMode::ceiling) == Fraction{-3, 10});
    CHECK(decimal_text(Fraction{-7, 20}, 2) == "-0.35");
    CHECK(decimal_text(Fraction{120}, 2) == "120.00");
  }

  TEST_CASE("what the rule allows gives the same value in decimal128 and in exact fractions") {
    constexpr std::uint32_t packs = 30;
    int compared = 0;
    int on_the_edge = 0;
    for (std::uint32_t seed = 1; seed <= packs; ++seed) {
      FormulaWriter writer{seed};
      std::vector<Facts> records{writer.facts()};
      const std::vector<Wanted> rules = random_rules(writer, records[0], 30);
      on_the_edge += static_cast<int>(std::ranges::count(rules, true, &Wanted::on_the_edge));
      for (int more = 0; more < 4; ++more) records.push_back(writer.facts());
      const LoadedPack loaded = load_text("pack.yaml", pack_of(rules));
      INFO("seed " << seed << "\n" << loaded.report(text::Language::en));
      REQUIRE(bool(loaded));
      for (const Facts& facts : records) {
        const auto explanation =
            explain::explain(*loaded, record_of(*loaded, facts), *Date::parse("2020-01-01"));
        for (std::size_t index = 0; index < rules.size(); ++index) {
          const std::string found = shown(explanation.answer.outputs[index].value);
          const std::string wanted = rules[index].value(facts);
          INFO("seed " << seed << ": " << rules[index].formula);
          CHECK(found == wanted);
          ++compared;
        }
      }
    }
    CHECK(compared == 9'000);
    CHECK(on_the_edge > 200);
  }

  TEST_CASE("what it refuses is refused, and accepted once the quotients are rounded") {
    FormulaWriter writer{7};
    const auto refused = [&](const std::string& formula) {
      const std::string codes = codes_of(pack_of({{formula, {}}}));
      return codes.find("quotient") != std::string::npos ? "quotient" : codes;
    };
    for (int round = 0; round < 15; ++round) {
      const std::array<std::string, 2> quotients{writer.quotient(writer.below(3)).text,
                                                 writer.quotient(writer.below(3)).text};
      const std::string exact = writer.exact(1).text;
      const auto forms = [&](const std::string& one, const std::string& other) {
        return std::array<std::string, 18>{
            "(" + one + ") * " + exact,
            exact + " * (" + one + ")",
            exact + " / (" + one + ")",
            "(" + one + ") + (" + other + ")",
            "(" + one + ") - (" + other + ")",
            "(" + one + ") < (" + other + ")",
            "(" + one + ") = (" + other + ")",
            "(" + one + ") between 1 and (" + other + ")",
            "max(" + one + ", " + other + ")",
            "sum(" + one + ", " + other + ")",
            "(" + one + ") ** 2",
            "modulo(" + one + ", 3)",
            "sort([" + one + ", " + other + "])",
            "distinct values([" + one + ", " + other + "])",
            "list contains([" + one + "], " + other + ")",
            "(" + one + ") in ([" + other + ", 1])",
            "[" + one + "] = [" + other + "]",
            "total(append([1], " + one + "))",
        };
      };
      const auto rounded = [](const std::string& text) { return "round half up(" + text + ", 2)"; };
      const auto bad = forms(quotients[0], quotients[1]);
      const auto good = forms(rounded(quotients[0]), rounded(quotients[1]));
      for (std::size_t index = 0; index < bad.size(); ++index) {
        CAPTURE(bad[index]);
        CHECK(refused(bad[index]) == "quotient");
        CHECK(refused(good[index]) == "");
      }
    }
  }

  TEST_CASE("the message shows the formula with its divisions last, which is accepted") {
    const auto better = [](std::string_view formula) {
      const LoadedPack loaded = with_formula(formula).load();
      return codes_of(loaded) + ": " + hinted(loaded, text::Hint::divide_last, "formula");
    };
    CHECK(better("income / 3 * heads") == "quotient_multiplied: income * heads / 3");
    CHECK(better("income / heads * 2 / 7 * ratio") == "quotient_multiplied: income * 2 * ratio / heads / 7");
    CHECK(better("income * (heads / 3)") == "quotient_multiplied: (not said)");
    CHECK(said("income * heads / 3") == "CNY/month");
    CHECK(said("income * 2 * ratio / heads / 7") == "CNY/month");
    CHECK(hinted(with_formula("income / 3 * heads").load(), text::Hint::round_first, "") == "");
  }

  TEST_CASE("the example of the rule: the product brings the 34th digit to light") {
    CHECK(said("round up((632 - 1894 / heads) * heads, 0)") == "quotient_multiplied");
    CHECK(said("round up(632 * heads - 1894, 0)") == "number");
  }
}
