// src/exec/lane_cells.hpp - single cells in memory of one lane.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>

#include "doudi/plan/program.hpp"

namespace doudi::exec {

inline void store_cell(std::byte* memory, plan::Lane lane, std::size_t row, std::int64_t cell) {
  std::byte* place = memory + row * plan::width(lane);
  const auto narrow = static_cast<std::int32_t>(cell);
  const auto real = static_cast<double>(cell);
  if (lane == plan::Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane == plan::Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane == plan::Lane::f64) std::memcpy(place, &real, sizeof real);
  if (lane == plan::Lane::i64) std::memcpy(place, &cell, sizeof cell);
}

}  // namespace doudi::exec
