// tests/unit/io/test_write_arrow.cpp - records by Arrow and back: the same households, the same answers, in their order.
#include <algorithm>
#include <map>

#include <doctest/doctest.h>

#include "doudi/decide.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/io/write_arrow.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"

#include "../../agreement/random_record.hpp"
#include "arrow_trial.hpp"
#include "io/arrow_answers.hpp"
#include "io/arrow_column.hpp"
#include "records_as_arrow.hpp"

using namespace doudi;
using namespace doudi::io;
using namespace doudi::io::testing;

namespace {

/// A table of results, to look cells up in.
class Cells {
 public:
  explicit Cells(const ArrowTable& table) {
    text::Diagnostics diagnostics;
    rows_ = column_of(table, "results", diagnostics);
    REQUIRE(rows_.has_value());
    read(*rows_);
  }
  explicit Cells(const ArrowColumn& structs) { read(structs); }

  [[nodiscard]] bool has(const std::string& name) const { return columns_.contains(name); }
  [[nodiscard]] const ArrowColumn& column(const std::string& name) const {
    REQUIRE_MESSAGE(has(name), name);
    return columns_.at(name);
  }
  [[nodiscard]] std::string at(const std::string& name, std::size_t row) const {
    return shown(node_at(column(name), row));
  }

  [[nodiscard]] static std::string shown(const model::RecordNode& node) {
    if (const bool* truth = std::get_if<bool>(&node.value)) return *truth ? "true" : "false";
    if (const auto* scalar = std::get_if<model::ScalarNode>(&node.value)) {
      const auto number = Decimal::parse(scalar->text);
      return number ? number->text() : scalar->text;
    }
    std::string text;
    if (const auto* list = std::get_if<model::ListNode>(&node.value)) {
      for (const auto& item : list->items) text += shown(item) + ';';
    }
    if (const auto* map = std::get_if<model::MapNode>(&node.value)) {
      for (const auto& field : map->fields) text += field.key + '=' + shown(field.value) + ';';
    }
    return text;
  }

 private:
  void read(const ArrowColumn& structs) {
    for (std::int64_t i = 0; i < structs.schema->n_children; ++i) {
      const std::string name = structs.schema->children[i]->name;
      columns_.emplace(name, field_of(structs, static_cast<std::size_t>(i), name));
    }
  }
  std::optional<ArrowColumn> rows_;
  std::map<std::string, ArrowColumn> columns_;
};

[[nodiscard]] std::string shown(const exec::Batch& batch, std::size_t household,
                                const explain::Value& value) {
  if (value.is_null() || value.is_unknown() || value.is_failed()) return "";
  const std::string text = value_text(batch, household, value);
  const auto number = Decimal::parse(text);
  return number ? number->text() : text;
}

/// What the tables say of a household that its answer does not.
class Comparison {
 public:
  Comparison(const ArrowHouseholds& households, std::vector<ArrowResult> results)
      : households_{households}, batch_{households.batch} {
    for (const ArrowResult& result : results) tables_.emplace(result.path, Cells{result.table});
    for (std::uint32_t i = 1; i < batch_.pack().entities.size(); ++i) find_nested(model::EntityId{i});
  }

  [[nodiscard]] std::string differences(std::size_t household, const explain::Answer& answer) {
    text_.clear();
    const Cells& root = tables_.at("");
    constexpr std::array names{"decided", "undetermined", "error"};
    same("status", root.at("status", household), names[static_cast<std::size_t>(answer.status)]);
    std::string missing;
    for (const std::string& path : answer.missing) missing += path + ';';
    same("missing", root.at("missing", household), missing);
    for (const explain::OutputValue& output : answer.outputs) compare(household, output);
    return text_;
  }

 private:
  /// Members in nested lists are looked up in the table of their parent.
  void find_nested(model::EntityId entity) {
    const ArrowOrigin& origin = households_.origins[static_cast<std::size_t>(entity)];
    if (!origin.nested) return;
    const auto dot = origin.path.rfind('.');
    const std::string above = dot == std::string::npos ? "" : origin.path.substr(0, dot);
    const std::string name = dot == std::string::npos ? origin.path : origin.path.substr(dot + 1);
    text::Diagnostics diagnostics;
    const auto items = items_of(tables_.at(above).column(name), diagnostics);
    REQUIRE(items.has_value());
    tables_.emplace(origin.path, Cells{items->items});
  }

