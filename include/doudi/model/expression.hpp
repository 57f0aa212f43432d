// doudi/model/expression.hpp - a typed expression: every name is resolved, every node has a type.
// Layer 3.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "doudi/model/builtin.hpp"
#include "doudi/model/literal.hpp"
#include "doudi/model/type.hpp"
#include "doudi/text/source.hpp"

namespace doudi::model {

struct Expression;

enum class Comparison : std::uint8_t { equal, not_equal, less, less_equal, greater, greater_equal };
/// `=`, `!=`, `<` ...: static text.
[[nodiscard]] std::string_view comparison_text(Comparison comparison) noexcept;

/// Which ends of an interval belong to it.
struct Bounds {
  bool low_included = true;
  bool high_included = true;
};

/// One test of a table cell or of `in`. `operands` are typed like the tested value.
struct Test {
  enum class Form : std::uint8_t {
    compare,    ///< one operand; `comparison` says how the tested value must relate to it
    interval,   ///< two operands, `bounds`
    in_range,   ///< one operand of kind range
    in_list,    ///< one operand of kind list (of values or of ranges)
    by_value,   ///< one operand: equality, or being in it, by what it turns out to be
    condition,  ///< one boolean operand, which may read the tested value as a local
  };
  Form form = Form::compare;
  Comparison comparison = Comparison::equal;
  Bounds bounds;
  std::vector<Expression> operands;
  text::Span span;
};

/// A cell: any value, or one of the tests must hold (none of them if `negated`).
struct Cell {
  bool any = false;
  bool negated = false;
  std::vector<Test> tests;
  text::Span span;
};

/// What a node does. The comment says what `operands` and `detail` hold. An operation on a list of members where one member
/// is meant (`fact`, `derived`, `context_entry`, `property`) maps over the list.
enum class Operation : std::uint8_t {
  error,     ///< already reported; never evaluated
  constant,  ///< Literal
  local,  ///< LocalId: an iteration variable, `item`, a function's parameter, the tested value `?`, `partial`
  current,  ///< EntityId: the instance of that entity in whose rules we are
  fact,     ///< FactId; operands: the member (or list of members)
  derived,  ///< RuleId; operands: the member (or list of members); none for a rule of candidates
  parameter,  ///< ParameterUse; operands: the member that has the keys if it is keyed, then the date if one is given
  previous,  ///< PreviousPart
  state,
  months_in_state,
  members,           ///< of the candidate
  remaining,         ///< members not yet covered
  candidate_kind,    ///< `kind`: the unit's name
  scheme_qualifies,  ///< SchemeId
  scheme_amount,     ///< SchemeId
  scheme_covered,    ///< SchemeId
  today,             ///< the evaluation date
  negate,            ///< operands: 1
  sum,      ///< text: one of `+-` for each operand after the first; folded from the left, whatever the kinds
  product,  ///< the same with `*/`
  power,    ///< operands: 2 or more, from the left
  conjunction,  ///< operands: 2 or more
  disjunction,  ///< operands: 2 or more
  negation,     ///< `not`
  comparison,   ///< Comparison
  between,      ///< value, low, high
  in,           ///< Cell; operands: the tested value, which conditions in the cell see as `locals[0]`
  conditional,  ///< condition, then, else
  iteration,  ///< locals; operands: a domain for each local, then the body; locals.back() is `partial` if there is one more
  some,           ///< locals; operands: domains, then the body
  every,          ///< the same
  integer_range,  ///< `a..b`: operands 2
  filter,         ///< locals[0] is `item`; operands: list, condition
  element,        ///< operands: list, index (1-based, negative from the end)
  list,
  context,           ///< keys in type.names
  interval,          ///< Bounds; operands: low, high
  comparison_range,  ///< Comparison; operands: 1: `(< 5)` as a value of kind range
  context_entry,     ///< text: key; operands: context (or list of contexts)
  property,          ///< Property; operands: 1
  call,  ///< Builtin; text: its name, or the signature of the only form that is meant; operands: the arguments in the order of the definition, those left out at the end missing
  bind,  ///< an inlined function: locals; operands: a value for each local, then the body. text: its name
  // Of DMN models:
  function,  ///< a function as a value: what its body reads of its surroundings
  invoke,  ///< locals; operands: the function, a value for each local, then its body, which sees its surroundings
  convert,   ///< operands: 1: made to fit `type` as the standard converts, or null
  instance,  ///< Type; operands: 1: whether it is of that type
  table,     ///< TableId
};

/// Which of a parameter's values is used. A value written as a quotient of two integers (`1/3`) is kept exactly: `x * p`
/// becomes `x * numerator / denominator`.
struct ParameterUse {
  enum class Part : std::uint8_t { value, numerator, denominator };
  ParameterId parameter{};
  Part part = Part::value;
  bool keyed = false;  ///< the first operand is the member with the keys
  bool dated = false;  ///< the last operand is the date
};

/// `previous.state`, `.since`, `.amount`, `.paid`, or a remembered value by its position in Lifecycle::remember.
struct PreviousPart {
  enum class Part : std::uint8_t { state, since, amount, paid, remembered };
  Part part = Part::state;
  std::uint32_t index = 0;
};

enum class Property : std::uint8_t {
  year,
  month,
  day,
  weekday,
  years,
  months,
  days,
  hours,
  minutes,
  seconds,
  start,
  end,
  start_included,
  end_included,
  hour,
  minute,
  second,
  time_offset,
  timezone,
};
/// `weekday`, `start included` ...: static text.
[[nodiscard]] std::string_view property_name(Property property) noexcept;

using Detail =
    std::variant<std::monostate, Literal, LocalId, EntityId, FactId, RuleId, ParameterUse, PreviousPart,
                 SchemeId, Comparison, Cell, Bounds, Property, Builtin, Type, TableId>;

struct Expression {
  Operation operation = Operation::error;
  Type type;
  text::Span span;
  std::vector<Expression> operands;
  std::vector<LocalId> locals;
  std::string text;
  Detail detail;
};

}  // namespace doudi::model
