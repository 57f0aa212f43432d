// examples/01_decide_cpp/main.cpp - loads a pack, decides a household that is built here, prints the reasons.
#include <iostream>
#include <string>

#include "doudi/doudi.hpp"

int main() {
  const doudi::LoadedPack pack = doudi::load("rules/xingan-2019");
  std::cerr << pack.report(doudi::Language::en);  // what is wrong with it, if anything
  if (!pack) return 1;

  // A healthy man who cares for his severely disabled wife. What is not set is unknown; null says there is none.
  doudi::RecordBuilder record{*pack};
  record.set("case", doudi::Null{}).set("county", "突泉县").set("registered_poor", true);
  record.set("stably_out_of_poverty", false).set("property_within_limits", true);
  record.set("sudden_hardship", false).set("land_income", "1200.00").set_list("obligors");
  for (const std::string person : {"persons.husband.", "persons.wife."}) {
    record.set(person + "seriously_ill", false).set(person + "student", false).set(person + "wage", 0);
    record.set(person + "has_able_supporter", true).set(person + "cares_for", doudi::Null{});
  }
  record.set("persons.husband.birth_date", "1979-03-05").set("persons.husband.sex", "male");
  record.set("persons.husband.disability_grade", doudi::Null{}).set("persons.husband.cares_for", "wife");
  record.set("persons.husband.disability_kind", doudi::Null{}).set("persons.husband.wage", "1500.00");
  record.set("persons.wife.birth_date", "1981-11-20").set("persons.wife.sex", "female");
  record.set("persons.wife.disability_grade", 1).set("persons.wife.disability_kind", "limb");

  const doudi::Date on = *doudi::Date::parse("2019-06-01");  // the clock is never read
  const auto household = record.finish(on);
  if (!household) {
    std::cerr << doudi::report(household.error(), doudi::Language::en);
    return 1;
  }
  const doudi::Explanation why = doudi::explain::explain(*pack, *household, on);
  std::cout << doudi::explain::render_text(*pack, *household, why, pack.sources, doudi::Language::en);
}
