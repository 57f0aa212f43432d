// tests/unit/check/test_infer_names.cpp - what a name means in each place, and what is said where it means nothing or two things.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

/// Two units, one of all and one of each, a scheme for each, and rules of candidates.
Village with_schemes() {
  Village village;
  village.household_rules = "r: {formula: income}\n";
  village.more = R"(  assessed:
    heads_put: {formula: count(members)}
    shared: {formula: total(members.wage)}
  whole:
    of_all: {formula: heads_put * line}
  single:
    own: {formula: wage + heads_put * line}
assess:
  whole: {members: persons}
  single:
    each: persons
    where: wage > 5
schemes:
  - scheme: dibao
    assess: whole
    eligible: shared < of_all and poor
    amount: of_all
  - scheme: tekun
    assess: single
    eligible: wage < own and kind = "single"
    amount: own
)";
  return village;
}

std::string with(std::string_view from, std::string_view to) {
  std::string text = with_schemes().text();
  const std::string part = in_block_form(from);
  const std::size_t place = text.find(std::string_view{part}.substr(0, part.size() - 1));
  REQUIRE(place != std::string::npos);
  return codes_of(in_block_form(text.replace(place, part.size() - 1, to)));
}

}  // namespace

TEST_SUITE("check/infer_names") {
  TEST_CASE("names are looked up in the entity and the entities above, members through their list") {
    CHECK(differences({
              {"income", "CNY/month"},
              {"household.income", "CNY/month"},
              {"household", "household"},
              {"line", "CNY/month"},
              {"persons.wage", "list of CNY/month"},
              {"today()", "date"},
              {"wage", "unknown_name"},
              {"person.wage", "unknown_name"},
              {"item", "unknown_name"},
              {"today", "unknown_name"},
              {"incom", "unknown_name"},
              {"? > 5", "nothing_tested"},
              {"state", "unknown_name"},
              {"previous.state", "no_lifecycle"},
              {"remaining", "unknown_name"},
              {"members", "unknown_name"},
              {"kind", "unknown_name"},
          }) == "");
    Village village;
    village.plot_rules = "worth: {formula: area * income * wage}\n";
    village.person_rules = "whole: {formula: total(plots.worth) + area_of_all}\narea_of_all: {formula: 0}\n";
    CHECK(said("persons.whole", village) == "unit_mismatch_sum");
    village.person_rules = "whole: {formula: total(plots.worth)}\n";
    CHECK(said("persons.whole", village) == "list of CNY^2*mu/month^2");
  }

  TEST_CASE("an unknown name is told the nearest, or where it stands") {
    CHECK(hinted(with_formula("incom").load(), text::Hint::did_you_mean, "name") == "income");
    CHECK(hinted(with_formula("wage").load(), text::Hint::name_of_other_entity, "entity") == "person");
    CHECK(hinted(with_formula("max").load(), text::Hint::call_needs_brackets, "name") == "max");
  }

  TEST_CASE("a name that could mean two things is refused until it says which") {
    Village village;
    village.person = "income: {type: money}\n";
    village.person_rules = "r_own: {formula: person.income + household.income}\n";
    CHECK(said("persons.r_own", village) == "list of CNY/month");
    village.person_rules = "r_own: {formula: income}\n";
    const LoadedPack loaded = with_formula("persons.r_own", village).load();
    CHECK(codes_of(loaded) == "ambiguous_name");
    CHECK(hinted(loaded, text::Hint::qualify_name, "name") == "person.income");
    village.person_rules.clear();
    CHECK(said("persons[income > household.income]", village) == "list of person");
    CHECK(said("persons[item.income > household.income]", village) == "list of person");
    CHECK(said("income", village) == "CNY/month");
  }

  TEST_CASE("a parameter and a fact of one name are two things") {
    Village village;
    village.parameters = "income: {unit: CNY/month, from: 2019-01-01, cite: law, value: 5}\n";
    CHECK(said("income", village) == "ambiguous_name");
    CHECK(said("household.income", village) == "CNY/month");
  }

  TEST_CASE("what an expression binds hides what is around it") {
    CHECK(differences({
              {"for income in scores return income + heads", "list of number"},
              {"{income: heads, b: income + 1}.b", "number"},
              {"some line in persons satisfies line.wage > 5", "boolean"},
              {"for household in persons return household.wage", "list of CNY/month"},
              {"sort(scores, function(line, income) line < income)", "list of number"},
          }) == "");
  }

  TEST_CASE("candidates see their members, kind and rules, then their one member, then the root") {
    CHECK(codes_of(with_schemes().text()) == "");
    CHECK(with("eligible: shared < of_all and poor", "eligible: shared < own") == "unknown_name");
    CHECK(with("eligible: wage < own", "eligible: wage < of_all") == "unknown_name");
    CHECK(with("eligible: shared < of_all and poor", "eligible: wage > 5") == "unknown_name");
    CHECK(with("amount: of_all", "amount: shared + income + dibao.amount") == "circle");
    CHECK(with("    heads_put: {formula: count(members)}",
               "    heads_put: {formula: count(members[wage > income])}") == "");
    CHECK(with("    heads_put: {formula: count(members)}", "    heads_put: {formula: wage}") ==
          "unknown_name");
    CHECK(with("kind = \"single\"", "kind = \"sngle\"") == "unknown_member");
    CHECK(with("    r: {formula: income}", "    r: {formula: shared}") == "unknown_name");
    CHECK(with("    r: {formula: income}", "    r: {formula: count(members)}") == "unknown_name");
    CHECK(with("where: wage > 5", "where: shared > 5") == "unknown_name");
    CHECK(with("where: wage > 5", "where: wage > income") == "");
    CHECK(with("    shared: {formula: total(members.wage)}",
               "    shared: {formula: total(members.wage)}\n    income: {formula: 5}\n    both: {formula: "
               "income}") == "ambiguous_name");
  }

  TEST_CASE("verdicts, amounts and who is covered can be read by their scheme") {
    CHECK(with("    r: {formula: income}",
               "    r: {formula: if dibao.qualifies then dibao.amount else tekun.amount}") == "");
    CHECK(with("    r: {formula: income}", "    r: {formula: count(tekun.covered)}") == "");
    CHECK(with("    r: {formula: income}", "    r: {formula: dibao.granted}") == "unknown_name");
    CHECK(with("    r: {formula: income}", "    r: {formula: dibao}") == "unknown_name");
    CHECK(with("eligible: shared < of_all and poor", "eligible: count(dibao.covered) > 0") == "circle");
    CHECK(with("eligible: shared < of_all and poor", "eligible: dibao.qualifies") == "circle");
    CHECK(with("eligible: shared < of_all and poor", "eligible: not(tekun.qualifies)") == "");
  }

  TEST_CASE("members of two entities cannot be told apart in assessed") {
    CHECK(with("    each: persons\n    where: wage > 5",
               "    each: flatten(persons.plots)\n    where: area > 5") ==
          "members_of_two_entities members_of_two_entities");
  }

  TEST_CASE("a keyed parameter is read where its keys are, and below") {
    Village village;
    village.parameters = R"(by_county:
  unit: CNY/month
  from: 2019-01-01
  cite: law
  by: |
    county || value
    east   || 1
    -      || 2
by_both:
  unit: CNY/month
  from: 2019-01-01
  cite: law
  by: |
    county | sex || value
    east   | "f" || 1
    -      | -   || 2
)";
    village.person_rules = "p: {formula: by_both + by_county}\n";
    village.plot_rules = "q: {formula: by_both + by_county}\n";
    CHECK(said("persons.p", village) == "list of CNY/month");
    CHECK(said("by_county", village) == "CNY/month");
    CHECK(said("by_both", village) == "keyed_parameter_not_here");
    CHECK(said("by_county(today())", village) == "CNY/month");
    CHECK(said("by_both(today())", village) == "keyed_parameter_not_here");
    CHECK(argument(with_formula("by_both", village).load(), text::Code::keyed_parameter_not_here, "entity") ==
          "person");
  }

  TEST_CASE("keys of entities side by side are refused") {
    Village village;
    village.household = "animals: {list: animal}\n";
    village.person = "";
    std::string text = with_formula("1", village).text();
    text.replace(text.find("  plot:\n"), 0, "  animal:\n    breed: {type: text}\n");
    text.replace(text.find("  share:"), 0,
                 "  fee:\n    from: 2019-01-01\n    cite: law\n    by: |\n      breed | sex || value\n      "
                 "-    | -   || 1\n");
    CHECK(codes_of(text) == "keys_of_unrelated_entities");
  }

  TEST_CASE("a parameter takes a date, and nothing else") {
    CHECK(differences({
              {"line(today())", "CNY/month"},
              {"line(today() - @\"P1Y\") + line", "CNY/month"},
              {"line()", "dated_parameter_call"},
              {"line(income)", "dated_parameter_call"},
              {"line(today(), today())", "dated_parameter_call"},
              {"line(ended)", "operand_may_be_null"},
          }) == "");
  }

  TEST_CASE("a bare word in a cell is a member of the column's enumeration") {
    const auto table = [](std::string_view grid, std::string_view types = "") {
      Village village;
      village.types = types;
      village.household_rules = "r:\n  table: |\n" + indented(grid, 4);
      return codes_of(village.load());
    };
    CHECK(table("first | county || r\na | east, west || 1\nb | north east || 2\n") == "");
    CHECK(table("first | county || r\na | \"east\", \"west\" || 1\nb | not(\"east\", \"west\") || 2\n") ==
          "");
    CHECK(table("first | county || r\na | not(east) || 1\nb | east || 2\n") == "");
    CHECK(table("first | county || r\na | esat || 1\nb | - || 2\n") == "unknown_member");
    CHECK(table("first | level || r\na | < high || 1\nb | - || 2\n") == "");
    CHECK(table("first | level || r\na | [low..middle] || 1\nb | - || 2\n") == "");
    CHECK(table("first | county || r\na | < east || 1\nb | - || 2\n") == "not_ordered");
    CHECK(table("first | county = \"east\" || r\na | true || 1\nb | false || 2\n") == "");
  }

  TEST_CASE("a member that is also a name must be quoted, unless the name is only a scheme's") {
    const auto table = [](std::string_view cell) {
      Village village;
      village.types = "word: {enum: [income, dibao, line, state]}\n";
      village.household = "word: {type: word}\n";
      village.household_rules =
          "r:\n  table: |\n    first | word || r\n    a | " + std::string{cell} + " || 1\n    b | - || 2\n";
      village.more = "schemes:\n  - scheme: dibao\n    eligible: poor\n    amount: 5\n";
      return codes_of(village.load());
    };
    CHECK(table("dibao") == "");
    CHECK(table("\"income\", \"line\"") == "");
    CHECK(table("income") == "member_or_name");
    CHECK(table("dibao, line") == "member_or_name");
    CHECK(table("not(income)") == "member_or_name");
  }

  TEST_CASE("outputs of a declared enumeration take bare members too") {
    Village village;
    village.household_rules =
        "r:\n  type: county\n  table: |\n    first | poor || r\n    a | true || east\n    b | - || north "
        "east\n";
    CHECK(codes_of(village.load()) == "");
    village.household_rules =
        "r:\n  type: county\n  table: |\n    first | poor || r\n    a | true || esat\n    b | - || west\n";
    CHECK(codes_of(village.load()) == "unknown_member");
    village.household_rules = "r:\n  type: county\n  formula: if poor then \"east\" else \"west\"\n";
    CHECK(codes_of(village.load()) == "");
    village.household_rules = "r:\n  type: county\n  formula: if poor then \"east\" else \"mars\"\n";
    CHECK(codes_of(village.load()) == "unknown_member");
  }
}
