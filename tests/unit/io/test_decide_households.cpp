// tests/unit/io/test_decide_households.cpp - households as lines: read, decided together, written as explain() has them.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/decide.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/io/decision_summary.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/io/write_decisions.hpp"
#include "doudi/load.hpp"
#include "doudi/text/json_writer.hpp"

using namespace doudi;
using model::RecordNode;

namespace {

/// The node as JSON on one line; numbers and texts as texts.
std::string json_of(const RecordNode& node) {
  if (const auto* map = std::get_if<model::MapNode>(&node.value)) {
    std::string text;
    for (const model::RecordField& field : map->fields)
      text += (text.empty() ? "" : ",") + text::json_string(field.key) + ':' + json_of(field.value);
    return '{' + text + '}';
  }
  if (const auto* list = std::get_if<model::ListNode>(&node.value)) {
    std::string text;
    for (const RecordNode& item : list->items) text += (text.empty() ? "" : ",") + json_of(item);
    return '[' + text + ']';
  }
  if (const auto* scalar = std::get_if<model::ScalarNode>(&node.value)) {
    const bool truth =
        scalar->form == model::ScalarNode::Form::plain && (scalar->text == "true" || scalar->text == "false");
    return truth ? scalar->text : text::json_string(scalar->text);
  }
  if (const auto* truth = std::get_if<bool>(&node.value)) return *truth ? "true" : "false";
  return "null";
}

RecordNode tree_of_json(const std::string& json) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  auto tree = io::read_json(sources, sources.add("answer.json", json), diagnostics);
  REQUIRE(tree.has_value());
  return *tree;
}

std::string part(const RecordNode& root, const std::string& key) {
  const RecordNode* node = model::find_node(root, std::vector<std::string>{key});
  return node == nullptr ? "(none)" : json_of(*node);
}

/// As one line of JSON lines, called after its file.
std::string line_of(const std::filesystem::path& path) {
  std::ifstream file{path, std::ios::binary};
  const std::string bytes{std::istreambuf_iterator<char>{file}, {}};
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const std::uint32_t begin = sources.add(path.string(), bytes);
  const auto yaml = syntax::read_yaml(sources, begin, syntax::YamlPurpose::record, diagnostics);
  REQUIRE(yaml.has_value());
  const std::string json = json_of(io::record_node(*yaml));
  return "{\"id\":" + text::json_string(path.filename().string()) + ',' + json.substr(1) + '\n';
}

struct Decided {
  std::vector<io::DecisionRow> rows;
  std::vector<model::Record> records;
};

/// All lines together.
Decided decide_lines(const model::Pack& pack, const std::string& lines, Date on) {
  std::istringstream input{lines};
  io::LineReader reader{pack, "households.jsonl", input, on};
  exec::Batch batch{pack};
  Decided result;
  std::vector<io::HouseholdId> ids;
  while (const auto line = reader.next()) {
    if (!line->record) continue;
    batch.add(*line->record);
    result.records.push_back(*line->record);
    ids.push_back(line->id);
  }
  const Decider decider{pack, on};
  const Decisions decisions = decider.decide(batch);
  const plan::Program& program = decider.program_for(batch);
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const auto single = std::ranges::find(decisions.single, i, [](const auto& each) { return each.first; });
    result.rows.push_back(single != decisions.single.end()
                              ? io::row_of_answer(batch, i, single->second)
                              : io::row_of_columns(program, batch, decisions.results, i));
    result.rows.back().id = ids[i];
  }
  return result;
}

void check_households(const std::string& folder, Date on, std::size_t least) {
  const LoadedPack pack = load(folder);
  REQUIRE(bool{pack});
  std::vector<std::filesystem::path> paths;
  for (const auto& entry : std::filesystem::directory_iterator{folder + "/households"}) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path());
  }
  std::ranges::sort(paths);
  std::string lines;
  for (const auto& path : paths) lines += line_of(path);
  const Decided decided = decide_lines(*pack, lines, on);
  REQUIRE(decided.rows.size() >= least);
  for (std::size_t i = 0; i < decided.rows.size(); ++i) {
    CAPTURE(decided.rows[i].id.text);
    const auto why = explain::explain(*pack, decided.records[i], on);
    const RecordNode one = tree_of_json(explain::render_json(*pack, decided.records[i], why, pack.sources));
    const RecordNode other = tree_of_json(io::json_line(*pack, decided.rows[i]));
    CHECK(part(other, "status") == part(one, "status"));
    for (const model::Output& output : pack->outputs) {
      CAPTURE(output.name);
      const RecordNode* expected = model::find_node(one, std::vector<std::string>{"outputs", output.name});
      const RecordNode* found = model::find_node(other, std::vector<std::string>{"outputs", output.name});
      REQUIRE(expected != nullptr);
      REQUIRE(found != nullptr);
      // An explanation writes nobody as an empty map.
      CHECK(json_of(*found) == (json_of(*expected) == "{}" ? "[]" : json_of(*expected)));
    }
    CHECK((part(other, "case") == "(none)" ? "null" : part(other, "case")) == part(one, "case"));
    CHECK((part(other, "missing") == "(none)" ? "[]" : part(other, "missing")) == part(one, "missing"));
  }
}

constexpr std::string_view small_pack = R"(doudi: 1
pack: p
facts:
  household:
    rent: {type: number, unit: CNY/month, decimals: 2, range: [0, 99999]}
    persons: {list: person, size: [0, 60]}
  person:
    wage: {type: number, unit: CNY/month, decimals: 2, range: [0, 99999]}
