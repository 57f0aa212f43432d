// src/explain/evaluate_parameter.cpp - dated and keyed parameters.
// Layer 7.
#include <array>
#include <stdexcept>

#include "explain/evaluator.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

using model::ParameterUse;
using model::ParameterValue;

[[nodiscard]] FactSet unknown_parameter(std::uint32_t id) {
  MissingFact missing;
  missing.kind = MissingFact::Kind::parameter;
  missing.index = id;
  return FactSet{missing};
}

[[nodiscard]] bool gives_a_value(const model::ParameterVersion& version) {
  return !version.rows.empty() || !std::holds_alternative<model::NoneInForce>(version.value);
}

/// The versions that give a value: what to name where none does.
[[nodiscard]] std::vector<model::Period> periods_in_force(const model::Parameter& parameter) {
  std::vector<model::Period> periods;
  for (const auto& version : parameter.versions) {
    if (gives_a_value(version)) periods.push_back(version.period);
  }
  return periods;
}

[[nodiscard]] Value failure_to_apply(const model::Parameter& parameter, Date date) {
  return failed(Reason::not_in_force, parameter.span,
                not_in_force(parameter.name, date, periods_in_force(parameter)));
}

[[nodiscard]] bool holds_unknown(const model::Parameter& parameter) {
  for (const auto& version : parameter.versions) {
    if (std::holds_alternative<model::NotKnown>(version.value)) return true;
    for (const auto& row : version.rows) {
      if (std::holds_alternative<model::NotKnown>(row.value)) return true;
    }
  }
  return false;
}

/// Two thirds are written as `2/3`: kept exactly where the numerator and denominator are used one by one.
[[nodiscard]] Value part_of(const ParameterValue& value, ParameterUse::Part part,
                            const model::Parameter& parameter, std::uint32_t id, Date date) {
  if (const auto* literal = std::get_if<model::Literal>(&value)) {
    return part == ParameterUse::Part::denominator ? Value{Decimal{1}} : Value{*literal};
  }
  if (const auto* quotient = std::get_if<model::Quotient>(&value)) {
    if (part == ParameterUse::Part::numerator) return quotient->numerator;
    if (part == ParameterUse::Part::denominator) return quotient->denominator;
    return compute(Arithmetic::over, quotient->numerator, quotient->denominator, parameter.span);
  }
  if (std::holds_alternative<model::NotKnown>(value)) return Unknown{unknown_parameter(id)};
  return failure_to_apply(parameter, date);
}

[[nodiscard]] std::string_view part_suffix(ParameterUse::Part part) {
  switch (part) {
    case ParameterUse::Part::value:
      return "";
    case ParameterUse::Part::numerator:
      return " numerator";
    case ParameterUse::Part::denominator:
      return " denominator";
  }
  return "";
}

}  // namespace

Evaluated Evaluator::chosen_parameter_row(const model::Parameter& parameter, std::uint32_t id,
                                          const model::ParameterVersion& version, ParameterUse::Part part,
                                          const Frame& owner) {
  std::vector<Alternative> alternatives;
  std::vector<Operand> operands;
  for (std::size_t i = 0; i < version.rows.size(); ++i) {
    const model::ParameterRow& row = version.rows[i];
    Value matches = true;
    std::vector<Operand> tests;
    for (std::size_t k = 0; k < row.cells.size() && !matches.is(false); ++k) {
      if (row.cells[k].any) continue;
      const model::FactId key = parameter.keys.at(k);
      const Value whose = current(key.entity, owner);
      const auto* member = whose.get_if<model::Member>();
      const Evaluated tested =
          member != nullptr ? trace_.read(fact(*member, key.index)) : Evaluated::literal(whose);
      const bool has_column = k < parameter.key_columns.size();
      const auto local = has_column ? std::optional{parameter.key_columns[k].tested} : std::nullopt;
      const Evaluated test = evaluate_cell(row.cells[k], tested, local, pack_[key].type, owner);
      tests.push_back(test.operand);
      matches = both(matches, test.value.is_null() ? Value{false} : test.value);
    }
    const std::string label = std::to_string(i + 1);
    const Evaluated matched = trace_.step("row", std::move(tests), std::move(matches), row.span, label);
    operands.push_back(matched.operand);
    const bool possible = !matched.value.is(false);
    Value output = possible ? part_of(row.value, part, parameter, id, on_) : Value{};
    operands.push_back(Operand::of_literal(output));
    if (possible) alternatives.push_back({label, matched.value, std::move(output), row.span});
    if (matched.value.is(true)) break;
  }
  const Choice choice = choose_first(alternatives, {true, false, version.span});
  for (const std::size_t winner : choice.winners) trace_.current().rows.push_back(alternatives[winner].label);
  return trace_.step("table first", std::move(operands), choice.value, version.span);
}

