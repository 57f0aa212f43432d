// tests/bench/threads.cpp - one thread against two.
#include "threads.hpp"

#include <cstdint>
#include <stdexcept>
#include <thread>

#include "timing.hpp"

namespace doudi::bench {
namespace {

/// Some milliseconds of work that no memory slows down.
std::uint64_t count_alone(std::uint64_t seed) {
  for (int i = 0; i < 10'000'000; ++i) seed = seed * 6364136223846793005U + 1442695040888963407U;
  return seed;
}

}  // namespace

ThreadTimes measure_threads(const Workload& workload, int runs) {
  std::uint64_t first = 1;
  std::uint64_t second = 2;
  std::size_t open = 0;
  const auto evaluate = [&](unsigned threads) {
    const exec::Results results = exec::evaluate(workload.program, workload.batch, {threads, 0});
    open += results.open.back();
  };
  const std::vector<double> times =
      medians_in_turn({[&] { evaluate(1); }, [&] { evaluate(2); }, [&] { first = count_alone(first); },
                       [&] {
                         std::thread other{[&] { second = count_alone(second); }};
                         first = count_alone(first);
                         other.join();
                       }},
                      runs);
  if (open != 0 || first == second) throw std::logic_error{"a household is left open"};
  const auto households = static_cast<double>(workload.batch.households());
  return {times[0] / households, times[1] / households, 2 * times[2] / times[3]};
}

}  // namespace doudi::bench
