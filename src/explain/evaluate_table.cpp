// src/explain/evaluate_table.cpp - decision tables: which rows match, and what the hit policy makes of them.
// Layer 7.
#include <algorithm>
#include <array>
#include <stdexcept>

#include "explain/evaluator.hpp"

namespace doudi::explain {
namespace {

using model::HitPolicy;

[[nodiscard]] std::string_view step_name(HitPolicy hit) noexcept {
  switch (hit) {
    case HitPolicy::unique:
      return "table unique";
    case HitPolicy::any:
      return "table any";
    case HitPolicy::priority:
      return "table priority";
    case HitPolicy::first:
      return "table first";
    case HitPolicy::rule_order:
      return "table rule order";
    case HitPolicy::output_order:
      return "table output order";
    case HitPolicy::list:
      return "table list";
    case HitPolicy::sum:
      return "table sum";
    case HitPolicy::lowest:
      return "table lowest";
    case HitPolicy::highest:
      return "table highest";
    case HitPolicy::count:
      return "table count";
  }
  return "";
}

/// The value in one output column.
[[nodiscard]] const Value& column_value(const Value& output, std::size_t column) {
  const auto* context = output.get_if<Context>();
  return context == nullptr ? output : context->entries.at(column).second;
}

/// Compares by the `values` rows, the first column counting most; a value not listed there comes last.
[[nodiscard]] bool has_priority(const model::Table& table, const Value& lhs, const Value& rhs) {
  for (std::size_t i = 0; i < table.outputs.size(); ++i) {
    const auto& values = table.outputs[i].values;
    const auto rank = [&](const Value& output) {
      const auto* literal = column_value(output, i).get_if<model::Literal>();
      return literal == nullptr ? values.end() : std::find(values.begin(), values.end(), *literal);
    };
    const auto left = rank(lhs);
    const auto right = rank(rhs);
    if (left != right) return left < right;
  }
  return false;
}

[[nodiscard]] Value sum_of(const List& list, text::Span place) {
  Value sum = list.items.front().value;
  for (std::size_t i = 1; i < list.items.size(); ++i) {
    sum = compute(Arithmetic::plus, sum, list.items[i].value, place);
  }
  return sum;
}

/// The `values` rows, for whoever decides by them again: columns separated by semicolons.
[[nodiscard]] std::string values_label(const model::Table& table) {
  if (table.hit != HitPolicy::priority && table.hit != HitPolicy::output_order) return {};
  std::string label;
  for (const model::OutputColumn& column : table.outputs) {
    if (!label.empty()) label += "; ";
    for (std::size_t i = 0; i < column.values.size(); ++i) {
      label += (i == 0 ? "" : ", ") + model::literal_text(column.values[i]);
    }
  }
  return label;
}

/// Collects all outputs into one.
[[nodiscard]] Value collected(const model::Table& table, const List& list) {
  if (table.hit == HitPolicy::count) return Decimal{list.items.size()};
  if (table.hit == HitPolicy::sum) {
    return list.items.empty() ? failed(Reason::no_row_matches, table.span) : sum_of(list, table.span);
  }
  if (table.hit != HitPolicy::output_order) return list;
  List ordered = list;
  std::stable_sort(ordered.items.begin(), ordered.items.end(), [&table](const Item& lhs, const Item& rhs) {
    return has_priority(table, lhs.value, rhs.value);
  });
  return ordered;
}

[[nodiscard]] bool gives_a_list(HitPolicy hit) noexcept {
  return hit == HitPolicy::list || hit == HitPolicy::rule_order || hit == HitPolicy::output_order;
}

}  // namespace

Evaluated Evaluator::row_matches(TableRun& run, const model::Row& row) {
  Value matches = true;
  std::vector<Operand> tests;
  for (std::size_t i = 0; i < row.cells.size(); ++i) {
    const model::Cell& cell = row.cells[i];
    if (cell.any) continue;
    const model::Column& column = run.table.columns.at(i);
    if (!column.when && !run.inputs[i]) run.inputs[i] = evaluate(column.input, run.frame);
    const Evaluated tested = column.when ? Evaluated::literal({}) : *run.inputs[i];
    const auto local = column.when ? std::nullopt : std::optional{column.tested};
    const Evaluated test = evaluate_cell(cell, tested, local, column.input.type, run.frame);
    tests.push_back(test.operand);
    matches =
        both(matches, test.value.is_null() ? Value{false} : test.value);  // on null a row does not match
    if (matches.is(false)) break;
  }
  return trace_.step("row", std::move(tests), std::move(matches), row.span, row.label);
}

Evaluated Evaluator::outputs_of(const model::Table& table, const std::vector<model::Expression>& outputs,
                                const Frame& frame) {
  if (outputs.size() == 1) return evaluate(outputs.front(), frame);
  Context context;
  std::vector<Operand> operands;
  std::string keys;
  for (std::size_t i = 0; i < outputs.size(); ++i) {
    Evaluated output = evaluate(outputs[i], frame);
    keys += (i == 0 ? "" : ", ") + table.outputs.at(i).name;
    context.entries.emplace_back(table.outputs[i].name, std::move(output.value));
    operands.push_back(std::move(output.operand));
  }
  return trace_.step("context", std::move(operands), std::move(context), table.span, std::move(keys));
}

void Evaluator::try_rows(TableRun& run) {
  for (std::size_t i = 0; i < run.table.rows.size(); ++i) {
    const model::Row& row = run.table.rows[i];
    if (!model::contains(row.period, on_)) continue;
    const Evaluated matches = row_matches(run, row);
    run.operands.push_back(matches.operand);
    if (matches.value.is(false)) {
      run.operands.push_back(Operand::of_literal({}));
      continue;
    }
    const Evaluated output =
        matches.value.is_failed() ? Evaluated::literal({}) : outputs_of(run.table, row.outputs, run.frame);
    run.operands.push_back(output.operand);
    run.alternatives.push_back({row.label, matches.value, output.value, row.span});
    run.rows.emplace_back(i);
    const bool settles =
        run.table.hit == HitPolicy::first || (run.table.hit == HitPolicy::unique && run.table.disjoint);
    if (settles && matches.value.is(true)) return;
  }
}

void Evaluator::try_default(TableRun& run) {
  const auto certain = [](const Alternative& each) { return each.matches.is(true); };
  if (run.table.defaults.empty() || std::any_of(run.alternatives.begin(), run.alternatives.end(), certain))
    return;
  const Evaluated output = outputs_of(run.table, run.table.defaults, run.frame);
  const Value matches = run.alternatives.empty() ? Value{true} : Value{Unknown{}};
  run.operands.push_back(Operand::of_literal(true));
  run.operands.push_back(output.operand);
  run.alternatives.push_back({"default", matches, output.value, run.table.span});
  run.rows.emplace_back(std::nullopt);
}

Choice Evaluator::choose(const TableRun& run) const {
  const model::Table& table = run.table;
  const bool has_default = !table.defaults.empty();
  const ChoiceRules rules{table.complete || has_default, table.disjoint, table.span};
  if (has_default && run.alternatives.size() == 1 && !run.rows.front()) {
    const Value& value = run.alternatives.front().output;
    const bool wrap = gives_a_list(table.hit) && value.get_if<List>() == nullptr;
    return {wrap ? Value{List{{Item{value, {}}}}} : value, {0}};
  }
  const auto by_order = [&](model::Comparison wanted) {
    return choose_best(run.alternatives, rules, [&, wanted](const Value& lhs, const Value& rhs) {
      const Order order{pack_, table.outputs.front().type};
      return compared(wanted, lhs, rhs, order).is(true);
    });
  };
  switch (table.hit) {
    case HitPolicy::first:
      return choose_first(run.alternatives, rules);
    case HitPolicy::unique:
      return choose_unique(run.alternatives, rules);
    case HitPolicy::any:
      return choose_any(run.alternatives, rules);
    case HitPolicy::priority:
      return choose_best(run.alternatives, rules,
                         [&](const Value& lhs, const Value& rhs) { return has_priority(table, lhs, rhs); });
    case HitPolicy::lowest:
      return by_order(model::Comparison::less);
    case HitPolicy::highest:
      return by_order(model::Comparison::greater);
    case HitPolicy::rule_order:
    case HitPolicy::output_order:
    case HitPolicy::list:
    case HitPolicy::sum:
    case HitPolicy::count: {
      Choice choice = choose_all(run.alternatives);
      // Settled: adding, counting and ordering need every item.
      const auto* list = choice.value.get_if<List>();
      if (list != nullptr &&
          (table.hit == HitPolicy::list || table.hit == HitPolicy::rule_order || settled(choice.value))) {
        choice.value = collected(table, *list);
      } else if (list != nullptr) {
        Obstacles obstacles;
        obstacles.add(choice.value);
        choice = {obstacles.value(), {}};
      }
      return choice;
    }
  }
  throw std::logic_error("no such hit policy");
}

Evaluated Evaluator::evaluate_table(const model::Table& table, const Frame& frame) {
  TableRun run{table, frame, {}, {}, {}, {}};
  run.inputs.resize(table.columns.size());
  try_rows(run);
  try_default(run);
  Choice choice = choose(run);
  for (const std::size_t winner : choice.winners) {
    const auto row = run.rows[winner];
    add_row(run.alternatives[winner].label, row ? table.rows[*row].cites : std::vector<model::Cite>{});
  }
  return trace_.step(step_name(table.hit), std::move(run.operands), std::move(choice.value), table.span,
                     values_label(table));
}

}  // namespace doudi::explain
