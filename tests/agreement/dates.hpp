// tests/agreement/dates.hpp - the days on which a pack's rules change.
#pragma once

#include <vector>

#include "doudi/model/pack.hpp"

namespace doudi::agreement {

/// The first days of all versions and the days before them, as far as the pack is in force.
[[nodiscard]] std::vector<Date> dates_of(const model::Pack& pack);

}  // namespace doudi::agreement
