// src/check/table_cover.cpp - whether boxes together cover a region, and where they do not.
// Layer 4.
#include "check/table_cover.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace doudi::check {

Cover::Outcome Cover::search(const Box& region, const std::vector<const Box*>& candidates) {
  region_ = region;
  open_.clear();
  covered_.clear();
  chosen_.assign(space_.axes().size(), std::nullopt);
  if (!spend(candidates.size())) return Outcome::too_complex;
  if (prepare(candidates)) return Outcome::covered;
  Alive alive(open_.size());
  std::iota(alive.begin(), alive.end(), std::uint32_t{0});
  return node(std::move(alive));
}

/// Keeps what meets the region. True if one candidate contains all of it.
bool Cover::prepare(const std::vector<const Box*>& candidates) {
  for (const Box* candidate : candidates) {
    std::vector<Limit> open;
    bool apart = false;
    for (const Limit& limit : candidate->limits) {
      const Stretches* within = region_.on(limit.axis);
      if (within == nullptr) {
        open.push_back(limit);
        continue;
      }
      Stretches both = shared(limit.stretches, *within);
      apart = both.empty();
      if (apart) break;
      if (both != *within) open.push_back({.axis = limit.axis, .stretches = std::move(both)});
    }
    if (apart) continue;
    if (open.empty()) return true;
    open_.push_back(std::move(open));
  }
  return false;
}

bool Cover::spend(std::size_t amount) {
  steps_ -= std::min(steps_, amount);
  return steps_ > 0;
}

std::optional<bool> Cover::base_is_null(std::uint32_t relation) const {
  const std::uint32_t base = *space_.axes()[relation].base;
  if (!chosen_[base]) return std::nullopt;
  return chosen_[base]->front().begin == space_.axes()[base].null_position();
}

Stretches Cover::extent(std::uint32_t axis) const {
  if (chosen_[axis]) return *chosen_[axis];
  const Stretches* within = region_.on(axis);
  const Stretches& whole = within != nullptr ? *within : space_.axes()[axis].possible;
  if (!space_.axes()[axis].base) return whole;
  const auto null = base_is_null(axis);
  return null ? shared(whole, possible_beside(space_.axes()[axis], *null)) : whole;
}

bool Cover::is_open(const Limit& limit) const {
  if (chosen_[limit.axis]) return false;
  if (!space_.axes()[limit.axis].base || !base_is_null(limit.axis)) return true;
  return !without(extent(limit.axis), limit.stretches).empty();
}

/// What the candidates still ask; nothing if one of them asks nothing any more.
std::optional<std::vector<Cover::Demand>> Cover::demands_of(const Alive& alive) {
  std::map<std::uint32_t, Demand> by_axis;
  std::size_t visited = 0;
  for (const std::uint32_t candidate : alive) {
    bool asks = false;
    for (const Limit& limit : open_[candidate]) {
      ++visited;
      if (!is_open(limit)) continue;
      asks = true;
      Demand& demand = by_axis[limit.axis];
      demand.axis = limit.axis;
      ++demand.count;
      const bool known =
          demand.accepted.size() == 1 && limit.stretches.size() == 1 && demand.accepted == limit.stretches;
      if (known) continue;
      demand.accepted.insert(demand.accepted.end(), limit.stretches.begin(), limit.stretches.end());
    }
    if (!asks) return std::nullopt;
  }
  std::vector<Demand> demands;
  for (auto& [axis, demand] : by_axis) {
    demand.accepted = united(demand.accepted, {});
    demands.push_back(std::move(demand));
  }
  if (!spend(visited)) return std::vector<Demand>{};
  return demands;
}

/// Axes with positions that all candidates which ask something of them refuse: it is enough to look there.
std::vector<Cover::Demand> Cover::easy_escapes(const std::vector<Demand>& demands) const {
  std::vector<Demand> escapes;
  for (const Demand& demand : demands) {
    const Axis& axis = space_.axes()[demand.axis];
    if (!space_.relations_of(demand.axis).empty() || (axis.base && !base_is_null(demand.axis))) continue;
    Stretches refused = without(extent(demand.axis), demand.accepted);
    if (refused.empty()) continue;
    escapes.push_back({.axis = demand.axis, .count = demand.count, .accepted = std::move(refused)});
  }
  return escapes;
}

const Stretches* Cover::open_limit(std::uint32_t candidate, std::uint32_t axis) const {
  const auto found = std::ranges::find(open_[candidate], axis, &Limit::axis);
  return found != open_[candidate].end() && is_open(*found) ? &found->stretches : nullptr;
}

Cover::Outcome Cover::node(Alive alive) {
  std::vector<std::uint32_t> fixed_here;
  const auto leave = [&](Outcome outcome) {
    if (outcome == Outcome::covered) {
      for (const std::uint32_t axis : fixed_here) chosen_[axis].reset();
    }
    return outcome;
  };
  for (;;) {
    if (alive.empty()) {
      take_gap();
      return Outcome::gap;
    }
    const auto demands = demands_of(alive);
    if (!demands) return leave(Outcome::covered);
    if (steps_ == 0) return Outcome::too_complex;
    std::vector<Demand> escapes = easy_escapes(*demands);
    if (escapes.empty()) {
      const Outcome outcome = branch(alive, *demands);
      return leave(outcome);
    }
    std::vector<bool> escaped(chosen_.size(), false);
    for (const Demand& escape : escapes) escaped[escape.axis] = true;
    std::erase_if(alive, [&](std::uint32_t candidate) {
      return std::ranges::any_of(open_[candidate],
                                 [&](const Limit& limit) { return escaped[limit.axis] && is_open(limit); });
    });
    for (Demand& escape : escapes) {
      chosen_[escape.axis] = std::move(escape.accepted);
      fixed_here.push_back(escape.axis);
    }
  }
}

