// src/explain/answer.hpp - puts the answer together from what the evaluator says.
// Layer 7.
#pragma once

#include "doudi/explain/explanation.hpp"

#include "explain/evaluator.hpp"

namespace doudi::explain {

/// The outputs, grants and case block, with what is missing for them, what failed, and what they rest on.
[[nodiscard]] Answer make_answer(Evaluator& evaluator);

/// The verdict of every scheme, with its candidates.
[[nodiscard]] std::vector<SchemeVerdict> make_verdicts(Evaluator& evaluator);

}  // namespace doudi::explain
