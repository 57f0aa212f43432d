// src/plan/lower_expression.cpp - the walk over expressions, cells and tests.
// Layer 5.
#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::Expression;
using model::Operation;
using model::Test;

Lowered Lowering::fold(const Expression& expression, const Scope& scope) {
  Lowered result = lower(expression.operands.front(), scope);
  for (std::size_t i = 1; i < expression.operands.size(); ++i)
    result = arithmetic(expression.text.at(i - 1), result, lower(expression.operands[i], scope));
  return result;
}

Lowered Lowering::junction(const Expression& expression, const Scope& scope) {
  const bool conjunction = expression.operation == Operation::conjunction;
  Lowered result = lowered(Form::boolean, nodes_.truth(conjunction));
  for (const Expression& operand : expression.operands) {
    const Lowered each = lower(operand, scope);
    result = conjunction ? both(result, each) : either(result, each);
  }
  return result;
}

Lowered Lowering::bind(const Expression& expression, const Scope& scope) {
  Scope inner = scope;
  for (std::size_t i = 0; i < expression.locals.size(); ++i)
    inner.locals.emplace_back(expression.locals[i], lower(expression.operands[i], scope));
  return lower(expression.operands.back(), inner);
}

Lowered Lowering::interval(const Lowered& tested, const Lowered& low, const Lowered& high,
                           model::Bounds bounds) {
  using model::Comparison;
  const auto lower_end = bounds.low_included ? Comparison::greater_equal : Comparison::greater;
  const auto upper_end = bounds.high_included ? Comparison::less_equal : Comparison::less;
  Lowered result = both(compared(lower_end, tested, low), compared(upper_end, tested, high));
  // Unlike `and`, an end that is not known keeps the whole from being known.
  for (const Lowered* part : {&tested, &low, &high}) {
    result.open = nodes_.either(result.open, part->open);
    result.null = nodes_.either(result.null, part->null);
  }
  return result;
}

Lowered Lowering::in_range(const Lowered& tested, const Expression& range, const Scope& scope) {
  if (range.operation == Operation::comparison_range)
    return compared(std::get<model::Comparison>(range.detail), tested, lower(range.operands.front(), scope));
  if (range.operation != Operation::interval) throw NotInColumns("a range that is computed");
  return interval(tested, lower(range.operands[0], scope), lower(range.operands[1], scope),
                  std::get<model::Bounds>(range.detail));
}

Lowered Lowering::in_list(const Lowered& tested, const Expression& list, const Scope& scope) {
  if (list.operation != Operation::list) throw NotInColumns("membership of a list that is computed");
  Lowered result = lowered(Form::boolean, nodes_.truth(false));
  // Unlike cells, a list is known whole or not at all.
  NodeId open = tested.open;
  for (const Expression& item : list.operands) {
    const bool range = item.type.is(model::Kind::range);
    const Lowered found = range ? null_is_false(in_range(tested, item, scope))
                                : compared(model::Comparison::equal, tested, lower(item, scope));
    open = nodes_.either(open, found.open);
    result = either(result, found);
  }
  result.open = nodes_.either(result.open, open);
  return result;
}

Lowered Lowering::test(const Test& test, const Lowered& tested, std::optional<model::LocalId> local,
                       const Scope& scope) {
  const auto operand = [&](std::size_t i) { return lower(test.operands.at(i), scope); };
  switch (test.form) {
    case Test::Form::compare:
      return compared(test.comparison, tested, operand(0));
    case Test::Form::interval:
      return interval(tested, operand(0), operand(1), test.bounds);
    case Test::Form::in_range:
      return in_range(tested, test.operands.front(), scope);
    case Test::Form::in_list:
      return in_list(tested, test.operands.front(), scope);
    case Test::Form::condition: {
      Scope inner = scope;
      if (local) inner.locals.emplace_back(*local, tested);
      return lower(test.operands.front(), inner);
    }
    case Test::Form::by_value:
      break;
  }
  throw NotInColumns("a test by what its value turns out to be");
}

