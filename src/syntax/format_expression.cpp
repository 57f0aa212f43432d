// src/syntax/format_expression.cpp - prints an expression as an author would write it.
// Layer 2.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>

#include "doudi/base/name.hpp"
#include "doudi/syntax/expression.hpp"

#include "syntax/lexer.hpp"

namespace doudi::syntax {

namespace {

// How tightly a form binds. What binds more loosely than its place allows gets parentheses.
enum class Strength : std::uint8_t {
  open,  // reaches as far to the right as it can: if, for, some, every, function, a..b
  disjunction,
  conjunction,
  comparison,
  sum,
  product,
  power,
  negation,
  instance,
  postfix
};

[[nodiscard]] Strength strength_of(Form form) noexcept {
  switch (form) {
    case Form::conditional:
    case Form::iteration:
    case Form::some:
    case Form::every:
    case Form::iteration_range:
    case Form::function:
    case Form::external:
      return Strength::open;
    case Form::disjunction:
      return Strength::disjunction;
    case Form::conjunction:
      return Strength::conjunction;
    case Form::comparison:
    case Form::between:
    case Form::in:
      return Strength::comparison;
    case Form::sum:
      return Strength::sum;
    case Form::product:
      return Strength::product;
    case Form::power:
      return Strength::power;
    case Form::negate:
      return Strength::negation;
    case Form::instance_of:
      return Strength::instance;
    case Form::error:
    case Form::number:
    case Form::text:
    case Form::boolean:
    case Form::null:
    case Form::temporal:
    case Form::name:
    case Form::tested:
    case Form::path:
    case Form::filter:
    case Form::call:
    case Form::invocation:
    case Form::interval:
    case Form::table:
    case Form::typed:
    case Form::comparison_range:
    case Form::list:
    case Form::context:
      return Strength::postfix;
  }
  return Strength::postfix;
}

[[nodiscard]] std::string quoted(std::string_view text) {
  std::string result = "\"";
  for (const char letter : text) {
    constexpr std::string_view special = "\"\\\n\t\r";
    constexpr std::string_view letters = "\"\\ntr";
    if (const std::size_t index = special.find(letter); index != std::string_view::npos) {
      result += '\\';
      result += letters[index];
    } else {
      result += letter;
    }
  }
  return result + "\"";
}

// True for a type with which what follows could be read together: `date` and `and time`, `list` and `<`.
[[nodiscard]] bool may_grow(const Expression& expression) {
  if (expression.form != Form::instance_of) return false;
  const std::string_view type = expression.text;
  constexpr std::array<std::string_view, 7> growing{"date",  "years",   "days",    "list",
                                                    "range", "context", "function"};
  return std::any_of(growing.begin(), growing.end(), [=](std::string_view word) {
    return type.size() >= word.size() && type.substr(type.size() - word.size()) == word;
  });
}

// A key that is a name may stand without quotes.
[[nodiscard]] bool is_plain_key(std::string_view key) {
  if (!is_name(key)) return false;
  for (std::size_t begin = 0; begin <= key.size();) {
    const std::size_t end = std::min(key.find(' ', begin), key.size());
    if (keyword_or_word(key.substr(begin, end - begin)) != TokenKind::word) return false;
    begin = end + 1;
  }
  return true;
}

class Printer {
 public:
  void print(const Expression& expression);
  [[nodiscard]] std::string result() && { return std::move(text_); }

 private:
  void print(const Expression& expression, Strength least);
  void chain(const Expression& expression, std::string_view word, Strength least);
  void list(const Expression& expression, std::size_t first);
  void named_list(const Expression& expression, bool keys, std::size_t first = 0);
  void arguments(const Expression& expression, std::size_t first);
  void membership(const Expression& expression);
  void test(const Expression& expression, Strength least);
  void iteration(const Expression& expression, std::string_view begin, std::string_view end);
  void function(const Expression& expression);
  void conditional(const Expression& expression);
  void postfixed(const Expression& expression);
  void negation(const Expression& operand);
  void interval(const Expression& expression);

