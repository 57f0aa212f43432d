// doudi/explain/decide.hpp - evaluates a decision of a DMN model.
// Layer 7.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/decision_graph.hpp"

namespace doudi::explain {

/// What a decision gives, and why operations on the way to it gave null.
struct DecisionResult {
  Value value;
  std::vector<Failed> failures;
};

/// Evaluates by the standard's rules: an operation that fails gives null, and an input that is not given is null. Inputs by
/// their position in the graph; one that does not fit its declared type is converted or null. `on` is the day that `today()`
/// gives.
[[nodiscard]] DecisionResult decide(const model::DecisionGraph& graph, const std::vector<Value>& inputs,
                                    Date on);

}  // namespace doudi::explain
