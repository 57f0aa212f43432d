// src/plan/builder.cpp - nodes with their ranges and lanes.
// Layer 5.
#include "plan/builder.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace doudi::plan {
namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): only a typedef takes __extension__

constexpr std::int64_t largest_byte = std::numeric_limits<std::uint8_t>::max();
constexpr std::int64_t largest_int = std::numeric_limits<std::int32_t>::max();
constexpr std::int64_t largest_exact_double = std::int64_t{1} << 50;
constexpr std::int64_t largest_value = std::int64_t{1} << 62;
/// Enough for any household, and few enough for sums to stay in range and for the plain evaluator to read a list for each member.
constexpr std::size_t most_members_in_columns = 128;

[[nodiscard]] std::int64_t in_range(Wide value) {
  if (value > largest_value || value < -largest_value) throw NotInColumns("numbers beyond 2^62");
  return static_cast<std::int64_t>(value);
}

[[nodiscard]] std::int64_t power_of_ten(int exponent) {
  constexpr int most = 18;
  if (exponent > most) throw NotInColumns("numbers with too many decimals");
  std::int64_t power = 1;
  for (int i = 0; i < exponent; ++i) power *= 10;
  return power;
}

[[nodiscard]] std::int64_t computed(Opcode opcode, std::int64_t a, std::int64_t b) {
  switch (opcode) {
    case Opcode::add:
      return in_range(Wide{a} + b);
    case Opcode::subtract:
      return in_range(Wide{a} - b);
    case Opcode::multiply:
      return in_range(Wide{a} * b);
    case Opcode::larger:
      return std::max(a, b);
    case Opcode::smaller:
      return std::min(a, b);
    case Opcode::less:
      return a < b ? 1 : 0;
    case Opcode::less_equal:
      return a <= b ? 1 : 0;
    case Opcode::equal:
      return a == b ? 1 : 0;
    default:
      throw std::logic_error("no operation of two cells");
  }
}

/// The range of a result from the corners of the operands' ranges.
void set_range(Node& node, const Node& a, const Node& b) {
  if (node.opcode == Opcode::multiply) {
    const std::array corners{
        computed(Opcode::multiply, a.low, b.low), computed(Opcode::multiply, a.low, b.high),
        computed(Opcode::multiply, a.high, b.low), computed(Opcode::multiply, a.high, b.high)};
    node.low = *std::min_element(corners.begin(), corners.end());
    node.high = *std::max_element(corners.begin(), corners.end());
  } else if (node.opcode == Opcode::subtract) {
    node.low = computed(Opcode::subtract, a.low, b.high);
    node.high = computed(Opcode::subtract, a.high, b.low);
  } else {
    node.low = computed(node.opcode, a.low, b.low);
    node.high = computed(node.opcode, a.high, b.high);
  }
}

[[nodiscard]] std::size_t hash_of(const Node& node) {
  std::size_t hash = static_cast<std::size_t>(node.opcode);
  const auto mix = [&hash](std::uint64_t value) {
    hash = (hash ^ value) * 0x9E3779B97F4A7C15U + (hash >> 29U);
  };
  mix(static_cast<std::uint64_t>(node.lane));
  mix(node.entity ? static_cast<std::uint64_t>(*node.entity) + 1 : 0);
  for (const NodeId operand : {node.a, node.b, node.c}) mix(operand);
  mix(static_cast<std::uint64_t>(node.immediate));
  mix(node.table);
  mix(static_cast<std::uint64_t>(node.fact.entity));
  mix(node.fact.index);
  mix(static_cast<std::uint64_t>(node.scale));
  return hash;
}

/// The cell that rounding `numerator / denominator` gives.
[[nodiscard]] std::int64_t rounded_quotient(std::int64_t numerator, std::int64_t denominator,
                                            RoundingMode mode) {
  const auto quotient = divide(Decimal{numerator}, Decimal{denominator});
  // Both below 2^62: 34 digits tell every tie from its neighbours (expressions.md 6.3).
  const auto rounded_value = rounded(quotient.value(), 0, mode);
  return rounded_value.value().to_int64().value();
}

}  // namespace

std::size_t most_members(const model::Pack& pack, model::EntityId members) {
  const model::Entity& entity = pack[members];
  const auto most = pack[model::FactId{entity.parent.value(), entity.list_fact}].most;
  return most ? std::min<std::size_t>(*most, most_members_in_columns) : most_members_in_columns;
}

Lane lane_for(std::int64_t low, std::int64_t high) {
  if (low >= 0 && high <= largest_byte) return Lane::u8;
  if (low >= -largest_int && high <= largest_int) return Lane::i32;
  return low >= -largest_exact_double && high <= largest_exact_double ? Lane::f64 : Lane::i64;
}

