// tests/unit/plan/test_compile.cpp - what has no columns is noted with its reason, and answered as explain() does.
#include <doctest/doctest.h>

#include "../exec/column_trial.hpp"

using namespace doudi;
using namespace doudi::exec::testing;
using doudi::testing::day;
using doudi::testing::Trial;

namespace {

constexpr std::string_view facts = R"(
doudi: 1
pack: trial
facts:
  household:
    name: {type: text}
    x: {type: number, decimals: 2, range: [0, 100]}
    z: {type: number, decimals: 2, range: [-9, 100]}
    divisor: {type: number, decimals: 0, range: [-2, 9]}
    scores: {list: number, decimals: 0, range: [0, 100]}
    persons: {list: person, size: [0, 9]}
  person:
    wage: {type: number, decimals: 0, range: [0, 99]}
    plots: {list: plot}
  plot:
    area: {type: number, decimals: 0, range: [0, 9]}
)";

const std::vector<std::string>& records() {
  static const std::vector<std::string> shared{
      "{name: ab, x: 1.25, z: -3, divisor: 2, scores: [1, 2], persons: {a: {wage: 5, plots: [{id: p, area: "
      "1}]}}}",
      "{name: b, x: 99.5, z: 4.75, divisor: -1, scores: [], persons: {}}",
      "{x: 0, persons: {a: {wage: 1}, b: {wage: 7, plots: []}}}", "{}"};
  return shared;
}

[[nodiscard]] Trial with_rules(const std::string& rules, const std::string& outputs = "result") {
  return Trial{std::string{facts} + "rules:\n" + rules + "outputs: [" + outputs + "]\n"};
}
[[nodiscard]] Trial with_formula(const std::string& formula) {
  return with_rules("  household:\n    result:\n      formula: |\n        " + formula + "\n");
}

/// The reasons why something has no columns, each once; both programs must give the same.
[[nodiscard]] std::string reasons(const Decider& decider) {
  const auto listed = [](const plan::Program& program) {
    std::string text;
    for (const plan::Plain& plain : program.plain) {
      if (text.find(plain.why) == std::string::npos) text += plain.what + ": " + plain.why + '\n';
    }
    return text;
  };
  const std::string without = listed(decider.program());
  return listed(decider.program_with_gaps()) == without ? without : "the two programs differ";
}

struct Row {
  std::string formula;
  std::string reason;  ///< part of it
};

}  // namespace

TEST_SUITE("plan/compile") {
  TEST_CASE("what has no columns is noted with its reason, left open, and answered as explain() does") {
    const std::vector<Row> rows{{"string length(name)", "string length"},
                                {"z + string length(name)", "string length"},
                                {"total(scores)", "scores"},
                                {"x ** 2", "powers"},
                                {"total(for one in persons return one.wage * x)", "as values"}};
    for (const Row& row : rows) {
      CAPTURE(row.formula);
      const Trial trial = with_formula(row.formula);
      const Decider decider{trial.pack(), day(usual_day)};
      CAPTURE(reasons(decider));
      CHECK(reasons(decider).find(row.reason) != std::string::npos);
      const exec::Batch batch = batch_of(trial, records());
      CHECK(differences(decider, batch) == "");
      CHECK(decider.decide(batch).single.size() == records().size());
    }
  }

  TEST_CASE("what has columns is noted nowhere and decided by them") {
    for (const std::string formula :
         {"x + z", "x * z - 3", "max(x, z)", "round half up(x / 3, 1)", "count(persons)",
          "total(persons.wage)", "count(persons[wage > 3])", "decimal(x / 7, 2)", "if x > z then x else z",
          "some one in persons satisfies one.wage > x"}) {
      CAPTURE(formula);
      const Trial trial = with_formula(formula);
      const Decider decider{trial.pack(), day(usual_day)};
      CHECK(reasons(decider) == "");
      const exec::Batch given = batch_of(trial, {records()[0], records()[1]});
      CHECK(differences(decider, given) == "");
      CHECK(decider.decide(given).single.empty());
      CHECK(differences(decider, batch_of(trial, records())) == "");
    }
  }

  TEST_CASE("only households for which it matters go through the plain evaluator") {
    const Trial trial = with_rules(R"(  household:
    squared:
      formula: x ** 2
    result:
      formula: if z < 0 then squared else z
)");
    const Decider decider{trial.pack(), day(usual_day)};
    CHECK(reasons(decider) == "rule squared: powers\n");
    const exec::Batch batch = batch_of(trial, {records()[0], records()[1], records()[1], records()[0]});
    CHECK(decider.decide(batch).results.open == std::vector<std::uint8_t>{1, 0, 0, 1});
    CHECK(differences(decider, batch) == "");
  }

  TEST_CASE("a divisor that may be negative is divided by where it is positive, and left open elsewhere") {
    const Trial trial = with_formula("if divisor = 0 then 0 else decimal(x / divisor, 2)");
    const Decider decider{trial.pack(), day(usual_day)};
    CHECK(reasons(decider) == "");
    const exec::Batch batch =
        batch_of(trial, {"{x: 1.25, divisor: 2}", "{x: 1, divisor: -1}", "{x: 1, divisor: 9}"});
    CHECK(decider.decide(batch).results.open == std::vector<std::uint8_t>{0, 1, 0});
    CHECK(differences(decider, batch) == "");
  }

  TEST_CASE("a day on which the pack is not in force leaves everything to the plain evaluator") {
    std::string pack{facts};
    pack.insert(pack.find("facts:"), "in_force: {from: 2019-01-01}\n");
    const Trial trial{pack + "rules:\n  household:\n    result: {formula: x}\noutputs: [result]\n"};
    const Decider before{trial.pack(), day("2018-12-31")};
    CHECK(reasons(before).find("not in force") != std::string::npos);
    CHECK(before.program().outputs.empty());
    CHECK(differences(before, batch_of(trial, records())) == "");
    CHECK(reasons(Decider{trial.pack(), day("2019-01-01")}) == "");
  }

  TEST_CASE("a program keeps only nodes that its outputs need, operands before what uses them") {
    const Trial trial = with_rules(R"(  household:
    idle:
      formula: x * 77
    result:
      formula: x * 5 + total(persons.wage)
)");
    const plan::Program program = plan::compile(trial.pack(), day(usual_day), false);
    for (plan::NodeId id = 0; id < program.nodes.size(); ++id) {
      const plan::Node& node = program.nodes[id];
      CHECK(node.immediate != 77);
      for (const plan::NodeId operand : {node.a, node.b, node.c}) {
        if (operand != plan::no_node) CHECK(operand < id);
      }
    }
    CHECK(program.open == plan::no_node);
    CHECK(plan::compile(trial.pack(), day(usual_day), true).open != plan::no_node);
    CHECK(plan::disassemble(program).find("multiply") != std::string::npos);
  }
}
