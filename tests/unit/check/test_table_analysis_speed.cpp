// tests/unit/check/test_table_analysis_speed.cpp - the analysis of large tables comes to its end and prints how long it took.
#include <ctime>
#include <random>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "table_builder.hpp"

using namespace doudi::check::testing;
using doudi::model::Cell;
using doudi::model::HitPolicy;
using doudi::model::simple_type;

namespace {

double milliseconds_of(Bench& bench) {
  const std::clock_t begin = std::clock();  // of this process, however busy the machine is
  static_cast<void>(bench.analyse());
  return 1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
}

}  // namespace

TEST_SUITE("check/table_analysis_speed") {
  TEST_CASE("a thousand rows of brackets are quick") {
    Bench bench;
    bench.column("wage", whole("0", "100000", 2));
    for (int row = 0; row < 1000; ++row) {
      bench.row(std::to_string(row), {within(std::to_string(100 * row).c_str(),
                                             std::to_string(100 * row + 100).c_str(), true, row == 999)});
    }
    MESSAGE("analysed in ", milliseconds_of(bench), " ms");
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("a thousand rows over six columns are quick") {
    Bench bench;
    for (int column = 0; column < 6; ++column) bench.column("c" + std::to_string(column), whole("0", "99"));
    for (int row = 0; row < 1000; ++row) {
      std::vector<Cell> cells(6, dash());
      for (int digit = 0, rest = row; digit < 3; ++digit, rest /= 10) {
        const int low = rest % 10 * 10;
        cells[static_cast<std::size_t>(2 * digit)] =
            within(std::to_string(low).c_str(), std::to_string(low + 9).c_str());
      }
      bench.row(std::to_string(row), std::move(cells));
    }
    MESSAGE("analysed in ", milliseconds_of(bench), " ms");
    CHECK(bench.table.complete);
    CHECK(bench.table.disjoint);
  }

  TEST_CASE("ten columns of booleans, and rows at random, end in time") {
    for (const HitPolicy hit : {HitPolicy::unique, HitPolicy::first, HitPolicy::any}) {
      Bench booleans{hit};
      Bench numbers{hit};
      std::mt19937 random{7};
      for (int column = 0; column < 10; ++column)
        booleans.column("b" + std::to_string(column), simple_type(Kind::boolean));
      for (int column = 0; column < 6; ++column)
        numbers.column("n" + std::to_string(column), whole("0", "1000"));
      for (int row = 0; row < 1000; ++row) {
        std::vector<Cell> cells;
        for (int column = 0; column < 10; ++column)
          cells.push_back(random() % 2 == 0 ? dash() : equal(random() % 2 == 0));
        booleans.row(std::to_string(row), std::move(cells));
        cells.clear();
        for (int column = 0; column < 6; ++column) {
          const int low = static_cast<int>(random() % 1000);
          const int high = low + static_cast<int>(random() % 500);
          cells.push_back(
              random() % 3 == 0 ? dash() : within(std::to_string(low).c_str(), std::to_string(high).c_str()));
        }
        numbers.row(std::to_string(row), std::move(cells));
      }
      MESSAGE("analysed in ", milliseconds_of(booleans), " ms");
      MESSAGE("analysed in ", milliseconds_of(numbers), " ms");
    }
  }

  TEST_CASE("a thousand conditions of which nothing is known are quick") {
    Bench bench{HitPolicy::first};
    bench.when_column();
    for (int row = 0; row < 1000; ++row)
      bench.row(std::to_string(row),
                {when(bench.fact("f" + std::to_string(row), simple_type(Kind::boolean)))});
    bench.row("rest", {dash()});
    MESSAGE("analysed in ", milliseconds_of(bench), " ms");
    CHECK(bench.table.complete);
    CHECK(bench.diagnostics.error_count() == 0);
  }

  TEST_CASE("what takes too long to prove is given up, with an error unless there is a default row") {
    for (const bool with_default : {false, true}) {
      Bench bench{HitPolicy::priority};
      std::mt19937 random{11};
      for (int column = 0; column < 200; ++column)
        bench.column("b" + std::to_string(column), simple_type(Kind::boolean));
      for (int row = 0; row < 860; ++row) {
        std::vector<Cell> cells(200, dash());
        for (int literals = 0; literals < 3; ++literals) cells[random() % 200] = equal(random() % 2 == 0);
        bench.row(std::to_string(row), std::move(cells));
      }
      if (with_default) bench.with_default();
      const auto said = bench.analyse();
      CHECK(said ==
            (with_default ? std::vector<std::string>{} : std::vector<std::string>{"table_too_complex"}));
      CHECK_FALSE(bench.table.complete);
      CHECK_FALSE(bench.table.disjoint);
    }
  }
}
