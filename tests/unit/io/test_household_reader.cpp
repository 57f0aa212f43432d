// tests/unit/io/test_household_reader.cpp - households straight into columns are those that their records are.
#include <algorithm>
#include <array>
#include <cstdint>
#include <filesystem>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/exec/batch.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/load.hpp"
#include "doudi/text/json_writer.hpp"

#include "../../agreement/random_record.hpp"
#include "io/json_columns.hpp"

using namespace doudi;
using model::RecordNode;

namespace {

/// Writes a tree as JSON in one of the ways in which people do.
class JsonStyle {
 public:
  explicit JsonStyle(std::mt19937_64& random) : random_{random} {}

  std::string text(const RecordNode& node) {
    if (const auto* map = std::get_if<model::MapNode>(&node.value)) return object(*map);
    if (const auto* list = std::get_if<model::ListNode>(&node.value)) {
      std::string items;
      for (const RecordNode& item : list->items) items += (items.empty() ? "" : ", ") + text(item);
      return '[' + items + ']';
    }
    if (const auto* scalar = std::get_if<model::ScalarNode>(&node.value)) {
      const bool bare = scalar->form == model::ScalarNode::Form::number && random_() % 4 != 0;
      return bare ? scalar->text : text::json_string(scalar->text);
    }
    if (const auto* truth = std::get_if<bool>(&node.value)) return *truth ? "true" : "false";
    return "null";
  }

 private:
  std::string object(const model::MapNode& map) {
    std::vector<model::RecordField> fields = map.fields;
    if (random_() % 8 == 0) std::ranges::shuffle(fields, random_);
    std::string members;
    for (const model::RecordField& field : fields) {
      if (std::holds_alternative<model::UnknownNode>(field.value.value)) continue;
      if (!members.empty()) members += random_() % 8 == 0 ? " , " : ",";
      members += text::json_string(field.key) + ':' + value(field.value);
    }
    return '{' + members + '}';
  }

  /// Members in a map from ids may as well be written as a list.
  std::string value(const RecordNode& node) {
    const auto* map = std::get_if<model::MapNode>(&node.value);
    const bool members =
        map != nullptr && !map->fields.empty() && std::ranges::all_of(map->fields, [](const auto& field) {
          return std::holds_alternative<model::MapNode>(field.value.value);
        });
    if (!members || random_() % 3 == 0) return text(node);
    std::string list;
    for (const model::RecordField& field : map->fields) {
      model::MapNode member = std::get<model::MapNode>(field.value.value);
      const auto place = static_cast<std::ptrdiff_t>(random_() % 4 == 0 ? member.fields.size() : 0);
      member.fields.insert(member.fields.begin() + place,
                           {"id", {}, {{}, model::ScalarNode{field.key, model::ScalarNode::Form::text}}});
      list += (list.empty() ? "" : ",") + object(member);
    }
    return '[' + list + ']';
  }

  std::mt19937_64& random_;
};

/// What may happen to a line on its way.
std::string damaged(std::string line, std::mt19937_64& random) {
  const auto place = [&] { return random() % (line.size() + 1); };
  constexpr std::string_view bytes = "{}[]:,\"\\ \t0123456789-.eE+tfnu\x01\x7f\xC2\xAD\xEF\xBB\xBF\xFF/x";
  switch (random() % 6) {
    case 0:  // a byte more
      line.insert(line.begin() + static_cast<std::ptrdiff_t>(place()), bytes[random() % bytes.size()]);
      break;
    case 1:  // another byte
      if (!line.empty()) line[random() % line.size()] = bytes[random() % bytes.size()];
      break;
    case 2:  // some less
      line.erase(std::min(place(), line.size()), random() % 4);
      break;
    case 3: {  // a piece twice
      const std::size_t begin = place();
      line.insert(place(), line.substr(begin, random() % 40));
      break;
    }
    case 4: {  // another word or number
      constexpr std::array words{
          "null", "true", "unknown", "\"\"", "-0", "0.00", "1e3", "007", "99999999999999999999"};
      const std::size_t colon = std::min(line.find(':', place()), line.size());
      const std::size_t end = std::min(line.find_first_of(",}", colon), line.size());
      if (colon < end) line.replace(colon + 1, end - colon - 1, words[random() % words.size()]);
      break;
    }
    default:  // cut off
      line.resize(std::min(place(), line.size()));
  }
  return line;
}

bool same(const model::CaseFacts& lhs, const model::CaseFacts& rhs) {
  return lhs.presence == rhs.presence && lhs.state == rhs.state && lhs.since == rhs.since &&
         lhs.amount == rhs.amount && lhs.paid == rhs.paid && lhs.remembered == rhs.remembered;
}

bool same(const model::Record& lhs, const model::Record& rhs) {
  const auto same_instance = [](const model::Instance& one, const model::Instance& other) {
    return one.id == other.id && one.parent == other.parent && one.facts == other.facts;
  };
  return std::ranges::equal(lhs.instances, rhs.instances,
                            [&](const auto& some, const auto& others) {
                              return std::ranges::equal(some, others, same_instance);
                            }) &&
         same(lhs.case_facts, rhs.case_facts) && lhs.defaulted == rhs.defaulted;
}

bool same_tables(const exec::Batch& lhs, const exec::Batch& rhs) {
  for (std::uint32_t i = 0; i < lhs.pack().entities.size(); ++i) {
    const exec::EntityTable& one = lhs[model::EntityId{i}];
    const exec::EntityTable& other = rhs[model::EntityId{i}];
    const bool same_lists = one.rows == other.rows && one.offsets == other.offsets &&
                            one.lists == other.lists && one.has_unknown_lists == other.has_unknown_lists &&
                            one.longest == other.longest;
    if (!same_lists) return false;
    for (std::size_t k = 0; k < one.columns.size(); ++k) {
      if (!std::ranges::equal(one.columns[k].states(), other.columns[k].states())) return false;
      if (one.columns[k].size() != other.columns[k].size()) return false;
      if (one.columns[k].has_gaps() != other.columns[k].has_gaps()) return false;
    }
  }
  return true;
}

/// Reads the same lines straight and by way of records.
class BothWays {
 public:
  BothWays(const model::Pack& pack, Date on)
      : reader_{pack, "h.jsonl", on},
        columns_{pack, on},
        straight_{pack},
        by_records_{pack},
        scratch_{pack} {}

