// src/explain/builtins.hpp - how the functions of FEEL and of doudi are computed, once their arguments are there.
// Layer 7.
#pragma once

#include <span>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/builtin_table.hpp"
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
  bool standard = false;  ///< a DMN model's: arguments may have any type

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
  Value (*compute)(const Call& call);
};

[[nodiscard]] std::span<const BuiltinFunction> number_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> text_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> list_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> aggregate_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> date_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> range_functions() noexcept;
[[nodiscard]] std::span<const BuiltinFunction> context_functions() noexcept;

/// Computes a call of a DMN model: takes the form that fits the arguments, converted if need be.
[[nodiscard]] Value call_standard(const Call& call);
/// Computes any function but `otherwise` and those with a function as argument, which the evaluator does itself. Strict.
[[nodiscard]] Value call_builtin(const Call& call);

/// An argument that must be a whole number that fits; otherwise the failure.
struct WholeNumber {
  std::int64_t value = 0;
  std::optional<Value> failure;
};
[[nodiscard]] WholeNumber whole_number(const Call& call, std::size_t argument);
/// A failure for arguments that no form of the function takes.
[[nodiscard]] inline Value wrong_kinds(const Call& call) {
  return call.fail(Reason::kinds_do_not_fit);
}
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
