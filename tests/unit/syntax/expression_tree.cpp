// tests/unit/syntax/expression_tree.cpp - expressions and their trees as short texts, for tests to compare.
#include "expression_tree.hpp"

#include <algorithm>
#include <array>

namespace doudi::syntax {

namespace {

[[nodiscard]] std::string_view form_name(Form form) {
  constexpr std::array<std::string_view, 34> names{
      "error",      "number",  "text",     "boolean",  "null",       "temporal", "name",
      "tested",     "negate",  "sum",      "product",  "power",      "and",      "or",
      "comparison", "between", "in",       "if",       "for",        "some",     "every",
      "to",         "path",    "filter",   "call",     "invocation", "interval", "one_sided",
      "list",       "context", "function", "external", "typed",      "table"};
  const auto index = static_cast<std::size_t>(form);
  return index < names.size() ? names[index] : "instance_of";
}

[[nodiscard]] std::vector<std::string> texts_of(const text::Diagnostics& diagnostics) {
  std::vector<std::string> result;
  for (const auto& each : diagnostics.sorted()) {
    std::string line = text::code_text(each.code) + " at " + std::to_string(each.span.begin - 1);
    for (const auto& argument : each.arguments)
      line += " " + std::string(argument.name) + "=" + argument.value;
    for (const auto& label : each.labels) line += " label " + std::to_string(label.span.begin - 1);
    for (const auto& help : each.helps) {
      for (const auto& argument : help.arguments) line += " try " + argument.value;
    }
    result.push_back(std::move(line));
  }
  return result;
}

[[nodiscard]] std::string codes_of(const text::Diagnostics& diagnostics) {
  std::string result;
  for (const auto& each : diagnostics.sorted()) result += text::code_text(each.code) + " ";
  return result;
}

}  // namespace

WrittenText as_written(std::string_view text) {
  WrittenText written;
  written.text = text;
  written.span = {1, static_cast<std::uint32_t>(text.size() + 1)};
  written.style = ScalarStyle::literal;
  return written;
}

std::string tree(const Expression& expression) {
  const bool literal = expression.operands.empty() && expression.names.empty();
  if (literal && (expression.form == Form::number || expression.form == Form::name ||
                  expression.form == Form::boolean)) {
    return expression.text;
  }
  if (literal && expression.form == Form::text) return "\"" + expression.text + "\"";
  std::string result(form_name(expression.form));
  if (!expression.text.empty()) result += " " + expression.text;
  for (const std::string& name : expression.names) result += " " + name + ":";
  for (const Expression& operand : expression.operands) result += " " + tree(operand);
  return result.find(' ') == std::string::npos ? result : "(" + result + ")";
}

std::string tree(const UnaryTests& tests) {
  std::string result = tests.any ? "any" : tests.negated ? "not" : "";
  for (const Expression& test : tests.tests) result += (result.empty() ? "" : " ") + tree(test);
  return result;
}

std::string parsed(std::string_view text) {
  text::Diagnostics diagnostics;
  const Expression expression = parse_expression(as_written(text), diagnostics);
  return codes_of(diagnostics) + tree(expression);
}

std::string parsed_tests(std::string_view text) {
  text::Diagnostics diagnostics;
  const UnaryTests tests = parse_unary_tests(as_written(text), diagnostics);
  return codes_of(diagnostics) + tree(tests);
}

std::vector<std::string> reports(std::string_view text) {
  text::Diagnostics diagnostics;
  static_cast<void>(parse_expression(as_written(text), diagnostics));
  return texts_of(diagnostics);
}

std::vector<std::string> cell_reports(std::string_view text) {
  text::Diagnostics diagnostics;
  static_cast<void>(parse_unary_tests(as_written(text), diagnostics));
  return texts_of(diagnostics);
}

bool same_tree(const Expression& first, const Expression& second) {
  return first.form == second.form && first.text == second.text && first.names == second.names &&
         std::equal(first.operands.begin(), first.operands.end(), second.operands.begin(),
                    second.operands.end(), same_tree);
}

int depth_of(const Expression& expression) {
  int deepest = 0;
  for (const Expression& operand : expression.operands) deepest = std::max(deepest, depth_of(operand));
  return deepest + 1;
}

}  // namespace doudi::syntax
