// doudi/syntax/expression.hpp - a FEEL expression as it was written: names are not resolved, nothing has a type.
// Layer 2.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "doudi/syntax/dialect.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

struct DecisionTable;

/// What an expression is. The comment says what `text`, `operands` and `names` hold.
enum class Form : std::uint8_t {
  error,            ///< could not be read and was reported; every later stage passes over it
  number,           ///< text: the digits as written
  text,             ///< text: the value, escapes resolved
  boolean,          ///< text: `true` or `false`
  null,             ///<
  temporal,         ///< `@"…"`; text: what stands in the quotes
  name,             ///< text: the name, inner spaces single
  tested,           ///< `?`
  negate,           ///< operands: 1
  sum,              ///< operands: 2 or more; text: one of `+-` for each operand after the first
  product,          ///< the same with `*/`
  power,            ///< operands: 2 or more, left associative
  conjunction,      ///< operands: 2 or more
  disjunction,      ///< operands: 2 or more
  comparison,       ///< text: = != < <= > >=; operands: 2
  between,          ///< operands: value, low, high
  in,               ///< operands: value, then one or more tests
  conditional,      ///< if; operands: condition, then, else
  iteration,        ///< for; names: the variables; operands: one domain for each, then the body
  some,             ///< the same, body boolean
  every,            ///< the same, body boolean
  iteration_range,  ///< `a..b` as a domain; operands: 2
  path,             ///< text: the member; operands: 1
  filter,           ///< operands: list, condition or index
  call,             ///< text: the function's name; operands: arguments; names: theirs, or empty if positional
  invocation,  ///< a call of what is no plain name; operands: the function, then the arguments; names: as call
  interval,    ///< text: `[` or `(` then `]` or `)`; operands: low, high
  comparison_range,  ///< a one-sided test such as `< 5` or `(>= x)`; text: the operator; operands: 1
  list,              ///< operands: the elements
  context,           ///< names: keys; operands: values
  function,  ///< names: parameters; operands: body (parameter types in `text`, comma separated, may be empty)
  external,  ///< a function in another language; names: its parameters
  typed,     ///< a box with a declared type; text: the type; operands: 1
  table,     ///< a decision table of a DMN model; text: its name
  instance_of,  ///< text: the type as written; operands: 1
};

/// One node. At most 256 deep; chains of one operator are one node, so that no later stage can overflow a stack.
struct Expression {
  Form form = Form::error;
  text::Span span;
  std::string text;
  std::vector<Expression> operands;
  std::vector<std::string> names;
  bool boxed = false;                          ///< a call in a box: parameters that it does not name are null
  std::shared_ptr<const DecisionTable> table;  ///< table only; what it holds is read where it is checked
};

/// The tests of one table cell or of `in (…)`: any of them must hold (none of them if `negated`).
struct UnaryTests {
  text::Span span;
  bool any = false;      ///< the cell is `-`
  bool negated = false;  ///< `not(…)`
  std::vector<Expression>
      tests;  ///< intervals, one-sided comparisons, or expressions (values, lists, or conditions on `?`)
};

/// Deepest tree that is accepted.
inline constexpr int max_expression_depth = 256;

/// Reads an expression. What cannot be read becomes a node `error`, is reported, and reading goes on behind it.
/// Names are the longest runs of words that are no keywords, or what the dialect declares, so no scope is needed. Linear in
/// the text's length.
[[nodiscard]] Expression parse_expression(const WrittenText& written, text::Diagnostics& diagnostics,
                                          const Dialect& dialect = {});

/// The same for what a loop runs over, where `a..b` may stand without brackets.
[[nodiscard]] Expression parse_domain(const WrittenText& written, text::Diagnostics& diagnostics,
                                      const Dialect& dialect = {});

/// Reads the tests of a cell.
[[nodiscard]] UnaryTests parse_unary_tests(const WrittenText& written, text::Diagnostics& diagnostics,
                                           const Dialect& dialect = {});

/// Prints an expression as an author would write it, with single spaces; `formatted(parse(x))` parses to the same tree.
[[nodiscard]] std::string formatted(const Expression& expression);

}  // namespace doudi::syntax
