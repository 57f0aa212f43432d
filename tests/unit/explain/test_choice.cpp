// tests/unit/explain/test_choice.cpp - hit policies where rows may match, or where their outputs are missing.
#include <doctest/doctest.h>

#include "explain/choice.hpp"

using namespace doudi;
using namespace doudi::explain;

namespace {

[[nodiscard]] Value lacking(std::uint32_t fact) {
  return Unknown{FactSet{MissingFact::of({}, fact)}};
}
[[nodiscard]] Alternative row(const char* label, Value matches, int output) {
  return {label, std::move(matches), Decimal{output}, {}};
}
[[nodiscard]] std::vector<std::uint32_t> missing(const Choice& choice) {
  std::vector<std::uint32_t> facts;
  for (const MissingFact& fact : choice.value.get<Unknown>().facts.facts()) facts.push_back(fact.index);
  return facts;
}
[[nodiscard]] bool is(const Choice& choice, int wanted) {
  const auto* number = choice.value.get_if<Decimal>();
  return number != nullptr && *number == Decimal{wanted};
}
[[nodiscard]] Reason reason(const Choice& choice) {
  return choice.value.get<Failed>().reason;
}

constexpr ChoiceRules proved{true, true, {}};
constexpr ChoiceRules complete{true, false, {}};
constexpr ChoiceRules unproved{false, false, {}};
using Facts = std::vector<std::uint32_t>;

[[nodiscard]] bool larger(const Value& lhs, const Value& rhs) {
  return lhs.get<Decimal>() > rhs.get<Decimal>();
}

}  // namespace

TEST_SUITE("explain/choice") {
  TEST_CASE("first: a certain row wins if every maybe row before it gives the same") {
    CHECK(is(choose_first({row("a", true, 1), row("b", true, 2)}, unproved), 1));
    CHECK(is(choose_first({row("a", lacking(1), 2), row("b", true, 2)}, unproved), 2));
    CHECK(missing(choose_first({row("a", lacking(1), 1), row("b", true, 2)}, complete)) == Facts{1});
    CHECK(missing(choose_first({row("a", lacking(1), 1), row("b", lacking(2), 2), row("c", true, 1)},
                               complete)) == Facts{1, 2});
  }

  TEST_CASE("first: without a certain row the maybes decide only if one must match and all agree") {
    CHECK(is(choose_first({row("a", lacking(1), 3), row("b", lacking(2), 3)}, complete), 3));
    CHECK(missing(choose_first({row("a", lacking(1), 3), row("b", lacking(2), 3)}, unproved)) == Facts{1, 2});
    CHECK(reason(choose_first({}, unproved)) == Reason::no_row_matches);
  }

  TEST_CASE("first: what a maybe row would give belongs to what is missing") {
    std::vector<Alternative> rows{row("a", lacking(1), 0), row("b", true, 2)};
    rows[0].output = lacking(7);
    CHECK(missing(choose_first(rows, complete)) == Facts{1, 7});
  }

  TEST_CASE("first: a failed row counts only if no row before it may match") {
    const Value failure = Failed{Reason::division_by_zero, {}, {}};
    CHECK(reason(choose_first({row("a", failure, 1), row("b", true, 2)}, complete)) ==
          Reason::division_by_zero);
    CHECK(missing(choose_first({row("a", lacking(1), 1), row("b", failure, 2)}, complete)) == Facts{1});
    CHECK(is(choose_first({row("a", true, 1), row("b", failure, 2)}, complete), 1));
  }

  TEST_CASE("unique: a certain row wins where the table is proved disjoint") {
    CHECK(is(choose_unique({row("a", lacking(1), 1), row("b", true, 2)}, proved), 2));
    CHECK(missing(choose_unique({row("a", lacking(1), 1), row("b", true, 2)}, complete)) == Facts{1});
    CHECK(is(choose_unique({row("b", true, 2)}, unproved), 2));
  }

  TEST_CASE("unique: equal maybes decide only if exactly one of them must match") {
    CHECK(is(choose_unique({row("a", lacking(1), 2), row("b", lacking(1), 2)}, proved), 2));
    CHECK(missing(choose_unique({row("a", lacking(1), 2), row("b", lacking(1), 2)}, complete)) == Facts{1});
  }

  TEST_CASE("unique: two certain rows are a failure that names them") {
    const Choice choice = choose_unique({row("a", true, 1), row("b", true, 1)}, unproved);
    CHECK(reason(choice) == Reason::several_rows_match);
    CHECK(choice.value.get<Failed>().arguments.front().value == "a, b");
  }

  TEST_CASE("any: certain if all maybes agree, failed if certain rows do not") {
    CHECK(is(choose_any({row("a", true, 1), row("b", true, 1), row("c", lacking(1), 1)}, unproved), 1));
    CHECK(missing(choose_any({row("a", true, 1), row("c", lacking(1), 2)}, complete)) == Facts{1});
    CHECK(reason(choose_any({row("a", true, 1), row("b", true, 2)}, complete)) == Reason::rows_disagree);
    CHECK(is(choose_any({row("a", lacking(1), 4), row("b", lacking(2), 4)}, complete), 4));
  }

  TEST_CASE("best: a certain row wins if no maybe row is better") {
    CHECK(is(choose_best({row("a", true, 3), row("b", lacking(1), 2)}, unproved, larger), 3));
    CHECK(is(choose_best({row("a", true, 3), row("b", lacking(1), 3)}, unproved, larger), 3));
    CHECK(missing(choose_best({row("a", true, 3), row("b", lacking(1), 4), row("c", lacking(2), 1)}, complete,
                              larger)) == Facts{1});
    CHECK(is(choose_best({row("a", lacking(1), 3), row("b", lacking(2), 3)}, complete, larger), 3));
    CHECK(missing(choose_best({row("a", lacking(1), 3), row("b", lacking(2), 4)}, complete, larger)) ==
          Facts{1, 2});
  }

  TEST_CASE("all: one maybe row and the list is not known") {
    const Choice both = choose_all({row("a", true, 1), row("b", true, 2)});
    CHECK(both.value.get<List>().items.size() == 2);
    CHECK(both.winners == std::vector<std::size_t>{0, 1});
    CHECK(missing(choose_all({row("a", true, 1), row("b", lacking(4), 2)})) == Facts{4});
    CHECK(choose_all({}).value.get<List>().items.empty());
  }

  TEST_CASE("of several failures the one first in the text is kept") {
    Alternative late = row("a", Failed{Reason::overflow, {50, 60}, {}}, 1);
    Alternative early = row("b", Failed{Reason::division_by_zero, {10, 20}, {}}, 1);
    CHECK(reason(choose_all({late, early})) == Reason::division_by_zero);
  }
}
