// tests/conformance/run_by_standard.cpp - runs a case as a decision of a DMN model, under both policies and in both forms.
#include <stdexcept>
#include <utility>

#include "doudi/check/check_decision.hpp"
#include "doudi/explain/decide.hpp"

#include "kit.hpp"

namespace doudi::conformance {
namespace {

using check::Policy;
using syntax::Box;
using syntax::BoxedExpression;
using syntax::Decision;
using syntax::DecisionModel;
using syntax::DecisionTable;
using syntax::WrittenText;

WrittenText written(const std::string& text) {
  WrittenText result;
  result.text = text;
  return result;
}

/// Hit policy and aggregation by the letters of tables.
std::pair<std::string, std::string> policy_of(const std::string& letters) {
  static const std::vector<std::pair<std::string, std::pair<std::string, std::string>>> policies{
      {"U", {"UNIQUE", ""}},      {"A", {"ANY", ""}},          {"P", {"PRIORITY", ""}},
      {"F", {"FIRST", ""}},       {"R", {"RULE ORDER", ""}},   {"O", {"OUTPUT ORDER", ""}},
      {"C", {"COLLECT", ""}},     {"C+", {"COLLECT", "SUM"}},  {"C<", {"COLLECT", "MIN"}},
      {"C>", {"COLLECT", "MAX"}}, {"C#", {"COLLECT", "COUNT"}}};
  for (const auto& [name, policy] : policies)
    if (name == letters) return policy;
  throw std::runtime_error("no hit policy: " + letters);
}

DecisionTable table_of(const Table& table) {
  DecisionTable result;
  std::tie(result.hit_policy, result.aggregation) = policy_of(table.hit);
  for (const std::string& input : table.inputs) {
    syntax::DecisionInput column;
    column.expression = written(input);
    result.inputs.push_back(std::move(column));
  }
  for (std::size_t index = 0; index < table.outputs.size(); ++index) {
    syntax::DecisionOutput column;
    column.name = table.outputs[index];
    if (!table.values.empty()) column.values = written(table.values.at(index));
    if (!table.defaults.empty()) column.default_entry = written(table.defaults.at(index));
    result.outputs.push_back(std::move(column));
  }
  for (const std::vector<std::string>& cells : table.rules) {
    syntax::DecisionRule rule;
    for (std::size_t index = 0; index < cells.size(); ++index)
      (index < table.inputs.size() ? rule.inputs : rule.outputs).push_back(written(cells[index]));
    result.rules.push_back(std::move(rule));
  }
  return result;
}

DecisionModel model_of(const Case& test) {
  DecisionModel model;
  model.name = "conformance";
  model.model_namespace = "conformance";
  Decision decision;
  decision.id = "result_id";
  decision.name = "result";
  for (const Given& given : test.given) {
    syntax::InputData input;
    input.name = given.name;
    input.id = given.name + "_id";
    decision.requirements.push_back({"", input.id, {}});
    model.inputs.push_back(std::move(input));
  }
  decision.logic.box = test.table ? Box::table : Box::literal;
  if (test.table) {
    decision.logic.table.push_back(table_of(*test.table));
  } else {
    decision.logic.text = written(test.expression);
  }
  model.decisions.push_back(std::move(decision));
  return model;
}

std::string first_of(const text::Diagnostics& diagnostics) {
  for (const text::Diagnostic& diagnostic : diagnostics.all())
    return std::string{text::code_name(diagnostic.code)};
  return {};
}

std::string run_in_mode(const Case& test, const DecisionModel& model, Policy policy, bool lift) {
  text::Diagnostics diagnostics;
  check::DecisionOptions options{.policy = policy, .lift = lift, .input_types = {}};
  for (const Given& given : test.given) options.input_types.emplace(given.name, type_of(given));
  const check::CheckedDecision checked =
      check::check_decision(std::span{&model, 1}, "result", options, diagnostics);
  const std::string reason = first_of(diagnostics);
  const bool refusal = policy == Policy::strict && test.strict.has_value();
  if (!checked.graph) return refusal && reason == test.strict->code ? std::string{} : "refused as " + reason;
  if (refusal) return "is not refused";
  std::vector<explain::Value> inputs;
  for (const model::GraphInput& input : checked.graph->inputs) {
    for (const Given& given : test.given)
      if (given.name == input.name) inputs.push_back(value_of(given));
  }
  const explain::Value value = explain::decide(*checked.graph, inputs, test.date).value;
  return matches(value, test.standard.value) ? std::string{}
                                             : text_of(value) + (reason.empty() ? "" : " (" + reason + ")");
}

}  // namespace

std::string run_by_standard(const Case& test) {
  const DecisionModel model = model_of(test);
  std::string wrong;
  for (const Policy policy : {Policy::conformance, Policy::strict}) {
    for (const bool lift : {false, true}) {
      const std::string found = run_in_mode(test, model, policy, lift);
      if (found.empty()) continue;
      wrong += std::string{wrong.empty() ? "" : "; "} +
               (policy == Policy::strict ? "strict" : "conformance") + (lift ? " lifted: " : " direct: ") +
               found;
    }
  }
  return wrong;
}

}  // namespace doudi::conformance
