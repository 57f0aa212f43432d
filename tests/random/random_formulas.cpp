// tests/random/random_formulas.cpp - formulas of every kind, one inside of the other.
#include "random_formulas.hpp"

namespace doudi::testing {

namespace {

[[nodiscard]] std::string enclosed(std::string_view word, const std::string& first,
                                   const std::string& second) {
  return std::string{word} + "(" + first + ", " + second + ")";
}

[[nodiscard]] std::string joined(const std::string& first, std::string_view symbol,
                                 const std::string& second) {
  std::string text = "(" + first;
  return text.append(symbol) + second + ")";
}

}  // namespace

std::string RandomFormulas::pick(std::initializer_list<std::string_view> words) {
  return std::string{*(words.begin() + below(static_cast<int>(words.size())))};
}

/// What may be null, with something in its place where it is.
std::string RandomFormulas::guarded(const std::string& name, const std::string& guard,
                                    std::string_view inner) {
  const std::string instead{inner};
  if (guard == name && one_in(2)) return enclosed("otherwise", name, instead);
  if (one_in(2)) return "(if " + guard + " = null then " + instead + " else " + name + ")";
  return "(if " + guard + " != null then " + name + " else " + instead + ")";
}

std::string RandomFormulas::name(Words words, Maybes maybes, std::string_view otherwise,
                                 std::string_view inner) {
  const Bound* bound = bound_.empty() || one_in(2) ? nullptr : &pick(bound_);
  const Vocabulary& names = bound == nullptr ? *here_ : *bound->names;
  const std::string prefix = bound == nullptr || bound->name.empty() ? "" : bound->name + ".";
  if (maybes != nullptr && !(names.*maybes).empty() && (one_in(6) || (names.*words).empty())) {
    const Vocabulary::Maybe maybe = pick(names.*maybes);
    const std::string whole = prefix + maybe.name;
    return prudent_ && !one_in(8) ? guarded(whole, prefix + maybe.guard, inner) : whole;
  }
  if ((names.*words).empty()) return std::string{otherwise};
  return prefix + pick(names.*words);
}

const Vocabulary::Maybe* RandomFormulas::any_maybe(const Vocabulary& names) {
  std::vector<const Vocabulary::Maybe*> all;
  for (const auto* maybes :
       {&names.maybe_moneys, &names.maybe_plains, &names.maybe_booleans, &names.maybe_dates}) {
    for (const Vocabulary::Maybe& each : *maybes) all.push_back(&each);
  }
  return all.empty() ? nullptr : pick(all);
}

/// A quotient as it is, or rounded.
std::string RandomFormulas::quotient(const std::string& text) {
  if (!prudent_ || one_in(6)) return text;
  return pick({"round half up", "round half up", "decimal", "round up", "round down", "floor", "ceiling"}) +
         "(" + text + ", " + pick({"0", "1", "2", "2"}) + ")";
}

std::string RandomFormulas::divisor(int depth) {
  if (!prudent_ || one_in(5)) return plain(depth);
  return one_in(2) ? enclosed("max", plain(depth), "1") : pick({"3", "12", "7", "4"});
}

std::string RandomFormulas::call(Sort sort, int depth) {
  std::vector<const Vocabulary::Function*> fitting;
  for (const Vocabulary::Function& each : here_->functions) {
    if (each.result == sort) fitting.push_back(&each);
  }
  if (fitting.empty()) return formula_of(sort, depth);
  const Vocabulary::Function& function = *pick(fitting);
  std::string text = function.name + "(";
  for (std::size_t i = 0; i < function.parameters.size(); ++i)
    text += (i == 0 ? "" : ", ") + formula_of(function.parameters[i], depth);
  return text + ")";
}

std::string RandomFormulas::money(int depth) {
  if (depth == 0) {
    if (one_in(8)) return pick({"100", "0.05", "0"});
    return name(&Vocabulary::moneys, &Vocabulary::maybe_moneys, "100", "20");
  }
  const int next = depth - 1;
  switch (below(18)) {
    case 0:
      return joined(money(next), " + ", money(next));
    case 1:
      return joined(money(next), " - ", money(next));
    case 2:
      return joined(money(next), " * ", plain(next));
    case 3:
      return quotient(joined(money(next), " / ", divisor(next)));
    case 4:
      return here_->shares.empty() ? money(next) : quotient(joined(money(next), " * ", pick(here_->shares)));
    case 5:
      return enclosed(pick({"max", "min"}), money(next), money(next));
    case 6:
      return "(if " + boolean(next) + " then " + money(next) + " else " + money(next) + ")";
    case 7:
      return here_->maybe_moneys.empty() ? money(next)
                                         : enclosed("otherwise", pick(here_->maybe_moneys).name, money(next));
    case 8:
      return enclosed(pick({"round half up", "decimal", "floor", "round down"}), money(next),
                      pick({"0", "1", "2"}));
    case 9:
    case 10:
      if (nobody_to_read()) return money(next);
      return "total(" + moneys(next).text + ")";
    case 11: {
      const Vocabulary::Maybe* maybe = any_maybe(*here_);
      if (maybe == nullptr) return money(next);
      const bool itself = !here_->maybe_moneys.empty() && one_in(2);
      if (itself) maybe = &pick(here_->maybe_moneys);
      return "(if " + maybe->guard + " = null then " + money(next) + " else " +
             (itself ? maybe->name : money(next)) + ")";
    }
    case 12:
      return here_->yearly.empty() ? money(0)
                                   : (prudent_ ? "round half up(per month(" + pick(here_->yearly) + "), 2)"
                                               : "per month(" + pick(here_->yearly) + ")");
    case 13:
      return rare() ? "abs(" + money(next) + ")" : money(next);
    case 14:
    case 15:
      return nobody_to_read() ? money(next) : aggregate(next);
    case 16:
      return call(Sort::money, next);
    default:
      return money(0);
  }
}

std::string RandomFormulas::plain(int depth) {
  if (depth == 0) {
    if (one_in(3)) return pick({"2", "0.5", "3", "0", "10"});
    return name(&Vocabulary::plains, &Vocabulary::maybe_plains, "2", "1");
  }
  const int next = depth - 1;
  switch (below(15)) {
    case 0:
      return joined(plain(next), pick({" + ", " - ", " * "}), plain(next));
    case 1:
      return quotient(joined(plain(next), " / ", divisor(next)));
    case 2:
      return quotient(joined(money(next), " / ", prudent_ ? enclosed("max", money(next), "1") : money(next)));
    case 3:
    case 4:
    case 5:
      if (nobody_to_read()) return plain(next);
      if (one_in(3))
        return rare() ? pick({"count(", "total("}) + numbers(next).text + ")"
                      : "count(" + moneys(next).text + ")";
      return "count(" + people(next).text + ")";
    case 6:
      return rare() ? date(next) + pick({".year", ".month", ".day"}) : plain(next);
    case 7:
    case 8:
      if (columns_ && here_->dates.empty()) return plain(next);
      return pick({"full_years(", "full_years(", "full_years_from_next_month("}) +
             (columns_ ? pick(here_->dates)
              : prudent_
                  ? name(&Vocabulary::dates, &Vocabulary::maybe_dates, "@\"1999-02-28\"", "@\"1999-02-28\"")
                  : date(next)) +
             ")";
    case 9:
      return "(if " + boolean(next) + " then " + plain(next) + " else " + plain(next) + ")";
    case 10:
      return enclosed("round half up", plain(next), pick({"0", "2"}));
    case 11:
      return rare() ? enclosed("modulo", plain(next), prudent_ ? pick({"3", "10"}) : plain(next))
                    : plain(next);
    case 12:
      if (!rare()) return joined(plain(next), " * ", plain(next));
      return one_in(2) ? numbers(next).text + "[" + pick({"1", "-1", "2"}) + "]"
                       : "string length(" + text(next) + ")";
    case 13:
      return call(Sort::plain, next);
    default:
      return plain(0);
  }
}

std::string RandomFormulas::null_test() {
  const Bound* bound = bound_.empty() || one_in(2) ? nullptr : &pick(bound_);
  const Vocabulary::Maybe* maybe = any_maybe(bound == nullptr ? *here_ : *bound->names);
  if (maybe == nullptr) return pick({"true", "false"});
  const std::string prefix = bound == nullptr || bound->name.empty() ? "" : bound->name + ".";
  return prefix + maybe->guard + pick({" != null", " = null"});
}

std::string RandomFormulas::choice_test() {
  if (here_->choices.empty()) return pick({"true", "false"});
  const Vocabulary::Choice& choice = pick(here_->choices);
  const std::string member = "\"" + pick(choice.members) + "\"";
  const bool careful = choice.maybe && prudent_ && one_in(2);
  const std::string before = careful ? choice.name + " != null and " : "";
  if (choice.ordered && (!choice.maybe || careful) && one_in(2))
    return "(" + before + choice.name + pick({" < ", " >= ", " > "}) + member + ")";
  if (one_in(3)) return "(" + choice.name + " in (" + member + ", \"" + pick(choice.members) + "\"))";
  return "(" + before + choice.name + pick({" = ", " != "}) + member + ")";
}

std::string RandomFormulas::small_boolean() {
  switch (below(8)) {
    case 0:
      return pick({"true", "false"});
    case 1:
      return null_test();
    case 2:
      return here_->texts.empty() ? choice_test() : pick(here_->texts) + " = \"x\"";
    case 3:
    case 4:
      return choice_test();
    default:
      return name(&Vocabulary::booleans, &Vocabulary::maybe_booleans, "true", "false");
  }
}

/// Two values that may both be null, of which equal ones may be two nulls.
std::string RandomFormulas::equality_of_maybes() {
  std::vector<const std::vector<Vocabulary::Maybe>*> kinds;
  for (const auto* maybes :
       {&here_->maybe_moneys, &here_->maybe_plains, &here_->maybe_booleans, &here_->maybe_dates}) {
    if (maybes->size() > 1) kinds.push_back(maybes);
  }
  if (kinds.empty()) return null_test();
  const std::vector<Vocabulary::Maybe>& maybes = *pick(kinds);
  return "(" + pick(maybes).name + pick({" = ", " != "}) + pick(maybes).name + ")";
}

std::string RandomFormulas::comparison(int depth) {
  const std::string compares = pick({" < ", " <= ", " = ", " != ", " > ", " >= "});
  switch (below(9)) {
    case 8:
      return equality_of_maybes();
    case 0:
    case 1:
      return joined(money(depth), compares, money(depth));
    case 2:
      return joined(plain(depth), compares, plain(depth));
    case 3:
      return joined(date(depth), compares, date(depth));
    case 4:
      return "(" + money(depth) + " between " + money(0) + " and " + money(depth) + ")";
    case 5:
      return "(" + money(depth) + " in " + pick({"[", "("}) + money(0) + ".." + money(0) + pick({"]", ")"}) +
             ")";
    case 6:
      return "(" + money(depth) + " in (" + money(0) + ", < " + money(0) + "))";
    default: {
      if (here_->maybe_moneys.empty()) return joined(money(depth), compares, money(depth));
      const Vocabulary::Maybe& maybe = pick(here_->maybe_moneys);
      return "(" + maybe.guard + (one_in(2) ? " != null and " : " = null or ") + maybe.name + compares +
             money(depth) + ")";
    }
  }
}

std::string RandomFormulas::quantifier(int depth) {
  const People list = people(depth);
  const std::string name = "v" + std::to_string(next_++);
  const bool known = list.of_member != nullptr;
  if (known) bound_.push_back({name, list.of_member});
  const std::string body = boolean(depth);
  if (known) bound_.pop_back();
  return "(" + pick({"some ", "every "}) + name + " in " + list.text + " satisfies " + body + ")";
}

std::string RandomFormulas::boolean(int depth) {
  if (depth == 0) return small_boolean();
  const int next = depth - 1;
  switch (below(16)) {
    case 0:
    case 1:
      return joined(boolean(next), " and ", boolean(next));
    case 2:
    case 3:
      return joined(boolean(next), " or ", boolean(next));
    case 4:
      return "not(" + boolean(next) + ")";
    case 5:
    case 6:
    case 7:
      return comparison(next);
    case 8:
    case 9:
      return nobody_to_read() ? comparison(next) : quantifier(next);
    case 10:
      return "(otherwise(" + boolean(next) + ", false))";
    case 11:
      return "(if " + boolean(next) + " then " + boolean(next) + " else " + boolean(next) + ")";
    case 12:
      return joined(plain(next), " in ",
                    one_in(2) && rare() ? numbers(next).text : "[1, 2, " + plain(0) + "]");
    case 13:
      if (!rare()) return quantifier(next);
      return "list contains(" + moneys(next).text + ", " + money(next) + ")";
    case 14:
      return call(Sort::boolean, next);
    default:
      return small_boolean();
  }
}

std::string RandomFormulas::date(int depth) {
  if (depth == 0) {
    if (one_in(3)) return pick({"today()", "@\"2019-02-28\"", "@\"2000-02-29\""});
    return name(&Vocabulary::dates, &Vocabulary::maybe_dates, "today()", "today()");
  }
  const int next = depth - 1;
  switch (below(7)) {
    case 0:
      if (!rare()) return date(next);
      return joined(date(next), pick({" + ", " - "}), duration(next));
    case 1:
      return here_->maybe_dates.empty() ? date(next)
                                        : enclosed("otherwise", pick(here_->maybe_dates).name, date(next));
    case 2:
      return enclosed(pick({"max", "min"}), date(next), date(next));
    case 3:
      return "(if " + boolean(next) + " then today() else " + date(next) + ")";
    case 4:
      return here_->date_lists.empty() ? date(0)
                                       : "max(append(" + pick(here_->date_lists) + ", " + date(next) + "))";
    default:
      return date(0);
  }
}

std::string RandomFormulas::duration(int depth) {
  if (depth == 0 || here_->durations.empty())
    return here_->durations.empty() || one_in(2) ? pick({"@\"P1M\"", "@\"P1Y\"", "@\"P3D\""})
                                                 : pick(here_->durations);
  if (one_in(3)) return "years and months duration(" + date(0) + ", today())";
  return joined(pick(here_->durations), one_in(2) ? " * " : " / ", "2");
}

std::string RandomFormulas::text(int depth) {
  if (depth == 0) return here_->texts.empty() || one_in(2) ? pick({"\"x\"", "\"\""}) : pick(here_->texts);
  const std::string text = here_->texts.empty() ? "\"xy\"" : pick(here_->texts);
  switch (rare() ? below(6) : 5) {
    case 0:
      return "(" + text + " + \"x\")";
    case 1:
      return "upper case(" + text + ")";
    case 2:
      return "substring(" + text + ", 1, 1)";
    case 3:
      return "string(" + (one_in(2) ? money(0) : plain(0)) + ")";
    default:
      return "(if " + boolean(depth - 1) + " then " + text + " else \"y\")";
  }
}

std::string RandomFormulas::formula_of(Sort sort, int depth) {
  switch (sort) {
    case Sort::money:
      return money(depth);
    case Sort::plain:
      return plain(depth);
    case Sort::boolean:
      return boolean(depth);
    case Sort::date:
      return date(depth);
    case Sort::text:
      return text(depth);
    case Sort::choice:
      break;
  }
  if (here_->choices.empty()) return "\"x\"";
  const Vocabulary::Choice& choice = pick(here_->choices);
  const std::string member = "\"" + pick(choice.members) + "\"";
  return choice.maybe && !one_in(4)
             ? enclosed("otherwise", choice.name, member)
             : "(if " + boolean(depth) + " then " + choice.name + " else " + member + ")";
}

std::string RandomFormulas::formula(Sort sort, int depth) {
  bound_.clear();
  return formula_of(sort, depth);
}

std::string RandomFormulas::formula(int depth) {
  bound_.clear();
  switch (below(8)) {
    case 0:
    case 1:
    case 2:
      return money(depth);
    case 3:
      return plain(depth);
    case 4:
    case 5:
      return boolean(depth);
    case 6:
      return date(depth);
    default:
      return one_in(2) ? moneys(depth).text : numbers(depth).text;
  }
}

}  // namespace doudi::testing
