// tests/tck/values.hpp - values of the TCK's test files as doudi's, and whether a result is what a case expects.
#pragma once

#include <optional>

#include "doudi/explain/value.hpp"
#include "doudi/model/type.hpp"

#include "test_suite.hpp"

namespace doudi::tck {

/// Throws std::runtime_error for a text that is not of its type.
[[nodiscard]] explain::Value value_of(const Given& given);

/// The type of a value that is given for an input without one.
[[nodiscard]] model::Type type_of(const explain::Value& value);

/// How close a number must come to one that is written down.
enum class Closeness : std::uint8_t {
  printed,   ///< equal when rounded to the decimals that are written
  tolerant,  ///< 1e-8 away at most, as other runners have it
};
[[nodiscard]] bool matches(const explain::Value& value, const Given& expected, Closeness closeness);

/// A value on one line, for reports.
[[nodiscard]] std::string text_of(const explain::Value& value);
[[nodiscard]] std::string text_of(const Given& given);

}  // namespace doudi::tck
