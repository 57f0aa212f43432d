// src/model/builtin_table.cpp - the table of functions: what each takes and gives, with units and null.
// Layer 3.
#include "doudi/model/builtin_table.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string>
#include <utility>

namespace doudi::model {
namespace {

/// As the table writes a form, before its signature has been read.
struct Written {
  Builtin builtin;
  std::string_view name;
  std::string_view signature;
  UnitRule units;
  NullRule nulls;
  std::string_view section;
};

// Functions of one name stand together, the form that is used most first. A parameter is `name: shape`, or several shapes
// with `|`; `?` behind its name: it may be left out; `…` behind its shape: it may be repeated.
constexpr Written table[] = {
    {Builtin::number_of, "number",
     "from: text, grouping separator?: text, decimal separator?: text -> number", UnitRule::none,
     NullRule::is_value, "10.3.4.1"},
    {Builtin::number_of, "number", "from: number -> number", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.1"},
    {Builtin::string_of, "string", "from: any -> text", UnitRule::drops, NullRule::gives_null, "10.3.4.1"},
    {Builtin::date_of, "date", "from: text | date | date and time -> date", UnitRule::none,
     NullRule::gives_null, "10.3.4.1"},
    {Builtin::date_of, "date", "year: number, month: number, day: number -> date", UnitRule::none,
     NullRule::gives_null, "10.3.4.1"},
    {Builtin::time_of, "time", "from: text | time | date and time | date -> time", UnitRule::none,
     NullRule::gives_null, "10.3.4.1"},
    {Builtin::time_of, "time",
     "hour: number, minute: number, second: number, offset?: days and time duration -> time", UnitRule::none,
     NullRule::is_value, "10.3.4.1"},
    {Builtin::date_and_time, "date and time", "from: text | date and time | date -> date and time",
     UnitRule::none, NullRule::gives_null, "10.3.4.1"},
    {Builtin::date_and_time, "date and time", "date: date | date and time, time: time -> date and time",
     UnitRule::none, NullRule::gives_null, "10.3.4.1"},
    {Builtin::duration_of, "duration", "from: text -> any", UnitRule::none, NullRule::gives_null, "10.3.4.1"},
    {Builtin::years_and_months_duration, "years and months duration",
     "from: date | date and time, to: date | date and time -> years and months duration", UnitRule::none,
     NullRule::gives_null, "10.3.4.1"},
    {Builtin::range_of, "range", "from: text -> range", UnitRule::none, NullRule::gives_null, "10.3.4.1"},
    {Builtin::negation, "not", "negand: boolean -> boolean", UnitRule::none, NullRule::gives_null,
     "10.3.4.2"},
    {Builtin::is_same, "is", "value1: any, value2: any -> boolean", UnitRule::drops, NullRule::is_value,
     "10.3.4.6"},
    {Builtin::is_same, "is", "value1: any -> boolean", UnitRule::drops, NullRule::is_value, "10.3.4.6"},
    {Builtin::is_same, "is", "value2: any -> boolean", UnitRule::drops, NullRule::is_value, "10.3.4.6"},
    {Builtin::otherwise, "otherwise", "x: any, value: any -> any", UnitRule::equal, NullRule::is_value,
     "doudi"},
    {Builtin::substring, "substring", "string: text, start position: number, length?: number -> text",
     UnitRule::none, NullRule::gives_null, "10.3.4.3"},
    {Builtin::string_length, "string length", "string: text -> number", UnitRule::none, NullRule::gives_null,
     "10.3.4.3"},
    {Builtin::upper_case, "upper case", "string: text -> text", UnitRule::none, NullRule::gives_null,
     "10.3.4.3"},
    {Builtin::lower_case, "lower case", "string: text -> text", UnitRule::none, NullRule::gives_null,
     "10.3.4.3"},
    {Builtin::substring_before, "substring before", "string: text, match: text -> text", UnitRule::none,
     NullRule::gives_null, "10.3.4.3"},
    {Builtin::substring_after, "substring after", "string: text, match: text -> text", UnitRule::none,
     NullRule::gives_null, "10.3.4.3"},
    {Builtin::contains, "contains", "string: text, match: text -> boolean", UnitRule::none,
     NullRule::gives_null, "10.3.4.3"},
    {Builtin::starts_with, "starts with", "string: text, match: text -> boolean", UnitRule::none,
     NullRule::gives_null, "10.3.4.3"},
    {Builtin::ends_with, "ends with", "string: text, match: text -> boolean", UnitRule::none,
     NullRule::gives_null, "10.3.4.3"},
    {Builtin::string_join, "string join", "list: list, delimiter?: text -> text", UnitRule::none,
     NullRule::is_value, "10.3.4.3"},
    {Builtin::string_join, "string join", "list: list, delimiter: text, prefix: text, suffix: text -> text",
     UnitRule::none, NullRule::is_value, "10.3.4.3"},
    {Builtin::matches, "matches", "input: text, pattern: text, flags?: text -> boolean", UnitRule::none,
     NullRule::is_value, "10.3.4.3"},
    {Builtin::replace, "replace", "input: text, pattern: text, replacement: text, flags?: text -> text",
     UnitRule::none, NullRule::is_value, "10.3.4.3"},
    {Builtin::split, "split", "string: text, delimiter: text -> list", UnitRule::none, NullRule::gives_null,
     "10.3.4.3"},
    {Builtin::list_contains, "list contains", "list: list, element: any -> boolean", UnitRule::equal,
     NullRule::is_value, "10.3.4.4"},
    {Builtin::count, "count", "list: list -> number", UnitRule::drops, NullRule::gives_null, "10.3.4.4"},
    {Builtin::min, "min", "list: list -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::min, "min", "c: ordered … -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::max, "max", "list: list -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::max, "max", "c: ordered … -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::sum, "sum", "list: list -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::sum, "sum", "n: number | years and months duration | days and time duration … -> any",
     UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::total, "total", "list: list -> any", UnitRule::equal, NullRule::gives_null, "doudi"},
    {Builtin::mean, "mean", "list: list -> any", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::mean, "mean", "n: number | years and months duration | days and time duration … -> any",
     UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::median, "median", "list: list -> number", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::median, "median", "n: number … -> number", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::stddev, "stddev", "list: list -> number", UnitRule::none, NullRule::gives_null, "10.3.4.4"},
    {Builtin::stddev, "stddev", "n: number … -> number", UnitRule::none, NullRule::gives_null, "10.3.4.4"},
    {Builtin::product_of, "product", "list: list -> number", UnitRule::none, NullRule::gives_null,
     "10.3.4.4"},
    {Builtin::product_of, "product", "n: number … -> number", UnitRule::none, NullRule::gives_null,
     "10.3.4.4"},
    {Builtin::mode, "mode", "list: list -> list", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::mode, "mode", "n: number … -> list", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::all, "all", "list: list -> boolean", UnitRule::none, NullRule::is_value, "10.3.4.4"},
    {Builtin::all, "all", "b: boolean … -> boolean", UnitRule::none, NullRule::is_value, "10.3.4.4"},
    {Builtin::any, "any", "list: list -> boolean", UnitRule::none, NullRule::is_value, "10.3.4.4"},
    {Builtin::any, "any", "b: boolean … -> boolean", UnitRule::none, NullRule::is_value, "10.3.4.4"},
    {Builtin::sublist, "sublist", "list: list, start position: number, length?: number -> list",
     UnitRule::keeps, NullRule::gives_null, "10.3.4.4"},
    {Builtin::append, "append", "list: list, item: any … -> list", UnitRule::equal, NullRule::is_value,
     "10.3.4.4"},
    {Builtin::concatenate, "concatenate", "list: list … -> list", UnitRule::equal, NullRule::gives_null,
     "10.3.4.4"},
    {Builtin::insert_before, "insert before", "list: list, position: number, newItem: any -> list",
     UnitRule::equal, NullRule::is_value, "10.3.4.4"},
    {Builtin::remove, "remove", "list: list, position: number -> list", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.4"},
    {Builtin::list_replace, "list replace", "list: list, position: number, newItem: any -> list",
     UnitRule::equal, NullRule::is_value, "10.3.4.4"},
    {Builtin::list_replace, "list replace", "list: list, match: function, newItem: any -> list",
     UnitRule::equal, NullRule::is_value, "10.3.4.4"},
    {Builtin::reverse, "reverse", "list: list -> list", UnitRule::keeps, NullRule::gives_null, "10.3.4.4"},
    {Builtin::index_of, "index of", "list: list, match: any -> list", UnitRule::drops, NullRule::is_value,
     "10.3.4.4"},
    {Builtin::union_of, "union", "list: list … -> list", UnitRule::equal, NullRule::gives_null, "10.3.4.4"},
    {Builtin::distinct_values, "distinct values", "list: list -> list", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.4"},
    {Builtin::flatten, "flatten", "list: list -> list", UnitRule::keeps, NullRule::gives_null, "10.3.4.4"},
    {Builtin::sort, "sort", "list: list, precedes?: function -> list", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.9"},
    {Builtin::decimal, "decimal", "n: number, scale: number -> number", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.5"},
    {Builtin::floor, "floor", "n: number, scale?: number -> number", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.5"},
    {Builtin::ceiling, "ceiling", "n: number, scale?: number -> number", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::round_up, "round up", "n: number, scale: number -> number", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::round_down, "round down", "n: number, scale: number -> number", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::round_half_up, "round half up", "n: number, scale: number -> number", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::round_half_down, "round half down", "n: number, scale: number -> number", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::abs, "abs", "n: number | years and months duration | days and time duration -> any",
     UnitRule::keeps, NullRule::gives_null, "10.3.4.5"},
    {Builtin::modulo, "modulo", "dividend: number, divisor: number -> number", UnitRule::equal,
     NullRule::gives_null, "10.3.4.5"},
    {Builtin::sqrt, "sqrt", "number: number -> number", UnitRule::none, NullRule::gives_null, "10.3.4.5"},
    {Builtin::log, "log", "number: number -> number", UnitRule::none, NullRule::gives_null, "10.3.4.5"},
    {Builtin::exp, "exp", "number: number -> number", UnitRule::none, NullRule::gives_null, "10.3.4.5"},
    {Builtin::odd, "odd", "number: number -> boolean", UnitRule::drops, NullRule::gives_null, "10.3.4.5"},
    {Builtin::even, "even", "number: number -> boolean", UnitRule::drops, NullRule::gives_null, "10.3.4.5"},
    {Builtin::today, "today", "-> date", UnitRule::none, NullRule::gives_null, "10.3.4.11"},
    {Builtin::now, "now", "-> date and time", UnitRule::none, NullRule::gives_null, "10.3.4.11"},
    {Builtin::day_of_year, "day of year", "date: date | date and time -> number", UnitRule::none,
     NullRule::gives_null, "10.3.4.8"},
    {Builtin::day_of_week, "day of week", "date: date | date and time -> text", UnitRule::none,
     NullRule::gives_null, "10.3.4.8"},
    {Builtin::month_of_year, "month of year", "date: date | date and time -> text", UnitRule::none,
     NullRule::gives_null, "10.3.4.8"},
    {Builtin::week_of_year, "week of year", "date: date | date and time -> number", UnitRule::none,
     NullRule::gives_null, "10.3.4.8"},
    {Builtin::full_years, "full_years", "date: date -> number", UnitRule::none, NullRule::gives_null,
     "doudi"},
    {Builtin::full_years_from_next_month, "full_years_from_next_month", "date: date -> number",
     UnitRule::none, NullRule::gives_null, "doudi"},
    {Builtin::before, "before", "point1: ordered, point2: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::before, "before", "point: ordered, range: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::before, "before", "range: range, point: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::before, "before", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::after, "after", "point1: ordered, point2: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::after, "after", "point: ordered, range: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::after, "after", "range: range, point: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::after, "after", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::meets, "meets", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::met_by, "met by", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::overlaps, "overlaps", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::overlaps_before, "overlaps before", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::overlaps_after, "overlaps after", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::finishes, "finishes", "point: ordered, range: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::finishes, "finishes", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::finished_by, "finished by", "range: range, point: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::finished_by, "finished by", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::includes, "includes", "range: range, point: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::includes, "includes", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::during, "during", "point: ordered, range: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::during, "during", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::starts, "starts", "point: ordered, range: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::starts, "starts", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::started_by, "started by", "range: range, point: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::started_by, "started by", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::coincides, "coincides", "point1: ordered, point2: ordered -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::coincides, "coincides", "range1: range, range2: range -> boolean", UnitRule::equal,
     NullRule::gives_null, "10.3.4.7"},
    {Builtin::get_value, "get value", "m: context, key: text -> any", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.10"},
    {Builtin::get_value, "get value", "context: context, key: text -> any", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.10"},
    {Builtin::get_value, "get value", "m: context, keys: list -> any", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.10"},
    {Builtin::get_entries, "get entries", "m: context -> list", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.10"},
    {Builtin::context_of, "context", "entries: list -> context", UnitRule::keeps, NullRule::gives_null,
     "10.3.4.10"},
    {Builtin::context_put, "context put", "context: context, key: text, value: any -> context",
     UnitRule::keeps, NullRule::is_value, "10.3.4.10"},
    {Builtin::context_put, "context put", "context: context, keys: list, value: any -> context",
     UnitRule::keeps, NullRule::is_value, "10.3.4.10"},
    {Builtin::context_merge, "context merge", "contexts: list -> context", UnitRule::keeps,
     NullRule::gives_null, "10.3.4.10"},
    {Builtin::per_month, "per month", "x: number -> number", UnitRule::changes, NullRule::gives_null,
     "doudi"},
    {Builtin::per_year, "per year", "x: number -> number", UnitRule::changes, NullRule::gives_null, "doudi"},
    {Builtin::per_quarter, "per quarter", "x: number -> number", UnitRule::changes, NullRule::gives_null,
     "doudi"},
    {Builtin::months, "months", "n: number -> number", UnitRule::changes, NullRule::gives_null, "doudi"},
    {Builtin::years, "years", "n: number -> number", UnitRule::changes, NullRule::gives_null, "doudi"},
};

constexpr std::array<std::pair<std::string_view, Shape>, 15> shapes{{
    {"any", Shape::any},
    {"null", Shape::null},
    {"boolean", Shape::boolean},
    {"number", Shape::number},
    {"text", Shape::text},
    {"date", Shape::date},
    {"time", Shape::time},
    {"date and time", Shape::date_time},
    {"years and months duration", Shape::years_months},
    {"days and time duration", Shape::days_time},
    {"ordered", Shape::ordered},
    {"list", Shape::list},
    {"range", Shape::range},
    {"context", Shape::context},
    {"function", Shape::function},
}};

std::string_view trimmed(std::string_view text) {
  while (text.starts_with(' ')) text.remove_prefix(1);
  while (text.ends_with(' ')) text.remove_suffix(1);
  return text;
}

/// Cuts off what stands before the separator, or everything.
std::string_view cut(std::string_view& rest, std::string_view separator) {
  const std::size_t end = rest.find(separator);
  const std::string_view part = rest.substr(0, end);
  rest = end == std::string_view::npos ? std::string_view{} : rest.substr(end + separator.size());
  return trimmed(part);
}

Shape shape_of(std::string_view word) {
  for (const auto& [name, shape] : shapes) {
    if (name == word) return shape;
  }
  throw std::logic_error("a signature names an unknown shape: " + std::string{word});
}

BuiltinDefinition read(const Written& written) {
  BuiltinDefinition result{.builtin = written.builtin,
                           .name = written.name,
                           .signature = written.signature,
                           .units = written.units,
                           .nulls = written.nulls,
                           .section = written.section,
                           .parameters = {}};
  std::string_view rest = written.signature;
  std::string_view parameters = cut(rest, "->");
  result.result = shape_of(trimmed(rest));
  while (!parameters.empty()) {
    std::string_view shape_words = cut(parameters, ",");
    BuiltinParameter parameter{.name = cut(shape_words, ":"), .shapes = {}};
    parameter.optional = parameter.name.ends_with('?');
    if (parameter.optional) parameter.name.remove_suffix(1);
    constexpr std::string_view repeated = "…";
    shape_words = trimmed(shape_words);
    result.variadic = shape_words.ends_with(repeated);
    if (result.variadic) shape_words.remove_suffix(repeated.size());
    while (!shape_words.empty()) parameter.shapes.push_back(shape_of(cut(shape_words, "|")));
    result.parameters.push_back(std::move(parameter));
  }
  return result;
}

std::vector<BuiltinDefinition> read_table() {
  std::vector<BuiltinDefinition> result;
  for (const Written& written : table) result.push_back(read(written));
  return result;
}

}  // namespace

std::string_view shape_name(Shape shape) noexcept {
  return shapes[static_cast<std::size_t>(shape)].first;  // in the order of the enumerators
}

std::span<const BuiltinDefinition> builtin_definitions() {
  static const std::vector<BuiltinDefinition> definitions = read_table();
  return definitions;
}

std::span<const BuiltinDefinition> overloads(std::string_view name) {
  const auto definitions = builtin_definitions();
  const auto named = [name](const BuiltinDefinition& candidate) { return candidate.name == name; };
  const auto first = std::find_if(definitions.begin(), definitions.end(), named);
  const auto last = std::find_if_not(first, definitions.end(), named);
  return {first, last};
}

const BuiltinDefinition* find_builtin(std::string_view name) {
  const auto found = overloads(name);
  return found.empty() ? nullptr : &found.front();
}

const BuiltinDefinition& definition(Builtin builtin) {
  const auto definitions = builtin_definitions();
  const auto found =
      std::find_if(definitions.begin(), definitions.end(),
                   [builtin](const BuiltinDefinition& candidate) { return candidate.builtin == builtin; });
  return *found;  // a unit test checks that every enumerator has an entry
}

}  // namespace doudi::model
