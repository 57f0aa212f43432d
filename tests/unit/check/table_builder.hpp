// tests/unit/check/table_builder.hpp - small typed tables, made by hand.
#pragma once

#include <initializer_list>
#include <string>
#include <utility>
#include <vector>

#include "check/table_reader.hpp"

namespace doudi::check::testing {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;

inline Decimal number(const char* text) {
  return *Decimal::parse(text);
}
inline Date date(const char* text) {
  return *Date::parse(text);
}

inline Type whole(const char* low, const char* high, int decimals = 0) {
  return model::number_type({}, {.decimals = decimals, .low = number(low), .high = number(high)});
}

inline Expression node(Operation operation, Type type, std::vector<Expression> operands = {}) {
  Expression result;
  result.operation = operation;
  result.type = std::move(type);
  result.operands = std::move(operands);
  return result;
}

inline Expression literal(model::Literal value) {
  constexpr Kind kinds[] = {Kind::null, Kind::boolean,      Kind::number,   Kind::text,
                            Kind::date, Kind::years_months, Kind::days_time};
  Expression result = node(Operation::constant, model::simple_type(kinds[value.index()]));
  result.detail = std::move(value);
  return result;
}
inline Expression literal(const char* value) {
  return literal(model::Literal{number(value)});
}

inline Expression compare(Expression lhs, Comparison how, Expression rhs) {
  Expression result =
      node(Operation::comparison, model::simple_type(Kind::boolean), {std::move(lhs), std::move(rhs)});
  result.detail = how;
  return result;
}
inline Expression all(std::vector<Expression> parts) {
  return node(Operation::conjunction, model::simple_type(Kind::boolean), std::move(parts));
}
inline Expression either(std::vector<Expression> parts) {
  return node(Operation::disjunction, model::simple_type(Kind::boolean), std::move(parts));
}
inline Expression denied(Expression part) {
  return node(Operation::negation, model::simple_type(Kind::boolean), {std::move(part)});
}

inline model::Cell dash() {
  model::Cell cell;
  cell.any = true;
  return cell;
}
inline model::Cell cell(std::vector<model::Test> tests, bool negated = false) {
  model::Cell result;
  result.tests = std::move(tests);
  result.negated = negated;
  return result;
}
inline model::Test is(Comparison how, Expression operand) {
  model::Test test;
  test.comparison = how;
  test.operands.push_back(std::move(operand));
  return test;
}
inline model::Cell less(Expression operand) {
  return cell({is(Comparison::less, std::move(operand))});
}
inline model::Cell less_equal(Expression operand) {
  return cell({is(Comparison::less_equal, std::move(operand))});
}
inline model::Cell greater(Expression operand) {
  return cell({is(Comparison::greater, std::move(operand))});
}
inline model::Cell greater_equal(Expression operand) {
  return cell({is(Comparison::greater_equal, std::move(operand))});
}
inline model::Cell equal(Expression operand) {
  return cell({is(Comparison::equal, std::move(operand))});
}
inline model::Cell equal(bool value) {
  return equal(literal(model::Literal{value}));
}
inline model::Cell null() {
  return equal(literal(model::Literal{model::Null{}}));
}
inline model::Cell within(const char* low, const char* high, bool low_included = true,
                          bool high_included = true) {
  model::Test test;
  test.form = model::Test::Form::interval;
  test.bounds = {.low_included = low_included, .high_included = high_included};
  test.operands = {literal(low), literal(high)};
  return cell({std::move(test)});
}
inline model::Cell when(Expression condition) {
  model::Test test;
  test.form = model::Test::Form::condition;
  test.operands.push_back(std::move(condition));
  return cell({std::move(test)});
}

/// A pack with one entity, a table, and what the analysis says of it.
class Bench {
 public:
  explicit Bench(model::HitPolicy hit = model::HitPolicy::unique) {
    draft.pack.entities.emplace_back();
    table.hit = hit;
    table.span = {1, 2};
    table.outputs.emplace_back().name = "result";
  }

  Expression fact(const std::string& name, Type type) {
    auto& facts = draft.pack.entities[0].facts;
    auto& added = facts.emplace_back();
    added.name = name;
    added.type = type;
    Expression result = node(Operation::fact, std::move(type));
    result.detail =
        model::FactId{.entity = model::EntityId{0}, .index = static_cast<std::uint32_t>(facts.size() - 1)};
    return result;
  }
  Expression column(const std::string& name, Type type) {
    Expression input = fact(name, std::move(type));
    column(name, input);
    return input;
  }
  void column(const std::string& header, const Expression& input) {
    model::Column added;
    added.header = header;
    added.input = input;
    added.tested = draft.new_local();
    table.columns.push_back(std::move(added));
  }
  void when_column() {
    model::Column added;
    added.header = "when";
    added.when = true;
    table.columns.push_back(std::move(added));
  }
  model::Row& row(const std::string& label, std::vector<model::Cell> cells, const char* output = "0") {
    model::Row& added = table.rows.emplace_back();
    added.label = label;
    added.span = {static_cast<std::uint32_t>(10 * table.rows.size()),
                  static_cast<std::uint32_t>(10 * table.rows.size() + 5)};
    added.cells = std::move(cells);
    added.outputs.push_back(literal(output));
    return added;
  }
  void with_default() { table.defaults.push_back(literal("0")); }
  Type members(std::vector<std::string> names, bool ordered = false) {
    auto& added = draft.pack.enumerations.emplace_back();
    added.members = std::move(names);
    added.ordered = ordered;
    return model::enumeration_type(
        model::EnumerationId{static_cast<std::uint32_t>(draft.pack.enumerations.size() - 1)});
  }

  /// `gap_in_table: age = 60` for each diagnostic, in the order of their making.
  std::vector<std::string> analyse() {
    analyse_table(draft, table, "result", validity);
    std::vector<std::string> said;
    for (const text::Diagnostic& diagnostic : diagnostics.all()) {
      std::string line{text::code_name(diagnostic.code)};
      for (const text::Argument& argument : diagnostic.arguments) {
        if (argument.name != "name") line += (argument.name == "input" ? ": " : " ") + argument.value;
      }
      for (const text::Label& label : diagnostic.labels) {
        for (const text::Argument& argument : label.arguments) line += " / " + argument.value;
      }
      said.push_back(std::move(line));
    }
    return said;
  }

  syntax::Pack written{};
  text::Diagnostics diagnostics;
  Draft draft{.written = written, .diagnostics = diagnostics};
  model::Table table;
  model::Period validity;
};

}  // namespace doudi::check::testing