std::vector<std::uint32_t> Cover::memory_key(const Alive& alive, const std::vector<Demand>& demands) const {
  std::vector<std::uint32_t> key = alive;
  for (const Demand& demand : demands) {
    key.push_back(demand.axis);
    if (!space_.axes()[demand.axis].base) continue;
    const auto null = base_is_null(demand.axis);
    key.push_back(null ? (*null ? 2U : 1U) : 0U);
  }
  key.push_back(static_cast<std::uint32_t>(alive.size()));
  return key;
}

std::uint32_t Cover::axis_to_split(const std::vector<Demand>& demands) const {
  const Demand& most = *std::ranges::max_element(demands, {}, &Demand::count);
  const auto& base = space_.axes()[most.axis].base;
  return base && !chosen_[*base] ? *base : most.axis;
}

Cover::Outcome Cover::branch(const Alive& alive, const std::vector<Demand>& demands) {
  auto key = memory_key(alive, demands);
  if (covered_.contains(key)) return Outcome::covered;
  const std::uint32_t axis = axis_to_split(demands);
  std::vector<Part> parts = parts_of(axis, alive);
  keep_hardest(parts);
  for (Part& part : parts) {
    if (steps_ == 0) return Outcome::too_complex;
    chosen_[axis] = std::move(part.stretches);
    const Outcome outcome = vacuous(axis) ? Outcome::covered : node(std::move(part.alive));
    if (outcome != Outcome::covered) return outcome;
    chosen_[axis].reset();
  }
  covered_.insert(std::move(key));
  return Outcome::covered;
}

/// Whether no input stands here: the region bounds a relation in a way that its base now rules out.
bool Cover::vacuous(std::uint32_t axis) const {
  return std::ranges::any_of(space_.relations_of(axis),
                             [this](std::uint32_t relation) { return extent(relation).empty(); });
}

std::vector<Cover::Part> Cover::parts_of(std::uint32_t axis, const Alive& alive) {
  struct Event {
    std::uint32_t position;
    bool ends;
    std::uint32_t candidate;
  };
  const Stretches whole = extent(axis);
  const bool split_null = !space_.relations_of(axis).empty();
  std::vector<Event> events;
  std::vector<std::uint32_t> cuts;
  std::set<std::uint32_t> active;
  for (const std::uint32_t candidate : alive) {
    const Stretches* limit = open_limit(candidate, axis);
    if (limit == nullptr) active.insert(candidate);
    for (const Stretch& stretch : limit != nullptr ? *limit : Stretches{}) {
      events.push_back({stretch.begin, false, candidate});
      events.push_back({stretch.end, true, candidate});
      cuts.insert(cuts.end(), {stretch.begin, stretch.end});
    }
  }
  for (const Stretch& stretch : whole) cuts.insert(cuts.end(), {stretch.begin, stretch.end});
  if (split_null) cuts.push_back(space_.axes()[axis].null_position());
  std::ranges::sort(cuts);
  cuts.erase(std::unique(cuts.begin(), cuts.end()), cuts.end());
  std::ranges::sort(events, [](const Event& lhs, const Event& rhs) {
    return lhs.position != rhs.position ? lhs.position < rhs.position : lhs.ends && !rhs.ends;
  });

  std::vector<Part> parts;
  std::map<std::pair<bool, Alive>, std::size_t> known;
  auto event = events.begin();
  std::size_t in_whole = 0;
  for (std::size_t index = 0; index + 1 < cuts.size(); ++index) {
    for (; event != events.end() && event->position <= cuts[index]; ++event) {
      if (event->ends) {
        active.erase(event->candidate);
      } else {
        active.insert(event->candidate);
      }
    }
    while (in_whole < whole.size() && whole[in_whole].end <= cuts[index]) ++in_whole;
    if (in_whole == whole.size() || cuts[index] < whole[in_whole].begin) continue;
    Part part{.null = split_null && cuts[index] == space_.axes()[axis].null_position(),
              .stretches = {{cuts[index], cuts[index + 1]}},
              .alive = {active.begin(), active.end()}};
    if (!spend(part.alive.size() + 1)) return parts;
    const auto [place, added] = known.emplace(std::pair{part.null, part.alive}, parts.size());
    if (added) {
      parts.push_back(std::move(part));
    } else {
      parts[place->second].stretches = united(parts[place->second].stretches, part.stretches);
    }
  }
  return parts;
}

/// Drops parts on which more candidates remain than on another one. Only where there are few: comparing must stay cheap.
void Cover::keep_hardest(std::vector<Part>& parts) {
  constexpr std::size_t few = 64;
  if (parts.size() > few) return;
  const auto easier = [&parts](const Part& part) {
    return std::ranges::any_of(parts, [&part](const Part& other) {
      return other.null == part.null && other.alive.size() < part.alive.size() &&
             std::ranges::includes(part.alive, other.alive);
    });
  };
  std::vector<Part> hardest;
  for (const Part& part : parts) {
    if (!easier(part)) hardest.push_back(part);
  }
  parts = std::move(hardest);
}

void Cover::take_gap() {
  gap_ = Box{};
  for (std::uint32_t axis = 0; axis < chosen_.size(); ++axis) {
    Stretches here = chosen_[axis]                 ? *chosen_[axis]
                     : region_.on(axis) != nullptr ? *region_.on(axis)
                                                   : Stretches{};
    if (here.empty() || here == space_.axes()[axis].possible) continue;
    gap_.limits.push_back({.axis = axis, .stretches = std::move(here)});
  }
}

}  // namespace doudi::check
