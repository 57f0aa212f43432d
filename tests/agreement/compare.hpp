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

/// Every household that columns decide must be decided by the plain evaluator too, with the same outputs and grants. With the
/// records that the batch was made of, what it gives back for those that columns leave open must have the same answer as they:
/// what is missing and why it failed included.
[[nodiscard]] Agreement compare(const plan::Program& program, const exec::Batch& batch,
                                const exec::Results& results,
                                const std::vector<model::Record>* originals = nullptr);

}  // namespace doudi::agreement
