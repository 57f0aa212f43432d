// tests/unit/base/dectest_file.hpp - reads the test files of the General Decimal Arithmetic specification.
#pragma once

#include <algorithm>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace doudi::tests {

/// One line `id operation operand... -> result condition...`, and the directives in force there.
struct DectestCase {
  std::string id;
  std::string operation;  // lower case
  std::vector<std::string> operands;
  std::string result;
  std::vector<std::string> conditions;  // lower case
  std::string rounding;
  std::string precision;

  [[nodiscard]] bool has(std::string_view condition) const {
    return std::find(conditions.begin(), conditions.end(), condition) != conditions.end();
  }
};

/// The cases of a file, in order. Throws std::runtime_error if it cannot be read.
[[nodiscard]] std::vector<DectestCase> read_dectest(const std::filesystem::path& file);

}  // namespace doudi::tests
