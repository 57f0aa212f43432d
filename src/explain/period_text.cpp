// src/explain/period_text.cpp - names of versions, and what to say when none is in force.
// Layer 7.
#include "explain/period_text.hpp"

namespace doudi::explain {
namespace {

[[nodiscard]] std::string period_text(const model::Period& period) {
  return (period.from ? period.from->text() : "…") + " – " + (period.until ? period.until->text() : "…");
}

}  // namespace

std::string dated_name(const std::string& name, const std::optional<Date>& from) {
  return from ? name + '@' + from->text() : name;
}

text::Arguments not_in_force(const std::string& name, Date on, const std::vector<model::Period>& periods) {
  const model::Period* before = nullptr;
  const model::Period* after = nullptr;
  for (const model::Period& period : periods) {  // sorted
    if (period.until && *period.until < on) before = &period;
    if (after == nullptr && period.from && on < *period.from) after = &period;
  }
  std::string nearest = before == nullptr ? std::string{} : period_text(*before);
  if (after != nullptr) nearest += (nearest.empty() ? "" : ", ") + period_text(*after);
  return {{"name", name}, {"date", on.text()}, {"nearest", nearest.empty() ? "-" : nearest}};
}

}  // namespace doudi::explain
