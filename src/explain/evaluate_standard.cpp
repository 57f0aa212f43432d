// src/explain/evaluate_standard.cpp - what only DMN models have: functions as values, conversions, filters known late.
// Layer 7.
#include <memory>
#include <utility>

#include "explain/conversion.hpp"
#include "explain/evaluator.hpp"

namespace doudi::explain {

using model::Expression;
using model::Operation;

// A function keeps what is bound where it stands, since it may be called elsewhere.
Evaluated Evaluator::evaluate_function(const Expression& expression, const Frame& /*frame*/) {
  std::vector<std::pair<model::LocalId, Value>> captured;
  for (const model::LocalId local : expression.locals) {
    const auto& bound = locals_.at(static_cast<std::size_t>(local));
    if (bound) captured.emplace_back(local, bound->value);
  }
  captured_.push_back(std::move(captured));
  return Evaluated::literal(Function{static_cast<std::uint32_t>(captured_.size() - 1)});
}

Evaluated Evaluator::evaluate_invoke(const Expression& expression, const Frame& frame) {
  const Evaluated function = evaluate(expression.operands.front(), frame);
  const auto* known = function.value.get_if<Function>();
  if (known == nullptr) return Evaluated::literal(failed(Reason::kinds_do_not_fit, expression.span));
  const std::size_t captured = known->captured;
  std::vector<Evaluated> arguments;
  for (std::size_t i = 0; i < expression.locals.size(); ++i) {
    const Expression& argument = expression.operands[i + 1];
    const bool converts = argument.operation == Operation::convert;
    Evaluated given = evaluate(converts ? argument.operands.front() : argument, frame);
    const bool null = given.value.is_null();
    arguments.push_back(converts ? convert(std::move(given), argument) : std::move(given));
    // An argument that cannot be converted makes the whole call null.
    if (!null && arguments.back().value.is_null())
      return Evaluated::literal(failed(Reason::kinds_do_not_fit, argument.span));
  }
  std::vector<std::unique_ptr<Binding>> bindings;
  // By its number, since the body may make more functions.
  for (std::size_t i = 0; i < captured_.at(captured).size(); ++i) {
    const auto [local, value] = captured_[captured][i];
    if (!locals_[static_cast<std::size_t>(local)])
      bindings.push_back(std::make_unique<Binding>(*this, local, Evaluated::literal(value)));
  }
  for (std::size_t i = 0; i < expression.locals.size(); ++i)
    bindings.push_back(std::make_unique<Binding>(*this, expression.locals[i], std::move(arguments[i])));
  return evaluate(expression.operands.back(), frame);
}

Evaluated Evaluator::evaluate_convert(const Expression& expression, const Frame& frame) {
  return convert(evaluate(expression.operands.front(), frame), expression);
}

Evaluated Evaluator::convert(Evaluated operand, const Expression& expression) {
  if (operand.value.state() != ValueState::known) return operand;
  return trace_.step("convert", {operand.operand}, converted(operand.value, expression.type),
                     expression.span);
}

Evaluated Evaluator::evaluate_instance(const Expression& expression, const Frame& frame) {
  const Evaluated operand = evaluate(expression.operands.front(), frame);
  return trace_.step("instance of", {operand.operand},
                     is_instance(operand.value, std::get<model::Type>(expression.detail)), expression.span);
}

// `l[x]` where only the value of x says whether it is an index; a single value is a list of one.
Evaluated Evaluator::evaluate_dynamic_filter(const Expression& expression, const Frame& frame) {
  const Evaluated over = evaluate(expression.operands[0], frame);
  const bool is_list = over.value.get_if<List>() != nullptr;
  if (over.value.is_null()) {
    const bool single = !expression.operands[0].type.is(model::Kind::list);
    return Evaluated::literal(single ? Value{List{}} : Value{});
  }
  const List list = is_list ? over.value.get<List>() : List{{{over.value, {}}}};
  List kept;
  for (const Item& item : list.items) {
    const Binding binding{*this, expression.locals.front(), Evaluated::literal(item.value)};
    const Evaluated inside = evaluate(expression.operands[1], frame);
    if (const auto* index = inside.value.get_if<Decimal>()) {
      const auto whole = index->to_int64();
      const auto size = static_cast<std::int64_t>(list.items.size());
      const std::int64_t position = !whole ? -1 : *whole > 0 ? *whole - 1 : size + *whole;
      const bool there = whole && *whole != 0 && position >= 0 && position < size;
      return Evaluated::literal(there ? list.items[static_cast<std::size_t>(position)].value : Value{});
    }
    if (as_boolean(inside.value).is_null() && !inside.value.is_null())
      return Evaluated::literal(failed(Reason::kinds_do_not_fit, expression.span));
    if (inside.value.is(true)) kept.items.push_back(item);
  }
  return trace_.step("filter", {over.operand}, std::move(kept), expression.span);
}

}  // namespace doudi::explain
