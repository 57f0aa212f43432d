// doudi/exec/batch_writer.hpp - fills the columns of a batch household by household, without records.
// Layer 6.
#pragma once

#include <cstddef>
#include <vector>

#include "doudi/exec/batch.hpp"

namespace doudi::exec {

/// Adds households to a batch by pushing their cells to its tables, and takes back what was pushed of a household that turns
/// out to be at fault. Whoever pushes answers for what Batch promises: cells within their facts' ranges, equal lengths, links
/// that lead somewhere. Members lie sorted by id, as records have them. Uses its memory again; one thread.
class BatchWriter {
 public:
  /// Begins a household of a batch, which must live until it ends: roll_back() comes back to here.
  void begin(Batch& batch);
  [[nodiscard]] EntityTable& operator[](model::EntityId entity) {
    return batch_->tables_[static_cast<std::size_t>(entity)];
  }
  /// Ends the list of one parent, to whom the rows pushed since the last call belong.
  void end_list(model::EntityId entity, CellState state);
  /// Ends the household, of which every column has its cells. No fact of it has its default.
  void finish(model::CaseFacts facts);
  void roll_back();

 private:
  /// How long a table was, and what is known of its lists.
  struct Mark {
    std::size_t rows = 0;
    std::size_t lists = 0;
    bool has_unknown_lists = false;
    std::size_t longest = 0;
  };

  Batch* batch_ = nullptr;
  std::vector<Mark> marks_;  // one for each table
};

}  // namespace doudi::exec
