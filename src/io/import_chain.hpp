// src/io/import_chain.hpp - a decision table inside a function as a chain of `if … then … else if …`.
// Layer 8.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doudi/syntax/decision_model.hpp"

#include "io/import_rewrite.hpp"

namespace doudi::io {

/// The lines of the formula. Nothing where a chain would not give what the table gives, or nobody would read it: a table that is
/// not FIRST, UNIQUE or ANY, has several outputs, more than 40 rows or cells about `?`, or, but for FIRST, rows that may match
/// together. `function` is the function whose body the table is.
[[nodiscard]] std::optional<std::vector<std::string>> table_as_chain(const syntax::DecisionTable& table,
                                                                     const syntax::BoxedExpression& function,
                                                                     const syntax::DeclaredNames& names,
                                                                     ImportScope& scope);

}  // namespace doudi::io
