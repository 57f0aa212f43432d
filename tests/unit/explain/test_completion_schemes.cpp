// tests/unit/explain/test_completion_schemes.cpp - the two promises about missing facts, for schemes and the lifecycle.
#include <doctest/doctest.h>

#include "doudi/model/record_node.hpp"

#include "completion.hpp"
#include "trial.hpp"

using namespace doudi;
using doudi::testing::Completions;
using doudi::testing::day;
using doudi::testing::Domain;
using doudi::testing::domain;
using doudi::testing::Trial;
using model::Literal;

namespace {

[[nodiscard]] std::vector<Literal> numbers(std::initializer_list<int> values) {
  std::vector<Literal> result;
  for (const int value : values) result.emplace_back(Decimal{value});
  return result;
}
const std::vector<Literal> booleans{true, false};

void two_persons(model::RecordBuilder& builder) {
  builder.set_tree("persons.p", model::RecordNode{{}, model::MapNode{}});
  builder.set_tree("persons.q", model::RecordNode{{}, model::MapNode{}});
}

constexpr std::string_view persons = R"(
doudi: 1
pack: trial
facts:
  household:
    flag: {type: boolean}
    persons: {list: person, size: [0, 9]}
  person:
    able: {type: boolean}
    weak: {type: boolean}
    wage: {type: number, unit: CNY/month, decimals: 0, range: [0, 9]}
)";

}  // namespace

TEST_SUITE("explain/completion_schemes") {
  TEST_CASE("candidates, remaining members, verdicts and grants") {
    const Trial trial{std::string{persons} + R"(
assess:
  everyone: {each: persons}
  household_left: {members: remaining}
  weak_ones:
    each: remaining
    where: weak
  all_weak:
    members: persons[weak]
rules:
  household:
    over:
      formula: whole.amount > 3
  assessed:
    income:
      formula: total(members.wage)
schemes:
  - scheme: care
    assess: everyone
    then: go on
    eligible: not(able)
    amount: 2
  - scheme: whole
    assess: household_left
    conditions: |
      all   | condition    || en
      low   | income < 3   || income too high
      ready | flag         || not ready
    amount: 4 - income
  - scheme: single
    assess: weak_ones
    eligible: wage < 1 and not(whole.qualifies)
    amount: 1
  - scheme: visit
    assess: all_weak
    covers: nobody
    eligible: income > 0
    amount: 0
outputs: [scheme, covered, amount, grants, over]
)"};
    const Completions completions{
        trial.pack(),
        {domain("flag", booleans), domain("persons.p.able", booleans), domain("persons.q.able", {false}),
         domain("persons.p.weak", booleans), domain("persons.q.weak", {true}),
         domain("persons.p.wage", numbers({0, 2})), domain("persons.q.wage", numbers({0, 2}))},
        day("2019-06-15"),
        two_persons};
    const auto counts = completions.check();
    CHECK(counts.decided > 3000);
    CHECK(counts.undecided > 3000);
  }

  TEST_CASE("a case takes its step, whatever of it is not known") {
    for (const std::string_view takes_effect : {"this month", "next month"}) {
      const Trial trial{std::string{persons} + R"(
assess:
  whole_household: {members: persons}
schemes:
  - scheme: help
    assess: whole_household
    eligible: total(members.wage) < 3
    amount: 3
  - scheme: exit
    assess: whole_household
    eligible: state = "leaving"
    amount: previous.amount
  - scheme: other
    assess: whole_household
    eligible: flag
    amount: 1
lifecycle:
  of: [help, exit]
  initial: none
  takes_effect: )" + std::string{takes_effect} +
                        R"(
  states:
    none: {}
    helped: {pays: [help]}
    leaving: {pays: [exit]}
  transitions: |
    from    | to      || when
    none    | helped  || help.qualifies
    helped  | leaving || not(help.qualifies) and flag
    helped  | none    || not(help.qualifies)
    leaving | helped  || help.qualifies and months_in_state > 1
    leaving | none    || months_in_state >= 2
outputs: [scheme, covered, amount, state]
)"};
      const auto set_case = [](std::string state, std::string since) {
        return [state, since](model::RecordBuilder& builder) {
          builder.set("case.state", state)
              .set("case.since", Date::parse(since).value())
              .set("case.amount", Decimal{3});
          builder.set_list("case.paid", {Literal{std::string{"help"}}});
        };
      };
      Domain stands{
          "case",
          {[](model::RecordBuilder& builder) { builder.set("case", model::Null{}); },
           set_case("none", "2019-01-01"), set_case("helped", "2019-06-01"), set_case("helped", "2019-05-01"),
           set_case("leaving", "2019-04-01"), set_case("leaving", "2019-05-01")}};
      const Completions completions{
          trial.pack(),
          {stands, domain("flag", booleans), domain("persons.p.wage", numbers({0, 2})),
           domain("persons.q.wage", numbers({0, 2}))},
          day("2019-06-15"),
          two_persons};
      const auto counts = completions.check();
      CHECK(counts.decided > 500);
      CHECK(counts.undecided > 500);
    }
  }

  TEST_CASE("parts of a case may be missing one by one") {
    const Trial trial{std::string{persons} + R"(
assess:
  whole_household: {members: persons}
schemes:
  - scheme: help
    assess: whole_household
    eligible: total(members.wage) < 3
    amount: if list contains(previous.paid, "help") then previous.amount else 2
lifecycle:
  of: [help]
  initial: none
  takes_effect: this month
  states:
    none: {}
    helped: {pays: [help]}
  transitions: |
    from    | to      || when
    none    | helped  || help.qualifies
    helped  | none    || not(help.qualifies)
outputs: [scheme, amount, state]
)"};
    const Completions completions{
        trial.pack(),
        {domain("case.state", {std::string{"none"}, std::string{"helped"}}),
         domain("case.since", {day("2019-06-01"), day("2019-05-01")}), domain("case.amount", numbers({1})),
         Domain{"case.paid",
                {[](model::RecordBuilder& builder) { builder.set_list("case.paid"); },
                 [](model::RecordBuilder& builder) {
                   builder.set_list("case.paid", {Literal{std::string{"help"}}});
                 }}},
         domain("persons.p.wage", numbers({0, 2})), domain("persons.q.wage", numbers({2}))},
        day("2019-06-15"),
        [](model::RecordBuilder& builder) {
          two_persons(builder);
          builder.set_tree("case", model::RecordNode{{}, model::MapNode{}});
        }};
    const auto counts = completions.check();
    CHECK(counts.decided > 300);
    CHECK(counts.undecided > 300);
  }
}
