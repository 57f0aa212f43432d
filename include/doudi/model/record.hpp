// doudi/model/record.hpp - one household's facts after validation: every value fits its fact, every link leads somewhere.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/model/literal.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::model {

/// One member: the entity and the position among all of the record's instances of it (the root is number 0 of its entity).
struct Member {
  EntityId entity{};
  std::uint32_t index = 0;
  friend bool operator==(const Member&, const Member&) = default;
};

/// The field is absent: unknown, never zero and never false.
struct Absent {
  friend bool operator==(Absent, Absent) = default;
};

/// What stands in one field of one instance: absent, a scalar (or null), a list of scalars, the members of a list, a link.
using FactValue = std::variant<Absent, Literal, std::vector<Literal>, std::vector<Member>, Member>;

struct Instance {
  std::string id;                ///< empty for the root
  std::uint32_t parent = 0;      ///< position among the instances of the parent entity
  std::vector<FactValue> facts;  ///< one for each fact of the entity
};

/// Where the household's case stands, as the last answer handed it back. A part that is absent is unknown.
struct CaseFacts {
  enum class Presence : std::uint8_t { absent, new_case, existing };
  Presence presence = Presence::absent;
  std::optional<std::string> state;
  std::optional<Date> since;
  std::optional<Decimal> amount;
  std::optional<std::vector<std::string>> paid;
  std::vector<FactValue> remembered;  ///< one for each name of Lifecycle::remember
};

struct Record {
  std::vector<std::vector<Instance>> instances;  ///< by entity; instances[0] holds the root alone
  CaseFacts case_facts;
  std::vector<std::string> defaulted;  ///< paths whose value came from a `default:`, sorted

  [[nodiscard]] const Instance& operator[](Member member) const {
    return instances[static_cast<std::size_t>(member.entity)][member.index];
  }
};

/// `persons.b`, `persons."007"`, empty for the root: how messages and answers name a member. Ids that are no names are quoted.
[[nodiscard]] std::string member_path(const Pack& pack, const Record& record, Member member);
/// `persons.b.wage`.
[[nodiscard]] std::string fact_path(const Pack& pack, const Record& record, Member member,
                                    std::uint32_t fact);

}  // namespace doudi::model
