// src/explain/period_text.hpp - names of versions, and what to say when none is in force.
// Layer 7.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/model/table.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::explain {

/// `dibao_standard@2019-01-01`; the name alone where there is no first day.
[[nodiscard]] std::string dated_name(const std::string& name, const std::optional<Date>& from);

/// The arguments of Code::not_in_force: the versions nearest before and after the date, `2018-10-01..2018-12-31, 2019-06-01..`.
[[nodiscard]] text::Arguments not_in_force(const std::string& name, Date on,
                                           const std::vector<model::Period>& periods);

template <class Version>
[[nodiscard]] std::vector<model::Period> periods_of(const std::vector<Version>& versions) {
  std::vector<model::Period> periods;
  for (const Version& version : versions) periods.push_back(version.period);
  return periods;
}

}  // namespace doudi::explain
