// tests/unit/exec/test_batch.cpp - records into columns and back; columns that somebody else has filled.
#include <stdexcept>

#include <doctest/doctest.h>

#include "column_trial.hpp"

using namespace doudi;
using model::Lane;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using doudi::testing::day;
using doudi::testing::Trial;

namespace {

const Trial& trial() {
  static const Trial shared{R"(
doudi: 1
pack: trial
types:
  county: {enum: [east, west, north]}
facts:
  household:
    county: {type: county}
    name: {type: text, optional: true}
    income: {type: number, unit: CNY/month, decimals: 2, range: [-500, 1000]}
    wealth: {type: number, decimals: 2, unbounded: true}
    since: {type: date, optional: true}
    scores: {list: number, decimals: 0, range: [0, 100]}
    poor: {type: boolean, optional: true}
    rate: {type: number, decimals: 0, range: [0, 9], default: 4, cite: law}
    persons: {list: person, size: [0, 9]}
  person:
    wage: {type: number, decimals: 0, range: [10, 200]}
    friend: {ref: person, optional: true}
    plots: {list: plot, size: [1, 4]}
  plot:
    area: {type: number, decimals: 1, range: [0, 7]}
sources:
  law: {title: law}
rules:
  household:
    unused: {formula: rate}
outputs: [unused]
)"};
  return shared;
}

const std::vector<std::string>& records() {
  static const std::vector<std::string> shared{
      "{}",
      "{county: north, name: 王, income: -499.99, wealth: 12.5, since: 2019-02-28, scores: [1, 100], poor: "
      "true, "
      "rate: 9, persons: {a: {wage: 10, friend: b, plots: [{id: x, area: 0.5}, {id: w}]}, b: {wage: 200, "
      "friend: "
      "null, plots: [{id: x, area: 7}]}}}",
      "{county: east, name: null, income: 1000, wealth: 99999999999999.99, since: null, scores: [], poor: "
      "null, "
      "persons: {}}",
      "{wealth: -0.01, persons: {a: {}, b: {friend: a, plots: [{id: z, area: 3.3}]}, c: {wage: 11, friend: "
      "c}}}",
      "{persons: {only: {plots: [{id: p}, {id: q}, {id: r, area: 1}]}}, poor: false}"};
  return shared;
}

void check_same(const model::Record& a, const model::Record& b) {
  CHECK(a.defaulted == b.defaulted);
  REQUIRE(a.instances.size() == b.instances.size());
  for (std::size_t i = 0; i < a.instances.size(); ++i) {
    REQUIRE(a.instances[i].size() == b.instances[i].size());
    for (std::size_t k = 0; k < a.instances[i].size(); ++k) {
      CAPTURE(i);
      CAPTURE(k);
      CHECK(a.instances[i][k].id == b.instances[i][k].id);
      CHECK(a.instances[i][k].parent == b.instances[i][k].parent);
      CHECK((a.instances[i][k].facts == b.instances[i][k].facts));
    }
  }
}

[[nodiscard]] model::FactId fact(std::uint32_t entity, std::string_view name) {
  const auto& facts = trial().pack().entities.at(entity).facts;
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    if (facts[i].name == name) return {model::EntityId{entity}, i};
  }
  throw std::logic_error("no such fact");
}

/// Two households: one with a person `a` of one plot, one without persons. Everything is known.
[[nodiscard]] std::vector<EntityTable> tables() {
  auto result = Batch::empty_tables(trial().pack());
  const std::vector<std::size_t> rows{2, 1, 1};
  for (std::uint32_t i = 0; i < result.size(); ++i) {
    result[i].rows = rows[i];
    const auto& facts = trial().pack().entities[i].facts;
    for (std::size_t k = 0; k < facts.size(); ++k) {
      FactColumn& column = result[i].columns[k];
      if (facts[k].shape == model::Fact::Shape::members) continue;
      for (std::size_t row = 0; row < rows[i]; ++row) {
        if (column.lane() == Lane::kept) column.push_kept(model::Literal{model::Null{}});
        if (column.lane() != Lane::kept) column.push(facts[k].name == "wage" ? 10 : 0);
      }
    }
  }
  result[1].offsets = {0, 1, 1};
  result[2].offsets = {0, 1};
  result[1].ids = {"a"};
  result[2].ids = {"x"};
  return result;
}

