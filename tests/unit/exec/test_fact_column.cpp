// tests/unit/exec/test_fact_column.cpp - cells filled elsewhere, in somebody else's memory, kept aside.
#include <cstring>
#include <memory>
#include <stdexcept>

#include <doctest/doctest.h>

#include "doudi/exec/fact_column.hpp"

using namespace doudi;
using model::Lane;
using namespace doudi::exec;

namespace {

template <class T>
[[nodiscard]] std::vector<std::byte> bytes_of(const std::vector<T>& cells) {
  std::vector<std::byte> bytes(cells.size() * sizeof(T));
  std::memcpy(bytes.data(), cells.data(), bytes.size());
  return bytes;
}

}  // namespace

TEST_SUITE("exec/fact_column") {
  TEST_CASE("a column in somebody else's memory reads it, keeps it alive and does not grow") {
    auto memory = std::make_shared<std::vector<std::int32_t>>(std::vector<std::int32_t>{7, -5, 9});
    const std::weak_ptr<std::vector<std::int32_t>> watch = memory;
    {
      FactColumn column = FactColumn::viewing(Lane::i32, std::as_bytes(std::span{*memory}), memory);
      memory.reset();
      const FactColumn copy = column;
      REQUIRE(!watch.expired());
      CHECK(copy.data() == column.data());
      CHECK(copy.size() == 3);
      CHECK(copy.cell(1) == -5);
      CHECK(copy.extremes().low == -5);
      CHECK(copy.extremes().high == 9);
      CHECK_THROWS_AS(column.push(1), std::logic_error);
    }
    CHECK(watch.expired());
  }

  TEST_CASE("cells filled elsewhere need whole cells, and a state for each or none") {
    CHECK_THROWS_AS(static_cast<void>(FactColumn::of_cells(Lane::i32, std::vector<std::byte>(5))),
                    std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(FactColumn::of_cells(Lane::kept, {})), std::invalid_argument);
    CHECK_THROWS_AS(
        static_cast<void>(FactColumn::of_cells(Lane::u8, bytes_of<std::uint8_t>({1, 2}), {CellState::known})),
        std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(FactColumn::viewing(Lane::u8, {}, nullptr)), std::invalid_argument);
    const FactColumn nulls =
        FactColumn::of_cells(Lane::u8, bytes_of<std::uint8_t>({1, 2}), {CellState::known, CellState::null});
    CHECK(!nulls.has_gaps());
    const FactColumn gaps = FactColumn::of_cells(Lane::i64, bytes_of<std::int64_t>({1, 2}),
                                                 {CellState::known, CellState::unknown});
    CHECK(gaps.has_gaps());
    CHECK(gaps.extremes().high == 2);
  }

  TEST_CASE("a value kept aside in the place of a cell makes the column one with gaps") {
    FactColumn column = FactColumn::of_cells(Lane::i64, bytes_of<std::int64_t>({1, 0, 3}));
    column.put_outside(1, model::Literal{Decimal{5}});
    CHECK(column.has_gaps());
    CHECK(column.state(0) == CellState::known);
    CHECK(column.state(1) == CellState::outside);
    CHECK((column.kept(1) == model::FactValue{model::Literal{Decimal{5}}}));
  }

  TEST_CASE("cells that are taken back leave a column as it was before") {
    FactColumn column{Lane::i32};
    column.push(1);
    column.push(CellState::null, 0);
    column.push(CellState::unknown, 0);
    column.push_outside(model::Literal{Decimal{7}}, 0);
    CHECK(column.has_gaps());
    column.truncate(2);
    CHECK(column.size() == 2);
    CHECK(!column.has_gaps());
    CHECK(column.state(1) == CellState::null);
    column.truncate(1);
    CHECK(column.states().empty());
    column.push(-4);
    CHECK(column.cell(0) == 1);
    CHECK(column.cell(1) == -4);
    column.replace(0, 5);
    CHECK(column.cell(0) == 5);
    CHECK_THROWS_AS(column.replace(2, 5), std::logic_error);

    FactColumn texts{Lane::kept};
    texts.push_kept(model::Literal{std::string{"a"}});
    texts.push_kept(model::Absent{});
    CHECK(texts.has_gaps());
    texts.truncate(1);
    CHECK(!texts.has_gaps());
    CHECK(texts.size() == 1);
  }

  TEST_CASE("cells come into another order with all that is known of them") {
    FactColumn column{Lane::i64};
    for (const std::int64_t cell : {9, 10, 11}) column.push(cell);
    column.push_outside(model::Literal{Decimal{7}}, 0);
    column.push(CellState::null, 0);
    column.reorder(2, std::vector<std::uint32_t>{2, 0, 1});
    CHECK(column.cell(1) == 10);
    CHECK(column.state(2) == CellState::null);
    CHECK(column.cell(3) == 11);
    CHECK(column.state(4) == CellState::outside);
    CHECK((column.kept(4) == model::FactValue{model::Literal{Decimal{7}}}));
    CHECK(column.has_gaps());
  }
}
