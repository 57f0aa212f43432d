// src/io/arrow_level.hpp - the rows of one entity, from their table into the batch's order.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/io/read_arrow.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/text/diagnostic.hpp"

#include "io/arrow_column.hpp"
#include "io/arrow_keys.hpp"

namespace doudi::io {

/// Which columns of a table are what, as positions among its fields.
struct TableFields {
  std::vector<std::optional<std::size_t>> facts;  ///< one for each fact
  std::vector<std::optional<std::size_t>> nones;  ///< its column `FACT.none`
  std::vector<std::size_t> keys;  ///< ids, from the highest entity that has one down to its own
  std::optional<std::size_t> case_block;
  std::optional<std::size_t> case_none;
};

/// One entity while it is read.
struct Level {
  std::string path;  ///< `persons.plots`; empty: households
  bool nested = false;
  ArrowTable table;  ///< that the rows are from
  ArrowColumn rows;  ///< structs
  TableFields fields;
  Keys ids;                          ///< in the batch's order; none of households that are joined by nothing
  std::vector<std::uint32_t> order;  ///< the table's row for each row of the batch; empty: the same
};

/// A value that makes its household one that is not evaluated.
struct RowFault {
  model::FactId fact;
  std::uint32_t row = 0;  ///< of the batch
  model::RecordNode node;
  std::optional<text::Code> code;   ///< what is wrong, if the value alone does not say it
  std::optional<std::size_t> size;  ///< of a list that is too long or too short
};

/// What all parts of the reading share.
struct ArrowReading {
  const model::Pack& pack;
  Date on;
  const ArrowOptions& options;
  text::Diagnostics& diagnostics;
  std::vector<exec::EntityTable> tables;
  std::vector<Level> levels;  ///< one for each entity
  std::vector<RowFault> faults;
  std::vector<std::string> ignored;

  [[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(model::EntityId entity,
                                                            std::size_t household) const;
};

/// The name of a column or a list below a path, as messages show it.
[[nodiscard]] std::string below(const std::string& path, std::string_view name);

/// Finds out what the columns of a level are, and reports those that are nothing, come twice or have a type that is of no
/// use. `keys`: whose ids are needed, its own last; `needed`: whether they must be there.
[[nodiscard]] TableFields fields_of(ArrowReading& reading, model::EntityId entity,
                                    const std::vector<model::EntityId>& keys, bool needed);

/// Fills the links of all entities, which lead to members of the same household.
void read_links(ArrowReading& reading);

/// Says what is wrong with each faulty value, and refuses its household.
void report_faults(const ArrowReading& reading, exec::Batch& batch);
/// Reads the column `case`.
void read_cases(const ArrowReading& reading, exec::Batch& batch);

}  // namespace doudi::io
