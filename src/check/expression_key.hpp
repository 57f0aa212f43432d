// src/check/expression_key.hpp - when two typed expressions are the same, and how messages show one.
// Layer 4.
#pragma once

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doudi/model/pack.hpp"

namespace doudi::check {

/// Writes keys: two expressions with one key have one value in one evaluation. What inlined functions bind is replaced by
/// what it stands for, and so is what `stands_for` was told; other locals are numbered by nesting, so that two spellings of
/// one iteration agree. Expressions must outlive the writer.
class ExpressionKeys {
 public:
  explicit ExpressionKeys(const model::Pack& pack) : pack_{pack} {}

  void stands_for(model::LocalId local, const model::Expression& expression) {
    meanings_[local] = &expression;
  }
  /// Follows locals and inlined functions to the expression that says what is computed.
  [[nodiscard]] const model::Expression& meaning(const model::Expression& expression);
  /// An expression too long to write gets a key of its own, equal to no other.
  [[nodiscard]] std::string key(const model::Expression& expression);
  /// Like the source, near enough to be recognised.
  [[nodiscard]] std::string shown(const model::Expression& expression);
  /// The value of a constant, or of a sum or product of constants.
  [[nodiscard]] std::optional<model::Literal> folded(const model::Expression& expression);

 private:
  void write(const model::Expression& expression);
  void write_detail(const model::Expression& expression);
  void write(const model::Cell& cell);
  [[nodiscard]] std::string shown_whole(const model::Expression& expression);
  [[nodiscard]] std::string shown_name(const model::Expression& expression, const std::string& name);
  [[nodiscard]] std::string shown_joined(const model::Expression& expression, const std::string& operators);
  [[nodiscard]] std::string shown_operand(const model::Expression& expression);

  const model::Pack& pack_;
  std::map<model::LocalId, const model::Expression*> meanings_;
  std::vector<model::LocalId> nested_;  // binders around what is being written
  std::string text_;
  std::size_t unique_ = 0;
  int shown_depth_ = 0;
};

}  // namespace doudi::check
