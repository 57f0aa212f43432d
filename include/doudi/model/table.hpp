// doudi/model/table.hpp - decision tables after checking.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doudi/model/expression.hpp"
#include "doudi/syntax/pack.hpp"

namespace doudi::model {

/// Days on which something holds, both ends included; an end left out is open.
using syntax::Cite;
using syntax::Labels;
using syntax::Period;

/// DMN's eleven, in words: U A P F R O C C+ C< C> C#.
enum class HitPolicy : std::uint8_t {
  unique,
  any,
  priority,
  first,
  rule_order,
  output_order,
  list,
  sum,
  lowest,
  highest,
  count,
};

/// An input column. A `when` column has no input: each of its cells is one condition.
struct Column {
  std::string header;
  text::Span span;
  bool when = false;
  Expression input;  ///< meaningless for `when`
  LocalId tested{};  ///< how conditions in cells see the tested value
};

struct OutputColumn {
  std::string name;
  text::Span span;
  Type type;
  std::vector<Literal> values;  ///< the `values` row, best first; needed by priority and output order
};

struct Row {
  std::string label;
  text::Span span;
  Period period;
  std::vector<Cell> cells;          ///< one for each column; for `when`: any, or one test of form condition
  std::vector<Expression> outputs;  ///< one for each output column
  std::vector<Cite> cites;
  std::string note;
};

struct Table {
  text::Span span;
  HitPolicy hit = HitPolicy::first;
  std::vector<Column> columns;
  std::vector<OutputColumn> outputs;
  std::vector<Row> rows;
  std::vector<Expression> defaults;  ///< one for each output column, or none
  bool complete = false;  ///< proved: for every input some row matches (on every day of the rule's validity)
  bool disjoint = false;  ///< proved: no input matches two rows
};

}  // namespace doudi::model
