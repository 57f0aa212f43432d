// src/check/stretches.hpp - sets of positions on an axis, as sorted stretches.
// Layer 4.
#pragma once

#include <cstdint>
#include <vector>

namespace doudi::check {

/// Half-open: positions begin <= p < end.
struct Stretch {
  std::uint32_t begin = 0;
  std::uint32_t end = 0;
  friend bool operator==(const Stretch&, const Stretch&) = default;
};

/// Sorted, neither overlapping nor touching.
using Stretches = std::vector<Stretch>;

[[nodiscard]] Stretches shared(const Stretches& lhs, const Stretches& rhs);
[[nodiscard]] Stretches united(const Stretches& lhs, const Stretches& rhs);
/// What of `whole` is not in `taken`.
[[nodiscard]] Stretches without(const Stretches& whole, const Stretches& taken);
[[nodiscard]] bool meet(const Stretches& lhs, const Stretches& rhs) noexcept;
[[nodiscard]] bool holds(const Stretches& stretches, std::uint32_t position) noexcept;

}  // namespace doudi::check