/// What is said about the tables once something of them was changed; empty if they are taken.
template <class Change>
[[nodiscard]] std::string said(const Change& change) {
  auto changed = tables();
  change(changed);
  try {
    const Batch batch{trial().pack(), std::move(changed)};
    return "";
  } catch (const std::invalid_argument& refusal) {
    return refusal.what();
  }
}

/// One column replaced by cells.
[[nodiscard]] std::string said_of_cells(std::uint32_t entity, std::string_view name,
                                        const std::vector<std::int64_t>& cells) {
  return said([&](std::vector<EntityTable>& changed) {
    FactColumn& column = changed[entity].columns[fact(entity, name).index];
    column = FactColumn{column.lane()};
    for (const std::int64_t cell : cells) column.push(cell);
  });
}

[[nodiscard]] bool names(const std::string& message, std::string_view what) {
  return message.find(what) != std::string::npos;
}

}  // namespace

TEST_SUITE("exec/batch") {
  TEST_CASE("records come back as they were added, in any order") {
    for (std::size_t first = 0; first < records().size(); ++first) {
      Batch batch{trial().pack()};
      std::vector<model::Record> added;
      for (std::size_t i = 0; i < records().size(); ++i)
        added.push_back(trial().record(records()[(first + i) % records().size()], day(usual_day)));
      for (const model::Record& record : added) batch.add(record);
      REQUIRE(batch.households() == records().size());
      for (std::size_t i = 0; i < added.size(); ++i) {
        CAPTURE(first);
        CAPTURE(i);
        check_same(batch.record(i), added[i]);
      }
    }
  }

  TEST_CASE("cells say what is known, null, not given or too large") {
    const Batch batch = batch_of(trial(), records());
    const FactColumn& income = batch[fact(0, "income")];
    CHECK(income.lane() == Lane::i32);
    CHECK(income.cell(1) == -49'999);
    CHECK(income.state(1) == CellState::known);
    CHECK(income.state(0) == CellState::unknown);
    CHECK(income.has_gaps());
    const FactColumn& wealth = batch[fact(0, "wealth")];
    CHECK(wealth.lane() == Lane::i64);
    CHECK(wealth.cell(1) == 1250);
    CHECK(wealth.cell(3) == -1);
    CHECK(wealth.state(2) == CellState::outside);
    CHECK((wealth.kept(2) == model::FactValue{model::Literal{Decimal::parse("99999999999999.99").value()}}));
    CHECK(batch[fact(0, "poor")].state(2) == CellState::null);
    CHECK(batch[fact(0, "county")].cell(1) == 2);
    CHECK(batch[fact(0, "since")].cell(1) == day("2019-02-28").days());
    CHECK(batch[fact(0, "name")].lane() == Lane::kept);
    CHECK_FALSE(batch[fact(0, "rate")].has_gaps());
    CHECK(batch[fact(1, "friend")].cell(0) == 1);
    CHECK(batch[fact(1, "friend")].cell(4) == 2);
  }

  TEST_CASE("a cell without a value holds one within its fact's range") {
    const Batch batch = batch_of(trial(), records());
    const FactColumn& wage = batch[fact(1, "wage")];
    REQUIRE(wage.state(2) == CellState::unknown);
    CHECK(wage.cell(2) == 10);
  }

  TEST_CASE("members lie next to each other, those of members too") {
    const Batch batch = batch_of(trial(), records());
    const model::EntityId person{1};
    const model::EntityId plot{2};
    CHECK(batch[person].offsets == std::vector<std::uint32_t>{0, 0, 2, 2, 5, 6});
    CHECK(batch[plot].offsets == std::vector<std::uint32_t>{0, 2, 3, 3, 4, 4, 7});
    CHECK(batch.rows_of(plot, 1) == std::pair<std::size_t, std::size_t>{0, 3});
    CHECK(batch.rows_of(plot, 3) == std::pair<std::size_t, std::size_t>{3, 4});
    CHECK(batch.rows_of(person, 2) == std::pair<std::size_t, std::size_t>{2, 2});
    CHECK(batch[person].has_unknown_lists);
    CHECK(batch[person].lists.at(0) == CellState::unknown);
    CHECK(batch[person].lists.at(2) == CellState::known);
    CHECK(batch[plot].lists.at(2) == CellState::unknown);
  }

  TEST_CASE("columns that somebody else has filled are taken if they fit") {
    CHECK(said([](auto&) {}) == "");
    const Batch batch{trial().pack(), tables()};
    CHECK(batch.households() == 2);
    CHECK(batch.record(0).instances[1][0].id == "a");
    CHECK(batch.record(1).instances[1].empty());
  }

  TEST_CASE("a column of another length is refused by name") {
    CHECK(names(said_of_cells(0, "income", {1}), "household.income"));
    CHECK(names(said_of_cells(1, "wage", {10, 10}), "person.wage"));
    CHECK(names(said_of_cells(2, "area", {}), "plot.area"));
  }

  TEST_CASE("a cell outside of its fact's range is refused by name and row") {
    CHECK(said_of_cells(0, "income", {100'000, -50'000}) == "");
    CHECK(names(said_of_cells(0, "income", {0, 100'001}), "household.income: row 1"));
    CHECK(names(said_of_cells(0, "income", {-50'001, 0}), "household.income: row 0"));
    CHECK(names(said_of_cells(0, "county", {0, 3}), "household.county: row 1"));
    CHECK(names(said_of_cells(0, "poor", {2, 0}), "household.poor: row 0"));
    CHECK(names(said_of_cells(1, "wage", {9}), "person.wage: row 0"));
    CHECK(names(said_of_cells(0, "wealth", {0, model::largest_cell + 1}), "household.wealth: row 1"));
    CHECK(names(said_of_cells(1, "friend", {-1}), "person.friend: row 0"));
  }

  TEST_CASE("a cell that does not fit the lane is refused where it is put, and never cut to one that fits") {
    FactColumn narrow{Lane::u8};
    CHECK_THROWS_AS(narrow.push(256), std::invalid_argument);
    CHECK_THROWS_AS(narrow.push(-1), std::invalid_argument);
    FactColumn wider{Lane::i32};
    CHECK_THROWS_AS(wider.push(std::int64_t{1} << 32), std::invalid_argument);
    CHECK_THROWS_AS(FactColumn{Lane::kept}.push(1), std::invalid_argument);
    narrow.push(255);
    wider.push(-2147483647);
    CHECK(narrow.cell(0) == 255);
    CHECK(wider.cell(0) == -2147483647);
    CHECK(wider.size() == 1);
  }

  TEST_CASE("a link to nobody of the household is refused, and a null where there may be none") {
    CHECK(names(said_of_cells(1, "friend", {1}), "person.friend"));
    CHECK(names(said([](auto& changed) {
                  FactColumn& column = changed[1].columns[fact(1, "wage").index];
                  column = FactColumn{column.lane()};
                  column.push(CellState::null, 10);
                }),
                "person.wage"));
  }

  TEST_CASE("offsets that do not fit the rows are refused by the name of the entity") {
    for (const std::vector<std::uint32_t>& offsets :
         {std::vector<std::uint32_t>{}, {0, 1}, {0, 1, 1, 1}, {0, 0, 0}, {0, 2, 1}, {1, 1, 1}, {0, 1, 2}})
      CHECK(names(said([&](auto& changed) { changed[1].offsets = offsets; }), "person"));
    CHECK(names(said([](auto& changed) { changed[1].ids.clear(); }), "person"));
    CHECK(names(said([](auto& changed) { changed.pop_back(); }), "entity"));
  }

  TEST_CASE("a column in another lane than its fact's, or none, is refused by name") {
    for (const Lane lane : {Lane::u8, Lane::i64, Lane::kept}) {
      CHECK(names(said([&](auto& changed) {
                    FactColumn column{lane};
                    for (int row = 0; row < 2; ++row) {
                      if (lane == Lane::kept) column.push_kept(model::Literal{Decimal{1}});
                      if (lane != Lane::kept) column.push(1);
                    }
                    changed[0].columns[fact(0, "income").index] = column;
                  }),
                  "household.income"));
    }
    CHECK(names(said([](auto& changed) { changed[2].columns.clear(); }), "plot"));
  }

  TEST_CASE("a list shorter than its fact promises is refused, unless it is not known") {
    const auto without_plots = [](auto& changed) {
      changed[2] = Batch::empty_tables(trial().pack())[2];
      changed[2].offsets = {0, 0};
    };
    CHECK(names(said(without_plots), "plot"));
    CHECK(said([&](auto& changed) {
            without_plots(changed);
            changed[2].lists = {CellState::unknown};
            changed[2].has_unknown_lists = true;
          }) == "");
  }

  TEST_CASE("states of lists are one for each parent, and none is overlooked") {
    CHECK(names(said([](auto& changed) { changed[1].lists = {CellState::known}; }), "person"));
    auto changed = tables();
    changed[1].offsets = {0, 1, 1};
    changed[1].lists = {CellState::known, CellState::unknown};
    CHECK(Batch{trial().pack(), std::move(changed)}[model::EntityId{1}].has_unknown_lists);
  }

  TEST_CASE("members that lie in any order come back sorted by id, and links lead to the same members") {
    const std::string sorted =
        "{persons: {a: {wage: 10, friend: c, plots: [{id: x, area: 1}, {id: xa, area: 2}]}, b: {wage: 11, "
        "friend: null, plots: [{id: z, area: 3}]}, c: {wage: 12, friend: b, plots: [{id: x, area: 4}]}}, "
        "rate: 1}";
    Batch expected{trial().pack()};
    expected.add(trial().record(sorted, day(usual_day)));
    auto tables = Batch::empty_tables(trial().pack());
    tables[0].rows = 1;
    for (std::size_t k = 0; k < tables[0].columns.size(); ++k) {
      const model::FactId id{model::EntityId{0}, static_cast<std::uint32_t>(k)};
      if (trial().pack()[id].shape != model::Fact::Shape::members) tables[0].columns[k] = expected[id];
    }
    tables[1].rows = 3;  // c, a, b
    tables[1].offsets = {0, 3};
    tables[1].ids = {"c", "a", "b"};
    FactColumn& wage = tables[1].columns[fact(1, "wage").index];
    for (const int cell : {12, 10, 11}) wage.push(cell);
    FactColumn& link = tables[1].columns[fact(1, "friend").index];
    link.push(2);
    link.push(0);
    link.push(CellState::null, 0);
    tables[2].rows = 4;  // of c: x; of a: xa, x; of b: z
    tables[2].offsets = {0, 1, 3, 4};
    tables[2].ids = {"x", "xa", "x", "z"};
    for (const int cell : {40, 20, 10, 30}) tables[2].columns[0].push(cell);
    const Batch batch{trial().pack(), std::move(tables)};
    check_same(batch.record(0), expected.record(0));
    CHECK(batch.record_rows(model::EntityId{1}, 0) == std::vector<std::size_t>{1, 2, 0});
    CHECK(batch.record_rows(model::EntityId{2}, 0) == std::vector<std::size_t>{2, 1, 3, 0});
    CHECK((batch.member_of(model::EntityId{2}, 0, 3) == model::Member{model::EntityId{2}, 2}));
    CHECK_THROWS_AS(static_cast<void>(batch.member_of(model::EntityId{1}, 0, 3)), std::invalid_argument);
  }

  TEST_CASE("cells that hold a default are listed by path, sorted") {
    auto marked = tables();
    marked[0].columns[fact(0, "rate").index].set_defaults({0, 1});
    marked[1].columns[fact(1, "wage").index].set_defaults({1});
    const Batch batch{trial().pack(), std::move(marked)};
    CHECK(batch.record(0).defaulted == std::vector<std::string>{"persons.a.wage"});
    CHECK(batch.record(1).defaulted == std::vector<std::string>{"rate"});
  }

  TEST_CASE("a household whose data are at fault is answered by an error and by nothing else") {
    Batch batch = batch_of(trial(), records());
    const text::Diagnostic diagnostic{
        text::Code::number_outside_range, text::Severity::error, {}, {{"path", "rate"}}, {}, {}};
    batch.refuse(1, {{"rate", diagnostic}});
    batch.refuse(4, {{"rate", diagnostic}});
    batch.refuse(4, {{"income", diagnostic}});
    CHECK_THROWS_AS(batch.refuse(5, {}), std::invalid_argument);
    const Decider decider{trial().pack(), day(usual_day)};
    const Decisions decisions = decider.decide(batch, {.threads = 1, .households = 2});
    std::size_t faults = 0;
    for (const auto& [household, answer] : decisions.single) {
      const auto refused = batch.refused().find(household);
      if (refused == batch.refused().end()) continue;
      CHECK(answer.status == explain::Status::error);
      CHECK(answer.outputs.empty());
      CHECK(answer.errors.size() == refused->second.size());
      CHECK(answer.errors.front().code == text::Code::number_outside_range);
      faults += answer.errors.size();
    }
    CHECK(faults == 3);
  }
}
