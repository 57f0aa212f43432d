// src/plan/lowered.hpp - a value of the rules as nodes: its cells, where it is null, where it is open.
// Layer 5.
#pragma once

#include <memory>
#include <optional>

#include "plan/builder.hpp"

namespace doudi::plan {

/// Where a value is `open` it is unknown, failed or not computed by columns: whatever the cell holds then means nothing, and a
/// household whose answer depends on it is left to the plain evaluator. The same goes for cells that are null.
struct Lowered {
  enum class Form : std::uint8_t {
    null,         ///< always null
    boolean,      ///< value: 0 or 1
    number,       ///< value, with the node's scale
    quotient,     ///< value / divisor, not rounded yet; the divisor is positive
    date,         ///< value: days since 1970-01-01
    enumeration,  ///< value: position of the member
    text,         ///< value: position in Program::texts, where those of the rules stand
    member,       ///< the row of `entity` itself, or the household's member number `value`
    list,         ///< members of `entity` that belong to a row of `owner`, or something of each of them
  };
  Form form = Form::null;
  NodeId value = no_node;
  NodeId divisor = no_node;
  NodeId null = no_node;  ///< 1 where null; none: never
  NodeId open = no_node;  ///< 1 where open; none: never
  model::EnumerationId enumeration{};
  model::EntityId entity{};
  // Lists:
  model::EntityId owner{};                 ///< the same as `entity` for a list of just the one
  NodeId mask = no_node;                   ///< 1 where the member belongs to the list; none: all do
  NodeId maybe = no_node;                  ///< 1 where that is open
  std::shared_ptr<const Lowered> element;  ///< of each member; none: the member itself
};

[[nodiscard]] inline Lowered lowered(Lowered::Form form, NodeId value) {
  Lowered result;
  result.form = form;
  result.value = value;
  return result;
}

}  // namespace doudi::plan