  std::string text_;
};

void Printer::print(const Expression& expression, Strength least) {
  const bool inside = least != Strength::open;
  const bool brackets = strength_of(expression.form) < least || (inside && may_grow(expression));
  if (brackets) text_ += "(";
  print(expression);
  if (brackets) text_ += ")";
}

// `word` stands between all operands; where it is empty, the operators are in the expression's text.
void Printer::chain(const Expression& expression, std::string_view word, Strength least) {
  for (std::size_t index = 0; index < expression.operands.size(); ++index) {
    if (index != 0) {
      text_ += ' ';
      text_ += word.empty() ? std::string_view(expression.text).substr(index - 1, 1) : word;
      text_ += ' ';
    }
    print(expression.operands[index], least);
  }
}

void Printer::list(const Expression& expression, std::size_t first) {
  for (std::size_t index = first; index < expression.operands.size(); ++index) {
    if (index != first) text_ += ", ";
    print(expression.operands[index]);
  }
}

void Printer::named_list(const Expression& expression, bool keys, std::size_t first) {
  for (std::size_t index = first; index < expression.operands.size(); ++index) {
    const std::string& name = expression.names[index - first];
    if (index != first) text_ += ", ";
    text_ += keys && !is_plain_key(name) ? quoted(name) : name;
    text_ += ": ";
    print(expression.operands[index]);
  }
}

void Printer::arguments(const Expression& expression, std::size_t first) {
  text_ += "(";
  expression.names.empty() ? list(expression, first) : named_list(expression, false, first);
  text_ += ")";
}

// A one-sided comparison needs its parentheses everywhere but where a test stands.
void Printer::test(const Expression& expression, Strength least) {
  if (expression.form != Form::comparison_range) {
    print(expression, least);
    return;
  }
  text_ += expression.text + " ";
  print(expression.operands[0], Strength::sum);
}

void Printer::membership(const Expression& expression) {
  print(expression.operands[0], Strength::sum);
  text_ += " in ";
  if (expression.operands.size() == 2) {
    test(expression.operands[1], Strength::sum);
    return;
  }
  for (std::size_t index = 1; index < expression.operands.size(); ++index) {
    text_ += index == 1 ? "(" : ", ";
    test(expression.operands[index], Strength::open);
  }
  text_ += ")";
}

void Printer::iteration(const Expression& expression, std::string_view begin, std::string_view end) {
  text_ += begin;
  for (std::size_t index = 0; index < expression.names.size(); ++index) {
    text_ += (index == 0 ? " " : ", ") + expression.names[index] + " in ";
    print(expression.operands[index]);
  }
  text_ += ' ';
  text_ += end;
  text_ += ' ';
  print(expression.operands.back());
}

// The parameters' types are separated by the commas that stand outside `<...>`.
void Printer::function(const Expression& expression) {
  text_ += "function(";
  std::size_t begin = 0;
  for (std::size_t index = 0; index < expression.names.size(); ++index) {
    std::size_t end = begin;
    for (int depth = 0; end < expression.text.size(); ++end) {
      const char letter = expression.text[end];
      if (letter == ',' && depth == 0) break;
      if (letter == '<') ++depth;
      if (letter == '>' && expression.text[end - 1] != '-') --depth;
    }
    const std::string type = begin < end ? expression.text.substr(begin, end - begin) : std::string{};
    text_ += (index == 0 ? "" : ", ") + expression.names[index] + (type.empty() ? "" : ": " + type);
    begin = end + 1;
  }
  text_ += ") ";
  if (expression.form == Form::external) {
    text_ += "external {}";
  } else {
    print(expression.operands[0]);
  }
}

void Printer::conditional(const Expression& expression) {
  text_ += "if ";
  print(expression.operands[0]);
  text_ += " then ";
  print(expression.operands[1]);
  text_ += " else ";
  print(expression.operands[2]);
}

void Printer::postfixed(const Expression& expression) {
  print(expression.operands[0], Strength::postfix);
  if (expression.form == Form::path) {
    text_ += "." + expression.text;
    return;
  }
  text_ += "[";
  print(expression.operands[1]);
  text_ += "]";
}

void Printer::negation(const Expression& operand) {
  text_ += operand.form == Form::negate ? "- " : "-";
  print(operand, Strength::negation);
}

void Printer::interval(const Expression& expression) {
  text_ += expression.text[0];
  print(expression.operands[0], Strength::sum);
  text_ += "..";
  print(expression.operands[1], Strength::sum);
  text_ += expression.text[1];
}

void Printer::print(const Expression& expression) {
  switch (expression.form) {
    case Form::error:
      text_ += "?!";
      return;
    case Form::number:
    case Form::boolean:
    case Form::name:
      text_ += expression.text;
      return;
    case Form::text:
      text_ += quoted(expression.text);
      return;
    case Form::null:
      text_ += "null";
      return;
    case Form::temporal:
      text_ += "@" + quoted(expression.text);
      return;
    case Form::tested:
      text_ += "?";
      return;
    case Form::negate:
      negation(expression.operands[0]);
      return;
    case Form::sum:
      chain(expression, {}, Strength::product);
      return;
    case Form::product:
      chain(expression, {}, Strength::power);
      return;
    case Form::power:
      chain(expression, "**", Strength::negation);
      return;
    case Form::conjunction:
      chain(expression, "and", Strength::comparison);
      return;
    case Form::disjunction:
      chain(expression, "or", Strength::conjunction);
      return;
    case Form::comparison:
      chain(expression, expression.text, Strength::sum);
      return;
    case Form::between:
      print(expression.operands[0], Strength::sum);
      text_ += " between ";
      print(expression.operands[1], Strength::sum);
      text_ += " and ";
      print(expression.operands[2], Strength::sum);
      return;
    case Form::in:
      membership(expression);
      return;
    case Form::conditional:
      conditional(expression);
      return;
    case Form::iteration:
      iteration(expression, "for", "return");
      return;
    case Form::some:
      iteration(expression, "some", "satisfies");
      return;
    case Form::every:
      iteration(expression, "every", "satisfies");
      return;
    case Form::iteration_range:
      print(expression.operands[0], Strength::sum);
      text_ += "..";
      print(expression.operands[1], Strength::sum);
      return;
    case Form::path:
    case Form::filter:
      postfixed(expression);
      return;
    case Form::call:
      text_ += expression.text;
      arguments(expression, 0);
      return;
    case Form::invocation: {
      // `(f)(1)` is none of the calls by name.
      const bool named = expression.operands[0].form == Form::name;
      if (named) text_ += "(";
      print(expression.operands[0], Strength::postfix);
      if (named) text_ += ")";
      arguments(expression, 1);
      return;
    }
    case Form::interval:
      interval(expression);
      return;
    case Form::comparison_range:
      text_ += "(";
      test(expression, Strength::sum);
      text_ += ")";
      return;
    case Form::list:
      text_ += "[";
      list(expression, 0);
      text_ += "]";
      return;
    case Form::context:
      text_ += "{";
      named_list(expression, true);
      text_ += "}";
      return;
    case Form::function:
    case Form::external:
      function(expression);
      return;
    case Form::typed:
      print(expression.operands[0]);
      return;
    case Form::table:
      text_ += "table " + expression.text;
      return;
    case Form::instance_of:
      print(expression.operands[0], Strength::postfix);
      text_ += " instance of " + expression.text;
      return;
  }
}

}  // namespace

std::string formatted(const Expression& expression) {
  Printer printer;
  printer.print(expression);
  return std::move(printer).result();
}

}  // namespace doudi::syntax
