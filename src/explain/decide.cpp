// src/explain/decide.cpp - the walk over a decision and all that it requires.
// Layer 7.
#include "doudi/explain/decide.hpp"

#include <memory>

#include "explain/conversion.hpp"
#include "explain/evaluator.hpp"

namespace doudi::explain {

DecisionResult decide(const model::DecisionGraph& graph, const std::vector<Value>& inputs, Date on) {
  const model::Record nobody;
  const std::vector<Pin> pins;
  Evaluator evaluator{graph.pack, nobody, on, pins, Semantics::standard};
  evaluator.trace().open(NamedValue::Kind::output, "result");
  std::vector<std::unique_ptr<Evaluator::Binding>> bindings;
  const auto bind = [&](model::LocalId local, Value value) {
    bindings.push_back(
        std::make_unique<Evaluator::Binding>(evaluator, local, Evaluated::literal(std::move(value))));
  };
  for (const auto& [local, literal] : graph.lifted) bind(local, Value{literal});
  for (std::size_t i = 0; i < graph.inputs.size(); ++i) {
    const model::GraphInput& input = graph.inputs[i];
    bind(input.local, i < inputs.size() ? converted(inputs[i], input.type) : Value{});
  }
  for (const model::GraphNode& node : graph.nodes)
    bind(node.local, evaluator.evaluate(node.expression, Frame{}).value);
  DecisionResult result{evaluator.evaluate(graph.result, Frame{}).value, evaluator.failures()};
  while (!bindings.empty()) bindings.pop_back();
  return result;
}

}  // namespace doudi::explain
