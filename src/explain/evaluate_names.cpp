// src/explain/evaluate_names.cpp - facts and derived values: of one member, of a list of them, of one not known.
// Layer 7.
#include <algorithm>
#include <stdexcept>

#include "explain/evaluator.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

using model::Expression;

[[nodiscard]] Value value_of(const model::FactValue& fact, MissingFact missing) {
  return std::visit(
      [&missing](const auto& value) -> Value {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, model::Absent>) {
          return Unknown{FactSet{missing}};
        } else if constexpr (std::is_same_v<T, model::Literal> || std::is_same_v<T, model::Member>) {
          return value;
        } else {
          List list;
          for (const auto& item : value) list.items.push_back({Value{item}, {}});
          return list;
        }
      },
      fact);
}

}  // namespace

Value Evaluator::of_some_member(const Unknown& owner, model::EntityId entity, const PerMember& each,
                                const PerUnknown& unknown) {
  // Whoever it turns out to be: what anyone lacks may matter.
  FactSet facts = owner.facts;
  const auto add = [&facts](const Value& value) {
    Obstacles obstacles;
    obstacles.add(value);
    facts.add(obstacles.facts());
  };
  const std::size_t count = record_.instances.at(static_cast<std::size_t>(entity)).size();
  for (std::uint32_t i = 0; i < count; ++i) add(each({entity, i}).value);
  if (count == 0 && unknown) add(unknown(owner));
  return Unknown{std::move(facts)};
}

Evaluated Evaluator::per_member(const Evaluated& owner, const Expression& expression, model::EntityId entity,
                                const PerMember& each, const PerUnknown& unknown) {
  const std::function<Evaluated(const Evaluated&)> get = [&](const Evaluated& one) -> Evaluated {
    if (const auto* member = one.value.get_if<model::Member>()) return each(*member);
    if (const auto* list = one.value.get_if<List>()) return per_item(*list, expression, one.operand, get);
    if (const auto* missing = one.value.get_if<Unknown>()) {
      return Evaluated::literal(of_some_member(*missing, entity, each, unknown));
    }
    return one;  // null or failed
  };
  return get(owner);
}

std::uint32_t Evaluator::fact(model::Member member, std::uint32_t index) {
  const auto entity = static_cast<std::uint32_t>(member.entity);
  const auto path = [&] { return fact_path(pack_, record_, member, index); };
  return named({Name::fact, entity, member.index, index, 0}, NamedValue::Kind::fact, path, [&] {
    NamedValue& value = trace_.current();
    const auto& defaulted = record_.defaulted;
    value.subject = model::FactId{member.entity, index};
    value.defaulted = std::binary_search(defaulted.begin(), defaulted.end(), value.path);
    value.place = pack_[member.entity].facts[index].span;
    if (value.defaulted) value.cites = pack_[member.entity].facts[index].cites;
    return Evaluated::literal(value_of(record_[member].facts.at(index), MissingFact::of(member, index)));
  });
}

Evaluated Evaluator::evaluate_fact(const Expression& expression, const Frame& frame) {
  const auto id = std::get<model::FactId>(expression.detail);
  const Evaluated owner = expression.operands.empty() ? Evaluated::literal(current(id.entity, frame))
                                                      : evaluate(expression.operands.front(), frame);
  return per_member(owner, expression, id.entity,
                    [&](model::Member member) { return trace_.read(fact(member, id.index)); }, {});
}

void Evaluator::describe(const std::string& name, const std::vector<model::Cite>& cites,
                         const std::vector<model::Cite>& version_cites, const model::Period& period,
                         std::string formula) {
  NamedValue& value = trace_.current();
  value.formula = std::move(formula);
  value.from = period.from;
  value.cites = cites;
  value.cites.insert(value.cites.end(), version_cites.begin(), version_cites.end());
  value.name = name;
  if (pack_.is_assumed(value.cites)) value.assumed.push_back(dated_name(name, period.from));
}

void Evaluator::add_row(const std::string& label, const std::vector<model::Cite>& cites) {
  NamedValue& value = trace_.current();
  value.rows.push_back(label);
  value.cites.insert(value.cites.end(), cites.begin(), cites.end());
  if (pack_.is_assumed(cites)) value.assumed.push_back(dated_name(value.name, value.from) + '#' + label);
}

