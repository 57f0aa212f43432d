// tests/bench/measure.hpp - times versions in turn and checks each of them against the first.
#pragma once

#include <cstddef>
#include <vector>

#include "decisions.hpp"
#include "version.hpp"

namespace doudi::bench {

/// One row of the table.
struct Measured {
  double median_ns = 0;  ///< a household
  double least_ns = 0;
  Differences differences;  ///< from the first version
};

struct Measurement {
  std::vector<Measured> rows;  ///< one for each version
  Decisions decisions;         ///< of the first version
};

/// Runs each version once, which warms it up and gives the decisions that are compared; then `runs` times in
/// turn, so that whatever slows the machine for a while slows all of them. Needs a version and a household.
[[nodiscard]] Measurement measure(const std::vector<Version>& versions, std::size_t households, int runs);

}  // namespace doudi::bench
