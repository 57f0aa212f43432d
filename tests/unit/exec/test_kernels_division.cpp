// tests/unit/exec/test_kernels_division.cpp - division by columns against decimals, in all ways of rounding.
#include <doctest/doctest.h>

#include "doudi/base/decimal.hpp"

#include "kernel_trial.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;

namespace {

using Values = std::vector<std::int64_t>;
constexpr std::array modes{RoundingMode::half_even, RoundingMode::half_up, RoundingMode::half_down,
                           RoundingMode::up,        RoundingMode::down,    RoundingMode::ceiling,
                           RoundingMode::floor};

/// What a lane's division takes: see Builder::divide().
[[nodiscard]] Limits dividends_of(Lane lane) {
  if (lane == Lane::i64) return limits_of(lane);
  return {0, lane == Lane::i32 ? 2147483647 : std::int64_t{1} << 48};
}

[[nodiscard]] std::int64_t by_decimals(std::int64_t dividend, std::int64_t divisor, RoundingMode mode) {
  return rounded(divide(Decimal{dividend}, Decimal{divisor}).value(), 0, mode).value().to_int64().value();
}

/// Dividends around the middle between two whole quotients, and around whole quotients, among others.
[[nodiscard]] std::int64_t dividend_near_tie(Draw& draw, Limits limits, std::int64_t divisor) {
  const std::int64_t quotient = draw.between({limits.low / divisor, limits.high / divisor});
  const std::int64_t middle = draw.below(3) == 0 ? 0 : divisor / 2;
  __extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): only a typedef takes __extension__
  Wide dividend = Wide{quotient} * divisor + (quotient < 0 ? -middle : middle);
  dividend += static_cast<std::int64_t>(draw.below(3)) - 1;
  if (dividend < limits.low) return limits.low;
  return dividend > limits.high ? limits.high : static_cast<std::int64_t>(dividend);
}

struct Division {
  Values dividends;
  Values divisors;
};

[[nodiscard]] Division drawn(Draw& draw, std::size_t rows, Lane lane, int constant) {
  const Limits limits = dividends_of(lane);
  Division result{Values(rows), Values(rows)};
  const std::int64_t same_divisor = draw.between({1, limits.high});
  const std::int64_t same_dividend = draw.between(limits);
  for (std::size_t i = 0; i < rows; ++i) {
    result.divisors[i] = constant == 2 ? same_divisor : draw.between({1, limits.high});
    const bool near = draw.below(4) != 0;
    result.dividends[i] = near ? dividend_near_tie(draw, limits, result.divisors[i]) : draw.between(limits);
    if (constant != 1) continue;
    result.dividends[i] = same_dividend;
    if (near && same_dividend > 4)  // odd quotients of twice the dividend are ties
      result.divisors[i] = std::clamp<std::int64_t>(
          (same_dividend / static_cast<std::int64_t>(1 + draw.below(9))) * 2, 1, limits.high);
  }
  return result;
}

void check(const Division& given, Lane lane, int constant, RoundingMode mode) {
  Values expected(given.dividends.size());
  for (std::size_t i = 0; i < expected.size(); ++i)
    expected[i] = by_decimals(given.dividends[i], given.divisors[i], mode);
  Memory a{lane, given.dividends};
  Memory b{lane, given.divisors};
  Instruction instruction;
  instruction.rounding = mode;
  if (constant != 1) instruction.a = a.data();
  if (constant != 2) instruction.b = b.data();
  if (constant != 0 && !expected.empty())
    instruction.constant = constant == 1 ? given.dividends[0] : given.divisors[0];
  Rows rows;
  rows.count = expected.size();
  const auto results = results_of(instruction, rows, lane,
                                  [&](const KernelSet& set) { return set.choose_division(lane, mode); });
  for (std::size_t level = 0; level < results.size(); ++level) {
    CAPTURE(static_cast<int>(lane));
    CAPTURE(static_cast<int>(mode));
    CAPTURE(constant);
    CAPTURE(level);
    CHECK(results[level].values() == expected);
    CHECK(results[level].bytes() == results[0].bytes());
  }
}

}  // namespace

TEST_SUITE("exec/kernels_division") {
  TEST_CASE("quotients are rounded as decimals are, in every lane, mode and form, at every level") {
    Draw draw{11};
    for (const Lane lane : {Lane::i32, Lane::f64, Lane::i64}) {
      for (const RoundingMode mode : modes) {
        if (lane != Lane::i64 && mode == RoundingMode::half_even) continue;
        for (int constant = 0; constant < 3; ++constant) {
          for (const std::size_t rows : row_counts)
            check(drawn(draw, rows, lane, constant), lane, constant, mode);
        }
      }
    }
  }

  TEST_CASE("ties at the limits of a lane are rounded as decimals are") {
    constexpr std::int64_t most = std::int64_t{1} << 62;
    const Division wide{{most, -most, most - 1, 1 - most, most, -most, 3, -3, 1, -1, most, most - 1, 5, -5},
                        {most, most, most, most, 2, 2, 2, 2, 2, 2, most - 1, 1, 2, 2}};
    constexpr std::int64_t large = std::int64_t{1} << 48;
    const Division doubles{{large, large - 1, large, large - 1, large - 1, 3, 5, large / 2, large / 2 - 1, 0},
                           {large, large, large - 1, 2, 1, 2, 2, large, large, large}};
    constexpr std::int64_t largest = 2147483647;
    const Division ints{{largest, largest, largest - 1, largest, 0, 3, 5, 1'073'741'823},
                        {1, 2, largest, largest - 1, largest, 2, 2, 2'147'483'646}};
    for (const RoundingMode mode : modes) {
      check(wide, Lane::i64, 0, mode);
      if (mode == RoundingMode::half_even) continue;
      check(doubles, Lane::f64, 0, mode);
      check(ints, Lane::i32, 0, mode);
    }
  }

  TEST_CASE("half even has no loop but that of whole numbers") {
    for (const KernelSet& set : levels()) {
      CHECK((set.choose_division(Lane::i32, RoundingMode::half_even) == nullptr));
      CHECK((set.choose_division(Lane::f64, RoundingMode::half_even) == nullptr));
      CHECK((set.choose_division(Lane::i64, RoundingMode::half_even) != nullptr));
    }
  }

  TEST_CASE("a divisor that means nothing, because its list is unknown, does no harm") {
    const Division given{{7, 7, -7}, {0, 2, -1}};
    Memory a{Lane::i64, given.dividends};
    Memory b{Lane::i64, given.divisors};
    Instruction instruction;
    instruction.a = a.data();
    instruction.b = b.data();
    instruction.rounding = RoundingMode::half_even;
    Rows rows;
    rows.count = 3;
    const auto results = results_of(instruction, rows, Lane::i64, [](const KernelSet& set) {
      return set.choose_division(Lane::i64, RoundingMode::half_even);
    });
    for (const Memory& result : results) CHECK(result.values()[1] == 4);
  }
}
