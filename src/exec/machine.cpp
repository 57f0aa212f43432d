// src/exec/machine.cpp - blocks: their rows, their memory, the steps, and where results go.
// Layer 6.
#include "exec/machine.hpp"

#include <algorithm>
#include <cstring>
#include <utility>

#include "exec/case_cells.hpp"
#include "exec/lane_cells.hpp"
#include "exec/results.hpp"

namespace doudi::exec {

using plan::Lane;
using plan::no_node;
using plan::Node;
using plan::NodeId;
using plan::Opcode;
using plan::width;

namespace {

/// Room behind the last cell, for loops that write a few cells at once.
constexpr std::size_t room = 64 * sizeof(std::int64_t);
/// Of fewer households there is nothing to look ahead for.
constexpr std::size_t fewest_to_look_ahead = 64;

[[nodiscard]] std::size_t number(model::EntityId entity) noexcept {
  return static_cast<std::size_t>(entity);
}

/// The lane in which a column wants its cells, and the place of the loop that converts to it.
[[nodiscard]] std::pair<Lane, std::size_t> lane_of(model::Lane lane) noexcept {
  if (lane == model::Lane::u8) return {Lane::u8, 0};
  return lane == model::Lane::i32 ? std::pair{Lane::i32, std::size_t{1}}
                                  : std::pair{Lane::i64, std::size_t{2}};
}

[[nodiscard]] std::byte* memory_of(ResultColumn& column) noexcept {
  // NOLINTBEGIN(*-reinterpret-cast): cells lie in plain memory
  if (column.lane == model::Lane::u8) return reinterpret_cast<std::byte*>(column.codes.data());
  if (column.lane == model::Lane::i32) return reinterpret_cast<std::byte*>(column.narrow.data());
  return reinterpret_cast<std::byte*>(column.cells.data());
  // NOLINTEND(*-reinterpret-cast)
}

}  // namespace

/// Finds the block's rows of each entity.
void Machine::find_rows(const Batch& batch, std::size_t first, std::size_t count) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < first_rows_.size(); ++i) {
    const model::EntityId entity{static_cast<std::uint32_t>(i)};
    const auto parent = (*program_.pack)[entity].parent;
    if (!parent) {
      first_rows_[i] = first;
      row_counts_[i] = count;
    } else {
      const auto& offsets = batch[entity].offsets;
      const std::size_t of_parent = first_rows_[number(*parent)];
      first_rows_[i] = offsets[of_parent];
      row_counts_[i] = offsets[of_parent + row_counts_[number(*parent)]] - first_rows_[i];
    }
    most = std::max(most, row_counts_[i]);
  }
  if (scratch_.size() < most + 1) scratch_.resize(most + most / 4 + 1);
  for (std::size_t i = 0; i < rows_.size(); ++i) {
    const RowsOf& kind = kinds_of_rows_[i];
    Rows& rows = rows_[i];
    rows.count = row_counts_[number(kind.entity)];
    if (!kind.members) continue;
    const EntityTable& table = batch[*kind.members];
    const std::size_t parent = number((*program_.pack)[*kind.members].parent.value());
    rows.parents = row_counts_[parent];
    rows.members = row_counts_[number(*kind.members)];
    rows.longest = table.longest;
    rows.offsets = table.offsets.data() + first_rows_[parent];
    rows.scratch = scratch_.data();
  }
}

bool Machine::has_room() const {
  for (std::size_t i = 0; i < row_counts_.size(); ++i) {
    if (row_counts_[i] > room_for_[i]) return false;
  }
  return true;
}

/// Sees that every slot holds the block's rows. Memory only grows.
void Machine::make_room() {
  if (has_room()) return;
  for (std::size_t i = 0; i < row_counts_.size(); ++i) {
    if (row_counts_[i] > room_for_[i]) room_for_[i] = row_counts_[i] + row_counts_[i] / 4;
  }
  for (std::size_t i = 0; i < slots_.size(); ++i) {
    const plan::Slot& slot = program_.slots[i];
    slots_[i].resize(room_for_[number(slot.entity.value())] * width(slot.lane) + room);
  }
  const auto address = [&](NodeId id) -> const std::byte* {
    if (id == no_node) return nullptr;
    const Node& node = program_.nodes[id];
    const bool elsewhere = node.opcode == Opcode::constant || node.opcode == Opcode::column;
    return elsewhere ? nullptr : slots_[node.slot].data();
  };
  for (Step& step : steps_) {
    step.instruction.out = slots_[step.node->slot].data();
    step.instruction.a = address(step.node->a);
    step.instruction.b = address(step.node->b);
    step.instruction.c = address(step.node->c);
  }
}

