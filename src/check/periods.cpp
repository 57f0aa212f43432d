// src/check/periods.cpp - versions side by side: overlaps and holes.
#include <cstddef>
#include <string>

#include "check/draft.hpp"

namespace doudi::check {

std::optional<Date> day_after(Date date) {
  return Date::from_days(date.days() + 1);
}

std::optional<Date> day_before(Date date) {
  return Date::from_days(date.days() - 1);
}

void check_periods(Draft& draft, const std::vector<Dated>& versions, std::string_view name,
                   bool holes_allowed) {
  for (std::size_t index = 1; index < versions.size(); ++index) {
    const Dated& before = versions[index - 1];
    const Dated& after = versions[index];
    if (!before.period.until || !after.period.from || *before.period.until >= *after.period.from) {
      draft
          .error(Code::versions_overlap, after.span,
                 {{"name", std::string{name}}, {"period", period_text(after.period)}})
          .label(LabelCode::other_version, before.span, {{"period", period_text(before.period)}});
      continue;
    }
    const auto first_free = day_after(*before.period.until);
    if (holes_allowed || !first_free || *first_free == *after.period.from) continue;
    const model::Period hole{.from = first_free, .until = day_before(*after.period.from)};
    draft
        .error(Code::hole_between_versions, after.span,
               {{"name", std::string{name}}, {"period", period_text(hole)}})
        .label(LabelCode::other_version, before.span, {{"period", period_text(before.period)}})
        .help(Hint::own_up_to_hole, {{"from", hole.from->text()}, {"until", hole.until->text()}});
  }
}

}  // namespace doudi::check
