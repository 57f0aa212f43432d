// tests/unit/check/test_check_circles.cpp - values that depend on themselves, as the chain of their names; chains too long.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

std::string chain(const Village& village) {
  const LoadedPack loaded = village.load();
  return codes_of(loaded) == "circle" ? argument(loaded, text::Code::circle, "chain") : codes_of(loaded);
}

constexpr std::string_view lifecycle = R"(lifecycle:
  of: [dibao, tekun]
  initial: none
  takes_effect: this month
  states:
    none:  {pays: []}
    whole: {pays: [dibao, tekun]}
  transitions: |
    from  | to    || when
    none  | whole || dibao.qualifies
    whole | none  || not(dibao.qualifies)
)";

std::string of_schemes(std::string_view first, std::string_view second, std::string_view rules = "",
                       std::string_view more = "") {
  Village village;
  village.household_rules = "r: {formula: income}\n";
  village.more = std::string{rules} + "schemes:\n  - scheme: dibao\n" + indented(first, 4) +
                 "  - scheme: tekun\n" + indented(second, 4) + std::string{more};
  return chain(village);
}

}  // namespace

TEST_SUITE("check/check_circles") {
  TEST_CASE("rules that read each other in a circle are reported as the chain") {
    Village village;
    village.household_rules = "r: {formula: r + 1}\n";
    CHECK(chain(village) == "household.r → household.r");
    village.household_rules = "r: {formula: a + 1}\na: {formula: b + 1}\nb: {formula: a + 1}\n";
    CHECK(chain(village) == "household.b → household.a → household.b");
    village.household_rules = "r: {formula: persons.p}\n";
    village.person_rules = "p: {formula: wage * count(r)}\n";
    const std::string across = chain(village);
    CHECK(
        (across == "household.r → person.p → household.r" || across == "person.p → household.r → person.p"));
    village.household_rules = "r: {formula: if poor then 1 else r}\n";
    village.person_rules = "";
    CHECK(chain(village) == "household.r → household.r");
  }

  TEST_CASE("a rule that reaches itself through a link is a circle") {
    Village village;
    village.household_rules = "r: {formula: income}\n";
    village.person_rules = "p: {formula: if cares_for = null then wage else cares_for.p}\n";
    CHECK(chain(village) == "person.p → person.p");
    village.person_rules =
        "p: {formula: if cares_for = null then wage else cares_for.q}\nq: {formula: wage}\n";
    CHECK(chain(village) == "");
    village.person_rules = "p: {formula: total(household.persons.p)}\n";
    CHECK(chain(village) == "person.p → person.p");
  }

  TEST_CASE("a circle through a table is one too") {
    Village village;
    village.household_rules =
        "r:\n  table: |\n    first | poor || r\n    a | true || s\n    b | - || 1\ns:\n  table: |\n    first "
        "| heads || s\n"
        "    a | < r || 1\n    b | - || 2\n";
    CHECK(chain(village) == "household.s → household.r → household.s");
  }

  TEST_CASE("schemes read each other's verdicts, not their own") {
    CHECK(of_schemes("eligible: poor\namount: 5", "eligible: not(dibao.qualifies)\namount: 5") == "");
    CHECK(of_schemes("eligible: not(tekun.qualifies)\namount: 5",
                     "eligible: not(dibao.qualifies)\namount: 5") ==
          "dibao.qualifies → tekun.qualifies → dibao.qualifies");
    CHECK(of_schemes("eligible: dibao.amount > 5\namount: 5", "eligible: poor\namount: 5") ==
          "dibao.qualifies → dibao.amount → dibao.qualifies");
    CHECK(of_schemes("eligible: poor\namount: dibao.amount", "eligible: poor\namount: 5") ==
          "dibao.amount → dibao.amount");
    CHECK(of_schemes("eligible: poor\namount: tekun.amount", "eligible: dibao.qualifies\namount: 5") == "");
    CHECK(of_schemes("eligible: count(dibao.covered) = 0\namount: 5", "eligible: poor\namount: 5") ==
          "dibao.qualifies → dibao.covered → dibao.qualifies");
  }

  TEST_CASE("rules of candidates and units take part in circles") {
    CHECK(of_schemes(
              "eligible: of_all > 5\namount: 5", "eligible: poor\namount: 5",
              "  assessed:\n    of_all: {formula: count(members) + (if dibao.qualifies then 1 else 0)}\n") ==
          "dibao.qualifies → of_all → dibao.qualifies");
    CHECK(of_schemes("eligible: poor\namount: 5", "eligible: poor\namount: 5",
                     "  assessed:\n    of_all: {formula: of_all + 1}\n") ==
          "assessed.of_all → assessed.of_all");
    CHECK(of_schemes("assess: ones\neligible: poor\namount: 5", "eligible: poor\namount: 5",
                     "assess:\n  ones:\n    each: persons\n    where: not(dibao.qualifies)\n")
              .find("members of dibao") != std::string::npos);
  }

  TEST_CASE("who remains depends on what was granted before") {
    CHECK(of_schemes("eligible: poor\namount: 5\nthen: go on",
                     "assess: rest\neligible: count(members) > 0\namount: 5",
                     "assess:\n  rest: {members: remaining}\n"
                     "  whole_household: {members: persons}\n") == "");
    CHECK(of_schemes("eligible: tekun.qualifies\namount: 5\nthen: go on",
                     "assess: rest\neligible: count(members) > 0\namount: 5",
                     "assess:\n  rest: {members: remaining}\n  whole_household: {members: persons}\n")
              .find("remaining") != std::string::npos);
  }

  TEST_CASE("the state that pays may be read by conditions, unless its transitions read them") {
    CHECK(of_schemes("eligible: poor\namount: 5", "eligible: state = \"whole\"\namount: 5", "", lifecycle) ==
          "");
    CHECK(of_schemes("eligible: state = \"whole\"\namount: 5", "eligible: poor\namount: 5", "", lifecycle)
              .find("state") != std::string::npos);
  }

  TEST_CASE("a rule may read what was remembered of itself, if its type is declared") {
    Village village;
    village.household_rules =
        "r: {formula: income}\nkept:\n  type: date\n  optional: true\n  formula: |\n"
        "    if previous.kept = null then today() else previous.kept\n";
    village.more =
        "schemes:\n  - scheme: dibao\n    eligible: poor\n    amount: 5\n  - scheme: tekun\n    eligible: "
        "poor\n"
        "    amount: 5\n" +
        std::string{lifecycle} + "  remember: [kept]\n";
    CHECK(chain(village) == "");
  }

  TEST_CASE("a chain of rules may be long, but not so long that it could not be walked") {
    const auto chain_of = [](int length) {
      Village village;
      village.household_rules = "r: {formula: s" + std::to_string(length) + "}\ns1: {formula: heads}\n";
      for (int index = 2; index <= length; ++index)
        village.household_rules +=
            "s" + std::to_string(index) + ": {formula: s" + std::to_string(index - 1) + " + 1}\n";
      return codes_of(village.load());
    };
    CHECK(chain_of(200) == "");
    CHECK(chain_of(1000) == "reads_too_deep");
  }
}
