// tests/unit/check/test_check_validity.cpp - nothing may be in force longer than what it reads.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

/// A parameter `p` and a rule `q`, both from 2019 to the end of 2020, and what reads them.
LoadedPack with(std::string_view household_rules, std::string_view more = "") {
  Village village;
  village.parameters = "p: {unit: CNY/month, from: 2019-01-01, until: 2020-12-31, cite: law, value: 5}\n";
  village.household_rules =
      "r: {formula: income}\nq:\n  from: 2019-01-01\n  until: 2020-12-31\n  formula: income\n" +
      std::string{household_rules};
  village.more = more;
  return village.load();
}

}  // namespace

TEST_SUITE("check/check_validity") {
  TEST_CASE("a rule outlives its parameter, and both are named") {
    CHECK(codes_of(with("x: {formula: p}\n")) == "outlives");
    const LoadedPack loaded = with("x: {formula: p}\n");
    CHECK(argument(loaded, text::Code::outlives, "reader") == "x");
    CHECK(argument(loaded, text::Code::outlives, "name") == "p");
    CHECK(argument(loaded, text::Code::outlives, "period").find("2021-01-01") != std::string::npos);
    CHECK(codes_of(with("x:\n  from: 2019-01-01\n  until: 2020-12-31\n  formula: p\n")) == "");
    CHECK(codes_of(with("x:\n  from: 2019-01-01\n  until: 2021-01-01\n  formula: p\n")) == "outlives");
    CHECK(codes_of(with("x:\n  from: 2018-01-01\n  until: 2020-12-31\n  formula: p\n")) ==
          "");  // in_force begins later
  }

  TEST_CASE("what may not be needed that day counts too") {
    CHECK(codes_of(with("x: {formula: if poor then p else 0}\n")) == "outlives");
    CHECK(codes_of(with("x: {formula: count(persons[wage > p])}\n")) == "outlives");
    CHECK(codes_of(with("x: {formula: income in (< p)}\n")) == "outlives");
    CHECK(codes_of(with("x: {formula: p(@\"2019-06-01\")}\n")) == "");
  }

  TEST_CASE("a rule outlives a rule") {
    CHECK(codes_of(with("x: {formula: q + 1}\n")) == "outlives");
    CHECK(codes_of(
              with("x:\n  versions:\n    - from: 2019-01-01\n      until: 2020-12-31\n      formula: q + 1\n"
                   "    - from: 2021-01-01\n      formula: income\n")) == "");
  }

  TEST_CASE("rows of a table are in force as their columns say") {
    CHECK(codes_of(with("x:\n  table: |\n    first | until | poor || x\n    a | 2020-12-31 | true || p\n    "
                        "b | - | - || 0\n")) == "");
    CHECK(codes_of(with("x:\n  table: |\n    first | poor || x\n    a | true || p\n    b | - || 0\n")) ==
          "outlives");
    CHECK(codes_of(with("x:\n  table: |\n    first | income - p || x\n    a | < 5 || 1\n    b | - || 0\n")) ==
          "outlives");
    CHECK(codes_of(with("x:\n  table: |\n    first | until | income || x\n    a | 2020-12-31 | < p || 1\n    "
                        "b | - | - || 0\n")) == "");
  }

  TEST_CASE("schemes and units are in force no longer than what they read and who they assess") {
    CHECK(codes_of(with("", "schemes:\n  - scheme: dibao\n    eligible: income < p\n    amount: 5\n")) ==
          "outlives");
    CHECK(codes_of(with("", "schemes:\n  - scheme: dibao\n    eligible: poor\n    amount: p\n")) ==
          "outlives");
    CHECK(codes_of(with("",
                        "schemes:\n  - scheme: dibao\n    from: 2019-01-01\n    until: 2020-12-31\n    "
                        "eligible: income < p\n"
                        "    amount: 5\n")) == "");
    CHECK(codes_of(
              with("",
                   "assess:\n  ones:\n    each: persons\n    where: wage < p\nschemes:\n  - scheme: dibao\n"
                   "    assess: ones\n    eligible: poor\n    amount: 5\n")) == "outlives");
    CHECK(codes_of(with(
              "",
              "assess:\n  ones:\n    from: 2019-01-01\n    until: 2019-12-31\n    each: persons\nschemes:\n"
              "  - scheme: dibao\n    assess: ones\n    eligible: poor\n    amount: 5\n")) == "outlives");
    CHECK(codes_of(with(
              "x: {formula: if dibao.qualifies then 1 else 0}\n",
              "schemes:\n  - scheme: dibao\n    from: 2019-01-01\n    until: 2020-12-31\n    eligible: poor\n"
              "    amount: 5\n")) == "outlives");
  }

  TEST_CASE("without in_force a parameter's beginning is missing, and the hint says where to write it") {
    std::string text = with_formula("line").text();
    const std::string in_force = "in_force: {from: 2019-01-01}\n";
    text.erase(text.find(in_force), in_force.size());
    const LoadedPack loaded = load_text("pack.yaml", text);
    CHECK(codes_of(loaded) == "outlives");
    CHECK(hinted(loaded, text::Hint::write_in_force, "") == "");
  }

  TEST_CASE("a hole that is owned up to is in force") {
    Village village;
    village.parameters = R"(p:
  versions:
    - {from: 2019-01-01, until: 2019-12-31, cite: law, value: 1}
    - {from: 2020-01-01, until: 2020-12-31, value: none}
    - {from: 2021-01-01, cite: law, value: unknown}
)";
    CHECK(said("p", village) == "number");
  }
}
