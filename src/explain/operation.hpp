// src/explain/operation.hpp - the elementary operations on values that are there: arithmetic, order, intervals, logic.
// Layer 7.
#pragma once

#include <compare>
#include <cstddef>
#include <optional>
#include <span>

#include "doudi/explain/value.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/type.hpp"
#include "doudi/text/source.hpp"

namespace doudi::explain {

[[nodiscard]] Value failed(Reason reason, text::Span place, text::Arguments arguments = {});
[[nodiscard]] Value failed(NumberProblem problem, text::Span place);
[[nodiscard]] Value failed(DurationProblem problem, text::Span place);

/// The value of a computation in base, or its failure.
template <class T, class Problem>
[[nodiscard]] Value value_or_failure(const Result<T, Problem>& result, text::Span place) {
  return result.has_value() ? Value{model::Literal{result.value()}} : failed(result.error(), place);
}

/// What stands in the way of an operation that needs all its operands: failed before unknown before null. Nothing if all are
/// there.
[[nodiscard]] std::optional<Value> blocked(std::span<const Value* const> operands);
/// The same, but null is a value.
[[nodiscard]] std::optional<Value> unsettled(std::span<const Value* const> operands);

/// How large a value is: one for each item and entry, at whatever depth, and for so many bytes of text. Counted up to `most`.
[[nodiscard]] std::size_t value_size(const Value& value, std::size_t most, std::size_t bytes = 16);
/// What is larger fails as an overflow.
inline constexpr std::size_t largest_value = 1'500'000;

enum class Arithmetic : std::uint8_t { plus, minus, times, over, power };

/// Numbers, texts (+), dates and durations, whatever the kinds. Strict in both operands.
[[nodiscard]] Value compute(Arithmetic operation, const Value& lhs, const Value& rhs, text::Span place);
[[nodiscard]] Value negated(const Value& operand, text::Span place);

/// Orders values of one kind: members of an enumeration by their position in it. Both are there.
class Order {
 public:
  Order(const model::Pack& pack, const model::Type& type) : pack_{&pack}, type_{&type} {}
  /// Nothing where there is no order between them: values of two kinds, or times of which one has an offset.
  [[nodiscard]] std::optional<std::strong_ordering> compare(const model::Literal& lhs,
                                                            const model::Literal& rhs) const;
  /// Requires an order.
  [[nodiscard]] std::strong_ordering operator()(const model::Literal& lhs, const model::Literal& rhs) const;

 private:
  const model::Pack* pack_;
  const model::Type* type_;
};

[[nodiscard]] bool holds(model::Comparison comparison, std::strong_ordering ordering) noexcept;
/// `lhs comparison rhs`: strict; `=` and `!=` take null as a value, the others give null. Values of two kinds fail.
[[nodiscard]] Value compared(model::Comparison comparison, const Value& lhs, const Value& rhs,
                             const Order& order);
/// The value; a failure that does not say where it happened is said to have happened there.
[[nodiscard]] Value placed(Value value, text::Span place);
/// Strict; null if one of them is null.
[[nodiscard]] Value in_interval(const Value& value, const Value& low, const Value& high, model::Bounds bounds,
                                const Order& order);
[[nodiscard]] Value in_range(const Value& value, const Value& range, const Order& order);
/// Strict; a list may hold ranges.
[[nodiscard]] Value in_list(const Value& value, const Value& list, const Order& order);

/// Whether a value is in another, a list or a range, or equals it.
[[nodiscard]] Value in_value(const Value& value, const Value& other, const Order& order);
/// Known values that are no boolean count as null.
[[nodiscard]] Value as_boolean(const Value& value);

/// Kleene's and, with failed between false and unknown, and null below unknown.
[[nodiscard]] Value both(const Value& lhs, const Value& rhs);
[[nodiscard]] Value either(const Value& lhs, const Value& rhs);
[[nodiscard]] Value negation(const Value& operand);

/// Presence as a boolean, and back: false is never asked for.
[[nodiscard]] Value as_value(const Presence& presence);
[[nodiscard]] Presence as_presence(const Value& condition);

}  // namespace doudi::explain
