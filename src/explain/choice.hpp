// src/explain/choice.hpp - what alternatives give of which some may or may not hold: the hit policies of tables.
// Layer 7.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "doudi/explain/value.hpp"
#include "doudi/model/table.hpp"
#include "doudi/text/source.hpp"

#include "explain/operation.hpp"
#include "explain/trace.hpp"

namespace doudi::explain {

/// One row of a table, one transition of a lifecycle: whether it matches, and what it gives if so.
struct Alternative {
  std::string label;
  Value matches;  ///< true, unknown or failed; those that do not match are left out
  Value output;
  text::Span place;
};

/// What a choice gives, and the positions of the alternatives that gave it; none if it is not known.
struct Choice {
  Value value;
  std::vector<std::size_t> winners;
};

/// What is known of a table besides its rows.
struct ChoiceRules {
  bool complete = false;  ///< some alternative surely matches, if none is known to
  bool disjoint = false;  ///< no two match
  text::Span place;
};

/// The first that matches.
[[nodiscard]] Choice choose_first(const std::vector<Alternative>& alternatives, const ChoiceRules& rules);
/// The only one that matches; two are a failure.
[[nodiscard]] Choice choose_unique(const std::vector<Alternative>& alternatives, const ChoiceRules& rules);
/// One of those that match; unequal outputs are a failure.
[[nodiscard]] Choice choose_any(const std::vector<Alternative>& alternatives, const ChoiceRules& rules);
/// True if the first output is better than the second.
using Better = std::function<bool(const Value&, const Value&)>;
/// The best of those that match.
[[nodiscard]] Choice choose_best(const std::vector<Alternative>& alternatives, const ChoiceRules& rules,
                                 const Better& better);
/// All that match, in their order.
[[nodiscard]] Choice choose_all(const std::vector<Alternative>& alternatives);

}  // namespace doudi::explain
