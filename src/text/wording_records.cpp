// src/text/wording_records.cpp - how doudi words what is wrong with a record, its evaluation, or a case.
// Layer 1.
#include "text/wording.hpp"

namespace doudi::text {

std::span<const CodeWording> records_wording() noexcept {
  // clang-format off
  static const std::vector<CodeWording> rows{
  };
  // clang-format on
  return rows;
}

}  // namespace doudi::text
