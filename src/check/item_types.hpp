// src/check/item_types.hpp - the types that DMN models declare.
// Layer 4.
#pragma once

#include <span>

#include "doudi/syntax/decision_model.hpp"

#include "check/draft.hpp"

namespace doudi::check {

/// Makes the types of the first model known by their names, those of models that it imports by `import.name`. A type that
/// contains itself is not known inside of itself.
void declare_item_types(Draft& draft, std::span<const syntax::DecisionModel> models);

}  // namespace doudi::check
