// tests/unit/plan/test_gaps.cpp - a fact that is not given is missed, though its range alone would settle the value.
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
    ready: {type: boolean}
    income: {type: number, unit: CNY/month, decimals: 2, range: [0, 999]}
    persons: {list: person, size: [1, 9]}
  person:
    wage: {type: number, unit: CNY/month, decimals: 0, range: [0, 99]}
)";

[[nodiscard]] Trial with_rule(const std::string& formula) {
  return Trial{std::string{facts} + "rules:\n  household:\n    result:\n      formula: |\n        " +
               formula + "\noutputs: [result]\n"};
}

/// What decide() says beyond explain() about a household where only `ready` is given, and how many it answers one by one.
struct Said {
  std::string differences;
  std::size_t single = 0;
};
[[nodiscard]] Said said(const Trial& trial, const std::string& record) {
  const Decider decider{trial.pack(), day(usual_day)};
  const exec::Batch batch = batch_of(trial, {record});
  return {differences(decider, batch), decider.decide(batch).single.size()};
}

}  // namespace

TEST_SUITE("plan/gaps") {
  TEST_CASE("a comparison that every value in range passes still needs the value") {
    for (const std::string formula : {"income >= 0", "income < 1000", "0 * income = 0", "income * 0 <= 5"}) {
      CAPTURE(formula);
      const Said unknown = said(with_rule(formula), "{ready: true}");
      CHECK(unknown.differences == "");
      CHECK(unknown.single == 1);
      const Said known = said(with_rule(formula), "{income: 12.5}");
      CHECK(known.differences == "");
      CHECK(known.single == 0);
    }
  }

  TEST_CASE("a list that is never empty still needs to be given") {
    for (const std::string formula : {"count(persons) > 0", "count(persons) >= 1 and ready"}) {
      CAPTURE(formula);
      CHECK(said(with_rule(formula), "{ready: true}").differences == "");
      CHECK(said(with_rule(formula), "{ready: true}").single == 1);
      CHECK(said(with_rule(formula), "{ready: true, persons: {a: {wage: 1}}}").single == 0);
    }
  }

  TEST_CASE("members whose fact is not given are missed, though every value in range would do") {
    const Trial trial = with_rule("every one in persons satisfies one.wage >= 0");
    CHECK(said(trial, "{persons: {a: {wage: 1}, b: {}}}").differences == "");
    CHECK(said(trial, "{persons: {a: {wage: 1}, b: {}}}").single == 1);
    CHECK(said(trial, "{persons: {a: {wage: 1}, b: {wage: 0}}}").single == 0);
  }

  TEST_CASE("a division by the number of an unknown list stops nothing") {
    for (const std::string rounding : {"decimal", "round half up", "round up", "floor"}) {
      CAPTURE(rounding);
      const Trial trial = with_rule(rounding + "((income - 500) / count(persons), 2)");
      CHECK(said(trial, "{income: 3}").differences == "");
      CHECK(said(trial, "{income: 3}").single == 1);
      CHECK(said(trial, "{income: 3, persons: {a: {}, b: {}, c: {}}}").differences == "");
      CHECK(said(trial, "{income: 3, persons: {a: {}, b: {}, c: {}}}").single == 0);
    }
  }

  TEST_CASE("a date that no lane holds is kept aside, and answered one by one") {
    const Trial trial{R"(
doudi: 1
pack: trial
facts:
  household:
    since: {type: date}
rules:
  household:
    past:
      formula: since < today()
outputs: [past]
)"};
    CHECK(said(trial, "{since: -999999-01-01}").differences == "");
    CHECK(said(trial, "{since: -999999-01-01}").single == 1);
    CHECK(said(trial, "{since: 2019-01-01}").single == 0);
  }

  TEST_CASE("a scheme for the whole household needs to know who they are") {
    const Trial trial{std::string{facts} + R"(
assess:
  family: {members: persons}
schemes:
  - scheme: help
    assess: family
    eligible: ready
    amount: 10
outputs: [amount]
)"};
    CHECK(said(trial, "{ready: true}").differences == "");
    CHECK(said(trial, "{ready: true}").single == 1);
    CHECK(said(trial, "{ready: true, persons: {a: {}}}").differences == "");
    CHECK(said(trial, "{ready: true, persons: {a: {}}}").single == 0);
  }
}
