// src/io/arrow_cells.hpp - from an Arrow column to the cells of a fact.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/fact_column.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/text/code.hpp"

#include "io/arrow_column.hpp"

namespace doudi::io {

/// A value that its fact does not take.
struct FaultyCell {
  std::uint32_t row = 0;
  model::RecordNode node;          ///< the value as a record would have it
  std::optional<text::Code> code;  ///< what is wrong, if the value alone does not say it
};

struct FactCells {
  exec::FactColumn column;  ///< in the table's order; faulty cells hold some value that the fact may have
  std::vector<FaultyCell> faults;
};

/// What the cells of one fact come from. A column that is not there says nothing of any row.
struct FactSource {
  const ArrowColumn* values = nullptr;
  const ArrowColumn* none = nullptr;  ///< booleans
  std::size_t rows = 0;
};

/// Whether values of a fact can be read from the column's type.
[[nodiscard]] bool can_read(const model::Fact& fact, const ArrowColumn& column);

/// Reads a fact of shape value or values.
[[nodiscard]] FactCells read_cells(const model::Pack& pack, const model::Fact& fact, Date on,
                                   const FactSource& source, bool nan_is_absent);

/// What each slot says: one for each row, or nothing if there is a value in all of them. A null where there is a value too is
/// `contradictory`.
enum class SlotState : std::uint8_t { value, absent, none, contradictory };
[[nodiscard]] std::vector<SlotState> slot_states(const FactSource& source);

/// The lane's cells in some memory of our own, all of them `filler`.
[[nodiscard]] std::vector<std::byte> filled_cells(model::Lane lane, std::size_t rows, std::int64_t filler);
void put_cell(std::vector<std::byte>& cells, model::Lane lane, std::size_t row, std::int64_t cell);

}  // namespace doudi::io