  void same(const std::string& what, const std::string& found, const std::string& expected) {
    if (found != expected) text_ += what + " is `" + found + "` and not `" + expected + "`; ";
  }

  void compare(std::size_t household, const explain::OutputValue& output) {
    if (output.kind == model::Output::Kind::grants) return;
    if (output.kind == model::Output::Kind::covered) return compare_covered(household, output.value);
    if (tables_.at("").has(output.name)) {
      same(output.name, tables_.at("").at(output.name, household), shown(batch_, household, output.value));
      return;
    }
    const std::string path = output.name.substr(0, output.name.rfind('.'));
    const std::string name = output.name.substr(output.name.rfind('.') + 1);
    for_members(path, household, [&](std::size_t index, const Cells& cells, std::size_t row) {
      const auto* list = output.value.get_if<explain::List>();
      same(output.name, cells.at(name, row),
           list == nullptr ? "" : shown(batch_, household, list->items.at(index).value));
    });
  }

  void compare_covered(std::size_t household, const explain::Value& value) {
    for (const auto& [path, cells] : tables_) {
      if (path.empty() || !cells.has("covered")) continue;
      for_members(path, household, [&](std::size_t index, const Cells& table, std::size_t row) {
        const auto* list = value.get_if<explain::List>();
        const bool covered =
            list != nullptr && std::ranges::any_of(list->items, [&](const explain::Item& item) {
              return item.value.get<model::Member>().index == index;
            });
        same("covered", table.at("covered", row), list == nullptr ? "" : covered ? "true" : "false");
      });
    }
  }

  /// Each member of the record with its row in the results; ids and rows must go together.
  template <class Visit>
  void for_members(const std::string& path, std::size_t household, const Visit& visit) {
    const auto origin = std::ranges::find(households_.origins, path, &ArrowOrigin::path);
    REQUIRE(origin != households_.origins.end());
    const model::EntityId entity{static_cast<std::uint32_t>(origin - households_.origins.begin())};
    if (!tables_.contains(path)) return;
    const auto rows = batch_.record_rows(entity, household);
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t row = origin->order.empty() || origin->nested ? rows[i] : origin->order[rows[i]];
      same("id", tables_.at(path).at("id", row), batch_[entity].ids[rows[i]]);
      visit(i, tables_.at(path), row);
    }
  }

  const ArrowHouseholds& households_;
  const exec::Batch& batch_;
  std::map<std::string, Cells> tables_;
  std::string text_;
};

void check_pack(const std::string& path, std::string_view date, std::uint64_t seed) {
  CAPTURE(path);
  CAPTURE(seed);
  const LoadedPack loaded = load(path);
  REQUIRE(static_cast<bool>(loaded));
  const model::Pack& pack = *loaded;
  const Date on = doudi::testing::day(date);
  std::mt19937_64 random{seed};
  const agreement::Mixture mixture{seed % 2 == 0 ? 0U : 60U, 50, 4};
  std::vector<model::RecordNode> trees;
  std::vector<model::Record> records;
  while (records.size() < 25) {
    model::RecordNode tree = agreement::random_record(pack, on, mixture, random);
    auto record = model::RecordBuilder{pack, tree}.finish(on);
    if (!record.has_value()) continue;
    records.push_back(std::move(record.value()));
    trees.push_back(std::move(tree));
  }
  const Reading reading = [&] {
    text::Diagnostics diagnostics;
    Reading result;
    result.households = read_arrow(pack, tables_of_records(pack, trees, random).give(), on, {}, diagnostics);
    result.said = text::render(diagnostics, text::SourceSet{}, text::Language::en);
    return result;
  }();
  CHECK(reading.faults() == "");
  const exec::Batch& batch = reading.batch();
  REQUIRE(batch.households() == records.size());
  const Decider decider{pack, on};
  Decisions decisions = decider.decide(batch, {.threads = 1, .households = 7});
  Comparison comparison{*reading.households,
                        write_arrow(decider.program_for(batch), *reading.households,
                                    {std::move(decisions.results), std::move(decisions.single)})};
  for (std::size_t i = 0; i < records.size(); ++i) {
    CAPTURE(i);
    const model::Record found = batch.record(i);
    CHECK(found.defaulted == records[i].defaulted);
    REQUIRE(found.instances.size() == records[i].instances.size());
    for (std::size_t k = 0; k < found.instances.size(); ++k) {
      REQUIRE(found.instances[k].size() == records[i].instances[k].size());
      for (std::size_t n = 0; n < found.instances[k].size(); ++n) {
        CHECK(found.instances[k][n].id == records[i].instances[k][n].id);
        CHECK((found.instances[k][n].facts == records[i].instances[k][n].facts));
      }
    }
    CHECK(comparison.differences(i, explain::explain(pack, records[i], on).answer) == "");
  }
}

