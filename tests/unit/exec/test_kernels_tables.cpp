// tests/unit/exec/test_kernels_tables.cpp - looking up tables and finding places among numbers, at every level.
#include <set>

#include <doctest/doctest.h>

#include "exec/rank_table.hpp"
#include "kernel_trial.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using plan::Opcode;

namespace {

using Values = std::vector<std::int64_t>;

/// Numbers that ascend: spread over the whole lane, or crowded in one corner of it.
[[nodiscard]] Values ascending(Draw& draw, std::size_t count, Limits limits, bool crowded) {
  std::set<std::int64_t> numbers;
  const Limits within =
      crowded ? Limits{limits.low, std::min(limits.high, limits.low + static_cast<std::int64_t>(3 * count))}
              : limits;
  while (numbers.size() < count && numbers.size() <= static_cast<std::size_t>(within.high - within.low))
    numbers.insert(within.low +
                   static_cast<std::int64_t>(draw.below(static_cast<std::uint64_t>(within.high) -
                                                        static_cast<std::uint64_t>(within.low) + 1)));
  return {numbers.begin(), numbers.end()};
}

}  // namespace

TEST_SUITE("exec/kernels_tables") {
  TEST_CASE("a look-up takes the cell at its position, whether registers hold the table or not") {
    Draw draw{6};
    for (const std::size_t entries : {1U, 7U, 8U, 9U, 16U, 17U, 32U, 33U, 256U}) {
      for (const Lane lane : lanes) {
        const Values cells = draw.column(entries, limits_of(lane));
        Values in_memory = cells;
        in_memory.resize(256);
        Memory table{lane, in_memory};
        for (const std::size_t rows : row_counts) {
          Values positions(rows);
          Values expected(rows);
          for (std::size_t i = 0; i < rows; ++i) {
            const std::size_t position = draw.below(3) == 0 ? entries - 1 : draw.below(entries);
            positions[i] = static_cast<std::int64_t>(position);
            expected[i] = cells[position];
          }
          Memory a{Lane::u8, positions};
          Instruction instruction;
          instruction.a = a.data();
          instruction.table = table.data();
          instruction.immediate = static_cast<std::int64_t>(entries);
          Rows how;
          how.count = rows;
          const Shape shape{Opcode::lookup, lane, Lane::u8, false, false, false};
          for (const Memory& result :
               results_of(instruction, how, lane, [&](const KernelSet& set) { return set.choose(shape); }))
            CHECK(result.values() == expected);
        }
      }
    }
  }

  TEST_CASE("a far look-up takes the cell at its position, and the last for what lies beyond") {
    Draw draw{8};
    for (const std::size_t entries : {1U, 300U, 70'000U}) {
      for (const Lane lane : lanes) {
        const Values cells = draw.column(entries, limits_of(lane));
        Memory table{lane, cells};
        Values positions;
        Values expected;
        for (int i = 0; i < 500; ++i) {
          const std::size_t position = draw.below(entries);
          const bool beyond = draw.below(5) == 0;
          positions.push_back(beyond ? -static_cast<std::int64_t>(position) - 1
                                     : static_cast<std::int64_t>(position));
          expected.push_back(beyond ? cells.back() : cells[position]);
        }
        Memory a{Lane::i32, positions};
        Instruction instruction;
        instruction.a = a.data();
        instruction.table = table.data();
        instruction.immediate = static_cast<std::int64_t>(entries);
        Rows how;
        how.count = positions.size();
        const Shape shape{Opcode::lookup, lane, Lane::i32, false, false, false};
        for (const Memory& result :
             results_of(instruction, how, lane, [&](const KernelSet& set) { return set.choose(shape); }))
          CHECK(result.values() == expected);
      }
    }
  }

  TEST_CASE("a value's place is the count of numbers that are not larger, however they are spread") {
    Draw draw{9};
    for (const std::size_t count : {1U, 2U, 3U, 40U, 250U, 5'000U}) {
      for (const Lane lane : lanes) {
        for (const bool crowded : {false, true}) {
          const Values numbers = ascending(draw, count, limits_of(lane), crowded);
          Values values = draw.column(300, limits_of(lane));
          for (int i = 0; i < 300; ++i) {
            const std::int64_t near =
                numbers[draw.below(numbers.size())] + static_cast<std::int64_t>(draw.below(3)) - 1;
            values.push_back(std::clamp(near, limits_of(lane).low, limits_of(lane).high));
          }
          Values expected;
          for (const std::int64_t value : values)
            expected.push_back(std::upper_bound(numbers.begin(), numbers.end(), value) - numbers.begin());
          const RankTable ranks{numbers, lane};
          Memory a{lane, values};
          Instruction instruction;
          instruction.a = a.data();
          instruction.ranks = &ranks;
          Rows how;
          how.count = values.size();
          const Lane out = numbers.size() < 256 ? Lane::u8 : Lane::i32;
          const Shape shape{Opcode::rank, out, lane, false, false, false};
          for (const Memory& result :
               results_of(instruction, how, out, [&](const KernelSet& set) { return set.choose(shape); }))
            CHECK(result.values() == expected);
        }
      }
    }
  }
}
