// tests/unit/check/test_check_schemes.cpp - who is assessed together, conditions and amounts of schemes, outputs.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

LoadedPack with(std::string_view more, std::string_view outputs = "r") {
  Village village;
  village.household_rules = "r: {formula: income}\n";
  village.more = more;
  village.outputs = outputs;
  return village.load();
}

std::string scheme(std::string_view body, std::string_view before = "") {
  return codes_of(with(std::string{before} + "schemes:\n  - scheme: dibao\n" + indented(body, 4)));
}

}  // namespace

TEST_SUITE("check/check_schemes") {
  TEST_CASE("the whole household is understood where nothing is written") {
    const LoadedPack loaded =
        with("schemes:\n  - scheme: dibao\n    eligible: count(members) > 1\n    amount: 5\n");
    REQUIRE(bool(loaded));
    REQUIRE(loaded->units.size() == 1);
    CHECK(loaded->units[0].name == "whole_household");
    CHECK(loaded->schemes[0].versions[0].unit == model::AssessmentUnitId{0});
    CHECK(scheme("assess: whole_household\neligible: poor\namount: 5") == "");
    CHECK(scheme("eligible: poor\namount: 5", "assess:\n  ones: {each: persons}\n") == "");
    CHECK(codes_of(
              "doudi: 1\npack: p\nfacts:\n  household: {poor: {type: boolean}}\nschemes:\n  - scheme: dibao\n"
              "    eligible: poor\n    amount: 5\noutputs: [scheme]\n") == "assess_missing");
    CHECK(scheme("assess: hwole_household\neligible: poor\namount: 5") == "unknown_unit");
    CHECK(hinted(with("assess:\n  ones: {each: persons}\nschemes:\n  - scheme: dibao\n    assess: one\n    "
                      "eligible: poor\n"
                      "    amount: 5\n"),
                 text::Hint::did_you_mean, "name") == "ones");
  }

  TEST_CASE("a unit puts forward members of one entity") {
    CHECK(scheme("assess: u\neligible: poor\namount: 5", "assess:\n  u:\n    members: persons[wage > 5]\n") ==
          "");
    CHECK(scheme("assess: u\neligible: area > 1\namount: 5",
                 "assess:\n  u:\n    each: flatten(persons.plots)\n") == "");
    CHECK(scheme("assess: u\neligible: poor\namount: 5", "assess:\n  u: {members: income}\n") ==
          "unit_needs_members");
    CHECK(scheme("assess: u\neligible: poor\namount: 5", "assess:\n  u: {members: visits}\n") ==
          "unit_needs_members");
    CHECK(scheme("assess: u\neligible: poor\namount: 5", "assess:\n  u: {members: person}\n") ==
          "unknown_name");
    CHECK(scheme("assess: u\neligible: poor\namount: 5",
                 "assess:\n  u:\n    each: persons\n    where: pension > 5\n") == "condition_may_be_null");
    CHECK(scheme("assess: u\neligible: poor\namount: 5",
                 "assess:\n  u:\n    each: persons\n    where: wage\n") == "condition_not_boolean");
  }

  TEST_CASE("a unit without members is one fault, and what reads it goes on") {
    CHECK(scheme("assess: u\neligible: poor\namount: 5", "assess:\n  u: {zh: x}\n") == "one_key_needed");
  }

  TEST_CASE("versions of a unit are of one entity and one kind") {
    const auto versions = [](std::string_view second) {
      return scheme(
          "assess: u\neligible: poor\namount: 5",
          "assess:\n  u:\n    versions:\n      - {from: 2019-01-01, until: 2019-12-31, members: persons}\n"
          "      - from: 2020-01-01\n        " +
              std::string{second} + "\n");
    };
    CHECK(versions("members: persons[wage > 5]") == "");
    CHECK(versions("each: persons") == "unit_of_two_kinds");
    CHECK(versions("members: flatten(persons.plots)") == "members_of_two_entities");
  }

  TEST_CASE("conditions are booleans that are never null, each for itself") {
    CHECK(scheme("eligible: poor and income < line\namount: 5") == "");
    CHECK(scheme("eligible: marked\namount: 5") == "condition_may_be_null");
    CHECK(scheme("eligible: income\namount: 5") == "condition_not_boolean");
    CHECK(
        scheme(
            "conditions: |\n  all | condition || zh | en\n  a | poor || x | x\n  b | bonus != null || y | y\n"
            "amount: bonus") == "");
    CHECK(scheme("conditions: |\n  all | condition || zh | en\n  a | bonus != null || x | x\n  b | bonus > 5 "
                 "|| y | y\n"
                 "amount: 5") == "condition_may_be_null");
    CHECK(scheme("eligible: poor\namount: bonus") == "amount_may_be_null");
  }

  TEST_CASE("an amount is money per time with two decimals, and so is each part") {
    CHECK(scheme("eligible: poor\namount: round half up(income / 3, 2)") == "");
    CHECK(scheme("eligible: poor\namount: income / 3") == "amount_not_rounded");
    CHECK(scheme("eligible: poor\namount: land") == "amount_not_money");
    CHECK(scheme("eligible: poor\namount:\n  base: line - income\n  more: 50") == "");
    CHECK(scheme("eligible: poor\namount:\n  base: line\n  more: yearly") == "unit_mismatch");
    CHECK(scheme("eligible: poor\namount:\n  base: line\n  more: income * 0.125") == "amount_not_rounded");
    CHECK(scheme("eligible: poor\namount:\n  base: line\n  more: village") == "amount_not_money");
  }

  TEST_CASE("outputs are rules, facts, what schemes give, and what the case is in") {
    const auto outputs = [](std::string_view names) {
      return codes_of(with("schemes:\n  - scheme: dibao\n    eligible: poor\n    amount: 5\n", names));
    };
    CHECK(outputs("scheme, covered, amount, grants, r") == "");
    CHECK(outputs("persons.wage") == "");
    CHECK(outputs("income, village") == "");
    CHECK(outputs("persons.wag") == "unknown_member_of");
    CHECK(outputs("rr") == "unknown_name");
    CHECK(outputs("wage") == "unknown_name");
    CHECK(outputs("state") == "no_lifecycle");
    CHECK(codes_of(with("", "scheme")) == "output_needs_schemes");
    CHECK(codes_of(with("", "amount")) == "output_needs_schemes");
  }

  TEST_CASE("`remaining` needs schemes that see candidates") {
    CHECK(scheme("eligible: count(remaining) > 0\namount: 5") == "");
    CHECK(scheme("assess: rest\neligible: poor\namount: 5", "assess:\n  rest: {members: remaining}\n") == "");
    CHECK(scheme("assess: rest\neligible: wage < 5\namount: 5", "assess:\n  rest: {each: remaining}\n") ==
          "");
  }
}
