// tests/agreement/random_facts.cpp - entities, facts, parameters and functions of a random pack.
#include <array>
#include <utility>

#include "pack_writer.hpp"

namespace doudi::agreement {

std::string PackWriter::new_name(std::size_t entity, std::string_view word) {
  const std::string number = std::to_string(next_++);
  const std::string of = entity < entities_.size() ? entities_[entity].name : "any";
  switch (style_) {
    case 1:
      return of + " " + std::string{word} + " " + number;
    case 2:
      return (entity == 0 ? "户" : "人") + std::string{word} + number;
    default:
      return of.substr(0, 1) + "_" + std::string{word} + number;
  }
}

void PackWriter::plan_entities() {
  const auto add = [&](std::string name, std::size_t parent, std::string list) {
    Entity& entity = entities_.emplace_back();
    entity.name = std::move(name);
    entity.parent = parent;
    entity.list = std::move(list);
    entity.may_be_empty = one_in(2);
  };
  add("household", 0, "");
  add("person", 0, "persons");
  if (one_in(3)) add("obligor", 0, "obligors");
  if (one_in(3)) add("plot", 1, "plots");
  if (entities_.back().name == "plot" && one_in(3)) add("tree", entities_.size() - 1, "trees");
}

void PackWriter::plan_enumerations() {
  types_.add("types:\n");
  for (int i = 1 + below(2); i > 0; --i) {
    Enumeration& enumeration = enumerations_.emplace_back();
    enumeration.name = "kind" + std::to_string(i);
    const std::array<std::string, 5> members{"east", "west", "north east", "无", "7"};
    for (std::size_t k = 0; k < 2 + static_cast<std::size_t>(below(4)); ++k)
      enumeration.members.push_back(members[k]);
    enumeration.ordered = one_in(2);
    std::string listed;
    for (const std::string& member : enumeration.members)
      listed += (listed.empty() ? "\"" : ", \"") + member + "\"";
    types_.add("  " + enumeration.name + ": {enum: [" + listed + "]" +
               (enumeration.ordered ? ", ordered: true" : "") + "}\n");
  }
}

const PackWriter::Enumeration& PackWriter::any_enumeration() {
  return random_.pick(enumerations_);
}

std::string PackWriter::number_type(Sort sort) {
  if (sort == Sort::money) {
    static const std::vector<std::string> ranges{
        "decimals: 2, range: [0, 99999.99]", "decimals: 0, range: [0, 9999]",
        "decimals: 2, range: [-500, 500]",   "decimals: 1, range: [0, 3]",
        "decimals: 0, range: [0, 255]",      "decimals: 2, range: [0, 9999999]",
        "decimals: 0, range: [100, 100]",    "decimals: 2, unbounded: true",
        "decimals: 4, range: [0, 1000]",     "decimals: 2, range: [0, 20]",
        "decimals: 0, range: [0, 1000000]"};
    return "type: number, unit: CNY/month, " + random_.pick(ranges);
  }
  static const std::vector<std::string> ranges{
      "decimals: 0, range: [0, 20]", "decimals: 0, range: [1, 20]",   "decimals: 3, range: [0, 1]",
      "decimals: 0, range: [0, 3]",  "decimals: 0, range: [0, 256]",  "decimals: 0, range: [-3, 3]",
      "decimals: 1, range: [0, 15]", "decimals: 0, range: [0, 70000]"};
  return "type: number, " + random_.pick(ranges);
}

std::string PackWriter::sample(Sort sort, const Enumeration* enumeration) {
  switch (sort) {
    case Sort::money:
    case Sort::plain:
      return std::to_string(below(4));
    case Sort::boolean:
      return random_.pick({"true", "false"});
    case Sort::date:
      return "|\n    @\"2019-07-01\"";
    case Sort::choice:
      return "|\n    \"" + random_.pick(enumeration->members) + "\"";
    case Sort::text:
      return "|\n    \"x\"";
  }
  return "";
}

/// A fact as its key and its value.
std::string PackWriter::fact(Sort sort, std::string& name, std::size_t entity) {
  const Enumeration* enumeration = nullptr;
  std::string type;
  std::string value;
  switch (sort) {
    case Sort::money:
    case Sort::plain:
      type = number_type(sort);
      value = one_in(4) && type.find("[100") == std::string::npos ? "1" : "";
      break;
    case Sort::boolean:
      type = "type: boolean";
      value = random_.pick({"true", "false"});
      break;
    case Sort::date:
      type = one_in(2) ? "type: date" : "type: date, range: [1930-01-01, today]";
      value = one_in(2) ? "2001-02-28" : "";
      break;
    case Sort::text:
      type = "type: text";
      value = one_in(2) ? "x" : "";
      break;
    case Sort::choice:
      enumeration = &any_enumeration();
      type = "type: " + enumeration->name;
      value = "\"" + enumeration->members.back() + "\"";
      break;
  }
  const bool optional = sort != Sort::text && one_in(4);
  std::string text = "    " + name + ": {" + type;
  if (optional) text += ", optional: true";
  if (one_in(6) && !value.empty())
    text += ", default: " + (optional && one_in(2) ? "null" : value) + ", cite: law";
  declare(entity, name, sort, optional, enumeration);
  return text + "}\n";
}

void PackWriter::write_links(std::size_t entity) {
  for (std::size_t to = 1; to < entities_.size(); ++to) {
    if (entities_[to].parent != 0 || !one_in(entity == 1 && to == 1 ? 2 : entity < 2 ? 4 : 10)) continue;
    const Link link{new_name(entity, "link"), to, !one_in(4)};
    facts_.add("    " + link.name + ": {ref: " + entities_[to].name +
               (link.optional ? ", optional: true" : "") + "}\n");
    entities_[entity].links.push_back(link);
    if (!link.optional) continue;
    entities_[entity].names.booleans.push_back("(" + link.name + " != null)");
  }
}

void PackWriter::write_lists(std::size_t entity) {
  for (std::size_t below_it = 1; below_it < entities_.size(); ++below_it) {
    Entity& members = entities_[below_it];
    if (members.parent != entity) continue;
    const std::string size = members.may_be_empty ? (one_in(2) ? "" : ", size: [0, 3]")
                                                  : ", size: [1, " + std::to_string(2 + below(5)) + "]";
    facts_.add("    " + members.list + ": {list: " + members.name + size + "}\n");
    entities_[entity].names.people.push_back({members.list, &members.names, members.may_be_empty});
  }
  if (!rarities_ || !one_in(3)) return;
  const std::string numbers = new_name(entity, "scores");
  facts_.add("    " + numbers + ": {list: number, decimals: 0, range: [0, 9], size: [1, 3]}\n");
  entities_[entity].names.number_lists.push_back(numbers);
  const std::string dates = new_name(entity, "visits");
  facts_.add("    " + dates + ": {list: date}\n");
  entities_[entity].names.date_lists.push_back(dates);
}

void PackWriter::write_facts() {
  facts_.add("facts:\n");
  for (std::size_t i = 0; i < entities_.size(); ++i) {
    facts_.add("  " + entities_[i].name + ":\n");
    write_lists(i);
    write_links(i);
    std::string first = new_name(i, "money");
    facts_.add(fact(Sort::money, first, i));
    for (int k = 1 + below(i < 2 ? 5 : 3); k > 0; --k) {
      const Sort sort = any_sort();
      std::string name = new_name(i, "fact");
      facts_.add(fact(sort, name, i));
    }
    if (one_in(4)) {
      const std::string name = new_name(i, "yearly");
      facts_.add("    " + name + ": {type: number, unit: CNY/year, decimals: 2, range: [0, 999999]}\n");
      entities_[i].names.yearly.push_back(name);
    }
    if (rarities_ && one_in(4)) {
      const std::string name = new_name(i, "stay");
      facts_.add("    " + name + ": {type: years and months duration}\n");
      entities_[i].names.durations.push_back(name);
    }
  }
}

/// By one or two facts of an entity.
void PackWriter::write_keyed_parameter() {
  const std::size_t entity = static_cast<std::size_t>(below(static_cast<int>(entities_.size())));
  const Vocabulary& names = entities_[entity].names;
  std::string head;
  std::vector<std::vector<std::string>> columns;
  const auto add = [&](const std::string& name, std::vector<std::string> cells) {
    head += (head.empty() ? "" : " | ") + name;
    columns.push_back(std::move(cells));
  };
  const auto is_fact = [&](const std::string& name) {
    return name.find('.') == std::string::npos && name.find('(') == std::string::npos;
  };
  for (const Vocabulary::Choice& choice : names.choices) {
    if (columns.size() == 2 || !is_fact(choice.name) || one_in(3)) continue;
    std::vector<std::string> cells;
    for (const std::string& member : choice.members) cells.push_back("\"" + member + "\"");
    if (choice.maybe) cells.emplace_back("null");
    if (one_in(2)) cells.pop_back();
    add(choice.name, std::move(cells));
  }
  for (const std::string& name : names.booleans) {
    if (columns.size() < 2 && is_fact(name) && one_in(2)) add(name, {"true", "false"});
  }
  for (const std::string& name : names.plains) {
    if (columns.size() < 2 && is_fact(name) && one_in(2)) add(name, {"< 2", "[2..5]", "> 5"});
  }
  if (columns.empty()) return;
  const std::string name = new_name(entities_.size(), "keyed");
  std::string grid = head + " || value\n";
  for (const std::string& cell : columns.front()) {
    const std::vector<std::string> others =
        columns.size() == 2 ? columns.back() : std::vector<std::string>{""};
    for (const std::string& other : others) {
      const std::string value = one_in(12) ? "unknown" : std::to_string(below(900)) + (one_in(3) ? ".5" : "");
      grid += cell + (columns.size() == 2 ? " | " + other : "") + " || " + value + "\n";
    }
  }
  grid += std::string{columns.size() == 2 ? "- | -" : "-"} + " || 600\n";
  const std::string from = "  " + name + ":\n    unit: CNY/month\n    from: 2019-01-01\n    cite: law\n";
  parameters_.add(
      std::vector<std::string>{from + "    by: |\n" + indented(grid, 6), from + "    value: 70\n"});
  entities_[entity].parameters.moneys.push_back(name);
}

void PackWriter::write_parameters() {
  parameters_.add("parameters:\n");
  const std::string line = new_name(entities_.size(), "line");
  const std::string unit = "  " + line + ":\n    unit: CNY/month\n    versions:\n";
  const std::string later = one_in(8) ? random_.pick({"value: unknown", "value: none"})
                                      : random_.pick({"value: 120", "value: 99.5"});
  parameters_.add(unit + "      - {from: 2019-01-01, until: 2019-12-31, cite: law, value: " +
                  random_.pick({"100", "0", "600.25"}) + "}\n      - {from: 2020-01-01, cite: law, " + later +
                  "}\n");
  everywhere_.moneys.push_back(line);
  if (one_in(rarities_ ? 3 : 12)) everywhere_.moneys.push_back(line + "(today() - @\"P6M\")");
  if (one_in(2)) {
    const std::string rate = new_name(entities_.size(), "rate");
    parameters_.add("  " + rate + ": {from: 2019-01-01, cite: law, value: " +
                    random_.pick({"1.25", "50%", "130%", "0", "3"}) + "}\n");
    everywhere_.plains.push_back(rate);
  }
  if (one_in(3)) {
    const std::string share = new_name(entities_.size(), "share");
    parameters_.add("  " + share + ": {from: 2019-01-01, cite: law, value: " +
                    random_.pick({"1/3", "2/7", "1/4", "5/6"}) + "}\n");
    everywhere_.shares.push_back(share);
  }
  for (int i = below(3); i > 0; --i) write_keyed_parameter();
}

void PackWriter::write_functions() {
  const int wanted = below(3);
  if (wanted > 0) functions_.add("functions:\n");
  for (int i = 0; i < wanted; ++i) {
    const Sort result = random_.pick(std::vector<Sort>{Sort::money, Sort::plain, Sort::boolean});
    const std::string name = new_name(entities_.size(), "call");
    Vocabulary own;
    own.moneys = {"given"};
    own.plains = {"times"};
    random_.read(own);
    const std::string head =
        "  " + name +
        ":\n    parameters: {given: {type: number, unit: CNY/month}, times: {type: number}}\n    formula: ";
    std::vector<std::string> ways;
    for (int depth = 2; depth > 0; --depth)
      ways.push_back(head + "|\n      " + random_.formula(result, depth) + "\n");
    ways.push_back(head +
                   (result == Sort::money   ? "max(given, 7)"
                    : result == Sort::plain ? "times"
                                            : "given > 7") +
                   "\n");
    random_.read(nothing_);
    functions_.add(std::move(ways));
    everywhere_.functions.push_back({name, {Sort::money, Sort::plain}, result});
  }
}

}  // namespace doudi::agreement
