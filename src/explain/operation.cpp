// src/explain/operation.cpp - comparison, intervals and three-valued logic.
// Layer 7.
#include "explain/operation.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace doudi::explain {

using model::Comparison;
using model::Literal;

Value failed(Reason reason, text::Span place, text::Arguments arguments) {
  return Failed{reason, place, std::move(arguments)};
}

Value failed(NumberProblem problem, text::Span place) {
  switch (problem) {
    case NumberProblem::division_by_zero:
      return failed(Reason::division_by_zero, place);
    case NumberProblem::too_many_digits:
    case NumberProblem::overflow:
    case NumberProblem::not_a_number:
    case NumberProblem::out_of_range:
      return failed(Reason::overflow, place);
    case NumberProblem::not_an_integer:
      return failed(Reason::not_a_whole_number, place);
  }
  return failed(Reason::overflow, place);
}

Value failed(DurationProblem problem, text::Span place) {
  return failed(problem == DurationProblem::division_by_zero ? Reason::division_by_zero : Reason::overflow,
                place);
}

std::optional<Value> unsettled(std::span<const Value* const> operands) {
  Obstacles obstacles;
  for (const Value* operand : operands) obstacles.add(*operand);
  if (obstacles.any()) return obstacles.value();
  return std::nullopt;
}

std::optional<Value> blocked(std::span<const Value* const> operands) {
  if (auto obstacle = unsettled(operands)) return obstacle;
  const bool null =
      std::any_of(operands.begin(), operands.end(), [](const Value* operand) { return operand->is_null(); });
  if (null) return Value{};
  return std::nullopt;
}

std::strong_ordering Order::operator()(const Literal& lhs, const Literal& rhs) const {
  if (type_->is(model::Kind::enumeration)) {
    const auto& members = (*pack_)[type_->enumeration].members;
    return std::find(members.begin(), members.end(), std::get<std::string>(lhs)) <=>
           std::find(members.begin(), members.end(), std::get<std::string>(rhs));
  }
  if (lhs.index() != rhs.index()) throw std::logic_error("values of different kinds have no order");
  return std::visit(
      [&rhs](const auto& left) -> std::strong_ordering {
        using T = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<T, model::Null> || std::is_same_v<T, bool>) {
          throw std::logic_error("null and booleans have no order");
        } else {
          return left <=> std::get<T>(rhs);
        }
      },
      lhs);
}

bool holds(Comparison comparison, std::strong_ordering ordering) noexcept {
  switch (comparison) {
    case Comparison::equal:
      return ordering == 0;
    case Comparison::not_equal:
      return ordering != 0;
    case Comparison::less:
      return ordering < 0;
    case Comparison::less_equal:
      return ordering <= 0;
    case Comparison::greater:
      return ordering > 0;
    case Comparison::greater_equal:
      return ordering >= 0;
  }
  return false;
}

Value compared(Comparison comparison, const Value& lhs, const Value& rhs, const Order& order) {
  const std::array operands{&lhs, &rhs};
  if (comparison == Comparison::equal || comparison == Comparison::not_equal) {
    if (auto obstacle = unsettled(operands)) return *std::move(obstacle);
    return same(lhs, rhs) == (comparison == Comparison::equal);
  }
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  return holds(comparison, order(lhs.get<Literal>(), rhs.get<Literal>()));
}

Value in_interval(const Value& value, const Value& low, const Value& high, model::Bounds bounds,
                  const Order& order) {
  const std::array operands{&value, &low, &high};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto to_low = order(value.get<Literal>(), low.get<Literal>());
  const auto to_high = order(value.get<Literal>(), high.get<Literal>());
  return (to_low > 0 || (bounds.low_included && to_low == 0)) &&
         (to_high < 0 || (bounds.high_included && to_high == 0));
}

Value in_range(const Value& value, const Value& range, const Order& order) {
  const std::array operands{&value, &range};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto& [low, high, bounds] = range.get<Range>();
  const bool null_end = (low && low->index() == 0) || (high && high->index() == 0);
  if (null_end) return {};
  const Literal& literal = value.get<Literal>();
  const auto above = low ? order(literal, *low) : std::strong_ordering::greater;
  const auto below = high ? order(literal, *high) : std::strong_ordering::less;
  return (above > 0 || (bounds.low_included && above == 0)) &&
         (below < 0 || (bounds.high_included && below == 0));
}

Value in_list(const Value& value, const Value& list, const Order& order) {
  const std::array operands{&value, &list};
  if (auto obstacle = unsettled(operands)) return *std::move(obstacle);
  if (list.is_null()) return value.is_null();
  for (const Item& item : list.get<List>().items) {
    const bool found = item.value.get_if<Range>() != nullptr && value.get_if<Range>() == nullptr
                           ? in_range(value, item.value, order).is(true)
                           : same(value, item.value);
    if (found) return true;
  }
  return same(value, list);
}

Value both(const Value& lhs, const Value& rhs) {
  if (lhs.is(false) || rhs.is(false)) return false;
  const std::array operands{&lhs, &rhs};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  return true;
}

Value either(const Value& lhs, const Value& rhs) {
  if (lhs.is(true) || rhs.is(true)) return true;
  const std::array operands{&lhs, &rhs};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  return false;
}

Value negation(const Value& operand) {
  const bool* boolean = operand.get_if<bool>();
  return boolean == nullptr ? operand : Value{!*boolean};
}

Value as_value(const Presence& presence) {
  if (const auto* unknown = std::get_if<Unknown>(&presence)) return *unknown;
  if (const auto* failure = std::get_if<Failed>(&presence)) return *failure;
  return true;
}

Presence as_presence(const Value& condition) {
  if (const auto* unknown = condition.get_if<Unknown>()) return *unknown;
  if (const auto* failure = condition.get_if<Failed>()) return *failure;
  return {};
}

}  // namespace doudi::explain
