// src/exec/evaluate.cpp - binds programs to memory and runs them block by block.
// Layer 6.
#include "doudi/exec/evaluate.hpp"

#include <algorithm>
#include <array>
#include <atomic>
#include <cstring>
#include <exception>
#include <map>
#include <mutex>
#include <stdexcept>
#include <string>
#include <thread>

#include "exec/case_cells.hpp"
#include "exec/kernels.hpp"
#include "exec/look_ahead.hpp"
#include "exec/rank_table.hpp"

namespace doudi::exec {
namespace {

using plan::Lane;
using plan::no_node;
using plan::Node;
using plan::NodeId;
using plan::Opcode;
using plan::width;

constexpr std::size_t usual_block = 1024;
/// Room behind the last cell, for loops that write a few cells at once.
constexpr std::size_t room = 64;

[[nodiscard]] bool is_constant(const Node& node) noexcept {
  return node.opcode == Opcode::constant;
}

[[nodiscard]] std::size_t number(model::EntityId entity) noexcept {
  return static_cast<std::size_t>(entity);
}

void store(std::byte* memory, Lane lane, std::size_t row, std::int64_t cell) {
  std::byte* place = memory + row * width(lane);
  const auto narrow = static_cast<std::int32_t>(cell);
  const auto real = static_cast<double>(cell);
  if (lane == Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane == Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane == Lane::f64) std::memcpy(place, &real, sizeof real);
  if (lane == Lane::i64) std::memcpy(place, &cell, sizeof cell);
}

/// Cells of a look-up table in one lane; 256 of them at least, so that no byte lies outside.
[[nodiscard]] std::vector<std::byte> table_in_lane(const std::vector<std::int64_t>& cells, Lane lane) {
  constexpr std::size_t positions = 256;
  std::vector<std::byte> memory(std::max(positions, cells.size()) * width(lane));
  for (std::size_t i = 0; i < cells.size(); ++i) store(memory.data(), lane, i, cells[i]);
  return memory;
}

}  // namespace

/// An instruction and the node it comes from.
struct Bound {
  Instruction instruction;
  const Node* node = nullptr;
  std::array<const Node*, 3>
      columns{};  ///< operands that are columns: their address differs from block to block
};

struct Evaluator::State {
  State(const plan::Program& what, std::size_t households)
      : program{what}, at_once{households == 0 ? usual_block : households} {
    bind();
  }

  void bind();
  void bind_node(const Node& node);
  void make_room(const Batch& batch, std::size_t first, std::size_t count);
  void run_block(const Batch& batch, std::size_t first, std::size_t count, Results& results);
  void run_column_state(const Batch& batch, const Node& node, std::byte* out) const;
  void copy(const Batch& batch, NodeId value, NodeId null, ResultColumn& column);
  [[nodiscard]] const std::byte* memory_of(const Batch& batch, const Node& node) const;

