// tests/conformance/run_in_pack.cpp - runs a case as the formula (or table) of a rule in a pack of its own.
#include <algorithm>
#include <sstream>
#include <stdexcept>

#include "doudi/explain/explain.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"

#include "kit.hpp"

namespace doudi::conformance {
namespace {

using explain::Value;
using model::MapNode;
using model::RecordField;

/// In a pack texts are `text`.
std::string pack_type(const std::string& type) {
  return type == "string" ? "text" : type;
}

void write_fact(const Given& given, std::string_view key, const std::string& type, std::ostream& pack) {
  pack << "    " << given.name << ": {" << key << ": " << pack_type(type);
  if (!given.unit.empty()) pack << ", unit: " << given.unit;
  if (type == "number") pack << ", decimals: " << (given.decimals.empty() ? "2" : given.decimals);
  if (!given.low.empty()) pack << ", range: [" << given.low << ", " << given.high << "]";
  if (type == "number" && given.low.empty()) pack << ", unbounded: true";
  if (given.nullable) pack << ", optional: true";
  pack << "}\n";
}

void write_facts(const std::vector<Given>& given, std::ostream& pack) {
  pack << "facts:\n  household:\n    nothing: {type: boolean}\n";
  for (const Given& each : given) {
    const bool entity = !each.fields.empty();
    write_fact(each, each.list ? "list" : "type", entity ? each.name + "_member" : each.type, pack);
  }
  for (const Given& each : given) {
    if (each.fields.empty()) continue;
    pack << "  " << each.name << "_member:\n";
    for (const Given& field : each.fields) write_fact(field, "type", field.type, pack);
  }
}

void write_row(const std::string& label, const std::vector<std::string>& cells, std::size_t inputs,
               std::ostream& pack) {
  pack << "        " << label << " |";
  for (std::size_t index = 0; index < cells.size(); ++index)
    pack << (index == inputs ? " || " : index == 0 ? " " : " | ") << cells[index];
  pack << '\n';
}

void write_table(const Table& table, std::ostream& pack) {
  const std::size_t inputs = table.inputs.size();
  const auto row = [&](const std::vector<std::string>& outputs) {
    std::vector<std::string> cells(inputs, "-");
    cells.insert(cells.end(), outputs.begin(), outputs.end());
    return cells;
  };
  std::vector<std::string> header = table.inputs;
  header.insert(header.end(), table.outputs.begin(), table.outputs.end());
  pack << "      table: |\n";
  write_row(table.hit, header, inputs, pack);
  if (!table.values.empty()) write_row("values", row(table.values), inputs, pack);
  if (!table.defaults.empty()) write_row("default", row(table.defaults), inputs, pack);
  for (std::size_t index = 0; index < table.rules.size(); ++index)
    write_row("r" + std::to_string(index + 1), table.rules[index], inputs, pack);
}

std::string pack_text(const Case& test) {
  std::ostringstream pack;
  pack << "doudi: 1\npack: conformance\n";
  pack << "types:\n  kg: {symbol: true}\n";
  write_facts(test.given, pack);
  pack << "rules:\n  household:\n    result:\n      optional: true\n";
  if (test.table) {
    write_table(*test.table, pack);
  } else {
    pack << "      formula: |\n        " << test.expression << '\n';
  }
  pack << "outputs: [result]\n";
  return pack.str();
}

void set_members(const Given& given, model::RecordBuilder& builder) {
  const auto* members = std::get_if<MapNode>(&given.value.value);
  if (members == nullptr) throw std::runtime_error("an object of members is needed for " + given.name);
  builder.set_tree(given.name, {{}, MapNode{}});
  for (const RecordField& member : members->fields) {
    builder.set_tree(given.name + "." + member.key, {{}, MapNode{}});
    for (const RecordField& field : std::get<MapNode>(member.value.value).fields) {
      const auto declared = std::find_if(given.fields.begin(), given.fields.end(),
                                         [&](const Given& each) { return each.name == field.key; });
      if (declared == given.fields.end()) throw std::runtime_error("no such field: " + field.key);
      builder.set(given.name + "." + member.key + "." + field.key, literal_of(declared->type, field.value));
    }
  }
}

model::Record record_of(const model::Pack& pack, const Case& test) {
  model::RecordBuilder builder{pack};
  for (const Given& given : test.given) {
    if (!given.known) continue;
    if (!given.fields.empty()) {
      set_members(given, builder);
    } else if (given.list) {
      std::vector<model::Literal> items;
      const Value list = value_of(given);
      for (const explain::Item& item : list.get<explain::List>().items)
        items.push_back(item.value.get<model::Literal>());
      builder.set_list(given.name, items);
    } else {
      builder.set(given.name, literal_of(given.type, given.value));
    }
  }
  auto record = builder.finish(test.date);
  if (!record) throw std::runtime_error(model::report(record.error(), text::Language::en));
  return std::move(record).value();
}

std::string compare(const model::Pack& pack, const model::Record& record, const Value& value,
                    const Expected& expected) {
  const auto* failed = value.get_if<explain::Failed>();
  const auto* unknown = value.get_if<explain::Unknown>();
  switch (expected.kind) {
    case Expected::Kind::value:
      if (matches(value, expected.value)) return {};
      break;
    case Expected::Kind::failed:
      if (failed != nullptr && text::code_name(explain::code_of(failed->reason)) == expected.code) return {};
      break;
    case Expected::Kind::unknown: {
      if (unknown == nullptr) break;
      std::vector<std::string> facts;
      for (const explain::MissingFact& fact : unknown->facts.facts())
        facts.push_back(explain::missing_path(pack, record, fact));
      std::sort(facts.begin(), facts.end());
      if (facts == expected.facts) return {};
      std::string text = "unknown:";
      for (const std::string& fact : facts) text += " " + fact;
      return text;
    }
    case Expected::Kind::refused:
      return "is not refused";
  }
  return text_of(value);
}

}  // namespace

std::string run_in_pack(const Case& test) {
  const LoadedPack loaded = load_text("pack.yaml", pack_text(test));
  if (!loaded) {
    if (test.expected.kind != Expected::Kind::refused) return "refused\n" + loaded.report(text::Language::en);
    for (const text::Diagnostic& diagnostic : loaded.diagnostics.all()) {
      if (diagnostic.severity != text::Severity::error) continue;
      const std::string_view name = text::code_name(diagnostic.code);
      return name == test.expected.code ? std::string{} : "refused as " + std::string{name};
    }
  }
  const model::Record record = record_of(*loaded, test);
  const explain::Explanation explanation = explain::explain(*loaded, record, test.date);
  return compare(*loaded, record, explanation.answer.outputs.at(0).value, test.expected);
}

}  // namespace doudi::conformance
