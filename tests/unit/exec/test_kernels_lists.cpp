// tests/unit/exec/test_kernels_lists.cpp - loops over lists of members, at every level, against the same in scalars.
#include <doctest/doctest.h>

#include "kernel_trial.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using plan::Opcode;

namespace {

using Values = std::vector<std::int64_t>;

/// Lists of 0 to `most` members; the block does not begin with the first member of all.
struct Lists {
  Lists(Draw& draw, std::size_t parents, std::uint64_t most = 20) : offsets{17} {
    for (std::size_t i = 0; i < parents; ++i) {
      const auto size = draw.below(4) == 0 ? 0 : draw.below(most + 1);
      offsets.push_back(offsets.back() + static_cast<std::uint32_t>(size));
    }
  }
  [[nodiscard]] std::size_t parents() const { return offsets.size() - 1; }
  [[nodiscard]] std::size_t members() const { return offsets.back() - offsets.front(); }
  [[nodiscard]] std::size_t longest() const {
    std::size_t most = 0;
    for (std::size_t i = 0; i < parents(); ++i) most = std::max(most, size(i));
    return most;
  }
  [[nodiscard]] std::size_t first(std::size_t parent) const { return offsets[parent] - offsets.front(); }
  [[nodiscard]] std::size_t size(std::size_t parent) const { return offsets[parent + 1] - offsets[parent]; }

  std::vector<std::uint32_t> offsets;
};

[[nodiscard]] std::vector<Memory> run(const Lists& lists, std::size_t count, Shape shape, Values a,
                                      Lane a_lane, Values b, Lane b_lane, std::int64_t immediate) {
  Memory first{a_lane, a};
  Memory second{b_lane, b};
  std::vector<std::int64_t> scratch(lists.members() + 1);
  Instruction instruction;
  instruction.a = first.data();
  instruction.b = second.data();
  instruction.immediate = immediate;
  Rows rows;
  rows.count = count;
  rows.parents = lists.parents();
  rows.members = lists.members();
  rows.longest = lists.longest();
  rows.offsets = lists.offsets.data();
  rows.scratch = scratch.data();
  return results_of(instruction, rows, shape.lane, [&](const KernelSet& set) { return set.choose(shape); });
}

void check(const std::vector<Memory>& results, const Values& expected, Lane lane) {
  for (std::size_t level = 0; level < results.size(); ++level) {
    CAPTURE(static_cast<int>(lane));
    CAPTURE(level);
    CAPTURE(expected.size());
    CHECK(results[level].values() == expected);
  }
}

}  // namespace