rules:
  person:
    half:
      formula: round half up(wage / 2, 2)
  household:
    all_income:
      formula: total(persons.wage) + rent
outputs: [all_income, persons.half]
)";

std::vector<io::HouseholdLine> read_all(const model::Pack& pack, const std::string& text) {
  std::istringstream input{text};
  io::LineReader reader{pack, "h.jsonl", input, *Date::from_parts(2019, 6, 1)};
  std::vector<io::HouseholdLine> lines;
  while (auto line = reader.next()) lines.push_back(std::move(*line));
  return lines;
}

}  // namespace

TEST_SUITE("io/decide_households") {
  TEST_CASE("the households of the packs come out as explanations have them") {
    check_households("rules/xingan-2019", *Date::from_parts(2019, 6, 1), 6);
    check_households("rules/xingan-2019", *Date::from_parts(2020, 6, 1), 6);
    check_households("rules/jinghe-2023", *Date::from_parts(2023, 7, 1), 1);
  }

  TEST_CASE("a line is called by its id, else by its number, and one at fault does not end the reading") {
    const LoadedPack pack = load_text("p.yaml", small_pack);
    REQUIRE_MESSAGE(bool{pack}, pack.report(text::Language::en));
    const auto lines =
        read_all(*pack, "\xEF\xBB\xBF{\"id\": \"7\"}\r\n\n{\"id\": 12345678901234567890}\n{]\n{}");
    REQUIRE(lines.size() == 4);
    CHECK(lines[0].id.text == "7");
    CHECK_FALSE(lines[0].id.number);
    CHECK(lines[1].id.text == "12345678901234567890");
    CHECK(lines[1].id.number);
    CHECK_FALSE(lines[2].record.has_value());
    CHECK(lines[2].id.text == "4");
    CHECK(lines[3].id.text == "5");
    CHECK(lines[3].record.has_value());
    const io::DecisionRow row = io::row_of_line(lines[2]);
    CHECK(
        io::json_line(*pack, row) ==
        "{\"id\":4,\"status\":\"error\",\"errors\":[{\"code\":\"json_syntax\",\"line\":4,\"column\":2}]}\n");
    CHECK(io::report(lines[2], text::Language::en).starts_with("h.jsonl:4:2: error[E0528]"));
  }

  TEST_CASE("an id that is no text and no number, or comes twice, is reported") {
    const LoadedPack pack = load_text("p.yaml", small_pack);
    REQUIRE(bool{pack});
    const auto lines = read_all(*pack, "{\"id\": null}\n{\"id\": 1, \"id\": 2}\n");
    REQUIRE(lines.size() == 2);
    CHECK(io::row_of_line(lines[0]).faults.at(0).field == "id");
    CHECK(io::row_of_line(lines[1]).faults.at(0).column == 11);
  }

  TEST_CASE("values of members are a map in JSON, and no column of CSV") {
    const LoadedPack pack = load_text("p.yaml", small_pack);
    REQUIRE(bool{pack});
    const Decided decided = decide_lines(
        *pack,
        "{\"id\":\"x,\\\"y\\\"\",\"rent\":0.10,\"persons\":{\"b\":{\"wage\":99999},\"a\":{\"wage\":0.05}}}\n"
        "{\"persons\":[]}\n",
        *Date::from_parts(2019, 6, 1));
    REQUIRE(decided.rows.size() == 2);
    CHECK(io::json_line(*pack, decided.rows[0]) ==
          "{\"id\":\"x,\\\"y\\\"\",\"status\":\"decided\",\"outputs\":{\"all_income\":99999.15,"
          "\"persons.half\":{\"a\":0.03,\"b\":49999.5}}}\n");
    CHECK(io::json_line(*pack, decided.rows[1]) ==
          "{\"id\":2,\"status\":\"undetermined\",\"outputs\":{\"all_income\":null,\"persons.half\":{}},"
          "\"missing\":[\"rent\"]}\n");
    CHECK(io::csv_header(*pack) == "id,status,all_income,missing,errors\n");
    CHECK(io::csv_line(*pack, decided.rows[0]) == "\"x,\"\"y\"\"\",decided,99999.15,,\n");
    CHECK(io::csv_line(*pack, decided.rows[1]) == "2,undetermined,,rent,\n");
  }

  TEST_CASE("missing facts are counted by household, without the ids of members") {
    const LoadedPack pack = load_text("p.yaml", small_pack);
    REQUIRE(bool{pack});
    CHECK(io::path_of_all(*pack, "persons.\"0 1\".wage") == "persons.wage");
    CHECK(io::path_of_all(*pack, "persons") == "persons");
    CHECK(io::path_of_all(*pack, "case.amount") == "case.amount");
    const Decided decided = decide_lines(*pack,
                                         "{\"rent\":1,\"persons\":{\"a\":{},\"b\":{}}}\n"
                                         "{\"persons\":{\"a\":{\"wage\":1},\"b\":{}}}\n",
                                         *Date::from_parts(2019, 6, 1));
    io::DecisionSummary summary{*pack};
    for (const io::DecisionRow& row : decided.rows) summary.add(row);
    CHECK(summary.undetermined() == 2);
    CHECK(summary.missing().at("persons.wage") == 2);
    CHECK(summary.missing().at("rent") == 1);
    CHECK_FALSE(summary.amount().has_value());
  }
}
