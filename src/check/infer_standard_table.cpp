// src/check/infer_standard_table.cpp - decision tables and unary tests of DMN models.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "doudi/syntax/decision_model.hpp"

#include "check/infer.hpp"
#include "check/table_reader.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Cell;
using model::Comparison;
using model::Expression;
using model::HitPolicy;
using model::Kind;
using model::Operation;
using model::Test;
using model::Type;
using syntax::Form;

namespace {

bool mentions_tested(const syntax::Expression& written) {
  return written.form == Form::tested || std::ranges::any_of(written.operands, mentions_tested);
}

bool is_blank(const syntax::WrittenText& written) {
  const std::size_t first = written.text.find_first_not_of(" \t\r\n");
  return first == std::string::npos ||
         (written.text[first] == '-' &&
          written.text.find_first_not_of(" \t\r\n", first + 1) == std::string::npos);
}

std::optional<HitPolicy> hit_policy_of(const syntax::DecisionTable& table) {
  const std::string_view policy = table.hit_policy;
  if (policy.empty() || policy == "UNIQUE") return HitPolicy::unique;
  if (policy == "ANY") return HitPolicy::any;
  if (policy == "PRIORITY") return HitPolicy::priority;
  if (policy == "FIRST") return HitPolicy::first;
  if (policy == "RULE ORDER") return HitPolicy::rule_order;
  if (policy == "OUTPUT ORDER") return HitPolicy::output_order;
  if (policy != "COLLECT") return std::nullopt;
  if (table.aggregation.empty()) return HitPolicy::list;
  if (table.aggregation == "SUM") return HitPolicy::sum;
  if (table.aggregation == "MIN") return HitPolicy::lowest;
  if (table.aggregation == "MAX") return HitPolicy::highest;
  if (table.aggregation == "COUNT") return HitPolicy::count;
  return std::nullopt;
}

}  // namespace

Test Inference::standard_test(const syntax::Expression& written, const Type& tested, const Binding& binding,
                              bool cell) {
  Test test{.form = Test::Form::by_value, .span = written.span};
  Expression subject = make_node(Operation::local, tested, written.span);
  if (written.form == Form::comparison_range) {
    test.form = Test::Form::compare;
    test.comparison = comparison_of(written.text);
    test.operands.push_back(infer(written.operands[0]));
    check_comparable(subject, test.operands[0], test.comparison, written.span);
    return test;
  }
  if (written.form == Form::interval) {
    test.form = Test::Form::interval;
    test.bounds = {.low_included = written.text[0] == '[', .high_included = written.text[1] == ']'};
    for (const syntax::Expression& end : written.operands) {
      test.operands.push_back(infer(end));
      check_comparable(subject, test.operands.back(), Comparison::less, end.span);
    }
    return test;
  }
  bindings_.push_back(binding);
  Expression value = infer(written);
  bindings_.pop_back();
  const bool condition =
      value.type.is(Kind::boolean) && (mentions_tested(written) || (cell && !tested.is(Kind::boolean)));
  if (condition) {
    test.form = Test::Form::condition;
  } else if (value.type.is(Kind::range)) {
    Expression bound = make_node(Operation::local, value.type.element(), written.span);
    check_comparable(subject, bound, Comparison::less, written.span);
  } else if (value.type.is(Kind::list)) {
    const Type& element = value.type.element();
    const bool fits = types_fit(element.is(Kind::range) ? element.element() : element, tested) ||
                      types_fit(value.type, tested);
    if (!fits) {
      draft_.error(Code::cannot_compare, written.span,
                   {{"left", type_text(draft_.pack, tested)}, {"right", type_text(draft_.pack, value.type)}});
    }
  } else {
    check_comparable(subject, value, Comparison::equal, written.span);
  }
  test.operands.push_back(std::move(value));
  return test;
}

Cell Inference::standard_cell(const syntax::WrittenText& written, const Type& tested,
                              const Binding& binding) {
  Cell cell{.span = written.span};
  if (is_blank(written)) {
    cell.any = true;
    return cell;
  }
  const std::size_t before = draft_.diagnostics.error_count();
  const syntax::UnaryTests tests =
      syntax::parse_unary_tests(written, draft_.diagnostics, draft_.standard.dialect);
  if (draft_.diagnostics.error_count() != before) {
    Test never{.form = Test::Form::condition, .span = written.span};
    never.operands.push_back(constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span));
    cell.tests.push_back(std::move(never));
    return cell;
  }
  cell.any = tests.any;
  cell.negated = tests.negated;
  for (const syntax::Expression& test : tests.tests)
    cell.tests.push_back(standard_test(test, tested, binding, true));
  return cell;
}

