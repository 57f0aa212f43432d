// src/explain/evaluate_candidates.cpp - who is put forward for a scheme, and who remains after earlier grants.
// Layer 7.
#include <algorithm>
#include <stdexcept>

#include "explain/evaluator.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

using model::Expression;

/// Whether there is anyone in the list at all.
[[nodiscard]] Value anyone_in(const Value& members, const std::string& name, text::Span place) {
  const auto* list = members.get_if<List>();
  if (members.is_null()) return failed(Reason::null_value, place, {{"name", name}});
  if (list == nullptr) return members;  // unknown or failed
  Value result = false;
  for (const Item& item : list->items) result = either(result, as_value(item.presence));
  return result;
}

}  // namespace

Evaluated Evaluator::never_null(const Expression& expression, const std::string& name, const Frame& frame) {
  Evaluated result = evaluate(expression, frame);
  if (!result.value.is_null()) return result;
  return Evaluated::literal(failed(Reason::null_value, expression.span, {{"name", name}}));
}

const model::SchemeVersion* Evaluator::version_of(std::uint32_t scheme) const {
  return pack_.schemes.at(scheme).on(on_);
}

std::string Evaluator::candidate_path(std::uint32_t scheme, std::uint32_t candidate) {
  return pack_.schemes[scheme].name + '[' + put_forward(scheme).at(candidate).name + ']';
}

const std::vector<std::uint32_t>& Evaluator::figures(std::uint32_t scheme, std::uint32_t candidate) {
  return figures_[{scheme, candidate}];
}

const std::vector<PutForward>& Evaluator::put_forward(std::uint32_t scheme) {
  auto& candidates = put_forward_.at(scheme);
  if (!candidates) {
    if (enumerating_[scheme]) throw std::logic_error("the candidates of a checked pack depend on themselves");
    enumerating_[scheme] = true;
    candidates = enumerate(scheme);
    enumerating_[scheme] = false;
  }
  return *candidates;
}

std::uint32_t Evaluator::members_of(std::uint32_t scheme, std::uint32_t candidate, const std::string& name,
                                    Value members) {
  const auto path = [&] { return pack_.schemes[scheme].name + '[' + name + "].members"; };
  return named({Name::members, scheme, candidate, 0, 0}, NamedValue::Kind::members, path,
               [&] { return Evaluated::literal(std::move(members)); });
}

std::vector<PutForward> Evaluator::enumerate(std::uint32_t scheme) {
  const model::SchemeVersion* version = version_of(scheme);
  if (version == nullptr) return {};
  const model::AssessmentUnit& unit = pack_[version->unit];
  const model::UnitVersion* unit_version = unit.on(on_);
  Frame frame;
  frame.scheme = scheme;
  frame.candidate = 0;
  if (unit_version == nullptr) {
    const Value failure =
        failed(Reason::not_in_force, version->span, not_in_force(unit.name, on_, periods_of(unit.versions)));
    return {{unit.name, frame, members_of(scheme, 0, unit.name, failure), Evaluated::literal(failure)}};
  }
  if (unit_version->each) return enumerate_each(scheme, *unit_version, unit);
  const auto path = [&] { return pack_.schemes[scheme].name + '[' + unit.name + "].members"; };
  const std::uint32_t members = named({Name::members, scheme, 0, 0, 0}, NamedValue::Kind::members, path, [&] {
    trace_.current().subject = version->unit;
    describe(unit.name, unit.cites, unit_version->cites, unit_version->period, unit_version->formula);
    return evaluate(unit_version->members, Frame{}.in_scheme(scheme));
  });
  const Value anyone = anyone_in(trace_.values()[members].value, unit.name, unit_version->members.span);
  if (anyone.is(false)) return {};
  return {{unit.name, frame, members, Evaluated::literal(anyone)}};
}

std::vector<PutForward> Evaluator::enumerate_each(std::uint32_t scheme, const model::UnitVersion& version,
                                                  const model::AssessmentUnit& unit) {
  const std::string& name = pack_.schemes[scheme].name;
  const std::uint32_t list = named(
      {Name::put_forward, scheme, 0, 0, 0}, NamedValue::Kind::members, [&] { return name + ".put_forward"; },
      [&] {
        trace_.current().subject = pack_.schemes[scheme].on(on_)->unit;
        describe(unit.name, unit.cites, version.cites, version.period, version.formula);
        return evaluate(version.members, Frame{}.in_scheme(scheme));
      });
  const Value everyone = trace_.values()[list].value;
  std::vector<PutForward> result;
  const auto consider = [&](const Value& who, const Value& present, const std::string& who_name,
                            std::uint32_t position) {
    Frame frame;
    frame.entity = unit.entity;
    frame.instance = std::nullopt;
    frame.scheme = scheme;
    if (const auto* member = who.get_if<model::Member>()) {
      frame.entity = member->entity;
      frame.instance = member->index;
    } else if (const auto* unknown = who.get_if<Unknown>()) {
      frame.unknown_because = unknown->facts;
    }
    Evaluated presence = Evaluated::literal(present);
    if (version.where) {
      const std::uint32_t where = named(
          {Name::where, scheme, position, 0, 0}, NamedValue::Kind::condition,
          [&] { return name + '[' + who_name + "].where"; },
          [&] { return never_null(*version.where, "where", frame); });
      const bool certain = present.is(true);
      presence = {both(present, trace_.values()[where].value), Operand::of_value(where)};
      if (!certain) presence.operand = Operand::of_literal(presence.value);
    }
    if (presence.value.is(false)) return;
    const auto candidate = static_cast<std::uint32_t>(result.size());
    frame.candidate = candidate;
    Value members = who.get_if<model::Member>() != nullptr ? Value{List{{Item{who, {}}}}} : who;
    result.push_back(
        {who_name, frame, members_of(scheme, candidate, who_name, std::move(members)), presence});
  };
  const auto* items = everyone.get_if<List>();
  if (items == nullptr) {
    // Nobody knows who: one candidate stands for all.
    consider(everyone, anyone_in(everyone, unit.name, version.members.span), unit.name, 0);
    return result;
  }
  for (std::size_t i = 0; i < items->items.size(); ++i) {
    const Item& item = items->items[i];
    if (item.value.is_null()) continue;
    const auto* member = item.value.get_if<model::Member>();
    consider(item.value, both(as_value(item.presence), member != nullptr ? Value{true} : item.value),
             member != nullptr ? member_name(pack_, record_, *member) : unit.name,
             static_cast<std::uint32_t>(i));
  }
  return result;
}

