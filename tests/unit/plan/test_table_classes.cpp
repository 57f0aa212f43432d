// tests/unit/plan/test_table_classes.cpp - classes of values, against asking each cell of the table.
#include <algorithm>
#include <random>

#include <doctest/doctest.h>

#include "plan/table_classes.hpp"

using namespace doudi::plan;

namespace {

[[nodiscard]] bool holds(const TestedCell& cell, std::int64_t value) {
  const bool inside = std::ranges::any_of(cell.ranges, [&](const TestedRange& range) {
    return value >= range.begin && (value < range.end || range.end == TestedRange::most);
  });
  return inside != cell.negated;
}

}  // namespace

TEST_SUITE("plan/table_classes") {
  TEST_CASE("the class of every value agrees with the rows that its cells let through") {
    std::mt19937 random{31};
    const auto between = [&](int low, int high) {
      return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
    };
    for (int round = 0; round < 300; ++round) {
      const int low = between(-20, 5);
      const int high = low + between(0, 40);
      std::vector<TestedCell> cells(static_cast<std::size_t>(between(1, 90)));
      for (TestedCell& cell : cells) {
        for (int i = between(0, 3); i > 0; --i) {
          TestedRange range;
          if (between(0, 3) != 0) range.begin = between(-30, 50);
          if (between(0, 3) != 0) range.end = between(-30, 60);
          cell.ranges.push_back(range);
        }
        cell.negated = between(0, 3) == 0;
        cell.null = between(0, 1) == 0;
      }
      const InputClasses classes = classes_of(cells, low, high);
      CHECK(std::ranges::is_sorted(classes.begins));
      for (std::int64_t value = low; value <= high; ++value) {
        const auto place = std::ranges::upper_bound(classes.begins, value) - classes.begins.begin();
        RowSet expected{cells.size()};
        for (std::size_t row = 0; row < cells.size(); ++row) {
          if (holds(cells[row], value)) expected.add(row);
        }
        CHECK(classes.rows.at(static_cast<std::size_t>(place)) == expected);
      }
      RowSet null{cells.size()};
      for (std::size_t row = 0; row < cells.size(); ++row) {
        if (cells[row].null) null.add(row);
      }
      CHECK(classes.null == null);
    }
  }

  TEST_CASE("sets of rows: the first, whether there are several, what two have in common") {
    RowSet set{130};
    CHECK_FALSE(set.first().has_value());
    set.add(129);
    CHECK(set.first() == 129U);
    CHECK_FALSE(set.several());
    set.add(64);
    CHECK(set.first() == 64U);
    CHECK(set.several());
    RowSet other{130, true};
    CHECK(other.first() == 0U);
    CHECK((set & other) == set);
    CHECK((other & RowSet{130}) == RowSet{130});
  }

  TEST_CASE("equal sets become one") {
    RowSet one{3};
    one.add(1);
    const DistinctSets sets = distinct({one, RowSet{3}, one, RowSet{3, true}});
    CHECK(sets.places == std::vector<std::int64_t>{0, 1, 0, 2});
    CHECK(sets.sets.size() == 3);
  }
}
