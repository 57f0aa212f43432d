// src/explain/choice.cpp - what alternatives give of which some may or may not hold.
// Layer 7.
#include "explain/choice.hpp"

#include <algorithm>
#include <array>

namespace doudi::explain {
namespace {

[[nodiscard]] bool settled_and_same(const Value& lhs, const Value& rhs) {
  const std::array values{&lhs, &rhs};
  return !unsettled(values) && same(lhs, rhs);
}

/// What all maybe-alternatives lack, in their conditions and in their outputs.
[[nodiscard]] FactSet missing_in(const std::vector<Alternative>& alternatives) {
  Obstacles obstacles;
  for (const Alternative& each : alternatives) {
    obstacles.add(each.matches);
    obstacles.add(each.output);
  }
  return obstacles.facts();
}

[[nodiscard]] Choice not_known(const std::vector<Alternative>& alternatives) {
  return {Unknown{missing_in(alternatives)}, {}};
}

/// No alternative surely matches, and each may: known only if one must, and all give the same.
[[nodiscard]] Choice among_maybes(const std::vector<Alternative>& alternatives, bool one_must_match,
                                  text::Span place) {
  if (alternatives.empty()) return {failed(Reason::no_row_matches, place), {}};
  const Value& first = alternatives.front().output;
  const bool all_equal = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& each) {
    return settled_and_same(each.output, first);
  });
  if (!one_must_match || !all_equal) return not_known(alternatives);
  return {first, alternatives.size() == 1 ? std::vector<std::size_t>{0} : std::vector<std::size_t>{}};
}

[[nodiscard]] std::vector<std::size_t> certain_ones(const std::vector<Alternative>& alternatives) {
  std::vector<std::size_t> result;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    if (alternatives[i].matches.is(true)) result.push_back(i);
  }
  return result;
}

/// The failure of the alternatives of which some have no result, where the choice needs them all.
[[nodiscard]] std::optional<Value> failure_in(const std::vector<Alternative>& alternatives) {
  Obstacles obstacles;
  for (const Alternative& each : alternatives) {
    obstacles.add(each.matches);
    // What a maybe-alternative would give may not be needed.
    if (each.matches.is(true)) obstacles.add(each.output);
  }
  if (!obstacles.failed()) return std::nullopt;
  return obstacles.value();
}

[[nodiscard]] std::string labels_of(const std::vector<Alternative>& alternatives,
                                    const std::vector<std::size_t>& positions) {
  std::string text;
  for (const std::size_t position : positions)
    text += (text.empty() ? "" : ", ") + alternatives[position].label;
  return text;
}

}  // namespace

Choice choose_first(const std::vector<Alternative>& alternatives, const ChoiceRules& rules) {
  std::vector<Alternative> maybes;
  for (std::size_t i = 0; i < alternatives.size(); ++i) {
    const Alternative& each = alternatives[i];
    if (each.matches.is_failed()) return maybes.empty() ? Choice{each.matches, {}} : not_known(maybes);
    if (!each.matches.is(true)) {
      maybes.push_back(each);
      continue;
    }
    const bool decided = std::all_of(maybes.begin(), maybes.end(), [&](const Alternative& maybe) {
      return settled_and_same(maybe.output, each.output);
    });
    if (decided) return {each.output, {i}};
    maybes.push_back(each);
    return not_known(maybes);
  }
  return among_maybes(maybes, rules.complete, rules.place);
}

Choice choose_unique(const std::vector<Alternative>& alternatives, const ChoiceRules& rules) {
  const auto certain = certain_ones(alternatives);
  if (certain.size() > 1) {
    return {failed(Reason::several_rows_match, rules.place, {{"rows", labels_of(alternatives, certain)}}),
            certain};
  }
  if (certain.size() == 1 && rules.disjoint) return {alternatives[certain.front()].output, certain};
  if (auto failure = failure_in(alternatives)) return {*std::move(failure), {}};
  if (certain.empty()) return among_maybes(alternatives, rules.complete && rules.disjoint, rules.place);
  if (alternatives.size() == 1) return {alternatives.front().output, certain};
  return not_known(alternatives);
}

Choice choose_any(const std::vector<Alternative>& alternatives, const ChoiceRules& rules) {
  const auto certain = certain_ones(alternatives);
  if (auto failure = failure_in(alternatives)) return {*std::move(failure), {}};
  if (certain.empty()) {
    // All maybes equal and one must match: which, and whether more than one, makes no difference.
    return among_maybes(alternatives, rules.complete, rules.place);
  }
  const Value& output = alternatives[certain.front()].output;
  if (alternatives.size() == 1) return {output, certain};
  const auto differs = [&](std::size_t position) {
    return settled(output) && settled(alternatives[position].output) &&
           !same(output, alternatives[position].output);
  };
  if (std::any_of(certain.begin(), certain.end(), differs)) {
    return {failed(Reason::rows_disagree, rules.place, {{"rows", labels_of(alternatives, certain)}}),
            certain};
  }
  const bool decided = std::all_of(alternatives.begin(), alternatives.end(), [&](const Alternative& each) {
    return settled_and_same(each.output, output);
  });
  return decided ? Choice{output, certain} : not_known(alternatives);
}

Choice choose_best(const std::vector<Alternative>& alternatives, const ChoiceRules& rules,
                   const Better& better) {
  const auto certain = certain_ones(alternatives);
  if (auto failure = failure_in(alternatives)) return {*std::move(failure), {}};
  if (certain.empty()) return among_maybes(alternatives, rules.complete, rules.place);
  if (alternatives.size() == 1) return {alternatives.front().output, certain};
  std::optional<std::size_t> best;
  for (const std::size_t position : certain) {
    if (!settled(alternatives[position].output)) return not_known(alternatives);
    if (!best || better(alternatives[position].output, alternatives[*best].output)) best = position;
  }
  const Value& output = alternatives[*best].output;
  // Maybes that would not be better make no difference, nor does what they lack.
  std::vector<Alternative> rivals{alternatives[*best]};
  for (const Alternative& each : alternatives) {
    if (!each.matches.is(true) && !(settled(each.output) && !better(each.output, output)))
      rivals.push_back(each);
  }
  return rivals.size() == 1 ? Choice{output, {*best}} : not_known(rivals);
}

Choice choose_all(const std::vector<Alternative>& alternatives) {
  if (auto failure = failure_in(alternatives)) return {*std::move(failure), {}};
  const auto certain = certain_ones(alternatives);
  if (certain.size() != alternatives.size()) return not_known(alternatives);
  List list;
  for (const Alternative& each : alternatives) list.items.push_back({each.output, {}});
  return {list, certain};
}

}  // namespace doudi::explain
