// src/model/expression.cpp - how comparisons are written.
// Layer 3.
#include "doudi/model/expression.hpp"

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

}  // namespace doudi::model
