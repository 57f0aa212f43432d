// src/text/wording_expression.cpp - how doudi words what is wrong with the text of an expression.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> expression_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
