// src/explain/evaluate_lifecycle.cpp - where the case stands, and the one step it takes.
// Layer 7.
#include <algorithm>
#include <stdexcept>

#include "doudi/base/duration.hpp"

#include "explain/evaluator.hpp"
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

using Part = model::PreviousPart::Part;
using CasePresence = model::CaseFacts::Presence;

constexpr model::PreviousPart state_part{Part::state, 0};
constexpr model::PreviousPart since_part{Part::since, 0};

[[nodiscard]] std::string_view part_name(Part part) {
  switch (part) {
    case Part::state:
      return "state";
    case Part::since:
      return "since";
    case Part::amount:
      return "amount";
    case Part::paid:
      return "paid";
    case Part::remembered:
      return "";
  }
  return "";
}

[[nodiscard]] Value texts(const std::vector<std::string>& items) {
  List list;
  for (const std::string& item : items) list.items.push_back({Value{item}, {}});
  return list;
}

[[nodiscard]] Value remembered_value(const model::FactValue& fact, const Value& missing) {
  if (const auto* literal = std::get_if<model::Literal>(&fact)) return *literal;
  if (const auto* member = std::get_if<model::Member>(&fact)) return *member;
  List list;
  if (const auto* literals = std::get_if<std::vector<model::Literal>>(&fact)) {
    for (const auto& item : *literals) list.items.push_back({Value{item}, {}});
    return list;
  }
  if (const auto* members = std::get_if<std::vector<model::Member>>(&fact)) {
    for (const auto& item : *members) list.items.push_back({Value{item}, {}});
    return list;
  }
  return missing;
}

}  // namespace

std::optional<Value> Evaluator::case_problem() const {
  const model::CaseFacts& facts = record_.case_facts;
  const bool future =
      facts.presence == CasePresence::existing && facts.since && *facts.since > on_.last_of_month();
  if (!future) return std::nullopt;
  return failed(Reason::case_since_in_future, pack_.lifecycle->span,
                {{"since", facts.since->text()}, {"date", on_.text()}});
}

bool Evaluator::case_is_new() const {
  const CasePresence presence = record_.case_facts.presence;
  return presence == CasePresence::new_case ||
         (presence == CasePresence::absent && pack_.lifecycle->absent_is_initial);
}

Value Evaluator::missing_or(bool given, MissingFact::Kind kind, std::uint32_t index,
                            const Value& value) const {
  if (given) return value;
  MissingFact missing;
  missing.kind = record_.case_facts.presence == CasePresence::absent ? MissingFact::Kind::case_block : kind;
  if (missing.kind == MissingFact::Kind::case_remembered) missing.index = index;
  return Unknown{FactSet{missing}};
}

Value Evaluator::previous_value(model::PreviousPart part) const {
  if (!pack_.lifecycle) throw std::logic_error("a pack without a lifecycle reads its case");
  if (auto problem = case_problem()) return *std::move(problem);
  const model::CaseFacts& facts = record_.case_facts;
  const bool is_new = case_is_new();
  using Kind = MissingFact::Kind;
  switch (part.part) {
    case Part::state:
      if (is_new) return pack_.lifecycle->states.at(pack_.lifecycle->initial).name;
      return missing_or(facts.state.has_value(), Kind::case_state, 0, facts.state.value_or(""));
    case Part::since:
      if (is_new) return on_.first_of_month();
      return missing_or(facts.since.has_value(), Kind::case_since, 0, facts.since.value_or(Date{}));
    case Part::amount:
      if (is_new) return Decimal{0};
      return missing_or(facts.amount.has_value(), Kind::case_amount, 0, facts.amount.value_or(Decimal{}));
    case Part::paid:
      if (is_new) return List{};
      return missing_or(facts.paid.has_value(), Kind::case_paid, 0,
                        texts(facts.paid.value_or(std::vector<std::string>{})));
    case Part::remembered: {
      if (is_new) return {};
      const Value missing = missing_or(false, Kind::case_remembered, part.index, {});
      return part.index < facts.remembered.size() ? remembered_value(facts.remembered[part.index], missing)
                                                  : missing;
    }
  }
  throw std::logic_error("no such part of a case");
}

std::uint32_t Evaluator::previous(model::PreviousPart part) {
  const Key key{Name::previous, static_cast<std::uint32_t>(part.part), part.index, 0, 0};
  const auto path = [&] {
    return "previous." + (part.part == Part::remembered ? pack_.lifecycle->remember.at(part.index).first
                                                        : std::string{part_name(part.part)});
  };
  return named(key, NamedValue::Kind::given, path, [&] {
    Evaluated result = Evaluated::literal(previous_value(part));
    NamedValue& value = trace_.current();
    value.defaulted =
        record_.case_facts.presence == CasePresence::absent && pack_.lifecycle->absent_is_initial;
    if (value.defaulted) value.cites = pack_.lifecycle->cites;
    return result;
  });
}

std::uint32_t Evaluator::months_in_state() {
  return named(
      {Name::months_in_state, 0, 0, 0, 0}, NamedValue::Kind::given,
      [] { return std::string{"months_in_state"}; },
      [&] {
        const Evaluated since = trace_.read(previous(since_part));
        const Evaluated now = trace_.read(today());
        Value value = since.value;
        if (const auto* date = since.value.get_if<Date>())
          value = Decimal{months_between_calendar(*date, on_)};
        return trace_.step("months in state", {since.operand, now.operand}, std::move(value), {});
      });
}

