// src/syntax/overlay.cpp - a pack merged into the pack that it extends: sections, schemes, and what is removed.
// Layer 2.
#include "syntax/overlay.hpp"

#include <algorithm>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/base/name.hpp"

#include "syntax/overlay_parts.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

/// How deep below a section the things stand that have names; 0 where the section is one thing itself.
int depth_of(std::string_view section) {
  if (section == "facts" || section == "rules") return 2;
  return section == "lifecycle" || section == "title" || section == "in_force" ? 0 : 1;
}

std::string_view scheme_name(const YamlNode& scheme) {
  const YamlMapping* mapping = scheme.mapping();
  const YamlMember* name = mapping != nullptr ? find_member(*mapping, "scheme") : nullptr;
  const WrittenText* written = name != nullptr ? name->value.scalar() : nullptr;
  return written != nullptr ? std::string_view(written->text) : std::string_view();
}

class Merger {
 public:
  explicit Merger(text::Diagnostics& diagnostics) : diagnostics_{diagnostics} {}

  void merge(YamlMapping& base, const YamlMapping& overlay);

 private:
  void merge_section(YamlMapping& base, const YamlMember& section);
  void merge_names(YamlMapping& base, const YamlMapping& overlay, int depth, const std::string& place);
  void merge_schemes(YamlSequence& base, const YamlSequence& overlay);
  void place_scheme(std::vector<YamlNode>& schemes, YamlNode scheme, bool may_be_last);
  void remove_names(YamlMapping& base, const YamlNode& names);
  void remove_name(YamlMapping& base, const WrittenText& name);

  text::Diagnostics& diagnostics_;
};

void Merger::merge_names(YamlMapping& base, const YamlMapping& overlay, int depth, const std::string& place) {
  for (const YamlMember& member : overlay.members) {
    const std::string member_place = place + "." + member.key.text;
    YamlMember* same = find_member(base, member.key.text);
    const YamlMapping* overlay_map = member.value.mapping();
    if (overlay_map == nullptr) {
      put_member(base, member);
      continue;
    }
    if (same == nullptr || same->value.mapping() == nullptr) {
      YamlMember added{member.key,
                       {member.value.span, YamlMapping{{}, overlay_map->flow}, member.value.in_flow}};
      put_member(base, std::move(added));
      same = find_member(base, member.key.text);
    }
    auto& base_map = std::get<YamlMapping>(same->value.value);
    if (depth > 1) {
      merge_names(base_map, *overlay_map, depth - 1, member_place);
    } else {
      merge_thing(base_map, *overlay_map, member_place, diagnostics_);
    }
  }
}

/// Puts a scheme where its `before:` or `after:` says, and takes these keys away.
void Merger::place_scheme(std::vector<YamlNode>& schemes, YamlNode scheme, bool may_be_last) {
  auto& mapping = std::get<YamlMapping>(scheme.value);
  const YamlMember* before = find_member(mapping, "before");
  const YamlMember* place = before != nullptr ? before : find_member(mapping, "after");
  auto position = schemes.end();
  if (const WrittenText* target = place != nullptr ? place->value.scalar() : nullptr) {
    position = std::find_if(schemes.begin(), schemes.end(),
                            [&](const YamlNode& each) { return scheme_name(each) == target->text; });
    if (position == schemes.end()) {
      std::vector<std::string> names;
      for (const YamlNode& each : schemes) names.emplace_back(scheme_name(each));
      text::Diagnostic& diagnostic =
          diagnostics_.error(Code::scheme_unknown, target->span, {{"name", target->text}});
      if (const auto near = nearest(target->text, names))
        diagnostic.help(Hint::did_you_mean, {{"name", *near}});
    } else if (before == nullptr) {
      ++position;
    }
  } else if (!may_be_last) {
    const std::string name(scheme_name(scheme));
    const YamlMember* named = find_member(mapping, "scheme");
    diagnostics_
        .error(Code::scheme_place_missing, named != nullptr ? named->value.span : scheme.span,
               {{"name", name}})
        .help(Hint::before_or_after);
  }
  if (before != nullptr) {
    if (const YamlMember* after = find_member(mapping, "after")) {
      diagnostics_
          .error(Code::keys_exclude, after->key.span,
                 {{"first", "before"},
                  {"second", "after"},
                  {"place", "schemes." + std::string(scheme_name(scheme))}})
          .label(text::LabelCode::other_stands_here, before->key.span);
    }
  }
  erase_member(mapping, "before");
  erase_member(mapping, "after");
  schemes.insert(position, std::move(scheme));
}

