// src/check/narrowing.cpp - which guards show that something is not null.
#include <algorithm>
#include <cstdint>
#include <set>
#include <string>

#include "check/infer.hpp"
#include "check/visit.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Operation;

namespace {

std::string local_key(model::LocalId local) {
  return "local " + std::to_string(static_cast<std::uint32_t>(local));
}

/// The variables that an expression takes from around it: two filters are the same only if their texts mean the same by them.
std::string free_locals(const Expression& expression) {
  std::set<model::LocalId> used;
  std::set<model::LocalId> bound;
  for_each(expression, [&](const Expression& part) {
    bound.insert(part.locals.begin(), part.locals.end());
    if (part.operation == Operation::local) used.insert(std::get<model::LocalId>(part.detail));
  });
  std::string text;
  for (const model::LocalId local : used) {
    if (!bound.contains(local)) text += " " + std::to_string(static_cast<std::uint32_t>(local));
  }
  return text;
}

}  // namespace

std::string reading_key(const Expression& expression) {
  const auto through = [&](const std::string& step) -> std::string {
    if (expression.operands.empty()) return step;
    const std::string base = reading_key(expression.operands[0]);
    return base.empty() ? base : base + "." + step;
  };
  switch (expression.operation) {
    case Operation::local:
      return local_key(std::get<model::LocalId>(expression.detail));
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
      return through("filter " + expression.text + free_locals(expression));
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

bool is_null(const Expression& expression) {
  const model::Literal* literal = constant_of(expression);
  return literal != nullptr && std::holds_alternative<model::Null>(*literal);
}

/// Whether a tested null may pass: the tests are FEEL's, so only what asks for equality, or a condition, lets it through.
bool null_may_pass(const model::Test& test) {
  if (test.form == model::Test::Form::in_list || test.form == model::Test::Form::condition) return true;
  if (test.form != model::Test::Form::compare) return false;
  if (test.comparison == Comparison::not_equal) return !is_null(test.operands[0]);
  return test.comparison == Comparison::equal && test.operands[0].type.nullable;
}

bool null_passes_surely(const model::Test& test) {
  return test.form == model::Test::Form::compare && test.comparison == Comparison::equal &&
         is_null(test.operands[0]);
}

bool null_may_pass(const model::Cell& cell) {
  if (cell.any) return true;
  if (cell.negated) return std::ranges::none_of(cell.tests, null_passes_surely);
  return std::ranges::any_of(cell.tests, [](const model::Test& test) { return null_may_pass(test); });
}

}  // namespace

std::size_t Inference::narrow(const Expression& condition, bool outcome) {
  const std::size_t mark = non_null_.size();
  collect(condition, outcome, non_null_);
  return mark;
}

std::vector<std::string> shown_of_items(const Expression& list, model::LocalId item) {
  std::vector<std::string> keys;
  for (const Expression* filter = &list; filter->operation == Operation::filter;
       filter = &filter->operands[0]) {
    std::vector<std::string> shown;
    collect(filter->operands[1], true, shown);
    const std::string own = local_key(filter->locals[0]) + ".";
    for (const std::string& key : shown) {
      if (key.starts_with(own)) keys.push_back(local_key(item) + "." + key.substr(own.size()));
    }
  }
  return keys;
}

void Inference::narrow_by_cell(const Expression& input, const model::Cell& cell) {
  if (null_may_pass(cell)) return;
  const std::string key = reading_key(input);
  if (!key.empty()) non_null_.push_back(key);
}

}  // namespace doudi::check