/// An existing case whose state began this month has taken its step already.
Evaluated Evaluator::step_is_taken() {
  if (case_is_new()) return Evaluated::literal(true);
  const Evaluated since = trace_.read(previous(since_part));
  const auto* date = since.value.get_if<Date>();
  if (date == nullptr) return since;  // unknown or failed
  return Evaluated::literal(date->first_of_month() != on_.first_of_month());
}

std::uint32_t Evaluator::transition(std::uint32_t position) {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  const model::Transition& taken = lifecycle.on(on_)->transitions.at(position);
  const auto path = [&] {
    return "lifecycle." + lifecycle.states[taken.from].name + "." + lifecycle.states[taken.to].name + "#" +
           std::to_string(position + 1);
  };
  return named({Name::transition, position, 0, 0, 0}, NamedValue::Kind::condition, path, [&] {
    trace_.current().formula = taken.formula;
    trace_.current().cites = taken.cites;
    trace_.current().place = taken.span;
    return never_null(taken.when, "when", Frame{});
  });
}

Evaluated Evaluator::after_transitions(std::uint32_t from, bool since) {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  const auto& transitions = lifecycle.on(on_)->transitions;
  const Date begin = on_.first_of_month();
  const auto next = add_months(begin, YearsMonths{lifecycle.next_month ? 1 : 0});
  const Value begins = value_or_failure(next, lifecycle.span);
  std::vector<Alternative> alternatives;
  std::vector<std::uint32_t> positions;
  std::vector<Operand> operands;
  for (std::uint32_t i = 0; i < transitions.size(); ++i) {
    const model::Transition& each = transitions[i];
    if (each.from != from || !model::contains(each.period, on_)) continue;
    const Evaluated when = trace_.read(transition(i));
    const Value output = since ? begins : Value{lifecycle.states[each.to].name};
    operands.push_back(when.operand);
    operands.push_back(Operand::of_literal(output));
    if (when.value.is(false)) continue;
    alternatives.push_back({lifecycle.states[each.from].name + " -> " + lifecycle.states[each.to].name,
                            when.value, output, each.span});
    positions.push_back(i);
    if (when.value.is(true)) break;
  }
  const Evaluated stay =
      since ? trace_.read(previous(since_part)) : Evaluated::literal(lifecycle.states[from].name);
  if (alternatives.empty() || !alternatives.back().matches.is(true)) {
    operands.push_back(Operand::of_literal(true));
    operands.push_back(stay.operand);
    alternatives.push_back({"", true, stay.value, lifecycle.span});
  }
  const Choice choice = choose_first(alternatives, {true, false, lifecycle.span});
  for (const std::size_t winner : choice.winners) {
    if (winner < positions.size()) add_row(alternatives[winner].label, transitions[positions[winner]].cites);
  }
  return trace_.step("table first", std::move(operands), choice.value, lifecycle.span);
}

Evaluated Evaluator::after_step(bool since) {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  if (const auto problem = case_problem()) return Evaluated::literal(*problem);
  const model::LifecycleVersion* version = lifecycle.on(on_);
  if (version == nullptr) {
    return Evaluated::literal(failed(Reason::not_in_force, lifecycle.span,
                                     not_in_force("lifecycle", on_, periods_of(lifecycle.versions))));
  }
  describe("lifecycle", lifecycle.cites, version->cites, version->period, {});
  const Evaluated before = trace_.read(previous(state_part));
  const Evaluated stays = since ? trace_.read(previous(since_part)) : before;
  const Evaluated taken = step_is_taken();
  if (taken.value.is(false)) return stays;
  std::vector<Alternative> starts;
  for (std::uint32_t i = 0; i < lifecycle.states.size(); ++i) {
    const auto* known = before.value.get_if<std::string>();
    if (known != nullptr && *known != lifecycle.states[i].name) continue;
    const Evaluated after = after_transitions(i, since);
    if (known != nullptr && taken.value.is(true)) return after;
    starts.push_back({lifecycle.states[i].name, known != nullptr ? taken.value : before.value, after.value,
                      lifecycle.span});
  }
  if (starts.empty()) throw std::logic_error("the record's case is in a state that the pack does not have");
  // The step is perhaps not taken, or from a state that is not known.
  if (!taken.value.is(true)) starts.push_back({"", taken.value, stays.value, lifecycle.span});
  return Evaluated::literal(choose_first(starts, {true, false, lifecycle.span}).value);
}

std::uint32_t Evaluator::case_state() {
  return named(
      {Name::case_state, 0, 0, 0, 0}, NamedValue::Kind::state, [] { return std::string{"case.state"}; },
      [&] { return after_step(false); });
}

std::uint32_t Evaluator::case_since() {
  return named(
      {Name::case_since, 0, 0, 0, 0}, NamedValue::Kind::state, [] { return std::string{"case.since"}; },
      [&] { return after_step(true); });
}

std::uint32_t Evaluator::paying_state() {
  return named(
      {Name::paying_state, 0, 0, 0, 0}, NamedValue::Kind::state, [] { return std::string{"state"}; },
      [&] {
        if (!pack_.lifecycle) throw std::logic_error("a pack without a lifecycle reads its state");
        if (const auto problem = case_problem()) return Evaluated::literal(*problem);
        return trace_.read(pack_.lifecycle->next_month ? previous(state_part) : case_state());
      });
}

}  // namespace doudi::explain
