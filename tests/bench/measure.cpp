// tests/bench/measure.cpp - alternating runs, their median and their least.
#include "measure.hpp"

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace doudi::bench {
namespace {

/// Decisions that no version makes: a row that stays as it was counts as a difference.
Decisions undecided(std::size_t households) {
  Decisions decisions{households};
  std::ranges::fill(decisions.scheme, std::uint8_t{255});
  std::ranges::fill(decisions.covered, std::uint8_t{255});
  std::ranges::fill(decisions.amount, -1);
  return decisions;
}

Decisions decided_by(const Version& version, std::size_t households) {
  Decisions decisions = undecided(households);
  version.decide(decisions);
  if (version.reorder) version.reorder(decisions);
  return decisions;
}

double nanoseconds(const Version& version, Decisions& decisions) {
  using Clock = std::chrono::steady_clock;
  const Clock::time_point begin = Clock::now();
  version.decide(decisions);
  return std::chrono::duration<double, std::nano>(Clock::now() - begin).count();
}

}  // namespace

Measurement measure(const std::vector<Version>& versions, std::size_t households, int runs) {
  if (versions.empty()) throw std::invalid_argument{"no versions to measure"};
  if (households == 0 || runs < 1) throw std::invalid_argument{"households and runs must be at least 1"};
  Measurement measurement{std::vector<Measured>(versions.size()), decided_by(versions.front(), households)};
  for (std::size_t i = 1; i < versions.size(); ++i) {
    measurement.rows[i].differences = compare(measurement.decisions, decided_by(versions[i], households));
  }
  Decisions decisions{households};
  std::vector<std::vector<double>> times(versions.size());
  for (int run = 0; run < runs; ++run) {
    for (std::size_t i = 0; i < versions.size(); ++i) {
      times[i].push_back(nanoseconds(versions[i], decisions));
    }
  }
  for (std::size_t i = 0; i < versions.size(); ++i) {
    std::ranges::sort(times[i]);
    const auto a_household = [&](double time) { return time / static_cast<double>(households); };
    measurement.rows[i].median_ns = a_household(times[i][times[i].size() / 2]);
    measurement.rows[i].least_ns = a_household(times[i].front());
  }
  return measurement;
}

}  // namespace doudi::bench
