// tests/unit/io/test_import_dmn.cpp - business knowledge that is a table: as a function it gives what the table gives.
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/value_text.hpp"
#include "doudi/io/import_dmn.hpp"
#include "doudi/io/read_dmn.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/load.hpp"

#include "../check/decision_building.hpp"

namespace {

using namespace doudi;
using namespace doudi::check::testing;

const Date on = *Date::parse("2019-06-15");

syntax::DecisionRule row(const std::vector<std::string_view>& cells, std::string_view output) {
  syntax::DecisionRule result;
  for (const std::string_view cell : cells) result.inputs.push_back(written(cell));
  result.outputs.push_back(written(output));
  return result;
}

/// A decision that gives an age and a risk, both inputs, to a function that is this table.
ModelUnderTest model_with(std::string_view hit_policy, std::vector<syntax::DecisionRule> rules,
                          std::string_view otherwise = {}) {
  syntax::DecisionTable table;
  table.hit_policy = hit_policy;
  for (const auto& [name, type] : {std::pair{"years", "number"}, std::pair{"category", "string"}}) {
    syntax::DecisionInput& column = table.inputs.emplace_back();
    column.expression = written(name);
    column.type = type;
  }
  table.outputs.emplace_back();
  if (!otherwise.empty()) table.outputs.front().default_entry = written(otherwise);
  table.rules = std::move(rules);
  BoxedExpression body = boxed(Box::table);
  body.table.push_back(std::move(table));
  ModelUnderTest built;
  built.input("age", "number").input("risk", "string");
  built.knowledge("f", {variable("years", "number"), variable("category", "string")}, std::move(body));
  built.decision("d", "f(age, risk)", {"age", "risk", "f"});
  return built;
}

/// What the imported pack gives, or `left out`.
std::string imported(const ModelUnderTest& built, const Inputs& inputs) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto pack = io::import_dmn(built.model, "m.dmn", sources, diagnostics);
  if (!pack || !pack->left_out.empty()) return "left out";
  const LoadedPack loaded = load_text("m.yaml", pack->text);
  REQUIRE(loaded);
  std::string record = "{";
  for (const auto& [name, value] : inputs) {
    const std::string text = explain::value_text(*loaded, model::Record{}, value);
    if (!value.is_null()) record += name + ": " + text + ", ";
  }
  text::Diagnostics reading;
  const auto read = io::read_record(*loaded, "record.yaml", record + "}", on, sources, reading);
  REQUIRE(read);
  const explain::Explanation explanation = explain::explain(*loaded, *read, on);
  return explain::value_text(*loaded, *read, explanation.answer.outputs.front().value);
}

/// Compares over all ages and risks near the edges of the tables below, unknown ones too.
void check_same(const ModelUnderTest& built) {
  std::vector<explain::Value> ages{explain::Value{}};
  for (const int age : {-1, 0, 17, 18, 19, 64, 65, 66}) ages.emplace_back(Decimal{age});
  std::vector<explain::Value> risks{explain::Value{}};
  for (const char* risk : {"HIGH", "DECLINE", "LOW", "OTHER"}) risks.emplace_back(std::string{risk});
  for (const explain::Value& age : ages) {
    for (const explain::Value& risk : risks) {
      const Inputs inputs{{"age", age}, {"risk", risk}};
      CAPTURE(explain::value_text(model::Pack{}, model::Record{}, age));
      CAPTURE(explain::value_text(model::Pack{}, model::Record{}, risk));
      CHECK(imported(built, inputs) == decided(built, "d", inputs));
    }
  }
}

}  // namespace

TEST_SUITE("io/import_dmn") {
  TEST_CASE("of a first table the first row that matches counts, else the default") {
    check_same(
        model_with("FIRST",
                   {row({"< 18", "-"}, "years / 4"), row({"[18..65)", "not(\"HIGH\", \"DECLINE\")"}, "2"),
                    row({"-", "\"LOW\""}, "3"), row({"65, 66", "-"}, "4")},
                   "0 - 1"));
    check_same(model_with("FIRST", {row({"null", "-"}, "1"), row({"-", "-"}, "2")}));
    check_same(model_with("FIRST", {row({"-", "-"}, "years")}));
  }

  TEST_CASE("of a unique table the rows exclude each other") {
    check_same(model_with("UNIQUE",
                          {row({"< 18", "-"}, "\"young\""), row({">= 18", "\"LOW\", \"OTHER\""}, "category"),
                           row({">= 18", "\"HIGH\""}, "\"high\"")}));
  }

  TEST_CASE("tables whose rows may match together, and those of other policies, are left out") {
    const std::vector<syntax::DecisionRule> overlapping{row({"<= 18", "-"}, "1"), row({">= 18", "-"}, "2")};
    for (const std::string_view policy : {"UNIQUE", "ANY", "PRIORITY", "COLLECT", "RULE ORDER"})
      CHECK(imported(model_with(policy, overlapping), {}) == "left out");
    CHECK(imported(model_with("FIRST", {row({"? > 18", "-"}, "1")}), {}) == "left out");
    CHECK(imported(model_with("FIRST", std::vector(41, row({"> 18", "-"}, "1"))), {}) == "left out");
  }
}
