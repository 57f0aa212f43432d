// src/model/record_links.cpp - from the id in a link to the member it leads to.
// Layer 3.
#include "model/record_links.hpp"

#include <algorithm>
#include <iterator>

namespace doudi::model {

namespace {

/// The member and those above it, from the root down.
std::vector<Member> ancestors(const Pack& pack, const Record& record, Member member) {
  std::vector<Member> line{member};
  while (pack[member.entity].parent) {
    member = {*pack[member.entity].parent, record[member].parent};
    line.push_back(member);
  }
  std::ranges::reverse(line);
  return line;
}

std::size_t common_depth(const std::vector<Member>& lhs, const std::vector<Member>& rhs) {
  const auto split = std::ranges::mismatch(lhs, rhs);
  return static_cast<std::size_t>(std::distance(lhs.begin(), split.in1));
}

}  // namespace

std::optional<Member> linked_member(const Pack& pack, const Record& record, EntityId entity,
                                    const PendingLink& link, DataFaults& faults) {
  const std::vector<Instance>& instances = record.instances[static_cast<std::size_t>(entity)];
  const std::vector<Member> line = ancestors(pack, record, link.from);
  std::optional<Member> nearest_member;
  std::size_t deepest = 0;
  bool several = false;
  for (std::uint32_t index = 0; index < instances.size(); ++index) {
    if (instances[index].id != link.id) continue;
    const Member candidate{entity, index};
    const std::size_t depth = common_depth(line, ancestors(pack, record, candidate));
    if (depth < deepest) continue;
    several = depth == deepest;
    deepest = depth;
    nearest_member = candidate;
  }
  if (nearest_member && !several) return nearest_member;
  faults.add(nearest_member ? text::Code::link_ambiguous : text::Code::link_to_nobody, link.path, link.span,
             {{"entity", pack[entity].name}});
  return std::nullopt;
}

}  // namespace doudi::model
