// src/exec/fact_column.cpp - cells in memory, of our own or of others.
// Layer 6.
#include "doudi/exec/fact_column.hpp"

#include <algorithm>
#include <cstring>
#include <stdexcept>
#include <string>
#include <utility>

namespace doudi::exec {

using model::FactValue;
using model::Lane;
using model::width;

namespace {

/// A plain loop over cells of one type, which the compiler turns into vectors.
template <class T>
[[nodiscard]] model::CellRange extremes_of(const std::byte* memory, std::size_t rows) noexcept {
  const auto* cells = reinterpret_cast<const T*>(memory);  // NOLINT(*-reinterpret-cast): lanes are aligned
  T low = cells[0];
  T high = cells[0];
  for (std::size_t row = 0; row < rows; ++row) {
    low = std::min(low, cells[row]);
    high = std::max(high, cells[row]);
  }
  return {low, high};
}

[[nodiscard]] bool is_absent(const FactValue& value) {
  return std::holds_alternative<model::Absent>(value);
}

}  // namespace

FactColumn FactColumn::of_cells(Lane lane, std::vector<std::byte> cells, std::vector<CellState> states) {
  FactColumn column{lane};
  if (lane == Lane::kept || cells.size() % width(lane) != 0)
    throw std::invalid_argument("the bytes are no cells of that lane");
  column.size_ = cells.size() / width(lane);
  column.bytes_ = std::move(cells);
  column.take_states(std::move(states));
  return column;
}

FactColumn FactColumn::viewing(Lane lane, std::span<const std::byte> cells,
                               std::shared_ptr<const void> keeper, std::vector<CellState> states) {
  FactColumn column{lane};
  if (lane == Lane::kept || cells.size() % width(lane) != 0 || keeper == nullptr)
    throw std::invalid_argument("the bytes are no cells of that lane");
  column.size_ = cells.size() / width(lane);
  column.viewed_ = cells.data();
  column.keeper_ = std::move(keeper);
  column.take_states(std::move(states));
  return column;
}

void FactColumn::take_states(std::vector<CellState> states) {
  if (!states.empty() && states.size() != size_)
    throw std::invalid_argument("one state for each cell is needed");
  states_ = std::move(states);
  has_gaps_ = std::any_of(states_.begin(), states_.end(), [](CellState state) {
    return state == CellState::unknown || state == CellState::outside;
  });
}

model::CellRange FactColumn::extremes() const noexcept {
  if (size_ == 0) return {0, 0};
  switch (lane_) {
    case Lane::u8:
      return extremes_of<std::uint8_t>(data(), size_);
    case Lane::i32:
      return extremes_of<std::int32_t>(data(), size_);
    case Lane::i64:
      return extremes_of<std::int64_t>(data(), size_);
    case Lane::kept:
      break;
  }
  return {0, 0};
}

std::int64_t FactColumn::cell(std::size_t row) const noexcept {
  const std::byte* place = data() + row * width(lane_);
  switch (lane_) {
    case Lane::u8:
      return std::to_integer<std::uint8_t>(*place);
    case Lane::i32: {
      std::int32_t value = 0;
      std::memcpy(&value, place, sizeof value);
      return value;
    }
    case Lane::i64: {
      std::int64_t value = 0;
      std::memcpy(&value, place, sizeof value);
      return value;
    }
    case Lane::kept:
      break;
  }
  return 0;
}

const FactValue& FactColumn::kept(std::size_t row) const {
  return lane_ == Lane::kept ? kept_.at(row) : aside_.at(row);
}

void FactColumn::reserve(std::size_t rows) {
  bytes_.reserve(rows * width(lane_));
}

void FactColumn::append(std::int64_t cell) {
  const bool fits = lane_ == Lane::u8    ? cell == static_cast<std::uint8_t>(cell)
                    : lane_ == Lane::i32 ? cell == static_cast<std::int32_t>(cell)
                                         : lane_ == Lane::i64;
  if (keeper_) throw std::logic_error("a column in somebody else's memory does not grow");
  if (!fits)
    throw std::invalid_argument("the cell " + std::to_string(cell) + " does not fit the column's lane");
  const std::size_t size = width(lane_);
  bytes_.resize(bytes_.size() + size);
  std::byte* place = bytes_.data() + size_ * size;
  const auto narrow = static_cast<std::int32_t>(cell);
  if (lane_ == Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane_ == Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane_ == Lane::i64) std::memcpy(place, &cell, sizeof cell);
  ++size_;
}

void FactColumn::push(std::int64_t cell) {
  append(cell);
  if (!states_.empty()) states_.push_back(CellState::known);
}

void FactColumn::push(CellState state, std::int64_t filler) {
  if (states_.empty()) states_.assign(size_, CellState::known);
  append(filler);
  states_.push_back(state);
  has_gaps_ = has_gaps_ || state != CellState::null;
}

void FactColumn::push_kept(FactValue value) {
  has_gaps_ = has_gaps_ || is_absent(value);
  kept_.push_back(std::move(value));
  ++size_;
}

void FactColumn::push_outside(FactValue value, std::int64_t filler) {
  aside_.emplace(size_, std::move(value));
  push(CellState::outside, filler);
}

void FactColumn::put_outside(std::size_t row, FactValue value) {
  if (states_.empty()) states_.assign(size_, CellState::known);
  states_.at(row) = CellState::outside;
  has_gaps_ = true;
  aside_.insert_or_assign(row, std::move(value));
}

void FactColumn::set_defaults(std::vector<std::uint8_t> defaults) {
  if (!defaults.empty() && defaults.size() != size_)
    throw std::invalid_argument("one mark for each cell is needed");
  defaults_ = std::move(defaults);
}

namespace {

template <class T>
void gather(const std::byte* cells, std::span<const std::uint32_t> rows, std::byte* out) {
  // NOLINTBEGIN(*-reinterpret-cast): lanes are aligned
  const auto* from = reinterpret_cast<const T*>(cells);
  auto* to = reinterpret_cast<T*>(out);
  // NOLINTEND(*-reinterpret-cast)
  for (std::size_t i = 0; i < rows.size(); ++i) to[i] = from[rows[i]];
}

template <class T>
[[nodiscard]] std::vector<T> gathered(const std::vector<T>& values, std::span<const std::uint32_t> rows) {
  std::vector<T> result;
  if (values.empty()) return result;
  result.reserve(rows.size());
  for (const std::uint32_t row : rows) result.push_back(values[row]);
  return result;
}

}  // namespace

FactColumn FactColumn::of_rows(std::span<const std::uint32_t> rows) const {
  FactColumn column{lane_};
  column.size_ = rows.size();
  column.bytes_.resize(rows.size() * width(lane_));
  if (lane_ == Lane::u8) gather<std::uint8_t>(data(), rows, column.bytes_.data());
  if (lane_ == Lane::i32) gather<std::int32_t>(data(), rows, column.bytes_.data());
  if (lane_ == Lane::i64) gather<std::int64_t>(data(), rows, column.bytes_.data());
  column.kept_ = gathered(kept_, rows);
  column.defaults_ = gathered(defaults_, rows);
  column.take_states(gathered(states_, rows));
  for (std::size_t i = 0; i < rows.size() && !aside_.empty(); ++i) {
    const auto found = aside_.find(rows[i]);
    if (found != aside_.end()) column.aside_.emplace(i, found->second);
  }
  column.has_gaps_ = column.has_gaps_ || std::any_of(column.kept_.begin(), column.kept_.end(), is_absent);
  return column;
}

}  // namespace doudi::exec
