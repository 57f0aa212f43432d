// tests/unit/syntax/random_expression.cpp - random trees of every form, the same ones for the same seed.
#include "random_expression.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

namespace doudi::syntax {

namespace {

constexpr std::array<std::string_view, 8> some_names{"a",    "月 低保 标准", "x 2",       "years",
                                                     "人数", "item",         "in school", "android"};
constexpr std::array<std::string_view, 8> some_types{"number",
                                                     "list<number>",
                                                     "date",
                                                     "list",
                                                     "金额",
                                                     "date and time",
                                                     "context<a: number, b: list<string>>",
                                                     "function<number, string> -> days and time duration"};
constexpr std::array<std::string_view, 4> some_numbers{"0", "0005", ".5", "1.50"};
constexpr std::array<std::string_view, 5> some_texts{"", "低保", "a\"b\\c", "line\nline\t\r", "'，“”\\d 🐎"};
constexpr std::array<std::string_view, 6> some_relations{"=", "!=", "<", "<=", ">", ">="};

template <class Values>
[[nodiscard]] std::string one_of(RandomBits& random, const Values& values) {
  return std::string(values[below(random, values.size())]);
}

[[nodiscard]] std::string name(RandomBits& random) {
  std::string result = one_of(random, some_names);
  // Names hold no keywords; `in school` begins with one and so becomes another name.
  return result == "in school" ? "学 籍" : result;
}

// Different names, so that none is given twice.
[[nodiscard]] std::vector<std::string> names(RandomBits& random, std::size_t count) {
  std::vector<std::string> result;
  while (result.size() < count) {
    std::string next = name(random);
    if (std::find(result.begin(), result.end(), next) == result.end()) result.push_back(std::move(next));
  }
  return result;
}

[[nodiscard]] Expression leaf(RandomBits& random) {
  constexpr std::array forms{Form::number,   Form::text, Form::boolean, Form::null,
                             Form::temporal, Form::name, Form::tested};
  Expression result;
  result.form = forms[below(random, forms.size())];
  if (result.form == Form::number) result.text = one_of(random, some_numbers);
  if (result.form == Form::text || result.form == Form::temporal) result.text = one_of(random, some_texts);
  if (result.form == Form::boolean) result.text = below(random, 2) == 0 ? "true" : "false";
  if (result.form == Form::name) result.text = name(random);
  return result;
}

void add_operands(Expression& expression, RandomBits& random, int depth, std::size_t count) {
  while (expression.operands.size() < count) {
    expression.operands.push_back(random_expression(random, depth - 1));
  }
}

[[nodiscard]] std::string operators(RandomBits& random, std::string_view choice, std::size_t count) {
  std::string result;
  while (result.size() + 1 < count) result += choice[below(random, choice.size())];
  return result;
}

void fill_iteration(Expression& expression, RandomBits& random, int depth) {
  expression.names = names(random, 1 + below(random, 2));
  add_operands(expression, random, depth, expression.names.size() + 1);
  if (below(random, 2) == 0) {
    Expression range;
    range.form = Form::iteration_range;
    add_operands(range, random, depth - 1, 2);
    expression.operands.front() = std::move(range);
  }
}

void fill_function(Expression& expression, RandomBits& random, int depth) {
  expression.names = names(random, below(random, 3));
  std::string types;
  for (std::size_t index = 0; index < expression.names.size(); ++index) {
    if (index != 0) types += ",";
    if (below(random, 2) == 0) types += one_of(random, some_types);
  }
  if (types != ",") expression.text = types;
  add_operands(expression, random, depth, 1);
}

void fill_call(Expression& expression, RandomBits& random, int depth) {
  constexpr std::array<std::string_view, 4> functions{"not", "date and time", "round half up", "合计"};
  expression.text = one_of(random, functions);
  const std::size_t count = below(random, 4);
  if (below(random, 2) == 0) expression.names = names(random, count);
  add_operands(expression, random, depth, count);
}

void fill_context(Expression& expression, RandomBits& random, int depth) {
  constexpr std::array<std::string_view, 4> keys{"a b", "if", "", "1\"2"};
  expression.names.push_back(one_of(random, keys));
  if (below(random, 2) == 0) expression.names.push_back("人数");
  add_operands(expression, random, depth, expression.names.size());
}

}  // namespace

std::size_t below(RandomBits& random, std::size_t limit) {
  return static_cast<std::size_t>(random() % limit);
}

Expression random_expression(RandomBits& random, int depth) {
  if (depth <= 1 || below(random, 6) == 0) return leaf(random);
  const std::size_t several = 2 + below(random, 2);
  Expression result;
  result.form = static_cast<Form>(static_cast<std::size_t>(Form::negate) + below(random, 22));
  switch (result.form) {
    case Form::sum:
    case Form::product:
      result.text = operators(random, result.form == Form::sum ? "+-" : "*/", several);
      add_operands(result, random, depth, several);
      break;
    case Form::power:
    case Form::conjunction:
    case Form::disjunction:
    case Form::in:
      add_operands(result, random, depth, several);
      break;
    case Form::comparison:
      result.text = one_of(random, some_relations);
      add_operands(result, random, depth, 2);
      break;
    case Form::between:
    case Form::conditional:
      add_operands(result, random, depth, 3);
      break;
    case Form::iteration:
    case Form::some:
    case Form::every:
      fill_iteration(result, random, depth);
      break;
    case Form::path:
      result.text = name(random);
      add_operands(result, random, depth, 1);
      break;
    case Form::filter:
      add_operands(result, random, depth, 2);
      break;
    case Form::call:
      fill_call(result, random, depth);
      break;
    case Form::interval:
      result.text = std::string(1, "[("[below(random, 2)]) + "])"[below(random, 2)];
      add_operands(result, random, depth, 2);
      break;
    case Form::comparison_range:
      result.text = one_of(random, some_relations);
      add_operands(result, random, depth, 1);
      break;
    case Form::list:
      add_operands(result, random, depth, below(random, 4));
      break;
    case Form::context:
      fill_context(result, random, depth);
      break;
    case Form::function:
      fill_function(result, random, depth);
      break;
    case Form::instance_of:
      result.text = one_of(random, some_types);
      add_operands(result, random, depth, 1);
      break;
    default:
      result.form = Form::negate;
      add_operands(result, random, depth, 1);
      break;
  }
  return result;
}

}  // namespace doudi::syntax
