// tests/unit/explain/test_evaluate_schemes.cpp - verdicts with their reasons, grants, amounts that fail.
#include <algorithm>

#include <doctest/doctest.h>

#include "trial.hpp"

using namespace doudi;
using doudi::testing::Trial;

namespace {

const Trial& trial() {
  static const Trial shared{R"(
doudi: 1
pack: trial
facts:
  household:
    ready: {type: boolean}
    extra: {type: number, unit: CNY/month, decimals: 0, range: [0, 99]}
    persons: {list: person, size: [0, 9]}
  person:
    able: {type: boolean}
    wage: {type: number, unit: CNY/month, decimals: 0, range: [0, 99]}
assess:
  everyone: {each: persons}
  left_over: {members: remaining}
rules:
  assessed:
    income:
      formula: total(members.wage)
schemes:
  - scheme: care
    assess: everyone
    then: go on
    conditions: |
      all  | condition || zh       | en       || cite
      able | not(able) || 有能力   | is able  || law 1
      poor | wage < 5  || 有收入   | has wage || law 2
    amount: 10
  - scheme: whole
    assess: left_over
    eligible: income < 20 and ready
    amount:
      base: 20 - income
      more: extra - 8
  - scheme: late
    assess: everyone
    from: 2020-01-01
    eligible: ready
    amount: 1
  - scheme: last
    assess: left_over
    covers: nobody
    eligible: ready
    amount: 0
sources:
  law: {title: law}
outputs: [scheme, covered, amount, grants]
)"};
  return shared;
}

[[nodiscard]] const explain::SchemeVerdict& verdict(const explain::Explanation& explanation,
                                                    std::string_view name) {
  const auto found = std::find_if(explanation.schemes.begin(), explanation.schemes.end(),
                                  [&](const auto& each) { return each.name == name; });
  REQUIRE(found != explanation.schemes.end());
  return *found;
}

}  // namespace

TEST_SUITE("explain/evaluate_schemes") {
  TEST_CASE("a scheme that goes on leaves the others to the next") {
    const auto answer =
        trial()
            .explain(
                "{ready: true, extra: 9, persons: {a: {able: false, wage: 0}, b: {able: true, wage: 8}}}")
            .answer;
    CHECK(answer.status == explain::Status::decided);
    REQUIRE(answer.grants.has_value());
    REQUIRE(answer.grants->size() == 2);
    CHECK((*answer.grants)[0].scheme == "care");
    CHECK((*answer.grants)[0].covered == std::vector<std::string>{"a"});
    CHECK((*answer.grants)[1].scheme == "whole");
    CHECK((*answer.grants)[1].covered == std::vector<std::string>{"b"});
    CHECK((*answer.grants)[1].amount == Decimal{13});
  }

  TEST_CASE("every failed condition is a reason, also of candidates that were rejected") {
    const auto explanation = trial().explain(
        "{ready: false, extra: 9, persons: {a: {able: true, wage: 7}, b: {able: true, wage: 1}}}");
    const auto& care = verdict(explanation, "care");
    CHECK(care.qualifies.is(false));
    REQUIRE(care.candidates.size() == 2);
    CHECK(care.candidates[0].name == "a");
    REQUIRE(care.candidates[0].conditions.size() == 2);
    CHECK(care.candidates[0].conditions[0].value.is(false));
    CHECK(care.candidates[0].conditions[1].value.is(false));
    CHECK(care.candidates[1].conditions[1].value.is(true));
    CHECK(care.amount.get<Decimal>() == Decimal{0});
    CHECK(explanation.answer.grants->empty());
  }

  TEST_CASE("nothing granted: none, nobody, zero") {
    const std::string record = "{ready: false, extra: 9, persons: {a: {able: true, wage: 7}}}";
    CHECK(trial().output(record, "scheme") == "none");
    CHECK(trial().output(record, "covered") == "[]");
    CHECK(trial().output(record, "amount") == "0");
  }

  TEST_CASE("an empty list is no candidate") {
    const auto explanation = trial().explain("{ready: true, extra: 9, persons: {}}");
    CHECK(verdict(explanation, "whole").candidates.empty());
    CHECK(verdict(explanation, "whole").qualifies.is(false));
    CHECK(trial().output("{ready: true, extra: 9, persons: {}}", "scheme") == "none");
  }

  TEST_CASE("a scheme does not exist on days without a version of it") {
    const std::string record = "{ready: true, extra: 9, persons: {a: {able: true, wage: 30}}}";
    CHECK_FALSE(verdict(trial().explain(record, "2019-12-31"), "late").in_force);
    CHECK(trial().output(record, "scheme", "2019-12-31") == "last");
    CHECK(trial().output(record, "scheme", "2020-01-01") == "late");
  }

  TEST_CASE(
      "an amount is the sum of its parts, and a negative one of a candidate that qualifies is a failure") {
    const std::string fine = "{ready: true, extra: 9, persons: {a: {able: true, wage: 19}}}";
    CHECK(trial().output(fine, "amount") == "2");
    const auto explanation = trial().explain(fine);
    REQUIRE(verdict(explanation, "whole").candidates.size() == 1);
    CHECK(verdict(explanation, "whole").candidates[0].parts.size() == 2);
    CHECK(trial().output("{ready: true, extra: 0, persons: {a: {able: true, wage: 19}}}", "amount") ==
          "failed: negative_amount");
    CHECK(trial().output("{ready: false, extra: 0, persons: {a: {able: true, wage: 19}}}", "amount") == "0");
  }

  TEST_CASE("an unknown verdict before makes the scheme unknown, and names what both need") {
    const auto answer = trial().explain("{ready: true, persons: {a: {wage: 0}}}").answer;
    CHECK(answer.status == explain::Status::undetermined);
    CHECK(answer.missing == std::vector<std::string>{"extra", "persons.a.able"});
    CHECK_FALSE(answer.grants.has_value());
    REQUIRE_FALSE(answer.undetermined.empty());
    CHECK(answer.undetermined[0].first == "scheme");
    CHECK(answer.undetermined[0].second == std::vector<std::string>{"persons.a.able"});
  }

  TEST_CASE("a list of members that is missing is named, with what else its members would need") {
    const auto answer = trial().explain("{extra: 9}").answer;
    CHECK(answer.missing == std::vector<std::string>{"persons", "ready"});
  }
}
