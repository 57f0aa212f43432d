// doudi/io/read_arrow.hpp - households from Arrow tables: one for each entity, joined by id, or members in nested lists.
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
#include "doudi/io/arrow_table.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::io {

/// A table of members beside the one of the households.
struct MemberTable {
  std::string list;  ///< the facts that lead to it: `persons`, `persons.plots`
  ArrowTable table;
};

/// What is read. A column is named like its fact. A list of members is a table of its own, or a column of lists of structs
/// in the table of its parent.
///
/// Every table of members has a column with the member's own id, and one with the id of each entity above: for
/// `persons.plots` that of the plot, of its person and of its household. Texts and whole numbers are ids (7 is "7"). The id
/// of an entity is in the column `ENTITY_id` (`household_id`), in its own table also in `id`, unless a fact has that name;
/// ArrowOptions::keys says otherwise. Rows may come in any order. Households need an id only if they are joined by it.
///
/// An invalid slot and a column that is not there are the same as a field left out: unknown, or the fact's default. A
/// boolean column `FACT.none` says where there is a written null. Where a household's case stands is a column `case` of
/// structs with the fields of a record's `case`; `case.none` marks new cases.
struct ArrowTables {
  ArrowTable households;
  std::vector<MemberTable> members;
};

struct ArrowOptions {
  /// Entity and column that holds its id, in its own table and in those below.
  std::vector<std::pair<std::string, std::string>> keys;
  /// Columns (`note`, `persons.note`) that are no facts and are passed over.
  std::vector<std::string> ignore;
  bool ignore_others = false;  ///< pass over all columns that are no facts; see ArrowHouseholds::ignored
  bool nan_is_absent = false;  ///< a NaN among floating-point numbers is no value rather than a fault
};

/// Where the rows of an entity came from.
struct ArrowOrigin {
  std::string path;      ///< `persons`; empty for households
  bool nested = false;   ///< from lists in the table of its parent
  std::size_t rows = 0;  ///< of its table; of all lists
  ArrowTable table;      ///< that it was read from; of the parent if it is nested
  /// Columns with ids, from the household's down to its own, as positions in the table; empty if nested.
  std::vector<std::size_t> keys;
  /// The row in the table for each row of the batch; empty: the same.
  std::vector<std::uint32_t> order;
};

struct ArrowHouseholds {
  exec::Batch batch;
  std::vector<ArrowOrigin> origins;  ///< one for each entity
  std::vector<std::string> ignored;  ///< columns that were passed over
};

/// Makes a batch of tables, without copying what lies as a batch has it. `on` is the evaluation date, which ranges of dates
/// may depend on. Numbers may be whole numbers, decimals of any scale, texts, and floating-point numbers whose shortest
/// decimal text fits the fact; dates may be dates, timestamps without a zone at midnight, and texts; members of enumerations
/// are texts, best as a dictionary. Cells of the batch may lie in the tables, which are kept alive with it.
///
/// What is wrong with single values makes their household one that the batch refuses (see exec::Batch::refuse()); `row` and
/// `table` of such a fault say where. What is wrong with a table is said in `diagnostics`, and nothing is returned: columns
/// of no fact or of a type that its fact cannot be read from, ids that are missing or come twice, members of nobody, arrays
/// that are ill-formed. Rows are counted from 0, and never a value is shown.
[[nodiscard]] std::optional<ArrowHouseholds> read_arrow(const model::Pack& pack, ArrowTables tables, Date on,
                                                        const ArrowOptions& options,
                                                        text::Diagnostics& diagnostics);

}  // namespace doudi::io
