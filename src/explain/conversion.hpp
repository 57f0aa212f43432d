// src/explain/conversion.hpp - whether a value is of a type that a DMN model names, and how the standard converts it.
// Layer 7.
#pragma once

#include <optional>

#include "doudi/explain/value.hpp"
#include "doudi/model/builtin_table.hpp"
#include "doudi/model/type.hpp"

namespace doudi::explain {

/// FEEL's `instance of`: null is an instance of the type Null only; items and entries may be null.
[[nodiscard]] bool is_instance(const Value& value, const model::Type& type);

/// The value as one of the type (DMN 1.5, 10.3.2.9.4): as it is, a date as its midnight in UTC, a list of one as its item, an
/// item as a list of one; null for any other.
[[nodiscard]] Value converted(const Value& value, const model::Type& type);

/// Whether a value has a shape that an argument may have.
[[nodiscard]] bool has_shape(const Value& value, model::Shape shape);

/// The value as an argument for a parameter, converted if need be; nothing if it does not fit.
struct Fitted {
  Value value;
  bool changed = false;
};
[[nodiscard]] std::optional<Fitted> fitted(const Value& value, const model::BuiltinParameter& parameter);

/// A property of a date, time, duration or range; nothing if the value has none of that name.
[[nodiscard]] std::optional<Value> property_of(const Value& value, model::Property property);
[[nodiscard]] std::optional<Value> property_of(const Value& value, std::string_view name);

}  // namespace doudi::explain
