// src/model/record.cpp - how messages and answers name members and facts.
// Layer 3.
#include "doudi/model/record.hpp"

#include <cstddef>

#include "doudi/base/name.hpp"

namespace doudi::model {

namespace {

/// Appends the path of a member, with room for what comes behind it.
void append_path(std::string& path, const Pack& pack, const Record& record, Member member, std::size_t room) {
  const Entity& entity = pack[member.entity];
  if (!entity.parent) {
    path.reserve(room);
    return;
  }
  const Instance& instance = record[member];
  const std::string& list = pack[*entity.parent].facts[entity.list_fact].name;
  append_path(path, pack, record, {*entity.parent, instance.parent},
              room + list.size() + instance.id.size() + 2);
  if (!path.empty()) path += '.';
  path += list;
  path += '.';
  path += is_name(instance.id) ? instance.id : literal_text(instance.id);
}

}  // namespace

std::string member_path(const Pack& pack, const Record& record, Member member) {
  std::string path;
  append_path(path, pack, record, member, 0);
  return path;
}

std::string fact_path(const Pack& pack, const Record& record, Member member, std::uint32_t fact) {
  const std::string& name = pack[member.entity].facts[fact].name;
  std::string path;
  append_path(path, pack, record, member, name.size() + 1);
  if (!path.empty()) path += '.';
  return path += name;
}

}  // namespace doudi::model
