// src/plan/lower_lifecycle.cpp - where the case stands and the one step it takes.
// Layer 5.
#include <algorithm>

#include "doudi/base/duration.hpp"

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;

namespace {

[[nodiscard]] bool lists(const std::vector<model::SchemeId>& schemes, std::uint32_t position) {
  return std::find(schemes.begin(), schemes.end(), model::SchemeId{position}) != schemes.end();
}

}  // namespace

Lowered Lowering::state(std::int64_t position) {
  Lowered result = lowered(Form::enumeration, nodes_.constant(position));
  result.enumeration = states_;
  return result;
}

/// What the case says, new ones included; open where it does not, or where it began after the evaluation month.
Lowered Lowering::previous(CasePart part) {
  if (!pack_.lifecycle) throw NotInColumns("the case of a pack without a lifecycle");
  Lowered result = lowered(Form::number, nodes_.case_part(part));
  result.open = nodes_.case_open(part);
  if (part == CasePart::state) {
    result.form = Form::enumeration;
    result.enumeration = states_;
  }
  if (part == CasePart::since) result.form = Form::date;
  if (part == CasePart::step_due) result.form = Form::boolean;
  return result;
}

Lowered Lowering::previous(const model::PreviousPart& part) {
  using Part = model::PreviousPart::Part;
  switch (part.part) {
    case Part::state:
      return previous(CasePart::state);
    case Part::since:
      return previous(CasePart::since);
    case Part::amount:
      return previous(CasePart::amount);
    case Part::paid:
      throw NotInColumns("what was paid as a list");
    case Part::remembered:
      throw NotInColumns("what the case remembers");
  }
  throw NotInColumns("the case");
}

/// `list contains(previous.paid, "tekun")`.
Lowered Lowering::was_paid(const Lowered& name) {
  if (name.form != Form::enumeration || !nodes_.is_constant(name.value))
    throw NotInColumns("what was paid by a name that differs");
  const std::string& scheme =
      pack_[name.enumeration].members.at(static_cast<std::size_t>(nodes_[name.value].immediate));
  const Lowered written = text(scheme);
  Lowered result =
      lowered(Form::boolean, nodes_.case_paid(static_cast<std::uint32_t>(nodes_[written.value].immediate)));
  result.open = nodes_.case_open(CasePart::paid);
  return result;
}

/// From one state: the first transition whose condition holds, else it stays.
Lowered Lowering::after_transitions(std::uint32_t from, bool since) {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  const auto begins = add_months(on_.first_of_month(), YearsMonths{lifecycle.next_month ? 1 : 0});
  if (!begins.has_value()) throw NotInColumns("the end of the calendar");
  Lowered result = since ? previous(CasePart::since) : state(from);
  const auto& transitions = lifecycle.on(on_)->transitions;
  for (auto each = transitions.rbegin(); each != transitions.rend(); ++each) {
    if (each->from != from || !model::contains(each->period, on_)) continue;
    const Lowered when = guarded("a transition", model::simple_type(model::Kind::boolean),
                                 [&] { return never_null(lower(each->when, root_scope())); });
    const Lowered output = since ? lowered(Form::date, nodes_.constant(begins->days())) : state(each->to);
    result = conditional(when, output, result);
  }
  return result;
}

Lowered Lowering::after_step(bool since) {
  const model::Lifecycle& lifecycle = *pack_.lifecycle;
  if (lifecycle.on(on_) == nullptr) throw NotInColumns("no version of the lifecycle is in force");
  const Lowered before = previous(CasePart::state);
  const Lowered stays = since ? previous(CasePart::since) : before;
  Lowered after = after_transitions(0, since);
  for (std::uint32_t i = 1; i < lifecycle.states.size(); ++i) {
    const Lowered here = compared(model::Comparison::equal, before, state(i));
    after = conditional(here, after_transitions(i, since), after);
  }
  after.open = nodes_.either(after.open, before.open);
  return conditional(previous(CasePart::step_due), after, stays);
}

const Lowered& Lowering::case_state() {
  if (!case_state_) case_state_ = after_step(false);
  return *case_state_;
}

Lowered Lowering::case_since() {
  return after_step(true);
}

Lowered Lowering::paying_state() {
  if (!pack_.lifecycle) throw NotInColumns("the state of a pack without a lifecycle");
  return pack_.lifecycle->next_month ? previous(CasePart::state) : case_state();
}

Lowered Lowering::pays(std::uint32_t position) {
  const auto& lifecycle = pack_.lifecycle;
  Lowered result = lowered(Form::boolean, nodes_.truth(true));
  if (!lifecycle || !lists(lifecycle->of, position)) return result;
  const Lowered state = paying_state();
  result.value = nodes_.truth(false);
  for (std::uint32_t i = 0; i < lifecycle->states.size(); ++i) {
    if (!lists(lifecycle->states[i].pays, position)) continue;
    result.value =
        nodes_.either(result.value, nodes_.compare(Opcode::equal, state.value, nodes_.constant(i)));
  }
  result.open = state.open;
  return result;
}

}  // namespace doudi::plan
