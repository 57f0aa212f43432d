// src/syntax/read_parameters.cpp - reads the sections `parameters` and `functions`.
// Layer 2.
#include <utility>

#include "syntax/read_pack.hpp"

namespace doudi::syntax {
namespace {

ParameterVersion read_value(SectionReader& section) {
  ParameterVersion version;
  section.require_one_of({"value", "by"});
  version.value = section.scalar("value");
  version.by = section.grid("by", GridShape::by_keys);
  return version;
}

Parameter read_parameter(const YamlMember& member, text::Diagnostics& diagnostics) {
  Parameter parameter;
  parameter.name = member.key;
  SectionReader section{member.value, "parameters." + member.key.text, member.key.span, diagnostics};
  parameter.labels = section.labels();
  parameter.type = section.scalar("type");
  parameter.unit = section.scalar("unit");
  parameter.range = section.range("range");
  parameter.cites = section.cites();
  section.exclude_beside("versions", {"value", "by"});
  parameter.versions = read_versions<ParameterVersion>(section, read_value);
  section.finish();
  return parameter;
}

FunctionParameter read_function_parameter(const YamlMember& member, const std::string& place,
                                          text::Diagnostics& diagnostics) {
  FunctionParameter parameter;
  parameter.name = member.key;
  check_key_name(member.key, NameScope::inner, diagnostics);
  const std::string member_place = place + "." + member.key.text;
  if (member.value.mapping() == nullptr) {
    const WrittenText* type = scalar_of(member.value, member_place, diagnostics);
    if (type != nullptr) parameter.type = *type;
    return parameter;
  }
  SectionReader section{member.value, member_place, member.key.span, diagnostics};
  section.require("type");
  if (auto type = section.scalar("type")) parameter.type = std::move(*type);
  parameter.unit = section.scalar("unit");
  section.finish();
  return parameter;
}

Function read_function(const YamlMember& member, text::Diagnostics& diagnostics) {
  Function function;
  function.name = member.key;
  SectionReader section{member.value, "functions." + member.key.text, member.key.span, diagnostics};
  function.labels = section.labels();
  function.cites = section.cites();
  function.type = section.scalar("type");
  function.unit = section.scalar("unit");
  section.require("parameters");
  if (const YamlNode* parameters = section.node("parameters")) {
    const std::string place = section.place_of("parameters");
    for (const YamlMember& each : members_of(*parameters, place, diagnostics)) {
      function.parameters.push_back(read_function_parameter(each, place, diagnostics));
    }
  }
  section.require("formula");
  if (auto formula = section.expression("formula")) function.formula = std::move(*formula);
  section.finish();
  return function;
}

}  // namespace

std::vector<Parameter> read_parameters(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<Parameter> result;
  for (const YamlMember& member : members_of(node, "parameters", diagnostics)) {
    check_key_name(member.key, NameScope::root, diagnostics);
    result.push_back(read_parameter(member, diagnostics));
  }
  return result;
}

std::vector<Function> read_functions(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<Function> result;
  for (const YamlMember& member : members_of(node, "functions", diagnostics)) {
    check_key_name(member.key, NameScope::inner, diagnostics);
    result.push_back(read_function(member, diagnostics));
  }
  return result;
}

}  // namespace doudi::syntax
