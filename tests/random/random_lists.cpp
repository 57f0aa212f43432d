// tests/random/random_lists.cpp - lists of members and of values, and what is made of them.
#include "random_formulas.hpp"

namespace doudi::testing {

/// The sum or an extreme of a list of money.
std::string RandomFormulas::aggregate(int depth) {
  const List list = moneys(depth);
  if (!prudent_ || !list.may_be_empty) return pick({"sum", "max", "min"}) + "(" + list.text + ")";
  return one_in(2) ? "total(" + list.text + ")"
                   : "(if count(" + list.text + ") > 0 then " + pick({"max", "min", "sum"}) + "(" +
                         list.text + ") else " + money(0) + ")";
}

RandomFormulas::People RandomFormulas::filtered(int depth) {
  People list = people(depth);
  if (list.of_member == nullptr) return list;
  if (one_in(4)) {
    if (const Vocabulary::Maybe* maybe = any_maybe(*list.of_member))
      return {list.text + "[" + maybe->guard + pick({" != null]", " = null]"}), list.of_member, true};
  }
  bound_.push_back({one_in(2) ? "item" : "", list.of_member});
  list.text += "[" + boolean(depth) + "]";
  bound_.pop_back();
  list.may_be_empty = true;
  return list;
}

RandomFormulas::People RandomFormulas::people(int depth) {
  if (depth > 0 && one_in(2)) return filtered(depth - 1);
  if (depth > 0 && one_in(8) && rare()) {
    People list = people(depth - 1);
    const std::string other = one_in(2) || here_->people.empty() ? "[]" : here_->people.front().name;
    return {"(if " + boolean(depth - 1) + " then " + list.text + " else " + other + ")", list.of_member,
            true};
  }
  const Bound* bound = bound_.empty() || !one_in(3) ? nullptr : &pick(bound_);
  if (bound != nullptr && !bound->names->people.empty()) {
    const Vocabulary::People& list = pick(bound->names->people);
    return {bound->name + (bound->name.empty() ? "" : ".") + list.name, list.of_member, list.may_be_empty};
  }
  if (here_->people.empty()) return {"[]", nullptr, true};
  const Vocabulary::People& list = pick(here_->people);
  if (one_in(12) && rare() && list.of_member != nullptr && !list.of_member->people.empty()) {
    const Vocabulary::People& below_it = pick(list.of_member->people);
    return {"flatten(" + list.name + "." + below_it.name + ")", below_it.of_member, true};
  }
  return {list.name, list.of_member, list.may_be_empty};
}

std::string RandomFormulas::people_or_nothing(int depth) {
  bound_.clear();
  return here_->people.empty() ? "" : people(depth).text;
}

RandomFormulas::List RandomFormulas::moneys(int depth) {
  const auto of_people = [&](const People& list) -> List {
    if (list.of_member == nullptr) return {"[" + money(0) + "]", false};
    const Vocabulary& names = *list.of_member;
    const bool maybe = !names.maybe_moneys.empty() && (names.moneys.empty() || one_in(prudent_ ? 12 : 3));
    if (!maybe && names.moneys.empty()) return {"[" + money(0) + "]", false};
    return {list.text + "." + (maybe ? pick(names.maybe_moneys).name : pick(names.moneys)),
            list.may_be_empty};
  };
  if (!here_->people.empty() && !rare()) return of_people(people(depth));
  if (depth == 0) {
    if (below(4) > 0) return of_people(people(0));
    return {"[" + money(0) + ", " + money(0) + "]", false};
  }
  const int next = depth - 1;
  switch (below(8)) {
    case 0:
    case 1:
      return of_people(people(next));
    case 2:
      return {"[" + money(next) + ", " + money(next) + "]", false};
    case 3: {
      const People list = people(next);
      const std::string name = "v" + std::to_string(next_++);
      if (list.of_member != nullptr) bound_.push_back({name, list.of_member});
      const std::string body = money(next);
      if (list.of_member != nullptr) bound_.pop_back();
      return {"(for " + name + " in " + list.text + " return " + body + ")", list.may_be_empty};
    }
    case 4: {
      const List first = moneys(next);
      const List second = moneys(next);
      return {"concatenate(" + first.text + ", " + second.text + ")",
              first.may_be_empty && second.may_be_empty};
    }
    case 5:
      return {"append(" + moneys(next).text + ", " + money(next) + ")", false};
    case 6:
      return {moneys(next).text + "[item > " + money(0) + "]", true};
    default:
      return moneys(0);
  }
}

RandomFormulas::List RandomFormulas::numbers(int depth) {
  if (depth == 0) {
    if (!here_->date_lists.empty() && one_in(4)) return {pick(here_->date_lists) + ".year", true};
    if (!here_->number_lists.empty() && below(3) > 0) return {pick(here_->number_lists), false};
    return {"[1, " + plain(0) + "]", false};
  }
  const int next = depth - 1;
  switch (below(8)) {
    case 0:
      return {
          "(for i" + std::to_string(next_++) + " in 1.." + pick({"3", "2"}) + " return " + plain(next) + ")",
          false};
    case 1:
      return {numbers(0).text + "[item > " + plain(next) + "]", true};
    case 2:
    case 3:
    case 4: {
      const List list = numbers(next);
      const std::string word = pick({"sort", "reverse", "distinct values", "sublist"});
      return {word + "(" + list.text + (word == "sublist" ? ", 1)" : ")"), list.may_be_empty};
    }
    case 5: {
      const List first = numbers(next);
      const List second = numbers(next);
      return {"(if " + boolean(next) + " then " + first.text + " else " + second.text + ")",
              first.may_be_empty || second.may_be_empty};
    }
    default:
      return numbers(0);
  }
}

}  // namespace doudi::testing
