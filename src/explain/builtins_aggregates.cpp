// src/explain/builtins_aggregates.cpp - functions that make one value of many.
// Layer 7.
#include <algorithm>
#include <array>

#include "doudi/base/duration.hpp"

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;
using model::Literal;

/// What an aggregate runs over: the items of its one list, or its arguments.
[[nodiscard]] std::vector<Value> values_of(const Call& call) {
  std::vector<Value> values;
  const auto* list = call.arguments.size() == 1 ? call.arguments[0].get_if<List>() : nullptr;
  if (list == nullptr) return {call.arguments.begin(), call.arguments.end()};
  for (const Item& item : list->items) values.push_back(item.value);
  return values;
}

[[nodiscard]] bool any_null(const std::vector<Value>& values) {
  return std::any_of(values.begin(), values.end(), [](const Value& value) { return value.is_null(); });
}

[[nodiscard]] Value of_nothing(const Call& call) {
  return call.fail(Reason::empty_list, {{"function", std::string{call.name()}}});
}

[[nodiscard]] Value folded(const Call& call, Arithmetic operation, const std::vector<Value>& values) {
  Value result = values.front();
  for (std::size_t i = 1; i < values.size(); ++i)
    result = compute(operation, result, values[i], call.place());
  return result;
}

/// Whether every value is a number or, where they are taken, every one a duration of one kind.
[[nodiscard]] bool can_be_added(const std::vector<Value>& values, bool durations) {
  const Value& first = values.front();
  const bool kind =
      first.get_if<Decimal>() != nullptr ||
      (durations && (first.get_if<YearsMonths>() != nullptr || first.get_if<DaysTime>() != nullptr));
  return kind && std::all_of(values.begin(), values.end(),
                             [&](const Value& value) { return same_kind(value, first); });
}

template <Arithmetic operation>
[[nodiscard]] Value fold(const Call& call) {
  const auto values = values_of(call);
  if (values.empty()) return of_nothing(call);
  if (!any_null(values) && !can_be_added(values, operation == Arithmetic::plus)) return wrong_kinds(call);
  return any_null(values) ? Value{} : folded(call, operation, values);
}

/// The sum; zero for an empty list.
[[nodiscard]] Value total(const Call& call) {
  const auto values = values_of(call);
  if (any_null(values)) return {};
  if (!values.empty()) return folded(call, Arithmetic::plus, values);
  if (call.element_type().is(model::Kind::years_months)) return Literal{YearsMonths{}};
  if (call.element_type().is(model::Kind::days_time)) return Literal{DaysTime{}};
  return Decimal{0};
}

template <model::Comparison wanted>
[[nodiscard]] Value extreme(const Call& call) {
  const auto values = values_of(call);
  if (values.empty()) return of_nothing(call);
  if (any_null(values)) return {};
  const Order order{call.pack, call.element_type()};
  const Value* best = &values.front();
  for (const Value& value : values) {
    const auto* literal = value.get_if<Literal>();
    const auto* other = best->get_if<Literal>();
    const auto ordering =
        literal == nullptr || other == nullptr ? std::nullopt : order.compare(*literal, *other);
    if (!ordering) return wrong_kinds(call);
    if (holds(wanted, *ordering)) best = &value;
  }
  return *best;
}

[[nodiscard]] Value mean(const Call& call) {
  const auto values = values_of(call);
  if (values.empty()) return of_nothing(call);
  if (any_null(values)) return {};
  if (!can_be_added(values, true)) return wrong_kinds(call);
  return compute(Arithmetic::over, folded(call, Arithmetic::plus, values), Decimal{values.size()},
                 call.place());
}

[[nodiscard]] std::vector<Decimal> sorted_numbers(const std::vector<Value>& values) {
  std::vector<Decimal> numbers;
  for (const Value& value : values) numbers.push_back(value.get<Decimal>());
  std::sort(numbers.begin(), numbers.end());
  return numbers;
}

[[nodiscard]] Value median(const Call& call) {
  const auto values = values_of(call);
  if (values.empty()) return of_nothing(call);
  if (any_null(values)) return {};
  if (!values.empty() && !can_be_added(values, false)) return wrong_kinds(call);
  const auto numbers = sorted_numbers(values);
  const std::size_t middle = numbers.size() / 2;
  if (numbers.size() % 2 == 1) return numbers[middle];
  const Value sum = compute(Arithmetic::plus, numbers[middle - 1], numbers[middle], call.place());
  return compute(Arithmetic::over, sum, Decimal{2}, call.place());
}

/// The most frequent numbers, in ascending order.
[[nodiscard]] Value mode(const Call& call) {
  const auto values = values_of(call);
  if (any_null(values)) return {};
  if (!values.empty() && !can_be_added(values, false)) return wrong_kinds(call);
  const auto numbers = sorted_numbers(values);
  List result;
  std::size_t most = 0;
  for (auto begin = numbers.begin(); begin != numbers.end();) {
    const auto end = std::find_if(begin, numbers.end(), [&](const Decimal& each) { return each != *begin; });
    const auto often = static_cast<std::size_t>(end - begin);
    if (often > most) result.items.clear();
    if (often >= most) result.items.push_back({*begin, {}});
    most = std::max(most, often);
    begin = end;
  }
  return result;
}

/// Of a sample, so of at least two.
[[nodiscard]] Value stddev(const Call& call) {
  const auto values = values_of(call);
  if (any_null(values)) return {};
  if (values.size() < 2) return of_nothing(call);
  if (!can_be_added(values, false)) return wrong_kinds(call);
  const Value center = mean(call);
  Value squares = Decimal{0};
  for (const Value& value : values) {
    const Value distance = compute(Arithmetic::minus, value, center, call.place());
    squares = compute(Arithmetic::plus, squares, compute(Arithmetic::times, distance, distance, call.place()),
                      call.place());
  }
  const Value variance = compute(Arithmetic::over, squares, Decimal{values.size() - 1}, call.place());
  if (variance.is_failed()) return variance;
  return value_or_failure(square_root(variance.get<Decimal>()), call.place());
}

[[nodiscard]] Value all(const Call& call) {
  Value result = true;
  for (const Value& value : values_of(call)) result = both(result, as_boolean(value));
  return result;
}

[[nodiscard]] Value any(const Call& call) {
  Value result = false;
  for (const Value& value : values_of(call)) result = either(result, as_boolean(value));
  return result;
}

[[nodiscard]] Value opposite(const Call& call) {
  return negation(call.arguments[0]);
}

[[nodiscard]] Value count(const Call& call) {
  return Decimal{call.get<List>(0).items.size()};
}

constexpr std::array functions{
    BuiltinFunction{Builtin::negation, opposite},
    BuiltinFunction{Builtin::count, count},
    BuiltinFunction{Builtin::min, extreme<model::Comparison::less>},
    BuiltinFunction{Builtin::max, extreme<model::Comparison::greater>},
    BuiltinFunction{Builtin::sum, fold<Arithmetic::plus>},
    BuiltinFunction{Builtin::total, total},
    BuiltinFunction{Builtin::mean, mean},
    BuiltinFunction{Builtin::median, median},
    BuiltinFunction{Builtin::mode, mode},
    BuiltinFunction{Builtin::stddev, stddev},
    BuiltinFunction{Builtin::product_of, fold<Arithmetic::times>},
    BuiltinFunction{Builtin::all, all},
    BuiltinFunction{Builtin::any, any},
};

}  // namespace

std::span<const BuiltinFunction> aggregate_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
