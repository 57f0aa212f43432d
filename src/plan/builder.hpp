// src/plan/builder.hpp - makes nodes: folds what is constant, shares what is equal, finds ranges and lanes.
// Layer 5.
#pragma once

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <stdexcept>
#include <string>
#include <unordered_map>
#include <vector>

#include "doudi/plan/program.hpp"

namespace doudi::plan {

/// Thrown inside the stage where something has no columns; whoever lowers the value around it leaves that one to the plain
/// evaluator.
class NotInColumns : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Scales and ranges are kept exact; a value that may go beyond 2^62 is NotInColumns. Operands of different entities are
/// expanded to the one further down, which must lie below the other.
class Builder {
 public:
  Builder(const model::Pack& pack, bool with_gaps) : pack_{pack}, with_gaps_{with_gaps} {}

  [[nodiscard]] const Node& operator[](NodeId id) const { return nodes_[id]; }
  [[nodiscard]] bool is_constant(NodeId id) const { return nodes_[id].opcode == Opcode::constant; }
  [[nodiscard]] bool is_constant(NodeId id, std::int64_t value) const {
    return is_constant(id) && nodes_[id].immediate == value;
  }

  [[nodiscard]] NodeId constant(std::int64_t cell, int scale = 0);
  [[nodiscard]] NodeId truth(bool value) { return constant(value ? 1 : 0); }
  [[nodiscard]] NodeId column(model::FactId fact);
  /// No node where the fact is never null.
  [[nodiscard]] NodeId column_null(model::FactId fact);
  /// No node without gaps: then it is noted that the fact must be given. The same goes for list_open().
  [[nodiscard]] NodeId column_open(model::FactId fact);
  [[nodiscard]] NodeId case_part(CasePart part);
  [[nodiscard]] NodeId case_open(CasePart part);
  [[nodiscard]] NodeId case_paid(std::uint32_t text);
  [[nodiscard]] NodeId list_open(model::EntityId members);
  [[nodiscard]] NodeId list_size(model::EntityId members);

  [[nodiscard]] NodeId arithmetic(Opcode opcode, NodeId a,
                                  NodeId b);  ///< add, subtract, multiply, larger, smaller
  [[nodiscard]] NodeId compare(Opcode opcode, NodeId a, NodeId b);  ///< less, less_equal, equal
  /// Truths; a missing one (no_node) is false.
  [[nodiscard]] NodeId both(NodeId a, NodeId b);
  [[nodiscard]] NodeId either(NodeId a, NodeId b);
  [[nodiscard]] NodeId opposite(NodeId a);
  [[nodiscard]] NodeId select(NodeId truth, NodeId then, NodeId otherwise);
  /// a / b rounded to so many decimals. b must be positive.
  [[nodiscard]] NodeId divide(NodeId a, NodeId b, int scale, RoundingMode rounding);
  /// `position` lies within the cells.
  [[nodiscard]] NodeId lookup(std::vector<std::int64_t> cells, int scale, NodeId position);
  /// How many of the cells, which ascend, are not larger.
  [[nodiscard]] NodeId rank(std::vector<std::int64_t> cells, NodeId of);
  [[nodiscard]] NodeId full_years(NodeId date, Date on);

  [[nodiscard]] NodeId expand(NodeId node, model::EntityId to);
  /// Over the members of each parent row: sum, largest, smallest.
  [[nodiscard]] NodeId over_members(Opcode opcode, NodeId node, model::EntityId members);
  [[nodiscard]] NodeId gather(NodeId position, NodeId of);
  [[nodiscard]] NodeId rescale(NodeId node, int scale);

  [[nodiscard]] std::vector<Node> take_nodes() { return std::move(nodes_); }
  [[nodiscard]] std::vector<std::vector<std::int64_t>> take_tables() { return std::move(tables_); }
  /// The facts and lists that were asked whether they are open.
  [[nodiscard]] std::vector<model::FactId> take_reads() { return std::move(reads_); }
  /// The entity further down of two of which one lies below the other.
  [[nodiscard]] std::optional<model::EntityId> lower(std::optional<model::EntityId> a,
                                                     std::optional<model::EntityId> b) const;
  [[nodiscard]] bool lies_in(model::EntityId entity, model::EntityId above) const;

 private:
  /// A node that is so many times another one, which is no constant.
  struct Multiple {
    NodeId of = no_node;
    std::int64_t factor = 1;  ///< positive
  };
  /// Two operands without what their cells have in common.
  struct Reduced {
    NodeId a = no_node;
    NodeId b = no_node;
    std::int64_t common = 1;
  };

  [[nodiscard]] NodeId add(Node node);
  [[nodiscard]] NodeId convert(NodeId node, Lane lane);
  [[nodiscard]] NodeId relabel(NodeId node, int scale);
  [[nodiscard]] std::uint32_t table_of(std::vector<std::int64_t> cells);
  [[nodiscard]] NodeId mapped(NodeId table_node, const std::vector<std::int64_t>& cells, int scale);
  [[nodiscard]] std::optional<NodeId> folded(Opcode opcode, NodeId a, NodeId b, int scale);
  void place(NodeId& a, NodeId& b, Node& node);

  // These compute with cells alone, whatever the scales of their operands are: the result has the scale that is given.
  [[nodiscard]] NodeId of_cells(Opcode opcode, NodeId a, NodeId b, int scale);
  [[nodiscard]] NodeId compare_cells(Opcode opcode, NodeId a, NodeId b);
  [[nodiscard]] NodeId select_cells(NodeId truth, NodeId then, NodeId otherwise, int scale);
  [[nodiscard]] NodeId times(NodeId node, std::int64_t factor, int scale);
  [[nodiscard]] Multiple multiple(NodeId node) const;
  [[nodiscard]] std::int64_t divisor_of(NodeId node) const;
  [[nodiscard]] std::optional<Reduced> reduced(NodeId a, NodeId b, int scale);
  [[nodiscard]] std::optional<NodeId> product_of_multiples(NodeId a, NodeId b, int scale);

  [[nodiscard]] std::optional<model::EntityId> expanded_to(std::initializer_list<NodeId> ids) const;
  [[nodiscard]] NodeId collapsed(NodeId node) const;
  [[nodiscard]] NodeId joined(Opcode opcode, NodeId a, NodeId b);
  [[nodiscard]] std::optional<NodeId> joined_above(Opcode opcode, NodeId a, NodeId b);
  [[nodiscard]] std::optional<NodeId> sum_of_less(NodeId node, model::EntityId members);
  void read(model::FactId fact);

  const model::Pack& pack_;
  bool with_gaps_;
  std::vector<Node> nodes_;
  std::vector<std::vector<std::int64_t>> tables_;
  std::vector<model::FactId> reads_;
  std::unordered_multimap<std::size_t, NodeId> known_;
};

/// The narrowest lane for cells from low to high.
[[nodiscard]] Lane lane_for(std::int64_t low, std::int64_t high);

}  // namespace doudi::plan