NodeId Builder::add(Node node) {
  const std::size_t hash = hash_of(node);
  const auto [first, last] = known_.equal_range(hash);
  for (auto place = first; place != last; ++place) {
    if (nodes_[place->second] == node) return place->second;
  }
  const auto id = static_cast<NodeId>(nodes_.size());
  nodes_.push_back(node);
  known_.emplace(hash, id);
  return id;
}

NodeId Builder::constant(std::int64_t cell, int scale) {
  Node node;
  node.immediate = node.low = node.high = cell;
  node.scale = scale;
  node.lane = lane_for(cell, cell);
  return add(node);
}

NodeId Builder::convert(NodeId id, Lane lane) {
  if (nodes_[id].lane == lane || is_constant(id)) return id;
  Node node;
  node.opcode = Opcode::convert;
  node.lane = lane;
  node.entity = nodes_[id].entity;
  node.a = id;
  node.scale = nodes_[id].scale;
  node.low = nodes_[id].low;
  node.high = nodes_[id].high;
  return add(node);
}

/// The same cells, taken as numbers of another scale.
NodeId Builder::relabel(NodeId id, int scale) {
  if (nodes_[id].scale == scale) return id;
  if (is_constant(id)) return constant(nodes_[id].immediate, scale);
  Node node = nodes_[id];
  node.opcode = Opcode::multiply;
  node.a = id;
  node.b = constant(1);
  node.c = no_node;
  node.fact = {};
  node.immediate = 0;
  node.table = 0;
  node.scale = scale;
  return add(node);
}

NodeId Builder::rescale(NodeId id, int scale) {
  if (nodes_[id].scale == scale) return id;
  if (nodes_[id].scale > scale) throw std::logic_error("a scale is never made smaller");
  const std::int64_t factor = power_of_ten(scale - nodes_[id].scale);
  if (is_constant(id)) return constant(in_range(Wide{nodes_[id].immediate} * factor), scale);
  return arithmetic(Opcode::multiply, id, constant(factor, scale - nodes_[id].scale));
}

void Builder::place(NodeId& a, NodeId& b, Node& node) {
  node.entity = lower(nodes_[a].entity, nodes_[b].entity);
  if (!node.entity) throw std::logic_error("constants are folded before");
  a = expand(a, *node.entity);
  b = expand(b, *node.entity);
}

NodeId Builder::mapped(NodeId table_node, const std::vector<std::int64_t>& cells, int scale) {
  return lookup(cells, scale, nodes_[table_node].a);
}

/// A constant, or a look-up table with the constant worked into it.
std::optional<NodeId> Builder::folded(Opcode opcode, NodeId a, NodeId b, int scale) {
  if (is_constant(a) && is_constant(b))
    return constant(computed(opcode, nodes_[a].immediate, nodes_[b].immediate), scale);
  if (opcode == Opcode::multiply && is_constant(a, 1) && nodes_[b].scale == scale) return b;
  if (opcode == Opcode::multiply && is_constant(b, 1) && nodes_[a].scale == scale) return a;
  if ((opcode == Opcode::add || opcode == Opcode::subtract) && is_constant(b, 0)) return a;
  if (opcode == Opcode::add && is_constant(a, 0)) return b;
  for (const bool swapped : {false, true}) {
    const NodeId table = swapped ? b : a;
    const NodeId other = swapped ? a : b;
    const bool of_same = nodes_[other].opcode == Opcode::lookup && nodes_[table].opcode == Opcode::lookup &&
                         nodes_[other].a == nodes_[table].a;
    if (nodes_[table].opcode != Opcode::lookup || !(is_constant(other) || of_same)) continue;
    std::vector<std::int64_t> cells = tables_[nodes_[table].table];
    for (std::size_t i = 0; i < cells.size(); ++i) {
      const std::int64_t operand = of_same ? tables_[nodes_[other].table].at(i) : nodes_[other].immediate;
      cells[i] = swapped ? computed(opcode, operand, cells[i]) : computed(opcode, cells[i], operand);
    }
    return mapped(table, cells, scale);
  }
  return std::nullopt;
}

NodeId Builder::arithmetic(Opcode opcode, NodeId a, NodeId b) {
  if (opcode == Opcode::multiply) return of_cells(opcode, a, b, nodes_[a].scale + nodes_[b].scale);
  const int scale = std::max(nodes_[a].scale, nodes_[b].scale);
  return of_cells(opcode, rescale(a, scale), rescale(b, scale), scale);
}

