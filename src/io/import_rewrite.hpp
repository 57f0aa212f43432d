// src/io/import_rewrite.hpp - expressions of a DMN model with the names and the guards that a pack needs.
// Layer 8.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "doudi/syntax/expression.hpp"

namespace doudi::io {

/// What the names of one model mean in the pack.
struct ImportScope {
  /// Inputs, decisions and functions by their names, components of inputs by path: `loan.rate`.
  std::map<std::string, std::string, std::less<>> names;
  /// The components of structures by path.
  std::map<std::string, std::vector<std::string>, std::less<>> structures;
  /// Parameters of functions that stand in an exponent, by the function's name and position.
  std::map<std::string, std::set<std::size_t>, std::less<>> whole_parameters;
  /// Names of the pack that stand in an exponent and so must be whole numbers.
  std::set<std::string, std::less<>> whole;
  /// Names that nothing declares: inputs of a model that does not list them.
  std::set<std::string, std::less<>> free;
};

/// Rewrites an expression:
/// - names become those of the pack, and components of a structure facts of their own;
/// - `if` and filters take a condition that may be null as false, as the standard does: `otherwise(c, false)`;
/// - a quotient that is computed with is rounded to 40 decimals, which leaves all of its 34 digits unless it is smaller than
///   10^-6.
[[nodiscard]] syntax::Expression rewritten(const syntax::Expression& expression, ImportScope& scope,
                                           const std::vector<std::string>& locals = {});

/// A quotient that nothing computes with needs no rounding.
[[nodiscard]] syntax::Expression without_rounding(syntax::Expression expression);

/// Tests of a cell on one line.
[[nodiscard]] std::string cell_text(const syntax::UnaryTests& tests, ImportScope& scope,
                                    const std::vector<std::string>& locals = {});

}  // namespace doudi::io
