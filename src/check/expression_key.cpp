// src/check/expression_key.cpp - when two typed expressions are the same, and how messages show one.
// Layer 4.
#include "check/expression_key.hpp"

#include <algorithm>
#include <type_traits>
#include <utility>
#include <variant>

#include "doudi/model/builtin.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::LocalId;
using model::Operation;

namespace {

constexpr std::size_t longest_key = 4000;

template <class Id>
std::string number_of(Id id) {
  return std::to_string(static_cast<std::uint32_t>(id));
}

std::string numbered(std::uint32_t first, std::uint32_t second) {
  return std::to_string(first) + "." + std::to_string(second);
}

/// What stands behind an operation besides operands, text and cells.
struct DetailText {
  std::string operator()(std::monostate /*none*/) const { return {}; }
  std::string operator()(const model::Literal& literal) const { return model::literal_text(literal); }
  std::string operator()(LocalId id) const { return number_of(id); }
  std::string operator()(model::EntityId id) const { return number_of(id); }
  std::string operator()(model::FactId id) const {
    return numbered(static_cast<std::uint32_t>(id.entity), id.index);
  }
  std::string operator()(model::RuleId id) const { return number_of(id); }
  std::string operator()(const model::ParameterUse& use) const {
    return numbered(static_cast<std::uint32_t>(use.parameter), static_cast<std::uint32_t>(use.part)) +
           (use.keyed ? "k" : "") + (use.dated ? "d" : "");
  }
  std::string operator()(model::PreviousPart part) const {
    return numbered(static_cast<std::uint32_t>(part.part), part.index);
  }
  std::string operator()(model::SchemeId id) const { return number_of(id); }
  std::string operator()(Comparison comparison) const { return std::string{comparison_text(comparison)}; }
  std::string operator()(const model::Cell& /*cell*/) const { return {}; }
  std::string operator()(model::Bounds bounds) const {
    return std::string{bounds.low_included ? "[" : "("} + (bounds.high_included ? "]" : ")");
  }
  std::string operator()(model::Property property) const { return number_of(property); }
  std::string operator()(model::Builtin builtin) const { return number_of(builtin); }
  // Of DMN models, which have no keys.
  std::string operator()(const model::Type& /*type*/) const { return {}; }
  std::string operator()(model::TableId /*table*/) const { return {}; }
};

}  // namespace

const Expression& ExpressionKeys::meaning(const Expression& expression) {
  const Expression* current = &expression;
  for (;;) {
    if (current->operation == Operation::bind && current->operands.size() == current->locals.size() + 1) {
      for (std::size_t index = 0; index < current->locals.size(); ++index) {
        meanings_[current->locals[index]] = &current->operands[index];
      }
      current = &current->operands.back();
      continue;
    }
    if (current->operation != Operation::local) return *current;
    const auto found = meanings_.find(std::get<LocalId>(current->detail));
    if (found == meanings_.end()) return *current;
    current = found->second;
  }
}

std::string ExpressionKeys::key(const Expression& expression) {
  text_.clear();
  nested_.clear();
  write(expression);
  if (text_.size() > longest_key) return "#" + std::to_string(++unique_);
  return std::move(text_);
}

void ExpressionKeys::write(const Expression& expression) {
  if (text_.size() > longest_key) return;
  const Expression& meant = meaning(expression);
  const std::size_t depth = nested_.size();
  if (meant.operation == Operation::local) {
    const LocalId local = std::get<LocalId>(meant.detail);
    const auto found = std::ranges::find(nested_, local);
    text_ += found == nested_.end() ? "?" + number_of(local) : "$" + std::to_string(found - nested_.begin());
    return;
  }
  nested_.insert(nested_.end(), meant.locals.begin(), meant.locals.end());
  text_ += number_of(meant.operation);
  write_detail(meant);
  nested_.resize(depth);
}

void ExpressionKeys::write_detail(const Expression& expression) {
  text_ += '{' + std::visit(DetailText{}, expression.detail);
  if (!expression.text.empty()) text_ += '\'' + std::to_string(expression.text.size()) + expression.text;
  if (expression.operation == Operation::context) {
    for (const std::string& name : expression.type.names) text_ += '\'' + std::to_string(name.size()) + name;
  }
  if (const auto* cell = std::get_if<model::Cell>(&expression.detail)) write(*cell);
  for (const Expression& operand : expression.operands) {
    text_ += ' ';
    write(operand);
  }
  text_ += '}';
}

void ExpressionKeys::write(const model::Cell& cell) {
  text_ += cell.any ? "any" : cell.negated ? "not" : "";
  for (const model::Test& test : cell.tests) {
    text_ += '/' + number_of(test.form) + std::string{comparison_text(test.comparison)} +
             DetailText{}(test.bounds);
    for (const Expression& operand : test.operands) {
      text_ += ' ';
      write(operand);
    }
  }
}

std::optional<model::Literal> ExpressionKeys::folded(const Expression& expression) {
  const Expression& meant = meaning(expression);
  if (meant.operation == Operation::constant) {
    if (const auto* literal = std::get_if<model::Literal>(&meant.detail)) return *literal;
    return std::nullopt;
  }
  if (meant.operation != Operation::sum && meant.operation != Operation::product) return std::nullopt;
  std::optional<Decimal> total;
  for (std::size_t index = 0; index < meant.operands.size(); ++index) {
    const auto literal = folded(meant.operands[index]);
    const Decimal* number = literal ? std::get_if<Decimal>(&*literal) : nullptr;
    if (number == nullptr) return std::nullopt;
    if (!total) {
      total = *number;
      continue;
    }
    const char sign = index - 1 < meant.text.size() ? meant.text[index - 1] : '?';
    if (sign != '+' && sign != '-' && sign != '*') return std::nullopt;
    const auto next = sign == '+'   ? add(*total, *number)
                      : sign == '-' ? subtract(*total, *number)
                                    : multiply(*total, *number);
    if (!next) return std::nullopt;
    total = *next;
  }
  if (!total) return std::nullopt;
  return model::Literal{*total};
}

}  // namespace doudi::check
