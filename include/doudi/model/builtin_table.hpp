// doudi/model/builtin_table.hpp - what each function takes and gives, with units and null.
// Layer 3.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "doudi/model/builtin.hpp"

namespace doudi::model {

/// What an argument may be, or a result is.
enum class Shape : std::uint8_t {
  any,
  null,
  boolean,
  number,
  text,
  date,
  time,
  date_time,
  years_months,
  days_time,
  ordered,  ///< a value that `<` compares
  list,
  range,
  context,
  function,
};
/// `text`, `date and time` ...: as signatures write it.
[[nodiscard]] std::string_view shape_name(Shape shape) noexcept;

/// What becomes of units of measure (expressions.md 4.5).
enum class UnitRule : std::uint8_t {
  none,    ///< numbers are plain, and so is the result
  keeps,   ///< the first argument, or the elements of the list, may have a unit: the result has it
  equal,   ///< all of them have one unit: the result has it
  drops,   ///< the first argument may have a unit: the result is plain
  changes  ///< the function is there to change it
};

/// What a null argument does.
enum class NullRule : std::uint8_t {
  gives_null,  ///< the result is null
  is_value,    ///< it is a value like others, or the function says what it makes of it
};

struct BuiltinParameter {
  std::string_view name;  ///< for calls by name
  bool optional = false;
  std::vector<Shape> shapes;  ///< any of them fits
};

/// One form of a function.
struct BuiltinDefinition {
  Builtin builtin{};
  std::string_view name;       ///< as written in a formula: `round half up`
  std::string_view signature;  ///< `string: text, start position: number, length?: number -> text`
  UnitRule units = UnitRule::none;
  NullRule nulls = NullRule::gives_null;
  /// Of DMN 1.5, or `doudi`. 10.3.4.1 conversion, .2 boolean, .3 strings, .4 lists, .5 numbers, .6 `is`, .7 ranges, .8 the
  /// calendar, .9 `sort`, .10 contexts, .11 `now` and `today`.
  std::string_view section;
  // Read from the signature:
  std::vector<BuiltinParameter> parameters;
  bool variadic = false;  ///< the last parameter may be repeated (`…`)
  Shape result = Shape::any;
};

/// All of them. A function that can be called with different parameters (`date`) has an entry for each form, side by side.
[[nodiscard]] std::span<const BuiltinDefinition> builtin_definitions();
/// All forms of one function; none if there is no such function.
[[nodiscard]] std::span<const BuiltinDefinition> overloads(std::string_view name);
/// The first form.
[[nodiscard]] const BuiltinDefinition* find_builtin(std::string_view name);
[[nodiscard]] const BuiltinDefinition& definition(Builtin builtin);

}  // namespace doudi::model