void Merger::merge_schemes(YamlSequence& base, const YamlSequence& overlay) {
  const bool vocabulary = base.items.empty();
  for (const YamlNode& item : overlay.items) {
    const YamlMapping* mapping = item.mapping();
    const std::string_view name = scheme_name(item);
    if (mapping == nullptr || name.empty()) {
      base.items.push_back(item);  // read_pack reports it
      continue;
    }
    const std::string place = "schemes." + std::string(name);
    const auto same = std::find_if(base.items.begin(), base.items.end(),
                                   [&](const YamlNode& each) { return scheme_name(each) == name; });
    if (same == base.items.end()) {
      YamlNode added{item.span, YamlMapping{{}, mapping->flow}, item.in_flow};
      merge_thing(std::get<YamlMapping>(added.value), *mapping, place, diagnostics_);
      place_scheme(base.items, std::move(added), vocabulary);
      continue;
    }
    merge_thing(std::get<YamlMapping>(same->value), *mapping, place, diagnostics_);
    const bool moved =
        find_member(*mapping, "before") != nullptr || find_member(*mapping, "after") != nullptr;
    if (!moved) continue;
    YamlNode scheme = std::move(*same);
    base.items.erase(same);
    place_scheme(base.items, std::move(scheme), false);
  }
}

/// A thing of the base that may be removed.
struct Removable {
  std::vector<std::string> path;  ///< section, group where there is one, name

  [[nodiscard]] std::string text() const {
    std::string result;
    for (const std::string& part : path) result += (result.empty() ? "" : ".") + part;
    return result;
  }
};

void add_removables(std::vector<Removable>& result, const YamlNode& node, std::vector<std::string> path,
                    int depth) {
  const YamlMapping* mapping = node.mapping();
  if (mapping == nullptr) return;
  for (const YamlMember& member : mapping->members) {
    path.push_back(member.key.text);
    if (depth > 1) {
      add_removables(result, member.value, path, depth - 1);
    } else {
      result.push_back({path});
    }
    path.pop_back();
  }
}

std::vector<Removable> removables_of(const YamlMapping& base) {
  std::vector<Removable> result;
  for (const YamlMember& section : base.members) {
    const std::string& name = section.key.text;
    if (name == "schemes" && section.value.sequence() != nullptr) {
      for (const YamlNode& item : section.value.sequence()->items) {
        result.push_back({{name, std::string(scheme_name(item))}});
      }
    } else if (name == "lifecycle" && section.value.mapping() != nullptr) {
      const YamlNode* states = section.value.mapping()->find("states");
      if (states != nullptr) add_removables(result, *states, {name, "states"}, 1);
    } else if (depth_of(name) > 0) {
      add_removables(result, section.value, {name}, depth_of(name));
    }
  }
  return result;
}

void erase(YamlMapping& base, const Removable& removable) {
  YamlMapping* mapping = &base;
  for (std::size_t i = 0; i + 1 < removable.path.size(); ++i) {
    YamlNode& inner = find_member(*mapping, removable.path[i])->value;
    if (auto* list = std::get_if<YamlSequence>(&inner.value)) {
      list->items.erase(std::find_if(list->items.begin(), list->items.end(), [&](const YamlNode& each) {
        return scheme_name(each) == removable.path.back();
      }));
      return;
    }
    mapping = &std::get<YamlMapping>(inner.value);
  }
  erase_member(*mapping, removable.path.back());
}

