// tests/unit/exec/kernel_trial.hpp - memory for one loop, the levels that this machine runs, and cells to try them on.
#pragma once

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <random>
#include <string>
#include <vector>

#include "exec/kernels.hpp"

namespace doudi::exec::baseline {
KernelSet kernel_set();
}
#if defined(__x86_64__)
namespace doudi::exec::v3 {
KernelSet kernel_set();
}
namespace doudi::exec::v4 {
KernelSet kernel_set();
}
#endif

namespace doudi::exec::testing {

using plan::Lane;

inline constexpr std::array lanes{Lane::u8, Lane::i32, Lane::f64, Lane::i64};
inline constexpr std::array<std::size_t, 6> row_counts{0, 1, 7, 63, 64, 1000};

/// Those that this machine runs; the baseline is the first.
[[nodiscard]] inline std::vector<KernelSet> levels() {
  std::vector<KernelSet> sets{baseline::kernel_set()};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx2") != 0 && __builtin_cpu_supports("bmi2") != 0)
    sets.push_back(v3::kernel_set());
  if (__builtin_cpu_supports("avx512bw") != 0 && __builtin_cpu_supports("avx512dq") != 0 &&
      __builtin_cpu_supports("avx512vl") != 0)
    sets.push_back(v4::kernel_set());
#endif
  return sets;
}

/// The cells that a program may hold in a lane.
struct Limits {
  std::int64_t low;
  std::int64_t high;
  [[nodiscard]] bool contain(std::int64_t value) const { return value >= low && value <= high; }
};
[[nodiscard]] inline Limits limits_of(Lane lane) {
  if (lane == Lane::u8) return {0, 255};
  if (lane == Lane::i32) return {-2147483647, 2147483647};
  const std::int64_t most = std::int64_t{1} << (lane == Lane::f64 ? 50 : 62);
  return {-most, most};
}

/// Cells of one lane, with room behind them as programs have it.
class Memory {
 public:
  Memory(Lane lane, std::size_t rows)
      : lane_{lane}, rows_{rows}, bytes_(rows * plan::width(lane) + 512, std::byte{0xA5}) {}
  Memory(Lane lane, const std::vector<std::int64_t>& values) : Memory{lane, values.size()} {
    for (std::size_t i = 0; i < rows_; ++i) write(i, values[i]);
  }
  [[nodiscard]] std::byte* data() noexcept { return bytes_.data(); }
  [[nodiscard]] const std::vector<std::byte>& bytes() const noexcept { return bytes_; }
  /// Whether nothing behind the cells was written to.
  [[nodiscard]] bool room_untouched() const {
    return std::all_of(bytes_.begin() + static_cast<std::ptrdiff_t>(rows_ * plan::width(lane_)), bytes_.end(),
                       [](std::byte byte) { return byte == std::byte{0xA5}; });
  }
  [[nodiscard]] std::vector<std::int64_t> values() const {
    std::vector<std::int64_t> result(rows_);
    for (std::size_t i = 0; i < rows_; ++i) result[i] = read(i);
    return result;
  }

 private:
  template <class Cell>
  void put(std::size_t row, Cell cell) {
    std::memcpy(bytes_.data() + row * sizeof cell, &cell, sizeof cell);
  }
  template <class Cell>
  [[nodiscard]] std::int64_t get(std::size_t row) const {
    Cell cell{};
    std::memcpy(&cell, bytes_.data() + row * sizeof cell, sizeof cell);
    return static_cast<std::int64_t>(cell);
  }
  void write(std::size_t row, std::int64_t value) {
    if (lane_ == Lane::u8) put(row, static_cast<std::uint8_t>(value));
    if (lane_ == Lane::i32) put(row, static_cast<std::int32_t>(value));
    if (lane_ == Lane::f64) put(row, static_cast<double>(value));
    if (lane_ == Lane::i64) put(row, value);
  }
  [[nodiscard]] std::int64_t read(std::size_t row) const {
    if (lane_ == Lane::u8) return get<std::uint8_t>(row);
    if (lane_ == Lane::i32) return get<std::int32_t>(row);
    return lane_ == Lane::f64 ? get<double>(row) : get<std::int64_t>(row);
  }

  Lane lane_;
  std::size_t rows_;
  std::vector<std::byte> bytes_;
};

/// Cells of every magnitude, the limits among them; the same in every run.
class Draw {
 public:
  explicit Draw(std::uint64_t seed) : random_{seed} {}

  [[nodiscard]] std::uint64_t below(std::uint64_t limit) { return random_() % limit; }
  [[nodiscard]] std::int64_t between(Limits limits) {
    const std::array edges{limits.low,      limits.low + 1,  std::int64_t{-1}, std::int64_t{0},
                           std::int64_t{1}, limits.high - 1, limits.high};
    if (below(6) == 0) return std::clamp(edges[below(edges.size())], limits.low, limits.high);
    const auto size = static_cast<std::int64_t>((random_() >> 1U) >> below(63));
    return std::clamp(below(2) == 0 ? size : -size, limits.low, limits.high);
  }
  [[nodiscard]] std::vector<std::int64_t> column(std::size_t rows, Limits limits) {
    std::vector<std::int64_t> values(rows);
    for (std::int64_t& value : values) value = between(limits);
    return values;
  }

 private:
  std::mt19937_64 random_;
};

/// The memory of the result after each level's loop has run; `kernel_of` chooses the loop from a level's set.
template <class KernelOf>
[[nodiscard]] std::vector<Memory> results_of(Instruction instruction, const Rows& rows, Lane lane,
                                             const KernelOf& kernel_of) {
  std::vector<Memory> results;
  for (const KernelSet& set : levels()) {
    Memory out{lane, rows.count};
    instruction.out = out.data();
    const Kernel run = kernel_of(set);
    if (run != nullptr) run(instruction, rows);
    results.push_back(std::move(out));
  }
  return results;
}

}  // namespace doudi::exec::testing
