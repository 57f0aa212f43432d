// tests/random/random_tables.cpp - decision tables of every hit policy.
#include <algorithm>

#include "random_formulas.hpp"

namespace doudi::testing {

std::vector<std::string> RandomFormulas::number_cells(bool maybe) {
  // A row beyond the range of its input is refused: most ranges begin at 0 or 1.
  const int first = prudent_ && !one_in(3) ? 1 + below(2) : below(12);
  const std::string half = one_in(6) ? ".5" : "";  // more decimals than some inputs have
  const std::string low = std::to_string(first) + half;
  const std::string high = std::to_string(first + 1 + (one_in(2) ? below(4) : 0)) + half;
  std::vector<std::string> cells{"< " + low, "[" + low + ".." + high + ")", ">= " + high};
  if (one_in(3)) cells = {"<= " + low, "(" + low + ".." + high + "]", "> " + high};
  if (one_in(4)) cells = {low, "not(" + low + ")"};
  if (one_in(6)) cells = {"[" + low + ".." + high + ")", "not([" + low + ".." + high + "))"};
  if (one_in(prudent_ ? 30 : 6)) cells[static_cast<std::size_t>(below(2))] = "< " + high;
  if (one_in(prudent_ ? 40 : 12)) cells.pop_back();
  if (maybe && !one_in(prudent_ ? 12 : 5) &&
      (!cells.back().starts_with("not") || cells.back().starts_with("not([")))
    cells.emplace_back("null");
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

/// Columns of different inputs, in a quarter of the cases for many rows: programs look at those in another way.
std::vector<RandomFormulas::Column> RandomFormulas::columns() {
  constexpr std::size_t many = 24;
  constexpr std::size_t most = 120;
  const bool many_rows = one_in(4);
  std::vector<Column> result{column()};
  const auto combinations = [&] {
    std::size_t product = 1;
    for (const Column& each : result) product *= each.cells.size();
    return product;
  };
  const auto add = [&] {
    Column another = column();
    const bool known = std::any_of(result.begin(), result.end(),
                                   [&](const Column& each) { return each.input == another.input; });
    if (!known && combinations() * another.cells.size() <= most) result.push_back(std::move(another));
  };
  while (result.size() < 3 && one_in(2)) add();
  for (int i = 0; many_rows && i < 9 && combinations() < many; ++i) add();
  return result;
}

/// What the rows of a table give: now and then only constants.
std::vector<std::string> RandomFormulas::outputs_of_rows(Sort sort) {
  const bool constants = one_in(3) && sort != Sort::choice && sort != Sort::date;
  std::vector<std::string> outputs;
  for (int i = 0; i < 13; ++i) {
    outputs.push_back(!constants              ? output_cell(sort)
                      : sort == Sort::boolean ? pick({"true", "false"})
                      : sort == Sort::text    ? pick({"\"x\"", "\"y\""})
                                              : pick({"0", "1", "0.5", "20", "3"}));
  }
  return outputs;
}

/// Values in the order of their priority.
std::vector<std::string> RandomFormulas::listed_values(Sort sort) {
  switch (sort) {
    case Sort::money:
    case Sort::plain:
      break;
    case Sort::boolean:
      return {"true", "false"};
    case Sort::date:
      return {"@\"2020-01-01\"", "@\"2019-01-01\""};
    case Sort::text:
      return {"\"a\"", "\"b\""};
    case Sort::choice: {
      std::vector<std::string> values;
      if (here_->choices.empty()) return {"\"x\""};
      for (const std::string& member : here_->choices.front().members) values.push_back("\"" + member + "\"");
      return values;
    }
  }
  return {"0", "1", "2"};
}

/// Some cells say nothing of their column.
void RandomFormulas::loosen(Column& column) {
  for (std::string& cell : column.cells) {
    if (one_in(4)) cell = "-";
  }
}

/// Of a policy that finds one row.
std::string RandomFormulas::single_hit(std::string_view rule, Sort sort, std::vector<Column> all) {
  const std::vector<std::string> outputs = outputs_of_rows(sort);
  std::string any_input;
  for (std::size_t i = 0; i < all.size(); ++i) any_input += " | -";
  if (one_in(5)) {  // rows of a period
    all.insert(all.begin(), {"from", {pick({"-", "2019-07-01", "2020-01-01"}), "-"}});
    loosen(all.back());
    return rows(all, "first", rule, {}, outputs) + "rest | -" + any_input + " || " + output_cell(sort) + "\n";
  }
  if (one_in(4)) {  // conditions of rows
    Column when{"when", {}};
    for (int i = 1 + below(3); i > 0; --i) when.cells.push_back(boolean(1 + below(2)));
    return rows({when}, pick({"first", "first", "any"}), rule, {"default | - || " + output_cell(sort)},
                outputs);
  }
  std::vector<std::string> special;
  if (one_in(3)) special.push_back("default" + any_input + " || " + output_cell(sort));
  const std::string policy = pick({"unique", "first", "any", "unique", "first"});
  if (policy == "first" && one_in(2)) loosen(all.back());
  std::string grid = rows(all, policy, rule, special, outputs);
  if (policy == "first" && one_in(2)) grid += "rest" + any_input + " || " + output_cell(sort) + "\n";
  return grid;
}

std::string RandomFormulas::table(std::string_view rule, Sort sort) {
  std::vector<Column> all = columns();
  const bool number = sort == Sort::money || sort == Sort::plain;
  const int form = below(number ? 12 : 6);
  if (form < 5) return single_hit(rule, sort, std::move(all));
  std::string any_input;
  for (std::size_t i = 0; i < all.size(); ++i) any_input += " | -";
  loosen(all.front());
  if (form == 5) {  // the best by a list of outputs
    const std::vector<std::string> values = listed_values(sort);
    std::string listed;
    for (const std::string& value : values) listed += (listed.empty() ? "" : ", ") + value;
    std::vector<std::string> outputs;
    for (int i = 0; i < 13; ++i) outputs.push_back(pick(values));
    return rows(all, "priority", rule, {"values" + any_input + " || " + listed}, outputs) + "rest" +
           any_input + " || " + values.back() + "\n";
  }
  const std::vector<std::string> outputs = outputs_of_rows(sort);
  if (form >= 10 && sort == Sort::plain) return rows(all, "count", rule, {}, outputs);
  return rows(all, pick({"sum", "sum", "lowest", "highest"}), rule,
              {"default" + any_input + " || " + output_cell(sort)}, outputs);
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
