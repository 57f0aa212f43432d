// src/syntax/reserved_names.cpp - the words that the language keeps for itself.
// Layer 2.
#include "syntax/reserved_names.hpp"

#include <algorithm>
#include <array>

namespace doudi::syntax {
namespace {

constexpr std::array<std::string_view, 18> keyword_list{
    "and",      "between", "else", "every", "false",  "for",       "function", "if",   "in",
    "instance", "not",     "null", "or",    "return", "satisfies", "some",     "then", "true"};

constexpr std::array<std::string_view, 98> builtin_list{
    // conversion, boolean, text
    "date", "time", "date and time", "duration", "years and months duration", "days and time duration",
    "number", "string", "context", "range", "substring", "string length", "upper case", "lower case",
    "substring before", "substring after", "replace", "contains", "starts with", "ends with", "matches",
    "split", "string join",
    // lists
    "list contains", "count", "min", "max", "sum", "mean", "all", "any", "sublist", "append", "concatenate",
    "insert before", "remove", "list replace", "reverse", "index of", "union", "distinct values",
    "duplicate values", "flatten", "product", "median", "stddev", "mode", "sort", "partition",
    // numbers
    "decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down",
    "round half even", "abs", "modulo", "sqrt", "log", "exp", "odd", "even",
    // ranges
    "before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
    "finished by", "includes", "during", "starts", "started by", "coincides",
    // temporal, contexts
    "day of year", "day of week", "month of year", "week of year", "now", "today", "is", "get value",
    "get entries", "context put", "context merge",
    // doudi's own
    "total", "otherwise", "full_years", "full_years_from_next_month", "per month", "per year", "per quarter",
    "months", "years"};

constexpr std::array<std::string_view, 8> type_list{
    "boolean", "date", "days and time duration",   "number", "text",
    "string",  "time", "years and months duration"};

constexpr std::array<std::string_view, 11> doudi_list{"assessed",   "item",    "members",  "months_in_state",
                                                      "parameters", "partial", "previous", "remaining",
                                                      "state",      "today",   "unknown"};
constexpr std::array<std::string_view, 5> root_list{"amount", "case", "covered", "grants", "scheme"};

template <class List>
bool holds(const List& list, std::string_view word) noexcept {
  return std::find(list.begin(), list.end(), word) != list.end();
}

}  // namespace

std::span<const std::string_view> keywords() noexcept {
  return keyword_list;
}
std::span<const std::string_view> builtin_names() noexcept {
  return builtin_list;
}
std::span<const std::string_view> builtin_types() noexcept {
  return type_list;
}

bool is_keyword(std::string_view word) noexcept {
  return holds(keyword_list, word);
}

std::optional<std::string_view> reserved_word(std::string_view name, NameScope scope) noexcept {
  if (holds(builtin_list, name) || holds(doudi_list, name)) return name;
  if (scope == NameScope::root && holds(root_list, name)) return name;
  for (std::string_view rest = name; !rest.empty();) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    const std::string_view word = rest.substr(0, space);
    if (is_keyword(word)) return word;
    rest.remove_prefix(std::min(space + 1, rest.size()));
  }
  return std::nullopt;
}

}  // namespace doudi::syntax
