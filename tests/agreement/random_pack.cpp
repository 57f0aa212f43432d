// tests/agreement/random_pack.cpp - rules and outputs of a random pack, and its sections in their order.
#include "random_pack.hpp"

#include <utility>

#include "pack_writer.hpp"

namespace doudi::agreement {

std::string indented(const std::string& text, std::size_t spaces) {
  std::string result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    result += std::string(spaces, ' ') + text.substr(begin, end - begin) + '\n';
    begin = end + 1;
  }
  return result;
}

Sort PackWriter::any_sort() {
  switch (below(14)) {
    case 0:
    case 1:
    case 2:
      return Sort::plain;
    case 3:
    case 4:
    case 5:
      return Sort::boolean;
    case 6:
      return Sort::date;
    case 7:
      return Sort::choice;
    case 8:
      return rarities_ ? Sort::text : Sort::boolean;
    default:
      return Sort::money;
  }
}

Vocabulary PackWriter::scope_of(std::size_t entity) const {
  Vocabulary scope = everywhere_;
  for (std::size_t here = entity;; here = entities_[here].parent) {
    scope.add(entities_[here].names);
    scope.add(entities_[here].parameters);
    if (here == 0) return scope;
  }
}

std::string PackWriter::rule_body(const std::string& name, Sort sort, int depth) {
  if (sort != Sort::date && one_in(3)) return "table: |\n" + indented(random_.table(name, sort), 2);
  return "formula: |\n" + indented(random_.formula(sort, depth), 2);
}

std::vector<std::string> PackWriter::ways_to_write(const std::string& name, Sort sort, bool maybe,
                                                   const Enumeration* enumeration, const Vocabulary& scope) {
  Vocabulary fitting = scope;
  if (enumeration != nullptr)
    std::erase_if(fitting.choices, [&](const auto& each) { return each.type != enumeration->name; });
  if (enumeration != nullptr && fitting.choices.empty()) {
    // Nothing of this type can be read here: then a choice between its members by what else there is.
    fitting = scope;
    fitting.choices.insert(fitting.choices.begin(), {"\"" + enumeration->members.front() + "\"",
                                                     enumeration->name, enumeration->members});
  }
  random_.read(fitting);
  std::string head = name + ":\n";
  if (one_in(5)) head += "  cite: law " + std::to_string(below(9)) + "\n";
  if (maybe) head += "  optional: true\n";
  if (sort == Sort::money) head += "  unit: CNY/month\n";
  if (sort == Sort::boolean && one_in(2)) head += "  type: boolean\n";
  if (sort == Sort::text) head += "  type: text\n";
  if (enumeration != nullptr) head += "  type: " + enumeration->name + "\n";
  std::vector<std::string> ways;
  const bool versions = one_in(7);
  for (const int depth : {1 + below(4), 1 + below(3), 1}) {
    if (!versions) {
      ways.push_back(head + indented(rule_body(name, sort, depth), 2));
      continue;
    }
    const auto version = [&](const std::string& period) {
      const std::string body = indented(rule_body(name, sort, depth), 6);
      return "    - " + period + "\n" + body;
    };
    ways.push_back(head + "  versions:\n" + version("from: 2019-01-01") + version("from: 2020-01-01"));
  }
  ways.push_back(head + "  formula: " + sample(sort, enumeration) + "\n");
  random_.read(nothing_);
  return ways;
}

void PackWriter::declare(Vocabulary& names, const std::string& name, Sort sort, bool maybe,
                         const Enumeration* enumeration) {
  const auto add = [&](std::vector<std::string>& certain, std::vector<Vocabulary::Maybe>* perhaps) {
    if (!maybe) certain.push_back(name);
    if (maybe && perhaps != nullptr) perhaps->push_back({name, name});
  };
  switch (sort) {
    case Sort::money:
      return add(names.moneys, &names.maybe_moneys);
    case Sort::plain:
      return add(names.plains, &names.maybe_plains);
    case Sort::boolean:
      return add(names.booleans, &names.maybe_booleans);
    case Sort::date:
      return add(names.dates, &names.maybe_dates);
    case Sort::text:
      return add(names.texts, nullptr);
    case Sort::choice:
      names.choices.push_back({name, enumeration->name, enumeration->members, enumeration->ordered, maybe});
  }
}

void PackWriter::declare(std::size_t entity, const std::string& name, Sort sort, bool maybe,
                         const Enumeration* enumeration) {
  declare(entities_[entity].names, name, sort, maybe, enumeration);
  for (Entity& other : entities_) {
    for (const Link& link : other.links) {
      if (link.to != entity || one_in(3)) continue;
      const std::string path = link.name + "." + name;
      if (!link.optional) {
        declare(other.names, path, sort, maybe, enumeration);
        continue;
      }
      Vocabulary& names = other.names;
      std::vector<Vocabulary::Maybe>* perhaps = sort == Sort::money     ? &names.maybe_moneys
                                                : sort == Sort::plain   ? &names.maybe_plains
                                                : sort == Sort::boolean ? &names.maybe_booleans
                                                : sort == Sort::date    ? &names.maybe_dates
                                                                        : nullptr;
      if (perhaps != nullptr) perhaps->push_back({path, maybe ? path : link.name});
    }
  }
}