Evaluated Evaluator::all_instances(model::EntityId entity) {
  const model::Entity& listed = pack_[entity];
  if (!listed.parent) return Evaluated::literal(List{{Item{model::Member{entity, 0}, {}}}});
  const Evaluated parents = all_instances(*listed.parent);
  List all;
  std::vector<Operand> operands;
  Obstacles obstacles;
  for (const Item& parent : parents.value.get<List>().items) {
    const Evaluated list = trace_.read(fact(parent.value.get<model::Member>(), listed.list_fact));
    if (!pack_[*listed.parent].parent) return list;
    operands.push_back(list.operand);
    obstacles.add(list.value);
    if (const auto* items = list.value.get_if<List>()) {
      all.items.insert(all.items.end(), items->items.begin(), items->items.end());
    }
  }
  Value value = obstacles.any() ? obstacles.value() : Value{std::move(all)};
  return trace_.step("concatenate", std::move(operands), std::move(value), {});
}

Evaluated Evaluator::member_covered(std::uint32_t scheme, model::Member member) {
  Value covered = false;
  std::vector<Operand> operands;
  const auto& candidates = put_forward(scheme);
  for (std::uint32_t i = 0; i < candidates.size(); ++i) {
    const Value members = trace_.values()[candidates[i].members].value;
    const auto* list = members.get_if<List>();
    Value contained = list == nullptr ? members : Value{false};
    if (list != nullptr) {
      for (const Item& item : list->items) {
        const bool is_member =
            item.value.get_if<model::Member>() != nullptr && item.value.get<model::Member>() == member;
        if (is_member) contained = either(contained, as_value(item.presence));
      }
    }
    if (contained.is(false)) continue;
    const Evaluated qualifies = trace_.read(candidate_qualifies(scheme, i));
    operands.push_back(qualifies.operand);
    covered = either(covered, both(contained, qualifies.value));
  }
  if (covered.is(false)) return Evaluated::literal(false);
  Evaluated any = trace_.step("or", std::move(operands), std::move(covered), {});
  const Evaluated arrives = reached(scheme);
  const Evaluated paid = pays(scheme);
  return trace_.step("and", {any.operand, arrives.operand, paid.operand},
                     both(any.value, both(arrives.value, paid.value)), {});
}

/// Those of the list whom no grant before the scheme covers.
Evaluated Evaluator::left_over(std::uint32_t scheme, const Evaluated& everyone) {
  std::vector<std::uint32_t> earlier;
  for (std::uint32_t i = 0; i < scheme; ++i) {
    const bool covers =
        pack_.schemes[i].goes_on && !pack_.schemes[i].covers_nobody && version_of(i) != nullptr;
    if (covers) earlier.push_back(i);
  }
  if (earlier.empty()) return everyone;
  const auto* list = everyone.value.get_if<List>();
  if (list == nullptr) {
    if (!everyone.value.is_unknown()) return everyone;
    FactSet facts = everyone.value.get<Unknown>().facts;
    for (const std::uint32_t each : earlier) {
      const Evaluated grant = trace_.read(granted(each));
      if (const auto* unknown = grant.value.get_if<Unknown>()) facts.add(unknown->facts);
    }
    return trace_.step("filter", {everyone.operand}, Unknown{std::move(facts)}, {});
  }
  List remaining;
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const Item& item = list->items[i];
    Value free = true;
    std::vector<Operand> covered;
    for (const std::uint32_t each : earlier) {
      const Evaluated one = member_covered(each, item.value.get<model::Member>());
      if (one.value.is(false)) continue;
      covered.push_back(one.operand);
      free = both(free, negation(one.value));
    }
    Operand operand = everyone.operand;
    operand.item = static_cast<std::uint32_t>(i);
    operands.push_back(std::move(operand));
    if (covered.empty()) {
      operands.push_back(Operand::of_literal(true));
    } else {
      const Evaluated any = trace_.step("or", std::move(covered), negation(free), {});
      operands.push_back(trace_.step("not", {any.operand}, free, {}).operand);
    }
    const Value present = both(as_value(item.presence), free);
    if (!present.is(false)) remaining.items.push_back({item.value, as_presence(present)});
  }
  return trace_.step("filter", std::move(operands), std::move(remaining), {});
}

std::uint32_t Evaluator::remaining(std::uint32_t scheme, model::EntityId entity) {
  const auto path = [&] { return pack_.schemes[scheme].name + ".remaining"; };
  return named({Name::remaining, scheme, static_cast<std::uint32_t>(entity), 0, 0}, NamedValue::Kind::members,
               path, [&] { return left_over(scheme, all_instances(entity)); });
}

}  // namespace doudi::explain
