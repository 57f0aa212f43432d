// tests/unit/check/decision_building.hpp - decision models built in a test, and what their decisions give in a word.
#pragma once

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/check/check_decision.hpp"
#include "doudi/explain/decide.hpp"
#include "doudi/explain/value_text.hpp"
#include "doudi/model/record.hpp"
#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/code.hpp"

namespace doudi::check::testing {

using syntax::Box;
using syntax::BoxedExpression;

inline syntax::WrittenText written(std::string_view text) {
  return {.text = std::string{text}};
}

inline BoxedExpression boxed(Box box, std::vector<BoxedExpression> parts = {}) {
  BoxedExpression result;
  result.box = box;
  result.parts = std::move(parts);
  return result;
}

inline BoxedExpression literal(std::string_view text) {
  BoxedExpression result = boxed(Box::literal);
  result.text = written(text);
  return result;
}

inline syntax::BoxedVariable variable(std::string_view name, std::string_view type = {}) {
  syntax::BoxedVariable result;
  result.name = name;
  result.type = type;
  return result;
}

/// A box whose parts have names: entries of a context, columns, parameters, bindings.
inline BoxedExpression boxed(Box box, std::vector<syntax::BoxedVariable> variables,
                             std::vector<BoxedExpression> parts) {
  BoxedExpression result = boxed(box, std::move(parts));
  result.variables = std::move(variables);
  return result;
}

inline BoxedExpression typed(BoxedExpression box, std::string_view type) {
  box.type = type;
  return box;
}

/// An iteration or a quantifier over `variable`.
inline BoxedExpression over(Box box, std::string_view variable, BoxedExpression domain,
                            BoxedExpression body) {
  BoxedExpression result = boxed(box, {std::move(domain), std::move(body)});
  result.name = variable;
  return result;
}

/// Elements refer to each other by their names, which are their ids too.
inline std::vector<syntax::ElementReference> references(const std::vector<std::string>& names,
                                                        std::string_view model_namespace = {}) {
  std::vector<syntax::ElementReference> result;
  for (const std::string& name : names) result.push_back({std::string{model_namespace}, name, {}});
  return result;
}

/// A model in the making.
struct ModelUnderTest {
  syntax::DecisionModel model;

  explicit ModelUnderTest(std::string_view model_namespace = "urn:test") {
    model.model_namespace = model_namespace;
  }
  ModelUnderTest& input(std::string_view name, std::string_view type = {}) {
    syntax::InputData& added = model.inputs.emplace_back();
    added.id = added.name = name;
    added.type = type;
    return *this;
  }
  ModelUnderTest& decision(std::string_view name, BoxedExpression logic,
                           const std::vector<std::string>& requires_names = {}, std::string_view type = {}) {
    syntax::Decision& added = model.decisions.emplace_back();
    added.id = added.name = name;
    added.type = type;
    added.requirements = references(requires_names);
    added.logic = std::move(logic);
    return *this;
  }
  ModelUnderTest& decision(std::string_view name, std::string_view text,
                           const std::vector<std::string>& requires_names = {}, std::string_view type = {}) {
    return decision(name, literal(text), requires_names, type);
  }
  /// A function of that name.
  ModelUnderTest& knowledge(std::string_view name, std::vector<syntax::BoxedVariable> parameters,
                            BoxedExpression body, const std::vector<std::string>& requires_names = {},
                            std::string_view type = {}) {
    syntax::BusinessKnowledge& added = model.knowledge.emplace_back();
    added.id = added.name = name;
    added.type = type;
    added.requirements = references(requires_names);
    added.logic = boxed(Box::function, std::move(parameters), {std::move(body)});
    return *this;
  }
  ModelUnderTest& service(std::string_view name, const std::vector<std::string>& outputs,
                          const std::vector<std::string>& encapsulated = {},
                          const std::vector<std::string>& inputs = {},
                          const std::vector<std::string>& input_decisions = {}) {
    syntax::DecisionService& added = model.services.emplace_back();
    added.id = added.name = name;
    added.outputs = references(outputs);
    added.encapsulated = references(encapsulated);
    added.inputs = references(inputs);
    added.input_decisions = references(input_decisions);
    return *this;
  }
  ModelUnderTest& type(std::string_view name, std::string_view written_type, bool collection = false) {
    syntax::ItemDefinition& added = model.types.emplace_back();
    added.name = name;
    added.type = written_type;
    added.collection = collection;
    return *this;
  }
};

using Inputs = std::map<std::string, explain::Value>;

inline std::string codes_of(const text::Diagnostics& diagnostics) {
  std::string codes;
  for (const text::Diagnostic& diagnostic : diagnostics.all()) {
    const std::string name{text::code_name(diagnostic.code)};
    if (codes.find(name) != std::string::npos) continue;  // one fault may be met at several places
    codes += (codes.empty() ? "" : " ") + name;
  }
  return codes;
}

inline std::string outcome(const CheckedDecision& checked, const text::Diagnostics& diagnostics,
                           const Inputs& inputs) {
  if (!checked.graph) return (checked.unsupported ? "unsupported: " : "refused: ") + codes_of(diagnostics);
  std::vector<explain::Value> values;
  for (const model::GraphInput& input : checked.graph->inputs) {
    const auto given = inputs.find(input.name);
    values.push_back(given == inputs.end() ? explain::Value{} : given->second);
  }
  const explain::Value value = explain::decide(*checked.graph, values, *Date::parse("2019-06-15")).value;
  return explain::value_text(checked.graph->pack, model::Record{}, value);
}

/// The value of a decision of the first model, or why there is none.
inline std::string decided(const std::vector<syntax::DecisionModel>& models, std::string_view name,
                           const Inputs& inputs = {},
                           DecisionOptions options = {.policy = Policy::conformance}) {
  text::Diagnostics diagnostics;
  const CheckedDecision checked = check_decision(models, name, options, diagnostics);
  return outcome(checked, diagnostics, inputs);
}
inline std::string decided(const ModelUnderTest& built, std::string_view name, const Inputs& inputs = {},
                           DecisionOptions options = {.policy = Policy::conformance}) {
  return decided(std::vector{built.model}, name, inputs, std::move(options));
}

/// The same by all four ways; `strict: …; conformance: …` where they differ, lifted ones in brackets.
inline std::string decided_everywhere(const ModelUnderTest& built, std::string_view name,
                                      const Inputs& inputs = {}) {
  const auto by = [&](Policy policy) {
    const std::string direct = decided(built, name, inputs, {.policy = policy});
    const std::string lifted = decided(built, name, inputs, {.policy = policy, .lift = true});
    return direct == lifted ? direct : direct + " (" + lifted + ")";
  };
  const std::string conformance = by(Policy::conformance);
  const std::string strict = by(Policy::strict);
  return conformance == strict ? strict : "strict " + strict + "; conformance " + conformance;
}

/// A decision that is one box.
inline std::string value_of(BoxedExpression logic) {
  ModelUnderTest built;
  built.decision("d", std::move(logic));
  return decided_everywhere(built, "d");
}
inline std::string value_of(std::string_view text) {
  return value_of(literal(text));
}

}  // namespace doudi::check::testing