namespace {

/// Reads a decision table of a model.
class DecisionTableReader {
 public:
  DecisionTableReader(Inference& inference, const syntax::DecisionTable& written)
      : inference_{inference}, draft_{inference.draft()}, written_{written} {}

  bool read() {
    table_.span = written_.span;
    const auto hit = hit_policy_of(written_);
    if (!hit) {
      draft_.error(Code::unknown_hit_policy, written_.span, {{"text", written_.hit_policy}});
      return false;
    }
    table_.hit = *hit;
    for (const syntax::DecisionInput& input : written_.inputs) read_input(input);
    for (const syntax::DecisionOutput& output : written_.outputs) read_output(output);
    for (const syntax::DecisionRule& rule : written_.rules) read_rule(rule);
    read_defaults();
    for (std::size_t index = 0; index < table_.outputs.size(); ++index) {
      std::vector<Expression*> values;
      for (model::Row& row : table_.rows) values.push_back(&row.outputs[index]);
      if (index < table_.defaults.size()) values.push_back(&table_.defaults[index]);
      table_.outputs[index].type = inference_.reconcile(values);
      if (table_.outputs[index].type.is(Kind::error)) return false;
    }
    return !table_.outputs.empty();
  }
  model::Table take() { return std::move(table_); }

 private:
  void read_input(const syntax::DecisionInput& input) {
    model::Column column;
    column.header = input.name.empty() ? input.expression.text : input.name;
    column.span = input.span;
    column.input = inference_.infer(input.expression);
    if (const auto type = standard_type(draft_, input.type))
      column.input = inference_.converted_to(std::move(column.input), *type);
    column.tested = draft_.new_local();
    table_.columns.push_back(std::move(column));
  }

  void read_output(const syntax::DecisionOutput& output) {
    model::OutputColumn column;
    column.name = output.name;
    column.span = output.span;
    if (output.values && !is_blank(*output.values)) {
      const bool lift = std::exchange(draft_.standard.lift, false);  // they are no inputs
      const syntax::UnaryTests values =
          syntax::parse_unary_tests(*output.values, draft_.diagnostics, draft_.standard.dialect);
      for (const syntax::Expression& value : values.tests) {
        const Expression literal = inference_.infer(value);
        if (const model::Literal* found = constant_of(literal)) column.values.push_back(*found);
      }
      draft_.standard.lift = lift;
    }
    auto type = standard_type(draft_, output.type);
    // Where all outputs are collected, some tools write the type of the collection.
    if (type && gives_list(table_.hit) && type->is(Kind::list)) type = Type{type->element()};
    types_.push_back(type.value_or(model::simple_type(Kind::any)));
    table_.outputs.push_back(std::move(column));
  }

  Expression output(const syntax::WrittenText& written, std::size_t index) {
    if (is_blank(written))
      return constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span);
    return inference_.converted_to(inference_.infer(written), types_[index]);
  }

  void read_rule(const syntax::DecisionRule& rule) {
    model::Row row;
    row.label = rule.name.empty() ? rule.id : rule.name;
    row.span = rule.span;
    for (std::size_t index = 0; index < table_.columns.size(); ++index) {
      const model::Column& column = table_.columns[index];
      row.cells.push_back(
          inference_.standard_cell(rule.inputs[index], column.input.type,
                                   {.name = "?", .local = column.tested, .type = column.input.type}));
    }
    for (std::size_t index = 0; index < table_.outputs.size(); ++index)
      row.outputs.push_back(output(rule.outputs[index], index));
    table_.rows.push_back(std::move(row));
  }

  void read_defaults() {
    const bool any = std::ranges::any_of(written_.outputs, [](const syntax::DecisionOutput& each) {
      return each.default_entry && !is_blank(*each.default_entry);
    });
    if (!any) return;
    for (std::size_t index = 0; index < written_.outputs.size(); ++index) {
      const auto& entry = written_.outputs[index].default_entry;
      table_.defaults.push_back(output(entry.value_or(syntax::WrittenText{}), index));
    }
  }

  Inference& inference_;
  Draft& draft_;
  const syntax::DecisionTable& written_;
  std::vector<Type> types_;  // declared, of each output
  model::Table table_;
};

}  // namespace

Expression Inference::decision_table(const syntax::Expression& written) {
  DecisionTableReader reader{*this, *written.table};
  if (!reader.read()) return failed(written.span);
  model::Table table = reader.take();
  Expression result = make_node(Operation::table, table_type(table), written.span);
  result.text = written.text;
  result.detail = static_cast<model::TableId>(draft_.pack.inner_tables.size());
  draft_.pack.inner_tables.push_back(std::move(table));
  return result;
}

}  // namespace doudi::check
