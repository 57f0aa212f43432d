// src/plan/lower_logic.cpp - three-valued logic, comparisons and choices between values.
// Layer 5.
#include <algorithm>

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;

NodeId Lowering::holds(const Lowered& boolean) {
  NodeId result = boolean.value;
  if (boolean.null != no_node) result = nodes_.both(result, nodes_.opposite(boolean.null));
  if (boolean.open != no_node) result = nodes_.both(result, nodes_.opposite(boolean.open));
  return result;
}

Lowered Lowering::never_null(Lowered value) {
  if (value.form == Form::null) throw NotInColumns("a null where a value is promised");
  value.open = nodes_.either(value.open, value.null);
  value.null = no_node;
  return value;
}

Lowered Lowering::null_is_false(Lowered value) {
  if (value.form == Form::null) return lowered(Form::boolean, nodes_.truth(false));
  if (value.null == no_node) return value;
  value.value = nodes_.both(value.value, nodes_.opposite(value.null));
  value.null = no_node;
  return value;
}

Lowered Lowering::opposite(const Lowered& operand) {
  if (operand.form == Form::null) return operand;
  Lowered result = operand;
  result.value = nodes_.opposite(operand.value);
  return result;
}

Lowered Lowering::both(const Lowered& lhs, const Lowered& rhs) {
  if (lhs.form != Form::boolean || rhs.form != Form::boolean) throw NotInColumns("a null among conditions");
  Lowered result = lowered(Form::boolean, nodes_.both(lhs.value, rhs.value));
  const NodeId open = nodes_.either(lhs.open, rhs.open);
  const NodeId null = nodes_.either(lhs.null, rhs.null);
  if (open == no_node && null == no_node) return result;
  // Where one is false for certain nothing else matters.
  const NodeId settled = nodes_.either(holds(opposite(lhs)), holds(opposite(rhs)));
  const NodeId matters = nodes_.opposite(settled);
  if (open != no_node) result.open = nodes_.both(open, matters);
  if (null != no_node) result.null = nodes_.both(null, matters);
  return result;
}

Lowered Lowering::either(const Lowered& lhs, const Lowered& rhs) {
  return opposite(both(opposite(lhs), opposite(rhs)));
}

Lowered Lowering::blocked_by(Lowered result, const Lowered& lhs, const Lowered& rhs) {
  result.open = nodes_.either(lhs.open, rhs.open);
  result.null = nodes_.either(lhs.null, rhs.null);
  return result;
}

/// A constant text beside a member of an enumeration is a member too.
void Lowering::same_enumeration(Lowered& lhs, Lowered& rhs) {
  const auto settle = [&](const Lowered& typed, Lowered& text) {
    if (typed.form != Form::enumeration || text.form != Form::text) return;
    const auto& members = pack_[typed.enumeration].members;
    if (!nodes_.is_constant(text.value)) throw NotInColumns("a text that differs beside an enumeration");
    const std::string& written = texts_[static_cast<std::size_t>(nodes_[text.value].immediate)];
    const auto found = std::find(members.begin(), members.end(), written);
    if (found == members.end()) throw NotInColumns("a text that is no member of the enumeration");
    text.form = Form::enumeration;
    text.enumeration = typed.enumeration;
    text.value = nodes_.constant(found - members.begin());
  };
  settle(lhs, rhs);
  settle(rhs, lhs);
}

Lowered Lowering::text(const std::string& text) {
  const auto known = std::find(texts_.begin(), texts_.end(), text);
  const auto position = known - texts_.begin();
  if (known == texts_.end()) texts_.push_back(text);
  return lowered(Form::text, nodes_.constant(position));
}

