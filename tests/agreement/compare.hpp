// tests/agreement/compare.hpp - the columns of a batch against the plain evaluator, digit for digit.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "doudi/decide.hpp"

namespace doudi::agreement {

struct Agreement {
  std::size_t households = 0;
  std::size_t differences = 0;
  std::size_t left_open = 0;          ///< by columns, though the plain evaluator decides them
  std::size_t decided = 0;            ///< by columns
  std::vector<std::string> examples;  ///< of differences, the first few
};

/// Every household that columns decide must be decided by the plain evaluator too, with the same outputs and grants.
[[nodiscard]] Agreement compare(const plan::Program& program, const exec::Batch& batch,
                                const exec::Results& results);

}  // namespace doudi::agreement
