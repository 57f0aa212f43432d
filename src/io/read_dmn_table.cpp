// src/io/read_dmn_table.cpp - decision models: decision tables and the texts in their cells.
// Layer 8.
#include <utility>

#include "io/dmn_reader.hpp"

namespace doudi::io {

using syntax::DecisionInput;
using syntax::DecisionOutput;
using syntax::DecisionRule;
using syntax::DecisionTable;
using syntax::WrittenText;
using text::Code;

WrittenText DmnReader::text_in(const XmlElement& from) {
  if (const XmlElement* text = from.child("text")) return text->content;
  WrittenText nothing;
  nothing.span = {from.span.begin, from.span.begin};
  nothing.style = syntax::ScalarStyle::literal;
  return nothing;
}

std::optional<WrittenText> DmnReader::text_in_child(const XmlElement& from, std::string_view name) {
  const XmlElement* child = from.child(name);
  if (child == nullptr) return std::nullopt;
  WrittenText text = text_in(*child);
  if (single_spaced(text.text).empty()) return std::nullopt;
  return text;
}

WrittenText DmnReader::cell(const XmlElement& from) {
  WrittenText text = text_in(from);
  const XmlAttribute* language = foreign_language(from);
  if (language != nullptr && !single_spaced(text.text).empty()) {
    diagnostics_.error(Code::not_in_feel, text.span, {{"language", language->value}});
  }
  return text;
}

DecisionTable DmnReader::table(const XmlElement& from) {
  DecisionTable result;
  result.id = from.value_of("id");
  result.span = from.span;
  if (const XmlAttribute* id = from.attribute("id")) result.span = id->span;
  result.hit_policy = single_spaced(from.value_of("hitPolicy"));
  if (result.hit_policy.empty()) result.hit_policy = "UNIQUE";
  result.aggregation = single_spaced(from.value_of("aggregation"));
  result.output_label = single_spaced(from.value_of("outputLabel"));
  for (const XmlElement& each : from.children) {
    if (each.name == "input") {
      result.inputs.push_back(table_input(each));
    } else if (each.name == "output") {
      result.outputs.push_back(table_output(each));
    } else if (each.name == "annotation") {
      result.annotations.push_back(single_spaced(each.value_of("name")));
    }
  }
  if (result.outputs.empty()) diagnostics_.error(Code::table_without_output, result.span);
  for (const XmlElement& each : from.children) {
    if (each.name == "rule") result.rules.push_back(table_rule(each, result));
  }
  return result;
}

DecisionInput DmnReader::table_input(const XmlElement& from) {
  DecisionInput result;
  read_element(from, result, "label");
  const XmlElement* expression = from.child("inputExpression");
  result.expression = cell(expression == nullptr ? from : *expression);
  if (expression != nullptr) result.type = type_of(*expression);
  result.values = text_in_child(from, "inputValues");
  return result;
}

DecisionOutput DmnReader::table_output(const XmlElement& from) {
  DecisionOutput result;
  read_element(from, result);
  result.label = single_spaced(from.value_of("label"));
  result.type = type_of(from);
  result.values = text_in_child(from, "outputValues");
  result.default_entry = text_in_child(from, "defaultOutputEntry");
  return result;
}

DecisionRule DmnReader::table_rule(const XmlElement& from, const DecisionTable& table) {
  DecisionRule result;
  read_element(from, result);
  result.name = text_of_child(from, "description");
  for (const XmlElement& each : from.children) {
    if (each.name == "inputEntry") {
      result.inputs.push_back(cell(each));
    } else if (each.name == "outputEntry") {
      result.outputs.push_back(cell(each));
    } else if (each.name == "annotationEntry") {
      result.annotations.push_back(single_spaced(text_in(each).text));
    }
  }
  const std::size_t number = table.rules.size() + 1;
  check_row(from, "inputEntry", result.inputs.size(), table.inputs.size(), number);
  check_row(from, "outputEntry", result.outputs.size(), table.outputs.size(), number);
  return result;
}

void DmnReader::check_row(const XmlElement& from, std::string_view entry, std::size_t found,
                          std::size_t expected, std::size_t number) {
  if (found == expected) return;
  const XmlAttribute* id = from.attribute("id");
  diagnostics_.error(Code::model_row_size, id == nullptr ? from.span : id->span,
                     {{"row", std::to_string(number)},
                      {"found", std::to_string(found)},
                      {"entry", std::string{entry}},
                      {"expected", std::to_string(expected)}});
}

}  // namespace doudi::io