TEST_SUITE("exec/kernels_lists") {
  TEST_CASE("every member gets its parent's cell") {
    Draw draw{21};
    for (const Lane lane : lanes) {
      for (const std::size_t parents : row_counts) {
        const Lists lists{draw, parents, draw.below(2) == 0 ? 8U : 20U};
        const Values cells = draw.column(parents, limits_of(lane));
        Values expected;
        for (std::size_t i = 0; i < parents; ++i) expected.insert(expected.end(), lists.size(i), cells[i]);
        check(run(lists, lists.members(), {Opcode::expand, lane, lane}, cells, lane, {}, lane, 0), expected,
              lane);
      }
    }
  }

  TEST_CASE("sums of each list are exact in every pair of lanes, though all members together overflow") {
    Draw draw{22};
    for (const Lane from : lanes) {
      for (const Lane to : lanes) {
        Limits limits{std::max(limits_of(from).low, limits_of(to).low / 20),
                      std::min(limits_of(from).high, limits_of(to).high / 20)};
        for (const std::size_t parents : row_counts) {
          const Lists lists{draw, parents};
          Values cells = draw.column(lists.members(), limits);
          if (parents == 1000) std::fill(cells.begin(), cells.end(), limits.high);
          Values expected(parents);
          for (std::size_t i = 0; i < parents; ++i) {
            for (std::size_t k = 0; k < lists.size(i); ++k) expected[i] += cells[lists.first(i) + k];
          }
          check(run(lists, parents, {Opcode::sum, to, from}, cells, from, {}, from, 0), expected, to);
        }
      }
    }
  }

  TEST_CASE("the largest and the smallest of a list; of none the end of the range") {
    Draw draw{23};
    for (const Lane lane : lanes) {
      const Limits limits = limits_of(lane);
      for (const std::size_t parents : row_counts) {
        const Lists lists{draw, parents};
        const Values cells = draw.column(lists.members(), limits);
        Values largest(parents, limits.low);
        Values smallest(parents, limits.high);
        for (std::size_t i = 0; i < parents; ++i) {
          for (std::size_t k = 0; k < lists.size(i); ++k) {
            largest[i] = std::max(largest[i], cells[lists.first(i) + k]);
            smallest[i] = std::min(smallest[i], cells[lists.first(i) + k]);
          }
        }
        check(run(lists, parents, {Opcode::largest, lane, lane}, cells, lane, {}, lane, limits.low), largest,
              lane);
        check(run(lists, parents, {Opcode::smallest, lane, lane}, cells, lane, {}, lane, limits.high),
              smallest, lane);
      }
    }
  }

  TEST_CASE("the household's link leads to its own member") {
    Draw draw{24};
    for (const Lane lane : lanes) {
      for (const std::size_t parents : row_counts) {
        const Lists lists{draw, parents};
        const Values cells = draw.column(lists.members(), limits_of(lane));
        Values links(parents);
        for (std::size_t i = 0; i < parents; ++i)
          links[i] = lists.size(i) == 0 ? 0 : static_cast<std::int64_t>(draw.below(lists.size(i)));
        for (const Memory& result :
             run(lists, parents, {Opcode::gather, lane, Lane::i32}, links, Lane::i32, cells, lane, 0)) {
          const Values values = result.values();
          std::size_t wrong = 0;
          for (std::size_t i = 0; i < parents; ++i) {
            const std::size_t place = lists.first(i) + static_cast<std::size_t>(links[i]);
            if (lists.size(i) > 0 && values[i] != cells[place]) ++wrong;
          }
          CHECK(wrong == 0);
        }
      }
    }
  }

  TEST_CASE("members' links lead to members of the same household, past households without any") {
    Draw draw{25};
    for (const Lane lane : lanes) {
      for (const std::size_t parents : row_counts) {
        const Lists lists{draw, parents};
        const Values cells = draw.column(lists.members(), limits_of(lane));
        Values links;
        Values expected;
        for (std::size_t i = 0; i < parents; ++i) {
          for (std::size_t k = 0; k < lists.size(i); ++k) {
            links.push_back(static_cast<std::int64_t>(draw.below(lists.size(i))));
            expected.push_back(cells[lists.first(i) + static_cast<std::size_t>(links.back())]);
          }
        }
        check(
            run(lists, lists.members(), {Opcode::gather, lane, Lane::i32}, links, Lane::i32, cells, lane, 1),
            expected, lane);
      }
    }
  }

  TEST_CASE(
      "a link that leads nowhere stays in memory and gives some member's cell, or 0 where there is none") {
    Draw draw{26};
    Lists lists{draw, 0};
    lists.offsets = {40, 42, 43};
    const Values cells{7, 8, 9};
    const Values links{2147483647, 3};
    for (const Memory& result :
         run(lists, 2, {Opcode::gather, Lane::i64, Lane::i32}, links, Lane::i32, cells, Lane::i64, 0)) {
      for (const std::int64_t value : result.values())
        CHECK(std::find(cells.begin(), cells.end(), value) != cells.end());
    }
    lists.offsets = {40, 40, 40};
    for (const Memory& result :
         run(lists, 2, {Opcode::gather, Lane::i64, Lane::i32}, links, Lane::i32, {}, Lane::i64, 0))
      CHECK(result.values() == Values{0, 0});
  }

  TEST_CASE("the sizes of lists fit the lane that is asked for") {
    Draw draw{27};
    for (const std::size_t parents : row_counts) {
      const Lists lists{draw, parents};
      Values sizes(parents);
      for (std::size_t i = 0; i < parents; ++i) sizes[i] = static_cast<std::int64_t>(lists.size(i));
      check(run(lists, parents, {Opcode::list_size, Lane::u8, Lane::u8}, {}, Lane::u8, {}, Lane::u8, 0),
            sizes, Lane::u8);
      check(run(lists, parents, {Opcode::list_size, Lane::i32, Lane::i32}, {}, Lane::u8, {}, Lane::u8, 1),
            sizes, Lane::i32);
    }
  }
}
