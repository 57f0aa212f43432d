// tests/unit/check/pack_checking.hpp - packs as text, and what loading them says in a word.
#pragma once

#include <algorithm>
#include <cstddef>
#include <initializer_list>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/load.hpp"
#include "doudi/text/code.hpp"

#include "check/infer.hpp"

namespace doudi::check::testing {

/// Names of codes in the order of the text, separated by spaces; empty if there is nothing to say.
inline std::string codes_of(const LoadedPack& loaded) {
  std::string codes;
  for (const text::Diagnostic& diagnostic : loaded.diagnostics.sorted()) {
    if (!codes.empty()) codes += ' ';
    codes += text::code_name(diagnostic.code);
  }
  return codes;
}

/// What is said about a pack.
inline std::string codes_of(std::string_view pack) {
  return codes_of(load_text("pack.yaml", pack));
}

/// The value of an argument of the first diagnostic with this code.
inline std::string argument(const LoadedPack& loaded, text::Code code, std::string_view name) {
  for (const text::Diagnostic& diagnostic : loaded.diagnostics.sorted()) {
    if (diagnostic.code != code) continue;
    for (const text::Argument& one : diagnostic.arguments) {
      if (one.name == name) return one.value;
    }
  }
  return "(not said)";
}

/// The value of an argument of a hint, wherever it is given.
inline std::string hinted(const LoadedPack& loaded, text::Hint hint, std::string_view name) {
  for (const text::Diagnostic& diagnostic : loaded.diagnostics.sorted()) {
    for (const text::Help& help : diagnostic.helps) {
      if (help.hint != hint) continue;
      for (const text::Argument& one : help.arguments) {
        if (one.name == name) return one.value;
      }
      return "";
    }
  }
  return "(not said)";
}

/// Every line indented by so many spaces.
inline std::string indented(std::string_view text, std::size_t spaces) {
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    if (end > 0) result += std::string(spaces, ' ') + std::string{text.substr(0, end)};
    result += '\n';
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// Lines `name: {formula: x + 1}` with the formula in block form, as the loader wants it.
inline std::string in_block_form(std::string_view text) {
  constexpr std::string_view begin = ": {formula: ";
  std::string result;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    const std::string_view line = text.substr(0, end);
    const std::size_t place = line.find(begin);
    if (place != std::string_view::npos && line.ends_with('}')) {
      const std::string formula{line.substr(place + begin.size(), line.size() - place - begin.size() - 1)};
      const std::string indent(line.find_first_not_of(' ') + 2, ' ');
      result += std::string{line.substr(0, place)} + ":\n" + indent + "formula: " + formula + '\n';
    } else {
      result += std::string{line} + '\n';
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return result;
}

/// A household with members and their plots, with facts of every type. What a test adds goes into the sections.
struct Village {
  std::string types, household, person, parameters, functions, household_rules, person_rules, plot_rules,
      more;
  std::string outputs = "r";

  [[nodiscard]] std::string text() const {
    std::string pack = R"(doudi: 1
pack: village
in_force: {from: 2019-01-01}
sources:
  law: {title: the law}
types:
  county: {enum: [east, west, "north east"]}
  level: {enum: [low, middle, high], ordered: true}
  money: {number: CNY/month, decimals: 2, range: [0, 99999]}
)" + indented(types, 2) +
                       R"(facts:
  household:
    county:  {type: county}
    level:   {type: level}
    village: {type: text}
    income:  {type: money}
    yearly:  {type: number, unit: CNY/year, decimals: 2, range: [0, 999999]}
    land:    {type: number, unit: mu, decimals: 1, range: [0, 1000]}
    heads:   {type: number, decimals: 0, range: [1, 20]}
    ratio:   {type: number, decimals: 3, range: [0, 1]}
    change:  {type: number, unit: CNY/month, decimals: 2, range: [-500, 500]}
    bonus:   {type: money, optional: true}
    poor:    {type: boolean}
    marked:  {type: boolean, optional: true}
    started: {type: date}
    ended:   {type: date, optional: true}
    notice:  {type: years and months duration}
    stay:    {type: days and time duration}
    visits:  {list: date}
    scores:  {list: number, decimals: 0, range: [0, 100], size: [1, 9]}
    persons: {list: person, size: [1, 20]}
)" + indented(household, 4) +
                       R"(  person:
    wage:      {type: money}
    pension:   {type: money, optional: true}
    born:      {type: date}
    sex:       {type: text}
    cares_for: {ref: person, optional: true}
    plots:     {list: plot}
)" + indented(person, 4) +
                       R"(  plot:
    area:      {type: number, unit: mu, decimals: 1, range: [0, 100]}
    irrigated: {type: boolean}
parameters:
  line:  {unit: CNY/month, from: 2019-01-01, cite: law, value: 600}
  share: {from: 2019-01-01, cite: law, value: 1/3}
)" + indented(parameters, 2);
    if (!functions.empty()) pack += "functions:\n" + indented(functions, 2);
    pack += "rules:\n";
    if (!plot_rules.empty()) pack += "  plot:\n" + indented(plot_rules, 4);
    if (!person_rules.empty()) pack += "  person:\n" + indented(person_rules, 4);
    pack += "  household:\n" + indented(household_rules, 4);
    return in_block_form(pack + more) + "outputs: [" + outputs + "]\n";
  }
  [[nodiscard]] LoadedPack load() const { return load_text("pack.yaml", text()); }
};

