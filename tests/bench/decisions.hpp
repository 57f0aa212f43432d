// tests/bench/decisions.hpp - what a version decides for each household, and how two versions differ.
#pragma once

#include <cstddef>
#include <cstdint>

#include "column.hpp"

namespace doudi::bench {

enum class Scheme : std::uint8_t { none, whole, single, gradual_exit };

/// Rows are households, in the order of the input.
struct Decisions {
  Column<std::uint8_t> scheme;   ///< a Scheme
  Column<std::uint8_t> covered;  ///< number of persons
  Column<std::int64_t> amount;   ///< fen a month

  explicit Decisions(std::size_t households) : scheme(households), covered(households), amount(households) {}
  [[nodiscard]] std::size_t size() const noexcept { return scheme.size(); }
};

/// How many households differ in what.
struct Differences {
  std::size_t scheme = 0;
  std::size_t amount = 0;
  std::size_t covered = 0;
  std::size_t households = 0;  ///< in anything
};

/// Both must have the same number of rows; throws std::invalid_argument otherwise.
[[nodiscard]] Differences compare(const Decisions& lhs, const Decisions& rhs);

}  // namespace doudi::bench
