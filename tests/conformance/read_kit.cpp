// tests/conformance/read_kit.cpp - reads a file of the kit, and refuses whatever the README does not describe.
#include <algorithm>
#include <fstream>
#include <initializer_list>
#include <iterator>
#include <stdexcept>
#include <string_view>

#include "doudi/io/read_record.hpp"
#include "doudi/text/diagnostic.hpp"

#include "kit.hpp"

namespace doudi::conformance {
namespace {

using model::ListNode;
using model::MapNode;
using model::Null;
using model::RecordField;
using model::RecordNode;
using model::ScalarNode;

class KitReader {
 public:
  explicit KitReader(std::string path) : path_{std::move(path)} {}

  Kit read() {
    std::ifstream stream{path_, std::ios::binary};
    if (!stream) throw std::runtime_error("cannot read " + path_);
    std::string text{std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
    text::Diagnostics diagnostics;
    const auto root = io::read_json(sources_, sources_.add(path_, std::move(text)), diagnostics);
    if (!root) throw std::runtime_error(text::render(diagnostics, sources_, text::Language::en));
    allow(*root, {"title", "date", "cases"});
    Kit kit;
    kit.title = text_in(*root, "title");
    date_ = date_in(*root, *Date::from_parts(2026, 7, 1));
    for (const RecordNode& each : items(need(*root, "cases"))) kit.cases.push_back(read_case(each));
    if (kit.cases.empty()) throw std::runtime_error(path_ + ": no cases");
    return kit;
  }

 private:
  [[noreturn]] void refuse(const RecordNode& at, const std::string& what) const {
    throw std::runtime_error(path_ + ":" + std::to_string(line(at)) + ": " + what);
  }
  std::uint32_t line(const RecordNode& at) const {
    return at.span.somewhere() ? sources_.place(at.span.begin).line : 0;
  }
  const MapNode& map(const RecordNode& node) const {
    const auto* result = std::get_if<MapNode>(&node.value);
    if (result == nullptr) refuse(node, "an object is needed");
    return *result;
  }
  const std::vector<RecordNode>& items(const RecordNode& node) const {
    const auto* result = std::get_if<ListNode>(&node.value);
    if (result == nullptr) refuse(node, "an array is needed");
    return result->items;
  }
  const std::string& scalar(const RecordNode& node) const {
    const auto* result = std::get_if<ScalarNode>(&node.value);
    if (result == nullptr) refuse(node, "a text or number is needed");
    return result->text;
  }
  void allow(const RecordNode& node, std::initializer_list<std::string_view> keys) const {
    std::vector<std::string_view> seen;
    for (const RecordField& field : map(node).fields) {
      if (std::find(keys.begin(), keys.end(), field.key) == keys.end())
        refuse(node, "unknown key " + field.key);
      if (std::find(seen.begin(), seen.end(), field.key) != seen.end())
        refuse(node, "key comes twice: " + field.key);
      seen.push_back(field.key);
    }
  }
  const RecordNode* find(const RecordNode& node, std::string_view key) const {
    for (const RecordField& field : map(node).fields)
      if (field.key == key) return &field.value;
    return nullptr;
  }
  const RecordNode& need(const RecordNode& node, std::string_view key) const {
    const RecordNode* found = find(node, key);
    if (found == nullptr) refuse(node, "key is missing: " + std::string{key});
    return *found;
  }
  std::string text_in(const RecordNode& node, std::string_view key) const {
    const RecordNode* found = find(node, key);
    return found == nullptr ? std::string{} : scalar(*found);
  }
  bool truth_in(const RecordNode& node, std::string_view key) const {
    const RecordNode* found = find(node, key);
    if (found == nullptr) return false;
    const bool* truth = std::get_if<bool>(&found->value);
    if (truth == nullptr || !*truth) refuse(*found, "only true may stand here");
    return true;
  }
  std::vector<std::string> texts(const RecordNode& node) const {
    std::vector<std::string> result;
    for (const RecordNode& each : items(node)) result.push_back(scalar(each));
    return result;
  }
  std::vector<std::string> texts_in(const RecordNode& node, std::string_view key) const {
    const RecordNode* found = find(node, key);
    return found == nullptr ? std::vector<std::string>{} : texts(*found);
  }
  Date date_in(const RecordNode& node, Date otherwise) const {
    const RecordNode* found = find(node, "date");
    if (found == nullptr) return otherwise;
    const auto date = Date::parse(scalar(*found));
    if (!date) refuse(*found, "no date");
    return *date;
  }

  Given read_given(const RecordField& field) const {
    const RecordNode& node = field.value;
    allow(node, {"type", "list of", "unit", "decimals", "range", "nullable", "value", "unknown"});
    Given given;
    given.name = field.key;
    given.list = find(node, "list of") != nullptr;
    const RecordNode& type = need(node, given.list ? "list of" : "type");
    if (std::holds_alternative<MapNode>(type.value)) {
      for (const RecordField& each : map(type).fields) given.fields.push_back(read_given(each));
    } else {
      given.type = scalar(type);
    }
    given.unit = text_in(node, "unit");
    given.decimals = text_in(node, "decimals");
    if (const RecordNode* range = find(node, "range")) {
      const auto ends = texts(*range);
      if (ends.size() != 2) refuse(*range, "a range has two ends");
      given.low = ends[0];
      given.high = ends[1];
    }
    const RecordNode* value = find(node, "value");
    given.known = value != nullptr;
    if (value != nullptr) given.value = *value;
    given.nullable =
        truth_in(node, "nullable") || (value != nullptr && std::holds_alternative<Null>(value->value));
    return given;
  }

  Table read_table(const RecordNode& node) const {
    allow(node, {"hit", "inputs", "outputs", "rules", "values", "default"});
    Table table;
    table.hit = text_in(node, "hit");
    table.inputs = texts(need(node, "inputs"));
    table.outputs = texts_in(node, "outputs");
    if (table.outputs.empty()) table.outputs = {"result"};
    table.values = texts_in(node, "values");
    table.defaults = texts_in(node, "default");
    for (const RecordNode& each : items(need(node, "rules"))) {
      table.rules.push_back(texts(each));
      if (table.rules.back().size() != table.inputs.size() + table.outputs.size())
        refuse(each, "a rule has one cell for each column");
    }
    return table;
  }

  Expected read_expected(const RecordNode& node) const {
    Expected result;
    const auto* object = std::get_if<MapNode>(&node.value);
    const std::string key =
        object != nullptr && object->fields.size() == 1 ? object->fields[0].key : std::string{};
    if (key == "unknown") {
      result.kind = Expected::Kind::unknown;
      result.facts = texts(object->fields[0].value);
      if (result.facts.empty()) refuse(node, "an unknown result names facts");
      std::sort(result.facts.begin(), result.facts.end());
    } else if (key == "failed" || key == "refused") {
      result.kind = key == "failed" ? Expected::Kind::failed : Expected::Kind::refused;
      result.code = scalar(object->fields[0].value);
    } else {
      result.value = node;
    }
    return result;
  }

  Case read_case(const RecordNode& node) const {
    allow(node, {"expression", "table", "given", "date", "expected", "standard", "strict", "mode", "why"});
    Case test;
    test.line = line(node);
    test.date = date_in(node, date_);
    test.expression = text_in(node, "expression");
    if (const RecordNode* table = find(node, "table")) test.table = read_table(*table);
    if (test.expression.empty() != test.table.has_value()) refuse(node, "either an expression or a table");
    bool packs_only = false;
    if (const RecordNode* given = find(node, "given")) {
      for (const RecordField& field : map(*given).fields) {
        test.given.push_back(read_given(field));
        packs_only = packs_only || says_unknown(field.value) || !test.given.back().unit.empty();
      }
    }
    set_expectations(node, packs_only, test);
    return test;
  }

  /// A fact that is unknown says so; a field of a member is left out.
  bool says_unknown(const RecordNode& node) const {
    const bool unknown = truth_in(node, "unknown");
    const RecordNode* value = find(node, "value");
    if (unknown == (value != nullptr)) refuse(node, "a fact has a value or is unknown");
    const RecordNode* fields = find(node, "list of");
    if (unknown || fields == nullptr || !std::holds_alternative<MapNode>(fields->value)) return unknown;
    const std::size_t size = map(*fields).fields.size();
    const auto& members = map(*value).fields;
    return std::any_of(members.begin(), members.end(),
                       [&](const RecordField& member) { return map(member.value).fields.size() != size; });
  }

  void set_expectations(const RecordNode& node, bool packs_only, Case& test) const {
    const std::string mode = text_in(node, "mode");
    if (!mode.empty() && mode != "pack" && mode != "standard") refuse(node, "a mode is `pack` or `standard`");
    test.expected = read_expected(need(node, "expected"));
    const Expected::Kind kind = test.expected.kind;
    const RecordNode* standard = find(node, "standard");
    const bool answers = kind == Expected::Kind::value || kind == Expected::Kind::failed;
    test.in_pack = mode != "standard";
    test.by_standard = mode != "pack" && (standard != nullptr || (answers && !packs_only));
    if (mode == "standard" && (standard != nullptr || kind != Expected::Kind::value))
      refuse(node, "by the standard only a value can be expected");
    if (mode == "pack" && standard != nullptr) refuse(node, "`standard` in a case for packs only");
    if (standard != nullptr) {
      test.standard = read_expected(*standard);
    } else if (kind == Expected::Kind::value) {
      test.standard = test.expected;
    } else {
      test.standard.value.value = Null{};
    }
    if (test.standard.kind != Expected::Kind::value) refuse(node, "`standard` is a value");
    if (const RecordNode* strict = find(node, "strict")) {
      test.strict = read_expected(*strict);
      if (test.strict->kind != Expected::Kind::refused || !test.by_standard)
        refuse(node, "`strict` says how the strict policy refuses");
    }
  }

  std::string path_;
  text::SourceSet sources_;
  Date date_ = *Date::from_parts(2026, 7, 1);
};

}  // namespace

Kit read_kit(const std::string& path) {
  return KitReader{path}.read();
}

}  // namespace doudi::conformance
