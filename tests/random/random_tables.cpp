// tests/random/random_tables.cpp - decision tables of every hit policy.
#include <algorithm>

#include "random_formulas.hpp"

namespace doudi::testing {

std::vector<std::string> RandomFormulas::number_cells(bool maybe) {
  const int first = below(12);
  const std::string low = std::to_string(first);
  const std::string high = std::to_string(first + 1 + below(4));
  std::vector<std::string> cells{"< " + low, "[" + low + ".." + high + ")", ">= " + high};
  if (one_in(3)) cells = {"<= " + low, "(" + low + ".." + high + "]", "> " + high};
  if (one_in(4)) cells = {low, "not(" + low + ")"};
  if (one_in(6)) cells[static_cast<std::size_t>(below(2))] = "< " + high;
  if (one_in(prudent_ ? 40 : 12)) cells.pop_back();
  if (maybe && !one_in(prudent_ ? 12 : 5) && !cells.back().starts_with("not")) cells.emplace_back("null");
  return cells;
}

RandomFormulas::Column RandomFormulas::column_of_choice(const Vocabulary::Choice& choice) {
  const auto shown = [](const std::string& member) { return "\"" + member + "\""; };
  Column column{choice.name, {}};
  const std::string member = shown(pick(choice.members));
  if (choice.ordered && one_in(2)) {
    column.cells = {"< " + member, ">= " + member};
  } else if (one_in(2)) {
    column.cells = {member, "not(" + member + ")"};
    return column;  // null is not that member
  } else {
    const std::size_t half = 1 + static_cast<std::size_t>(below(static_cast<int>(choice.members.size())));
    std::string left;
    for (std::size_t i = 0; i < choice.members.size(); ++i) {
      std::string& cell = i < half ? left : column.cells.emplace_back();
      cell += (cell.empty() ? "" : ", ") + shown(choice.members[i]);
    }
    column.cells.insert(column.cells.begin(), left);
  }
  if (choice.maybe) column.cells.emplace_back("null");
  return column;
}

RandomFormulas::Column RandomFormulas::column_of_numbers(std::string input, bool maybe) {
  return {std::move(input), number_cells(maybe)};
}

RandomFormulas::Column RandomFormulas::column_of_dates(std::string input) {
  const std::string early = "@\"" + std::to_string(1950 + below(40)) + "-02-28\"";
  const std::string late = "@\"" + std::to_string(1995 + below(25)) + "-07-01\"";
  Column column{std::move(input), {"< " + early, "[" + early + ".." + late + "]", "> " + late}};
  if (one_in(2)) column.cells = {"<= today()", "> today()"};
  return column;
}

RandomFormulas::Column RandomFormulas::column() {
  bound_.clear();
  switch (below(9)) {
    case 0:
    case 1:
      if (here_->choices.empty()) break;
      return column_of_choice(pick(here_->choices));
    case 2:
      if (here_->booleans.empty()) break;
      return {pick(here_->booleans), {"true", "false"}};
    case 3:
      if (here_->maybe_booleans.empty()) break;
      return {pick(here_->maybe_booleans).name, {"true", "false", "null"}};
    case 4:
      if (here_->maybe_moneys.empty()) break;
      return column_of_numbers(pick(here_->maybe_moneys).name, true);
    case 5:
      if (here_->dates.empty()) break;
      return column_of_dates(pick(here_->dates));
    case 6:
      if (here_->moneys.empty()) break;
      return column_of_numbers(pick(here_->moneys), false);
    case 7: {
      const std::string list = people(0).text;
      if (list == "[]") break;
      return column_of_numbers("count(" + list + ")", false);
    }
    default:
      break;
  }
  if (here_->plains.empty()) return {boolean(1), {"true", "false"}};
  const std::string number = pick(here_->plains);
  return column_of_numbers(one_in(4) ? number + pick({" + 1", " * 2"}) : number, false);
}

std::string RandomFormulas::output_cell(Sort sort) {
  if (sort == Sort::plain && !one_in(3)) return pick({"0", "1", "0.5", "2", "3"});
  if (sort == Sort::boolean && one_in(2)) return pick({"true", "false"});
  if (sort == Sort::choice && !here_->choices.empty() && !one_in(4))
    return "\"" + pick(here_->choices.front().members) + "\"";
  if (sort == Sort::text) return pick({"\"享受\"", "\"渐退\"", "\"\""});
  if (one_in(3) && sort == Sort::money) return "1";
  return formula_of(sort, one_in(4) ? 2 : 1);
}

/// Every combination of the columns' cells, some of them ignored. `outputs` are used in turn where there are any.
std::string RandomFormulas::rows(const std::vector<Column>& columns, std::string_view policy,
                                 std::string_view output, const std::vector<std::string>& special_rows,
                                 const std::vector<std::string>& outputs) {
  std::string grid{policy};
  for (const Column& column : columns) grid += " | " + column.input;
  grid.append(" || ").append(output) += "\n";
  for (const std::string& row : special_rows) grid += row + "\n";
  std::vector<std::vector<std::string>> all{{}};
  for (const Column& column : columns) {
    std::vector<std::vector<std::string>> longer;
    for (const std::vector<std::string>& row : all) {
      for (const std::string& cell : column.cells) {
        longer.push_back(row);
        longer.back().push_back(cell);
      }
    }
    all = std::move(longer);
  }
  std::size_t number = 0;
  for (const std::vector<std::string>& cells : all) {
    grid += "row" + std::to_string(number);
    for (const std::string& cell : cells) grid += " | " + cell;
    grid += " || " + outputs[number++ % outputs.size()] + "\n";
  }
  return grid;
}

std::string RandomFormulas::table(std::string_view rule) {
  std::vector<Column> columns{column()};
  if (one_in(2)) columns.push_back(column());
  std::vector<std::string> outputs;
  for (int i = 0; i < 9; ++i) outputs.push_back(one_in(3) ? "1" : money(1));
  std::string grid = rows(columns, pick({"unique", "first", "any", "unique"}), rule, {}, outputs);
  if (one_in(6)) grid += "rest" + std::string{columns.size() == 2 ? " | -" : ""} + " | - || 5\n";
  return grid;
}

std::string RandomFormulas::table(std::string_view rule, Sort sort) {
  std::vector<Column> columns{column()};
  while (columns.size() < 3 && one_in(2)) columns.push_back(column());
  const bool many_rows = one_in(5);  // programs look at those in another way
  if (!many_rows && columns.size() == 3 && columns[0].cells.size() * columns[1].cells.size() > 6)
    columns.pop_back();
  while (many_rows && columns.size() < 3) columns.push_back(column());
  std::string any_input;
  for (std::size_t i = 0; i < columns.size(); ++i) any_input += " | -";
  const bool number = sort == Sort::money || sort == Sort::plain;
  const int form = below(number ? 12 : 6);
  std::vector<std::string> outputs;
  const bool constants = one_in(many_rows ? 2 : 6) && sort != Sort::choice && sort != Sort::date;
  for (int i = 0; i < 13; ++i) {
    outputs.push_back(!constants              ? output_cell(sort)
                      : sort == Sort::boolean ? pick({"true", "false"})
                      : sort == Sort::text    ? pick({"\"x\"", "\"y\""})
                                              : pick({"0", "1", "0.5", "20", "3"}));
  }
  std::vector<std::string> special;
  if (one_in(3)) special.push_back("default" + any_input + " || " + output_cell(sort));
  // Rows that say nothing of a column, and periods of rows.
  const auto loosen = [&](Column& column) {
    for (std::string& cell : column.cells) {
      if (one_in(4)) cell = "-";
    }
  };
  const bool single = form < 4;
  if (single && one_in(4)) {
    columns.insert(columns.begin(), {"from", {pick({"-", "2019-07-01", "2020-01-01"}), "-"}});
    for (std::string& row : special) row.replace(row.find(" |"), 2, " | - |");
    any_input += " | -";
    loosen(columns.back());
    return rows(columns, "first", rule, special, outputs) + "rest" + any_input + " || " + output_cell(sort) +
           "\n";
  }
  if (single && one_in(3)) {  // conditions of rows
    Column when{"when", {}};
    for (int i = 1 + below(3); i > 0; --i) when.cells.push_back(boolean(1 + below(2)));
    columns = {when};
    if (special.empty()) special.push_back("default | - || " + output_cell(sort));
    special.front() = "default | - || " + output_cell(sort);
    return rows(columns, pick({"first", "first", "any"}), rule, special, outputs);
  }
  if (single) {
    const std::string policy = pick({"unique", "first", "any", "unique", "first"});
    if (policy == "first") loosen(columns.back());
    std::string grid = rows(columns, policy, rule, special, outputs);
    if (policy == "first" && one_in(2)) grid += "rest" + any_input + " || " + output_cell(sort) + "\n";
    return grid;
  }
  loosen(columns.front());
  if (form < 6) {  // the best by a list of outputs
    std::vector<std::string> values{"0", "1", "2"};
    if (sort == Sort::boolean) values = {"true", "false"};
    if (sort == Sort::date) values = {"@\"2020-01-01\"", "@\"2019-01-01\""};
    if (sort == Sort::choice && !here_->choices.empty()) {
      values.clear();
      for (const std::string& member : here_->choices.front().members) values.push_back("\"" + member + "\"");
    }
    if (sort == Sort::text) values = {"\"a\"", "\"b\""};
    std::string listed;
    for (const std::string& value : values) listed += (listed.empty() ? "" : ", ") + value;
    for (std::string& output : outputs) output = pick(values);
    return rows(columns, "priority", rule, {"values" + any_input + " || " + listed}, outputs) + "rest" +
           any_input + " || " + values.back() + "\n";
  }
  if (special.empty()) special.push_back("default" + any_input + " || " + output_cell(sort));
  if (form >= 10 && sort == Sort::plain) return rows(columns, "count", rule, {}, outputs);
  return rows(columns, pick({"sum", "sum", "lowest", "highest"}), rule, special, outputs);
}

std::string RandomFormulas::list_table(std::string_view rule) {
  std::vector<Column> columns{column()};
  std::vector<std::string> outputs;
  for (int i = 0; i < 5; ++i) outputs.push_back(pick({"0", "1", "2"}));
  switch (below(3)) {
    case 0:
      return rows(columns, "output order", rule, {"values | - || 2, 1, 0"}, outputs) + "all | - || 1\n";
    case 1:
      return rows(columns, pick({"rule order", "list"}), rule, {}, outputs) + "all | - || 1\n";
    default:
      for (std::string& output : outputs) output += " | " + pick({"true", "false"});
      return rows(columns, "first", "part | flag", {}, outputs);
  }
}

}  // namespace doudi::testing
