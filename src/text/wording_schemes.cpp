// src/text/wording_schemes.cpp - how doudi words what is wrong with assessment units, schemes and the lifecycle.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> schemes_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
