// src/check/visit.hpp - walks over every expression of a formula, a table, a cell.
// Layer 4.
#pragma once

#include <functional>

#include "doudi/model/table.hpp"

namespace doudi::check {

using Visitor = std::function<void(const model::Expression&)>;

/// Calls `visit` for the expression and everything in it, operands first.
void for_each(const model::Expression& expression, const Visitor& visit);
void for_each(const model::Cell& cell, const Visitor& visit);
/// Header, defaults and all rows.
void for_each(const model::Table& table, const Visitor& visit);
void for_each(const model::Row& row, const Visitor& visit);
void for_each_in_header(const model::Table& table, const Visitor& visit);

/// Whether the variable is read anywhere in the expression.
[[nodiscard]] bool reads_local(const model::Expression& expression, model::LocalId local);

using NestedVisitor = std::function<void(const model::Expression&, int depth)>;

/// The same, with how deep each stands: `depth` for the expression itself.
void for_each_nested(const model::Expression& expression, int depth, const NestedVisitor& visit);
void for_each_nested(const model::Cell& cell, int depth, const NestedVisitor& visit);
void for_each_nested(const model::Table& table, int depth, const NestedVisitor& visit);

}  // namespace doudi::check
