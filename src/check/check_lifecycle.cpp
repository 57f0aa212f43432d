// src/check/check_lifecycle.cpp - the case's states, transitions, and what can be said about them without a record.
#include <algorithm>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/table_reader.hpp"

namespace doudi::check {

using model::EntityId;
using model::Kind;
using model::Lifecycle;
using model::Operation;
using model::SchemeId;
using syntax::WrittenText;

namespace {

struct LifecycleWriter {
  Draft& draft;
  const syntax::Lifecycle& written;
  Lifecycle lifecycle;

  std::optional<std::uint32_t> state(const WrittenText& name) {
    std::vector<std::string> names;
    for (std::size_t index = 0; index < written.states.size(); ++index) {
      if (written.states[index].name.text == name.text) return static_cast<std::uint32_t>(index);
      names.push_back(written.states[index].name.text);
    }
    propose_nearest(draft.error(Code::state_not_declared, span_of(name), {{"name", name.text}}), name.text,
                    names);
    return std::nullopt;
  }

  std::optional<SchemeId> scheme(const WrittenText& name) {
    const auto found = draft.scheme_names.find(name.text);
    if (found != draft.scheme_names.end()) return found->second;
    propose_nearest(draft.error(Code::unknown_scheme, span_of(name), {{"name", name.text}}), name.text,
                    names_of(draft.scheme_names));
    return std::nullopt;
  }

  void read_heading() {
    lifecycle.labels = written.labels;
    lifecycle.span = written.span;
    lifecycle.cites = checked_cites(draft, written.cites);
    for (const WrittenText& name : written.of) {
      if (const auto id = scheme(name)) lifecycle.of.push_back(*id);
    }
    if (written.initial) lifecycle.initial = state(*written.initial).value_or(0);
    lifecycle.absent_is_initial = written.absent.has_value();
    lifecycle.next_month = written.takes_effect && written.takes_effect->text == "next month";
  }

  void read_states() {
    for (const syntax::State& source : written.states) {
      model::State result{.name = source.name.text, .labels = source.labels, .final = source.final};
      for (const WrittenText& name : source.pays.value_or(std::vector<WrittenText>{})) {
        const auto id = scheme(name);
        if (!id) continue;
        if (std::ranges::find(lifecycle.of, *id) == lifecycle.of.end()) {
          draft.error(Code::pays_outside_lifecycle, span_of(name), {{"name", name.text}});
          continue;
        }
        result.pays.push_back(*id);
      }
      lifecycle.states.push_back(std::move(result));
    }
    for (std::size_t index = 0; index < lifecycle.of.size(); ++index) {
      const bool paid = std::ranges::any_of(lifecycle.states, [&](const model::State& state) {
        return std::ranges::find(state.pays, lifecycle.of[index]) != state.pays.end();
      });
      if (paid) continue;
      draft.error(Code::scheme_never_paid, written.of[index].span, {{"name", written.of[index].text}});
    }
  }

  void read_transition(const syntax::Grid& grid, const syntax::GridLine& line,
                       model::LifecycleVersion& version) {
    model::Transition transition{.span = line.span};
    bool sound = true;
    for (std::size_t group = 0; group < line.groups.size(); ++group) {
      for (std::size_t index = 0; index < line.groups[group].size(); ++index) {
        const std::string& header = grid.header.groups[group][index].text;
        const WrittenText& cell = line.groups[group][index];
        if (header == "from" || header == "to") {
          const auto position = state(cell);
          sound = sound && position;
          (header == "from" ? transition.from : transition.to) = position.value_or(0);
        } else if (header == "until") {
          if (cell.text == "-") continue;
          const auto date = Date::parse(cell.text);
          if (date) transition.period.until = *date;
          if (!date)
            draft.error(Code::literal_does_not_fit, span_of(cell), {{"text", cell.text}, {"type", "date"}});
        } else if (header == "when") {
          Inference inference{draft, {.entity = EntityId{0}, .transition = true}};
          transition.when = inference.condition(cell);
          transition.formula = cell.text;
        } else if (header == "cite" && cell.text != "-") {
          transition.cites = checked_cites(draft, syntax::cites_of_cell(cell));
        }
      }
    }
    if (sound) version.transitions.push_back(std::move(transition));
  }

  void read_versions() {
    for (const syntax::LifecycleVersion& source : written.versions) {
      model::LifecycleVersion version{.period = source.period, .cites = checked_cites(draft, source.cites)};
      if (source.transitions) {
        for (const syntax::GridLine& line : source.transitions->rows)
          read_transition(*source.transitions, line, version);
        check_hidden(version);
        check_ways(version, source.transitions->span);
      }
      lifecycle.versions.push_back(std::move(version));
    }
    sort_by_date(lifecycle.versions);
    std::vector<Dated> periods;
    for (const model::LifecycleVersion& version : lifecycle.versions)
      periods.push_back({version.period, written.span});
    check_periods(draft, periods, "lifecycle", true);
  }

