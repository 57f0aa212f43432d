// src/explain/builtins_contexts.cpp - functions that ask contexts, or make new ones of them.
// Layer 7.
#include <algorithm>
#include <array>

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;

[[nodiscard]] const Value* find_entry(const Context& context, const std::string& key) {
  const auto found = std::find_if(context.entries.begin(), context.entries.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  return found == context.entries.end() ? nullptr : &found->second;
}

void put(Context& context, const std::string& key, Value value) {
  const auto found = std::find_if(context.entries.begin(), context.entries.end(),
                                  [&](const auto& entry) { return entry.first == key; });
  if (found == context.entries.end()) {
    context.entries.emplace_back(key, std::move(value));
  } else {
    found->second = std::move(value);
  }
}

/// The texts of a list of keys; nothing if one of them is none.
[[nodiscard]] std::optional<std::vector<std::string>> keys_of(const Value& value) {
  std::vector<std::string> keys;
  for (const Item& item : value.get<List>().items) {
    const auto* key = item.value.get_if<std::string>();
    if (key == nullptr) return std::nullopt;
    keys.push_back(*key);
  }
  return keys;
}

/// The entry at the end of a path of keys; null where there is none.
[[nodiscard]] Value value_at(const Call& call) {
  const auto keys = keys_of(call.arguments[1]);
  if (!keys || keys->empty()) return wrong_kinds(call);
  Value value = call.arguments[0];
  for (const std::string& key : *keys) {
    const auto* context = value.get_if<Context>();
    const Value* entry = context == nullptr ? nullptr : find_entry(*context, key);
    if (entry == nullptr) return {};
    value = Value{*entry};
  }
  return value;
}

[[nodiscard]] Value get_value(const Call& call) {
  if (call.arguments[1].get_if<List>() != nullptr) return value_at(call);
  const Value* entry = find_entry(call.get<Context>(0), call.get<std::string>(1));
  return entry == nullptr ? Value{} : *entry;
}

[[nodiscard]] Value get_entries(const Call& call) {
  List result;
  for (const auto& [key, value] : call.get<Context>(0).entries) {
    result.items.push_back({Context{{{"key", Value{key}}, {"value", value}}}, {}});
  }
  return result;
}

/// Of a list of entries, each with a key and a value; no key twice.
[[nodiscard]] Value context_of(const Call& call) {
  Context result;
  for (const Item& item : call.get<List>(0).items) {
    const auto* entry = item.value.get_if<Context>();
    const Value* key = entry == nullptr ? nullptr : find_entry(*entry, "key");
    const Value* value = entry == nullptr ? nullptr : find_entry(*entry, "value");
    if (key == nullptr || value == nullptr || key->get_if<std::string>() == nullptr) return wrong_kinds(call);
    if (find_entry(result, key->get<std::string>()) != nullptr) return wrong_kinds(call);
    result.entries.emplace_back(key->get<std::string>(), *value);
  }
  return result;
}

/// Puts a value at the end of a path of keys, of which all but the last must be there.
[[nodiscard]] std::optional<Context> put_at(Context context, std::span<const std::string> keys,
                                            const Value& value) {
  if (keys.size() == 1) {
    put(context, keys.front(), value);
    return context;
  }
  const Value* entry = find_entry(context, keys.front());
  const auto* inner = entry == nullptr ? nullptr : entry->get_if<Context>();
  if (inner == nullptr) return std::nullopt;
  auto changed = put_at(*inner, keys.subspan(1), value);
  if (!changed) return std::nullopt;
  put(context, keys.front(), Value{*std::move(changed)});
  return context;
}

[[nodiscard]] Value context_put(const Call& call) {
  if (!call.has(0) || !call.has(1)) return {};
  if (call.arguments[1].get_if<List>() == nullptr) {
    Context result = call.get<Context>(0);
    put(result, call.get<std::string>(1), call.arguments[2]);
    return result;
  }
  const auto keys = keys_of(call.arguments[1]);
  if (!keys || keys->empty()) return wrong_kinds(call);
  auto result = put_at(call.get<Context>(0), *keys, call.arguments[2]);
  return result ? Value{*std::move(result)} : wrong_kinds(call);
}

/// Later entries win.
[[nodiscard]] Value context_merge(const Call& call) {
  Context result;
  for (const Item& item : call.get<List>(0).items) {
    const auto* context = item.value.get_if<Context>();
    if (context == nullptr) return wrong_kinds(call);
    for (const auto& [key, value] : context->entries) put(result, key, value);
  }
  return result;
}

constexpr std::array functions{
    BuiltinFunction{Builtin::get_value, get_value},
    BuiltinFunction{Builtin::get_entries, get_entries},
    BuiltinFunction{Builtin::context_of, context_of},
    BuiltinFunction{Builtin::context_put, context_put},
    BuiltinFunction{Builtin::context_merge, context_merge},
};

}  // namespace

std::span<const BuiltinFunction> context_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