/// The village with a rule `r` of the household, which may be null.
inline Village with_formula(std::string_view formula, Village village = {}) {
  village.household_rules += "r:\n  optional: true\n  formula: |\n" + indented(formula, 4);
  return village;
}

inline const model::Rule* find_rule(const LoadedPack& loaded, std::string_view name) {
  if (!loaded) return nullptr;
  for (const model::Rule& rule : loaded->rules) {
    if (rule.name == name) return &rule;
  }
  return nullptr;
}

/// The type of the formula of `r`.
inline const model::Type& formula_type(const LoadedPack& loaded) {
  return std::get<model::Expression>(find_rule(loaded, "r")->versions.front().body).type;
}

/// What is said about a formula, or its type if nothing is: `CNY/month`, with `?` if it may be null.
inline std::string said(const Village& village) {
  const LoadedPack loaded = village.load();
  if (!loaded) return codes_of(loaded);
  const model::Type& type = formula_type(loaded);
  return type_text(*loaded, type) + (type.nullable ? "?" : "");
}
inline std::string said(std::string_view formula, Village village = {}) {
  return said(with_formula(formula, std::move(village)));
}

/// What is said about each formula: its type, or the names of codes.
struct Row {
  std::string_view formula;
  std::string_view said;
};

/// The formulas about which something else is said, one a line; empty if all is as expected.
inline std::string differences(std::initializer_list<Row> rows, const Village& village = {}) {
  std::string lines;
  for (const Row& row : rows) {
    const std::string found = testing::said(row.formula, village);
    if (found != row.said) lines += "\n" + std::string{row.formula} + "  =>  " + found;
  }
  return lines;
}

/// What is known of the value of a formula: `2 decimals, from 0 to 99999`, then `quotient` and `literal`.
inline std::string shape(std::string_view formula, Village village = {}) {
  const LoadedPack loaded = with_formula(formula, std::move(village)).load();
  if (!loaded) return codes_of(loaded);
  const model::NumberShape& number = formula_type(loaded).number;
  std::string text = (number.decimals ? std::to_string(*number.decimals) : "?") + " decimals, from " +
                     (number.low ? number.low->text() : "?") + " to " +
                     (number.high ? number.high->text() : "?");
  if (number.quotient) text += ", quotient";
  if (number.literal) text += ", literal";
  return text;
}

}  // namespace doudi::check::testing
