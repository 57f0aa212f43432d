// doudi/model/builtin.hpp - the functions of FEEL (DMN 1.5, section 10.3.4) and doudi's own, by name.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace doudi::model {

/// One enumerator for each function. How it is typed stands in src/check/builtins*.cpp, how it is computed in
/// src/explain/builtins*.cpp; names, parameters and the standard's section in builtin_definitions().
enum class Builtin : std::uint8_t {
  // conversion
  number_of,
  string_of,
  date_of,
  duration_of,
  years_and_months_duration,
  // boolean and membership
  is_same,
  otherwise,
  // text
  substring,
  string_length,
  upper_case,
  lower_case,
  substring_before,
  substring_after,
  contains,
  starts_with,
  ends_with,
  string_join,
  // lists
  list_contains,
  count,
  min,
  max,
  sum,
  total,
  mean,
  median,
  mode,
  stddev,
  product_of,
  all,
  any,
  sublist,
  append,
  concatenate,
  insert_before,
  remove,
  list_replace,
  reverse,
  index_of,
  union_of,
  distinct_values,
  flatten,
  sort,
  // numbers
  decimal,
  floor,
  ceiling,
  round_up,
  round_down,
  round_half_up,
  round_half_down,
  abs,
  modulo,
  sqrt,
  log,
  exp,
  odd,
  even,
  // dates
  today,
  day_of_year,
  day_of_week,
  month_of_year,
  week_of_year,
  full_years,
  full_years_from_next_month,
  // ranges
  before,
  after,
  meets,
  met_by,
  overlaps,
  overlaps_before,
  overlaps_after,
  finishes,
  finished_by,
  includes,
  during,
  starts,
  started_by,
  coincides,
  // contexts
  get_value,
  get_entries,
  // units of measure
  per_month,
  per_year,
  per_quarter,
  months,
  years,
};

struct BuiltinDefinition {
  Builtin builtin;
  std::string_view name;  ///< as written in a formula: `round half up`
  std::span<const std::string_view>
      parameters;  ///< names for calls by name, the optional ones marked with a trailing `?`
  bool
      variadic;  ///< the last parameter may be repeated; aggregates (`max`) take one list or any number of scalars
  std::string_view section;  ///< of DMN 1.5, or `doudi`
};

/// All of them. A function that can be called with different parameters (`date`) has an entry for each form, side by side.
[[nodiscard]] std::span<const BuiltinDefinition> builtin_definitions() noexcept;
/// All forms of one function; none if there is no such function.
[[nodiscard]] std::span<const BuiltinDefinition> overloads(std::string_view name) noexcept;
/// The first form.
[[nodiscard]] const BuiltinDefinition* find_builtin(std::string_view name) noexcept;
[[nodiscard]] const BuiltinDefinition& definition(Builtin builtin) noexcept;

}  // namespace doudi::model
