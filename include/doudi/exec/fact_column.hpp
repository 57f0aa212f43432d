// doudi/exec/fact_column.hpp - one fact of many instances as cells of one width.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <span>
#include <unordered_map>
#include <vector>

#include "doudi/model/lane.hpp"
#include "doudi/model/record.hpp"

namespace doudi::exec {

/// What a cell says.
enum class CellState : std::uint8_t {
  known,
  null,     ///< a written null
  unknown,  ///< the fact was not given
  outside,  ///< known, but its number does not fit the lane; it is kept aside
};

/// One fact of all instances of an entity. Cells that are not known hold a value within the fact's range.
class FactColumn {
 public:
  explicit FactColumn(model::Lane lane) : lane_{lane} {}
  /// Cells that were filled elsewhere, one after the other; `states` is empty if every cell is known. None of them is
  /// kept aside yet. Throws std::invalid_argument if the lengths do not fit. Not for kept values.
  [[nodiscard]] static FactColumn of_cells(model::Lane lane, std::vector<std::byte> cells,
                                           std::vector<CellState> states = {});
  /// Cells in somebody else's memory, which `keeper` keeps alive and nobody changes. It must be aligned as the lane's cells
  /// are. Such a column does not grow.
  [[nodiscard]] static FactColumn viewing(model::Lane lane, std::span<const std::byte> cells,
                                          std::shared_ptr<const void> keeper,
                                          std::vector<CellState> states = {});

  [[nodiscard]] model::Lane lane() const noexcept { return lane_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// The first cell; cells lie one after the other. Nothing for a column of kept values.
  [[nodiscard]] const std::byte* data() const noexcept { return keeper_ ? viewed_ : bytes_.data(); }
  /// One for each cell; empty if every cell is known.
  [[nodiscard]] std::span<const CellState> states() const noexcept { return states_; }
  [[nodiscard]] CellState state(std::size_t row) const noexcept {
    return states_.empty() ? CellState::known : states_[row];
  }
  /// Whether some cell is unknown or kept aside.
  [[nodiscard]] bool has_gaps() const noexcept { return gaps_ != 0; }
  /// The cell as a number of its lane. Not for kept values.
  [[nodiscard]] std::int64_t cell(std::size_t row) const noexcept;
  /// Of a column of kept values, or of a cell kept aside.
  [[nodiscard]] const model::FactValue& kept(std::size_t row) const;
  [[nodiscard]] bool has_defaults() const noexcept { return !defaults_.empty(); }
  /// Whether the cell's value is the fact's default, since none was given.
  [[nodiscard]] bool is_default(std::size_t row) const noexcept {
    return !defaults_.empty() && defaults_[row] != 0;
  }
  /// The least and the greatest cell, of whatever state; both 0 if there is none. Not for kept values.
  [[nodiscard]] model::CellRange extremes() const noexcept;

  void reserve(std::size_t rows);
  /// Throws std::invalid_argument if the cell does not fit the lane.
  void push(std::int64_t cell);
  /// A cell without a value: `filler` lies within the fact's range.
  void push(CellState state, std::int64_t filler);
  void push_kept(model::FactValue value);
  /// Known, and too large for the lane.
  void push_outside(model::FactValue value, std::int64_t filler);
  /// Keeps a value aside in the place of the cell, which stays as filler.
  void put_outside(std::size_t row, model::FactValue value);
  /// The cells of these rows, in this order, in memory of its own.
  [[nodiscard]] FactColumn of_rows(std::span<const std::uint32_t> rows) const;
  /// Puts another known cell in the place of one. Throws as push() does.
  void replace(std::size_t row, std::int64_t cell);
  /// Takes back all cells from row `rows` on, as if they had not been pushed. Keeps the memory.
  void truncate(std::size_t rows);
  /// Brings the cells from row `first` on into another order: that of row first + order[i] comes to row first + i.
  void reorder(std::size_t first, std::span<const std::uint32_t> order);
  /// Says which cells hold the default: one for each cell, or none.
  void set_defaults(std::vector<std::uint8_t> defaults);

 private:
  void append(std::int64_t cell);
  void put(std::byte* place, std::int64_t cell) const;
  void count(CellState state, std::ptrdiff_t change) noexcept;
  void take_states(std::vector<CellState> states);

  model::Lane lane_;
  std::size_t size_ = 0;
  std::size_t gaps_ = 0;       // cells that are unknown or kept aside
  std::size_t not_known_ = 0;  // states_ that are something else
  const std::byte* viewed_ = nullptr;
  std::shared_ptr<const void> keeper_;  // of viewed_; nothing: bytes_ holds the cells
  std::vector<std::byte> bytes_;
  std::vector<CellState> states_;
  std::vector<std::uint8_t> defaults_;
  std::vector<model::FactValue> kept_;
  std::unordered_map<std::size_t, model::FactValue> aside_;
};

}  // namespace doudi::exec
