// tests/bench/figures.hpp - the figures of policy P for versions that are written by hand: those of policy_p/pack.yaml.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>

namespace doudi::bench {

inline constexpr std::size_t counties = 6;
inline constexpr std::size_t largest_household = 7;

/// Reference income of a full labourer, fen a month, by county.
inline constexpr std::array<std::int64_t, counties> reference_income{185000, 162350, 210075,
                                                                     148025, 139000, 175515};
/// Standard a head, fen a month, at 2 * county + urban.
inline constexpr std::array<std::int64_t, 2 * counties> standard{48625, 72000, 45375, 69000, 52085, 76550,
                                                                 44167, 65500, 42505, 64025, 49833, 70515};
/// Months of gradual exit, by county.
inline constexpr std::array<std::uint8_t, counties> gradual_exit_months{12, 18, 24, 12, 15, 20};

/// Every coefficient, halved or not for a caregiver, is a whole number of twentieths: incomes are reckoned in
/// twentieths of a fen, in which all of them are whole.
inline constexpr int twentieths = 20;

/// 0.7 of a standard in fen, half a fen rounded up: what one person alone is paid.
[[nodiscard]] constexpr std::int64_t single_benefit(std::int64_t standard_in_fen) noexcept {
  return (standard_in_fen * 7 + 5) / 10;
}

}  // namespace doudi::bench
