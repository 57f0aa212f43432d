// doudi/check/check_decision.hpp - from a DMN model as written to a decision that can be evaluated.
// Layer 4.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "doudi/check/policy.hpp"
#include "doudi/model/decision_graph.hpp"
#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::check {

struct DecisionOptions {
  Policy policy = Policy::strict;  ///< strict or conformance
  /// Each literal of the model becomes an input (DecisionGraph::lifted), so that nothing can be computed beforehand.
  bool lift = false;
  /// Types for inputs that the model leaves without one, by name.
  std::map<std::string, model::Type, std::less<>> input_types;
};

/// What became of a decision.
struct CheckedDecision {
  std::optional<model::DecisionGraph> graph;
  bool unsupported = false;  ///< no graph, because the model uses what doudi does not have
};

/// Checks the decision or decision service of that name in the first of the models, of which the others are imported. Strict:
/// any fault is an error, and there is no graph. Conformance: faults are reported as well, but only say which operations the
/// standard makes null. Throws std::invalid_argument if there is no such element, or no model.
[[nodiscard]] CheckedDecision check_decision(std::span<const syntax::DecisionModel> models,
                                             std::string_view name, const DecisionOptions& options,
                                             text::Diagnostics& diagnostics);
/// The same for a decision service, of which `output` (or all, if that is empty) is asked for.
[[nodiscard]] CheckedDecision check_service(std::span<const syntax::DecisionModel> models,
                                            std::string_view name, std::string_view output,
                                            const DecisionOptions& options, text::Diagnostics& diagnostics);

}  // namespace doudi::check
