// src/check/visit.cpp - walks over every expression of a formula, a table, a cell.
#include "check/visit.hpp"

namespace doudi::check {

void for_each(const model::Expression& expression, const Visitor& visit) {
  for (const model::Expression& operand : expression.operands) for_each(operand, visit);
  if (const auto* cell = std::get_if<model::Cell>(&expression.detail)) for_each(*cell, visit);
  visit(expression);
}

void for_each(const model::Cell& cell, const Visitor& visit) {
  for (const model::Test& test : cell.tests) {
    for (const model::Expression& operand : test.operands) for_each(operand, visit);
  }
}

void for_each(const model::Row& row, const Visitor& visit) {
  for (const model::Cell& cell : row.cells) for_each(cell, visit);
  for (const model::Expression& output : row.outputs) for_each(output, visit);
}

void for_each_in_header(const model::Table& table, const Visitor& visit) {
  for (const model::Column& column : table.columns) {
    if (!column.when) for_each(column.input, visit);
  }
  for (const model::Expression& value : table.defaults) for_each(value, visit);
}

void for_each(const model::Table& table, const Visitor& visit) {
  for_each_in_header(table, visit);
  for (const model::Row& row : table.rows) for_each(row, visit);
}

void for_each_nested(const model::Cell& cell, int depth, const NestedVisitor& visit) {
  for (const model::Test& test : cell.tests) {
    for (const model::Expression& operand : test.operands) for_each_nested(operand, depth, visit);
  }
}

void for_each_nested(const model::Expression& expression, int depth, const NestedVisitor& visit) {
  for (const model::Expression& operand : expression.operands) for_each_nested(operand, depth + 1, visit);
  if (const auto* cell = std::get_if<model::Cell>(&expression.detail))
    for_each_nested(*cell, depth + 1, visit);
  visit(expression, depth);
}

void for_each_nested(const model::Table& table, int depth, const NestedVisitor& visit) {
  for (const model::Column& column : table.columns) {
    if (!column.when) for_each_nested(column.input, depth, visit);
  }
  for (const model::Expression& value : table.defaults) for_each_nested(value, depth, visit);
  for (const model::Row& row : table.rows) {
    for (const model::Cell& cell : row.cells) for_each_nested(cell, depth + 1, visit);
    for (const model::Expression& output : row.outputs) for_each_nested(output, depth, visit);
  }
}

bool reads_local(const model::Expression& expression, model::LocalId local) {
  bool found = false;
  for_each(expression, [&](const model::Expression& part) {
    found = found ||
            (part.operation == model::Operation::local && std::get<model::LocalId>(part.detail) == local);
  });
  return found;
}

}  // namespace doudi::check
