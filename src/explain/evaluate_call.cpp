// src/explain/evaluate_call.cpp - calls of functions, and those that take a function.
// Layer 7.
#include <array>

#include "doudi/model/builtin_table.hpp"

#include "explain/builtins.hpp"
#include "explain/evaluator.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;
using model::Expression;

/// doudi's functions of age read the evaluation date: it is shown as a last argument.
[[nodiscard]] bool reads_today(Builtin builtin) noexcept {
  return builtin == Builtin::full_years || builtin == Builtin::full_years_from_next_month;
}

/// What a change of period multiplies or divides by, for whoever computes it again.
[[nodiscard]] std::string period_label(Builtin builtin, const Value& argument, const Value& result) {
  const bool changes =
      builtin == Builtin::per_month || builtin == Builtin::per_year || builtin == Builtin::per_quarter;
  const auto* from = argument.get_if<Decimal>();
  const auto* to = result.get_if<Decimal>();
  if (!changes || from == nullptr || to == nullptr) return {};
  for (const int factor : {12, 4, 3}) {
    const auto less = divide(*from, Decimal{factor});
    if (less.has_value() && *less == *to && !from->is_zero()) return "/ " + std::to_string(factor);
    const auto more = multiply(*from, Decimal{factor});
    if (more.has_value() && *more == *to && !from->is_zero()) return "* " + std::to_string(factor);
  }
  return {};
}

}  // namespace

Evaluated Evaluator::evaluate_call(const Expression& expression, const Frame& frame) {
  const auto builtin = std::get<Builtin>(expression.detail);
  if (builtin == Builtin::today && !standard()) return trace_.read(today());
  if (builtin == Builtin::otherwise) return evaluate_otherwise(expression, frame);
  if (builtin == Builtin::sort && expression.locals.size() == 2) return evaluate_sort(expression, frame);
  if (builtin == Builtin::list_replace && expression.locals.size() == 2)
    return evaluate_replace(expression, frame);
  std::vector<Value> arguments;
  std::vector<Operand> operands;
  for (const Expression& operand : expression.operands) {
    Evaluated argument = evaluate(operand, frame);
    arguments.push_back(std::move(argument.value));
    operands.push_back(std::move(argument.operand));
  }
  if (reads_today(builtin)) operands.push_back(trace_.read(today()).operand);
  const Call call{pack_, expression, arguments, on_, standard()};
  Value result = standard() ? call_standard(call) : call_builtin(call);
  std::string label = arguments.empty() ? std::string{} : period_label(builtin, arguments.front(), result);
  return trace_.step(model::definition(builtin).name, std::move(operands), std::move(result), expression.span,
                     std::move(label));
}

Evaluated Evaluator::evaluate_otherwise(const Expression& expression, const Frame& frame) {
  const Evaluated first = evaluate(expression.operands[0], frame);
  const std::string_view name = model::definition(Builtin::otherwise).name;
  if (first.value.state() == ValueState::known || first.value.is_failed()) {
    return trace_.step(name, {first.operand}, first.value, expression.span);
  }
  const Evaluated second = evaluate(expression.operands[1], frame);
  if (first.value.is_null()) {
    return trace_.step(name, {first.operand, second.operand}, second.value, expression.span);
  }
  Obstacles obstacles;
  obstacles.add(first.value);
  obstacles.add(second.value);
  return trace_.step(name, {first.operand, second.operand}, Unknown{obstacles.facts()}, expression.span);
}

// operands: the list, whether the second local precedes ... the first argument of the function is locals[0].
Evaluated Evaluator::evaluate_sort(const Expression& expression, const Frame& frame) {
  const Evaluated list = evaluate(expression.operands[0], frame);
  Obstacles obstacles;
  const auto precedes = [&](const Value& lhs, const Value& rhs) {
    const Binding first{*this, expression.locals[0], Evaluated::literal(lhs)};
    const Binding second{*this, expression.locals[1], Evaluated::literal(rhs)};
    const Evaluated result = evaluate(expression.operands[1], frame);
    // By the standard whatever is not true does not come first.
    if (!standard()) obstacles.add(result.value);
    return result.value.is(true);
  };
  const std::array operands{&list.value};
  Value result;
  if (auto obstacle = unsettled(operands)) {
    if (list.value.is_unknown()) static_cast<void>(precedes(list.value, list.value));
    obstacles.add(*obstacle);
    result = list.value.is_unknown() ? Value{Unknown{obstacles.facts()}} : obstacles.value();
  } else if (!list.value.is_null()) {
    List sorted = list.value.get_if<List>() != nullptr ? list.value.get<List>() : List{{{list.value, {}}}};
    merge_sort(sorted.items,
               [&](const Item& lhs, const Item& rhs) { return precedes(lhs.value, rhs.value); });
    // Where one comparison is not known, the others that might be made are asked for what they lack.
    if (obstacles.any()) {
      for (const Item& lhs : sorted.items) {
        if (exhausted()) break;
        for (const Item& rhs : sorted.items) static_cast<void>(precedes(lhs.value, rhs.value));
      }
    }
    result = obstacles.any() ? obstacles.value() : Value{std::move(sorted)};
  }
  return trace_.step("sort", {list.operand}, std::move(result), expression.span);
}

// operands: the list, the condition on an item (locals[0]) and the new item (locals[1]), the new item.
Evaluated Evaluator::evaluate_replace(const Expression& expression, const Frame& frame) {
  const Evaluated list = evaluate(expression.operands[0], frame);
  const Evaluated new_item = evaluate(expression.operands[2], frame);
  std::vector<Operand> operands{list.operand, new_item.operand};
  const List single = list.value.state() == ValueState::known && list.value.get_if<List>() == nullptr
                          ? List{{{list.value, {}}}}
                          : List{};
  const auto* items = single.items.empty() ? list.value.get_if<List>() : &single;
  if (items == nullptr) {
    const std::array both_operands{&list.value, &new_item.value};
    Value result = blocked(both_operands).value_or(Value{});
    if (auto* unknown = std::get_if<Unknown>(&result.data)) {
      const Binding first{*this, expression.locals[0], list};
      const Binding second{*this, expression.locals[1], new_item};
      const Evaluated matches = evaluate(expression.operands[1], frame);
      if (const auto* also = matches.value.get_if<Unknown>()) unknown->facts.add(also->facts);
    }
    return trace_.step("list replace", std::move(operands), std::move(result), expression.span);
  }
  Obstacles obstacles;
  obstacles.add(list.value);
  obstacles.add(new_item.value);
  List replaced = *items;
  for (Item& item : replaced.items) {
    const Binding first{*this, expression.locals[0], Evaluated::literal(item.value)};
    const Binding second{*this, expression.locals[1], new_item};
    const Evaluated matches = evaluate(expression.operands[1], frame);
    operands.push_back(matches.operand);
    if (!standard()) obstacles.add(matches.value);
    if (matches.value.is(true)) item.value = new_item.value;
  }
  Value result = obstacles.any() ? obstacles.value() : Value{std::move(replaced)};
  return trace_.step("list replace", std::move(operands), std::move(result), expression.span);
}

}  // namespace doudi::explain
