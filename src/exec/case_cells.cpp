// src/exec/case_cells.cpp - parts of a case as cells.
// Layer 6.
#include "exec/case_cells.hpp"

#include <algorithm>
#include <optional>

#include "doudi/base/duration.hpp"

namespace doudi::exec {

using plan::Node;
using plan::Opcode;

namespace {

/// Nothing if the state is not said, or is none of the pack's.
[[nodiscard]] std::optional<std::int64_t> state_position(const model::Lifecycle& lifecycle,
                                                         const model::CaseFacts& facts) {
  const auto& states = lifecycle.states;
  const auto found = std::find_if(states.begin(), states.end(), [&](const model::State& state) {
    return facts.state && state.name == *facts.state;
  });
  return found == states.end() ? std::nullopt : std::optional<std::int64_t>{found - states.begin()};
}

/// Whether a part of the case is not known: not said, or of a case that begins after the evaluation month.
[[nodiscard]] bool case_is_open(const model::Lifecycle& lifecycle, const model::CaseFacts& facts, bool is_new,
                                plan::CasePart part, Date on) {
  using plan::CasePart;
  if (facts.presence == model::CaseFacts::Presence::existing && facts.since &&
      *facts.since > on.last_of_month())
    return true;
  if (is_new) return false;
  switch (part) {
    case CasePart::state:
      return !state_position(lifecycle, facts);
    case CasePart::since:
    case CasePart::months:
    case CasePart::step_due:
      return !facts.since;
    case CasePart::amount:
      return !facts.amount || !model::scaled_cell(*facts.amount, 2) || facts.amount->is_negative();
    case CasePart::paid:
      return !facts.paid;
  }
  return true;
}

}  // namespace

std::int64_t case_cell(const plan::Program& program, const model::CaseFacts& facts, const Node& node) {
  using plan::CasePart;
  using Presence = model::CaseFacts::Presence;
  const model::Lifecycle& lifecycle = *program.pack->lifecycle;
  const bool is_new = facts.presence == Presence::new_case ||
                      (facts.presence == Presence::absent && lifecycle.absent_is_initial);
  const Date on = program.on;
  if (node.opcode == Opcode::case_paid) {
    const bool found =
        !is_new && facts.paid &&
        std::find(facts.paid->begin(), facts.paid->end(), program.texts[node.table]) != facts.paid->end();
    return found ? 1 : 0;
  }
  const auto part = static_cast<CasePart>(node.immediate);
  const bool open = case_is_open(lifecycle, facts, is_new, part, on);
  if (node.opcode == Opcode::case_open) return open ? 1 : 0;
  if (open) return 0;
  switch (part) {
    case CasePart::state:
      return is_new ? lifecycle.initial : state_position(lifecycle, facts).value();
    case CasePart::since:
      return is_new ? on.first_of_month().days() : facts.since->days();
    case CasePart::months:
      return is_new ? 0 : months_between_calendar(*facts.since, on);
    case CasePart::amount:
      return is_new ? 0 : model::scaled_cell(*facts.amount, 2).value_or(0);
    case CasePart::step_due:
      return is_new || facts.since->first_of_month() != on.first_of_month() ? 1 : 0;
    case CasePart::paid:
      break;
  }
  return 0;
}

}  // namespace doudi::exec
