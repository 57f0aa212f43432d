// src/explain/evaluate_operators.cpp - arithmetic, logic, comparisons and cells.
// Layer 7.
#include <array>
#include <stdexcept>

#include "explain/evaluator.hpp"

namespace doudi::explain {
namespace {

using model::Comparison;
using model::Expression;
using model::Operation;
using model::Test;

struct FoldOperation {
  Arithmetic arithmetic;
  std::string_view name;
};

[[nodiscard]] FoldOperation fold_operation(const Expression& expression, std::size_t position) {
  if (expression.operation == Operation::power) return {Arithmetic::power, "**"};
  switch (expression.text.at(position)) {
    case '+':
      return {Arithmetic::plus, "+"};
    case '-':
      return {Arithmetic::minus, "-"};
    case '*':
      return {Arithmetic::times, "*"};
    case '/':
      return {Arithmetic::over, "/"};
    default:
      throw std::logic_error("no such arithmetic operator");
  }
}

[[nodiscard]] std::string bracket_text(model::Bounds bounds) {
  return std::string{bounds.low_included ? "[" : "("} + (bounds.high_included ? "]" : ")");
}

/// The type by which two operands are ordered: an enumeration's if one of them is its member.
[[nodiscard]] const model::Type& order_type(const model::Type& lhs, const model::Type& rhs) {
  return lhs.is(model::Kind::enumeration) ? lhs : rhs;
}

[[nodiscard]] const model::Type& element_type(const model::Type& type) {
  return type.arguments.empty() ? type : type.element();
}

}  // namespace

Evaluated Evaluator::evaluate_fold(const Expression& expression, const Frame& frame) {
  Evaluated result = evaluate(expression.operands.front(), frame);
  for (std::size_t i = 1; i < expression.operands.size(); ++i) {
    const auto [arithmetic, name] = fold_operation(expression, i - 1);
    const Evaluated next = evaluate(expression.operands[i], frame);
    result = trace_.step(name, {result.operand, next.operand},
                         compute(arithmetic, result.value, next.value, expression.span), expression.span);
  }
  return result;
}

Evaluated Evaluator::evaluate_junction(const Expression& expression, const Frame& frame) {
  const bool conjunction = expression.operation == Operation::conjunction;
  Value result = conjunction;
  std::vector<Operand> operands;
  for (const Expression& each : expression.operands) {
    Evaluated operand = evaluate(each, frame);
    if (standard()) operand.value = as_boolean(operand.value);
    operands.push_back(operand.operand);
    result = conjunction ? both(result, operand.value) : either(result, operand.value);
    if (result.is(!conjunction)) break;
  }
  return trace_.step(conjunction ? "and" : "or", std::move(operands), std::move(result), expression.span);
}

Evaluated Evaluator::evaluate_comparison(const Expression& expression, const Frame& frame) {
  const auto comparison = std::get<Comparison>(expression.detail);
  const Evaluated lhs = evaluate(expression.operands[0], frame);
  const Evaluated rhs = evaluate(expression.operands[1], frame);
  const Order order{pack_, order_type(expression.operands[0].type, expression.operands[1].type)};
  return trace_.step(model::comparison_text(comparison), {lhs.operand, rhs.operand},
                     placed(compared(comparison, lhs.value, rhs.value, order), expression.span),
                     expression.span);
}

Evaluated Evaluator::evaluate_between(const Expression& expression, const Frame& frame) {
  const Evaluated value = evaluate(expression.operands[0], frame);
  const Evaluated low = evaluate(expression.operands[1], frame);
  const Evaluated high = evaluate(expression.operands[2], frame);
  const Order order{pack_, order_type(expression.operands[0].type, expression.operands[1].type)};
  return trace_.step("between", {value.operand, low.operand, high.operand},
                     placed(in_interval(value.value, low.value, high.value, {}, order), expression.span),
                     expression.span);
}

Evaluated Evaluator::evaluate_in(const Expression& expression, const Frame& frame) {
  const Evaluated tested = evaluate(expression.operands.front(), frame);
  const std::optional<model::LocalId> local =
      expression.locals.empty() ? std::nullopt : std::optional{expression.locals.front()};
  return evaluate_cell(std::get<model::Cell>(expression.detail), tested, local,
                       expression.operands.front().type, frame);
}

Evaluated Evaluator::evaluate_cell(const model::Cell& cell, const Evaluated& tested,
                                   std::optional<model::LocalId> local, const model::Type& type,
                                   const Frame& frame) {
  if (cell.any) return Evaluated::literal(true);
  Evaluated result = Evaluated::literal(false);
  Value any = false;
  std::vector<Operand> operands;
  for (const Test& test : cell.tests) {
    result = evaluate_test(test, tested, local, type, frame);
    operands.push_back(result.operand);
    any = either(any, standard() ? as_boolean(result.value) : result.value);
    if (any.is(true)) break;
  }
  if (operands.size() > 1) result = trace_.step("or", std::move(operands), std::move(any), cell.span);
  if (cell.negated) result = trace_.step("not", {result.operand}, negation(result.value), cell.span);
  return result;
}

Evaluated Evaluator::evaluate_test(const Test& test, const Evaluated& tested,
                                   std::optional<model::LocalId> local, const model::Type& type,
                                   const Frame& frame) {
  if (test.form == Test::Form::condition) {
    std::optional<Binding> binding;
    if (local) binding.emplace(*this, *local, tested);
    return evaluate(test.operands.front(), frame);
  }
  if (test.form == Test::Form::by_value) {
    // What is tested may be read by what it is tested against.
    std::optional<Binding> binding;
    if (local) binding.emplace(*this, *local, tested);
    const Evaluated other = evaluate(test.operands.front(), frame);
    const Order order{pack_, order_type(type, test.operands.front().type)};
    return trace_.step("in", {tested.operand, other.operand}, in_value(tested.value, other.value, order),
                       test.span);
  }
  const Evaluated first = evaluate(test.operands.front(), frame);
  const model::Type& first_type = test.operands.front().type;
  switch (test.form) {
    case Test::Form::compare: {
      const Order order{pack_, order_type(type, first_type)};
      return trace_.step(model::comparison_text(test.comparison), {tested.operand, first.operand},
                         placed(compared(test.comparison, tested.value, first.value, order), test.span),
                         test.span);
    }
    case Test::Form::interval: {
      const Evaluated second = evaluate(test.operands[1], frame);
      const Order order{pack_, order_type(type, first_type)};
      return trace_.step(
          "in interval", {tested.operand, first.operand, second.operand},
          placed(in_interval(tested.value, first.value, second.value, test.bounds, order), test.span),
          test.span, bracket_text(test.bounds));
    }
    case Test::Form::in_range: {
      const Order order{pack_, order_type(type, element_type(first_type))};
      return trace_.step("in", {tested.operand, first.operand},
                         placed(in_range(tested.value, first.value, order), test.span), test.span);
    }
    case Test::Form::in_list: {
      const Order order{pack_, order_type(type, element_type(element_type(first_type)))};
      return trace_.step("in", {tested.operand, first.operand},
                         placed(in_list(tested.value, first.value, order), test.span), test.span);
    }
    case Test::Form::by_value:
    case Test::Form::condition:
      break;
  }
  throw std::logic_error("no such test");
}

Evaluated Evaluator::evaluate_interval(const Expression& expression, const Frame& frame) {
  const auto bounds = std::get<model::Bounds>(expression.detail);
  const Evaluated low = evaluate(expression.operands[0], frame);
  const Evaluated high = evaluate(expression.operands[1], frame);
  const std::array operands{&low.value, &high.value};
  Value value;
  if (auto obstacle = unsettled(operands)) {
    value = *std::move(obstacle);
  } else {
    const auto* from = low.value.get_if<model::Literal>();
    const auto* to = high.value.get_if<model::Literal>();
    value = from == nullptr || to == nullptr ? failed(Reason::kinds_do_not_fit, expression.span)
                                             : Value{Range{*from, *to, bounds, std::nullopt}};
  }
  return trace_.step("interval", {low.operand, high.operand}, std::move(value), expression.span,
                     bracket_text(bounds));
}

}  // namespace doudi::explain