  void read(const std::string& line) {
    CAPTURE(line);
    const io::HouseholdRead fast = reader_.add(line, straight_, ++lines_);
    const io::HouseholdLine slow = reader_.read(line, lines_);
    CHECK(fast.id.text == slow.id.text);
    CHECK(fast.id.number == slow.id.number);
    CHECK(fast.id_is_line == slow.id_is_line);
    REQUIRE(fast.fault.has_value() == !slow.record.has_value());
    if (fast.fault)
      CHECK(io::report(*fast.fault, text::Language::en) == io::report(slow, text::Language::en));
    if (slow.record) by_records_.add(*slow.record);
    std::optional<io::HouseholdId> id;
    if (columns_.add(line, scratch_, id)) ++straight_count_;
  }

  void check() const {
    REQUIRE(straight_.households() == by_records_.households());
    CHECK(same_tables(straight_, by_records_));
    std::size_t differences = 0;
    for (std::size_t i = 0; i < straight_.households(); ++i)
      if (!same(straight_.record(i), by_records_.record(i))) ++differences;
    CHECK(differences == 0);
    CHECK(scratch_.households() == straight_count_);
  }
  [[nodiscard]] std::size_t households() const { return straight_.households(); }
  [[nodiscard]] std::size_t straight() const { return straight_count_; }

 private:
  io::HouseholdReader reader_;
  io::JsonColumns columns_;
  exec::Batch straight_;
  exec::Batch by_records_;
  exec::Batch scratch_;
  std::uint32_t lines_ = 0;
  std::size_t straight_count_ = 0;
};

std::vector<std::string> pack_folders() {
  std::vector<std::string> folders{"tests/bench/policy_p"};
  for (const char* parent : {"rules", "tests/agreement/packs"}) {
    for (const auto& entry : std::filesystem::directory_iterator{parent}) {
      if (entry.is_directory()) folders.push_back(entry.path().string());
    }
  }
  std::ranges::sort(folders);
  return folders;
}

constexpr const char* small_pack = R"(doudi: 1
pack: small
types:
  county:
    enum: {east: 东, west: 西}
facts:
  household:
    county: {type: county}
    moved: {type: date, range: [2000-01-01, today]}
    savings: {type: number, unit: CNY, decimals: 2, range: [0, 1000000]}
    note: {type: text, optional: true}
    persons: {list: person}
  person:
    age: {type: number, decimals: 0, range: [0, 130]}
    ill: {type: boolean}
    cares_for: {ref: person, optional: true}
    visits: {list: visit}
  visit:
    days: {type: number, decimals: 0, range: [0, 31]}
rules:
  household:
    rich:
      formula: savings > 10
outputs: [rich]
)";

}  // namespace

