// tests/unit/base/dectest_file.hpp - reads the test files of the General Decimal Arithmetic specification.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace doudi::tests {

/// One line `id operation operand... -> result condition...`, and the directives in force there.
struct DectestCase {
  std::string id;
  std::string operation;  // lower case
  std::vector<std::string> operands;
  std::string result;
  bool overflow = false;  // among the conditions
  std::string rounding;
  std::string precision;
};

/// The cases of a file, in order. Throws std::runtime_error if it cannot be read.
[[nodiscard]] std::vector<DectestCase> read_dectest(const std::filesystem::path& file);

}  // namespace doudi::tests
