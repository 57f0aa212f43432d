// src/model/builtin.cpp - the table of functions.
// Layer 3.
#include "doudi/model/builtin.hpp"

#include <algorithm>
#include <array>

namespace doudi::model {
namespace {

constexpr std::array<std::string_view, 3> names_from_grouping_separator_if_given_decimal_separator_if_given{
    "from", "grouping separator?", "decimal separator?"};
constexpr std::array<std::string_view, 1> names_from{"from"};
constexpr std::array<std::string_view, 3> names_year_month_day{"year", "month", "day"};
constexpr std::array<std::string_view, 2> names_from_to{"from", "to"};
constexpr std::array<std::string_view, 2> names_value1_value2{"value1", "value2"};
constexpr std::array<std::string_view, 2> names_x_value{"x", "value"};
constexpr std::array<std::string_view, 3> names_string_start_position_length_if_given{
    "string", "start position", "length?"};
constexpr std::array<std::string_view, 1> names_string{"string"};
constexpr std::array<std::string_view, 2> names_string_match{"string", "match"};
constexpr std::array<std::string_view, 4> names_list_delimiter_if_given_prefix_if_given_suffix_if_given{
    "list", "delimiter?", "prefix?", "suffix?"};
constexpr std::array<std::string_view, 2> names_list_element{"list", "element"};
constexpr std::array<std::string_view, 1> names_list{"list"};
constexpr std::array<std::string_view, 3> names_list_start_position_length_if_given{"list", "start position",
                                                                                    "length?"};
constexpr std::array<std::string_view, 2> names_list_item{"list", "item"};
constexpr std::array<std::string_view, 3> names_list_position_new_item{"list", "position", "newItem"};
constexpr std::array<std::string_view, 2> names_list_position{"list", "position"};
constexpr std::array<std::string_view, 3> names_list_match_new_item{"list", "match", "newItem"};
constexpr std::array<std::string_view, 2> names_list_match{"list", "match"};
constexpr std::array<std::string_view, 2> names_list_precedes_if_given{"list", "precedes?"};
constexpr std::array<std::string_view, 2> names_n_scale{"n", "scale"};
constexpr std::array<std::string_view, 2> names_n_scale_if_given{"n", "scale?"};
constexpr std::array<std::string_view, 1> names_n{"n"};
constexpr std::array<std::string_view, 2> names_dividend_divisor{"dividend", "divisor"};
constexpr std::array<std::string_view, 1> names_number{"number"};
constexpr std::array<std::string_view, 1> names_date{"date"};
constexpr std::array<std::string_view, 2> names_point1_point2{"point1", "point2"};
constexpr std::array<std::string_view, 2> names_point_range{"point", "range"};
constexpr std::array<std::string_view, 2> names_range_point{"range", "point"};
constexpr std::array<std::string_view, 2> names_range1_range2{"range1", "range2"};
constexpr std::array<std::string_view, 2> names_m_key{"m", "key"};
constexpr std::array<std::string_view, 1> names_m{"m"};
constexpr std::array<std::string_view, 1> names_x{"x"};

// Functions of one name stand together, the form that is used most first.
constexpr std::array<BuiltinDefinition, 99> definitions{{
    {Builtin::number_of, "number", names_from_grouping_separator_if_given_decimal_separator_if_given, false,
     "10.3.4.1"},
    {Builtin::string_of, "string", names_from, false, "10.3.4.1"},
    {Builtin::date_of, "date", names_from, false, "10.3.4.1"},
    {Builtin::date_of, "date", names_year_month_day, false, "10.3.4.1"},
    {Builtin::duration_of, "duration", names_from, false, "10.3.4.1"},
    {Builtin::years_and_months_duration, "years and months duration", names_from_to, false, "10.3.4.1"},
    {Builtin::is_same, "is", names_value1_value2, false, "10.3.4.10"},
    {Builtin::otherwise, "otherwise", names_x_value, false, "doudi"},
    {Builtin::substring, "substring", names_string_start_position_length_if_given, false, "10.3.4.3"},
    {Builtin::string_length, "string length", names_string, false, "10.3.4.3"},
    {Builtin::upper_case, "upper case", names_string, false, "10.3.4.3"},
    {Builtin::lower_case, "lower case", names_string, false, "10.3.4.3"},
    {Builtin::substring_before, "substring before", names_string_match, false, "10.3.4.3"},
    {Builtin::substring_after, "substring after", names_string_match, false, "10.3.4.3"},
    {Builtin::contains, "contains", names_string_match, false, "10.3.4.3"},
    {Builtin::starts_with, "starts with", names_string_match, false, "10.3.4.3"},
    {Builtin::ends_with, "ends with", names_string_match, false, "10.3.4.3"},
    {Builtin::string_join, "string join", names_list_delimiter_if_given_prefix_if_given_suffix_if_given,
     false, "10.3.4.3"},
    {Builtin::list_contains, "list contains", names_list_element, false, "10.3.4.4"},
    {Builtin::count, "count", names_list, false, "10.3.4.4"},
    {Builtin::min, "min", names_list, true, "10.3.4.4"},
    {Builtin::max, "max", names_list, true, "10.3.4.4"},
    {Builtin::sum, "sum", names_list, true, "10.3.4.4"},
    {Builtin::total, "total", names_list, false, "doudi"},
    {Builtin::mean, "mean", names_list, true, "10.3.4.4"},
    {Builtin::median, "median", names_list, true, "10.3.4.4"},
    {Builtin::mode, "mode", names_list, true, "10.3.4.4"},
    {Builtin::stddev, "stddev", names_list, true, "10.3.4.4"},
    {Builtin::product_of, "product", names_list, true, "10.3.4.4"},
    {Builtin::all, "all", names_list, true, "10.3.4.4"},
    {Builtin::any, "any", names_list, true, "10.3.4.4"},
    {Builtin::sublist, "sublist", names_list_start_position_length_if_given, false, "10.3.4.4"},
    {Builtin::append, "append", names_list_item, true, "10.3.4.4"},
    {Builtin::concatenate, "concatenate", names_list, true, "10.3.4.4"},
    {Builtin::insert_before, "insert before", names_list_position_new_item, false, "10.3.4.4"},
    {Builtin::remove, "remove", names_list_position, false, "10.3.4.4"},
    {Builtin::list_replace, "list replace", names_list_position_new_item, false, "10.3.4.4"},
    {Builtin::list_replace, "list replace", names_list_match_new_item, false, "10.3.4.4"},
    {Builtin::reverse, "reverse", names_list, false, "10.3.4.4"},
    {Builtin::index_of, "index of", names_list_match, false, "10.3.4.4"},
    {Builtin::union_of, "union", names_list, true, "10.3.4.4"},
    {Builtin::distinct_values, "distinct values", names_list, false, "10.3.4.4"},
    {Builtin::flatten, "flatten", names_list, false, "10.3.4.4"},
    {Builtin::sort, "sort", names_list_precedes_if_given, false, "10.3.4.8"},
    {Builtin::decimal, "decimal", names_n_scale, false, "10.3.4.5"},
    {Builtin::floor, "floor", names_n_scale_if_given, false, "10.3.4.5"},
    {Builtin::ceiling, "ceiling", names_n_scale_if_given, false, "10.3.4.5"},
    {Builtin::round_up, "round up", names_n_scale, false, "10.3.4.5"},
    {Builtin::round_down, "round down", names_n_scale, false, "10.3.4.5"},
    {Builtin::round_half_up, "round half up", names_n_scale, false, "10.3.4.5"},
    {Builtin::round_half_down, "round half down", names_n_scale, false, "10.3.4.5"},
    {Builtin::abs, "abs", names_n, false, "10.3.4.5"},
    {Builtin::modulo, "modulo", names_dividend_divisor, false, "10.3.4.5"},
    {Builtin::sqrt, "sqrt", names_number, false, "10.3.4.5"},
    {Builtin::log, "log", names_number, false, "10.3.4.5"},
    {Builtin::exp, "exp", names_number, false, "10.3.4.5"},
    {Builtin::odd, "odd", names_number, false, "10.3.4.5"},
    {Builtin::even, "even", names_number, false, "10.3.4.5"},
    {Builtin::today, "today", {}, false, "10.3.4.7"},
    {Builtin::day_of_year, "day of year", names_date, false, "10.3.4.7"},
    {Builtin::day_of_week, "day of week", names_date, false, "10.3.4.7"},
    {Builtin::month_of_year, "month of year", names_date, false, "10.3.4.7"},
    {Builtin::week_of_year, "week of year", names_date, false, "10.3.4.7"},
    {Builtin::full_years, "full_years", names_date, false, "doudi"},
    {Builtin::full_years_from_next_month, "full_years_from_next_month", names_date, false, "doudi"},
    {Builtin::before, "before", names_point1_point2, false, "10.3.4.9"},
    {Builtin::before, "before", names_point_range, false, "10.3.4.9"},
    {Builtin::before, "before", names_range_point, false, "10.3.4.9"},
    {Builtin::before, "before", names_range1_range2, false, "10.3.4.9"},
    {Builtin::after, "after", names_point1_point2, false, "10.3.4.9"},
    {Builtin::after, "after", names_point_range, false, "10.3.4.9"},
    {Builtin::after, "after", names_range_point, false, "10.3.4.9"},
    {Builtin::after, "after", names_range1_range2, false, "10.3.4.9"},
    {Builtin::meets, "meets", names_range1_range2, false, "10.3.4.9"},
    {Builtin::met_by, "met by", names_range1_range2, false, "10.3.4.9"},
    {Builtin::overlaps, "overlaps", names_range1_range2, false, "10.3.4.9"},
    {Builtin::overlaps_before, "overlaps before", names_range1_range2, false, "10.3.4.9"},
    {Builtin::overlaps_after, "overlaps after", names_range1_range2, false, "10.3.4.9"},
    {Builtin::finishes, "finishes", names_point_range, false, "10.3.4.9"},
    {Builtin::finishes, "finishes", names_range1_range2, false, "10.3.4.9"},
    {Builtin::finished_by, "finished by", names_range_point, false, "10.3.4.9"},
    {Builtin::finished_by, "finished by", names_range1_range2, false, "10.3.4.9"},
    {Builtin::includes, "includes", names_range_point, false, "10.3.4.9"},
    {Builtin::includes, "includes", names_range1_range2, false, "10.3.4.9"},
    {Builtin::during, "during", names_point_range, false, "10.3.4.9"},
    {Builtin::during, "during", names_range1_range2, false, "10.3.4.9"},
    {Builtin::starts, "starts", names_point_range, false, "10.3.4.9"},
    {Builtin::starts, "starts", names_range1_range2, false, "10.3.4.9"},
    {Builtin::started_by, "started by", names_range_point, false, "10.3.4.9"},
    {Builtin::started_by, "started by", names_range1_range2, false, "10.3.4.9"},
    {Builtin::coincides, "coincides", names_point1_point2, false, "10.3.4.9"},
    {Builtin::coincides, "coincides", names_range1_range2, false, "10.3.4.9"},
    {Builtin::get_value, "get value", names_m_key, false, "10.3.4.6"},
    {Builtin::get_entries, "get entries", names_m, false, "10.3.4.6"},
    {Builtin::per_month, "per month", names_x, false, "doudi"},
    {Builtin::per_year, "per year", names_x, false, "doudi"},
    {Builtin::per_quarter, "per quarter", names_x, false, "doudi"},
    {Builtin::months, "months", names_n, false, "doudi"},
    {Builtin::years, "years", names_n, false, "doudi"},
}};

}  // namespace

std::span<const BuiltinDefinition> builtin_definitions() noexcept {
  return definitions;
}

std::span<const BuiltinDefinition> overloads(std::string_view name) noexcept {
  const auto named = [name](const BuiltinDefinition& candidate) { return candidate.name == name; };
  const auto first = std::find_if(definitions.begin(), definitions.end(), named);
  const auto last = std::find_if_not(first, definitions.end(), named);
  return {first, last};
}

const BuiltinDefinition* find_builtin(std::string_view name) noexcept {
  const auto found = overloads(name);
  return found.empty() ? nullptr : &found.front();
}

const BuiltinDefinition& definition(Builtin builtin) noexcept {
  const auto found =
      std::find_if(definitions.begin(), definitions.end(),
                   [builtin](const BuiltinDefinition& candidate) { return candidate.builtin == builtin; });
  return *found;  // a unit test checks that every enumerator has an entry
}

}  // namespace doudi::model
