// src/model/lane.cpp - which lane a fact's values take.
// Layer 3.
#include "doudi/model/lane.hpp"

#include <limits>

namespace doudi::model {
namespace {

constexpr std::int64_t largest_byte = std::numeric_limits<std::uint8_t>::max();
constexpr std::int64_t largest_int = std::numeric_limits<std::int32_t>::max();

/// Days from 0001-01-01 to 9999-12-31 lie well within.
constexpr CellRange days{-5'000'000, 5'000'000};

[[nodiscard]] CellRange range_of_number(const Fact& fact) {
  CellRange range;
  const auto low = fact.low ? scaled_cell(*fact.low, fact.decimals) : std::nullopt;
  const auto high = fact.high ? scaled_cell(*fact.high, fact.decimals) : std::nullopt;
  if (low) range.low = *low;
  if (high) range.high = *high;
  return range;
}

[[nodiscard]] Lane narrowest(CellRange range) noexcept {
  if (range.low >= 0 && range.high <= largest_byte) return Lane::u8;
  return range.low >= -largest_int && range.high <= largest_int ? Lane::i32 : Lane::i64;
}

}  // namespace

std::optional<std::int64_t> scaled_cell(const Decimal& number, int decimals) {
  constexpr int most_decimals = 18;
  if (decimals > most_decimals) return std::nullopt;
  std::int64_t power = 1;
  for (int i = 0; i < decimals; ++i) power *= 10;
  const auto product = multiply(number, Decimal{power});
  if (!product.has_value()) return std::nullopt;
  const auto whole = product->to_int64();
  if (!whole || *whole > largest_cell || *whole < -largest_cell) return std::nullopt;
  return whole;
}

Decimal number_of_cell(std::int64_t cell, int decimals) {
  const auto bits = static_cast<Uint128>(cell);
  // Every cell has fewer than 34 digits.
  return Decimal::from_parts(cell < 0, cell < 0 ? Uint128{0} - bits : bits, -decimals).value();
}

Lane lane_of(const Pack& pack, const Fact& fact) {
  if (fact.shape == Fact::Shape::reference) return Lane::i32;
  if (fact.shape != Fact::Shape::value) return Lane::kept;
  switch (fact.type.kind) {
    case Kind::boolean:
      return Lane::u8;
    case Kind::enumeration:
      return narrowest(range_of_cells(pack, fact));
    case Kind::date:
      return Lane::i32;
    case Kind::number:
      return narrowest(range_of_number(fact));
    default:
      return Lane::kept;
  }
}

CellRange range_of_cells(const Pack& pack, const Fact& fact) {
  if (fact.shape == Fact::Shape::reference) return {0, largest_int};
  switch (fact.type.kind) {
    case Kind::boolean:
      return {0, 1};
    case Kind::enumeration:
      return {0, static_cast<std::int64_t>(pack[fact.type.enumeration].members.size()) - 1};
    case Kind::date:
      return days;
    case Kind::number:
      return range_of_number(fact);
    default:
      return {};
  }
}

}  // namespace doudi::model
