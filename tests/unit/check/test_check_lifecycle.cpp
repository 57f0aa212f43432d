// tests/unit/check/test_check_lifecycle.cpp - states, transitions and what they pay.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

constexpr std::string_view sound = R"(schemes:
  - scheme: dibao
    eligible: income < line
    amount: 100
  - scheme: leaving
    eligible: state = "leaving"
    amount: previous.amount
lifecycle:
  of: [dibao, leaving]
  initial: none
  takes_effect: this month
  remember: [heads]
  states:
    none:    {pays: []}
    paid:    {pays: [dibao]}
    leaving: {pays: [leaving]}
  transitions: |
    from    | to      | until      || when                                        || cite
    none    | paid    | -          || dibao.qualifies                             || law
    paid    | leaving | 2020-12-31 || not(dibao.qualifies) and heads > 1          || law
    paid    | none    | -          || not(dibao.qualifies)                        || law
    leaving | none    | -          || months_in_state >= months(12)               || law
)";

std::string with(std::string_view from, std::string_view to) {
  std::string text{sound};
  const std::size_t place = text.find(from);
  REQUIRE(place != std::string::npos);
  Village village;
  village.household_rules = "r: {formula: income}\n";
  village.more = text.replace(place, from.size(), to);
  return codes_of(village.load());
}

/// One more transition, in front or at the end.
std::string with_transition(std::string_view line, bool first = false) {
  const std::string last =
      "    leaving | none    | -          || months_in_state >= months(12)               || law\n";
  const std::string top =
      "    none    | paid    | -          || dibao.qualifies                             || law\n";
  const std::string added = "    " + std::string{line} + "\n";
  return first ? with(top, added + top) : with(last, last + added);
}

}  // namespace

TEST_SUITE("check/check_lifecycle") {
  TEST_CASE("a sound lifecycle is accepted") {
    CHECK(with("100", "100") == "");
  }

  TEST_CASE("states and schemes are known by name") {
    CHECK(with("of: [dibao, leaving]", "of: [dibao, leavin]").starts_with("unknown_scheme"));
    CHECK(with("initial: none", "initial: nothing") == "state_not_declared");
    CHECK(with("pays: [dibao]", "pays: [dibo]").starts_with("unknown_scheme") == false);
    CHECK(with("pays: [dibao]", "pays: [dibo]").find("unknown_scheme") != std::string::npos);
    CHECK(with("none    | paid    | -", "none    | payd    | -").find("state_not_declared") !=
          std::string::npos);
    CHECK(with("state = \"leaving\"", "state = \"levaing\"") == "unknown_member");
    CHECK(with("of: [dibao, leaving]", "of: [dibao]") == "pays_outside_lifecycle");
    CHECK(with("leaving: {pays: [leaving]}", "leaving: {pays: []}") == "scheme_never_paid");
  }

  TEST_CASE("every state is reached, and left unless it is final") {
    CHECK(with("    leaving: {pays: [leaving]}",
               "    leaving: {pays: [leaving]}\n    lost:    {pays: [], final: true}") ==
          "state_unreachable");
    CHECK(with_transition("leaving | lost | - || poor || law").find("state_not_declared") !=
          std::string::npos);
    CHECK(with("    leaving | none    | -          || months_in_state >= months(12)               || law\n",
               "") == "state_without_way_out");
    CHECK(
        with("    none    | paid    | -          || dibao.qualifies                             || law\n", "")
            .find("state_unreachable") != std::string::npos);
  }

  TEST_CASE("a transition that an earlier one always hides is refused") {
    CHECK(with_transition("leaving | paid | - || months_in_state >= months(12) || law") ==
          "transition_hidden");
    CHECK(with_transition("leaving | paid | 2020-01-01 || months_in_state >= months(12) || law") ==
          "transition_hidden");
    CHECK(with_transition("none | leaving | - || true || law", true) == "transition_hidden");
    CHECK(with_transition("none | leaving | 2020-01-01 || true || law", true) == "");
    CHECK(with_transition("leaving | paid | - || months_in_state >= months(24) || law") == "");
  }

  TEST_CASE("a state pays only schemes that can qualify in it") {
    CHECK(with("state = \"leaving\"", "state = \"paid\"") == "pays_in_vain");
    CHECK(with("state = \"leaving\"", "poor and \"none\" = state") == "pays_in_vain");
    CHECK(with("state = \"leaving\"", "state = \"leaving\" or poor") == "");
  }

  TEST_CASE("transitions read the case as it was, not the state they find out") {
    CHECK(with("heads > 1", "state = \"paid\"") == "state_in_transition");
    CHECK(with("heads > 1", "previous.state = \"paid\"") == "");
    CHECK(with("heads > 1", "previous.state = \"piad\"") == "unknown_member");
    CHECK(with("heads > 1", "previous.amount > 5 and previous.since < today()") == "");
    CHECK(with("heads > 1", "list contains(previous.paid, \"dibao\")") == "");
    CHECK(with("heads > 1", "list contains(previous.paid, \"dibo\")") == "unknown_member");
    CHECK(with("heads > 1", "previous.heads != null and previous.heads < heads") == "");
    CHECK(with("heads > 1", "previous.heads < heads") == "condition_may_be_null");
    CHECK(with("heads > 1", "previous.persons != null") == "unknown_previous");
    CHECK(with("heads > 1", "previous.amount > heads") == "unit_mismatch_comparison");
    CHECK(with("heads > 1", "marked") == "condition_may_be_null");
    CHECK(with("heads > 1", "heads") == "operand_not_boolean");
    CHECK(with("heads > 1", "wage > 5") == "unknown_name");
    CHECK(with("months_in_state >= months(12)", "months_in_state >= 12") == "");
    CHECK(with("months_in_state >= months(12)", "months_in_state >= heads") == "unit_mismatch_comparison");
  }

  TEST_CASE("what is remembered is a fact or a rule of the root") {
    CHECK(with("remember: [heads]", "remember: [haeds]") == "unknown_name");
    CHECK(with("remember: [heads]", "remember: [r]") == "");
    CHECK(with("remember: [heads]", "remember: [wage]") == "unknown_name");
  }

  TEST_CASE("sources of transitions are known") {
    CHECK(with("|| dibao.qualifies                             || law", "|| dibao.qualifies || lwa") ==
          "unknown_source");
    CHECK(with("2020-12-31", "2020-13-31").find("literal_does_not_fit") != std::string::npos);
  }
}
