// doudi/model/builtin.hpp - which functions there are: those of FEEL (DMN 1.5, section 10.3.4) and doudi's own.
// Layer 3.
#pragma once

#include <cstdint>

namespace doudi::model {

/// One enumerator for each function. What it takes and gives stands in one place, the table of src/model/builtin_table.cpp; how
/// its result is typed beyond that in src/check/builtin_types*.cpp, how it is computed in src/explain/builtins*.cpp.
enum class Builtin : std::uint8_t {
  // conversion
  number_of,
  string_of,
  date_of,
  time_of,
  date_and_time,
  duration_of,
  years_and_months_duration,
  range_of,
  // boolean and membership
  negation,
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
  matches,
  replace,
  split,
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
  now,
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
  context_of,
  context_put,
  context_merge,
  // units of measure
  per_month,
  per_year,
  per_quarter,
  months,
  years,
};

}  // namespace doudi::model
