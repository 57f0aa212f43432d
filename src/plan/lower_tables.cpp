// src/plan/lower_tables.cpp - decision tables as choices between rows.
// Layer 5.
#include <algorithm>

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;
using model::HitPolicy;
using model::Row;

/// The best output first; rows of equal outputs stay in their order. Only where every output is a constant.
std::vector<const Row*> Lowering::rows_by_priority(const model::Table& table) const {
  std::vector<std::pair<std::size_t, const Row*>> ranked;
  const auto& values = table.outputs.front().values;
  for (const Row& row : table.rows) {
    const auto* literal = std::get_if<model::Literal>(&row.outputs.front().detail);
    if (literal == nullptr) throw NotInColumns("a table of priorities whose outputs are computed");
    const auto place = std::find(values.begin(), values.end(), *literal);
    ranked.emplace_back(static_cast<std::size_t>(place - values.begin()), &row);
  }
  std::stable_sort(ranked.begin(), ranked.end(),
                   [](const auto& lhs, const auto& rhs) { return lhs.first < rhs.first; });
  std::vector<const Row*> rows;
  for (const auto& [rank, row] : ranked) rows.push_back(row);
  return rows;
}

/// For each row whether it matches.
std::vector<Lowered> Lowering::matches_of(const model::Table& table, const std::vector<const Row*>& rows,
                                          const Scope& scope) {
  std::vector<Lowered> inputs;
  for (const model::Column& column : table.columns)
    inputs.push_back(column.when ? Lowered{} : lower(column.input, scope));
  std::vector<Lowered> result;
  for (const Row* row : rows) {
    Lowered matches = lowered(Form::boolean, nodes_.truth(true));
    for (std::size_t i = 0; i < row->cells.size(); ++i) {
      const auto tested = table.columns.at(i).when ? std::nullopt : std::optional{table.columns[i].tested};
      matches = both(matches, null_is_false(cell(row->cells[i], inputs.at(i), tested, scope)));
    }
    result.push_back(std::move(matches));
  }
  return result;
}

Lowered Lowering::output_of(const model::Expression& output, const Scope& scope) {
  return guarded("an output of a table", output.type, [&] { return lower(output, scope); });
}

/// Where a row keeps a table that looks at all of its rows from being known: whether it matches, or what it gives.
NodeId Lowering::open_row(const Lowered& matches, const Lowered& output) {
  if (output.open == no_node) return matches.open;
  return nodes_.either(matches.open, nodes_.both(holds(matches), output.open));
}

/// C+, C<, C> and C#: what all rows that match give together.
Lowered Lowering::collected(const model::Table& table, const std::vector<const Row*>& rows,
                            const Scope& scope) {
  const std::vector<Lowered> matches = matches_of(table, rows, scope);
  const bool adds = table.hit == HitPolicy::sum || table.hit == HitPolicy::count;
  const Opcode opcode = table.hit == HitPolicy::lowest ? Opcode::smaller : Opcode::larger;
  const Lowered nothing = lowered(Form::number, nodes_.constant(0));
  Lowered any = lowered(Form::boolean, nodes_.truth(false));
  Lowered result = nothing;
  NodeId open = no_node;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    Lowered output = output_of(rows[i]->outputs.front(), scope);
    open = nodes_.either(open, open_row(matches[i], output));
    output = table.hit == HitPolicy::count ? lowered(Form::number, nodes_.constant(1))
                                           : never_null(std::move(output));
    if (adds) {
      result = arithmetic('+', result, conditional(matches[i], output, nothing));
    } else if (i == 0) {
      result = output;  // means nothing unless the row matches
    } else {
      result = conditional(matches[i], conditional(any, extreme(opcode, result, output), output), result);
    }
    any = either(any, matches[i]);
  }
  if (!table.defaults.empty()) {
    result = conditional(any, result, output_of(table.defaults.front(), scope));
  } else if (table.hit != HitPolicy::count) {
    open = nodes_.either(open, nodes_.opposite(any.value));
  }
  result.open = nodes_.either(result.open, open);
  return result;
}

Lowered Lowering::first_row(const model::Table& table, const std::vector<const Row*>& rows,
                            const Scope& scope) {
  std::vector<Lowered> matches = matches_of(table, rows, scope);
  std::vector<Lowered> outputs;
  for (const Row* row : rows) outputs.push_back(output_of(row->outputs.front(), scope));
  const bool first_settles =
      table.hit == HitPolicy::first || (table.hit == HitPolicy::unique && table.disjoint);
  const bool may_conflict = !first_settles && table.hit != HitPolicy::priority;
  NodeId open = no_node;
  NodeId seen = no_node;
  for (std::size_t i = 0; i < rows.size() && !first_settles; ++i) {
    open = nodes_.either(open, open_row(matches[i], outputs[i]));
    const NodeId match = holds(matches[i]);
    if (may_conflict && seen != no_node) open = nodes_.either(open, nodes_.both(seen, match));
    seen = nodes_.either(seen, match);
  }
  Lowered result;
  if (!table.defaults.empty()) {
    result = output_of(table.defaults.front(), scope);
  } else if (table.complete && !rows.empty()) {
    // Some row matches: if none before it does, the last.
    result = outputs.back();
    result.open = nodes_.either(result.open, matches.back().open);
    matches.pop_back();
    outputs.pop_back();
  } else {
    result = open_value(table.outputs.front().type);
  }
  for (std::size_t i = matches.size(); i-- > 0;) result = conditional(matches[i], outputs[i], result);
  result.open = nodes_.either(result.open, open);
  return result;
}

Lowered Lowering::table(const model::Table& table, const Scope& scope) {
  if (table.outputs.size() != 1) throw NotInColumns("a table with several outputs");
  std::vector<const Row*> rows;
  switch (table.hit) {
    case HitPolicy::first:
    case HitPolicy::unique:
    case HitPolicy::any:
      for (const Row& row : table.rows) rows.push_back(&row);
      break;
    case HitPolicy::priority:
      rows = rows_by_priority(table);
      break;
    case HitPolicy::sum:
    case HitPolicy::count:
    case HitPolicy::lowest:
    case HitPolicy::highest:
      for (const Row& row : table.rows) {
        if (model::contains(row.period, on_)) rows.push_back(&row);
      }
      return collected(table, rows, scope);
    default:
      throw NotInColumns("a table that gives a list");
  }
  std::erase_if(rows, [&](const Row* row) { return !model::contains(row->period, on_); });
  if (auto result = dense_table(table, rows, scope)) return *std::move(result);
  return first_row(table, rows, scope);
}

}  // namespace doudi::plan
