// src/explain/builtins_lists.cpp - functions that ask lists, or make new ones of them.
// Layer 7.
#include <algorithm>
#include <array>

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;

[[nodiscard]] bool holds_value(const std::vector<Item>& items, const Value& value) {
  return std::any_of(items.begin(), items.end(), [&](const Item& item) { return equal(item.value, value); });
}

[[nodiscard]] std::vector<Item> distinct(const std::vector<Item>& items) {
  std::vector<Item> result;
  for (const Item& item : items) {
    if (!holds_value(result, item.value)) result.push_back(item);
  }
  return result;
}

[[nodiscard]] std::ptrdiff_t offset(const WholeNumber& position) {
  return static_cast<std::ptrdiff_t>(position.value);
}

[[nodiscard]] Value list_contains(const Call& call) {
  if (!call.has(0)) return {};
  return holds_value(call.get<List>(0).items, call.arguments[1]);
}

[[nodiscard]] Value sublist(const Call& call) {
  const auto& items = call.get<List>(0).items;
  const WholeNumber start = index_below(call, 1, items.size());
  if (start.failure) return *start.failure;
  const auto left = static_cast<std::int64_t>(items.size()) - start.value;
  WholeNumber length{left, std::nullopt};
  if (call.arguments.size() > 2) length = whole_number(call, 2);
  if (length.failure) return *length.failure;
  if (length.value < 0 || length.value > left) {
    return call.fail(Reason::index_out_of_range, {{"index", std::to_string(start.value + length.value)},
                                                  {"size", std::to_string(items.size())}});
  }
  const auto first = items.begin() + offset(start);
  return List{{first, first + offset(length)}};
}

[[nodiscard]] Value append(const Call& call) {
  if (!call.has(0)) return {};
  List result = call.get<List>(0);
  for (const Value& value : call.arguments.subspan(1)) result.items.push_back({value, {}});
  return result;
}

[[nodiscard]] Value concatenate(const Call& call) {
  List result;
  for (const Value& value : call.arguments) {
    if (value.is_null()) return {};
    const auto& items = value.get<List>().items;
    result.items.insert(result.items.end(), items.begin(), items.end());
  }
  return result;
}

[[nodiscard]] Value union_of(const Call& call) {
  const Value all = concatenate(call);
  if (all.is_null()) return all;
  return List{distinct(all.get<List>().items)};
}

/// One position further than the list has is the end: an item can be inserted there.
[[nodiscard]] Value insert_before(const Call& call) {
  if (!call.has(0) || !call.has(1)) return {};
  List result = call.get<List>(0);
  const bool at_end = call.get<Decimal>(1) == Decimal{result.items.size() + 1};
  const WholeNumber position = at_end
                                   ? WholeNumber{static_cast<std::int64_t>(result.items.size()), std::nullopt}
                                   : index_below(call, 1, result.items.size());
  if (position.failure) return *position.failure;
  result.items.insert(result.items.begin() + offset(position), Item{call.arguments[2], {}});
  return result;
}

[[nodiscard]] Value remove(const Call& call) {
  List result = call.get<List>(0);
  const WholeNumber position = index_below(call, 1, result.items.size());
  if (position.failure) return *position.failure;
  result.items.erase(result.items.begin() + offset(position));
  return result;
}

[[nodiscard]] Value list_replace(const Call& call) {
  if (!call.has(0) || !call.has(1)) return {};
  List result = call.get<List>(0);
  const WholeNumber position = index_below(call, 1, result.items.size());
  if (position.failure) return *position.failure;
  result.items[static_cast<std::size_t>(position.value)].value = call.arguments[2];
  return result;
}

[[nodiscard]] Value reverse(const Call& call) {
  List result = call.get<List>(0);
  std::reverse(result.items.begin(), result.items.end());
  return result;
}

[[nodiscard]] Value index_of(const Call& call) {
  if (!call.has(0)) return {};
  List result;
  const auto& items = call.get<List>(0).items;
  for (std::size_t i = 0; i < items.size(); ++i) {
    if (equal(items[i].value, call.arguments[1])) result.items.push_back({Decimal{i + 1}, {}});
  }
  return result;
}

[[nodiscard]] Value distinct_values(const Call& call) {
  return List{distinct(call.get<List>(0).items)};
}

void flatten_into(const List& list, List& result) {
  for (const Item& item : list.items) {
    if (const auto* inner = item.value.get_if<List>()) {
      flatten_into(*inner, result);
    } else {
      result.items.push_back(item);
    }
  }
}

[[nodiscard]] Value flatten(const Call& call) {
  List result;
  flatten_into(call.get<List>(0), result);
  return result;
}

/// Without a function: in ascending order. A null has no place in it.
[[nodiscard]] Value sort(const Call& call) {
  List result = call.get<List>(0);
  const auto is_null = [](const Item& item) { return item.value.is_null(); };
  if (std::any_of(result.items.begin(), result.items.end(), is_null)) return {};
  const Order order{call.pack, call.element_type()};
  bool ordered = true;
  merge_sort(result.items, [&](const Item& lhs, const Item& rhs) {
    const auto* left = lhs.value.get_if<model::Literal>();
    const auto* right = rhs.value.get_if<model::Literal>();
    const auto ordering = left == nullptr || right == nullptr ? std::nullopt : order.compare(*left, *right);
    ordered = ordered && ordering;
    return ordering && *ordering < 0;
  });
  return ordered ? Value{std::move(result)} : wrong_kinds(call);
}

[[nodiscard]] Value is_same(const Call& call) {
  return same(call.arguments[0], call.arguments.size() > 1 ? call.arguments[1] : Value{});
}

constexpr std::array functions{
    BuiltinFunction{Builtin::list_contains, list_contains},
    BuiltinFunction{Builtin::sublist, sublist},
    BuiltinFunction{Builtin::append, append},
    BuiltinFunction{Builtin::concatenate, concatenate},
    BuiltinFunction{Builtin::insert_before, insert_before},
    BuiltinFunction{Builtin::remove, remove},
    BuiltinFunction{Builtin::list_replace, list_replace},
    BuiltinFunction{Builtin::reverse, reverse},
    BuiltinFunction{Builtin::index_of, index_of},
    BuiltinFunction{Builtin::union_of, union_of},
    BuiltinFunction{Builtin::distinct_values, distinct_values},
    BuiltinFunction{Builtin::flatten, flatten},
    BuiltinFunction{Builtin::sort, sort},
    BuiltinFunction{Builtin::is_same, is_same},
};

}  // namespace

std::span<const BuiltinFunction> list_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
