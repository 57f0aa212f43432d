// src/model/record.cpp - how messages and answers name members and facts.
// Layer 3.
#include "doudi/model/record.hpp"

#include "doudi/base/name.hpp"

namespace doudi::model {

std::string member_path(const Pack& pack, const Record& record, Member member) {
  const Entity& entity = pack[member.entity];
  if (!entity.parent) return {};
  const Instance& instance = record[member];
  std::string path = member_path(pack, record, {*entity.parent, instance.parent});
  if (!path.empty()) path += '.';
  path += pack[*entity.parent].facts[entity.list_fact].name;
  path += '.';
  return path + (is_name(instance.id) ? instance.id : literal_text(instance.id));
}

std::string fact_path(const Pack& pack, const Record& record, Member member, std::uint32_t fact) {
  std::string path = member_path(pack, record, member);
  if (!path.empty()) path += '.';
  return path + pack[member.entity].facts[fact].name;
}

}  // namespace doudi::model
