// tests/unit/check/test_check_rules.cpp - declared types and units of rules, their versions, and their tables.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

std::string rule(std::string_view body) {
  Village village;
  village.household_rules = "r:\n" + indented(body, 2);
  return codes_of(village.load());
}

std::string table(std::string_view grid) {
  return rule("table: |\n" + indented(grid, 2));
}

}  // namespace

TEST_SUITE("check/check_rules") {
  TEST_CASE("a declared type or unit is compared with what is inferred") {
    CHECK(rule("unit: CNY/month\nformula: income") == "");
    CHECK(rule("type: money\nformula: income") == "");
    CHECK(rule("unit: CNY/month\nformula: 100") == "");
    CHECK(rule("type: text\nformula: village") == "");
    CHECK(rule("type: date\nformula: started + notice") == "");
    CHECK(rule("unit: CNY/year\nformula: income") == "unit_mismatch");
    CHECK(rule("unit: CNY/month\nformula: heads") == "unit_mismatch");
    CHECK(rule("unit: CNY/month\nformula: village") == "type_mismatch");
    CHECK(rule("type: text\nformula: income") == "type_mismatch");
    CHECK(rule("type: txt\nformula: village") == "unknown_type");
    CHECK(rule("type: text\nunit: CNY\nformula: village") == "unit_on_type");
    CHECK(rule("optional: true\nformula: bonus") == "");
    CHECK(rule("optional: true\nunit: CNY/month\nformula: null") == "");
  }

  TEST_CASE("a rule is not named like a fact of its entity") {
    Village village;
    village.household_rules = "r: {formula: heads}\nincome: {formula: heads}\n";
    CHECK(codes_of(village.load()) == "rule_named_like_fact");
    village.household_rules = "r: {formula: heads}\nwage: {formula: heads}\n";
    CHECK(codes_of(village.load()) == "");
  }

  TEST_CASE("rules belong to entities, to candidates, to units") {
    Village village;
    village.household_rules = "r: {formula: heads}\n";
    village.more = "  perosn:\n    x: {formula: 1}\n";
    const LoadedPack loaded = village.load();
    CHECK(codes_of(loaded) == "unknown_rule_owner");
    CHECK(hinted(loaded, text::Hint::did_you_mean, "name") == "person");
  }

  TEST_CASE("versions of a rule are of one type") {
    const auto versions = [](std::string_view first, std::string_view second) {
      return rule("versions:\n  - {from: 2019-01-01, until: 2019-12-31, formula: " + std::string{first} +
                  "}\n  - {from: 2020-01-01, formula: " + std::string{second} + "}\n");
    };
    CHECK(versions("income", "line") == "");
    CHECK(versions("persons", "persons") == "");
    CHECK(versions("income", "heads") == "versions_of_two_types");
    CHECK(versions("income", "village") == "versions_of_two_types");
    CHECK(versions("county", "level") == "versions_of_two_types");
    CHECK(versions("scores", "visits") == "versions_of_two_types");
    CHECK(rule("versions:\n  - from: 2019-01-01\n    until: 2019-12-31\n    formula: |\n      {a: 1}\n"
               "  - from: 2020-01-01\n    formula: |\n      {b: 1}\n") == "versions_of_two_types");
    CHECK(rule("versions:\n  - {from: 2019-01-01, until: 2019-12-31, formula: income}\n"
               "  - {from: 2019-06-01, formula: line}\n") == "versions_overlap");
    CHECK(rule("versions:\n  - {from: 2019-01-01, until: 2019-12-31, formula: income}\n"
               "  - {from: 2020-06-01, formula: line}\n") == "");
  }

  TEST_CASE("the outputs of a table fit each other, and what is declared") {
    CHECK(table("first | poor || r\na | true || income\nb | - || 0\n") == "");
    CHECK(table("first | poor || r\na | true || 0\nb | - || income\n") == "");
    CHECK(table("first | poor || r\na | true || income\nb | - || yearly\n") == "unit_mismatch");
    CHECK(table("first | poor || r\na | true || income\nb | - || village\n") == "type_mismatch");
    CHECK(table("first | poor || r\na | true || income\nb | - || null\n") == "rule_may_be_null");
    CHECK(rule("unit: CNY/month\ntable: |\n  first | poor || r\n  a | true || 1\n  b | - || 2\n") == "");
    CHECK(rule("unit: CNY/month\ntable: |\n  first | poor || r\n  a | true || heads\n  b | - || 2\n") ==
          "unit_mismatch");
    CHECK(table("first | poor || s\na | true || income\nb | - || 0\n") == "output_named_otherwise");
    CHECK(table("first | poor || name | factor\na | true || \"x\" | 1\nb | - || \"y\" | 2\n") == "");
    CHECK(table("firts | poor || r\na | true || 1\nb | - || 2\n") == "unknown_hit_policy");
  }

  TEST_CASE("cells are tests of their column") {
    CHECK(table("first | income || r\na | < 5 || 1\nb | [5..line] || 2\nc | > line || 3\n") == "");
    CHECK(table("first | income || r\na | < heads || 1\nb | - || 2\n") == "unit_mismatch_comparison");
    CHECK(table("first | income || r\na | \"x\" || 1\nb | - || 2\n") == "cannot_compare");
    CHECK(table("first | village || r\na | \"x\", \"y\" || 1\nb | - || 2\n") == "");
    CHECK(table("first | income | when || r\na | < 5 | poor || 1\nb | - | - || 2\n") == "");
    CHECK(table("first | when || r\na | income || 1\nb | - || 2\n") == "condition_not_boolean");
    CHECK(table("first | started || r\na | < @\"2020-01-01\" || 1\nb | - || 2\n") == "");
    CHECK(table("first | incom || r\na | < 5 || 1\nb | - || 2\n") == "unknown_name");
  }

  TEST_CASE("hit policies ask for what they work with") {
    CHECK(table("sum | poor || r\na | true || income\ndefault | - || 0\n") == "");
    CHECK(table("C+ | poor || r\na | true || notice\ndefault | - || @\"P0M\"\n") == "");
    CHECK(table("lowest | poor || r\na | true || started\ndefault | - || today()\n") == "");
    CHECK(table("sum | poor || r\na | true || income\n") == "default_row_missing");
    CHECK(table("sum | poor || r\na | true || village\ndefault | - || \"\"\n") == "cannot_aggregate");
    CHECK(table("highest | poor || r\na | true || county\ndefault | - || \"west\"\n") == "cannot_aggregate");
    CHECK(table("highest | poor || r\na | true || level\ndefault | - || \"low\"\n") == "");
    CHECK(table("sum | poor || a | b\nx | true || 1 | 2\ndefault | - || 0 | 0\n") == "aggregate_of_several");
    CHECK(table("sum | poor || r\na | true || income / 3\ndefault | - || 0\n") == "quotients_summed");
    CHECK(table("lowest | poor || r\na | true || income / 3\ndefault | - || 0\n") == "two_quotients");
    CHECK(table("priority | poor || r\na | true || \"x\"\nb | - || \"y\"\n") == "values_row_missing");
    CHECK(table("priority | poor || r\nvalues | - || \"x\", \"y\"\na | true || \"x\"\nb | - || \"y\"\n") ==
          "");
    CHECK(table("priority | poor || r\nvalues | - || \"x\"\na | true || \"x\"\nb | - || \"y\"\n") ==
          "output_not_listed");
  }

  TEST_CASE("a table gives what its policy makes of its outputs") {
    const auto type = [](std::string_view grid) {
      Village village;
      village.household_rules = "t:\n  table: |\n" + indented(grid, 4);
      return said("t", village);
    };
    CHECK(type("first | poor || t\na | true || income\nb | - || 0\n") == "CNY/month");
    CHECK(type("list | poor || t\na | true || income\nb | - || 0\n") == "list of CNY/month");
    CHECK(type("count | poor || t\na | true || income\nb | - || 0\n") == "number");
    CHECK(type("sum | poor || t\na | true || income\ndefault | - || 0\n") == "CNY/month");
    CHECK(type("first | poor || x | y\na | true || income | 1\nb | - || 0 | 2\n") == "context");
    CHECK(type("rule order | poor || t\na | true || county\n") == "list of county");
  }

  TEST_CASE("type and unit rows are compared with the columns") {
    CHECK(table("first | income || r\ntype | number || number\nunit | CNY/month || CNY\na | < 5 || 1\nb | - "
                "|| 2\n") == "");
    CHECK(table("first | income || r\nunit | CNY/year || -\na | < 5 || 1\nb | - || 2\n") == "unit_mismatch");
    CHECK(table("first | income || r\ntype | text || -\na | < 5 || 1\nb | - || 2\n") == "type_mismatch");
    CHECK(table("first | poor || r\ntype | - || county\na | true || east\nb | - || west\n") == "");
    CHECK(table("first | poor || r\ntype | - || county\na | true || mars\nb | - || west\n") ==
          "unknown_member");
  }

  TEST_CASE("rows have days of their own") {
    CHECK(table("first | from | until || r\na | - | 2019-12-31 || 1\nb | 2020-01-01 | - || 2\n") == "");
    CHECK(table("first | from | until || r\na | 2020-01-01 | 2019-12-31 || 1\nb | - | - || 2\n")
              .starts_with("row_period_reversed"));
    CHECK(table("first | from || r\na | soon || 1\nb | - || 2\n") == "literal_does_not_fit");
    CHECK(table("first | from | until || r\na | - | 2019-12-31 || 1\nb | 2020-01-02 | - || 2\n") ==
          "gap_in_table");
  }

  TEST_CASE("a table with a line left out is not asked for what may stand in it") {
    const std::string codes = table("first | heads || r\na | < 5 || 1\nb | >= 5\n");
    CHECK(codes != "");
    CHECK(codes.find("gap_in_table") == std::string::npos);
    CHECK(table("first | heads || r\na | < 5 || 1\nb | > 5 || 2\n") == "gap_in_table");
  }

  TEST_CASE("no accepted pack holds an expression with a fault") {
    CHECK(rule("formula: if poor then income + yearly else 0") == "unit_mismatch_sum");
    CHECK(rule("formula: count(persons[wag > 5])") == "unknown_name");
    CHECK(rule("formula: '1'") == "quoted_expression");
  }
}