Evaluated Evaluator::rule_body(const model::Rule& rule, const Frame& frame) {
  trace_.current().place = rule.span;
  const model::RuleVersion* version = rule.on(on_);
  if (version == nullptr) {
    return Evaluated::literal(
        failed(Reason::not_in_force, rule.span, not_in_force(rule.name, on_, periods_of(rule.versions))));
  }
  describe(rule.name, rule.cites, version->cites, version->period, version->formula);
  const auto* table = std::get_if<model::Table>(&version->body);
  Evaluated result =
      table != nullptr ? evaluate_table(*table, frame) : evaluate(std::get<Expression>(version->body), frame);
  if (result.value.is_null() && !rule.optional) {
    return Evaluated::literal(failed(Reason::null_value, rule.span, {{"name", rule.name}}));
  }
  return result;
}

std::uint32_t Evaluator::derived(model::RuleId id, std::uint32_t instance) {
  const model::Rule& rule = pack_[id];
  const auto path = [&] {
    const std::string owner = member_path(pack_, record_, {rule.owner.entity, instance});
    return owner.empty() ? rule.name : owner + '.' + rule.name;
  };
  const Key key{Name::derived, static_cast<std::uint32_t>(id), instance, 0, 0};
  return named(key, NamedValue::Kind::derived, path, [&] {
    trace_.current().subject = id;
    Frame frame;
    frame.entity = rule.owner.entity;
    frame.instance = instance;
    const Derived what{id, {rule.owner.entity, instance}};
    const auto pin =
        std::find_if(pins_.begin(), pins_.end(), [&](const Pin& each) { return each.what == what; });
    return pin != pins_.end() ? Evaluated::literal(pin->value) : rule_body(rule, frame);
  });
}

/// What a rule lacks for a member of whom nothing is known. Leaves no trace but what it read.
Value Evaluator::derived_of_unknown(model::RuleId id, const Unknown& because) {
  const auto set = static_cast<std::uint32_t>(unknown_sets_.size());
  const std::uint32_t number = unknown_sets_.try_emplace(because.facts.facts(), set).first->second;
  const auto [known, first_time] =
      of_unknown_.try_emplace({static_cast<std::uint32_t>(id), number}, std::nullopt);
  if (!first_time) {
    if (!known->second) throw std::logic_error("a value of a checked pack depends on itself");
    return *known->second;
  }
  trace_.open(NamedValue::Kind::derived, {});
  Frame frame;
  frame.entity = pack_[id].owner.entity;
  frame.instance = std::nullopt;
  frame.unknown_because = because.facts;
  Value value = rule_body(pack_[id], frame).value;
  trace_.discard();
  of_unknown_[{static_cast<std::uint32_t>(id), number}] = value;
  return value;
}

std::uint32_t Evaluator::candidate_derived(model::RuleId id, const Frame& frame) {
  if (!frame.scheme || !frame.candidate)
    throw std::logic_error("a rule of candidates was read without a candidate");
  const model::Rule& rule = pack_[id];
  const Key key{Name::candidate_derived, static_cast<std::uint32_t>(id), *frame.scheme, *frame.candidate, 0};
  const auto path = [&] { return candidate_path(*frame.scheme, *frame.candidate) + '.' + rule.name; };
  return named(key, NamedValue::Kind::derived, path, [&] {
    trace_.current().subject = id;
    return rule_body(rule, frame);
  });
}

Evaluated Evaluator::evaluate_derived(const Expression& expression, const Frame& frame) {
  const auto id = std::get<model::RuleId>(expression.detail);
  const model::Owner& owner = pack_[id].owner;
  if (owner.kind != model::Owner::Kind::entity) return trace_.read(candidate_derived(id, frame));
  const Evaluated whose = expression.operands.empty() ? Evaluated::literal(current(owner.entity, frame))
                                                      : evaluate(expression.operands.front(), frame);
  return per_member(
      whose, expression, owner.entity,
      [&](model::Member member) { return trace_.read(derived(id, member.index)); },
      [&](const Unknown& because) { return derived_of_unknown(id, because); });
}

std::uint32_t Evaluator::today() {
  return named(
      {Name::today, 0, 0, 0, 0}, NamedValue::Kind::given, [] { return std::string{"today()"}; },
      [&] { return Evaluated::literal(on_); });
}

}  // namespace doudi::explain
