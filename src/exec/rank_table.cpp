// src/exec/rank_table.cpp - as many signposts as it takes.
// Layer 6.
#include "exec/rank_table.hpp"

#include <algorithm>
#include <cstring>
#include <limits>
#include <stdexcept>

namespace doudi::exec {
namespace {

using plan::Lane;

/// As many stretches as fit a processor's nearest cache.
constexpr std::uint64_t most_stretches = 8192;

template <class Cell>
void append(std::vector<std::byte>& memory, Cell cell) {
  const std::size_t begin = memory.size();
  memory.resize(begin + sizeof cell);
  std::memcpy(memory.data() + begin, &cell, sizeof cell);
}

template <class Cell>
void fill(std::vector<std::byte>& memory, const std::vector<std::int64_t>& numbers, std::size_t more) {
  for (const std::int64_t number : numbers) append(memory, static_cast<Cell>(number));
  for (std::size_t i = 0; i < more; ++i) append(memory, std::numeric_limits<Cell>::max());
}

}  // namespace

RankTable::RankTable(const std::vector<std::int64_t>& numbers, Lane lane)
    : count{static_cast<std::uint32_t>(numbers.size())}, first{numbers.front()} {
  if (numbers.size() > std::numeric_limits<std::uint16_t>::max())
    throw std::logic_error("more numbers than a rank table takes");
  span = static_cast<std::uint64_t>(numbers.back()) - static_cast<std::uint64_t>(first);
  while (span >> shift >= most_stretches) ++shift;
  const auto stretch_of = [&](std::int64_t number) {
    return (static_cast<std::uint64_t>(number) - static_cast<std::uint64_t>(first)) >> shift;
  };
  std::vector<std::int32_t> counts(static_cast<std::size_t>(span >> shift) + 1);
  for (const std::int64_t number : numbers) ++counts[static_cast<std::size_t>(stretch_of(number))];
  std::int32_t before = 0;
  std::int32_t most = 0;
  for (const std::int32_t here : counts) {
    signposts.push_back(static_cast<std::uint16_t>(before));
    before += here;
    most = std::max(most, here);
  }
  while (most >> halvings != 0) ++halvings;
  const std::size_t more = std::size_t{1} << halvings;
  if (lane == Lane::u8) fill<std::uint8_t>(cells, numbers, more);
  if (lane == Lane::i32) fill<std::int32_t>(cells, numbers, more);
  if (lane == Lane::f64) fill<double>(cells, numbers, more);
  if (lane == Lane::i64) fill<std::int64_t>(cells, numbers, more);
}

}  // namespace doudi::exec