TEST_SUITE("io/household_reader") {
  TEST_CASE(
      "households read straight into columns are those of their records, whatever happened to the line") {
    std::size_t straight = 0;
    std::size_t households = 0;
    for (const std::string& folder : pack_folders()) {
      CAPTURE(folder);
      const LoadedPack pack = load(folder);
      REQUIRE(bool{pack});
      const Date on = *Date::parse("2024-03-05");
      std::mt19937_64 random{20240305};
      JsonStyle style{random};
      BothWays both{*pack, on};
      for (int i = 0; i < 300; ++i) {
        const agreement::Mixture mixture{.missing = i % 3 == 0 ? 30U : 0U, .extreme = 30, .members = 4};
        std::string line = style.text(agreement::random_record(*pack, on, mixture, random));
        if (random() % 2 == 0)
          line.insert(1, "\"id\":\"h" + std::to_string(i) + (line == "{}" ? "\"" : "\","));
        both.read(line);
        both.read(damaged(line, random));
      }
      both.check();
      straight += both.straight();
      households += both.households();
    }
    MESSAGE(straight, " of ", households, " households straight");
    CHECK(2 * straight > households);  // else the records have read them all
  }

  TEST_CASE("a plain line takes the straight way, anything unusual does not and leaves no trace") {
    const LoadedPack pack = load_text("small.yaml", small_pack);
    REQUIRE_MESSAGE(bool{pack}, pack.report(text::Language::en));
    io::JsonColumns columns{*pack, *Date::parse("2024-03-05")};
    exec::Batch batch{*pack};
    std::optional<io::HouseholdId> id;
    const auto add = [&](const char* line) { return columns.add(line, batch, id); };

    CHECK(add(R"({"id":7,"county":"west","moved":"2024-03-05","savings":12.5,"note":null,"persons":[
      {"id":"a","age":"40","ill":false,"cares_for":"b","visits":[{"id":"2","days":2},{"days":1,"id":"1"}]},
      {"id":"b","age":3,"ill":true,"cares_for":null,"visits":{}}]})"));
    CHECK(id->text == "7");
    CHECK(id->number);
    CHECK(add(R"({"persons":{"1":{"visits":{"x":{"days":3}}},"2":{}}})"));
    CHECK_FALSE(id.has_value());
    CHECK(add("{}"));
    const model::Record record = batch.record(0);
    CHECK(record.instances[1][0].id == "a");
    CHECK(record.instances[1][0].facts[2] == model::FactValue{model::Member{model::EntityId{1}, 1}});
    CHECK(record.instances[2][0].id == "1");
    CHECK(batch[model::FactId{model::EntityId{2}, 0}].cell(0) == 1);
    CHECK(batch[model::FactId{model::EntityId{}, 2}].cell(0) == 1250);

    for (const char* unusual : {R"({"colour":1})",
                                R"({"savings":1,"savings":1})",
                                R"({"savings":12.345})",
                                R"({"savings":-1})",
                                R"({"savings":1e3})",
                                R"({"savings":01})",
                                R"({"savings":"01"})",
                                R"({"savings":null})",
                                R"({"savings":1000000.01})",
                                R"({"county":"north"})",
                                R"({"county":"we\u0073t"})",
                                R"({"county":1})",
                                R"({"moved":"2024-03-06"})",
                                R"({"moved":"2024-02-30"})",
                                R"({"moved":"2024-3-5"})",
                                R"({"note":"a\nb"})",
                                "{\"note\":\"a\xC2\xAD\"}",
                                R"({"savings":true})",
                                R"({"savings":[1]})",
                                R"({"persons":null})",
                                R"({"persons":[{"age":1}]})",
                                R"({"persons":[{"id":"a"},{"id":"a"}]})",
                                R"({"persons":{"a":{},"a":{}}})",
                                R"({"persons":[{"id":""}]})",
                                R"({"persons":[{"id":"a","age":true}]})",
                                R"({"persons":{"a":{"id":"a"}}})",
                                R"({"persons":[1]})",
                                R"({"persons":[{"id":"a","cares_for":"b"}]})",
                                R"({"persons":[{"id":"b","visits":[]},{"id":"a","visits":[]}],"moved":"x"})",
                                R"({"savings":1} x)",
                                R"({"savings":1,})",
                                R"({"savings" 1})",
                                R"({"note":"b":1})",
                                R"({"savings":1)",
                                R"([])",
                                R"(1)",
                                "",
                                R"({"id":1,"id":2})",
                                R"({"id":true})",
                                "{\"savings\":1}\r"}) {
      CAPTURE(unusual);
      CHECK_FALSE(add(unusual));
      CHECK(batch.households() == 3);
      CHECK(batch[model::EntityId{1}].rows == 4);
      CHECK(batch[model::EntityId{1}].offsets.size() == 4);
      CHECK(batch[model::EntityId{2}].rows == 3);
      CHECK(batch[model::FactId{model::EntityId{}, 2}].size() == 3);
    }
  }

  TEST_CASE("lines may end in a carriage return") {
    const LoadedPack pack = load_text("small.yaml", small_pack);
    std::istringstream input{"{\"savings\":1}\r\n\r\n{\"colour\":1}\r\n{\"savings\":2}\r\n"};
    io::LineReader reader{*pack, "h.jsonl", input, *Date::parse("2024-03-05")};
    exec::Batch batch{*pack};
    std::vector<std::size_t> faulty;
    while (const auto line = reader.next(batch)) {
      if (line->fault) faulty.push_back(line->line);
    }
    CHECK(batch.households() == 2);
    CHECK(faulty == std::vector<std::size_t>{3});
    CHECK(batch[model::FactId{model::EntityId{}, 2}].cell(1) == 200);
  }
}