  const plan::Program& program;
  std::size_t at_once;
  std::vector<Bound> instructions;
  std::map<std::pair<std::uint32_t, Lane>, std::vector<std::byte>> tables;
  std::map<std::pair<std::uint32_t, Lane>, RankTable> ranks;
  std::vector<std::vector<std::byte>> slots;
  std::vector<std::int64_t> scratch;
  std::vector<std::size_t> first_rows;  // by entity, of the block
  std::vector<std::size_t> row_counts;
  std::optional<LookAhead> look_ahead;
};

void Evaluator::State::bind_node(const Node& node) {
  Bound bound;
  bound.node = &node;
  Instruction& instruction = bound.instruction;
  instruction.immediate = node.immediate;
  instruction.rounding = node.rounding;
  const std::array operands{node.a, node.b, node.c};
  std::array<bool, 3> constants{};
  Shape shape{node.opcode, node.lane, node.lane, false, false, false};
  bool operand_seen = false;
  std::size_t constants_seen = 0;
  for (std::size_t i = 0; i < operands.size(); ++i) {
    if (operands[i] == no_node) continue;
    const Node& operand = program.nodes[operands[i]];
    constants[i] = is_constant(operand);
    if (constants[i]) {
      (constants_seen++ == 0 ? instruction.constant : instruction.other_constant) = operand.immediate;
    } else if (!operand_seen) {
      shape.operand = operand.lane;
      operand_seen = true;
    }
    if (operand.opcode == Opcode::column) bound.columns[i] = &operand;
  }
  if (node.opcode == Opcode::select) {  // each branch has its place
    instruction.constant = constants[1] ? program.nodes[node.b].immediate : 0;
    instruction.other_constant = constants[2] ? program.nodes[node.c].immediate : 0;
  }
  shape.constant_a = constants[0];
  shape.constant_b = constants[1];
  shape.constant_c = constants[2];
  switch (node.opcode) {
    case Opcode::column_null:
    case Opcode::column_open:
    case Opcode::list_open:
    case Opcode::case_part:
    case Opcode::case_open:
    case Opcode::case_paid:
      break;
    default:
      instruction.run = node.opcode == Opcode::divide ? kernels().choose_division(node.lane, node.rounding)
                                                      : kernels().choose(shape);
      if (instruction.run == nullptr) throw std::logic_error("no loop for a node of a program");
  }
  if (node.opcode == Opcode::largest) instruction.immediate = node.low;
  if (node.opcode == Opcode::smallest) instruction.immediate = node.high;
  if (node.opcode == Opcode::gather)
    instruction.immediate = program.nodes[node.a].entity == node.members ? 1 : 0;
  if (node.opcode == Opcode::lookup) {
    auto& memory = tables[{node.table, node.lane}];
    if (memory.empty()) memory = table_in_lane(program.tables[node.table], node.lane);
    instruction.table = memory.data();
    instruction.immediate = static_cast<std::int64_t>(program.tables[node.table].size());
  }
  if (node.opcode == Opcode::rank) {
    const Lane lane = program.nodes[node.a].lane;
    const auto [place, is_new] = ranks.try_emplace({node.table, lane}, program.tables[node.table], lane);
    instruction.ranks = &place->second;
  }
  instructions.push_back(bound);
}

void Evaluator::State::bind() {
  slots.resize(program.slots.size());
  for (const Node& node : program.nodes) {
    if (!is_constant(node) && node.opcode != Opcode::column) bind_node(node);
  }
  look_ahead.emplace(program, instructions.size());
  first_rows.resize(program.pack->entities.size());
  row_counts.resize(program.pack->entities.size());
}

/// Finds the block's rows and sees that every slot holds them. Memory only grows.
void Evaluator::State::make_room(const Batch& batch, std::size_t first, std::size_t count) {
  std::size_t most = 0;
  for (std::size_t i = 0; i < first_rows.size(); ++i) {
    const model::EntityId entity{static_cast<std::uint32_t>(i)};
    const auto parent = (*program.pack)[entity].parent;
    if (!parent) {
      first_rows[i] = first;
      row_counts[i] = count;
    } else {
      const auto& offsets = batch[entity].offsets;
      const std::size_t of_parent = first_rows[number(*parent)];
      first_rows[i] = offsets[of_parent];
      row_counts[i] = offsets[of_parent + row_counts[number(*parent)]] - first_rows[i];
    }
    most = std::max(most, row_counts[i]);
  }
  bool moved = false;
  for (std::size_t i = 0; i < slots.size(); ++i) {
    const plan::Slot& slot = program.slots[i];
    const std::size_t needed =
        row_counts[number(slot.entity.value())] * width(slot.lane) + room * sizeof(std::int64_t);
    if (slots[i].size() >= needed) continue;
    slots[i].resize(needed + needed / 4);
    moved = true;
  }
  if (scratch.size() < most + 1) scratch.resize(most + most / 4 + 1);
  if (!moved) return;
  const auto address = [&](NodeId id) -> const std::byte* {
    if (id == no_node) return nullptr;
    const Node& node = program.nodes[id];
    return is_constant(node) || node.opcode == Opcode::column ? nullptr : slots[node.slot].data();
  };
  for (Bound& bound : instructions) {
    bound.instruction.out = slots[bound.node->slot].data();
    bound.instruction.a = address(bound.node->a);
    bound.instruction.b = address(bound.node->b);
    bound.instruction.c = address(bound.node->c);
  }
}

const std::byte* Evaluator::State::memory_of(const Batch& batch, const Node& node) const {
  if (node.opcode != Opcode::column) return slots[node.slot].data();
  return batch[node.fact].data() + first_rows[number(node.fact.entity)] * width(node.lane);
}

/// 1 where a fact is null, where it is not given, where a list is not known.
void Evaluator::State::run_column_state(const Batch& batch, const Node& node, std::byte* out) const {
  const std::size_t first = first_rows[number(node.entity.value())];
  const std::size_t count = row_counts[number(node.entity.value())];
  if (node.opcode == Opcode::case_part || node.opcode == Opcode::case_open ||
      node.opcode == Opcode::case_paid) {
    for (std::size_t i = 0; i < count; ++i)
      store(out, node.lane, i, case_cell(program, *batch.case_facts(first + i), node));
    return;
  }
  std::memset(out, 0, count);
  if (node.opcode == Opcode::list_open) {
    const EntityTable& table = batch[node.members];
    for (std::size_t i = 0; i < count; ++i) {
      const std::size_t size = table.offsets[first + i + 1] - table.offsets[first + i];
      const bool known = table.lists.empty() || table.lists[first + i] == CellState::known;
      if (!known || size > plan::most_members(*program.pack, node.members)) out[i] = std::byte{1};
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

void Evaluator::State::copy(const Batch& batch, NodeId value, NodeId null, ResultColumn& column) {
  const Node& node = program.nodes[value];
  const model::EntityId entity = column.entity.value_or(model::EntityId{});
  const std::size_t first = first_rows[number(entity)];
  const std::size_t count = row_counts[number(entity)];
  const bool narrow = !column.codes.empty();
  // Of a value that is the same for all, or of the household for each member, there is no column.
  const std::byte* memory = is_constant(node) ? nullptr : memory_of(batch, node);
  if (memory != nullptr && node.entity != entity)
    throw std::logic_error("an output of other rows than its own");
  // NOLINTNEXTLINE(*-reinterpret-cast): cells lie in plain memory
  std::byte* const out = narrow ? reinterpret_cast<std::byte*>(column.codes.data() + first)
                                : reinterpret_cast<std::byte*>(column.cells.data() + first);
  const Lane lane = narrow ? Lane::u8 : Lane::i64;
  if (memory == nullptr) {
    for (std::size_t i = 0; i < count; ++i) store(out, lane, i, node.immediate);
  } else if (node.lane == lane) {
    std::memcpy(out, memory, count * width(lane));
  } else {
    Instruction widening;
    widening.out = out;
    widening.a = memory;
    Rows rows;
    rows.count = count;
    kernels().choose({Opcode::convert, lane, node.lane, false, false, false})(widening, rows);
  }
  if (null == no_node) return;
  const Node& null_node = program.nodes[null];
  if (is_constant(null_node)) {
    std::memset(column.nulls.data() + first, null_node.immediate != 0 ? 1 : 0, count);
  } else {
    std::memcpy(column.nulls.data() + first, memory_of(batch, null_node), count);
  }
}

void Evaluator::State::run_block(const Batch& batch, std::size_t first, std::size_t count, Results& results) {
  make_room(batch, first, count);
  look_ahead->start(batch, first_rows, row_counts);
  for (Bound& bound : instructions) {
    look_ahead->next();
    const Node& node = *bound.node;
    Instruction& instruction = bound.instruction;
    if (instruction.run == nullptr) {
      run_column_state(batch, node, instruction.out);
      continue;
    }
    const auto patch = [&](const Node* column, const std::byte*& operand) {
      if (column != nullptr) operand = memory_of(batch, *column);
    };
    patch(bound.columns[0], instruction.a);
    patch(bound.columns[1], instruction.b);
    patch(bound.columns[2], instruction.c);
    Rows rows;
    rows.count = row_counts[number(node.entity.value())];
    const bool of_list = node.opcode == Opcode::expand || node.opcode == Opcode::sum ||
                         node.opcode == Opcode::largest || node.opcode == Opcode::smallest ||
                         node.opcode == Opcode::gather || node.opcode == Opcode::list_size;
    if (of_list) {
      const auto parent = (*program.pack)[node.members].parent.value();
      rows.parents = row_counts[number(parent)];
      rows.members = row_counts[number(node.members)];
      rows.longest = batch[node.members].longest;
      rows.offsets = batch[node.members].offsets.data() + first_rows[number(parent)];
      rows.scratch = scratch.data();
    }
    instruction.run(instruction, rows);
  }
  for (std::size_t i = 0; i < program.outputs.size(); ++i)
    copy(batch, program.outputs[i].cells.value, program.outputs[i].cells.null, results.outputs[i]);
  for (std::size_t i = 0; i < program.schemes.size(); ++i) {
    copy(batch, program.schemes[i].granted, no_node, results.schemes[i].granted);
    copy(batch, program.schemes[i].amount, no_node, results.schemes[i].amount);
    if (results.schemes[i].covered)
      copy(batch, program.schemes[i].covered, no_node, *results.schemes[i].covered);
  }
  if (results.cases) {
    const plan::CaseCells& cells = *program.case_cells;
    copy(batch, cells.state, no_node, results.cases->state);
    copy(batch, cells.since, no_node, results.cases->since);
    copy(batch, cells.amount, no_node, results.cases->amount);
    for (std::size_t i = 0; i < cells.remembered.size(); ++i)
      copy(batch, cells.remembered[i].value, cells.remembered[i].null, results.cases->remembered[i]);
  }
  if (program.open == no_node) return;
  const Node& node = program.nodes[program.open];
  if (is_constant(node)) {
    std::memset(results.open.data() + first, node.immediate != 0 ? 1 : 0, count);
  } else {
    std::memcpy(results.open.data() + first, memory_of(batch, node), count);
  }
}

Evaluator::Evaluator(const plan::Program& program, std::size_t households)
    : state_{std::make_unique<State>(program, households)} {}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

namespace {

/// A program without gaps would take what stands in the cells of missing facts for the facts.
void check_fits(const plan::Program& program, const Batch& batch) {
  if (&batch.pack() != program.pack) throw std::invalid_argument("the batch was made for another pack");
  if (!program.with_gaps && has_gaps(program, batch))
    throw std::invalid_argument("the batch has gaps, and the program was compiled without");
}

}  // namespace

void Evaluator::run(const Batch& batch, std::size_t first, std::size_t count, Results& results) {
  check_fits(state_->program, batch);
  for (std::size_t done = 0; done < count;) {
    const std::size_t block = std::min(state_->at_once, count - done);
    state_->run_block(batch, first + done, block, results);
    done += block;
  }
  const auto& refused = batch.refused();
  for (auto next = refused.lower_bound(first); next != refused.end() && next->first < first + count; ++next)
    results.open[next->first] = 1;
}

Results empty_results(const plan::Program& program, const Batch& batch) {
  using Form = plan::Cells::Form;
  constexpr std::size_t most_codes = 255;
  const model::Pack& pack = *program.pack;
  const auto column_for = [&](const plan::Cells& cells,
                              std::optional<model::EntityId> entity = std::nullopt) {
    ResultColumn column;
    column.form = cells.form;
    column.entity = entity;
    column.scale = program.nodes[cells.value].scale;
    column.enumeration = cells.enumeration;
    const std::size_t rows = batch[entity.value_or(model::EntityId{})].rows;
    const bool codes =
        cells.form == Form::boolean || cells.form == Form::members ||
        (cells.form == Form::scheme && pack.schemes.size() <= most_codes) ||
        (cells.form == Form::text && program.texts.size() <= most_codes) ||
        (cells.form == Form::enumeration && pack[cells.enumeration].members.size() <= most_codes);
    if (codes) {
      column.codes.resize(rows);
    } else {
      column.cells.resize(rows);
    }
    if (cells.null != no_node) column.nulls.resize(rows);
    return column;
  };
  const auto cells_of = [](Form form, NodeId value) {
    plan::Cells cells;
    cells.form = form;
    cells.value = value;
    return cells;
  };
  Results results;
  for (const plan::ProgramOutput& output : program.outputs)
    results.outputs.push_back(column_for(output.cells, output.entity));
  for (const plan::SchemeCells& scheme : program.schemes) {
    SchemeColumns columns;
    columns.scheme = scheme.scheme;
    columns.granted = column_for(cells_of(Form::boolean, scheme.granted));
    columns.amount = column_for(cells_of(Form::number, scheme.amount));
    if (scheme.entity) columns.covered = column_for(cells_of(Form::members, scheme.covered), scheme.entity);
    results.schemes.push_back(std::move(columns));
  }
  if (program.case_cells) {
    CaseColumns columns;
    plan::Cells state = cells_of(Form::enumeration, program.case_cells->state);
    state.enumeration = program.case_cells->states;
    columns.state = column_for(state);
    columns.since = column_for(cells_of(Form::date, program.case_cells->since));
    columns.amount = column_for(cells_of(Form::number, program.case_cells->amount));
    for (const plan::Cells& each : program.case_cells->remembered)
      columns.remembered.push_back(column_for(each));
    results.cases = std::move(columns);
  }
  results.open.resize(batch.households());
  return results;
}

bool has_gaps(const plan::Program& program, const Batch& batch) {
  const model::Pack& pack = *program.pack;
  return std::any_of(program.reads.begin(), program.reads.end(), [&](model::FactId fact) {
    if (pack[fact].shape != model::Fact::Shape::members) return batch[fact].has_gaps();
    const model::EntityId members = pack[fact].type.element().entity;
    const EntityTable& table = batch[members];
    return table.has_unknown_lists || table.longest > plan::most_members(pack, members);
  });
}

Results evaluate(const plan::Program& program, const Batch& batch, const EvaluateOptions& options) {
  check_fits(program, batch);
  Results results = empty_results(program, batch);
  const std::size_t households = batch.households();
  const unsigned wanted =
      options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads;
  const std::size_t block = options.households == 0 ? usual_block : options.households;
  const std::size_t blocks = (households + block - 1) / block;
  const auto threads = static_cast<unsigned>(std::min<std::size_t>(wanted, std::max<std::size_t>(blocks, 1)));
  std::atomic<std::size_t> next{0};
  std::exception_ptr failure;
  std::mutex failure_lock;
  const auto work = [&] {
    try {
      Evaluator evaluator{program, block};
      for (std::size_t i = next++; i < blocks; i = next++)
        evaluator.run(batch, i * block, std::min(block, households - i * block), results);
    } catch (...) {
      const std::lock_guard lock{failure_lock};
      if (!failure) failure = std::current_exception();
    }
  };
  std::vector<std::thread> others;
  for (unsigned i = 1; i < threads; ++i) others.emplace_back(work);
  work();
  for (std::thread& other : others) other.join();
  if (failure) std::rethrow_exception(failure);
  return results;
}

}  // namespace doudi::exec
