// tests/bench/timing.cpp - reads the clock around calls.
#include "timing.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace doudi::bench {
namespace {

using Clock = std::chrono::steady_clock;

double since(Clock::time_point begin) {
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

}  // namespace

std::vector<double> medians_in_turn(const std::vector<std::function<void()>>& calls, int runs) {
  if (runs < 1) throw std::invalid_argument{"runs must be at least 1"};
  std::vector<std::vector<double>> times(calls.size());
  for (const auto& call : calls) call();
  for (int run = 0; run < runs; ++run) {
    for (std::size_t i = 0; i < calls.size(); ++i) {
      const Clock::time_point begin = Clock::now();
      calls[i]();
      times[i].push_back(since(begin));
    }
  }
  std::vector<double> medians;
  for (auto& each : times) {
    std::ranges::sort(each);
    medians.push_back(each[each.size() / 2]);
  }
  return medians;
}

Latency latency_of(std::size_t calls, const std::function<void(std::size_t)>& call) {
  if (calls == 0) throw std::invalid_argument{"calls must be at least 1"};
  std::vector<double> times(calls);
  for (std::size_t i = 0; i < calls / 10; ++i) call(i);  // warms up
  for (std::size_t i = 0; i < calls; ++i) {
    const Clock::time_point begin = Clock::now();
    call(i);
    times[i] = since(begin);
  }
  std::ranges::sort(times);
  return {times[calls / 2], times[calls * 99 / 100]};
}

}  // namespace doudi::bench
