// tests/bench/timing.hpp - how long calls take: medians of runs in turn, and percentiles of single calls.
#pragma once

#include <cstddef>
#include <functional>
#include <vector>

namespace doudi::bench {

/// Runs each call once to warm it up, then all of them in turn, `runs` times. Returns the median of each, in nanoseconds.
[[nodiscard]] std::vector<double> medians_in_turn(const std::vector<std::function<void()>>& calls, int runs);

/// How long single calls took, in nanoseconds.
struct Latency {
  double half = 0;             ///< p50
  double of_hundred_best = 0;  ///< p99
};

/// Times `calls` calls one by one, each with its number. The clock's own time (some 20 ns) is part of every one.
[[nodiscard]] Latency latency_of(std::size_t calls, const std::function<void(std::size_t)>& call);

}  // namespace doudi::bench
