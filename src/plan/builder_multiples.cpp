// src/plan/builder_multiples.cpp - constant factors: they move outwards, where what cells have in common cancels.
// Layer 5.
// Cells that count in twentieths of a fen fit a narrow lane where cells with four decimals do not.
#include <numeric>

#include "plan/builder.hpp"

namespace doudi::plan {

Builder::Multiple Builder::multiple(NodeId id) const {
  const Node& node = nodes_[id];
  if (node.opcode != Opcode::multiply || !is_constant(node.b) || nodes_[node.b].immediate <= 0)
    return {id, 1};
  const NodeId of = nodes_[node.a].opcode == Opcode::convert ? nodes_[node.a].a : node.a;
  return {of, nodes_[node.b].immediate};
}

/// What all cells of the node are known to be multiples of; 0 if all are 0.
std::int64_t Builder::divisor_of(NodeId id) const {
  if (is_constant(id)) return nodes_[id].immediate < 0 ? -nodes_[id].immediate : nodes_[id].immediate;
  return multiple(id).factor;
}

NodeId Builder::times(NodeId id, std::int64_t factor, int scale) {
  return factor == 1 ? id : of_cells(Opcode::multiply, id, constant(factor), scale);
}

std::optional<Builder::Reduced> Builder::reduced(NodeId a, NodeId b, int scale) {
  const std::int64_t common = std::gcd(divisor_of(a), divisor_of(b));
  if (common <= 1) return std::nullopt;
  const auto part = [&](NodeId id, NodeId other) {
    // A constant is written in the scale of what it stands beside, so that equal things become one node.
    if (is_constant(id)) {
      const int label = is_constant(other) ? scale : nodes_[multiple(other).of].scale;
      return constant(nodes_[id].immediate / common, label);
    }
    const Multiple whole = multiple(id);
    return times(whole.of, whole.factor / common, scale);
  };
  return Reduced{part(a, b), part(b, a), common};
}

/// Only factors of rows that the product has itself: for members there would be more rows to multiply.
std::optional<NodeId> Builder::product_of_multiples(NodeId a, NodeId b, int scale) {
  const auto entity = lower(nodes_[a].entity, nodes_[b].entity);
  const auto part = [&](NodeId id) { return nodes_[id].entity == entity ? multiple(id) : Multiple{id, 1}; };
  const Multiple left = part(a);
  const Multiple right = part(b);
  if (left.factor == 1 && right.factor == 1) return std::nullopt;
  const auto product = [&](NodeId first, NodeId second) {
    return of_cells(Opcode::multiply, first, second, scale);
  };
  const auto with_constant = [&](const Multiple& whole, NodeId id) {
    const int label = scale - nodes_[whole.of].scale;
    return product(whole.of, of_cells(Opcode::multiply, constant(whole.factor), id, label));
  };
  if (is_constant(b)) return with_constant(left, b);
  if (is_constant(a)) return with_constant(right, a);
  return product(product(left.of, right.of), product(constant(left.factor), constant(right.factor)));
}

}  // namespace doudi::plan
