// tests/bench/threads.hpp - what a second thread brings, beside what it could bring on this machine at this time.
#pragma once

#include "subject.hpp"

namespace doudi::bench {

struct ThreadTimes {
  double one_ns = 0;  ///< a household, exec::evaluate() with one thread, its results made anew each time
  double two_ns = 0;
  double possible =
      0;  ///< how much faster two threads were than one at counting alone: 2 where the second core is free
};

/// Medians of `runs` runs in turn.
[[nodiscard]] ThreadTimes measure_threads(const Workload& workload, int runs);

}  // namespace doudi::bench
