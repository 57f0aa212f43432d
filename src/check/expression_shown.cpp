// src/check/expression_shown.cpp - a typed expression as messages show it.
// Layer 4.
#include <cstddef>
#include <string>

#include "doudi/model/builtin_table.hpp"

#include "check/expression_key.hpp"

namespace doudi::check {

using model::Expression;
using model::Operation;

namespace {

bool is_joined(const Expression& expression) {
  switch (expression.operation) {
    case Operation::sum:
    case Operation::product:
    case Operation::power:
    case Operation::conjunction:
    case Operation::disjunction:
    case Operation::comparison:
    case Operation::between:
    case Operation::in:
      return true;
    default:
      return false;
  }
}

}  // namespace

std::string ExpressionKeys::shown_operand(const Expression& expression) {
  const std::string text = shown(expression);
  return is_joined(meaning(expression)) ? "(" + text + ")" : text;
}

/// `name`, or `operand.name` unless the operand is the instance in whose rules we are.
std::string ExpressionKeys::shown_name(const Expression& expression, const std::string& name) {
  if (expression.operands.empty()) return name;
  const Expression& operand = meaning(expression.operands[0]);
  return operand.operation == Operation::current ? name : shown_operand(operand) + "." + name;
}

std::string ExpressionKeys::shown_joined(const Expression& expression, const std::string& operators) {
  std::string text;
  for (std::size_t index = 0; index < expression.operands.size(); ++index) {
    if (index > 0) {
      const bool signs = expression.operation == Operation::sum || expression.operation == Operation::product;
      text += " " + (signs ? expression.text.substr(index - 1, 1) : operators) + " ";
    }
    text += shown_operand(expression.operands[index]);
  }
  return text;
}

std::string ExpressionKeys::shown(const Expression& expression) {
  constexpr int deepest = 5;  // inlined functions could fill a page
  if (shown_depth_ == deepest) return "…";
  ++shown_depth_;
  std::string text = shown_whole(meaning(expression));
  --shown_depth_;
  return text;
}

std::string ExpressionKeys::shown_whole(const Expression& meant) {
  switch (meant.operation) {
    case Operation::constant:
      return model::literal_text(std::get<model::Literal>(meant.detail));
    case Operation::local:
      return "?";
    case Operation::fact:
      return shown_name(meant, pack_[std::get<model::FactId>(meant.detail)].name);
    case Operation::derived:
      return shown_name(meant, pack_[std::get<model::RuleId>(meant.detail)].name);
    case Operation::parameter:
      return pack_[std::get<model::ParameterUse>(meant.detail).parameter].name;
    case Operation::scheme_qualifies:
      return pack_[std::get<model::SchemeId>(meant.detail)].name + ".qualifies";
    case Operation::scheme_amount:
      return pack_[std::get<model::SchemeId>(meant.detail)].name + ".amount";
    case Operation::scheme_covered:
      return pack_[std::get<model::SchemeId>(meant.detail)].name + ".covered";
    case Operation::state:
      return "state";
    case Operation::months_in_state:
      return "months_in_state";
    case Operation::members:
      return "members";
    case Operation::remaining:
      return "remaining";
    case Operation::candidate_kind:
      return "kind";
    case Operation::today:
      return "today()";
    case Operation::context_entry:
    case Operation::property:
      return shown_name(meant, meant.text);
    case Operation::negate:
      return "-" + shown_operand(meant.operands[0]);
    case Operation::negation:
      return "not(" + shown(meant.operands[0]) + ")";
    case Operation::sum:
    case Operation::product:
      return shown_joined(meant, {});
    case Operation::power:
      return shown_joined(meant, "**");
    case Operation::conjunction:
      return shown_joined(meant, "and");
    case Operation::disjunction:
      return shown_joined(meant, "or");
    case Operation::comparison:
      return shown_joined(meant, std::string{comparison_text(std::get<model::Comparison>(meant.detail))});
    case Operation::in:
      return shown_operand(meant.operands[0]) + " in (…)";
    case Operation::call: {
      std::string text{model::definition(std::get<model::Builtin>(meant.detail)).name};
      text += '(';
      for (std::size_t index = 0; index < meant.operands.size(); ++index) {
        text += (index > 0 ? ", " : "") + shown(meant.operands[index]);
      }
      return text + ')';
    }
    default:
      return "…";
  }
}

}  // namespace doudi::check