void Machine::find_columns(const Batch& batch) {
  for (const ColumnUse& use : column_uses_) {
    const std::byte* cells = memory_of(batch, *use.column);
    for (const auto& [step, operand] : use.operands) {
      Instruction& instruction = steps_[step].instruction;
      (operand == 0 ? instruction.a : operand == 1 ? instruction.b : instruction.c) = cells;
    }
  }
}

const std::byte* Machine::memory_of(const Batch& batch, const Node& node) const {
  if (node.opcode != Opcode::column) return slots_[node.slot].data();
  return batch[node.fact].data() + first_rows_[number(node.fact.entity)] * width(node.lane);
}

/// 1 where a fact is null, where it is not given, where a list is not known; and what a case says.
void Machine::run_states(const Batch& batch, const Node& node, std::byte* out) const {
  const std::size_t first = first_rows_[number(node.entity.value())];
  const std::size_t count = row_counts_[number(node.entity.value())];
  if (node.opcode == Opcode::case_part || node.opcode == Opcode::case_open ||
      node.opcode == Opcode::case_paid) {
    for (std::size_t i = 0; i < count; ++i)
      store_cell(out, node.lane, i, case_cell(program_, *batch.case_facts(first + i), node));
    return;
  }
  std::memset(out, 0, count);
  if (node.opcode == Opcode::list_open) {
    const EntityTable& table = batch[node.members];
    const std::size_t most = plan::most_members(*program_.pack, node.members);
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t size = table.offsets[first + i + 1] - table.offsets[first + i];
      const bool known = table.lists.empty() || table.lists[first + i] == CellState::known;
      if (!known || size > most) out[i] = std::byte{1};
    }
    return;
  }
  const auto states = batch[node.fact].states();
  if (states.empty()) return;
  const bool null = node.opcode == Opcode::column_null;
  for (std::size_t i = 0; i < count; ++i) {
    const CellState state = states[first + i];
    const bool here =
        null ? state == CellState::null : state == CellState::unknown || state == CellState::outside;
    out[i] = static_cast<std::byte>(here ? 1 : 0);
  }
}

void Machine::copy(const Batch& batch, const Copy& from, ResultColumn& column) const {
  const model::EntityId entity = column.entity.value_or(model::EntityId{});
  const std::size_t first = first_rows_[number(entity)];
  const std::size_t count = row_counts_[number(entity)];
  const auto [lane, convert] = doudi::exec::lane_of(column.lane);
  std::byte* const out = doudi::exec::memory_of(column) + first * width(lane);
  if (from.value->opcode == Opcode::constant) {
    for (std::size_t i = 0; i < count; ++i) store_cell(out, lane, i, from.value->immediate);
  } else if (from.value->lane == lane) {
    std::memcpy(out, memory_of(batch, *from.value), count * width(lane));
  } else {
    Instruction converting;
    converting.out = out;
    converting.a = memory_of(batch, *from.value);
    Rows rows;
    rows.count = count;
    from.convert.at(convert)(converting, rows);
  }
  if (column.nulls.empty()) return;
  std::uint8_t* const nulls = column.nulls.data() + first;
  if (from.null == nullptr || from.null->opcode == Opcode::constant) {
    std::memset(nulls, from.null != nullptr && from.null->immediate != 0 ? 1 : 0, count);
  } else {
    std::memcpy(nulls, memory_of(batch, *from.null), count);
  }
}

/// Each column has its copy, in the same order.
void Machine::copy_results(const Batch& batch, Results& results) {
  auto next = copies_.begin();
  for_each_column(results, [&](ResultColumn& column) { copy(batch, *next++, column); });
}

void Machine::run(const Batch& batch, std::size_t first, std::size_t count, Results& results) {
  find_rows(batch, first, count);
  make_room();
  find_columns(batch);
  const bool looks_ahead = count >= fewest_to_look_ahead;
  if (looks_ahead) look_ahead_.start(batch, first_rows_, row_counts_);
  for (const Step& step : steps_) {
    if (looks_ahead) look_ahead_.next();
    if (step.instruction.run == nullptr) {
      run_states(batch, *step.node, step.instruction.out);
    } else {
      step.instruction.run(step.instruction, rows_[step.rows]);
    }
  }
  copy_results(batch, results);
  std::uint8_t* const open = results.open.data() + first;
  if (program_.open == no_node) {
    std::memset(open, 0, count);
  } else if (const Node& node = program_.nodes[program_.open]; node.opcode == Opcode::constant) {
    std::memset(open, node.immediate != 0 ? 1 : 0, count);
  } else {
    std::memcpy(open, memory_of(batch, node), count);
  }
}

}  // namespace doudi::exec
