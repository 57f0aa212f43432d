// src/io/read_dmn_logic.cpp - decision models: boxed expressions.
// Layer 8.
#include <algorithm>
#include <array>
#include <utility>

#include "io/dmn_reader.hpp"

namespace doudi::io {

using syntax::Box;
using syntax::BoxedExpression;
using syntax::BoxedVariable;
using text::Code;

namespace {

/// What may stand beside the expression of an element. Anything else is one, perhaps of a later version.
constexpr std::array<std::string_view, 19> no_expression{"description",
                                                         "question",
                                                         "allowedAnswers",
                                                         "variable",
                                                         "informationRequirement",
                                                         "knowledgeRequirement",
                                                         "authorityRequirement",
                                                         "supportedObjective",
                                                         "impactedPerformanceIndicator",
                                                         "decisionMaker",
                                                         "decisionOwner",
                                                         "usingProcess",
                                                         "usingTask",
                                                         "parameter",
                                                         "formalParameter",
                                                         "column",
                                                         "typeRef",
                                                         "text",
                                                         "importedValues"};

bool is_expression(const XmlElement& element) {
  return std::ranges::find(no_expression, element.name) == no_expression.end();
}

struct BoxName {
  std::string_view name;
  Box box;
};

constexpr std::array<BoxName, 13> boxes{{{"literalExpression", Box::literal},
                                         {"context", Box::context},
                                         {"list", Box::list},
                                         {"row", Box::list},
                                         {"relation", Box::relation},
                                         {"invocation", Box::invocation},
                                         {"functionDefinition", Box::function},
                                         {"encapsulatedLogic", Box::function},
                                         {"conditional", Box::conditional},
                                         {"filter", Box::filter},
                                         {"for", Box::iteration},
                                         {"some", Box::some},
                                         {"every", Box::every}}};

Box box_named(std::string_view name) {
  if (name == "decisionTable") return Box::table;
  const auto found = std::ranges::find_if(boxes, [&](const BoxName& each) { return each.name == name; });
  return found == boxes.end() ? Box::unsupported : found->box;
}

}  // namespace

BoxedExpression DmnReader::logic_in(const XmlElement& from, std::size_t skip) {
  for (const XmlElement& each : from.children) {
    if (!is_expression(each)) continue;
    if (skip == 0) return logic(each);
    --skip;
  }
  BoxedExpression nothing;
  nothing.span = from.span;
  nothing.text.span = {from.span.begin, from.span.begin};
  return nothing;
}

BoxedExpression DmnReader::logic(const XmlElement& from) {
  BoxedExpression result;
  const bool iterates = from.name == "for" || from.name == "some" || from.name == "every";
  read_element(from, result, iterates ? "iteratorVariable" : "name");
  if (iterates && result.name.empty()) missing(from, "iteratorVariable");
  result.box = box_named(from.name);
  result.type = type_of(from);
  result.text.span = {from.span.begin, from.span.begin};
  read_box(from, result);
  return result;
}

void DmnReader::read_box(const XmlElement& from, BoxedExpression& into) {
  switch (into.box) {
    case Box::nothing:
      return;
    case Box::literal:
      return read_literal(from, into);
    case Box::context:
      return read_context(from, into);
    case Box::list:
      return read_list(from, into);
    case Box::relation:
      return read_relation(from, into);
    case Box::invocation:
      return read_invocation(from, into);
    case Box::function:
      return read_function(from, into);
    case Box::conditional:
      return read_parts(from, {"if", "then", "else"}, into);
    case Box::filter:
      return read_parts(from, {"in", "match"}, into);
    case Box::iteration:
      return read_parts(from, {"in", "return"}, into);
    case Box::some:
    case Box::every:
      return read_parts(from, {"in", "satisfies"}, into);
    case Box::table:
      into.table.push_back(table(from));
      return;
    case Box::unsupported:
      return not_supported(from.name, from, into);
  }
}

void DmnReader::not_supported(std::string what, const XmlElement& from, BoxedExpression& into) {
  into.box = Box::unsupported;
  into.text.text = std::move(what);
  into.text.span = from.span;
}

void DmnReader::read_literal(const XmlElement& from, BoxedExpression& into) {
  if (const XmlElement* imported = from.child("importedValues")) {
    return not_supported("importedValues", *imported, into);
  }
  if (const XmlAttribute* language = foreign_language(from)) {
    return not_supported("expressionLanguage=\"" + language->value + '"', from, into);
  }
  into.text = text_in(from);
}

const XmlAttribute* DmnReader::foreign_language(const XmlElement& from) const {
  const XmlAttribute* language = from.attribute("expressionLanguage");
  if (language == nullptr) language = document_.root.attribute("expressionLanguage");
  if (language == nullptr || language->value.empty()) return nullptr;
  std::string lower = language->value;
  std::ranges::transform(lower, lower.begin(), [](char character) {
    return character >= 'A' && character <= 'Z' ? static_cast<char>(character - 'A' + 'a') : character;
  });
  return lower.find("feel") == std::string::npos ? language : nullptr;
}

void DmnReader::read_context(const XmlElement& from, BoxedExpression& into) {
  const XmlElement* result = nullptr;
  for (const XmlElement& entry : from.children) {
    if (entry.name != "contextEntry") continue;
    if (result != nullptr) diagnostics_.error(Code::context_result_not_last, result->span);
    result = nullptr;
    const XmlElement* named = entry.child("variable");
    BoxedVariable variable_read = named != nullptr ? variable(*named) : BoxedVariable{};
    if (variable_read.name.empty()) {
      result = &entry;
    } else {
      into.variables.push_back(std::move(variable_read));
    }
    into.parts.push_back(logic_in(entry));
  }
}

void DmnReader::read_list(const XmlElement& from, BoxedExpression& into) {
  for (const XmlElement& each : from.children) {
    if (is_expression(each)) into.parts.push_back(logic(each));
  }
}

void DmnReader::read_relation(const XmlElement& from, BoxedExpression& into) {
  for (const XmlElement& each : from.children) {
    if (each.name != "column") continue;
    into.variables.push_back(variable(each));
    need_name(each, into.variables.back());
  }
  for (const XmlElement& each : from.children) {
    if (each.name != "row") continue;
    into.parts.push_back(logic(each));
    check_row(each, "expression", into.parts.back().parts.size(), into.variables.size(), into.parts.size());
  }
}

void DmnReader::read_invocation(const XmlElement& from, BoxedExpression& into) {
  for (const XmlElement& each : from.children) {
    if (each.name == "binding" || !is_expression(each)) continue;
    into.parts.push_back(logic(each));
    break;
  }
  if (into.parts.empty()) missing(from, "literalExpression");
  for (const XmlElement& each : from.children) {
    if (each.name != "binding") continue;
    const XmlElement* parameter = each.child("parameter");
    into.variables.push_back(variable(parameter == nullptr ? each : *parameter));
    need_name(parameter == nullptr ? each : *parameter, into.variables.back());
    into.parts.push_back(logic_in(each));
  }
}

void DmnReader::read_function(const XmlElement& from, BoxedExpression& into) {
  for (const XmlElement& each : from.children) {
    if (each.name != "formalParameter") continue;
    into.variables.push_back(variable(each));
    need_name(each, into.variables.back());
  }
  const std::string kind = from.value_of("kind");
  if (!kind.empty() && kind != "FEEL") return not_supported("kind=\"" + kind + "\"", from, into);
  into.parts.push_back(logic_in(from));
}

void DmnReader::read_parts(const XmlElement& from, std::initializer_list<std::string_view> names,
                           BoxedExpression& into) {
  for (const std::string_view name : names) {
    const XmlElement* part = from.child(name);
    if (part == nullptr) missing(from, name);
    into.parts.push_back(
        logic_in(part == nullptr ? from : *part, part == nullptr ? from.children.size() : 0));
  }
}

BoxedVariable DmnReader::variable(const XmlElement& from) {
  BoxedVariable result;
  read_element(from, result);
  result.type = type_of(from);
  return result;
}

}  // namespace doudi::io
