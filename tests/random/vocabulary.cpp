// tests/random/vocabulary.cpp - joins vocabularies.
#include "vocabulary.hpp"

namespace doudi::testing {

void Vocabulary::add(const Vocabulary& other) {
  const auto append = [](auto& to, const auto& from) { to.insert(to.end(), from.begin(), from.end()); };
  append(moneys, other.moneys);
  append(plains, other.plains);
  append(booleans, other.booleans);
  append(dates, other.dates);
  append(durations, other.durations);
  append(texts, other.texts);
  append(yearly, other.yearly);
  append(shares, other.shares);
  append(maybe_moneys, other.maybe_moneys);
  append(maybe_plains, other.maybe_plains);
  append(maybe_booleans, other.maybe_booleans);
  append(maybe_dates, other.maybe_dates);
  append(choices, other.choices);
  append(people, other.people);
  append(number_lists, other.number_lists);
  append(date_lists, other.date_lists);
  append(functions, other.functions);
}

}  // namespace doudi::testing
