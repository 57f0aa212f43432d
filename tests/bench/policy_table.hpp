// tests/bench/policy_table.hpp - policy P by every version of it: the table, and what it comes to.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "doudi/base/date.hpp"

#include "households.hpp"

namespace doudi::bench {

struct PolicyOptions {
  std::size_t households = 1000000;
  std::size_t sample = 2000;  ///< of them, for the plain evaluator
  std::uint64_t seed = usual_seed;
  Spread spread = Spread::random;
  int runs = 15;
  std::string folder;  ///< of the pack
  Date on;
};

/// Nanoseconds a household, medians; of a version with several block sizes the fastest.
struct PolicyTimes {
  double engine = 0;
  double opponent = 0;  ///< b2p
  double narrow = 0;    ///< b3p
  double slots = 0;     ///< b4
  double plain = 0;
  std::size_t differences = 0;  ///< households that anyone decides differently
};

/// Prints a row for each version and the line that sums up.
[[nodiscard]] PolicyTimes measure_policy(const PolicyOptions& options);

}  // namespace doudi::bench
