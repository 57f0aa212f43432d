// tests/unit/io/test_read_arrow.cpp - tables joined by id and nested lists as households; what is wrong with tables.
#include <doctest/doctest.h>

#include "arrow_trial.hpp"

using namespace doudi;
using namespace doudi::io;
using namespace doudi::io::testing;

namespace {

using Texts = std::vector<std::optional<std::string>>;
using Numbers = std::vector<std::optional<std::int64_t>>;

const auto none = std::nullopt;

[[nodiscard]] Made longs(std::string name, const Numbers& values) {
  return numbers<std::int64_t>("l", std::move(name), values);
}

/// Three households, whose persons come in no order.
[[nodiscard]] Reading three(const ArrowOptions& options = {}) {
  return read({longs("id", {7, 3, 9}), longs("rate", {1, 2, 3})},
              {longs("household_id", {9, 7, 9, 3, 7}), texts("id", Texts{"b", "y2", "a", "x", "y1"}),
               longs("wage", {1, 2, 3, 4, 5}), texts("friend", Texts{"a", none, "b", "x", "y2"}),
               booleans("friend.none", {none, true, false, none, none})},
              options);
}

}  // namespace

TEST_SUITE("io/read_arrow") {
  TEST_CASE("persons in any order find their household, and their friends in it") {
    const Reading reading = three();
    const auto& batch = reading.batch();
    CHECK(reading.faults() == "");
    CHECK(difference(batch, 0,
                     "{rate: 1, persons: {y1: {wage: 5, friend: y2}, y2: {wage: 2, friend: null}}}") == "");
    CHECK(difference(batch, 1, "{rate: 2, persons: {x: {wage: 4, friend: x}}}") == "");
    CHECK(difference(batch, 2, "{rate: 3, persons: {a: {wage: 3, friend: b}, b: {wage: 1, friend: a}}}") ==
          "");
    CHECK(reading.households->origins[1].order == std::vector<std::uint32_t>{1, 4, 3, 0, 2});
    CHECK(reading.households->origins[1].path == "persons");
    CHECK(reading.households->origins[0].order.empty());
  }

  TEST_CASE("persons in the order of their households stay where they are") {
    const Reading reading =
        read({longs("id", {7, 3, 9}), longs("rate", {1, 2, 3})},
             {longs("household_id", {7, 7, 3, 9}), longs("id", {1, 2, 1, 1}), longs("wage", {1, 2, 3, 4})});
    CHECK(reading.households->origins[1].order.empty());
    CHECK(difference(reading.batch(), 0, "{rate: 1, persons: {'1': {wage: 1}, '2': {wage: 2}}}") == "");
    CHECK(difference(reading.batch(), 2, "{rate: 3, persons: {'1': {wage: 4}}}") == "");
  }

  TEST_CASE("a household without persons has an empty list, which may be one too short") {
    const Reading reading = read({longs("id", {7, 3})}, {longs("household_id", {3}), longs("id", {1})});
    CHECK(reading.faults() == "0: list_outside_size persons in row 0\n");
    CHECK(difference(reading.batch(), 1, "{persons: {'1': {}}}") == "");
  }

  TEST_CASE("columns that are not there and invalid slots are facts that are not known, or their defaults") {
    const Reading reading = read({texts("county", {"west", none}), longs("rate", {none, 3})});
    CHECK(difference(reading.batch(), 0, "{county: west}") == "");
    CHECK(difference(reading.batch(), 1, "{rate: 3}") == "");
    CHECK(reading.batch().record(0).defaulted == std::vector<std::string>{"rate"});
  }

  TEST_CASE("a column of no type says nothing") {
    Made nothing{"n", "income", 2, 0, 2, {}, {}, {}};
    const Reading reading = read({longs("rate", {1, 1}), nothing});
    CHECK(difference(reading.batch(), 0, "{rate: 1}") == "");
  }

  TEST_CASE("nested lists are members, theirs too, and a list that is invalid is not known") {
    Made plots = structs("item", 3,
                         {texts("id", Texts{"p", "q", "p"}), decimals(1, "area", {15, none, 70}),
                          texts("tenant", Texts{"q", none, none})});
    Made persons =
        structs("item", 4,
                {texts("id", Texts{"b", "a", "c", "d"}), longs("wage", {1, 2, 3, 4}),
                 texts("friend", Texts{"a", none, "d", none}), lists("plots", {2, 0, none, 1}, plots)});
    const Reading reading = read({longs("rate", {1, 2, 3}), lists("persons", {2, none, 2}, persons)});
    const auto& batch = reading.batch();
    CHECK(reading.faults() == "");
    CHECK(difference(batch, 0,
                     "{rate: 1, persons: {b: {wage: 1, friend: a, plots: [{id: p, area: 1.5, tenant: q}, "
                     "{id: q}]}, a: {wage: 2, plots: []}}}") == "");
    CHECK(difference(batch, 1, "{rate: 2}") == "");
    CHECK(difference(
              batch, 2,
              "{rate: 3, persons: {c: {wage: 3, friend: d}, d: {wage: 4, plots: [{id: p, area: 7}]}}}") ==
          "");
    CHECK(reading.households->origins[2].nested);
  }

  TEST_CASE("members of members are joined by the ids of all above them") {
    const ArrowTables tables{
        table_of(rows_of({texts("id", {"h1", "h2"})})),
        {{"persons.plots",
          table_of(rows_of({texts("household_id", Texts{"h2", "h1", "h2", "h1"}),
                            texts("person_id", Texts{"a", "a", "b", "a"}),
                            texts("id", Texts{"x", "y1", "x", "z"}), decimals(1, "area", {1, 2, 3, 4})}))},
         {"persons", table_of(rows_of({texts("household_id", Texts{"h1", "h2", "h2"}),
                                       texts("person_id", Texts{"a", "b", "a"})}))}}};
    const Reading reading = read(trial().pack(), tables);
    CHECK(difference(reading.batch(), 0,
                     "{persons: {a: {plots: [{id: y1, area: 0.2}, {id: z, area: 0.4}]}}}") == "");
    CHECK(difference(reading.batch(), 1,
                     "{persons: {a: {plots: [{id: x, area: 0.1}]}, b: {plots: [{id: x, area: 0.3}]}}}") ==
          "");
  }

  TEST_CASE("of several members with the id of a link the nearest is meant") {
    Made plots = structs(
        "item", 4, {texts("id", Texts{"p", "q", "p", "r"}), texts("tenant", Texts{"p", "p", "p", "q"})});
    Made persons = structs("item", 2, {texts("id", Texts{"a", "b"}), lists("plots", {2, 2}, plots)});
    const Reading reading = read({lists("persons", {2}, persons)});
    CHECK(difference(reading.batch(), 0,
                     "{persons: {a: {plots: [{id: p, tenant: p}, {id: q, tenant: p}]}, "
                     "b: {plots: [{id: p, tenant: p}, {id: r, tenant: q}]}}}") == "");
  }

  TEST_CASE("slices and chunks are read as the rows that they are") {
    const Made whole =
        rows_of({longs("id", {100, 7, 3, 9, 8}), texts("county", Texts{"-", "east", none, "west", "-"}),
                 booleans("poor", {none, true, false, none, true})});
    const Made persons =
        rows_of({longs("household_id", {0, 7, 3, 3, 9}), texts("id", Texts{"", "a", "b", "c", "d"}),
                 longs("wage", {999, 1, none, 3, 4})});
    const auto check = [](const Reading& reading) {
      CHECK(reading.faults() == "");
      CHECK(difference(reading.batch(), 0, "{county: east, poor: true, persons: {a: {wage: 1}}}") == "");
      CHECK(difference(reading.batch(), 1, "{poor: false, persons: {b: {}, c: {wage: 3}}}") == "");
      CHECK(difference(reading.batch(), 2, "{county: west, persons: {d: {wage: 4}}}") == "");
    };
    check(read(trial().pack(),
               {table_of(sliced(whole, 1, 3)), {{"persons", table_of(sliced(persons, 1, 4))}}}));
    check(read(trial().pack(),
               {table_of_chunks({sliced(whole, 1, 1), sliced(whole, 2, 0), sliced(whole, 2, 2)}),
                {{"persons", table_of_chunks({sliced(persons, 1, 2), sliced(persons, 3, 2)})}}}));
  }

  TEST_CASE("columns that are no facts are refused with the nearest name, or passed over if so asked") {
    const Reading refused = read({longs("id", {1}), longs("ratee", {1}), texts("note", {"x"})});
    CHECK(has(refused.said, "no field `ratee`"));
    CHECK(has(refused.said, "did you mean `rate`"));
    CHECK(has(refused.said, "no field `note`"));
    ArrowOptions options;
    options.ignore = {"note"};
    const ArrowTables tables{table_of(rows_of({longs("rate", {1}), texts("note", {"x"})})), {}};
    CHECK(read(trial().pack(), tables, options).households->ignored == std::vector<std::string>{"note"});
    options.ignore = {};
    options.ignore_others = true;
    CHECK(read(trial().pack(), tables, options).households->ignored == std::vector<std::string>{"note"});
  }

  TEST_CASE("ids may be in columns of other names") {
    ArrowOptions options;
    options.keys = {{"household", "hh"}, {"person", "no"}};
    const Reading reading = read({longs("hh", {1, 2})}, {longs("hh", {1, 2}), longs("no", {4, 5})}, options);
    CHECK(difference(reading.batch(), 1, "{persons: {'5': {}}}") == "");
  }

  TEST_CASE("ids that are missing, come twice, or lead to nobody are said with their rows") {
    CHECK(has(read({longs("rate", {1})}, {longs("household_id", {1}), longs("id", {1})}).said,
              "the table `household` has no column `id` for the id of its `household`"));
    CHECK(has(read({longs("id", {1})}, {longs("id", {1})}).said,
              "the table `persons` has no column `household_id`"));
    CHECK(has(read({longs("id", {1, none, none})}).said, "`id`, rows counted from 0: 1, 2"));
    CHECK(has(read({longs("id", {4, 5, 4})}).said, "comes again in `id`, rows counted from 0: 2"));
    CHECK(
        has(read({longs("id", {1, 2})}, {longs("household_id", {2, 1, 2}), texts("id", Texts{"a", "a", "a"})})
                .said,
            "comes again in `persons.id`, rows counted from 0: 2"));
    CHECK(has(
        read({longs("id", {1, 2})}, {longs("household_id", {1, 5, 2, 6}), longs("id", {1, 1, 1, 1})}).said,
        "`persons.household_id` names no `household` that is there, rows counted from 0: 1, 3"));
    CHECK(has(read({longs("id", {1})}, {texts("household_id", {"1"}), longs("id", {1})}).said,
              "one is text and one is number"));
    CHECK(has(read({longs("id", {1})}, {longs("household_id", {1}), texts("id", {""})}).said,
              "none of 1 to 64 characters, stands in `persons.id`"));
    CHECK(
        has(read({longs("id", {1})}, {longs("household_id", {1}), longs("id", {-1})}).said, "`persons.id`"));
  }

  TEST_CASE("a list that is given in two ways, and a table of no list, are refused") {
    Made persons = structs("item", 1, {texts("id", {"a"})});
    CHECK(has(read({longs("id", {1}), lists("persons", {1}, persons)},
                   {longs("household_id", {1}), longs("id", {1})})
                  .said,
              "`persons` is written twice"));
    CHECK(has(read(trial().pack(),
                   {table_of(rows_of({longs("id", {1})})),
                    {{"person", table_of(rows_of({longs("household_id", {1}), longs("id", {1})}))}}})
                  .said,
              "no field `person`"));
  }

  TEST_CASE("a type that a fact is not read from is refused by both names") {
    CHECK(has(read({booleans("income", {true})}).said,
              "the column `income` holds `bool`, from which `number`"));
    CHECK(has(read({longs("since", {1})}).said, "`int64`, from which `date`"));
    CHECK(has(read({longs("county", {1})}).said, "`int64`, from which `county`"));
    CHECK(has(read({longs("persons", {1})}).said, "`int64`, from which `list: person`"));
    CHECK(has(read({longs("rate", {1}), longs("rate.none", {1})}).said, "`rate.none` holds `int64`"));
    CHECK(has(read({numbers<std::int64_t>("tss:UTC", "since", {0})}).said, "timestamp with a zone"));
    CHECK(has(read({longs("rate", {1}), longs("rate", {1})}).said, "`rate` is written twice"));
  }

  TEST_CASE("links to nobody are faults of their household") {
    const Reading reading =
        read({longs("id", {1, 2})},
             {longs("household_id", {1, 2}), texts("id", Texts{"a", "b"}), texts("friend", Texts{"b", "b"})});
    CHECK(reading.faults() == "0: link_to_nobody persons.a.friend in row 0\n");
  }

  TEST_CASE("what was read keeps the tables alive, and everything is released in the end") {
    REQUIRE(alive() == 0);
    {
      std::optional<ArrowHouseholds> kept;
      {
        Reading reading = three();
        kept = std::move(reading.households);
      }
      CHECK(alive() > 0);
      CHECK(difference(kept->batch, 1, "{rate: 2, persons: {x: {wage: 4, friend: x}}}") == "");
    }
    CHECK(alive() == 0);
  }
}
