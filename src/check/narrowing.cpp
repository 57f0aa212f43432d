// src/check/narrowing.cpp - which guards show that something is not null.
#include <string>

#include "check/infer.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Operation;

std::string reading_key(const Expression& expression) {
  const auto through = [&](const std::string& step) -> std::string {
    if (expression.operands.empty()) return step;
    const std::string base = reading_key(expression.operands[0]);
    return base.empty() ? base : base + "." + step;
  };
  switch (expression.operation) {
    case Operation::local:
      return "local " +
             std::to_string(static_cast<std::uint32_t>(std::get<model::LocalId>(expression.detail)));
    case Operation::current:
      return "current " +
             std::to_string(static_cast<std::uint32_t>(std::get<model::EntityId>(expression.detail)));
    case Operation::fact: {
      const auto fact = std::get<model::FactId>(expression.detail);
      return through("fact " + std::to_string(static_cast<std::uint32_t>(fact.entity)) + " " +
                     std::to_string(fact.index));
    }
    case Operation::derived:
      return through("rule " +
                     std::to_string(static_cast<std::uint32_t>(std::get<model::RuleId>(expression.detail))));
    case Operation::context_entry:
    case Operation::property:
      return through(expression.text);
    case Operation::filter:
      return through("filter " + expression.text);
    case Operation::previous:
      return expression.text;
    default:
      return {};
  }
}

std::string non_empty_key(const Expression& list) {
  const std::string key = reading_key(list);
  return key.empty() ? key : "some of " + key;
}

namespace {

/// `count(list) > 0` and its like: true if the comparison, coming out so, shows that the list has members.
bool shows_members(Comparison comparison, const Decimal& limit, bool outcome) {
  const Decimal none{0};
  const Decimal one{1};
  switch (comparison) {
    case Comparison::greater:
      return outcome && limit >= none;
    case Comparison::greater_equal:
      return outcome && limit >= one;
    case Comparison::not_equal:
      return outcome && limit == none;
    case Comparison::equal:
      return outcome ? limit >= one : limit == none;
    case Comparison::less:
      return !outcome && limit >= one;
    case Comparison::less_equal:
      return !outcome && limit >= none;
  }
  return false;
}

void collect_non_empty(const Expression& comparison, bool outcome, std::vector<std::string>& keys) {
  const Expression& counted = comparison.operands[0];
  const auto* builtin = std::get_if<model::Builtin>(&counted.detail);
  const model::Literal* literal = constant_of(comparison.operands[1]);
  const auto* limit = literal == nullptr ? nullptr : std::get_if<Decimal>(literal);
  if (counted.operation != Operation::call || builtin == nullptr || *builtin != model::Builtin::count) return;
  if (limit == nullptr || !shows_members(std::get<Comparison>(comparison.detail), *limit, outcome)) return;
  const std::string key = non_empty_key(counted.operands[0]);
  if (!key.empty()) keys.push_back(key);
}

void collect(const Expression& condition, bool outcome, std::vector<std::string>& keys) {
  switch (condition.operation) {
    case Operation::negation:
      collect(condition.operands[0], !outcome, keys);
      return;
    case Operation::conjunction:
      if (!outcome) return;
      for (const Expression& operand : condition.operands) collect(operand, true, keys);
      return;
    case Operation::disjunction:
      if (outcome) return;
      for (const Expression& operand : condition.operands) collect(operand, false, keys);
      return;
    case Operation::comparison: {
      const auto comparison = std::get<Comparison>(condition.detail);
      collect_non_empty(condition, outcome, keys);
      const Comparison wanted = outcome ? Comparison::not_equal : Comparison::equal;
      if (comparison != wanted) return;
      const bool null_left = condition.operands[0].type.is(Kind::null);
      const bool null_right = condition.operands[1].type.is(Kind::null);
      if (null_left == null_right) return;
      const std::string key = reading_key(condition.operands[null_left ? 1 : 0]);
      if (!key.empty()) keys.push_back(key);
      return;
    }
    default:
      return;
  }
}

/// Whether null passes the tests of a cell: they are FEEL's, so only `null` itself, or a denial, lets it through.
bool null_passes(const model::Cell& cell) {
  if (cell.any || cell.negated) return true;
  for (const model::Test& test : cell.tests) {
    if (test.form == model::Test::Form::in_list || test.form == model::Test::Form::condition) return true;
    if (test.form != model::Test::Form::compare) continue;
    if (test.comparison == Comparison::not_equal) return true;
    if (test.comparison == Comparison::equal && test.operands[0].type.nullable) return true;
  }
  return false;
}

}  // namespace

std::size_t Inference::narrow(const Expression& condition, bool outcome) {
  const std::size_t mark = non_null_.size();
  collect(condition, outcome, non_null_);
  return mark;
}

void Inference::narrow_by_cell(const Expression& input, const model::Cell& cell) {
  if (null_passes(cell)) return;
  const std::string key = reading_key(input);
  if (!key.empty()) non_null_.push_back(key);
}

}  // namespace doudi::check