void PackWriter::write_rule(std::size_t entity, Sort sort) {
  const Enumeration* enumeration = sort == Sort::choice ? &any_enumeration() : nullptr;
  const bool maybe = sort != Sort::text && one_in(4);
  const std::string name = new_name(entity, "rule");
  std::vector<std::string> ways = ways_to_write(name, sort, maybe, enumeration, scope_of(entity));
  for (std::string& way : ways) way = indented(way, 4);
  entities_[entity].rules.add(std::move(ways));
  declare(entity, name, sort, maybe, enumeration);
  if (entity == 0) of_household_.push_back(name);
  if (entity != 0 && entities_[entity].parent == 0)
    of_members_.push_back(entities_[entity].list + "." + name);
}

void PackWriter::write_rules(std::size_t entity, int wanted) {
  for (int i = 0; i < wanted; ++i) write_rule(entity, any_sort());
}

/// Rules of the household that give some members, a list or several values.
void PackWriter::write_list_rules() {
  const Vocabulary scope = scope_of(0);
  random_.read(scope);
  if (one_in(3)) {
    const std::string name = new_name(0, "chosen");
    const Vocabulary::People& list = entities_[0].names.people.front();
    std::vector<std::string> ways;
    Vocabulary only = scope;
    only.people = {list};
    random_.read(only);
    for (int i = 0; i < 2; ++i)
      ways.push_back("    " + name + ":\n      formula: |\n        " + random_.people_or_nothing(2) + "\n");
    random_.read(scope);
    ways.push_back("    " + name + ":\n      formula: " + list.name + "\n");
    entities_[0].rules.add(std::move(ways));
    entities_[0].names.people.push_back({name, list.of_member, true});
    if (rarities_) outputs_.add(std::vector<std::string>{"  - " + name + "\n", ""});
  }
  if (rarities_ && one_in(3)) {
    const std::string name = new_name(0, "rows");
    entities_[0].rules.add(std::vector<std::string>{
        "    " + name + ":\n      table: |\n" + indented(random_.list_table(name), 8), ""});
    outputs_.add(std::vector<std::string>{"  - " + name + "\n", ""});
    outputs_.add(std::vector<std::string>{one_in(2) ? "  - " + name + ".part\n" : "", ""});
  }
  random_.read(nothing_);
}

void PackWriter::write_outputs() {
  const std::string first = new_name(0, "answer");
  entities_[0].rules.add("    " + first + ":\n      formula: count(" + entities_[1].list + ")\n");
  outputs_.add("  - " + first + "\n");
  if (!scheme_names_.empty()) {
    for (const char* name : {"scheme", "covered", "amount", "grants"}) {
      if (!one_in(4)) outputs_.add(std::vector<std::string>{std::string{"  - "} + name + "\n", ""});
    }
  }
  if (has_lifecycle_ && !one_in(4)) outputs_.add(std::vector<std::string>{"  - state\n", ""});
  for (const std::string& name : of_household_) {
    if (!one_in(3)) outputs_.add(std::vector<std::string>{"  - " + name + "\n", ""});
  }
  for (const std::string& name : of_members_) {
    if (one_in(2)) outputs_.add(std::vector<std::string>{"  - " + name + "\n", ""});
  }
}

PackDraft PackWriter::write() {
  rarities_ = one_in(4);
  random_.keep_to_columns(!rarities_);
  style_ = one_in(4) ? 1 + below(2) : 0;
  plan_entities();
  plan_enumerations();
  write_facts();
  write_parameters();
  write_functions();
  for (std::size_t i = entities_.size(); i-- > 1;) write_rules(i, 1 + below(3));
  write_rules(0, 1 + below(3));
  write_rules(1, below(2));  // which may read those of the household
  write_list_rules();
  if (below(4) > 0) {
    has_lifecycle_ = one_in(2);
    write_units();
    write_schemes();
    if (has_lifecycle_) write_lifecycle();
  }
  write_rules(0, 1 + below(2));
  write_outputs();

  PackDraft pack;
  pack.add("doudi: 1\npack: random\nin_force: {from: 2019-01-01}\nsources:\n  law: {title: made up}\n");
  pack.add(std::move(types_));
  pack.add(std::move(facts_));
  pack.add(std::move(parameters_));
  pack.add(std::move(functions_));
  pack.add("rules:\n");
  for (Entity& entity : entities_) {
    pack.add("  " + entity.name + ":\n");
    pack.add(std::move(entity.rules));
  }
  pack.add(std::move(rules_of_units_));
  pack.add(std::move(assess_));
  pack.add(std::move(schemes_));
  pack.add(std::move(lifecycle_));
  pack.add("outputs:\n");
  pack.add(std::move(outputs_));
  return pack;
}

PackDraft random_pack(std::uint32_t seed) {
  return PackWriter{seed}.write();
}

}  // namespace doudi::agreement
