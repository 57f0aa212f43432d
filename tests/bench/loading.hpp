// tests/bench/loading.hpp - how long packs take to load, check included, and to compile.
#pragma once

#include <string>
#include <vector>

#include "doudi/base/date.hpp"

namespace doudi::bench {

struct LoadTime {
  std::string pack;
  double load_ms = 0;     ///< files read, parsed, joined, checked
  double compile_ms = 0;  ///< a program for one date
};

/// The packs that come with doudi, then a generated one of 1,000 rules and a table of 1,000 rows. Medians of `runs` runs.
/// Throws std::runtime_error with the report if one does not load.
[[nodiscard]] std::vector<LoadTime> measure_loading(int runs);

}  // namespace doudi::bench
