// src/text/wording_tables.cpp - how doudi words what is wrong with dates, versions, parameters and tables.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> tables_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
