// src/exec/rank_table.hpp - numbers that ascend, with signposts to where a value stands among them.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "doudi/plan/program.hpp"

namespace doudi::exec {

/// The span from the first number to the last is cut into equal stretches; a signpost for each says how many numbers come
/// before it. From there a few halvings find the rest: one, if no stretch holds two of the numbers.
struct RankTable {
  RankTable(const std::vector<std::int64_t>& numbers, plan::Lane lane);

  std::uint32_t count = 0;
  std::int64_t first = 0;
  std::uint64_t span = 0;  ///< from the first to the last
  unsigned shift = 0;      ///< of the distance from the first: the stretch
  unsigned halvings = 0;
  std::vector<std::uint16_t> signposts;
  std::vector<std::byte>
      cells;  ///< the numbers in their lane, and behind them as many of the largest as are looked at
};

}  // namespace doudi::exec
