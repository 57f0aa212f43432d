// src/model/pack.cpp - what is in force on a day, and other questions to a pack.
// Layer 3.
#include "doudi/model/pack.hpp"

#include <algorithm>
#include <numeric>

namespace doudi::model {
namespace {

template <class Version>
[[nodiscard]] const Version* version_on(const std::vector<Version>& versions, Date date) noexcept {
  const auto found = std::find_if(versions.begin(), versions.end(),
                                  [date](const Version& version) { return contains(version.period, date); });
  return found == versions.end() ? nullptr : &*found;
}

}  // namespace

std::optional<std::size_t> Enumeration::position(std::string_view member) const noexcept {
  if (by_name.size() != members.size()) {
    const auto found = std::ranges::find(members, member);
    if (found == members.end()) return std::nullopt;
    return static_cast<std::size_t>(found - members.begin());
  }
  const auto name_at = [this](std::uint32_t position) { return std::string_view{members[position]}; };
  const auto found = std::ranges::lower_bound(by_name, member, {}, name_at);
  if (found == by_name.end() || name_at(*found) != member) return std::nullopt;
  return *found;
}

void Enumeration::sort_members() {
  constexpr std::size_t few = 8;  // as quickly looked at one by one
  by_name.clear();
  if (members.size() <= few) return;
  by_name.resize(members.size());
  std::iota(by_name.begin(), by_name.end(), std::uint32_t{0});
  std::ranges::stable_sort(by_name, {},
                           [this](std::uint32_t position) { return std::string_view{members[position]}; });
}

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
