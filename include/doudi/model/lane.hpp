// doudi/model/lane.hpp - how a fact's values lie in a column: always whole numbers, which programs and batches agree on.
// Layer 3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>

#include "doudi/model/pack.hpp"

namespace doudi::model {

/// The type of a column's cells.
enum class Lane : std::uint8_t {
  u8,    ///< booleans, positions of enumeration members, whole numbers from 0 to 255
  i32,   ///< dates (days since 1970-01-01), links (position among the household's members), numbers
  i64,   ///< numbers, scaled by ten to the power of the fact's decimals: 369.62 is 36962
  kept,  ///< whatever fits no lane (texts, lists of values, times): as the record has it
};
/// Bytes of one cell; 0 for kept values.
[[nodiscard]] constexpr std::size_t width(Lane lane) noexcept {
  switch (lane) {
    case Lane::u8:
      return sizeof(std::uint8_t);
    case Lane::i32:
      return sizeof(std::int32_t);
    case Lane::i64:
      return sizeof(std::int64_t);
    case Lane::kept:
      return 0;
  }
  return 0;
}

/// Larger cells are kept aside. Sums and products of a few such numbers still fit a lane: at two decimals it is a hundred
/// thousand million.
constexpr std::int64_t largest_cell = 10'000'000'000'000;

/// The cells that a fact's column may hold, both ends included.
struct CellRange {
  std::int64_t low = -largest_cell;
  std::int64_t high = largest_cell;
};

/// How the values of a fact lie in its column: by its type and range alone.
[[nodiscard]] Lane lane_of(const Pack& pack, const Fact& fact);
/// Requires a lane other than `kept`.
[[nodiscard]] CellRange range_of_cells(const Pack& pack, const Fact& fact);
/// The value of a cell with so many decimals: 36962 and 2 are 369.62.
[[nodiscard]] Decimal number_of_cell(std::int64_t cell, int decimals);
/// The number in units of its last decimal; nothing if it has more decimals than that or is larger than largest_cell.
[[nodiscard]] std::optional<std::int64_t> scaled_cell(const Decimal& number, int decimals);

}  // namespace doudi::model
