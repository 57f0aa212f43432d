// doudi/exec/batch.hpp - many households as columns: what is evaluated at once.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "doudi/exec/fact_column.hpp"
#include "doudi/exec/id_column.hpp"
#include "doudi/model/lane.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/model/record_builder.hpp"

namespace doudi::exec {

/// All instances of an entity, those of one parent next to each other, parents in their order.
struct EntityTable {
  std::size_t rows = 0;
  std::vector<std::uint32_t> offsets;  ///< one more than the parent has rows; empty for the root
  std::vector<CellState> lists;     ///< one for each parent row: whether the list is known; empty if all are
  std::vector<FactColumn> columns;  ///< one for each fact; that of a list of members stays empty
  IdColumn ids;                     ///< one for each row; empty for the root
  bool has_unknown_lists = false;
  std::size_t longest = 0;  ///< members of one parent
};

/// Households and their members as columns, in the order in which they were added. Made for one pack, which must
/// live longer. Not shared between threads while it grows; read by any number of them afterwards.
class Batch {
 public:
  explicit Batch(const model::Pack& pack);
  /// Takes columns that somebody else has filled: one table for each entity, as empty_tables() gives them, and, for a pack
  /// with a lifecycle, where each household's case stands. Members of one parent may lie in any order. Throws
  /// std::invalid_argument naming the fact and the row if lengths or offsets do not fit, a cell lies outside of its fact's
  /// range or is null where it may not be, or a link leads to nobody of the household.
  Batch(const model::Pack& pack, std::vector<EntityTable> tables, std::vector<model::CaseFacts> cases = {});
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
  /// Takes all households out, and keeps the memory for others. Not of columns in somebody else's memory.
  void clear();
  /// The household as the record that it was: for the plain evaluator, and for people. Members are sorted by id, as in all
  /// records, so that no answer depends on the order in which they came.
  [[nodiscard]] model::Record record(std::size_t household) const;
  /// The rows of an entity of one household in the order of its record: the member with index i is in row [i].
  [[nodiscard]] std::vector<std::size_t> record_rows(model::EntityId entity, std::size_t household) const;
  /// Which member of the household's record a row is.
  [[nodiscard]] model::Member member_of(model::EntityId entity, std::size_t household, std::size_t row) const;
  [[nodiscard]] const model::CaseFacts* case_facts(std::size_t household) const noexcept;

  /// Says where the household's case stands. Members among what it remembers are numbered as in record().
  void put_case(std::size_t household, model::CaseFacts facts);

  /// Takes note that a household's data are at fault: it is not evaluated, and its answer is an error with these faults.
  void refuse(std::size_t household, std::vector<model::DataFault> faults);
  /// The households that are at fault.
  [[nodiscard]] const std::map<std::size_t, std::vector<model::DataFault>>& refused() const noexcept {
    return refused_;
  }

 private:
  friend class BatchWriter;

  void check_links() const;
  void add_fact(const model::Fact& fact, FactColumn& column, const model::FactValue& value);
  void add_instances(model::Record& record, model::EntityId entity, const std::vector<std::size_t>& rows,
                     std::size_t household) const;
  void add_lists(model::Record& record, model::EntityId entity, std::size_t household) const;
  void add_defaults(model::Record& record, std::size_t household) const;
  [[nodiscard]] model::FactValue value_at(model::FactId fact, std::size_t row, std::size_t household) const;

  const model::Pack* pack_;
  std::vector<EntityTable> tables_;
  std::vector<model::CaseFacts> cases_;              // of packs with a lifecycle
  std::vector<std::vector<std::string>> defaulted_;  // of records: empty, or one for each household
  std::map<std::size_t, std::vector<model::DataFault>> refused_;
};

}  // namespace doudi::exec
