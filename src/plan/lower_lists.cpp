// src/plan/lower_lists.cpp - members of a list: who belongs to it, sums, counts, extremes, quantifiers.
// Layer 5.
#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::Expression;

NodeId Lowering::mask_of(const Lowered& list) {
  return list.mask == no_node ? nodes_.truth(true) : list.mask;
}

/// Of something of each member, for each owner: of a list of just the one it is that itself.
Lowered Lowering::over(const Lowered& list, Opcode opcode, NodeId node) {
  const bool alone = list.owner == list.entity;
  return lowered(Form::number, alone ? node : nodes_.over_members(opcode, node, list.entity));
}

/// 1 where some row is, for each owner.
NodeId Lowering::some_row(const Lowered& list, NodeId rows) {
  return nodes_.compare(Opcode::less, nodes_.constant(0), over(list, Opcode::sum, rows).value);
}

/// Where a value of the whole list is open: of somebody in it what is needed is, whether somebody belongs, or the list.
NodeId Lowering::open_in(const Lowered& list, NodeId of_element) {
  NodeId unsure = of_element == no_node ? no_node : nodes_.both(mask_of(list), of_element);
  unsure = nodes_.either(unsure, list.maybe);
  return nodes_.either(unsure == no_node ? no_node : some_row(list, unsure), list.open);
}

/// Of a list whose elements are what `condition` is about: whether it holds for some.
Lowered Lowering::any(const Lowered& list, const Lowered& condition) {
  if (list.form != Form::list || condition.form != Form::boolean)
    throw NotInColumns("some of what is no list");
  NodeId certain = nodes_.both(mask_of(list), holds(condition));
  if (list.maybe != no_node) certain = nodes_.both(certain, nodes_.opposite(list.maybe));
  Lowered result = lowered(Form::boolean, some_row(list, certain));
  result.open = open_in(list, nodes_.either(condition.open, condition.null));
  // A witness decides, unless the list itself is not known.
  if (result.open != no_node && list.open == no_node)
    result.open = nodes_.both(result.open, nodes_.opposite(result.value));
  return result;
}

Lowered Lowering::sum(const Lowered& list) {
  if (list.form != Form::list || !list.element || list.element->form != Form::number)
    throw NotInColumns("the sum of what are no exact numbers");
  const Lowered& element = *list.element;
  const NodeId counted =
      nodes_.select(mask_of(list), element.value, nodes_.constant(0, nodes_[element.value].scale));
  Lowered result = over(list, Opcode::sum, counted);
  result.open = open_in(list, nodes_.either(element.open, element.null));
  return result;
}

Lowered Lowering::count(const Lowered& list) {
  if (list.form != Form::list) throw NotInColumns("the number of what is no list");
  Lowered result = over(list, Opcode::sum, mask_of(list));
  result.open = open_in(list, list.element ? list.element->open : no_node);
  return result;
}

Lowered Lowering::extreme_of(const Lowered& list, Opcode opcode) {
  if (list.form != Form::list || !list.element || list.element->form != Form::number)
    throw NotInColumns("the largest of what are no exact numbers");
  const Node& node = nodes_[list.element->value];
  const std::int64_t neutral = opcode == Opcode::largest ? node.low : node.high;
  const NodeId counted =
      nodes_.select(mask_of(list), list.element->value, nodes_.constant(neutral, node.scale));
  Lowered result = over(list, opcode, counted);
  const Lowered total = sum(list);  // what keeps the sum from being known keeps this from it
  const Lowered size = count(list);
  const NodeId nobody = nodes_.compare(Opcode::less_equal, size.value, nodes_.constant(0));
  result.open = nodes_.either(total.open, nodes_.is_constant(nobody, 0) ? no_node : nobody);
  return result;
}

/// Inside of an iteration only what stands above the list's owner can be read from outside.
Scope Lowering::inside(const Lowered& list, const Scope& scope, model::LocalId item) {
  Scope result = scope;
  const bool alone = list.owner == list.entity;
  if (!alone) {
    if (scope.current != list.owner && nodes_.lies_in(scope.current, list.owner)) result.current = list.owner;
    std::erase_if(result.locals, [&](const auto& each) {
      const auto below = [&](NodeId node) {
        return node != no_node && nodes_[node].entity && !nodes_.lies_in(list.owner, *nodes_[node].entity);
      };
      const Lowered& value = each.second;
      const bool of_row = value.form == Form::member && value.value == no_node;
      return below(value.value) || below(value.null) || below(value.open) || below(value.divisor) ||
             value.form == Form::list || (of_row && !nodes_.lies_in(list.owner, value.entity));
    });
    // A candidate of several stands above every list; one that is a member is somebody else than the member looked at here.
    if (result.members && result.members->owner == result.members->entity) result.members.reset();
  }
  Lowered row = lowered(Form::member, no_node);
  row.entity = list.entity;
  result.locals.emplace_back(item, list.element ? *list.element : row);
  return result;
}

Lowered Lowering::quantifier(const Expression& expression, const Scope& scope) {
  if (expression.operands.size() != 2) throw NotInColumns("an iteration over several lists");
  const Lowered list = lower(expression.operands.front(), scope);
  if (list.form != Form::list) throw NotInColumns("an iteration over what is no list of members");
  const Lowered body = lower(expression.operands.back(), inside(list, scope, expression.locals.front()));
  if (expression.operation == model::Operation::some) return any(list, body);
  return opposite(any(list, opposite(body)));
}

Lowered Lowering::filter(const Expression& expression, const Scope& scope) {
  const Lowered list = lower(expression.operands.front(), scope);
  if (list.form != Form::list) throw NotInColumns("a filter of what is no list of members");
  const Lowered condition = lower(expression.operands[1], inside(list, scope, expression.locals.front()));
  if (condition.form != Form::boolean) throw NotInColumns("a position in a list");
  Lowered result = list;
  NodeId unsure = nodes_.either(condition.open, condition.null);
  if (unsure != no_node) unsure = nodes_.both(mask_of(list), unsure);
  result.maybe = nodes_.either(list.maybe, unsure);
  result.mask = nodes_.both(mask_of(list), condition.value);
  return result;
}

}  // namespace doudi::plan
