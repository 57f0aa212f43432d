// src/plan/builder_rows.cpp - from a household's rows to its members' and back; what is the same for all members is computed above.
// Layer 5.
#include <algorithm>

#include "plan/builder.hpp"

namespace doudi::plan {

bool Builder::lies_in(model::EntityId entity, model::EntityId above) const {
  for (std::optional<model::EntityId> here = entity; here; here = pack_[*here].parent) {
    if (*here == above) return true;
  }
  return false;
}

std::optional<model::EntityId> Builder::lower(std::optional<model::EntityId> a,
                                              std::optional<model::EntityId> b) const {
  if (!a) return b;
  if (!b || lies_in(*a, *b)) return a;
  if (lies_in(*b, *a)) return b;
  throw NotInColumns("values of two lists beside each other");
}

NodeId Builder::expand(NodeId id, model::EntityId to) {
  if (!nodes_[id].entity || *nodes_[id].entity == to) return id;
  if (!lies_in(to, *nodes_[id].entity)) throw NotInColumns("values of two lists beside each other");
  const NodeId of_parent = expand(id, pack_[to].parent.value());
  Node node = nodes_[of_parent];
  node.opcode = Opcode::expand;
  node.entity = to;
  node.members = to;
  node.a = of_parent;
  node.b = node.c = no_node;
  node.fact = {};
  node.immediate = 0;
  node.table = 0;
  return add(node);
}

NodeId Builder::gather(NodeId position, NodeId of) {
  if (is_constant(of)) return of;
  const model::EntityId members = nodes_[of].entity.value();
  const bool of_household = pack_[members].parent && !pack_[*pack_[members].parent].parent;
  const bool from_there =
      nodes_[position].entity == members || !pack_[nodes_[position].entity.value()].parent;
  if (!of_household || !from_there) throw NotInColumns("a link between lists");
  Node node = nodes_[of];
  node.opcode = Opcode::gather;
  node.members = nodes_[of].entity.value();
  node.entity = nodes_[position].entity;
  node.a = position;
  node.b = of;
  node.c = no_node;
  node.fact = {};
  node.immediate = 0;
  node.table = 0;
  return add(node);
}

/// The members to which all operands were expanded, if that is where they come from; constants are of any.
std::optional<model::EntityId> Builder::expanded_to(std::initializer_list<NodeId> ids) const {
  std::optional<model::EntityId> to;
  for (const NodeId id : ids) {
    if (is_constant(id)) continue;
    if (nodes_[id].opcode != Opcode::expand || (to && nodes_[id].entity != to)) return std::nullopt;
    to = nodes_[id].entity;
  }
  return to;
}

NodeId Builder::collapsed(NodeId id) const {
  return nodes_[id].opcode == Opcode::expand ? nodes_[id].a : id;
}

NodeId Builder::joined(Opcode opcode, NodeId a, NodeId b) {
  if (const auto above = joined_above(opcode, a, b)) return *above;
  Node node;
  node.opcode = opcode;
  node.high = 1;
  place(a, b, node);
  node.a = std::min(a, b);
  node.b = std::max(a, b);
  return add(node);
}

/// `x and e and f`, where e and f are the same for all members: `x and (e and f)`, the bracket computed above.
std::optional<NodeId> Builder::joined_above(Opcode opcode, NodeId a, NodeId b) {
  const auto join = [&](NodeId left, NodeId right) {
    return opcode == Opcode::conjunction ? both(left, right) : either(left, right);
  };
  if (const auto to = expanded_to({a, b})) return expand(join(collapsed(a), collapsed(b)), *to);
  for (const auto& [inner, outer] : {std::pair{a, b}, std::pair{b, a}}) {
    const bool below = nodes_[outer].entity && nodes_[inner].entity &&
                       nodes_[outer].entity != nodes_[inner].entity &&
                       lies_in(*nodes_[inner].entity, *nodes_[outer].entity);
    if (nodes_[inner].opcode != opcode || !(below || nodes_[outer].opcode == Opcode::expand)) continue;
    const NodeId same_for_all = below ? expand(outer, *nodes_[inner].entity) : outer;
    for (const auto& [part, rest] :
         {std::pair{nodes_[inner].a, nodes_[inner].b}, std::pair{nodes_[inner].b, nodes_[inner].a}}) {
      if (nodes_[part].opcode == Opcode::expand) return join(rest, join(part, same_for_all));
    }
  }
  return std::nullopt;
}

/// A sum that needs fewer members: of what is the same for all of them, or where all or none of a household's count.
std::optional<NodeId> Builder::sum_of_less(NodeId id, model::EntityId members) {
  const Node& node = nodes_[id];
  if (node.opcode == Opcode::expand)
    return of_cells(Opcode::multiply, list_size(members), node.a, node.scale);
  if (node.opcode != Opcode::conjunction) return std::nullopt;
  for (const auto& [part, rest] : {std::pair{node.a, node.b}, std::pair{node.b, node.a}}) {
    if (nodes_[part].opcode != Opcode::expand) continue;
    const NodeId condition = nodes_[part].a;
    return select(condition, over_members(Opcode::sum, rest, members), constant(0));
  }
  return std::nullopt;
}

}  // namespace doudi::plan