Lowered Lowering::equality(const Lowered& lhs, const Lowered& rhs) {
  if (lhs.form == Form::null && rhs.form == Form::null) return lowered(Form::boolean, nodes_.truth(true));
  if (lhs.form == Form::null || rhs.form == Form::null) {
    const Lowered& other = lhs.form == Form::null ? rhs : lhs;
    Lowered result = lowered(Form::boolean, other.null == no_node ? nodes_.truth(false) : other.null);
    result.open = other.open;
    return result;
  }
  if (lhs.form != rhs.form || lhs.form == Form::list || lhs.form == Form::member)
    throw NotInColumns("equality of members or lists");
  Lowered result = lowered(Form::boolean, nodes_.compare(Opcode::equal, lhs.value, rhs.value));
  result.open = nodes_.either(lhs.open, rhs.open);
  const NodeId one_null = nodes_.either(lhs.null, rhs.null);
  if (one_null == no_node) return result;
  const NodeId both_null = nodes_.both(lhs.null, rhs.null);
  result.value = nodes_.either(nodes_.both(result.value, nodes_.opposite(one_null)), both_null);
  return result;
}

Lowered Lowering::compared(model::Comparison comparison, Lowered lhs, Lowered rhs) {
  using model::Comparison;
  same_enumeration(lhs, rhs);
  const bool beside_null = lhs.form == Form::null || rhs.form == Form::null;
  if (!beside_null && (lhs.form == Form::quotient || rhs.form == Form::quotient)) {
    if (lhs.form == Form::quotient && rhs.form == Form::quotient)
      throw NotInColumns("two quotients compared");
    // X/Y < Z is X < Y*Z for positive Y (expressions.md 6.3).
    const bool left = lhs.form == Form::quotient;
    const Lowered& quotient = left ? lhs : rhs;
    const Lowered& exact = left ? rhs : lhs;
    check_digits(quotient.value, quotient.divisor, nodes_[exact.value].scale);
    Lowered product = exact;
    product.value = nodes_.arithmetic(Opcode::multiply, exact.value, quotient.divisor);
    Lowered numerator = quotient;
    numerator.form = Form::number;
    return left ? compared(comparison, numerator, product) : compared(comparison, product, numerator);
  }
  switch (comparison) {
    case Comparison::equal:
      return equality(lhs, rhs);
    case Comparison::not_equal:
      return opposite(equality(lhs, rhs));
    case Comparison::greater:
      return compared(Comparison::less, rhs, lhs);
    case Comparison::greater_equal:
      return compared(Comparison::less_equal, rhs, lhs);
    case Comparison::less:
    case Comparison::less_equal:
      break;
  }
  if (lhs.form != rhs.form || lhs.form == Form::null || lhs.form == Form::text || lhs.form == Form::list ||
      lhs.form == Form::member)
    throw NotInColumns("an order of texts");
  const Opcode opcode = comparison == Comparison::less ? Opcode::less : Opcode::less_equal;
  return blocked_by(lowered(Form::boolean, nodes_.compare(opcode, lhs.value, rhs.value)), lhs, rhs);
}

Lowered Lowering::conditional(const Lowered& condition, const Lowered& then, const Lowered& otherwise) {
  const NodeId taken = holds(condition);
  if (nodes_.is_constant(taken) && condition.open == no_node)
    return nodes_[taken].immediate != 0 ? then : otherwise;
  Lowered first = then;
  Lowered second = otherwise;
  same_enumeration(first, second);
  if (first.form == Form::null && second.form == Form::null) return first;
  const auto become_null = [&](Lowered& null, const Lowered& like) {
    if (null.form != Form::null) return;
    const NodeId open = null.open;
    null = like;
    null.null = nodes_.truth(true);
    null.open = open;
  };
  become_null(first, second);
  become_null(second, first);
  if (first.form == Form::quotient || second.form == Form::quotient) {
    first = as_quotient(first);
    second = as_quotient(second);
  }
  if (first.form != second.form || first.form == Form::list ||
      (first.form == Form::member && (first.value == no_node || second.value == no_node)))
    throw NotInColumns("a choice between lists or members");
  Lowered result = first;
  result.value = nodes_.select(taken, first.value, second.value);
  if (first.form == Form::quotient) result.divisor = nodes_.select(taken, first.divisor, second.divisor);
  const auto chosen = [&](NodeId yes, NodeId no) {
    if (yes == no_node && no == no_node) return no_node;
    return nodes_.select(taken, yes == no_node ? nodes_.truth(false) : yes,
                         no == no_node ? nodes_.truth(false) : no);
  };
  result.null = chosen(first.null, second.null);
  result.open = nodes_.either(condition.open, chosen(first.open, second.open));
  return result;
}

}  // namespace doudi::plan
