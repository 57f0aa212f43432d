// src/explain/builtins.hpp - how the functions of FEEL and of doudi are computed, once their arguments are there.
// Layer 7.
#pragma once

#include <span>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/builtin.hpp"
#include "doudi/model/expression.hpp"
#include "doudi/model/pack.hpp"

#include "explain/operation.hpp"

namespace doudi::explain {

/// A call whose arguments are neither unknown nor failed, also inside of lists.
struct Call {
  const model::Pack& pack;
  const model::Expression& expression;  ///< for the types of its operands
  std::span<const Value> arguments;     ///< null only where the function takes it
  Date today;

  [[nodiscard]] text::Span place() const noexcept { return expression.span; }
  [[nodiscard]] bool has(std::size_t argument) const noexcept {
    return argument < arguments.size() && !arguments[argument].is_null();
  }
  template <class T>
  [[nodiscard]] const T& get(std::size_t argument) const {
    return arguments[argument].get<T>();
  }
  [[nodiscard]] std::string_view name() const noexcept;
  /// The type of what an aggregate runs over, or of the first argument.
  [[nodiscard]] const model::Type& element_type() const;
  [[nodiscard]] Value fail(Reason reason, text::Arguments values = {}) const {
    return failed(reason, place(), std::move(values));
  }
};

struct BuiltinFunction {
  model::Builtin builtin;
  bool takes_null;  ///< null arguments are passed on; otherwise one makes the result null
  Value (*compute)(const Call& call);
};

[[nodiscard]] std::span<const BuiltinFunction> number_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> text_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> list_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> aggregate_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> date_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> range_functions() noexcept;

/// Computes any function but `otherwise` and those with a function as argument, which the evaluator does itself. Strict.
[[nodiscard]] Value call_builtin(const Call& call);

/// An argument that must be a whole number that fits; otherwise the failure.
struct WholeNumber {
  std::int64_t value = 0;
  std::optional<Value> failure;
};
[[nodiscard]] WholeNumber whole_number(const Call& call, std::size_t argument);
/// A position counted from 1, or from the end if negative, as an index below `size`; a failure if it is outside.
[[nodiscard]] WholeNumber index_below(const Call& call, std::size_t argument, std::size_t size);

/// Sorts stably by a relation that may be no order at all. `precedes(b, a)` is asked for a before b.
template <class T, class Precedes>
void merge_sort(std::vector<T>& items, const Precedes& precedes) {
  if (items.size() < 2) return;
  const auto middle = items.begin() + static_cast<std::ptrdiff_t>(items.size() / 2);
  std::vector<T> first(items.begin(), middle);
  std::vector<T> second(middle, items.end());
  merge_sort(first, precedes);
  merge_sort(second, precedes);
  items.clear();
  std::size_t left = 0;
  std::size_t right = 0;
  while (left < first.size() && right < second.size()) {
    const bool take_right = precedes(second[right], first[left]);
    items.push_back(take_right ? second[right++] : first[left++]);
  }
  items.insert(items.end(), first.begin() + static_cast<std::ptrdiff_t>(left), first.end());
  items.insert(items.end(), second.begin() + static_cast<std::ptrdiff_t>(right), second.end());
}

}  // namespace doudi::explain
