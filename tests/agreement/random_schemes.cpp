// tests/agreement/random_schemes.cpp - assessment units, schemes and the lifecycle of a random pack.
#include <array>
#include <utility>

#include "pack_writer.hpp"

namespace doudi::agreement {

/// In a unit of several: its members and figures, then the household. In one of each: the member's own names too.
Vocabulary PackWriter::scope_of(const Unit& unit) const {
  Vocabulary scope = scope_of(unit.each ? unit.entity : 0);
  for (int times = 0; times < 3; ++times) scope.add(unit.figures);  // what is seldom read elsewhere
  const Vocabulary::People members{"members", &entities_[unit.entity].names, false};
  scope.people.push_back(members);
  scope.people.push_back(members);
  return scope;
}

void PackWriter::write_units() {
  assess_.add("assess:\n");
  const int wanted = 1 + below(3);
  for (int i = 0; i < wanted; ++i) {
    Unit& unit = units_.emplace_back();
    unit.name = new_name(0, "unit");
    for (std::size_t k = 1; k < entities_.size(); ++k) {
      if (entities_[k].parent == 0 && (unit.entity == 0 || one_in(4))) unit.entity = k;
    }
    unit.each = one_in(2);
    const std::string& list = entities_[unit.entity].list;
    Vocabulary only = scope_of(0);
    only.people = {{list, &entities_[unit.entity].names, entities_[unit.entity].may_be_empty}};
    if (unit.entity == 1 && one_in(2)) only.people.front().name = "remaining";
    random_.read(only);
    const std::string head = "  " + unit.name + ":\n";
    std::vector<std::string> ways;
    if (unit.each) {
      for (int k = 0; k < 2; ++k) {
        std::string way = head + "    each: " + only.people.front().name + "\n";
        if (one_in(2)) {
          const Vocabulary scope = scope_of(unit.entity);
          random_.read(scope);
          way += "    where: |\n      " + random_.formula(Sort::boolean, 1 + below(2)) + "\n";
          random_.read(only);
        }
        ways.push_back(std::move(way));
      }
      ways.push_back(head + "    each: " + list + "\n");
    } else {
      for (int k = 0; k < 2; ++k)
        ways.push_back(head + "    members: |\n      " + random_.people_or_nothing(below(2)) + "\n");
      ways.push_back(head + "    members: " + list + "\n");
    }
    assess_.add(std::move(ways));
    random_.read(nothing_);
  }
  // What all units have in common; the members must be of one list then.
  bool one_list = true;
  for (const Unit& unit : units_) one_list = one_list && unit.entity == units_.front().entity;
  if (one_list && one_in(2)) {
    Unit shared{"assessed", units_.front().entity, false, {}};
    write_figures(shared);
    for (Unit& unit : units_) unit.figures.add(shared.figures);
  }
  for (Unit& unit : units_) {
    if (one_in(2)) write_figures(unit);
  }
}

/// Rules that are computed for each candidate.
void PackWriter::write_figures(Unit& unit) {
  rules_of_units_.add("  " + unit.name + ":\n");
  for (int i = 1 + below(2); i > 0; --i) {
    const Sort sort = random_.pick(std::vector<Sort>{Sort::money, Sort::money, Sort::plain, Sort::boolean});
    const bool maybe = one_in(6);
    const std::string name = new_name(0, "figure");
    std::vector<std::string> ways = ways_to_write(name, sort, maybe, nullptr, scope_of(unit));
    for (std::string& way : ways) way = indented(way, 4);
    rules_of_units_.add(std::move(ways));
    declare(unit.figures, name, sort, maybe, nullptr);
  }
}

std::vector<std::string> PackWriter::condition_rows(const Vocabulary& scope, std::size_t number) {
  random_.read(scope);
  std::vector<std::string> ways;
  const std::string label = "condition" + std::to_string(number);
  for (int depth = 3; depth > 0; --depth)
    ways.push_back("      " + label + " | " + random_.formula(Sort::boolean, depth) +
                   " || 不符合 | not fulfilled\n");
  ways.push_back("      " + label + " | true || 不符合 | not fulfilled\n");
  random_.read(nothing_);
  return ways;
}

void PackWriter::write_conditions(PackDraft& scheme, const Vocabulary& scope) {
  if (one_in(3)) {
    random_.read(scope);
    std::vector<std::string> ways;
    for (int depth = 2; depth > 0; --depth)
      ways.push_back("    eligible: |\n      " + random_.formula(Sort::boolean, depth) + "\n");
    ways.emplace_back("    eligible: true\n");
    random_.read(nothing_);
    scheme.add(std::move(ways));
    return;
  }
  scheme.add("    conditions: |\n      all | condition || zh | en\n");
  for (int i = 1 + below(3); i > 0; --i) scheme.add(condition_rows(scope, static_cast<std::size_t>(i)));
}

void PackWriter::write_amount(PackDraft& scheme, const Vocabulary& scope) {
  random_.read(scope);
  const auto formula = [&](int depth) {
    const std::string money = random_.formula(Sort::money, depth);
    const std::string rounded = random_.pick({"round half up(", "round up(", "decimal("}) +
                                (one_in(5) ? money : "max(" + money + ", 0)") + ", " +
                                random_.pick({"0", "2"}) + ")";
    return rounded + "\n";
  };
  std::vector<std::string> ways;
  const bool parts = one_in(5);
  for (int depth = 3; depth > 0; --depth) {
    ways.push_back(parts ? "    amount:\n      basic: |\n        " + formula(depth) +
                               "      extra: |\n        " + formula(1)
                         : "    amount: |\n      " + formula(depth));
  }
  ways.emplace_back("    amount: 50\n");
  scheme.add(std::move(ways));
  random_.read(nothing_);
}

void PackWriter::write_scheme(const std::string& name, const Unit& unit, bool of_lifecycle) {
  PackDraft scheme;
  scheme.add("  - scheme: " + name + "\n    assess: " + unit.name + "\n");
  if (!of_lifecycle && one_in(2)) scheme.add("    then: go on\n");
  if (!of_lifecycle && one_in(8)) scheme.add("    covers: nobody\n");
  const bool always = of_lifecycle || !one_in(5);
  if (!always)
    scheme.add(random_.pick({"    from: 2020-01-01\n", "    from: 2019-01-01\n    until: 2019-12-31\n"}));
  const Vocabulary scope = scope_of(unit);
  write_conditions(scheme, scope);
  write_amount(scheme, scope);
  schemes_.add(std::move(scheme));
  scheme_names_.push_back({name, always});
  if (!always) return;
  Vocabulary& names = entities_[0].names;
  names.booleans.push_back(name + ".qualifies");
  if (one_in(2)) names.moneys.push_back(name + ".amount");
  if (one_in(3)) names.people.push_back({name + ".covered", &entities_[unit.entity].names, true});
}

/// Schemes that pay because of the case's state.
void PackWriter::write_state_schemes() {
  const std::string& unit = units_.front().name;
  schemes_.add("  - scheme: leaving\n    assess: " + unit +
               "\n    eligible: state = \"leaving\"\n    amount: previous.amount\n");
  scheme_names_.push_back({"leaving", true});
  if (one_in(2)) {
    schemes_.add(std::vector<std::string>{"  - scheme: once\n    assess: " + unit +
                                              "\n    covers: nobody\n    eligible: list "
                                              "contains(previous.paid, \"leaving\") and months_in_state > " +
                                              std::to_string(below(4)) + "\n    amount: 0\n",
                                          ""});
  }
}

void PackWriter::write_schemes() {
  if (has_lifecycle_) {
    Vocabulary& names = entities_[0].names;
    names.moneys.emplace_back("previous.amount");
    names.dates.emplace_back("previous.since");
    names.booleans.emplace_back("(previous.state = \"leaving\")");
    names.booleans.emplace_back("(months_in_state >= 12)");
    names.booleans.emplace_back("list contains(previous.paid, \"aid\")");
  }
  schemes_.add("schemes:\n");
  const int others = below(3);
  const int place = has_lifecycle_ ? below(others + 1) : -1;
  for (int i = 0; i <= others; ++i) {
    const Unit& unit = random_.pick(units_);
    write_scheme(i == place ? "aid" : "scheme" + std::to_string(i), i == place ? units_.front() : unit,
                 i == place);
  }
  if (!has_lifecycle_) return;
  write_state_schemes();
  Vocabulary& names = entities_[0].names;  // for the rules that come after
  names.booleans.emplace_back("(state = \"leaving\")");
  names.booleans.emplace_back("leaving.qualifies");
  names.moneys.emplace_back("leaving.amount");
}

void PackWriter::write_lifecycle() {
  Vocabulary scope = everywhere_;
  scope.add(entities_[0].names);
  std::erase_if(scope.booleans, [](const std::string& name) {
    return name.starts_with("(state") || name.starts_with("leaving");
  });
  std::erase_if(scope.moneys, [](const std::string& name) { return name.starts_with("leaving"); });
  random_.read(scope);
  std::string text = "lifecycle:\n  of: [aid, leaving]\n  initial: none\n  takes_effect: ";
  text += random_.pick({"this month\n", "next month\n"});
  if (one_in(2)) text += "  absent: initial\n  cite: law\n";
  lifecycle_.add(std::move(text));
  if (!of_household_.empty() && one_in(2))
    lifecycle_.add(std::vector<std::string>{"  remember: [" + random_.pick(of_household_) + "]\n", ""});
  lifecycle_.add(
      "  states:\n    none:\n      zh: 未保障\n    inside:\n      pays: [aid]\n    leaving:\n      pays: "
      "[leaving]\n");
  const auto row = [&](const std::string& from_to, const std::string& otherwise, bool needed) {
    std::vector<std::string> ways;
    for (int depth = 2; depth > 0; --depth)
      ways.push_back("    " + from_to + " || " + random_.formula(Sort::boolean, depth) + "\n");
    ways.push_back(needed ? "    " + from_to + " || " + otherwise + "\n" : "");
    lifecycle_.add(std::move(ways));
  };
  lifecycle_.add("  transitions: |\n    from | to | until || when\n");
  lifecycle_.add("    none | inside | - || aid.qualifies\n");
  if (one_in(2)) row("none | leaving | -", "", false);
  row("inside | leaving | " + random_.pick({"-", "2019-12-31"}), "not(aid.qualifies)", true);
  if (one_in(2)) row("inside | none | -", "", false);
  if (one_in(2)) row("leaving | inside | -", "aid.qualifies", true);
  lifecycle_.add(std::vector<std::string>{
      "    leaving | none | - || months_in_state >= " + random_.pick({"12", "6", "1"}) + "\n", ""});
  random_.read(nothing_);
}

}  // namespace doudi::agreement
