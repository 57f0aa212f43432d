// tests/bench/generated_pack.cpp - writes packs as YAML and draws households for them.
#include "generated_pack.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>
#include <vector>

#include "doudi/load.hpp"
#include "doudi/model/lane.hpp"

#include "chance.hpp"

namespace doudi::bench {
namespace {

constexpr std::size_t regions = 10;
constexpr std::size_t amounts = 20;
constexpr std::size_t flags = 10;
constexpr std::size_t joined_at_once = 10;
constexpr std::int64_t largest_amount = 10'000'000;  // fen

std::string yuan(std::int64_t fen) {
  std::string cents = std::to_string(fen % 100);
  if (cents.size() < 2) cents.insert(cents.begin(), '0');
  return std::to_string(fen / 100) + '.' + cents;
}

/// Region 0 is `ra`.
std::string region(std::size_t number) {
  return std::string{"r"} + static_cast<char>('a' + number);
}

std::string heading() {
  return "doudi: 1\npack: generated\ntitle: {zh: 测速用生成的规则, en: rules generated for measuring}\n";
}

std::string types() {
  std::string text = "types:\n  region:\n    zh: 地区\n    en: region\n    enum:\n";
  for (std::size_t i = 0; i < regions; ++i) text += "      " + region(i) + ": {zh: 某地, en: some place}\n";
  return text + "  amount: {number: CNY/month, decimals: 2, range: [0, 100000], zh: 金额, en: amount}\n";
}

std::string table_facts() {
  return "    region: {type: region, zh: 地区, en: region}\n    income: {type: amount, zh: 收入, en: "
         "income}\n";
}

std::string rule_facts() {
  std::string text;
  for (std::size_t i = 0; i < amounts; ++i)
    text += "    amount_" + std::to_string(i) + ": {type: amount, zh: 金额, en: amount}\n";
  for (std::size_t i = 0; i < flags; ++i)
    text += "    flag_" + std::to_string(i) + ": {type: boolean, zh: 标志, en: flag}\n";
  return text;
}

/// What the table gives for its row: different for all of them.
std::string grade(std::size_t row) {
  return yuan(static_cast<std::int64_t>(1000 + 7 * row));
}

/// Groups of regions in turn, and in each of them the same bands of income.
std::string shared_rows(std::size_t rows) {
  const std::size_t groups = rows >= 1000 ? 10 : rows >= 100 ? 5 : 2;
  const std::size_t bands = rows / groups;
  const std::int64_t width = largest_amount / static_cast<std::int64_t>(bands);
  std::string text;
  for (std::size_t row = 0; row < rows; ++row) {
    const std::size_t group = row / bands;
    const auto band = static_cast<std::int64_t>(row % bands);
    text += "        row " + std::to_string(row) + " | ";
    for (std::size_t i = group * regions / groups; i < (group + 1) * regions / groups; ++i)
      text += (i == group * regions / groups ? "" : ", ") + region(i);
    text += " | [" + yuan(band * width) + "..";
    text += row % bands + 1 == bands ? yuan(largest_amount) + ']' : yuan((band + 1) * width) + ')';
    text += " || " + grade(row) + '\n';
  }
  return text;
}

/// One region in turn, with limits that no other region has; what exceeds them all is the last row's.
std::string own_rows(std::size_t rows) {
  const std::size_t bands = (rows - 2 + regions) / regions;
  std::string text;
  for (std::size_t row = 0; row + 1 < rows; ++row) {
    const std::size_t place = row / bands % regions;
    const auto limit =
        static_cast<std::int64_t>((row % bands + 1) * (largest_amount / (bands + 1)) + 37 * row + 1);
    text += "        row " + std::to_string(row) + " | " + region(place) + " | < " + yuan(limit) + " || " +
            grade(row) + '\n';
  }
  return text + "        last | - | - || " + grade(rows) + '\n';
}

std::string table_rule(std::size_t rows, Limits limits) {
  const bool shared = limits == Limits::shared;
  return std::string{
             "    grade:\n      zh: 档次\n      en: grade\n      unit: CNY/month\n      table: |\n        "} +
         (shared ? "unique" : "first") + " | region | income || grade\n" +
         (shared ? shared_rows(rows) : own_rows(rows));
}

/// A rule of the household without cites: they are all made up.
std::string rule(const std::string& name, const std::string& formula) {
  return "    " + name + ":\n      zh: 生成的规则\n      en: generated rule\n      formula: " + formula +
         '\n';
}

std::string simple_formula(SimpleRule kind, std::size_t number) {
  const std::string amount = "amount_" + std::to_string(number % amounts);
  const std::string constant = yuan(static_cast<std::int64_t>(2503 + 8501 * (number % 1009)));
  if (kind == SimpleRule::comparison) return amount + " >= " + constant;
  if (kind == SimpleRule::addition) return amount + " + " + constant;
  return "if flag_" + std::to_string(number % flags) + " then " + amount + " else " + constant;
}

/// Ten names each joined by a rule, the joined ones again, until one is left, which is returned.
std::string join_names(std::vector<std::string> names, bool booleans, const std::string& stem,
                       std::string& text) {
  std::size_t made = 0;
  while (names.size() > 1) {
    std::vector<std::string> joined;
    for (std::size_t begin = 0; begin < names.size(); begin += joined_at_once) {
      std::string formula = booleans ? "" : "max(";
      for (std::size_t i = begin; i < std::min(begin + joined_at_once, names.size()); ++i)
        formula += (i == begin ? "" : booleans ? " and " : ", ") + names[i];
      joined.push_back(stem + std::to_string(made++));
      text += rule(joined.back(), booleans ? formula : formula + ')');
    }
    names = std::move(joined);
  }
  return names.front();
}

/// The rules as text; `outputs` gets the names of what joins them all.
std::string simple_rules(std::size_t rules, SimpleRule kind, std::vector<std::string>& outputs) {
  std::string text;
  std::vector<std::string> booleans;
  std::vector<std::string> numbers;
  for (std::size_t i = 0; i < rules; ++i) {
    const SimpleRule here = kind == SimpleRule::mixed ? static_cast<SimpleRule>(i % 3) : kind;
    const std::string name = "rule_" + std::to_string(i);
    text += rule(name, simple_formula(here, i));
    (here == SimpleRule::comparison ? booleans : numbers).push_back(name);
  }
  if (!booleans.empty()) outputs.push_back(join_names(booleans, true, "all_", text));
  if (!numbers.empty()) outputs.push_back(join_names(numbers, false, "most_", text));
  return text;
}

std::string outputs_of(const std::vector<std::string>& names) {
  std::string text = "outputs: [";
  for (const std::string& name : names) text += (&name == &names.front() ? "" : ", ") + name;
  return text + "]\n";
}

}  // namespace

std::string table_pack(std::size_t rows, Limits limits) {
  return heading() + types() + "facts:\n  household:\n" + table_facts() + "rules:\n  household:\n" +
         table_rule(rows, limits) + outputs_of({"grade"});
}

std::string rules_pack(std::size_t rules, SimpleRule kind) {
  std::vector<std::string> outputs;
  const std::string text = simple_rules(rules, kind, outputs);
  return heading() + types() + "facts:\n  household:\n" + rule_facts() + "rules:\n  household:\n" + text +
         outputs_of(outputs);
}

std::string large_pack(std::size_t rules, std::size_t rows) {
  std::vector<std::string> outputs{"grade"};
  const std::string text = simple_rules(rules, SimpleRule::mixed, outputs);
  return heading() + types() + "facts:\n  household:\n" + table_facts() + rule_facts() +
         "rules:\n  household:\n" + table_rule(rows, Limits::shared) + text + outputs_of(outputs);
}

model::Pack load_generated(const std::string& text) {
  LoadedPack loaded = load_text("generated.yaml", text);
  if (!loaded) throw std::runtime_error{loaded.report(text::Language::en)};
  return std::move(loaded.pack).value();
}

exec::Batch random_batch(const model::Pack& pack, std::size_t households, std::uint64_t seed) {
  if (pack.entities.size() != 1) throw std::invalid_argument{"a pack with lists"};
  Chance chance{seed};
  auto tables = exec::Batch::empty_tables(pack);
  tables[0].rows = households;
  const auto& facts = pack.entities[0].facts;
  for (std::size_t i = 0; i < facts.size(); ++i) {
    const model::CellRange range = model::range_of_cells(pack, facts[i]);
    tables[0].columns[i].reserve(households);
    for (std::size_t row = 0; row < households; ++row)
      tables[0].columns[i].push(chance.between(range.low, range.high));
  }
  return exec::Batch{pack, std::move(tables)};
}

}  // namespace doudi::bench
