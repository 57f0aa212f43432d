// tests/unit/explain/test_completion.cpp - the two promises about missing facts, on every record of small domains.
#include <doctest/doctest.h>

#include "doudi/model/record_node.hpp"

#include "completion.hpp"
#include "trial.hpp"

using namespace doudi;
using doudi::testing::Completions;
using doudi::testing::day;
using doudi::testing::domain;
using doudi::testing::Trial;
using model::Literal;
using model::Null;

namespace {

const auto nothing_fixed = [](model::RecordBuilder&) {};

[[nodiscard]] std::vector<Literal> numbers(std::initializer_list<int> values) {
  std::vector<Literal> result;
  for (const int value : values) result.emplace_back(Decimal{value});
  return result;
}
const std::vector<Literal> booleans{true, false};

}  // namespace

TEST_SUITE("explain/completion") {
  TEST_CASE("operators and conditions") {
    const Trial trial{R"(
doudi: 1
pack: trial
facts:
  household:
    first: {type: number, decimals: 0, range: [0, 9]}
    second: {type: number, decimals: 0, range: [0, 9]}
    flag: {type: boolean}
    other: {type: boolean}
    grade: {type: number, decimals: 0, range: [1, 4], optional: true}
functions:
  larger:
    parameters: {left: number, right: number}
    formula: if left > right then left else right
rules:
  household:
    added:
      formula: first + second * 2 - 1
    divided:
      formula: round half up(6 / (first - 1), 2)
    guarded:
      formula: if first != 1 then round half up(6 / (first - 1), 2) else 0
    times:
      formula: first * second
    both:
      formula: flag and first > 1 and other
    either:
      formula: flag or first > 1 or other
    nested:
      formula: if flag then (if other then first else second) else first
    same_anyway:
      formula: if flag then 5 else (if other then 5 else 5)
    careful:
      formula: flag and 6 / (first - 1) > 0
    between_them:
      formula: first between 1 and second
    listed:
      formula: first in (1, second)
    ranged:
      formula: first in [1..second]
    not_listed:
      formula: not(first in (0, 2))
    graded:
      formula: grade != null and grade <= 2
    ungraded:
      formula: otherwise(grade, first)
    equal:
      formula: grade = first
    unequal:
      formula: grade != null
    largest:
      formula: max(first, second, 1)
    called:
      formula: larger(first, second)
    counted:
      formula: count([first, second][item > 0])
    some_of:
      formula: some one in [first, second] satisfies one > 1
    every_of:
      formula: every one in [first, second] satisfies one > 0
    iterated:
      formula: total(for one in [first, second] return one + 1)
outputs: [added, divided, guarded, times, both, either, nested, same_anyway, careful, between_them, listed, ranged,
  not_listed, graded, ungraded, equal, unequal, largest, called, counted, some_of, every_of, iterated]
)"};
    const Completions completions{
        trial.pack(),
        {domain("first", numbers({0, 1, 2})), domain("second", numbers({1, 2})), domain("flag", booleans),
         domain("other", booleans), domain("grade", {Null{}, Decimal{1}, Decimal{3}})},
        day("2019-06-15"),
        nothing_fixed};
    const auto counts = completions.check();
    CHECK(counts.decided > 500);
    CHECK(counts.undecided > 500);
  }

  TEST_CASE("tables of all hit policies") {
    const Trial trial{R"(
doudi: 1
pack: trial
facts:
  household:
    first: {type: number, decimals: 0, range: [0, 9]}
    flag: {type: boolean}
    other: {type: boolean}
    grade: {type: number, decimals: 0, range: [1, 4], optional: true}
rules:
  household:
    unique_one:
      table: |
        unique | first  | flag  || unique_one
        a      | < 1    | -     || 1
        b      | >= 1   | true  || 1
        c      | >= 1   | false || 2
    any_one:
      table: |
        any | first | flag  || any_one
        a   | < 2   | -     || "low"
        b   | < 1   | true  || "low"
        c   | >= 2  | -     || "high"
    priority_one:
      table: |
        priority | first | flag || priority_one
        values   | -     | -    || 3, 2, 1
        a        | -     | -    || 1
        b        | >= 1  | -    || 2
        c        | -     | true || 3
    first_one:
      table: |
        first | first | flag | other || first_one
        a     | > 1   | true | -     || 1
        b     | -     | -    | true  || 1
        c     | -     | true | -     || 2
        d     | -     | -    | -     || 3
    graded:
      table: |
        first | grade | flag || graded
        a     | null  | -    || 0
        b     | <= 2  | true || first
        c     | -     | -    || 9
    ordered:
      table: |
        rule order | first | flag || ordered
        a          | > 1   | -    || 1
        b          | -     | true || 2
        c          | -     | -    || 3
    by_output:
      table: |
        output order | first | flag || by_output
        values       | -     | -    || 3, 2, 1
        a            | > 1   | -    || 1
        b            | -     | true || 2
        c            | -     | -    || 3
    listed:
      table: |
        list | first | flag || listed
        a    | > 1   | -    || 1
        b    | -     | true || 2
    summed:
      table: |
        sum     | first | flag || summed
        default | -     | -    || 0
        a       | > 1   | -    || 1
        b       | -     | true || first
    lowest_one:
      table: |
        lowest  | first | flag | other || lowest_one
        default | -     | -    | -     || 9
        a       | > 1   | -    | -     || 3
        b       | -     | true | -     || 2
        c       | -     | -    | true  || 1
    highest_one:
      table: |
        highest | first | flag | other || highest_one
        default | -     | -    | -     || 0
        a       | > 1   | -    | -     || 3
        b       | -     | true | -     || 2
        c       | -     | -    | true  || 1
    counted:
      table: |
        count | first | flag || counted
        a     | > 1   | -    || 1
        b     | -     | true || 1
    several:
      table: |
        first | first | flag || share | name
        a     | > 1   | true || first | "a"
        b     | -     | -    || 2     | "b"
    share:
      formula: several.share + 1
    named:
      formula: several.name
    with_default:
      table: |
        unique  | first | flag || with_default
        default | -     | -    || 1
        a       | > 1   | true || 1
    conditions:
      table: |
        first | when                 || conditions
        a     | flag and first > 1   || 1
        b     | other or first = 0   || 1
        c     | -                    || 2
outputs: [unique_one, any_one, priority_one, first_one, graded, ordered, by_output, listed, summed, lowest_one, highest_one,
  counted, share, named, with_default, conditions]
)"};
    const Completions completions{
        trial.pack(),
        {domain("first", numbers({0, 1, 2})), domain("flag", booleans), domain("other", booleans),
         domain("grade", {Null{}, Decimal{1}, Decimal{3}})},
        day("2019-06-15"),
        nothing_fixed};
    const auto counts = completions.check();
    CHECK(counts.decided > 200);
    CHECK(counts.undecided > 200);
  }

  TEST_CASE("lists of members, links and filters") {
    const Trial trial{R"(
doudi: 1
pack: trial
facts:
  household:
    bonus: {type: number, decimals: 0, range: [0, 9]}
    persons: {list: person, size: [0, 9]}
  person:
    ill: {type: boolean}
    wage: {type: number, decimals: 0, range: [0, 9]}
    helper: {ref: person, optional: true}
rules:
  person:
    helped:
      formula: helper != null and helper.ill
    income:
      formula: wage + (if ill then bonus else 0)
    helper_income:
      formula: if helper = null then 0 else helper.income
  household:
    number_ill:
      formula: count(persons[ill])
    some_ill:
      formula: some one in persons satisfies one.ill
    every_ill:
      formula: every one in persons satisfies one.ill
    ill_earner:
      formula: some one in persons[ill] satisfies one.wage > 1
    ill_earners:
      formula: every one in persons[ill] satisfies one.wage > 1
    twice_filtered:
      formula: some one in persons[ill][wage > 1] satisfies one.helper = null
    wages_above:
      formula: some amount in persons.wage satisfies amount > 1
    of_ill:
      formula: every amount in persons[ill].wage satisfies amount > 1
    all_income:
      formula: total(persons.income)
    income_of_ill:
      formula: total(persons[ill].income)
    pairs:
      formula: some one in persons, other in persons satisfies one.helper = other and other.ill
    helped_ones:
      formula: count(persons[helped])
    best:
      formula: total(for one in persons return one.wage * 2)
    sorted:
      formula: total(sort(persons.wage))
outputs: [number_ill, some_ill, every_ill, ill_earner, ill_earners, twice_filtered, wages_above, of_ill, all_income,
  income_of_ill, pairs, helped_ones, best, sorted, persons.helped, persons.income, persons.helper_income]
)"};
    const Completions completions{
        trial.pack(),
        {domain("bonus", numbers({1})), domain("persons.p.ill", booleans), domain("persons.q.ill", booleans),
         domain("persons.p.wage", numbers({0, 2})), domain("persons.q.wage", numbers({2})),
         domain("persons.p.helper", {Null{}, std::string{"q"}}),
         domain("persons.q.helper", {std::string{"p"}})},
        day("2019-06-15"),
        [](model::RecordBuilder& builder) {
          builder.set_tree("persons.p", model::RecordNode{{}, model::MapNode{}});
          builder.set_tree("persons.q", model::RecordNode{{}, model::MapNode{}});
        }};
    const auto counts = completions.check();
    CHECK(counts.decided > 1000);
    CHECK(counts.undecided > 1000);
  }
}