NodeId Builder::of_cells(Opcode opcode, NodeId a, NodeId b, int scale) {
  if (const auto result = folded(opcode, a, b, scale)) return *result;
  if (const auto above = expanded_to({a, b}))
    return expand(of_cells(opcode, collapsed(a), collapsed(b), scale), *above);
  if (opcode == Opcode::multiply) {
    if (const auto product = product_of_multiples(a, b, scale)) return *product;
  } else if (const auto less = reduced(a, b, scale)) {
    return times(of_cells(opcode, less->a, less->b, scale), less->common, scale);
  }
  Node node;
  node.opcode = opcode;
  place(a, b, node);
  node.scale = scale;
  set_range(node, nodes_[a], nodes_[b]);
  const std::int64_t low = std::min({node.low, nodes_[a].low, nodes_[b].low});
  const std::int64_t high = std::max({node.high, nodes_[a].high, nodes_[b].high});
  node.lane = lane_for(low, high);
  node.a = convert(a, node.lane);
  node.b = convert(b, node.lane);
  if (is_constant(node.a) && opcode != Opcode::subtract) std::swap(node.a, node.b);
  return add(node);
}

NodeId Builder::compare(Opcode opcode, NodeId a, NodeId b) {
  const int scale = std::max(nodes_[a].scale, nodes_[b].scale);
  return compare_cells(opcode, rescale(a, scale), rescale(b, scale));
}

NodeId Builder::compare_cells(Opcode opcode, NodeId a, NodeId b) {
  if (const auto result = folded(opcode, a, b, 0)) return *result;
  if (const auto above = expanded_to({a, b}))
    return expand(compare_cells(opcode, collapsed(a), collapsed(b)), *above);
  if (const auto less = reduced(a, b, 0)) return compare_cells(opcode, less->a, less->b);
  const Node& left = nodes_[a];
  const Node& right = nodes_[b];
  const bool never = opcode == Opcode::less ? left.low >= right.high : left.low > right.high;
  const bool always = opcode == Opcode::less         ? left.high < right.low
                      : opcode == Opcode::less_equal ? left.high <= right.low
                                                     : false;
  if (never || (opcode == Opcode::equal && left.high < right.low)) return truth(false);
  if (always) return truth(true);
  Node node;
  node.opcode = opcode;
  place(a, b, node);
  node.high = 1;
  const Lane lane =
      lane_for(std::min(nodes_[a].low, nodes_[b].low), std::max(nodes_[a].high, nodes_[b].high));
  node.a = convert(a, lane);
  node.b = convert(b, lane);
  return add(node);
}

NodeId Builder::select(NodeId truth_node, NodeId then, NodeId otherwise) {
  if (is_constant(truth_node)) return nodes_[truth_node].immediate != 0 ? then : otherwise;
  const int scale = std::max(nodes_[then].scale, nodes_[otherwise].scale);
  return select_cells(truth_node, rescale(then, scale), rescale(otherwise, scale), scale);
}

NodeId Builder::select_cells(NodeId truth_node, NodeId then, NodeId otherwise, int scale) {
  if (then == otherwise) return then;
  if (const auto less = reduced(then, otherwise, scale)) {
    const bool holds = is_constant(less->a, 1) && is_constant(less->b, 0);
    const bool fails = is_constant(less->a, 0) && is_constant(less->b, 1);
    const NodeId part = holds   ? truth_node
                        : fails ? opposite(truth_node)
                                : select_cells(truth_node, less->a, less->b, scale);
    return times(part, less->common, scale);
  }
  if (const auto from = expanded_to({truth_node, then, otherwise}))
    return expand(select_cells(collapsed(truth_node), collapsed(then), collapsed(otherwise), scale), *from);
  Node node;
  node.opcode = Opcode::select;
  node.entity = lower(nodes_[truth_node].entity, lower(nodes_[then].entity, nodes_[otherwise].entity));
  node.a = expand(truth_node, *node.entity);
  node.scale = scale;
  node.low = std::min(nodes_[then].low, nodes_[otherwise].low);
  node.high = std::max(nodes_[then].high, nodes_[otherwise].high);
  node.lane = lane_for(node.low, node.high);
  if (node.lane == Lane::u8 && node.scale == 0 && is_constant(then, 1) && is_constant(otherwise, 0))
    return node.a;
  if (node.lane == Lane::u8 && node.scale == 0 && is_constant(then, 0) && is_constant(otherwise, 1))
    return opposite(node.a);
  node.b = convert(expand(then, *node.entity), node.lane);
  node.c = convert(expand(otherwise, *node.entity), node.lane);
  return add(node);
}

