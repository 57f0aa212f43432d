// src/plan/builder_columns.cpp - columns, rows of entities, and truths.
// Layer 5.
#include <algorithm>

#include "doudi/base/duration.hpp"

#include "plan/builder.hpp"

namespace doudi::plan {

namespace {

[[nodiscard]] std::optional<Lane> lane_of_column(model::Lane lane) {
  switch (lane) {
    case model::Lane::u8:
      return Lane::u8;
    case model::Lane::i32:
      return Lane::i32;
    case model::Lane::i64:
      return Lane::i64;
    case model::Lane::kept:
      break;
  }
  return std::nullopt;
}

/// A node whose cells are 0 or 1.
[[nodiscard]] Node truth_node(Opcode opcode, std::optional<model::EntityId> entity) {
  Node node;
  node.opcode = opcode;
  node.entity = entity;
  node.high = 1;
  return node;
}

}  // namespace

NodeId Builder::column(model::FactId fact) {
  const model::Fact& whose = pack_[fact];
  const auto lane = lane_of_column(model::lane_of(pack_, whose));
  if (!lane) throw NotInColumns("the fact " + whose.name + ", which is kept as it is");
  Node node;
  node.opcode = Opcode::column;
  node.lane = *lane;
  node.entity = fact.entity;
  node.fact = fact;
  const model::CellRange range = model::range_of_cells(pack_, whose);
  node.low = range.low;
  node.high = range.high;
  node.scale =
      whose.shape == model::Fact::Shape::value && whose.type.is(model::Kind::number) ? whose.decimals : 0;
  const NodeId stored = add(node);
  return convert(stored, lane_for(range.low, range.high));
}

NodeId Builder::column_null(model::FactId fact) {
  if (!pack_[fact].optional) return no_node;
  Node node = truth_node(Opcode::column_null, fact.entity);
  node.fact = fact;
  return add(node);
}

void Builder::read(model::FactId fact) {
  if (std::find(reads_.begin(), reads_.end(), fact) == reads_.end()) reads_.push_back(fact);
}

NodeId Builder::column_open(model::FactId fact) {
  read(fact);
  if (!with_gaps_) return no_node;
  Node node = truth_node(Opcode::column_open, fact.entity);
  node.fact = fact;
  return add(node);
}

NodeId Builder::list_open(model::EntityId members) {
  read({pack_[members].parent.value(), pack_[members].list_fact});
  if (!with_gaps_) return no_node;
  Node node = truth_node(Opcode::list_open, pack_[members].parent);
  node.members = members;
  return add(node);
}

NodeId Builder::list_size(model::EntityId members) {
  Node node;
  node.opcode = Opcode::list_size;
  node.entity = pack_[members].parent;
  node.members = members;
  node.high = static_cast<std::int64_t>(most_members(pack_, members));
  node.lane = lane_for(0, node.high);
  const model::Entity& entity = pack_[members];
  node.low = pack_[model::FactId{entity.parent.value(), entity.list_fact}].least.value_or(0);
  return add(node);
}

NodeId Builder::case_part(CasePart part) {
  constexpr std::int64_t most_months = 120'000;
  constexpr std::int64_t most_days = 5'000'000;
  Node node;
  node.opcode = Opcode::case_part;
  node.entity = model::EntityId{};
  node.immediate = static_cast<std::int64_t>(part);
  switch (part) {
    case CasePart::state:
      node.high = static_cast<std::int64_t>(pack_.lifecycle->states.size()) - 1;
      break;
    case CasePart::since:
      node.low = -most_days;
      node.high = most_days;
      break;
    case CasePart::months:
      node.high = most_months;
      break;
    case CasePart::amount:
      node.scale = 2;
      node.high = model::largest_cell;
      break;
    case CasePart::paid:
    case CasePart::step_due:
      node.high = 1;
      break;
  }
  node.lane = lane_for(node.low, node.high);
  return add(node);
}

NodeId Builder::case_open(CasePart part) {
  Node node = truth_node(Opcode::case_open, model::EntityId{});
  node.immediate = static_cast<std::int64_t>(part);
  return add(node);
}

NodeId Builder::case_paid(std::uint32_t text) {
  Node node = truth_node(Opcode::case_paid, model::EntityId{});
  node.table = text;
  return add(node);
}

NodeId Builder::both(NodeId a, NodeId b) {
  if (a == no_node || b == no_node) return no_node;
  if (a == b || is_constant(b, 1)) return a;
  if (is_constant(a, 1)) return b;
  if (is_constant(a, 0) || is_constant(b, 0)) return truth(false);
  return joined(Opcode::conjunction, a, b);
}

NodeId Builder::either(NodeId a, NodeId b) {
  if (a == no_node) return b;
  if (b == no_node || a == b || is_constant(b, 0)) return a;
  if (is_constant(a, 0)) return b;
  if (is_constant(a, 1) || is_constant(b, 1)) return truth(true);
  return joined(Opcode::disjunction, a, b);
}

NodeId Builder::opposite(NodeId a) {
  if (a == no_node) return truth(true);
  if (is_constant(a)) return truth(nodes_[a].immediate == 0);
  if (nodes_[a].opcode == Opcode::negation) return nodes_[a].a;
  if (nodes_[a].opcode == Opcode::lookup) {
    std::vector<std::int64_t> cells = tables_[nodes_[a].table];
    for (std::int64_t& cell : cells) cell = 1 - cell;
    return mapped(a, cells, 0);
  }
  if (nodes_[a].opcode == Opcode::expand) return expand(opposite(collapsed(a)), *nodes_[a].entity);
  Node node = truth_node(Opcode::negation, nodes_[a].entity);
  node.a = a;
  return add(node);
}

NodeId Builder::full_years(NodeId date, Date on) {
  constexpr std::int64_t most_years = 10'000;
  if (is_constant(date))
    return constant(doudi::full_years(Date::from_days(nodes_[date].immediate).value(), on));
  Node node;
  node.opcode = Opcode::full_years;
  node.entity = nodes_[date].entity;
  node.a = date;
  node.immediate = on.days();
  node.low = -most_years;
  node.high = most_years;
  node.lane = Lane::i32;
  return add(node);
}

}  // namespace doudi::plan
