// src/plan/lower_schemes.cpp - candidates, conditions, amounts, who is covered and what is granted.
// Layer 5.
#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;

const LoweredScheme& Lowering::scheme(std::uint32_t position) {
  auto& known = schemes_.at(position);
  if (!known) {
    LoweredScheme result = lower_scheme(position);
    known = std::move(result);
  }
  return *known;
}

/// A scheme that formulas read.
const LoweredScheme& Lowering::in_force(model::SchemeId id) {
  const LoweredScheme& result = scheme(static_cast<std::uint32_t>(id));
  if (!result.in_force) throw NotInColumns("the scheme " + pack_[id].name + ", which is not in force");
  return result;
}

Lowered Lowering::conditions(const model::SchemeVersion& version, const Scope& scope, Lowered presence,
                             const std::string& name) {
  const model::Type boolean = model::simple_type(model::Kind::boolean);
  for (const model::Condition& condition : version.conditions) {
    const std::string what = "condition " + name + (condition.label.empty() ? "" : '.' + condition.label);
    const Lowered holds_or_open =
        guarded(what, boolean, [&] { return never_null(lower(condition.condition, scope)); });
    presence = both(presence, holds_or_open);
  }
  return presence;
}

Lowered Lowering::candidate_amount(const model::SchemeVersion& version, const Scope& scope,
                                   const std::string& name) {
  return guarded("amount " + name, model::number_type(), [&] {
    Lowered sum = lowered(Form::number, nodes_.constant(0));
    for (const model::AmountPart& part : version.amount)
      sum = arithmetic('+', sum, never_null(lower(part.formula, scope)));
    if (sum.form != Form::number) throw NotInColumns("an amount that is not rounded");
    return sum;
  });
}

/// 0 for who does not qualify; a negative amount of who does is a failure.
Lowered Lowering::amount_of_qualified(const Lowered& qualifies, const Lowered& amount) {
  Lowered result = conditional(qualifies, amount, lowered(Form::number, nodes_.constant(0)));
  if (nodes_[amount.value].low < 0)
    result.open = nodes_.either(result.open, nodes_.compare(Opcode::less, result.value, nodes_.constant(0)));
  return result;
}

void Lowering::lower_one(LoweredScheme& result, std::uint32_t position, const model::UnitVersion& unit) {
  const model::Scheme& whose = pack_.schemes[position];
  const model::SchemeVersion& version = *whose.on(on_);
  Scope scope;
  scope.scheme = position;
  const Lowered members = lower(unit.members, scope);
  if (members.form != Form::list || members.element) throw NotInColumns("a unit that is no list of members");
  scope.members = members;
  const Lowered presence =
      compared(model::Comparison::greater, count(members), lowered(Form::number, nodes_.constant(0)));
  result.qualifies = conditions(version, scope, presence, whose.name);
  result.amount = amount_of_qualified(result.qualifies, candidate_amount(version, scope, whose.name));
  result.covered = members;
  result.covered.open = nodes_.either(members.open, result.qualifies.open);
  result.together = mask_of(members);
  result.covered.mask = nodes_.both(mask_of(members), nodes_.expand(result.qualifies.value, members.entity));
}

void Lowering::lower_each(LoweredScheme& result, std::uint32_t position, const model::UnitVersion& unit) {
  const model::Scheme& whose = pack_.schemes[position];
  const model::SchemeVersion& version = *whose.on(on_);
  Scope root;
  root.scheme = position;
  const Lowered everyone_put_forward = lower(unit.members, root);
  if (everyone_put_forward.form != Form::list || everyone_put_forward.element ||
      everyone_put_forward.owner != model::EntityId{})
    throw NotInColumns("a unit that is no list of members of the household");
  Scope scope;
  scope.scheme = position;
  scope.current = everyone_put_forward.entity;
  Lowered alone = lowered(Form::list, no_node);
  alone.entity = alone.owner = everyone_put_forward.entity;
  scope.members = alone;
  Lowered presence = lowered(Form::boolean, mask_of(everyone_put_forward));
  presence.open = everyone_put_forward.maybe;
  if (unit.where) presence = both(presence, never_null(lower(*unit.where, scope)));
  const Lowered qualifies = conditions(version, scope, presence, whose.name);
  const Lowered amount = candidate_amount(version, scope, whose.name);
  Lowered all = lowered(Form::list, no_node);
  all.entity = everyone_put_forward.entity;
  all.owner = everyone_put_forward.owner;
  all.open = everyone_put_forward.open;
  result.qualifies = any(all, qualifies);
  result.covered = all;
  result.covered.mask = qualifies.value;
  result.covered.maybe = qualifies.open;
  const bool same_for_all = nodes_[amount.value].entity != all.entity && amount.open == no_node &&
                            qualifies.open == no_node && nodes_[amount.value].low >= 0;
  if (same_for_all) {
    Lowered qualified = all;
    qualified.mask = qualifies.value;
    result.amount = arithmetic('*', count(qualified), amount);
    return;
  }
  all.element = std::make_shared<const Lowered>(amount_of_qualified(qualifies, amount));
  result.amount = sum(all);
}

Lowered Lowering::reached(std::uint32_t position) {
  Lowered result = lowered(Form::boolean, nodes_.truth(true));
  for (std::uint32_t i = 0; i < position; ++i) {
    if (pack_.schemes[i].goes_on || pack_.schemes[i].on(on_) == nullptr) continue;
    result = both(result, opposite(granted(i)));
  }
  return result;
}

LoweredScheme Lowering::lower_scheme(std::uint32_t position) {
  const model::Scheme& whose = pack_.schemes[position];
  const model::SchemeVersion* version = whose.on(on_);
  LoweredScheme result;
  if (version == nullptr) return result;
  result.in_force = true;
  const model::UnitVersion* unit = pack_[version->unit].on(on_);
  if (unit == nullptr) throw NotInColumns("a unit that is not in force");
  if (unit->each) {
    lower_each(result, position, *unit);
  } else {
    lower_one(result, position, *unit);
  }
  // What keeps it from being known who is covered keeps the whole from being known.
  if (whose.covers_nobody) result.covered.mask = nodes_.truth(false);
  return result;
}

const Lowered& Lowering::granted(std::uint32_t position) {
  auto& known = granted_.at(position);
  if (!known) {
    Lowered result = both(both(scheme(position).qualifies, reached(position)), pays(position));
    known = std::move(result);
  }
  return *known;
}

Lowered Lowering::remaining(std::uint32_t position, model::EntityId entity) {
  Lowered result = everyone(entity);
  if (result.owner != model::EntityId{}) throw NotInColumns("who remains of a list below a list");
  for (std::uint32_t i = 0; i < position; ++i) {
    const model::Scheme& earlier = pack_.schemes[i];
    if (!earlier.goes_on || earlier.covers_nobody || earlier.on(on_) == nullptr) continue;
    const LoweredScheme& grants = scheme(i);
    const Lowered& is_granted = granted(i);
    if (grants.covered.entity != entity) continue;
    const NodeId covered = nodes_.both(mask_of(grants.covered), nodes_.expand(is_granted.value, entity));
    result.mask = nodes_.both(mask_of(result), nodes_.opposite(covered));
    result.open = nodes_.either(result.open, nodes_.either(is_granted.open, grants.covered.open));
    if (grants.covered.maybe != no_node) result.maybe = nodes_.either(result.maybe, grants.covered.maybe);
  }
  return result;
}

}  // namespace doudi::plan
