// src/plan/lower_dense_tables.cpp - decision tables of many rows: a class for each input, one place for all of them together.
// Layer 5.
#include <algorithm>

#include "plan/lowering.hpp"
#include "plan/table_classes.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::Comparison;
using model::HitPolicy;
using model::Row;
using model::Test;

namespace {

__extension__ typedef __int128 Wide;  // NOLINT(modernize-use-using): only a typedef takes __extension__

/// With fewer rows, asking each of them is quicker.
constexpr std::size_t fewest_rows = 24;
constexpr std::size_t most_combinations = 65'536;
/// Of all sets of rows together.
constexpr std::size_t most_words = std::size_t{1} << 22U;

/// A constant in units of the last decimal of what it is compared with: rounded down, and whether that is exact.
struct Limit {
  std::int64_t floor = 0;
  bool exact = true;
};
[[nodiscard]] std::optional<Limit> limit_of(std::int64_t cell, int scale, int wanted) {
  constexpr int most_difference = 18;
  constexpr std::int64_t most = std::int64_t{1} << 62U;
  if (std::abs(wanted - scale) > most_difference) return std::nullopt;
  Wide power = 1;
  for (int i = 0; i < std::abs(wanted - scale); ++i) power *= 10;
  Limit limit;
  Wide value = cell;
  if (wanted >= scale) {
    value *= power;
  } else {
    value = cell / power - (cell % power < 0 ? 1 : 0);
    limit.exact = cell % power == 0;
  }
  if (value > most || value < -most) return std::nullopt;
  limit.floor = static_cast<std::int64_t>(value);
  return limit;
}

/// The cells that compare so with the limit.
[[nodiscard]] std::vector<TestedRange> ranges_of(Comparison comparison, Limit limit) {
  const std::int64_t ceiling = limit.exact ? limit.floor : limit.floor + 1;
  const TestedRange below{TestedRange::least, ceiling};
  const TestedRange above{limit.floor + 1, TestedRange::most};
  switch (comparison) {
    case Comparison::less:
      return {below};
    case Comparison::less_equal:
      return {{TestedRange::least, limit.floor + 1}};
    case Comparison::greater:
      return {above};
    case Comparison::greater_equal:
      return {{ceiling, TestedRange::most}};
    case Comparison::equal:
      if (limit.exact) return {{limit.floor, limit.floor + 1}};
      return {};
    case Comparison::not_equal:
      return {below, above};
  }
  return {};
}

}  // namespace

/// The operand of a test as a constant beside the input; nothing if it is none.
std::optional<Lowered> Lowering::constant_beside(const Lowered& input, const model::Expression& operand,
                                                 const Scope& scope) {
  Lowered constant = lower(operand, scope);
  if (constant.form == Form::null) return constant.open == no_node ? std::optional{constant} : std::nullopt;
  Lowered like = input;
  same_enumeration(like, constant);
  const bool alike = constant.form == input.form && constant.null == no_node && constant.open == no_node;
  if (!alike || !nodes_.is_constant(constant.value)) return std::nullopt;
  return constant;
}

