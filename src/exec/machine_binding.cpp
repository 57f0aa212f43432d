// src/exec/machine_binding.cpp - from the nodes of a program to steps with loops.
// Layer 6.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "exec/lane_cells.hpp"
#include "exec/machine.hpp"

namespace doudi::exec {

using plan::Lane;
using plan::no_node;
using plan::Node;
using plan::NodeId;
using plan::Opcode;

namespace {

[[nodiscard]] bool is_constant(const Node& node) noexcept {
  return node.opcode == Opcode::constant;
}

/// What is not computed of cells but of the states of facts, lists and cases.
[[nodiscard]] bool is_of_states(Opcode opcode) noexcept {
  switch (opcode) {
    case Opcode::column_null:
    case Opcode::column_open:
    case Opcode::list_open:
    case Opcode::case_part:
    case Opcode::case_open:
    case Opcode::case_paid:
      return true;
    default:
      return false;
  }
}

[[nodiscard]] bool is_of_list(Opcode opcode) noexcept {
  switch (opcode) {
    case Opcode::expand:
    case Opcode::sum:
    case Opcode::largest:
    case Opcode::smallest:
    case Opcode::gather:
    case Opcode::list_size:
      return true;
    default:
      return false;
  }
}

/// Cells of a look-up table in one lane; 256 of them at least, so that no byte lies outside.
[[nodiscard]] std::vector<std::byte> table_in_lane(const std::vector<std::int64_t>& cells, Lane lane) {
  constexpr std::size_t positions = 256;
  std::vector<std::byte> memory(std::max(positions, cells.size()) * plan::width(lane));
  for (std::size_t i = 0; i < cells.size(); ++i) store_cell(memory.data(), lane, i, cells[i]);
  return memory;
}

}  // namespace

Machine::Machine(const plan::Program& program) : program_{program}, look_ahead_{program} {
  slots_.resize(program.slots.size());
  first_rows_.resize(program.pack->entities.size());
  row_counts_.resize(program.pack->entities.size());
  room_for_.resize(program.pack->entities.size());
  for (const Node& node : program.nodes) {
    if (!is_constant(node) && node.opcode != Opcode::column) bind(node);
  }
  rows_.resize(kinds_of_rows_.size());
  look_ahead_.divide(steps_.size());
  bind_copies();
}

std::size_t Machine::rows_of(const Node& node) {
  RowsOf kind{node.entity.value(), std::nullopt};
  if (is_of_list(node.opcode)) kind.members = node.members;
  const auto known = std::find(kinds_of_rows_.begin(), kinds_of_rows_.end(), kind);
  const auto position = static_cast<std::size_t>(known - kinds_of_rows_.begin());
  if (known == kinds_of_rows_.end()) kinds_of_rows_.push_back(kind);
  return position;
}

Machine::ColumnUse& Machine::use_of(const Node& column) {
  const auto known = std::find_if(column_uses_.begin(), column_uses_.end(),
                                  [&](const ColumnUse& use) { return use.column == &column; });
  if (known != column_uses_.end()) return *known;
  return column_uses_.emplace_back(ColumnUse{&column, {}});
}

void Machine::bind_tables(const Node& node, Instruction& instruction) {
  if (node.opcode == Opcode::lookup) {
    auto& memory = tables_[{node.table, node.lane}];
    if (memory.empty()) memory = table_in_lane(program_.tables[node.table], node.lane);
    instruction.table = memory.data();
    instruction.immediate = static_cast<std::int64_t>(program_.tables[node.table].size());
  }
  if (node.opcode == Opcode::rank) {
    const Lane lane = program_.nodes[node.a].lane;
    const auto [place, is_new] = ranks_.try_emplace({node.table, lane}, program_.tables[node.table], lane);
    instruction.ranks = &place->second;
  }
}

void Machine::bind(const Node& node) {
  Step step;
  step.node = &node;
  step.rows = rows_of(node);
  Instruction& instruction = step.instruction;
  instruction.immediate = node.immediate;
  instruction.rounding = node.rounding;
  const std::array operands{node.a, node.b, node.c};
  std::array<bool, 3> constants{};
  Shape shape{node.opcode, node.lane, node.lane, false, false, false};
  bool operand_seen = false;
  std::size_t constants_seen = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (operands[i] == no_node) continue;
    const Node& operand = program_.nodes[operands[i]];
    constants[i] = is_constant(operand);
    if (constants[i]) {
      (constants_seen++ == 0 ? instruction.constant : instruction.other_constant) = operand.immediate;
    } else if (!operand_seen) {
      shape.operand = operand.lane;
      operand_seen = true;
    }
    if (operand.opcode == Opcode::column) use_of(operand).operands.emplace_back(steps_.size(), i);
  }
  if (node.opcode == Opcode::select) {  // each branch has its place
    instruction.constant = constants[1] ? program_.nodes[node.b].immediate : 0;
    instruction.other_constant = constants[2] ? program_.nodes[node.c].immediate : 0;
  }
  shape.constant_a = constants[0];
  shape.constant_b = constants[1];
  shape.constant_c = constants[2];
  if (!is_of_states(node.opcode)) {
    instruction.run = node.opcode == Opcode::divide ? kernels().choose_division(node.lane, node.rounding)
                                                    : kernels().choose(shape);
    if (instruction.run == nullptr) throw std::logic_error("no loop for a node of a program");
  }
  if (node.opcode == Opcode::largest) instruction.immediate = node.low;
  if (node.opcode == Opcode::smallest) instruction.immediate = node.high;
  if (node.opcode == Opcode::gather)
    instruction.immediate = program_.nodes[node.a].entity == node.members ? 1 : 0;
  bind_tables(node, instruction);
  steps_.push_back(step);
}

/// In the order of for_each_column().
void Machine::bind_copies() {
  const auto add = [&](NodeId value, NodeId null, std::optional<model::EntityId> entity) {
    const auto node = [&](NodeId id) { return id == no_node ? nullptr : &program_.nodes[id]; };
    Copy copy{node(value), node(null), {}};
    if (!is_constant(*copy.value)) {
      // Of a value of the household for each member there is no column.
      if (copy.value->entity != entity.value_or(model::EntityId{}))
        throw std::logic_error("an output of other rows than its own");
      constexpr std::array wanted{Lane::u8, Lane::i32, Lane::i64};
      for (std::size_t i = 0; i < wanted.size(); ++i) {
        if (copy.value->lane == wanted[i]) continue;
        copy.convert.at(i) =
            kernels().choose({Opcode::convert, wanted[i], copy.value->lane, false, false, false});
      }
    }
    copies_.push_back(copy);
  };
  for (const plan::ProgramOutput& output : program_.outputs)
    add(output.cells.value, output.cells.null, output.entity);
  for (const plan::SchemeCells& scheme : program_.schemes) {
    add(scheme.granted, no_node, std::nullopt);
    add(scheme.amount, no_node, std::nullopt);
    if (scheme.entity) add(scheme.covered, no_node, scheme.entity);
  }
  if (!program_.case_cells) return;
  const plan::CaseCells& cells = *program_.case_cells;
  for (const NodeId each : {cells.state, cells.since, cells.amount}) add(each, no_node, std::nullopt);
  for (const plan::Cells& each : cells.remembered) add(each.value, each.null, std::nullopt);
}

}  // namespace doudi::exec
