// tests/unit/explain/test_evaluate_lifecycle.cpp - one step a month, when it takes effect, and what is handed on.
#include <doctest/doctest.h>

#include "trial.hpp"

using namespace doudi;
using doudi::testing::day;
using doudi::testing::Trial;

namespace {

[[nodiscard]] std::string pack(std::string_view takes_effect, std::string_view more = {}) {
  return R"(
doudi: 1
pack: trial
in_force: {from: 2000-01-01}
parameters:
  base: {unit: CNY/month, from: 2000-01-01, value: 5}
sources: {guess: {title: guess, assumed: true}}
facts:
  household:
    poor: {type: boolean}
    steady: {type: boolean}
    persons: {list: person, size: [0, 9]}
  person:
    age: {type: number, decimals: 0, range: [0, 150]}
rules:
  household:
    points:
      formula: if poor then 3 else 1
schemes:
  - scheme: help
    eligible: poor
    amount: base
  - scheme: kept
    eligible: state = "leaving"
    amount: previous.amount
lifecycle:
  of: [help, kept]
  initial: none
  remember: [points]
)" + std::string{more} +
         "  takes_effect: " + std::string{takes_effect} + R"(
  states:
    none: {}
    helped: {pays: [help]}
    leaving: {pays: [kept]}
  transitions: |
    from    | to      | until      || when                                    || cite
    none    | helped  | -          || poor                                    || guess
    helped  | leaving | 2019-06-30 || not(poor) and otherwise(previous.points, 0) > 2 || -
    helped  | none    | -          || not(poor)                               || -
    leaving | none    | -          || months_in_state >= 12                   || -
outputs: [scheme, amount, state]
)";
}

}  // namespace

TEST_SUITE("explain/evaluate_lifecycle") {
  TEST_CASE("a new case takes a step in the month in which it begins") {
    const Trial trial{pack("this month")};
    const auto answer = trial.explain("{poor: true, persons: {a: {}}, case: null}").answer;
    CHECK(answer.status == explain::Status::decided);
    REQUIRE(answer.case_block.has_value());
    CHECK(answer.case_block->state == "helped");
    CHECK(answer.case_block->since == day("2019-06-01"));
    CHECK(answer.case_block->amount == Decimal{5});
    CHECK(answer.case_block->paid == std::vector<std::string>{"help"});
    REQUIRE(answer.case_block->remembered.size() == 1);
    CHECK(answer.case_block->remembered[0].second.get<Decimal>() == Decimal{3});
  }

  TEST_CASE("asking again in the month of a step changes nothing") {
    const Trial trial{pack("this month")};
    const std::string record =
        "{poor: false, persons: {a: {}}, case: {state: helped, since: 2019-06-01, amount: 5, paid: [help], "
        "points: 3}}";
    CHECK(trial.output(record, "state", "2019-06-30") == "helped");
    CHECK(trial.output(record, "state", "2019-07-01") == "none");
  }

  TEST_CASE("a transition may be taken until its last day") {
    const Trial trial{pack("this month")};
    const std::string record =
        "{poor: false, persons: {a: {}}, case: {state: helped, since: 2019-05-01, amount: 5, paid: [help], "
        "points: 3}}";
    const auto answer = trial.explain(record, "2019-06-30").answer;
    CHECK(answer.case_block->state == "leaving");
    CHECK(answer.case_block->amount == Decimal{5});
    CHECK(trial.output(record, "state", "2019-07-01") == "none");
  }

  TEST_CASE("months are counted by the calendar") {
    const Trial trial{pack("this month")};
    const std::string record =
        "{poor: false, persons: {a: {}}, case: {state: leaving, since: 2018-06-01, amount: 5, paid: [kept], "
        "points: 1}}";
    CHECK(trial.output(record, "state", "2019-05-31") == "leaving");
    CHECK(trial.output(record, "state", "2019-06-01") == "none");
    CHECK(trial.explain(record, "2019-05-31").answer.case_block->since == day("2018-06-01"));
  }

  TEST_CASE("with effect next month the old state still pays") {
    const Trial trial{pack("next month")};
    const auto first = trial.explain("{poor: true, persons: {a: {}}, case: null}");
    CHECK(trial.output("{poor: true, persons: {a: {}}, case: null}", "state") == "none");
    REQUIRE(first.answer.case_block.has_value());
    CHECK(first.answer.case_block->state == "helped");
    CHECK(first.answer.case_block->since == day("2019-07-01"));
    CHECK(first.answer.case_block->amount == Decimal{0});
    CHECK(first.answer.case_block->paid.empty());
  }

  TEST_CASE("an absent case is unknown, unless the pack reads it as a new one and says so") {
    const Trial strict{pack("this month")};
    const auto unknown = strict.explain("{poor: true, persons: {a: {}}}").answer;
    CHECK(unknown.status == explain::Status::undetermined);
    CHECK(unknown.missing == std::vector<std::string>{"case"});
    const Trial lenient{pack("this month", "  absent: initial\n  cite: guess\n")};
    const auto answer = lenient.explain("{poor: true, persons: {a: {}}}").answer;
    CHECK(answer.status == explain::Status::decided);
    CHECK(answer.case_block->state == "helped");
    CHECK(answer.defaulted == std::vector<std::string>{"case"});
  }

  TEST_CASE("what rests on an assumed source is listed") {
    const Trial trial{pack("this month")};
    const auto answer = trial.explain("{poor: true, persons: {a: {}}, case: null}").answer;
    CHECK(answer.assumed == std::vector<std::string>{"lifecycle#none -> helped"});
    CHECK(trial.explain("{poor: false, persons: {a: {}}, case: null}").answer.assumed.empty());
  }

  TEST_CASE("a part of the case that is missing is named where it matters") {
    const Trial trial{pack("this month")};
    const auto answer = trial
                            .explain(
                                "{poor: false, persons: {a: {}}, case: {state: leaving, since: 2019-01-01, "
                                "paid: [kept], points: 1}}")
                            .answer;
    CHECK(answer.missing == std::vector<std::string>{"case.amount"});
    CHECK(answer.undetermined.back().first == "case");
  }
}
