// src/text/wording_names.cpp - how doudi words what is wrong with names and scopes.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> names_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