void Merger::remove_name(YamlMapping& base, const WrittenText& name) {
  const std::vector<Removable> all = removables_of(base);
  std::vector<Removable> matches;
  std::vector<std::string> candidates;
  const std::string ending = "." + name.text;
  for (const Removable& each : all) {
    const std::string path = "." + each.text();
    const bool same = path.size() >= ending.size() && path.substr(path.size() - ending.size()) == ending;
    if (same) matches.push_back(each);
    candidates.push_back(each.path.back());
  }
  if (matches.empty()) {
    text::Diagnostic& diagnostic =
        diagnostics_.error(Code::nothing_to_remove, name.span, {{"name", name.text}});
    if (const auto near = nearest(name.text, candidates))
      diagnostic.help(Hint::did_you_mean, {{"name", *near}});
  } else if (matches.size() > 1) {
    std::string choices;
    for (const Removable& each : matches) choices += (choices.empty() ? "`" : ", `") + each.text() + "`";
    diagnostics_.error(Code::remove_ambiguous, name.span, {{"name", name.text}})
        .help(Hint::one_of, {{"choices", choices}});
  } else {
    erase(base, matches.front());
  }
}

void Merger::remove_names(YamlMapping& base, const YamlNode& names) {
  const YamlSequence* list = names.sequence();
  if (list == nullptr) {
    diagnostics_.error(Code::list_expected, names.span, {{"place", "remove"}});
    return;
  }
  for (const YamlNode& item : list->items) {
    if (const WrittenText* name = item.scalar()) {
      remove_name(base, *name);
    } else {
      diagnostics_.error(Code::single_value_expected, item.span, {{"place", "remove"}});
    }
  }
}

void Merger::merge_section(YamlMapping& base, const YamlMember& section) {
  const std::string& name = section.key.text;
  if (name == "schemes" && section.value.sequence() != nullptr) {
    if (find_member(base, name) == nullptr) {
      put_member(base, {section.key, {section.value.span, YamlSequence{}, false}});
    }
    YamlMember* same = find_member(base, name);
    if (auto* list = std::get_if<YamlSequence>(&same->value.value)) {
      merge_schemes(*list, *section.value.sequence());
      return;
    }
  }
  YamlMember* same = find_member(base, name);
  const YamlMapping* overlay_map = section.value.mapping();
  if (same == nullptr && overlay_map != nullptr) {
    put_member(base, {section.key, {section.value.span, YamlMapping{{}, overlay_map->flow}, false}});
    same = find_member(base, name);
  }
  auto* base_map = same != nullptr ? std::get_if<YamlMapping>(&same->value.value) : nullptr;
  if (base_map == nullptr || overlay_map == nullptr) {
    put_member(base, section);
  } else if (depth_of(name) == 0) {
    merge_thing(*base_map, *overlay_map, name, diagnostics_);
  } else {
    merge_names(*base_map, *overlay_map, depth_of(name), name);
  }
}

void Merger::merge(YamlMapping& base, const YamlMapping& overlay) {
  // First what goes, so that an overlay may write a thing anew from nothing.
  if (const YamlMember* removed = find_member(overlay, "remove")) remove_names(base, removed->value);
  for (const YamlMember& section : overlay.members) {
    if (section.key.text != "remove") merge_section(base, section);
  }
}

}  // namespace

YamlNode merge_overlay(YamlNode base, const YamlNode& overlay, text::Diagnostics& diagnostics) {
  auto* base_map = std::get_if<YamlMapping>(&base.value);
  const YamlMapping* overlay_map = overlay.mapping();
  if (base_map == nullptr || overlay_map == nullptr) return base;
  Merger{diagnostics}.merge(*base_map, *overlay_map);
  return base;
}

}  // namespace doudi::syntax
