// src/exec/results.hpp - all columns of results, in the one order that everybody keeps to.
// Layer 6.
#pragma once

#include "doudi/exec/evaluate.hpp"

namespace doudi::exec {

/// Calls `visit` for each column: outputs, what each scheme grants, the case. `All` is Results, or the same that is constant.
template <class All, class Visit>
void for_each_column(All& results, const Visit& visit) {
  for (auto& output : results.outputs) visit(output);
  for (auto& scheme : results.schemes) {
    visit(scheme.granted);
    visit(scheme.amount);
    if (scheme.covered) visit(*scheme.covered);
  }
  if (!results.cases) return;
  visit(results.cases->state);
  visit(results.cases->since);
  visit(results.cases->amount);
  for (auto& each : results.cases->remembered) visit(each);
}

}  // namespace doudi::exec
