// tests/unit/explain/test_answer.cpp - status, what is missing, defaulted and assumed, the trace behind it.
#include <algorithm>
#include <stdexcept>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"

#include "trial.hpp"

using namespace doudi;
using doudi::testing::day;
using doudi::testing::Trial;
using explain::NamedValue;
using explain::Operand;

namespace {

const Trial& trial() {
  static const Trial shared{R"(
doudi: 1
pack: trial
in_force: {from: 2018-01-01}
sources: {law: {title: law}, guess: {title: guess, assumed: true}}
facts:
  household:
    land: {type: number, decimals: 2, range: [0, 999], default: 0, cite: law}
    unread: {type: number, decimals: 0, range: [0, 9], default: 1, cite: law}
    persons: {list: person, size: [1, 9]}
  person:
    wage: {type: number, decimals: 2, range: [0, 9999]}
parameters:
  limit: {from: 2018-01-01, cite: guess, value: 100}
  other: {from: 2018-01-01, cite: guess, value: 1}
rules:
  person:
    counted:
      cite: law 2
      formula: wage * 0.9
  household:
    per_head:
      cite: law 3
      formula: round half up((total(persons.counted) + land) / count(persons), 2)
    level:
      table: |
        first  | per_head       || level  || cite
        low    | < limit        || "low"  || law 4
        middle | [limit..1000)  || "mid"  || guess
        high   | -              || "high" || law 4
    aside:
      formula: other * 2 + unread
outputs: [per_head, level, persons.counted]
)"};
  return shared;
}

[[nodiscard]] const NamedValue& named(const explain::Explanation& explanation, std::string_view path) {
  const auto found = std::find_if(explanation.values.begin(), explanation.values.end(),
                                  [&](const NamedValue& each) { return each.path == path; });
  REQUIRE_MESSAGE(found != explanation.values.end(), path);
  return *found;
}

void check_operand(const Operand& operand, std::size_t value, std::size_t step) {
  if (operand.kind == Operand::Kind::value) CHECK(operand.index < value);
  if (operand.kind == Operand::Kind::step) CHECK(operand.index < step);
}

}  // namespace

TEST_SUITE("explain/answer") {
  TEST_CASE("an answer says what it rests on, and nothing else") {
    const auto answer = trial().explain("{persons: {a: {wage: 200}, b: {wage: 0}}}").answer;
    CHECK(answer.status == explain::Status::decided);
    CHECK(answer.defaulted == std::vector<std::string>{"land"});
    CHECK(answer.assumed == std::vector<std::string>{"limit@2018-01-01"});
    const auto richer = trial().explain("{land: 5, persons: {a: {wage: 400}, b: {wage: 0}}}").answer;
    CHECK(richer.defaulted.empty());
    CHECK(richer.assumed == std::vector<std::string>{"level#middle", "limit@2018-01-01"});
  }

  TEST_CASE("a value below the root says whose it is") {
    const auto answer = trial().explain("{persons: {b: {wage: 200}, a: {wage: 10}}}").answer;
    CHECK(answer.outputs[2].members == std::vector<std::string>{"a", "b"});
  }

  TEST_CASE("a missing fact makes the outputs that need it undetermined") {
    const auto answer = trial().explain("{land: 1, persons: {a: {wage: 200}, b: {}}}").answer;
    CHECK(answer.status == explain::Status::undetermined);
    CHECK(answer.missing == std::vector<std::string>{"persons.b.wage"});
    CHECK(answer.undetermined.size() == 3);
    CHECK(answer.undetermined[0].first == "per_head");
  }

  TEST_CASE("a date outside of the pack's own is an error of the whole answer") {
    const auto explanation = trial().explain("{persons: {a: {wage: 200}}}", "2017-12-31");
    CHECK(explanation.answer.status == explain::Status::error);
    REQUIRE(explanation.answer.errors.size() == 1);
    CHECK(explanation.answer.errors[0].code == text::Code::not_in_force);
    CHECK(explanation.answer.errors[0].output.empty());
    CHECK(explanation.values.empty());
  }

  TEST_CASE("the trace refers backwards only, and each value ends in what it was got from") {
    const auto explanation = trial().explain("{persons: {a: {wage: 200}, b: {wage: 31.5}}}");
    for (std::size_t i = 0; i < explanation.values.size(); ++i) {
      const NamedValue& value = explanation.values[i];
      for (std::size_t k = 0; k < value.steps.size(); ++k) {
        for (const Operand& operand : value.steps[k].operands) check_operand(operand, i, k);
      }
      check_operand(value.result, i, value.steps.size());
      for (const std::uint32_t read : value.reads) CHECK(read < i);
    }
  }

  TEST_CASE("a derived value has its formula, its article, its row and its rounding step") {
    const auto explanation = trial().explain("{persons: {a: {wage: 200}, b: {wage: 31.55}}}");
    const NamedValue& per_head = named(explanation, "per_head");
    CHECK(per_head.formula == "round half up((total(persons.counted) + land) / count(persons), 2)");
    CHECK(per_head.cites.front().locator == "3");
    CHECK(per_head.steps.back().operation == "round half up");
    CHECK(per_head.value.get<Decimal>() == Decimal::parse("104.2").value());
    CHECK(named(explanation, "level").rows == std::vector<std::string>{"middle"});
    CHECK(named(explanation, "limit@2018-01-01").kind == NamedValue::Kind::parameter);
    CHECK(named(explanation, "persons.b.counted").value.get<Decimal>() == Decimal::parse("28.395").value());
    CHECK(named(explanation, "land").defaulted);
  }

  TEST_CASE("a value set by hand is seen by its readers") {
    const auto record = trial().record("{persons: {a: {wage: 200}}}", day("2019-06-15"));
    const auto rule = [&](std::string_view name) {
      for (std::uint32_t i = 0; i < trial().pack().rules.size(); ++i) {
        if (trial().pack().rules[i].name == name) return model::RuleId{i};
      }
      throw std::invalid_argument("no such rule");
    };
    explain::Request request;
    request.pins.push_back({{rule("per_head"), {model::EntityId{0}, 0}}, Decimal{1000}});
    request.wanted.push_back({rule("aside"), {model::EntityId{0}, 0}});
    const auto explanation = explain::explain(trial().pack(), record, day("2019-06-15"), request);
    CHECK(explanation.answer.outputs[1].value.get<std::string>() == "high");
    REQUIRE(explanation.wanted.size() == 1);
    CHECK(explanation.wanted[0].get<Decimal>() == Decimal{3});
  }
}
