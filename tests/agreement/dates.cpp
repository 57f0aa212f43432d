// tests/agreement/dates.cpp - collects the days of all versions.
#include "dates.hpp"

#include <set>

namespace doudi::agreement {

std::vector<Date> dates_of(const model::Pack& pack) {
  std::set<Date> dates;
  const auto add = [&](const auto& versions) {
    for (const auto& version : versions) {
      if (!version.period.from) continue;
      dates.insert(*version.period.from);
      if (const auto before = Date::from_days(version.period.from->days() - 1)) dates.insert(*before);
    }
  };
  for (const auto& parameter : pack.parameters) add(parameter.versions);
  for (const auto& rule : pack.rules) add(rule.versions);
  for (const auto& scheme : pack.schemes) add(scheme.versions);
  dates.insert(pack.in_force.from.value_or(*Date::from_parts(2020, 6, 1)));
  std::vector<Date> result;
  for (const Date& date : dates) {
    if (model::contains(pack.in_force, date)) result.push_back(date);
  }
  return result;
}

}  // namespace doudi::agreement
