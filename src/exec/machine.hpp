// src/exec/machine.hpp - a program bound to memory of its own: runs block after block of households.
// Layer 6.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "doudi/exec/evaluate.hpp"

#include "exec/kernels.hpp"
#include "exec/look_ahead.hpp"
#include "exec/rank_table.hpp"

namespace doudi::exec {

/// Memory grows to what the largest block needs and is used again. One thread.
class Machine {
 public:
  /// The program must live longer.
  explicit Machine(const plan::Program& program);
  Machine(const Machine&) = delete;
  Machine& operator=(const Machine&) = delete;

  [[nodiscard]] const plan::Program& program() const noexcept { return program_; }
  /// Answers `count` households from `first` on, all at once.
  void run(const Batch& batch, std::size_t first, std::size_t count, Results& results);

 private:
  /// One node with its loop, or without: then it says something about states.
  struct Step {
    Instruction instruction;
    const plan::Node* node = nullptr;
    std::size_t rows = 0;  ///< position in rows_
  };
  /// A column, whose cells lie elsewhere in each block, and the operands that are this column.
  struct ColumnUse {
    const plan::Node* column = nullptr;
    std::vector<std::pair<std::size_t, std::size_t>>
        operands;  ///< positions in steps_, and the first, second or third
  };
  /// Of which entity an instruction's rows are, and whose members it takes together or spreads to.
  struct RowsOf {
    model::EntityId entity{};
    std::optional<model::EntityId> members;
    friend bool operator==(const RowsOf&, const RowsOf&) = default;
  };
  /// Where an output comes from; into which column is known by the order of them all.
  struct Copy {
    const plan::Node* value = nullptr;
    const plan::Node* null = nullptr;  ///< none: never
    std::array<Kernel, 3> convert{};   ///< to a u8, an i32, an i64, where the lane is another
  };

  void bind(const plan::Node& node);
  [[nodiscard]] ColumnUse& use_of(const plan::Node& column);
  void bind_tables(const plan::Node& node, Instruction& instruction);
  void bind_copies();
  [[nodiscard]] std::size_t rows_of(const plan::Node& node);
  void find_rows(const Batch& batch, std::size_t first, std::size_t count);
  void make_room();
  [[nodiscard]] bool has_room() const;
  void find_columns(const Batch& batch);
  void run_states(const Batch& batch, const plan::Node& node, std::byte* out) const;
  void copy_results(const Batch& batch, Results& results);
  void copy(const Batch& batch, const Copy& from, ResultColumn& column) const;
  [[nodiscard]] const std::byte* memory_of(const Batch& batch, const plan::Node& node) const;

  const plan::Program& program_;
  std::vector<Step> steps_;
  std::vector<ColumnUse> column_uses_;
  std::vector<RowsOf> kinds_of_rows_;
  std::vector<Rows> rows_;  // one for each kind
  std::vector<Copy> copies_;
  std::map<std::pair<std::uint32_t, plan::Lane>, std::vector<std::byte>> tables_;
  std::map<std::pair<std::uint32_t, plan::Lane>, RankTable> ranks_;
  std::vector<std::vector<std::byte>> slots_;
  std::vector<std::int64_t> scratch_;
  std::vector<std::size_t> first_rows_;  // by entity, of the block
  std::vector<std::size_t> row_counts_;
  std::vector<std::size_t> room_for_;  // by entity, rows that the slots hold
  LookAhead look_ahead_;
};

}  // namespace doudi::exec
