// tests/bench/households.hpp - made-up households of policy P as columns, the same for a seed on every machine.
#pragma once

#include <cstddef>
#include <cstdint>

#include "column.hpp"

namespace doudi::bench {

/// Households and their members. Rows of the first columns are households, those of the others persons; money is
/// in fen; booleans are 0 or 1. Every value lies in the range that policy_p/pack.yaml declares.
struct Households {
  /// The members of household h are the persons from offsets[h] to offsets[h + 1], 1 to 7 of them.
  Column<std::uint32_t> offsets{0};
  Column<std::uint8_t> county;  ///< 0 to 5, as the pack lists them
  Column<std::uint8_t> urban;
  Column<std::uint8_t> months_over;
  Column<std::int64_t> land_income;
  Column<std::int64_t> other_income;
  Column<std::int64_t> savings;
  Column<std::int64_t> previous_benefit;

  Column<std::uint8_t> age;
  Column<std::uint8_t> sex;  ///< 0 male, 1 female
  Column<std::uint8_t> disability_grade;
  Column<std::uint8_t> seriously_ill;
  Column<std::uint8_t> student;
  Column<std::uint8_t> caregiver;
  Column<std::int64_t> wage;
  Column<std::int64_t> transfers;

  [[nodiscard]] std::size_t size() const noexcept { return county.size(); }
  [[nodiscard]] std::size_t persons() const noexcept { return age.size(); }
};

enum class Spread : std::uint8_t {
  random,
  boundary,  ///< income within 3 fen of a limit where it can be, and savings for a third of the households
};

inline constexpr std::uint64_t usual_seed = 20240607;

/// Makes `count` households. One seed gives one beginning, whatever `count` is.
[[nodiscard]] Households make_households(std::size_t count, std::uint64_t seed, Spread spread);

}  // namespace doudi::bench
