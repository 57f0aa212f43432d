// src/model/record_links.hpp - from the id in a link to the member it leads to.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/model/record.hpp"

#include "model/record_value.hpp"

namespace doudi::model {

/// A link that was read before all members were.
struct PendingLink {
  Member from;
  std::uint32_t fact = 0;
  std::string id;
  std::string path;
  text::Span span;
};

/// The member of `entity` with that id which is nearest to `from`: in a tree of lists an id is unique in its
/// list only, so that of several the one below the lowest common member is meant. Reports a link to nobody
/// and one that could lead to two.
[[nodiscard]] std::optional<Member> linked_member(const Pack& pack, const Record& record, EntityId entity,
                                                  const PendingLink& link, DataFaults& faults);

}  // namespace doudi::model