NodeId Builder::divide(NodeId a, NodeId b, int scale, RoundingMode rounding) {
  if (nodes_[b].low <= 0) throw NotInColumns("a division by what may be zero or negative");
  const int more = scale + nodes_[b].scale - nodes_[a].scale;
  if (more > 0) a = arithmetic(Opcode::multiply, a, constant(power_of_ten(more)));
  if (more < 0) b = arithmetic(Opcode::multiply, b, constant(power_of_ten(-more)));
  if (const auto less = reduced(a, b, scale)) {
    a = less->a;
    b = less->b;
  }
  if (is_constant(b, 1)) return relabel(a, scale);
  if (is_constant(b)) b = constant(nodes_[b].immediate);
  if (is_constant(a) && is_constant(b))
    return constant(rounded_quotient(nodes_[a].immediate, nodes_[b].immediate, rounding), scale);
  if (is_constant(b) && nodes_[a].opcode == Opcode::lookup) {
    std::vector<std::int64_t> cells = tables_[nodes_[a].table];
    for (std::int64_t& cell : cells) cell = rounded_quotient(cell, nodes_[b].immediate, rounding);
    return mapped(a, cells, scale);
  }
  Node node;
  node.opcode = Opcode::divide;
  place(a, b, node);
  node.rounding = rounding;
  node.scale = scale;
  const std::array corners{rounded_quotient(nodes_[a].low, nodes_[b].low, rounding),
                           rounded_quotient(nodes_[a].low, nodes_[b].high, rounding),
                           rounded_quotient(nodes_[a].high, nodes_[b].low, rounding),
                           rounded_quotient(nodes_[a].high, nodes_[b].high, rounding)};
  node.low = *std::min_element(corners.begin(), corners.end());
  node.high = *std::max_element(corners.begin(), corners.end());
  // Doubles hold twice the operands exactly, and their quotient never reaches the next whole number by rounding.
  const std::int64_t most = std::max(nodes_[a].high, nodes_[b].high);
  const bool simple =
      nodes_[a].low >= 0 && most <= largest_exact_double / 4 && rounding != RoundingMode::half_even;
  node.lane = !simple ? Lane::i64 : most <= largest_int ? Lane::i32 : Lane::f64;
  node.a = convert(a, node.lane);
  node.b = convert(b, node.lane);
  return convert(add(node), lane_for(node.low, node.high));
}

NodeId Builder::lookup(std::vector<std::int64_t> cells, int scale, NodeId position) {
  if (is_constant(position))
    return constant(cells.at(static_cast<std::size_t>(nodes_[position].immediate)), scale);
  const auto [low, high] = std::minmax_element(cells.begin(), cells.end());
  if (*low == *high) return constant(*low, scale);
  Node node;
  node.opcode = Opcode::lookup;
  node.entity = nodes_[position].entity;
  node.a = position;
  node.scale = scale;
  node.low = *low;
  node.high = *high;
  node.lane = lane_for(node.low, node.high);
  node.table = table_of(std::move(cells));
  return add(node);
}

std::uint32_t Builder::table_of(std::vector<std::int64_t> cells) {
  const auto known = std::find(tables_.begin(), tables_.end(), cells);
  const auto table = static_cast<std::uint32_t>(known - tables_.begin());
  if (known == tables_.end()) tables_.push_back(std::move(cells));
  return table;
}

NodeId Builder::rank(std::vector<std::int64_t> cells, NodeId of) {
  if (is_constant(of)) {
    const auto place = std::upper_bound(cells.begin(), cells.end(), nodes_[of].immediate);
    return constant(place - cells.begin());
  }
  if (cells.empty()) return constant(0);
  Node node;
  node.opcode = Opcode::rank;
  node.entity = nodes_[of].entity;
  node.a = of;
  node.high = static_cast<std::int64_t>(cells.size());
  node.lane = lane_for(node.low, node.high);
  node.table = table_of(std::move(cells));
  return add(node);
}

NodeId Builder::over_members(Opcode opcode, NodeId id, model::EntityId members) {
  id = expand(id, members);
  Node node;
  node.opcode = opcode;
  node.members = members;
  node.entity = pack_[members].parent;
  node.scale = nodes_[id].scale;
  node.low = nodes_[id].low;
  node.high = nodes_[id].high;
  if (is_constant(id)) {
    if (opcode == Opcode::sum && nodes_[id].immediate == 0) return id;
    if (opcode == Opcode::sum) return arithmetic(Opcode::multiply, list_size(members), id);
    throw NotInColumns("the largest of constants");
  }
  if (const Multiple multiple_of = multiple(id); multiple_of.factor > 1)
    return times(over_members(opcode, multiple_of.of, members), multiple_of.factor, node.scale);
  if (opcode == Opcode::sum) {
    if (const auto less = sum_of_less(id, members)) return *less;
    const auto most = static_cast<std::int64_t>(most_members(pack_, members));
    node.low = std::min<std::int64_t>(0, in_range(Wide{nodes_[id].low} * most));
    node.high = std::max<std::int64_t>(0, in_range(Wide{nodes_[id].high} * most));
  }
  node.lane = lane_for(node.low, node.high);
  node.a = opcode == Opcode::sum ? id : convert(id, node.lane);
  return add(node);
}

}  // namespace doudi::plan