/// What a cell of the table says of the input; nothing if that is more than ranges can say.
std::optional<TestedCell> Lowering::tested_cell(const model::Cell& cell, const Lowered& input,
                                                const Scope& scope) {
  TestedCell result;
  if (cell.any) return TestedCell{{TestedRange{}}, false, true};
  const int scale = nodes_[input.value].scale;
  enum class Truth : std::uint8_t { no, null, yes };
  Truth of_null = Truth::no;
  const auto also_null = [&](Truth truth) { of_null = std::max(of_null, truth); };
  const auto limit = [&](const Lowered& constant) {
    return limit_of(nodes_[constant.value].immediate, nodes_[constant.value].scale, scale);
  };
  for (const Test& test : cell.tests) {
    if (test.form != Test::Form::compare && test.form != Test::Form::interval) return std::nullopt;
    const auto first = constant_beside(input, test.operands.front(), scope);
    if (!first) return std::nullopt;
    const bool equality = test.comparison == Comparison::equal || test.comparison == Comparison::not_equal;
    if (first->form == Form::null) {
      if (test.form != Test::Form::compare || !equality) return std::nullopt;
      also_null(test.comparison == Comparison::equal ? Truth::yes : Truth::no);
      if (test.comparison == Comparison::not_equal) result.ranges.emplace_back();
      continue;
    }
    const auto low = limit(*first);
    if (!low) return std::nullopt;
    if (test.form == Test::Form::compare) {
      also_null(!equality ? Truth::null : test.comparison == Comparison::not_equal ? Truth::yes : Truth::no);
      for (const TestedRange& range : ranges_of(test.comparison, *low)) result.ranges.push_back(range);
      continue;
    }
    const auto second = constant_beside(input, test.operands.at(1), scope);
    if (!second || second->form == Form::null) return std::nullopt;
    const auto high = limit(*second);
    if (!high) return std::nullopt;
    const auto from = test.bounds.low_included ? Comparison::greater_equal : Comparison::greater;
    const auto to = test.bounds.high_included ? Comparison::less_equal : Comparison::less;
    result.ranges.push_back({ranges_of(from, *low).front().begin, ranges_of(to, *high).front().end});
    also_null(Truth::null);
  }
  result.negated = cell.negated;
  result.null = of_null == (cell.negated ? Truth::no : Truth::yes);
  return result;
}

/// The class of an input in each row of its entity, and what rows of the table go with each class.
std::optional<Lowering::ClassNode> Lowering::class_node(const Lowered& input,
                                                        const std::vector<const Row*>& rows,
                                                        std::size_t column, const Scope& scope) {
  const bool ordered = input.form == Form::boolean || input.form == Form::number ||
                       input.form == Form::date || input.form == Form::enumeration ||
                       input.form == Form::text;
  if (!ordered) return std::nullopt;
  std::vector<TestedCell> cells;
  for (const Row* row : rows) {
    const auto tested = tested_cell(row->cells.at(column), input, scope);
    if (!tested) return std::nullopt;
    cells.push_back(*tested);
  }
  const Node& node = nodes_[input.value];
  InputClasses classes = classes_of(cells, node.low, node.high);
  ClassNode result;
  constexpr std::int64_t most_positions = 256;
  if (node.low >= 0 && node.high < most_positions) {
    DistinctSets sets = distinct(classes.rows);
    std::vector<std::int64_t> class_of(static_cast<std::size_t>(node.high) + 1);
    for (std::size_t cell = 0; cell < class_of.size(); ++cell) {
      const auto place =
          std::upper_bound(classes.begins.begin(), classes.begins.end(), static_cast<std::int64_t>(cell));
      class_of[cell] = sets.places[static_cast<std::size_t>(place - classes.begins.begin())];
    }
    result.node = nodes_.lookup(std::move(class_of), 0, input.value);
    result.rows = std::move(sets.sets);
  } else {
    result.node = nodes_.rank(std::move(classes.begins), input.value);
    result.rows = std::move(classes.rows);
  }
  if (input.null != no_node) {
    result.node = nodes_.select(input.null, nodes_.constant(static_cast<std::int64_t>(result.rows.size())),
                                result.node);
    result.rows.push_back(classes.null);
  }
  return result;
}

/// The place of each combination of classes, and the rows that match it.
std::optional<Lowering::ClassNode> Lowering::combined_classes(const model::Table& table,
                                                              const std::vector<const Row*>& rows,
                                                              const std::vector<Lowered>& inputs,
                                                              const Scope& scope) {
  ClassNode all{nodes_.constant(0), {RowSet{rows.size(), true}}};
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    auto one = class_node(inputs[i], rows, i, scope);
    if (!one) return std::nullopt;
    if (one->rows.size() == 1) {  // the same rows for every value that there may be
      for (RowSet& set : all.rows) set = set & one->rows.front();
      continue;
    }
    if (all.rows.size() * one->rows.size() > most_combinations) {
      DistinctSets fewer = distinct(all.rows);
      all.node = nodes_.lookup(std::move(fewer.places), 0, all.node);
      all.rows = std::move(fewer.sets);
    }
    const std::size_t size = all.rows.size() * one->rows.size();
    if (size > most_combinations || size * (rows.size() / 64 + 1) > most_words) return std::nullopt;
    const NodeId classes = nodes_.constant(static_cast<std::int64_t>(one->rows.size()));
    all.node =
        nodes_.arithmetic(Opcode::add, nodes_.arithmetic(Opcode::multiply, all.node, classes), one->node);
    std::vector<RowSet> sets;
    for (const RowSet& before : all.rows) {
      for (const RowSet& set : one->rows) sets.push_back(before & set);
    }
    all.rows = std::move(sets);
  }
  return all;
}

