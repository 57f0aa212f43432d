// src/check/lower_boxes.hpp - boxed expressions as expressions of the language.
// Layer 4.
#pragma once

#include "doudi/syntax/decision_model.hpp"
#include "doudi/syntax/dialect.hpp"
#include "doudi/syntax/expression.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::check {

/// The expression that says the same as a box. A text that cannot be read is reported and becomes a node `error`. Tables stay
/// as they are, in nodes `table`; declared types become nodes `typed`.
[[nodiscard]] syntax::Expression lowered(const syntax::BoxedExpression& box, const syntax::Dialect& dialect,
                                         text::Diagnostics& diagnostics);

/// The names that are good everywhere in models: of components of types, of outputs, and of what other models may require by
/// the name of an import.
void declare_shared_names(const syntax::DecisionModel& model, syntax::DeclaredNames& names);
/// The names that a box declares for what stands in it: parameters, entries, variables.
void declare_own_names(const syntax::BoxedExpression& box, syntax::DeclaredNames& names);

}  // namespace doudi::check
