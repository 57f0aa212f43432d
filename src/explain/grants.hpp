// src/explain/grants.hpp - what the schemes together come to.
// Layer 7.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "doudi/explain/explanation.hpp"

#include "explain/evaluator.hpp"

namespace doudi::explain {

/// The first scheme that was granted, `none` if none was.
[[nodiscard]] Evaluated first_granted(Evaluator& evaluator);

/// Which schemes a sum runs over.
using SchemeFilter = std::function<bool(std::uint32_t)>;

/// The sum of the amounts of what was granted.
[[nodiscard]] Evaluated granted_amount(Evaluator& evaluator, const SchemeFilter& counts);
/// The members whom it covers.
[[nodiscard]] Evaluated granted_members(Evaluator& evaluator);
/// The names of all schemes granted.
[[nodiscard]] Evaluated granted_names(Evaluator& evaluator);

/// Each grant by itself; nothing if they are not known.
[[nodiscard]] std::optional<std::vector<Grant>> make_grants(Evaluator& evaluator);

/// The names of members in a settled list.
[[nodiscard]] std::vector<std::string> member_names(const Evaluator& evaluator, const Value& members);

}  // namespace doudi::explain
