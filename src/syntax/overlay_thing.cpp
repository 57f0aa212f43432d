// src/syntax/overlay_thing.cpp - one named thing of an overlay merged into the base's: slots and versions.
// Layer 2.
#include <algorithm>
#include <array>
#include <optional>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"

#include "syntax/overlay_parts.hpp"

namespace doudi::syntax {

using text::Code;

namespace {

/// Writing `key` takes the place of `others`.
struct Slot {
  std::string_view key;
  std::vector<std::string_view> others;
};

constexpr std::array<std::string_view, 11> version_keys{"formula",  "table",      "value", "by",
                                                        "members",  "each",       "where", "transitions",
                                                        "eligible", "conditions", "amount"};

const std::vector<Slot>& slots() {
  static const std::vector<Slot> result{{"formula", {"table"}},
                                        {"table", {"formula"}},
                                        {"value", {"by"}},
                                        {"by", {"value"}},
                                        {"members", {"each", "where"}},
                                        {"each", {"members"}},
                                        {"eligible", {"conditions"}},
                                        {"conditions", {"eligible"}},
                                        {"type", {"list", "ref", "size"}},
                                        {"list", {"type", "ref"}},
                                        {"ref", {"type", "list"}},
                                        {"range", {"unbounded"}},
                                        {"unbounded", {"range"}},
                                        {"enum", {"number", "symbol"}},
                                        {"number", {"enum", "symbol", "ordered"}},
                                        {"symbol", {"enum", "number", "ordered"}}};
  return result;
}

bool writes_version(const YamlMapping& mapping) {
  return std::any_of(version_keys.begin(), version_keys.end(),
                     [&](std::string_view key) { return find_member(mapping, key) != nullptr; });
}

/// Moves what the thing itself says about its only version into a list of one.
void spell_out_version(YamlMapping& base) {
  YamlMapping version;
  text::Span span;
  const auto moves = [](const YamlMember& member) {
    const std::string_view key = member.key.text;
    return key == "from" || key == "until" || key == "cite" ||
           std::find(version_keys.begin(), version_keys.end(), key) != version_keys.end();
  };
  std::vector<YamlMember> kept;
  for (YamlMember& member : base.members) {
    if (!moves(member)) {
      kept.push_back(std::move(member));
      continue;
    }
    if (!span.somewhere()) span = member.key.span;
    version.members.push_back(std::move(member));
  }
  base.members = std::move(kept);
  YamlSequence versions;
  versions.items.push_back({span, std::move(version), false});
  WrittenText key{"versions", span, ScalarStyle::plain, {}};
  base.members.push_back({std::move(key), {span, std::move(versions), false}});
}

}  // namespace

YamlMember* find_member(YamlMapping& mapping, std::string_view key) noexcept {
  const auto found = std::find_if(mapping.members.begin(), mapping.members.end(),
                                  [&](const YamlMember& each) { return each.key.text == key; });
  return found != mapping.members.end() ? &*found : nullptr;
}

const YamlMember* find_member(const YamlMapping& mapping, std::string_view key) noexcept {
  const auto found = std::find_if(mapping.members.begin(), mapping.members.end(),
                                  [&](const YamlMember& each) { return each.key.text == key; });
  return found != mapping.members.end() ? &*found : nullptr;
}

void erase_member(YamlMapping& mapping, std::string_view key) {
  const auto found = std::find_if(mapping.members.begin(), mapping.members.end(),
                                  [&](const YamlMember& each) { return each.key.text == key; });
  if (found != mapping.members.end()) mapping.members.erase(found);
}

void put_member(YamlMapping& mapping, YamlMember member) {
  if (YamlMember* same = find_member(mapping, member.key.text)) {
    *same = std::move(member);
  } else {
    mapping.members.push_back(std::move(member));
  }
}

void merge_plain(YamlMapping& base, const YamlMapping& overlay) {
  for (const YamlMember& member : overlay.members) {
    YamlMember* same = find_member(base, member.key.text);
    auto* base_map = same != nullptr ? std::get_if<YamlMapping>(&same->value.value) : nullptr;
    if (base_map != nullptr && member.value.mapping() != nullptr) {
      merge_plain(*base_map, *member.value.mapping());
    } else {
      put_member(base, member);
    }
  }
}

void merge_thing(YamlMapping& base, const YamlMapping& overlay, const std::string& place,
                 text::Diagnostics& diagnostics) {
  const YamlMember* versions = find_member(overlay, "versions");
  const YamlSequence* version_list = versions != nullptr ? versions->value.sequence() : nullptr;
  if (version_list != nullptr && find_member(base, "versions") == nullptr && writes_version(base)) {
    spell_out_version(base);
  }
  if (versions == nullptr && writes_version(overlay)) erase_member(base, "versions");
  change_table(base, overlay, place, diagnostics);
  for (const Slot& slot : slots()) {
    if (find_member(overlay, slot.key) == nullptr) continue;
    for (const std::string_view other : slot.others) erase_member(base, other);
  }
  YamlMapping rest;
  for (const YamlMember& member : overlay.members) {
    const std::string_view key = member.key.text;
    if (key == "rows" || key == "hit") continue;
    YamlMember* base_versions = key == "versions" ? find_member(base, key) : nullptr;
    auto* base_list =
        base_versions != nullptr ? std::get_if<YamlSequence>(&base_versions->value.value) : nullptr;
    if (base_list != nullptr && version_list != nullptr) {
      merge_versions(*base_list, *version_list, place, diagnostics);
    } else {
      rest.members.push_back(member);
    }
  }
  merge_plain(base, rest);
}

namespace {

const WrittenText* scalar_at(const YamlMapping& mapping, std::string_view key) {
  const YamlMember* member = find_member(mapping, key);
  return member != nullptr ? member->value.scalar() : nullptr;
}

/// The day at a key; nothing where it is absent or no date, which read_pack reports.
std::optional<Date> date_at(const YamlMapping& mapping, std::string_view key) {
  const WrittenText* written = scalar_at(mapping, key);
  if (written == nullptr) return std::nullopt;
  const auto date = Date::parse(written->text);
  return date ? std::optional(*date) : std::nullopt;
}

bool same_from(const YamlMapping& first, const YamlMapping& second) {
  const WrittenText* first_from = scalar_at(first, "from");
  const WrittenText* second_from = scalar_at(second, "from");
  if (first_from == nullptr || second_from == nullptr) return first_from == second_from;
  return first_from->text == second_from->text;
}

/// Ends each version that holds on the day `from` on the day before. The end points at the `from` that causes it.
void end_before(YamlSequence& versions, Date from, const YamlMember& cause) {
  const auto day_before = Date::from_days(from.days() - 1);
  if (!day_before) return;
  for (YamlNode& item : versions.items) {
    auto* mapping = std::get_if<YamlMapping>(&item.value);
    if (mapping == nullptr) continue;
    const auto begins = date_at(*mapping, "from");
    const auto ends = date_at(*mapping, "until");
    if ((begins && *begins >= from) || (ends && *ends < from)) continue;
    const text::Span span = cause.value.span;
    WrittenText key{"until", cause.key.span, ScalarStyle::plain, {}};
    WrittenText until{day_before->text(), span, ScalarStyle::plain, {}};
    put_member(*mapping, {std::move(key), {span, std::move(until), false}});
  }
}

}  // namespace

void merge_versions(YamlSequence& base, const YamlSequence& overlay, const std::string& place,
                    text::Diagnostics& diagnostics) {
  for (const YamlNode& version : overlay.items) {
    const YamlMapping* mapping = version.mapping();
    const auto same = std::find_if(base.items.begin(), base.items.end(), [&](const YamlNode& each) {
      return mapping != nullptr && each.mapping() != nullptr && same_from(*each.mapping(), *mapping);
    });
    if (same != base.items.end()) {
      merge_thing(std::get<YamlMapping>(same->value), *mapping, place, diagnostics);
      continue;
    }
    const auto from = mapping != nullptr ? date_at(*mapping, "from") : std::nullopt;
    if (from) end_before(base, *from, *find_member(*mapping, "from"));
    const auto behind = std::find_if(base.items.begin(), base.items.end(), [&](const YamlNode& each) {
      const auto other = each.mapping() != nullptr ? date_at(*each.mapping(), "from") : std::nullopt;
      return from && other && *other > *from;
    });
    YamlNode added = version;
    if (mapping != nullptr) {
      added.value = YamlMapping{{}, mapping->flow};
      merge_thing(std::get<YamlMapping>(added.value), *mapping, place, diagnostics);
    }
    base.items.insert(behind, std::move(added));
  }
}

}  // namespace doudi::syntax
