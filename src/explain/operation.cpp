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

std::size_t value_size(const Value& value, std::size_t most, std::size_t bytes) {
  std::size_t size = 1;
  const auto add = [&](const Value& part) {
    size += value_size(part, most - size, bytes);
    return size < most;
  };
  if (const auto* text = value.get_if<std::string>()) {
    size += text->size() / bytes;
  } else if (const auto* list = value.get_if<List>()) {
    static_cast<void>(std::ranges::all_of(list->items, add, &Item::value));
  } else if (const auto* context = value.get_if<Context>()) {
    static_cast<void>(
        std::ranges::all_of(context->entries, [&](const auto& entry) { return add(entry.second); }));
  }
  return std::min(size, most);
}

std::optional<Value> blocked(std::span<const Value* const> operands) {
  if (auto obstacle = unsettled(operands)) return obstacle;
  const bool null =
      std::any_of(operands.begin(), operands.end(), [](const Value* operand) { return operand->is_null(); });
  if (null) return Value{};
  return std::nullopt;
}

std::optional<std::strong_ordering> Order::compare(const Literal& lhs, const Literal& rhs) const {
  if (lhs.index() != rhs.index()) return std::nullopt;
  if (type_->is(model::Kind::enumeration)) {
    const model::Enumeration& enumeration = (*pack_)[type_->enumeration];
    const std::size_t none = enumeration.members.size();
    return enumeration.position(std::get<std::string>(lhs)).value_or(none) <=>
           enumeration.position(std::get<std::string>(rhs)).value_or(none);
  }
  return std::visit(
      [&rhs](const auto& left) -> std::optional<std::strong_ordering> {
        using T = std::decay_t<decltype(left)>;
        if constexpr (std::is_same_v<T, model::Null> || std::is_same_v<T, bool>) {
          return std::nullopt;
        } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, DateTime>) {
          return order_of(left, std::get<T>(rhs));
        } else {
          return left <=> std::get<T>(rhs);
        }
      },
      lhs);
}

std::strong_ordering Order::operator()(const Literal& lhs, const Literal& rhs) const {
  const auto ordering = compare(lhs, rhs);
  if (!ordering) throw std::logic_error("a checked pack met values without an order");
  return *ordering;
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

namespace {

/// Of two values without an order between them: times of which one has an offset, or kinds that the checker keeps out of packs.
[[nodiscard]] Value no_order(const Value& value, const Value& other) {
  const bool times =
      same_kind(value, other) && (value.get_if<Time>() != nullptr || value.get_if<DateTime>() != nullptr);
  return failed(times ? Reason::offset_missing : Reason::kinds_do_not_fit, {});
}

/// Where one value lies to another; nothing if it cannot be said.
[[nodiscard]] std::optional<std::strong_ordering> position_of(const Value& value, const Value& other,
                                                              const Order& order) {
  const auto* lhs = value.get_if<Literal>();
  const auto* rhs = other.get_if<Literal>();
  return lhs == nullptr || rhs == nullptr ? std::nullopt : order.compare(*lhs, *rhs);
}

}  // namespace

Value compared(Comparison comparison, const Value& lhs, const Value& rhs, const Order& order) {
  const std::array operands{&lhs, &rhs};
  if (comparison == Comparison::equal || comparison == Comparison::not_equal) {
    if (auto obstacle = unsettled(operands)) return *std::move(obstacle);
    const bool null = lhs.is_null() || rhs.is_null();
    if (!null && !same_kind(lhs, rhs)) return no_order(lhs, rhs);
    return equal(lhs, rhs) == (comparison == Comparison::equal);
  }
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto ordering = position_of(lhs, rhs, order);
  return ordering ? Value{holds(comparison, *ordering)} : no_order(lhs, rhs);
}

Value placed(Value value, text::Span place) {
  if (auto* failure = std::get_if<Failed>(&value.data); failure != nullptr && !failure->place.somewhere())
    failure->place = place;
  return value;
}

Value in_interval(const Value& value, const Value& low, const Value& high, model::Bounds bounds,
                  const Order& order) {
  const std::array operands{&value, &low, &high};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto to_low = position_of(value, low, order);
  const auto to_high = position_of(value, high, order);
  if (!to_low || !to_high) return no_order(value, to_low ? high : low);
  return (*to_low > 0 || (bounds.low_included && *to_low == 0)) &&
         (*to_high < 0 || (bounds.high_included && *to_high == 0));
}

Value in_range(const Value& value, const Value& range, const Order& order) {
  const std::array operands{&value, &range};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto& [low, high, bounds, comparison] = range.get<Range>();
  if (comparison) return compared(*comparison, value, Value{low.value()}, order);
  const bool null_end = (low && low->index() == 0) || (high && high->index() == 0);
  if (null_end) return {};
  const auto above = low ? position_of(value, *low, order) : std::optional{std::strong_ordering::greater};
  const auto below = high ? position_of(value, *high, order) : std::optional{std::strong_ordering::less};
  if (!above || !below) return no_order(value, above ? *high : *low);
  return (*above > 0 || (bounds.low_included && *above == 0)) &&
         (*below < 0 || (bounds.high_included && *below == 0));
}

Value in_list(const Value& value, const Value& list, const Order& order) {
  const std::array operands{&value, &list};
  if (auto obstacle = unsettled(operands)) return *std::move(obstacle);
  if (list.is_null()) return value.is_null();
  for (const Item& item : list.get<List>().items) {
    const bool found = item.value.get_if<Range>() != nullptr && value.get_if<Range>() == nullptr
                           ? in_range(value, item.value, order).is(true)
                           : equal(value, item.value);
    if (found) return true;
  }
  return equal(value, list);
}

Value in_value(const Value& value, const Value& other, const Order& order) {
  if (other.get_if<Range>() != nullptr && value.get_if<Range>() == nullptr)
    return in_range(value, other, order);
  if (other.get_if<List>() != nullptr) return in_list(value, other, order);
  return compared(Comparison::equal, value, other, order);
}

Value as_boolean(const Value& value) {
  return value.state() == ValueState::known && value.get_if<bool>() == nullptr ? Value{} : value;
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
  if (const bool* boolean = operand.get_if<bool>()) return !*boolean;
  return operand.state() == ValueState::known ? failed(Reason::kinds_do_not_fit, {}) : operand;
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