/// What each combination gives, if all of it is constant: one look-up.
std::optional<Lowered> Lowering::constant_outputs(const std::vector<Lowered>& given, NodeId position) {
  Lowered like;
  int scale = 0;
  std::vector<Lowered> outputs = given;
  for (const Lowered& output : outputs) {
    if (output.form != Form::null && like.form == Form::null) like = output;
  }
  if (like.form == Form::null) return std::nullopt;
  for (Lowered& output : outputs) {
    if (output.form == Form::null) continue;
    same_enumeration(like, output);
    if (output.form == Form::quotient || output.form != like.form || !nodes_.is_constant(output.value) ||
        output.null != no_node || (output.open != no_node && !nodes_.is_constant(output.open)))
      return std::nullopt;
    scale = std::max(scale, nodes_[output.value].scale);
  }
  if (like.form == Form::list || like.form == Form::member) return std::nullopt;
  std::vector<std::int64_t> cells;
  std::vector<std::int64_t> nulls;
  std::vector<std::int64_t> opens;
  std::int64_t filler = 0;  // no gap shall make the range wider than the values that are meant
  const auto is_open = [&](const Lowered& output) {
    return output.open != no_node && nodes_.is_constant(output.open, 1);
  };
  const auto cell_of = [&](const Lowered& output) {
    return nodes_[nodes_.rescale(output.value, scale)].immediate;
  };
  for (const Lowered& output : outputs) {
    if (output.form != Form::null && !is_open(output)) filler = cell_of(output);
  }
  for (const Lowered& output : outputs) {
    const bool known = output.form != Form::null && !is_open(output);
    cells.push_back(known ? cell_of(output) : filler);
    nulls.push_back(output.form == Form::null ? 1 : 0);
    opens.push_back(is_open(output) ? 1 : 0);
  }
  const auto flag = [&](std::vector<std::int64_t> flags) {
    const NodeId node = nodes_.lookup(std::move(flags), 0, position);
    return nodes_.is_constant(node, 0) ? no_node : node;
  };
  Lowered result = like;
  result.value = nodes_.lookup(std::move(cells), scale, position);
  result.null = flag(std::move(nulls));
  result.open = flag(std::move(opens));
  return result;
}

/// Nothing where the table is small, or asks more than constants can say.
std::optional<Lowered> Lowering::dense_table(const model::Table& table, const std::vector<const Row*>& rows,
                                             const Scope& scope) {
  const auto asks_condition = [](const model::Column& column) { return column.when; };
  if (rows.size() < fewest_rows || std::ranges::any_of(table.columns, asks_condition)) return std::nullopt;
  std::vector<Lowered> inputs;
  for (const model::Column& column : table.columns) inputs.push_back(lower(column.input, scope));
  const auto all = combined_classes(table, rows, inputs, scope);
  if (!all) return std::nullopt;
  std::vector<Lowered> outputs;
  for (const Row* row : rows) outputs.push_back(output_of(row->outputs.front(), scope));
  Lowered otherwise = !table.defaults.empty()           ? output_of(table.defaults.front(), scope)
                      : table.complete && !rows.empty() ? outputs.back()
                                                        : open_value(table.outputs.front().type);
  const bool may_conflict = !(table.hit == HitPolicy::first || table.hit == HitPolicy::priority ||
                              (table.hit == HitPolicy::unique && table.disjoint));
  std::vector<Lowered> results;
  for (const RowSet& set : all->rows) {
    const auto row = set.first();
    Lowered result = row ? outputs[*row] : otherwise;
    if (may_conflict && set.several()) result.open = nodes_.truth(true);
    results.push_back(std::move(result));
  }
  auto result = constant_outputs(results, all->node);
  if (!result) return std::nullopt;
  for (const Lowered& input : inputs) result->open = nodes_.either(result->open, input.open);
  return result;
}

}  // namespace doudi::plan
