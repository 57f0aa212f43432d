// src/model/pack.cpp - what is in force on a day, and other questions to a pack.
// Layer 3.
#include "doudi/model/pack.hpp"

#include <algorithm>

namespace doudi::model {
namespace {

template <class Version>
[[nodiscard]] const Version* version_on(const std::vector<Version>& versions, Date date) noexcept {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [date](const Version& version) { return contains(version.period, date); });
  return found == versions.end() ? nullptr : &*found;
}

}  // namespace

bool contains(const Period& period, Date date) noexcept {
  return (!period.from || *period.from <= date) && (!period.until || date <= *period.until);
}

const ParameterVersion* Parameter::on(Date date) const noexcept {
  return version_on(versions, date);
}
const RuleVersion* Rule::on(Date date) const noexcept {
  return version_on(versions, date);
}
const UnitVersion* AssessmentUnit::on(Date date) const noexcept {
  return version_on(versions, date);
}
const SchemeVersion* Scheme::on(Date date) const noexcept {
  return version_on(versions, date);
}
const LifecycleVersion* Lifecycle::on(Date date) const noexcept {
  return version_on(versions, date);
}

bool Pack::is_assumed(const std::vector<Cite>& cited) const noexcept {
  return std::any_of(cited.begin(), cited.end(), [this](const Cite& cite) {
    return std::any_of(sources.begin(), sources.end(), [&cite](const Source& source) {
      return source.assumed && source.name == cite.source;
    });
  });
}

std::optional<EntityId> Pack::find_entity(std::string_view entity_name) const noexcept {
  for (std::size_t i = 0; i < entities.size(); ++i) {
    if (entities[i].name == entity_name) return static_cast<EntityId>(i);
  }
  return std::nullopt;
}

}  // namespace doudi::model