[[nodiscard]] std::vector<ArrowResult> results_of(const ArrowHouseholds& households, const Decider& decider,
                                                  const ArrowResultOptions& options = {}) {
  Decisions decisions = decider.decide(households.batch);
  return write_arrow(decider.program_for(households.batch), households,
                     {std::move(decisions.results), std::move(decisions.single)}, options);
}

}  // namespace

TEST_SUITE("io/write_arrow") {
  TEST_CASE(
      "random records of the packs in the repository come by Arrow as they are, and so do their answers") {
    for (std::uint64_t seed = 1; seed <= 6; ++seed) {
      check_pack("tests/bench/policy_p", "2019-06-15", seed);
      check_pack("rules/xingan-2019", "2019-06-15", seed);
      check_pack("rules/jinghe-2023", "2023-09-15", seed);
      check_pack("tests/cases/design_example/pack", "2019-06-01", seed);
    }
  }

  TEST_CASE("results keep the order, the ids and their types, and are handed on as often as asked") {
    REQUIRE(alive() == 0);
    {
      const Decider decider{trial().pack(), doudi::testing::day(the_day)};
      const Reading reading =
          read({numbers<std::int64_t>("l", "id", {7, 3}), numbers<std::int64_t>("l", "rate", {1, 2})},
               {numbers<std::int64_t>("l", "household_id", {3, 7, 3}), texts("id", {"x", "a", "b"})});
      const auto results = results_of(*reading.households, decider);
      REQUIRE(results.size() == 2);
      const Cells households{results[0].table};
      CHECK(households.at("id", 0) == "7");
      CHECK(households.at("unused", 1) == "2");
      CHECK(households.column("id").type.name == "int64");
      CHECK(results[1].path == "persons");
      const Cells persons{results[1].table};
      CHECK(persons.at("id", 2) == "b");
      CHECK(persons.at("household_id", 0) == "3");
      ArrowSchema schema{};
      ArrowArray array{};
      for (int i = 0; i < 2; ++i) {
        results[0].table.give(schema, array);
        CHECK(array.length == 2);
        const Cells again{ArrowTable{schema, array}};
        CHECK(again.at("unused", 0) == "1");
      }
      ArrowArrayStream stream{};
      results[1].table.give(stream);
      text::Diagnostics diagnostics;
      const auto streamed = ArrowTable::read(stream, diagnostics);
      REQUIRE(streamed.has_value());
      CHECK(Cells{*streamed}.at("id", 1) == "a");
      // A consumer may move a child away and release the rest.
      results[0].table.give(schema, array);
      ArrowArray child = *array.children[0];
      array.children[0]->release = nullptr;
      array.release(&array);
      schema.release(&schema);
      CHECK(child.length == 2);
      child.release(&child);
    }
    CHECK(alive() == 0);
  }

  TEST_CASE("a household at fault has an error, no outputs, and the others are as they were") {
    const Decider decider{trial().pack(), doudi::testing::day(the_day)};
    const Reading reading = read({numbers<std::int64_t>("l", "rate", {1, 77, 2})});
    const auto results = results_of(*reading.households, decider);
    const Cells households{results[0].table};
    CHECK(households.at("status", 1) == "error");
    CHECK(households.at("errors", 1) == "number_outside_range:rate;");
    CHECK(households.at("unused", 1) == "");
    CHECK(households.at("unused", 2) == "2");
  }

  TEST_CASE("without any household there are tables without rows") {
    const Decider decider{trial().pack(), doudi::testing::day(the_day)};
    const Reading reading = read({texts("id", {})}, {texts("household_id", {}), texts("id", {})});
    const auto results = results_of(*reading.households, decider);
    REQUIRE(results.size() == 2);
    CHECK(results[0].table.chunks()[0].length == 0);
    CHECK(results[1].table.chunks()[0].length == 0);
  }
}
