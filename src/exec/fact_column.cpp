// src/exec/fact_column.cpp - cells in memory, of our own or of others.
// Layer 6.
#include "doudi/exec/fact_column.hpp"

#include <algorithm>
#include <cstring>
#include <iterator>
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

/// The items from `first` on in another order.
template <class T>
void put_in_order(std::vector<T>& items, std::size_t first, std::span<const std::uint32_t> order) {
  std::vector<T> former{std::make_move_iterator(items.begin() + static_cast<std::ptrdiff_t>(first)),
                        std::make_move_iterator(items.end())};
  for (std::size_t i = 0; i < order.size(); ++i) items[first + i] = std::move(former[order[i]]);
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
  for (const CellState state : states_) count(state, 1);
}

void FactColumn::count(CellState state, std::ptrdiff_t change) noexcept {
  const auto by = static_cast<std::size_t>(change);  // of minus one the complement, which takes one away
  if (state == CellState::unknown || state == CellState::outside) gaps_ += by;
  if (state != CellState::known) not_known_ += by;
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
  if (keeper_) throw std::logic_error("a column in somebody else's memory does not grow");
  const std::size_t size = width(lane_);
  bytes_.resize((size_ + 1) * size);
  put(bytes_.data() + size_ * size, cell);
  ++size_;
}

void FactColumn::put(std::byte* place, std::int64_t cell) const {
  const bool fits = lane_ == Lane::u8    ? cell == static_cast<std::uint8_t>(cell)
                    : lane_ == Lane::i32 ? cell == static_cast<std::int32_t>(cell)
                                         : lane_ == Lane::i64;
  if (!fits)
    throw std::invalid_argument("the cell " + std::to_string(cell) + " does not fit the column's lane");
  const auto narrow = static_cast<std::int32_t>(cell);
  if (lane_ == Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane_ == Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane_ == Lane::i64) std::memcpy(place, &cell, sizeof cell);
}

void FactColumn::push(std::int64_t cell) {
  append(cell);
  if (!states_.empty()) states_.push_back(CellState::known);
}

void FactColumn::push(CellState state, std::int64_t filler) {
  if (states_.empty()) states_.assign(size_, CellState::known);
  append(filler);
  states_.push_back(state);
  count(state, 1);
}

void FactColumn::push_kept(FactValue value) {
  if (is_absent(value)) ++gaps_;
  kept_.push_back(std::move(value));
  ++size_;
}

void FactColumn::push_outside(FactValue value, std::int64_t filler) {
  aside_.emplace(size_, std::move(value));
  push(CellState::outside, filler);
}

void FactColumn::put_outside(std::size_t row, FactValue value) {
  if (states_.empty()) states_.assign(size_, CellState::known);
  count(states_.at(row), -1);
  states_[row] = CellState::outside;
  count(CellState::outside, 1);
  aside_.insert_or_assign(row, std::move(value));
}

void FactColumn::replace(std::size_t row, std::int64_t cell) {
  if (keeper_ || lane_ == Lane::kept || row >= size_ || state(row) != CellState::known)
    throw std::logic_error("there is no known cell to be replaced");
  put(bytes_.data() + row * width(lane_), cell);
}

void FactColumn::truncate(std::size_t rows) {
  if (rows >= size_) return;
  if (keeper_) throw std::logic_error("a column in somebody else's memory does not shrink");
  if (lane_ == Lane::kept) {
    for (std::size_t row = rows; row < size_; ++row) {
      if (is_absent(kept_[row])) --gaps_;
    }
    kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(rows), kept_.end());
  }
  for (std::size_t row = rows; row < states_.size(); ++row) {
    count(states_[row], -1);
    if (states_[row] == CellState::outside) aside_.erase(row);
  }
  bytes_.resize(rows * width(lane_));
  if (!states_.empty()) states_.resize(rows);
  if (not_known_ == 0) states_.clear();
  if (!defaults_.empty()) defaults_.resize(rows);
  size_ = rows;
}

void FactColumn::reorder(std::size_t first, std::span<const std::uint32_t> order) {
  if (keeper_) throw std::logic_error("a column in somebody else's memory keeps its order");
  if (lane_ == Lane::kept) return put_in_order(kept_, first, order);
  const std::size_t size = width(lane_);
  const std::vector<std::byte> former{bytes_.begin() + static_cast<std::ptrdiff_t>(first * size),
                                      bytes_.end()};
  for (std::size_t i = 0; i < order.size(); ++i)
    std::memcpy(bytes_.data() + (first + i) * size, former.data() + order[i] * size, size);
  if (!defaults_.empty()) put_in_order(defaults_, first, order);
  if (states_.empty()) return;
  put_in_order(states_, first, order);
  if (aside_.empty()) return;
  std::unordered_map<std::size_t, FactValue> moved;
  for (std::size_t i = 0; i < order.size(); ++i) {
    if (auto found = aside_.extract(first + order[i])) moved.emplace(first + i, std::move(found.mapped()));
  }
  aside_.merge(moved);
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
  column.gaps_ +=
      static_cast<std::size_t>(std::count_if(column.kept_.begin(), column.kept_.end(), is_absent));
  return column;
}

}  // namespace doudi::exec