  /// A transition that an earlier one from the same state always takes first: the same condition, or one that is always true.
  void check_hidden(const model::LifecycleVersion& version) {
    for (std::size_t later = 0; later < version.transitions.size(); ++later) {
      const model::Transition& hidden = version.transitions[later];
      for (std::size_t index = 0; index < later; ++index) {
        const model::Transition& earlier = version.transitions[index];
        if (earlier.from != hidden.from || !lasts_as_long(earlier.period, hidden.period)) continue;
        const model::Literal* always = constant_of(earlier.when);
        const bool hides =
            earlier.formula == hidden.formula || (always != nullptr && *always == model::Literal{true});
        if (!hides) continue;
        draft
            .error(Code::transition_hidden, hidden.span,
                   {{"from", lifecycle.states[hidden.from].name}, {"to", lifecycle.states[hidden.to].name}})
            .label(LabelCode::hides_it, earlier.span);
        break;
      }
    }
  }

  static bool lasts_as_long(const model::Period& longer, const model::Period& shorter) {
    return !longer.until || (shorter.until && *longer.until >= *shorter.until);
  }

  void check_ways(const model::LifecycleVersion& version, text::Span span) {
    for (std::uint32_t index = 0; index < lifecycle.states.size(); ++index) {
      const model::State& state = lifecycle.states[index];
      const auto leads_from = [&](const model::Transition& transition) {
        return transition.from == index && transition.to != index;
      };
      const auto leads_to = [&](const model::Transition& transition) {
        return transition.to == index && transition.from != index;
      };
      const text::Span at = written.states[index].name.span;
      if (index != lifecycle.initial && std::ranges::none_of(version.transitions, leads_to)) {
        draft.error(Code::state_unreachable, at, {{"name", state.name}})
            .label(LabelCode::transitions_here, span);
      }
      if (!state.final && std::ranges::none_of(version.transitions, leads_from)) {
        draft.error(Code::state_without_way_out, at, {{"name", state.name}}).help(Hint::say_final);
      }
    }
  }

  /// The state that a scheme's conditions ask for by `state = "…"`, if they do.
  static const std::string* asked_state(const model::Expression& condition) {
    if (condition.operation == Operation::conjunction) {
      for (const model::Expression& operand : condition.operands) {
        if (const std::string* found = asked_state(operand)) return found;
      }
      return nullptr;
    }
    if (condition.operation != Operation::comparison ||
        std::get<model::Comparison>(condition.detail) != model::Comparison::equal)
      return nullptr;
    for (const std::size_t side : {std::size_t{0}, std::size_t{1}}) {
      const model::Literal* literal = constant_of(condition.operands[1 - side]);
      if (condition.operands[side].operation == Operation::state && literal != nullptr)
        return std::get_if<std::string>(literal);
    }
    return nullptr;
  }

  void check_pays() {
    for (std::size_t index = 0; index < lifecycle.states.size(); ++index) {
      for (const SchemeId id : lifecycle.states[index].pays) {
        for (const model::SchemeVersion& version : draft.pack[id].versions) {
          for (const model::Condition& condition : version.conditions) {
            const std::string* asked = asked_state(condition.condition);
            if (asked == nullptr || *asked == lifecycle.states[index].name) continue;
            draft
                .error(Code::pays_in_vain, written.states[index].name.span,
                       {{"name", draft.pack[id].name},
                        {"state", lifecycle.states[index].name},
                        {"asked", *asked}})
                .label(LabelCode::asked_here, condition.condition.span);
          }
        }
      }
    }
  }

  void read_remembered() {
    for (const WrittenText& name : written.remember) {
      Inference root{draft, {.entity = EntityId{0}}};
      model::Expression value = root.infer(name);
      lifecycle.remember_types.push_back(value.type);
      lifecycle.remember.emplace_back(name.text, std::move(value));
    }
  }
};

}  // namespace

void check_lifecycle(Draft& draft) {
  if (!draft.written.lifecycle) return;
  LifecycleWriter writer{.draft = draft, .written = *draft.written.lifecycle, .lifecycle = {}};
  writer.read_heading();
  writer.read_states();
  writer.read_remembered();
  writer.read_versions();
  writer.check_pays();
  draft.pack.lifecycle = std::move(writer.lifecycle);
}

}  // namespace doudi::check
