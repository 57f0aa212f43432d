// src/syntax/join_files.cpp - the files of one folder as one tree.
// Layer 2.
#include "syntax/join_files.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace doudi::syntax {

using text::Code;

namespace {

constexpr std::array<std::string_view, 5> heading_keys{"doudi", "pack", "title", "in_force", "extends"};
// Their names stand one level deeper: an entity's facts or rules may be spread over files.
constexpr std::array<std::string_view, 2> deep_sections{"facts", "rules"};

template <class List>
bool holds(const List& list, std::string_view word) {
  return std::find(list.begin(), list.end(), word) != list.end();
}

/// Adds `member` to `members`; maps of one key are joined while `depth` lasts, lists of a section always.
void join_member(std::vector<YamlMember>& members, YamlMember member, int depth,
                 text::Diagnostics& diagnostics) {
  const auto same = std::find_if(members.begin(), members.end(),
                                 [&](const YamlMember& each) { return each.key.text == member.key.text; });
  if (same == members.end()) {
    members.push_back(std::move(member));
    return;
  }
  auto* first_map = std::get_if<YamlMapping>(&same->value.value);
  auto* second_map = std::get_if<YamlMapping>(&member.value.value);
  if (depth > 0 && first_map != nullptr && second_map != nullptr) {
    for (YamlMember& each : second_map->members) {
      join_member(first_map->members, std::move(each), depth - 1, diagnostics);
    }
    return;
  }
  auto* first_list = std::get_if<YamlSequence>(&same->value.value);
  auto* second_list = std::get_if<YamlSequence>(&member.value.value);
  if (depth > 0 && first_list != nullptr && second_list != nullptr) {
    for (YamlNode& item : second_list->items) first_list->items.push_back(std::move(item));
    return;
  }
  diagnostics.error(Code::duplicate_key, member.key.span, {{"key", member.key.text}})
      .label(text::LabelCode::first_written_here, same->key.span);
}

}  // namespace

std::optional<YamlNode> join_files(std::vector<PackFile> files, text::Diagnostics& diagnostics) {
  std::optional<YamlNode> result;
  bool complete = true;
  for (PackFile& file : files) {
    auto* mapping = std::get_if<YamlMapping>(&file.root.value);
    if (mapping == nullptr) {
      diagnostics.error(Code::map_expected, file.root.span, {{"place", file.path}});
      complete = false;
      continue;
    }
    if (!result) {
      result = std::move(file.root);
      continue;
    }
    for (YamlMember& member : mapping->members) {
      if (holds(heading_keys, member.key.text)) {
        diagnostics
            .error(Code::unknown_key, member.key.span, {{"key", member.key.text}, {"place", file.path}})
            .help(text::Hint::heading_file);
        continue;
      }
      const int depth = holds(deep_sections, member.key.text) ? 2 : 1;
      join_member(std::get<YamlMapping>(result->value).members, std::move(member), depth, diagnostics);
    }
  }
  return complete ? std::move(result) : std::nullopt;
}

}  // namespace doudi::syntax
