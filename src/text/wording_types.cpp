// src/text/wording_types.cpp - how doudi words what is wrong with types, units, null, functions and circles.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> types_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
