// tests/bench/chance.hpp - numbers drawn by chance, the same for a seed on every machine.
#pragma once

#include <array>
#include <cstdint>

namespace doudi::bench {

/// xoshiro256** begun by splitmix64: fast, and the same everywhere, which the distributions of <random> are not.
class Chance {
 public:
  explicit Chance(std::uint64_t seed) {
    for (std::uint64_t& word : state_) {
      seed += 0x9e3779b97f4a7c15U;
      std::uint64_t mixed = (seed ^ (seed >> 30U)) * 0xbf58476d1ce4e5b9U;
      mixed = (mixed ^ (mixed >> 27U)) * 0x94d049bb133111ebU;
      word = mixed ^ (mixed >> 31U);
    }
  }

  /// A number from 0 to `count` - 1.
  [[nodiscard]] std::uint32_t below(std::uint32_t count) {
    return static_cast<std::uint32_t>(((next() >> 32U) * count) >> 32U);
  }
  /// True `thousandths` times of a thousand.
  [[nodiscard]] bool happens(std::uint32_t thousandths) { return below(1000) < thousandths; }
  /// A number from `low` to `high`, both included.
  [[nodiscard]] std::int64_t between(std::int64_t low, std::int64_t high) {
    return low + below(static_cast<std::uint32_t>(high - low + 1));
  }
  [[nodiscard]] std::uint8_t small_between(std::int64_t low, std::int64_t high) {
    return static_cast<std::uint8_t>(between(low, high));
  }

 private:
  static std::uint64_t rotated(std::uint64_t word, unsigned bits) {
    return (word << bits) | (word >> (64U - bits));
  }
  std::uint64_t next() {
    const std::uint64_t result = rotated(state_[1] * 5, 7) * 9;
    const std::uint64_t shifted = state_[1] << 17U;
    state_[2] ^= state_[0];
    state_[3] ^= state_[1];
    state_[1] ^= state_[2];
    state_[0] ^= state_[3];
    state_[2] ^= shifted;
    state_[3] = rotated(state_[3], 45);
    return result;
  }

  std::array<std::uint64_t, 4> state_{};
};

}  // namespace doudi::bench
