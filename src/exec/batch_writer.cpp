// src/exec/batch_writer.cpp - begins, ends and takes back households.
// Layer 6.
#include "doudi/exec/batch_writer.hpp"

#include <algorithm>
#include <utility>

namespace doudi::exec {

void BatchWriter::begin(Batch& batch) {
  batch_ = &batch;
  marks_.resize(batch.tables_.size());
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    const EntityTable& table = batch_->tables_[i];
    marks_[i] = {table.rows, table.lists.size(), table.has_unknown_lists, table.longest};
  }
}

void BatchWriter::end_list(model::EntityId entity, CellState state) {
  EntityTable& table = (*this)[entity];
  table.longest = std::max<std::size_t>(table.longest, table.rows - table.offsets.back());
  const std::size_t lists_before = table.offsets.size() - 1;
  table.offsets.push_back(static_cast<std::uint32_t>(table.rows));
  if (state != CellState::known && table.lists.empty()) table.lists.assign(lists_before, CellState::known);
  if (state != CellState::known || !table.lists.empty()) table.lists.push_back(state);
  table.has_unknown_lists = table.has_unknown_lists || state != CellState::known;
}

void BatchWriter::finish(model::CaseFacts facts) {
  if (batch_->pack().lifecycle) batch_->cases_.push_back(std::move(facts));
  if (!batch_->defaulted_.empty()) batch_->defaulted_.emplace_back();
}

void BatchWriter::roll_back() {
  for (std::size_t i = 0; i < marks_.size(); ++i) {
    EntityTable& table = batch_->tables_[i];
    for (FactColumn& column : table.columns) column.truncate(marks_[i].rows);
    if (const auto parent = batch_->pack().entities[i].parent) {
      table.ids.truncate(marks_[i].rows);
      table.offsets.resize(marks_[static_cast<std::size_t>(*parent)].rows + 1);
    }
    table.lists.resize(marks_[i].lists);
    table.rows = marks_[i].rows;
    table.has_unknown_lists = marks_[i].has_unknown_lists;
    table.longest = marks_[i].longest;
  }
}

}  // namespace doudi::exec
