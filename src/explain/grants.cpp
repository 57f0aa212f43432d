// src/explain/grants.cpp - what the schemes together come to.
// Layer 7.
#include "explain/grants.hpp"

#include <algorithm>

namespace doudi::explain {
namespace {

/// One scheme that is granted, or may be.
struct Possible {
  std::uint32_t scheme = 0;
  Evaluated granted;
};

/// The schemes that are or may be granted, in order, up to the first that surely ends the answer.
struct Grants {
  std::vector<Possible> possible;
  Obstacles obstacles;  ///< why it is not known which of them are
};

/// A failure counts only where nothing before it may have ended the answer.
[[nodiscard]] Grants find_grants(Evaluator& evaluator) {
  Grants grants;
  bool may_have_ended = false;
  for (std::uint32_t i = 0; i < evaluator.pack().schemes.size(); ++i) {
    if (evaluator.version_of(i) == nullptr) continue;
    const Evaluated granted = evaluator.trace().read(evaluator.granted(i));
    if (granted.value.is(false)) continue;
    if (granted.value.is_failed() && may_have_ended) continue;
    grants.obstacles.add(granted.value);
    grants.possible.push_back({i, granted});
    const bool ends = !evaluator.pack().schemes[i].goes_on;
    if (ends && granted.value.is(true)) break;
    may_have_ended = may_have_ended || ends;
  }
  return grants;
}

/// Adds what one scheme gives to what is known or lacking; true if it is surely part of the whole.
[[nodiscard]] bool add_part(const Possible& possible, const Value& part, Obstacles& obstacles) {
  if (possible.granted.value.is(true)) {
    obstacles.add(part);
    return settled(part);
  }
  if (const auto* unknown = part.get_if<Unknown>()) obstacles.add(*unknown);
  return false;
}

}  // namespace

Evaluated first_granted(Evaluator& evaluator) {
  std::vector<Alternative> alternatives;
  std::vector<Operand> operands;
  for (std::uint32_t i = 0; i < evaluator.pack().schemes.size(); ++i) {
    if (evaluator.version_of(i) == nullptr) continue;
    const Evaluated granted = evaluator.trace().read(evaluator.granted(i));
    const std::string& name = evaluator.pack().schemes[i].name;
    operands.push_back(granted.operand);
    operands.push_back(Operand::of_literal(name));
    if (granted.value.is(false)) continue;
    alternatives.push_back({name, granted.value, name, {}});
    if (granted.value.is(true)) break;
  }
  const std::string none = "none";
  operands.push_back(Operand::of_literal(true));
  operands.push_back(Operand::of_literal(none));
  alternatives.push_back({none, true, none, {}});
  Value value = choose_first(alternatives, {true, false, {}}).value;
  return evaluator.trace().step("table first", std::move(operands), std::move(value), {});
}

Evaluated granted_amount(Evaluator& evaluator, const SchemeFilter& counts) {
  Grants grants = find_grants(evaluator);
  Evaluated sum = Evaluated::literal(Decimal{0});
  bool first = true;
  for (const Possible& possible : grants.possible) {
    if (!counts(possible.scheme) || possible.granted.value.is_failed()) continue;
    const Evaluated amount = evaluator.trace().read(evaluator.amount(possible.scheme));
    if (!add_part(possible, amount.value, grants.obstacles)) continue;
    sum = first ? amount
                : evaluator.trace().step("+", {sum.operand, amount.operand},
                                         compute(Arithmetic::plus, sum.value, amount.value, {}), {});
    first = false;
  }
  return grants.obstacles.any() ? Evaluated::literal(grants.obstacles.value()) : sum;
}

Evaluated granted_members(Evaluator& evaluator) {
  Grants grants = find_grants(evaluator);
  List all;
  std::vector<Operand> operands;
  for (const Possible& possible : grants.possible) {
    if (possible.granted.value.is_failed()) continue;
    const Evaluated covered = evaluator.trace().read(evaluator.covered(possible.scheme));
    if (!add_part(possible, covered.value, grants.obstacles)) continue;
    operands.push_back(possible.granted.operand);
    operands.push_back(covered.operand);
    for (const Item& item : covered.value.get<List>().items) {
      const bool known = std::any_of(all.items.begin(), all.items.end(),
                                     [&](const Item& other) { return same(other.value, item.value); });
      if (!known) all.items.push_back(item);
    }
  }
  if (grants.obstacles.any()) return Evaluated::literal(grants.obstacles.value());
  return evaluator.trace().step("union", std::move(operands), Value{std::move(all)}, {});
}

Evaluated granted_names(Evaluator& evaluator) {
  const Grants grants = find_grants(evaluator);
  List names;
  for (const Possible& possible : grants.possible) {
    names.items.push_back({Value{evaluator.pack().schemes[possible.scheme].name}, {}});
  }
  return Evaluated::literal(grants.obstacles.any() ? grants.obstacles.value() : Value{std::move(names)});
}

std::vector<std::string> member_names(const Evaluator& evaluator, const Value& members) {
  std::vector<std::string> names;
  for (const Item& item : members.get<List>().items) {
    names.push_back(member_name(evaluator.pack(), evaluator.record(), item.value.get<model::Member>()));
  }
  return names;
}

std::optional<std::vector<Grant>> make_grants(Evaluator& evaluator) {
  const Grants grants = find_grants(evaluator);
  if (grants.obstacles.any()) return std::nullopt;
  std::vector<Grant> result;
  for (const Possible& possible : grants.possible) {
    const Value amount = evaluator.trace().read(evaluator.amount(possible.scheme)).value;
    const Value covered = evaluator.trace().read(evaluator.covered(possible.scheme)).value;
    if (!settled(amount) || !settled(covered)) return std::nullopt;
    result.push_back({evaluator.pack().schemes[possible.scheme].name, member_names(evaluator, covered),
                      amount.get<Decimal>()});
  }
  return result;
}

}  // namespace doudi::explain
