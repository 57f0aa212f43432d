// src/model/expression.cpp - how comparisons and properties are written.
// Layer 3.
#include "doudi/model/expression.hpp"

#include <array>

namespace doudi::model {

std::string_view comparison_text(Comparison comparison) noexcept {
  switch (comparison) {
    case Comparison::equal:
      return "=";
    case Comparison::not_equal:
      return "!=";
    case Comparison::less:
      return "<";
    case Comparison::less_equal:
      return "<=";
    case Comparison::greater:
      return ">";
    case Comparison::greater_equal:
      return ">=";
  }
  return {};
}

std::string_view property_name(Property property) noexcept {
  constexpr std::array<std::string_view, 19> names{
      "year",  "month",   "day",     "weekday",     "years",   "months",         "days",
      "hours", "minutes", "seconds", "start",       "end",     "start included", "end included",
      "hour",  "minute",  "second",  "time offset", "timezone"};
  return names[static_cast<std::size_t>(property)];
}

}  // namespace doudi::model
