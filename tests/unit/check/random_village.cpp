// tests/unit/check/random_village.cpp - the village's names, and random records of it.
#include "random_village.hpp"

namespace doudi::check::testing {

using doudi::testing::Vocabulary;
using model::Literal;
using model::Null;

namespace {

[[nodiscard]] Vocabulary names_of_person() {
  Vocabulary names;
  names.moneys = {"wage"};
  names.maybe_moneys = {{"pension", "pension"}, {"cares_for.wage", "cares_for"}};
  names.dates = {"born"};
  names.texts = {"sex"};
  return names;
}

[[nodiscard]] Vocabulary names_of_household(const Vocabulary& of_person) {
  Vocabulary names;
  names.moneys = {"income", "change", "line", "income"};
  names.maybe_moneys = {{"bonus", "bonus"}};
  names.plains = {"heads", "ratio", "heads"};
  names.booleans = {"poor"};
  names.maybe_booleans = {{"marked", "marked"}};
  names.dates = {"started", "started"};
  names.maybe_dates = {{"ended", "ended"}};
  names.durations = {"notice", "stay"};
  names.texts = {"village"};
  names.yearly = {"yearly"};
  names.shares = {"share"};
  names.choices = {{"county", "county", {"east", "west", "north east"}, false, false},
                   {"level", "level", {"low", "middle", "high"}, true, false}};
  names.people = {{"persons", &of_person, false}};
  names.number_lists = {"scores"};
  names.date_lists = {"visits"};
  return names;
}

}  // namespace

const Vocabulary& village_vocabulary() {
  static const Vocabulary of_person = names_of_person();
  static const Vocabulary of_household = names_of_household(of_person);
  return of_household;
}

void fill_village(model::RecordBuilder& builder, RandomFormulas& random) {
  const auto number = [&](int low, int high, int hundredths) -> Decimal {
    const int value = low + random.below(high - low + 1);
    return *divide(Decimal{value}, Decimal{hundredths});
  };
  const auto maybe = [&](Literal value) { return random.below(3) == 0 ? Literal{Null{}} : std::move(value); };
  const auto day = [&] { return *Date::from_days(Date::parse("2018-01-01")->days() + random.below(1200)); };
  builder.set("county", std::string{random.below(2) == 0 ? "east" : "north east"})
      .set("level", std::string{random.below(2) == 0 ? "low" : "high"})
      .set("village", std::string{random.below(2) == 0 ? "x" : ""})
      .set("income", number(0, random.below(2) == 0 ? 9'999'900 : 50'000, 100))
      .set("yearly", number(0, 99'999'900, 100))
      .set("land", number(0, 10'000, 10))
      .set("heads", 1 + random.below(20))
      .set("ratio", number(0, 1000, 1000))
      .set("change", number(-50'000, 50'000, 100))
      .set("bonus", maybe(number(0, 100'000, 100)))
      .set("poor", random.below(2) == 0)
      .set("marked", maybe(random.below(2) == 0))
      .set("started", day())
      .set("ended", maybe(day()))
      .set("notice", *YearsMonths::parse("P1Y2M"))
      .set("stay", *DaysTime::parse("P40D"));
  std::vector<Literal> visits;
  for (int index = random.below(3); index > 0; --index) visits.emplace_back(day());
  builder.set_list("visits", visits);
  std::vector<Literal> scores{Decimal{50}};
  for (int index = random.below(3); index > 0; --index) scores.emplace_back(Decimal{random.below(101)});
  builder.set_list("scores", scores);
  const int people = 1 + random.below(3);
  for (int index = 0; index < people; ++index) {
    const std::string member = "persons.p" + std::to_string(index) + ".";
    builder.set(member + "wage", number(0, 500'000, 100))
        .set(member + "pension", maybe(number(0, 100'000, 100)))
        .set(member + "born", day())
        .set(member + "sex", std::string{"f"})
        .set(member + "cares_for", maybe("p" + std::to_string(random.below(people))))
        .set_list(member + "plots");
  }
}

std::vector<std::string> village_paths() {
  return {"income",  "heads",           "ratio",
          "change",  "bonus",           "poor",
          "marked",  "ended",           "county",
          "level",   "visits",          "scores",
          "village", "yearly",          "notice",
          "stay",    "persons.p0.wage", "persons.p0.pension",
          "persons", "started",         "persons.p0.cares_for"};
}

}  // namespace doudi::check::testing