std::uint32_t Evaluator::parameter_value(model::ParameterId id, ParameterUse::Part part, Date date,
                                         const Frame* owner) {
  const model::Parameter& parameter = pack_[id];
  const model::ParameterVersion* version = parameter.on(date);
  const auto number = static_cast<std::uint32_t>(id);
  const bool keyed = version != nullptr && !version->rows.empty();
  const std::uint32_t instance = keyed && owner != nullptr ? owner->instance.value() : 0;
  // Which version, or on which of the days without one.
  const auto which =
      static_cast<std::uint32_t>(version != nullptr ? version - parameter.versions.data() : date.days());
  const Key key{Name::parameter, number * 2 + (version == nullptr ? 1 : 0), which, instance,
                static_cast<std::uint32_t>(part)};
  const auto path = [&] {
    std::string text = dated_name(parameter.name, version != nullptr ? version->period.from : date);
    text += part_suffix(part);
    const bool of_member = keyed && owner != nullptr && pack_[owner->entity].parent;
    return of_member ? member_path(pack_, record_, {owner->entity, *owner->instance}) + '.' + text : text;
  };
  return named(key, NamedValue::Kind::parameter, path, [&] { return parameter_body(id, part, date, owner); });
}

Evaluated Evaluator::parameter_body(model::ParameterId id, ParameterUse::Part part, Date date,
                                    const Frame* owner) {
  const model::Parameter& parameter = pack_[id];
  const model::ParameterVersion* version = parameter.on(date);
  const auto number = static_cast<std::uint32_t>(id);
  trace_.current().subject = id;
  trace_.current().place = parameter.span;
  if (version == nullptr) return Evaluated::literal(failure_to_apply(parameter, date));
  describe(parameter.name, parameter.cites, version->cites, version->period, version->text);
  trace_.current().place = version->span;
  if (version->rows.empty())
    return Evaluated::literal(part_of(version->value, part, parameter, number, date));
  if (owner == nullptr) throw std::logic_error("a keyed parameter was read without its keys");
  return chosen_parameter_row(parameter, number, *version, part, *owner);
}

Evaluated Evaluator::evaluate_parameter(const model::Expression& expression, const Frame& frame) {
  const auto use = std::get<ParameterUse>(expression.detail);
  const auto number = static_cast<std::uint32_t>(use.parameter);
  Date date = on_;
  std::optional<Operand> date_operand;
  if (use.dated) {
    const Evaluated given = evaluate(expression.operands.back(), frame);
    if (given.value.state() != ValueState::known) {
      Evaluated result = given;
      if (const auto* unknown = given.value.get_if<Unknown>();
          unknown != nullptr && holds_unknown(pack_[use.parameter])) {
        FactSet facts = unknown->facts;
        facts.add(unknown_parameter(number));
        result.value = Unknown{std::move(facts)};
      }
      return result;
    }
    date = given.value.get<Date>();
    date_operand = given.operand;
  }
  const auto with_date = [&](Evaluated value) {
    if (!date_operand) return value;
    return trace_.step("on", {*date_operand, value.operand}, value.value, expression.span);
  };
  if (!use.keyed) return with_date(trace_.read(parameter_value(use.parameter, use.part, date, nullptr)));
  const Evaluated owner = evaluate(expression.operands.front(), frame);
  const model::EntityId entity = expression.operands.front().type.is(model::Kind::member)
                                     ? expression.operands.front().type.entity
                                     : pack_[use.parameter].keys.front().entity;
  const auto of = [&](model::Member member) {
    Frame key_frame;
    key_frame.entity = member.entity;
    key_frame.instance = member.index;
    return trace_.read(parameter_value(use.parameter, use.part, date, &key_frame));
  };
  const auto of_unknown = [&](const Unknown& because) {
    Frame key_frame;
    key_frame.entity = entity;
    key_frame.instance = std::nullopt;
    key_frame.unknown_because = because.facts;
    trace_.open(NamedValue::Kind::parameter, {});
    Value value = parameter_body(use.parameter, use.part, date, &key_frame).value;
    trace_.discard();
    return value;
  };
  const Evaluated result = per_member(owner, expression, entity, of, of_unknown);
  return with_date(result);
}

}  // namespace doudi::explain
