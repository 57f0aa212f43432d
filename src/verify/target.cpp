// src/verify/target.cpp - what a path of a case means.
#include "verify/target.hpp"

#include <string>
#include <variant>
#include <vector>

#include "doudi/model/record_node.hpp"

namespace doudi::verify {

using model::EntityId;
using model::Member;

namespace {

std::optional<Target> find_of_scheme(const model::Pack& pack, const std::vector<std::string>& steps) {
  if (steps.size() != 2) return std::nullopt;
  for (std::uint32_t index = 0; index < pack.schemes.size(); ++index) {
    if (pack.schemes[index].name != steps[0]) continue;
    Target target{.scheme = model::SchemeId{index}};
    if (steps[1] == "qualifies") {
      target.kind = Target::Kind::scheme_qualifies;
    } else if (steps[1] == "amount") {
      target.kind = Target::Kind::scheme_amount;
    } else if (steps[1] == "covered") {
      target.kind = Target::Kind::scheme_covered;
    } else {
      return std::nullopt;
    }
    return target;
  }
  return std::nullopt;
}

std::optional<std::uint32_t> fact_number(const model::Entity& entity, const std::string& name) {
  for (std::uint32_t index = 0; index < entity.facts.size(); ++index) {
    if (entity.facts[index].name == name) return index;
  }
  return std::nullopt;
}

/// The member with that id in a list of `owner`.
std::optional<Member> find_member(const model::Record& record, Member owner, std::uint32_t fact,
                                  const std::string& id) {
  const auto* members = std::get_if<std::vector<Member>>(&record[owner].facts[fact]);
  if (members == nullptr) return std::nullopt;
  for (const Member& member : *members) {
    if (record[member].id == id) return member;
  }
  return std::nullopt;
}

}  // namespace

std::optional<Target> find_target(const model::Pack& pack, const model::Record& record,
                                  std::string_view path) {
  const auto steps = model::path_steps(path);
  if (!steps || steps->empty()) return std::nullopt;
  if (const auto of_scheme = find_of_scheme(pack, *steps)) return of_scheme;
  Member at{.entity = EntityId{0}, .index = 0};
  for (std::size_t step = 0; step < steps->size(); ++step) {
    const std::string& name = (*steps)[step];
    const bool last = step + 1 == steps->size();
    const auto fact = fact_number(pack[at.entity], name);
    if (fact && last) return Target{.kind = Target::Kind::fact, .member = at, .fact = *fact};
    if (fact) {
      const auto member = find_member(record, at, *fact, (*steps)[step + 1]);
      if (!member || step + 2 == steps->size()) return std::nullopt;
      at = *member;
      ++step;
      continue;
    }
    if (!last) return std::nullopt;
    for (std::uint32_t index = 0; index < pack.rules.size(); ++index) {
      const model::Rule& rule = pack.rules[index];
      if (rule.name != name || rule.owner.kind != model::Owner::Kind::entity ||
          rule.owner.entity != at.entity)
        continue;
      return Target{.kind = Target::Kind::derived, .derived = {.rule = model::RuleId{index}, .member = at}};
    }
  }
  return std::nullopt;
}

}  // namespace doudi::verify