Lowered Lowering::cell(const model::Cell& cell, const Lowered& tested, std::optional<model::LocalId> local,
                       const Scope& scope) {
  if (cell.any) return lowered(Form::boolean, nodes_.truth(true));
  Lowered result = lowered(Form::boolean, nodes_.truth(false));
  for (const Test& each : cell.tests) result = either(result, test(each, tested, local, scope));
  return cell.negated ? opposite(result) : result;
}

// NOLINTNEXTLINE(readability-function-size): one line for each operation
Lowered Lowering::lower(const Expression& expression, const Scope& scope) {
  const auto operand = [&](std::size_t i) { return lower(expression.operands.at(i), scope); };
  switch (expression.operation) {
    case Operation::constant:
      return literal(std::get<model::Literal>(expression.detail), expression.type);
    case Operation::local:
      return local(std::get<model::LocalId>(expression.detail), scope);
    case Operation::current:
      return current(std::get<model::EntityId>(expression.detail), scope);
    case Operation::fact:
      return fact(expression, scope);
    case Operation::derived:
      return derived(expression, scope);
    case Operation::parameter:
      return parameter(expression, scope);
    case Operation::members:
      if (!scope.members) throw NotInColumns("the candidate's members from inside of an iteration");
      return *scope.members;
    case Operation::remaining:
      return remaining(scope.scheme.value(), expression.type.element().entity);
    case Operation::candidate_kind: {
      const auto& version = *pack_.schemes.at(scope.scheme.value()).on(on_);
      return literal(pack_[version.unit].name, model::simple_type(model::Kind::text));
    }
    case Operation::scheme_qualifies:
      return in_force(std::get<model::SchemeId>(expression.detail)).qualifies;
    case Operation::scheme_amount:
      return in_force(std::get<model::SchemeId>(expression.detail)).amount;
    case Operation::scheme_covered:
      return in_force(std::get<model::SchemeId>(expression.detail)).covered;
    case Operation::today:
      return lowered(Form::date, nodes_.constant(on_.days()));
    case Operation::negate:
      return arithmetic('-', lowered(Form::number, nodes_.constant(0)), operand(0));
    case Operation::sum:
    case Operation::product:
      return fold(expression, scope);
    case Operation::conjunction:
    case Operation::disjunction:
      return junction(expression, scope);
    case Operation::negation:
      return opposite(operand(0));
    case Operation::comparison:
      return compared(std::get<model::Comparison>(expression.detail), operand(0), operand(1));
    case Operation::between:
      return interval(operand(0), operand(1), operand(2), {});
    case Operation::in:
      return cell(std::get<model::Cell>(expression.detail), operand(0),
                  expression.locals.empty() ? std::nullopt : std::optional{expression.locals.front()}, scope);
    case Operation::conditional: {
      const Lowered condition = null_is_false(operand(0));
      if (condition.open == no_node && nodes_.is_constant(condition.value))
        return operand(nodes_.is_constant(condition.value, 1) ? 1 : 2);
      const auto branch = [&](std::size_t i) {
        return guarded("a branch of `if`", expression.operands.at(i).type, [&] { return operand(i); });
      };
      return conditional(condition, branch(1), branch(2));
    }
    case Operation::some:
    case Operation::every:
      return quantifier(expression, scope);
    case Operation::filter:
      return filter(expression, scope);
    case Operation::call:
      return call(expression, scope);
    case Operation::bind:
      return bind(expression, scope);
    case Operation::state:
      return paying_state();
    case Operation::previous:
      return previous(std::get<model::PreviousPart>(expression.detail));
    case Operation::months_in_state:
      return previous(CasePart::months);
    case Operation::power:
      throw NotInColumns("powers");
    default:
      throw NotInColumns("lists, ranges and contexts as values");
  }
}

}  // namespace doudi::plan
