// doudi/model/decision_graph.hpp - one decision of a DMN model after checking, with all that it requires.
// Layer 3.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "doudi/model/expression.hpp"
#include "doudi/model/literal.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::model {

/// What must be given: input data, or what is passed to a decision service.
struct GraphInput {
  std::string model_namespace;
  std::string id;
  std::string name;
  LocalId local{};
  Type type;  ///< kind any: not declared
};

/// A decision, or a function as a value, kept under a local.
struct GraphNode {
  std::string id;
  std::string name;
  LocalId local{};
  Expression expression;
};

/// The part of a decision requirements graph below one decision or decision service.
struct DecisionGraph {
  std::vector<GraphInput> inputs;
  std::vector<GraphNode> nodes;  ///< each reads inputs and nodes before it
  Expression result;             ///< reads inputs and nodes
  /// The graph was lifted: constants of the model that are read from locals, as if they were inputs.
  std::vector<std::pair<LocalId, Literal>> lifted;
  Pack pack;  ///< has no entities; counts the locals
};

}  // namespace doudi::model
