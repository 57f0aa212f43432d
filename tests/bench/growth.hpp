// tests/bench/growth.hpp - what is measured to see how time grows: with households, blocks, table rows, rules, values kept.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "generated_pack.hpp"
#include "subject.hpp"

namespace doudi::bench {

/// What all of them share.
struct GrowthOptions {
  std::size_t households = 1000000;  ///< of policy P; the generated packs get a fifth of it
  std::uint64_t seed = 0;
  Date on;
  std::string folder;  ///< of the benchmarks' packs
};

/// Policy P over the first 1,000, 10,000 ... of the households.
[[nodiscard]] std::vector<Subject> subjects_by_households(const GrowthOptions& options);
/// Policy P with blocks of 256, 512 ... 16,384 households.
[[nodiscard]] std::vector<Subject> subjects_by_block(const GrowthOptions& options);
/// Policy P, and policy P with every named value put out.
[[nodiscard]] std::vector<Subject> subjects_by_values(const GrowthOptions& options);
/// Tables of 10, 100 and 1,000 rows.
[[nodiscard]] std::vector<Subject> subjects_by_rows(const GrowthOptions& options, Limits limits);
/// 10, 100 and 1,000 simple rules.
[[nodiscard]] std::vector<Subject> subjects_by_rules(const GrowthOptions& options, SimpleRule kind);

/// The numbers of rows and rules.
inline constexpr std::array<std::size_t, 3> growing_counts{10, 100, 1000};

/// Nanoseconds a household that one more rule takes between two of the counts.
[[nodiscard]] inline double slope(double less_time, double more_time, std::size_t fewer, std::size_t more) {
  return (more_time - less_time) / static_cast<double>(more - fewer);
}

}  // namespace doudi::bench
