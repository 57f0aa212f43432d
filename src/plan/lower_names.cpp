// src/plan/lower_names.cpp - facts, derived values, parameters and locals.
// Layer 5.
#include <algorithm>
#include <optional>
#include <stdexcept>

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::Expression;

Lowering::Lowering(const model::Pack& pack, Date on, bool with_gaps)
    : pack_{pack},
      on_{on},
      nodes_{pack, with_gaps},
      schemes_(pack.schemes.size()),
      granted_(pack.schemes.size()) {
  if (!pack.lifecycle) return;
  const auto same_names = [&](const model::Enumeration& each) {
    return std::equal(each.members.begin(), each.members.end(), pack.lifecycle->states.begin(),
                      pack.lifecycle->states.end(), [](const std::string& member, const model::State& state) {
                        return member == state.name;
                      });
  };
  const auto states = std::find_if(pack.enumerations.begin(), pack.enumerations.end(), same_names);
  if (states == pack.enumerations.end())
    throw std::logic_error("the states of a checked pack are no enumeration");
  states_ = static_cast<model::EnumerationId>(states - pack.enumerations.begin());
}

namespace {

/// How values of a type are held; nothing if they have no columns.
[[nodiscard]] std::optional<Form> form_of(const model::Type& type) {
  switch (type.kind) {
    case model::Kind::boolean:
      return Form::boolean;
    case model::Kind::number:
      return Form::number;
    case model::Kind::date:
      return Form::date;
    case model::Kind::enumeration:
      return Form::enumeration;
    case model::Kind::text:
      return Form::text;
    case model::Kind::member:
      return Form::member;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::vector<NodeName> Lowering::names() const {
  std::vector<NodeName> result;
  const auto add = [&](const Lowered& value, const std::string& name) {
    const bool whole = value.open == no_node && value.null == no_node;
    if (value.value != no_node && (whole || !nodes_.is_constant(value.value)))
      result.push_back({value.value, name});
    if (value.form == Form::list && value.mask != no_node) result.push_back({value.mask, name});
  };
  for (const auto& [id, value] : rules_) {
    if (value) add(*value, pack_[pack_[id].owner.entity].name + '.' + pack_[id].name);
  }
  for (const auto& [key, value] : candidate_rules_)
    add(value, pack_.schemes[key.first].name + '.' + pack_[key.second].name);
  for (std::size_t i = 0; i < schemes_.size(); ++i) {
    if (!schemes_[i] || !schemes_[i]->in_force) continue;
    add(schemes_[i]->qualifies, pack_.schemes[i].name + ".qualifies");
    add(schemes_[i]->amount, pack_.schemes[i].name + ".amount");
  }
  return result;
}

Lowered Lowering::open_value(const model::Type& type) {
  const auto form = form_of(type);
  if (!form || *form == Form::member)
    throw NotInColumns("a value of kind " + std::string{model::kind_name(type.kind)});
  Lowered result = *form == Form::text ? text({}) : lowered(*form, nodes_.constant(0));
  result.enumeration = type.enumeration;
  result.open = nodes_.truth(true);
  return result;
}

Lowered Lowering::current(model::EntityId entity, const Scope& scope) {
  if (!nodes_.lies_in(scope.current, entity)) throw NotInColumns("a member beside the one that is looked at");
  Lowered result = lowered(Form::member, no_node);
  result.entity = entity;
  return result;
}

Lowered Lowering::local(model::LocalId local, const Scope& scope) const {
  for (auto place = scope.locals.rbegin(); place != scope.locals.rend(); ++place) {
    if (place->first == local) return place->second;
  }
  throw NotInColumns("a value from outside of an iteration");
}

Lowered Lowering::everyone(model::EntityId entity) {
  Lowered result = lowered(Form::list, no_node);
  result.entity = entity;
  if (!pack_[entity].parent) throw NotInColumns("the household as a list");
  result.owner = *pack_[entity].parent;
  result.open = nodes_.list_open(entity);
  return result;
}

Lowered Lowering::fact_of(const Lowered& owner, model::FactId id) {
  const model::Fact& fact = pack_[id];
  if (fact.shape == model::Fact::Shape::members) {
    if (owner.value != no_node) throw NotInColumns("the list of somebody else");
    return everyone(fact.type.element().entity);
  }
  if (fact.shape == model::Fact::Shape::values) throw NotInColumns("the list " + fact.name);
  const auto form = form_of(fact.type);
  if (!form) throw NotInColumns("the fact " + fact.name);
  Lowered result = lowered(*form, nodes_.column(id));
  result.null = nodes_.column_null(id);
  result.open = nodes_.column_open(id);
  result.entity = fact.type.entity;
  result.enumeration = fact.type.enumeration;
  return result;
}

namespace {

/// The same value, read through a link.
[[nodiscard]] Lowered through(Builder& nodes, const Lowered& owner, Lowered value) {
  if (owner.value == no_node) return value;
  if (value.form == Form::list || value.form == Form::null) throw NotInColumns("a list of somebody else");
  const auto gathered = [&](NodeId node) { return node == no_node ? node : nodes.gather(owner.value, node); };
  if (value.form == Form::member && value.value == no_node) throw NotInColumns("a link to who is linked to");
  value.value = gathered(value.value);
  value.divisor = gathered(value.divisor);
  value.null = nodes.either(gathered(value.null), owner.null);
  value.open = nodes.either(gathered(value.open), owner.open);
  return value;
}

}  // namespace

/// Of a member, or of each member of a list.
template <class OfMember>
Lowered Lowering::of_each(const Lowered& owner, const OfMember& of_member) {
  if (owner.form == Form::member) return of_member(owner);
  if (owner.form != Form::list) throw NotInColumns("something of what is no member");
  Lowered item = lowered(Form::member, no_node);
  item.entity = owner.entity;
  Lowered result = owner;
  result.element = std::make_shared<const Lowered>(of_member(owner.element ? *owner.element : item));
  if (result.element->form == Form::list) throw NotInColumns("a list inside of a list");
  return result;
}

Lowered Lowering::fact(const Expression& expression, const Scope& scope) {
  const auto id = std::get<model::FactId>(expression.detail);
  const Lowered owner =
      expression.operands.empty() ? current(id.entity, scope) : lower(expression.operands.front(), scope);
  return of_each(owner, [&](const Lowered& member) { return through(nodes_, member, fact_of(member, id)); });
}

Lowered Lowering::rule_body(const model::Rule& rule, const Scope& scope) {
  const model::RuleVersion* version = rule.on(on_);
  if (version == nullptr) throw NotInColumns("no version of " + rule.name + " is in force");
  const auto* body = std::get_if<model::Table>(&version->body);
  Lowered result = body != nullptr ? table(*body, scope) : lower(std::get<Expression>(version->body), scope);
  return rule.optional || result.form == Form::list ? result : never_null(std::move(result));
}

const Lowered& Lowering::rule_of_entity(model::RuleId id) {
  const auto known = rules_.find(id);
  if (known != rules_.end()) return known->second.value();
  const model::Rule& rule = pack_[id];
  rules_[id] = std::nullopt;
  Scope scope;
  scope.current = rule.owner.entity;
  try {
    Lowered result = guarded("rule " + rule.name, rule.type, [&] { return rule_body(rule, scope); });
    rules_[id] = std::move(result);
  } catch (const NotInColumns&) {
    rules_.erase(id);
    throw;
  }
  return rules_[id].value();
}

Lowered Lowering::derived(const Expression& expression, const Scope& scope) {
  const auto id = std::get<model::RuleId>(expression.detail);
  const model::Rule& rule = pack_[id];
  if (rule.owner.kind != model::Owner::Kind::entity) {
    if (!scope.members) throw NotInColumns("a figure of the candidate from inside of an iteration");
    const std::pair key{scope.scheme.value(), id};
    const auto known = candidate_rules_.find(key);
    if (known != candidate_rules_.end()) return known->second;
    Scope candidate = scope;
    candidate.locals.clear();
    const bool alone = scope.members->owner == scope.members->entity;
    candidate.current = alone ? scope.members->entity : model::EntityId{};
    Lowered result = guarded("rule " + rule.name, rule.type, [&] { return rule_body(rule, candidate); });
    candidate_rules_.emplace(key, result);
    return result;
  }
  const Lowered owner = expression.operands.empty() ? current(rule.owner.entity, scope)
                                                    : lower(expression.operands.front(), scope);
  return of_each(owner, [&](const Lowered& member) { return through(nodes_, member, rule_of_entity(id)); });
}

Lowered Lowering::parameter_value(const model::ParameterValue& value, model::ParameterUse::Part part,
                                  const model::Type& type) {
  using Part = model::ParameterUse::Part;
  if (const auto* plain = std::get_if<model::Literal>(&value))
    return part == Part::denominator ? lowered(Form::number, nodes_.constant(1)) : literal(*plain, type);
  if (const auto* quotient = std::get_if<model::Quotient>(&value)) {
    const Lowered numerator = literal(quotient->numerator, type);
    const Lowered denominator = literal(quotient->denominator, type);
    if (part == Part::numerator) return numerator;
    return part == Part::denominator ? denominator : arithmetic('/', numerator, denominator);
  }
  return open_value(type);  // not known here, or not in force
}

Lowered Lowering::chosen_row(const model::Parameter& parameter, const model::ParameterVersion& version,
                             model::ParameterUse::Part part, const std::vector<Lowered>& keys) {
  Lowered result = open_value(parameter.type);
  for (auto row = version.rows.rbegin(); row != version.rows.rend(); ++row) {
    Lowered matches = lowered(Form::boolean, nodes_.truth(true));
    for (std::size_t k = 0; k < row->cells.size(); ++k) {
      const auto tested =
          k < parameter.key_columns.size() ? std::optional{parameter.key_columns[k].tested} : std::nullopt;
      matches = both(matches, null_is_false(cell(row->cells[k], keys.at(k), tested, {})));
    }
    result = conditional(matches, parameter_value(row->value, part, parameter.type), result);
  }
  return result;
}

/// A look-up table over all combinations of the keys, where there are few.
std::optional<Lowered> Lowering::dense(const model::Parameter& parameter,
                                       const model::ParameterVersion& version, model::ParameterUse::Part part,
                                       const Lowered& owner) {
  constexpr std::int64_t most = 256;
  std::int64_t combinations = 1;
  std::vector<Lowered> keys;
  for (const model::FactId key : parameter.keys) {
    keys.push_back(through(nodes_, owner, fact_of(owner, key)));
    const Form form = keys.back().form;
    if (form != Form::boolean && form != Form::enumeration) return std::nullopt;
    combinations *= nodes_[keys.back().value].high + 1;
    if (combinations > most) return std::nullopt;
  }
  std::vector<std::int64_t> cells;
  std::vector<std::int64_t> opens;
  std::vector<std::pair<std::int64_t, int>> values;
  int scale = 0;
  for (std::int64_t i = 0; i < combinations; ++i) {
    std::vector<Lowered> constants = keys;
    std::int64_t rest = i;
    for (auto key = constants.rbegin(); key != constants.rend(); ++key) {
      const std::int64_t size = nodes_[key->value].high + 1;
      key->value = nodes_.constant(rest % size);
      key->null = key->open = no_node;
      rest /= size;
    }
    const Lowered one = chosen_row(parameter, version, part, constants);
    const bool open = one.open != no_node && !nodes_.is_constant(one.open, 0);
    if (one.form != Form::number || !nodes_.is_constant(one.value) || one.null != no_node)
      return std::nullopt;
    values.emplace_back(nodes_[one.value].immediate, nodes_[one.value].scale);
    opens.push_back(open ? 1 : 0);
    scale = std::max(scale, nodes_[one.value].scale);
  }
  for (const auto& [cell, own_scale] : values)
    cells.push_back(nodes_[nodes_.rescale(nodes_.constant(cell, own_scale), scale)].immediate);
  // No gap in the table shall make its range wider than the values that are meant.
  const auto meant = std::find(opens.begin(), opens.end(), 0);
  for (std::size_t i = 0; i < cells.size() && meant != opens.end(); ++i) {
    if (opens[i] != 0) cells[i] = cells[static_cast<std::size_t>(meant - opens.begin())];
  }
  NodeId position = nodes_.constant(0);
  NodeId null = no_node;
  NodeId open = no_node;
  for (const Lowered& key : keys) {
    const NodeId size = nodes_.constant(nodes_[key.value].high + 1);
    position = nodes_.arithmetic(Opcode::add, nodes_.arithmetic(Opcode::multiply, position, size), key.value);
    null = nodes_.either(null, key.null);
    open = nodes_.either(open, key.open);
  }
  Lowered result = lowered(Form::number, nodes_.lookup(std::move(cells), scale, position));
  const NodeId gap = nodes_.lookup(std::move(opens), 0, position);
  result.open = nodes_.either(nodes_.either(open, null), nodes_.is_constant(gap, 0) ? no_node : gap);
  return result;
}

Lowered Lowering::parameter_of(const model::Parameter& parameter, const model::ParameterVersion& version,
                               model::ParameterUse::Part part, const Lowered& owner) {
  if (auto result = dense(parameter, version, part, owner)) return *std::move(result);
  std::vector<Lowered> keys;
  for (const model::FactId key : parameter.keys) keys.push_back(through(nodes_, owner, fact_of(owner, key)));
  return chosen_row(parameter, version, part, keys);
}

Lowered Lowering::parameter(const Expression& expression, const Scope& scope) {
  const auto use = std::get<model::ParameterUse>(expression.detail);
  const model::Parameter& parameter = pack_[use.parameter];
  Date date = on_;
  if (use.dated) {
    const Lowered given = lower(expression.operands.back(), scope);
    if (given.form != Form::date || !nodes_.is_constant(given.value) || given.open != no_node)
      throw NotInColumns("the parameter " + parameter.name + " on a date that differs");
    date = Date::from_days(nodes_[given.value].immediate).value();
  }
  const model::ParameterVersion* version = parameter.on(date);
  if (version == nullptr) return open_value(parameter.type);
  if (version->rows.empty()) return parameter_value(version->value, use.part, parameter.type);
  if (!use.keyed) throw NotInColumns("the parameter " + parameter.name + " without its keys");
  const Lowered owner = lower(expression.operands.front(), scope);
  if (owner.form != Form::member) throw NotInColumns("the parameter " + parameter.name + " of a list");
  Lowered of_keys = owner;
  if (parameter.keys.front().entity != owner.entity) {
    if (owner.value != no_node || !nodes_.lies_in(owner.entity, parameter.keys.front().entity))
      throw NotInColumns("the parameter " + parameter.name + " of somebody else");
    of_keys.entity = parameter.keys.front().entity;
  }
  return parameter_of(parameter, *version, use.part, of_keys);
}

}  // namespace doudi::plan
