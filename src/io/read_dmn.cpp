// src/io/read_dmn.cpp - decision models: the elements of a file, what they are called, what refers to what.
// Layer 8.
#include "doudi/io/read_dmn.hpp"

#include <utility>
#include <vector>

#include "io/dmn_reader.hpp"

namespace doudi::io {

using syntax::BusinessKnowledge;
using syntax::Decision;
using syntax::DecisionModel;
using syntax::DecisionService;
using syntax::ElementReference;
using syntax::InputData;
using syntax::ItemDefinition;
using syntax::ModelElement;
using syntax::ModelImport;
using text::Code;
using text::LabelCode;

std::optional<DecisionModel> read_dmn(std::string name, std::string text, text::SourceSet& sources,
                                      text::Diagnostics& diagnostics) {
  const std::uint32_t begin = sources.add(std::move(name), std::move(text));
  const std::size_t errors = diagnostics.error_count();
  const auto document = read_xml(sources, begin, diagnostics);
  if (!document) return std::nullopt;
  if (document->root.name != "definitions") {
    diagnostics.error(Code::no_definitions, document->root.span, {{"element", document->root.name}});
    return std::nullopt;
  }
  DecisionModel model = DmnReader{*document, diagnostics}.read();
  if (diagnostics.error_count() != errors) return std::nullopt;
  return model;
}

DecisionModel DmnReader::read() {
  DecisionModel model;
  read_element(document_.root, model);
  model.model_namespace = document_.root.value_of("namespace");
  for (const XmlElement& each : document_.root.children) {
    if (each.name == "itemDefinition") {
      model.types.push_back(item_definition(each));
    } else if (each.name == "inputData") {
      model.inputs.push_back(input_data(each));
    } else if (each.name == "decision") {
      model.decisions.push_back(decision(each));
    } else if (each.name == "businessKnowledgeModel") {
      model.knowledge.push_back(business_knowledge(each));
    } else if (each.name == "decisionService") {
      model.services.push_back(decision_service(each));
    } else if (each.name == "import") {
      model.imports.push_back(model_import(each));
    }
  }
  return model;
}

void DmnReader::read_element(const XmlElement& from, ModelElement& into, std::string_view name) {
  into.span = from.span;
  if (const XmlAttribute* id = from.attribute("id"); id != nullptr && !id->value.empty()) {
    into.id = id->value;
    into.span = id->span;
    const auto [first, added] = ids_.emplace(id->value, id->span);
    if (!added) {
      diagnostics_.error(Code::duplicate_model_id, id->span, {{"id", id->value}})
          .label(LabelCode::first_written_here, first->second);
    }
  }
  if (const XmlAttribute* found = from.attribute(name); found != nullptr) {
    into.name = single_spaced(found->value);
    if (!into.name.empty()) into.span = found->span;
  }
}

void DmnReader::missing(const XmlElement& from, std::string_view attribute) {
  diagnostics_.error(Code::model_attribute_missing, from.span,
                     {{"element", from.name}, {"attribute", std::string{attribute}}});
}

void DmnReader::need_name(const XmlElement& from, const ModelElement& element) {
  if (element.name.empty()) missing(from, "name");
}

void DmnReader::need_name_or_id(const XmlElement& from, const ModelElement& element) {
  if (element.name.empty() && element.id.empty()) missing(from, "id");
}

std::string DmnReader::type_named(std::string_view written) const {
  std::string type = single_spaced(written);
  const std::size_t colon = type.find(':');
  if (colon != std::string_view::npos &&
      document_.prefixes.contains(std::string_view{type}.substr(0, colon))) {
    type.erase(0, colon + 1);
  }
  return type;
}

std::string DmnReader::type_of(const XmlElement& from) const {
  return type_named(from.value_of("typeRef"));
}

std::string DmnReader::type_of_variable(const XmlElement& from) const {
  const XmlElement* found = from.child("variable");
  return found == nullptr ? std::string{} : type_of(*found);
}

std::string DmnReader::text_of_child(const XmlElement& from, std::string_view name) {
  const XmlElement* found = from.child(name);
  return found == nullptr ? std::string{} : single_spaced(found->content.text);
}

std::optional<ElementReference> DmnReader::reference(const XmlElement& from) {
  const XmlAttribute* found = from.attribute("href");
  if (found == nullptr || found->value.empty()) {
    missing(from, "href");
    return std::nullopt;
  }
  ElementReference result;
  result.span = found->span;
  const std::size_t hash = found->value.rfind('#');
  if (hash != std::string::npos) result.model_namespace = found->value.substr(0, hash);
  result.id = hash == std::string::npos ? found->value : found->value.substr(hash + 1);
  if (result.model_namespace == document_.root.value_of("namespace")) result.model_namespace.clear();
  return result;
}

std::vector<ElementReference> DmnReader::references(const XmlElement& from, std::string_view name) {
  std::vector<ElementReference> result;
  for (const XmlElement& each : from.children) {
    if (each.name != name) continue;
    if (auto found = reference(each)) result.push_back(std::move(*found));
  }
  return result;
}

std::vector<ElementReference> DmnReader::requirements(const XmlElement& from) {
  std::vector<ElementReference> result;
  for (const XmlElement& requirement : from.children) {
    if (requirement.name != "informationRequirement" && requirement.name != "knowledgeRequirement") continue;
    for (const XmlElement& each : requirement.children) {
      if (!each.name.starts_with("required")) continue;
      if (auto found = reference(each)) result.push_back(std::move(*found));
    }
  }
  return result;
}

ItemDefinition DmnReader::item_definition(const XmlElement& from) {
  ItemDefinition result;
  read_element(from, result);
  need_name(from, result);
  result.type = type_named(text_of_child(from, "typeRef"));
  result.collection = from.value_of("isCollection") == "true";
  result.allowed_values = text_in_child(from, "allowedValues");
  result.type_constraint = text_in_child(from, "typeConstraint");
  for (const XmlElement& each : from.children) {
    if (each.name == "itemComponent") result.components.push_back(item_definition(each));
  }
  if (const XmlElement* function = from.child("functionItem")) {
    result.function = true;
    result.type = type_named(function->value_of("outputTypeRef"));
    for (const XmlElement& each : function->children) {
      if (each.name == "parameters") result.components.push_back(function_parameter(each));
    }
  }
  return result;
}

ItemDefinition DmnReader::function_parameter(const XmlElement& from) {
  ItemDefinition result;
  read_element(from, result);
  result.type = type_of(from);
  return result;
}

InputData DmnReader::input_data(const XmlElement& from) {
  InputData result;
  read_element(from, result);
  need_name_or_id(from, result);
  result.type = type_of_variable(from);
  return result;
}

Decision DmnReader::decision(const XmlElement& from) {
  Decision result;
  read_element(from, result);
  need_name_or_id(from, result);
  result.type = type_of_variable(from);
  result.question = text_of_child(from, "question");
  if (result.question.empty()) result.question = text_of_child(from, "description");
  result.requirements = requirements(from);
  result.logic = logic_in(from);
  return result;
}

BusinessKnowledge DmnReader::business_knowledge(const XmlElement& from) {
  BusinessKnowledge result;
  read_element(from, result);
  need_name_or_id(from, result);
  result.type = type_of_variable(from);
  result.requirements = requirements(from);
  const XmlElement* function = from.child("encapsulatedLogic");
  result.logic.span = from.span;
  if (function != nullptr) result.logic = logic(*function);
  return result;
}

DecisionService DmnReader::decision_service(const XmlElement& from) {
  DecisionService result;
  read_element(from, result);
  need_name_or_id(from, result);
  result.type = type_of_variable(from);
  result.outputs = references(from, "outputDecision");
  result.encapsulated = references(from, "encapsulatedDecision");
  result.input_decisions = references(from, "inputDecision");
  result.inputs = references(from, "inputData");
  return result;
}

ModelImport DmnReader::model_import(const XmlElement& from) {
  ModelImport result;
  read_element(from, result);
  result.model_namespace = from.value_of("namespace");
  if (result.model_namespace.empty()) missing(from, "namespace");
  result.location = from.value_of("locationURI");
  return result;
}

}  // namespace doudi::io
