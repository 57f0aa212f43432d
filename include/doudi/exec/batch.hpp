// doudi/exec/batch.hpp - many households as columns: what is evaluated at once.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "doudi/model/lane.hpp"
#include "doudi/model/pack.hpp"
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

  [[nodiscard]] model::Lane lane() const noexcept { return lane_; }
  [[nodiscard]] std::size_t size() const noexcept { return size_; }
  /// The first cell; cells lie one after the other. Nothing for a column of kept values.
  [[nodiscard]] const std::byte* data() const noexcept { return bytes_.data(); }
  /// One for each cell; empty if every cell is known.
  [[nodiscard]] std::span<const CellState> states() const noexcept { return states_; }
  [[nodiscard]] CellState state(std::size_t row) const noexcept {
    return states_.empty() ? CellState::known : states_[row];
  }
  /// Whether some cell is unknown or kept aside.
  [[nodiscard]] bool has_gaps() const noexcept { return has_gaps_; }
  /// The cell as a number of its lane. Not for kept values.
  [[nodiscard]] std::int64_t cell(std::size_t row) const noexcept;
  /// Of a column of kept values, or of a cell kept aside.
  [[nodiscard]] const model::FactValue& kept(std::size_t row) const;

  void reserve(std::size_t rows);
  /// Throws std::invalid_argument if the cell does not fit the lane.
  void push(std::int64_t cell);
  /// A cell without a value: `filler` lies within the fact's range.
  void push(CellState state, std::int64_t filler);
  void push_kept(model::FactValue value);
  /// Known, and too large for the lane.
  void push_outside(model::FactValue value, std::int64_t filler);

 private:
  void append(std::int64_t cell);

  model::Lane lane_;
  std::size_t size_ = 0;
  bool has_gaps_ = false;
  std::vector<std::byte> bytes_;
  std::vector<CellState> states_;
  std::vector<model::FactValue> kept_;
  std::unordered_map<std::size_t, model::FactValue> aside_;
};

/// All instances of an entity, those of one parent next to each other, parents in their order.
struct EntityTable {
  std::size_t rows = 0;
  std::vector<std::uint32_t> offsets;  ///< one more than the parent has rows; empty for the root
  std::vector<CellState> lists;     ///< one for each parent row: whether the list is known; empty if all are
  std::vector<FactColumn> columns;  ///< one for each fact; that of a list of members stays empty
  std::vector<std::string> ids;     ///< one for each row; empty for the root
  bool has_unknown_lists = false;
  std::size_t longest = 0;  ///< members of one parent
};

/// Households and their members as columns, in the order in which they were added. Made for one pack, which must
/// live longer. Not shared between threads while it grows; read by any number of them afterwards.
class Batch {
 public:
  explicit Batch(const model::Pack& pack);
  /// Takes columns that somebody else has filled: one table for each entity, as empty_tables() gives them. Throws
  /// std::invalid_argument naming the fact and the row if lengths or offsets do not fit, a cell lies outside of its fact's
  /// range or is null where it may not be, or a link leads to nobody of the household.
  Batch(const model::Pack& pack, std::vector<EntityTable> tables);
  [[nodiscard]] static std::vector<EntityTable> empty_tables(const model::Pack& pack);

  [[nodiscard]] const model::Pack& pack() const noexcept { return *pack_; }
  [[nodiscard]] std::size_t households() const noexcept { return tables_.front().rows; }
  [[nodiscard]] const EntityTable& operator[](model::EntityId entity) const {
    return tables_[static_cast<std::size_t>(entity)];
  }
  [[nodiscard]] const FactColumn& operator[](model::FactId fact) const {
    return (*this)[fact.entity].columns[fact.index];
  }
  /// The first of the household's instances of an entity, and one past its last.
  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(model::EntityId entity,
                                                            std::size_t household) const;

  /// Adds one household. The record must have been made for this pack.
  void add(const model::Record& record);
  /// The household as the record that it was: for the plain evaluator, and for people.
  [[nodiscard]] model::Record record(std::size_t household) const;
  [[nodiscard]] const model::CaseFacts* case_facts(std::size_t household) const noexcept;

 private:
  void check_links() const;
  void add_fact(const model::Fact& fact, FactColumn& column, const model::FactValue& value);

  const model::Pack* pack_;
  std::vector<EntityTable> tables_;
  std::vector<model::CaseFacts> cases_;              // of packs with a lifecycle
  std::vector<std::vector<std::string>> defaulted_;  // empty, or one for each household
};

}  // namespace doudi::exec
