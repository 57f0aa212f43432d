// src/syntax/overlay_parts.hpp - the pieces of which merging an overlay consists.
// Layer 2.
#pragma once

#include <string>
#include <string_view>

#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// The member with this key, or nothing.
[[nodiscard]] YamlMember* find_member(YamlMapping& mapping, std::string_view key) noexcept;
[[nodiscard]] const YamlMember* find_member(const YamlMapping& mapping, std::string_view key) noexcept;
/// Removes the member with this key, if there is one.
void erase_member(YamlMapping& mapping, std::string_view key);
/// Replaces the member with the same key, or adds one.
void put_member(YamlMapping& mapping, YamlMember member);

/// Merges one named thing: a rule, parameter, unit, scheme, fact, type, source, the lifecycle, or one of their
/// versions. `place` names it in messages.
void merge_thing(YamlMapping& base, const YamlMapping& overlay, const std::string& place,
                 text::Diagnostics& diagnostics);
/// Merges maps key by key, those below as well; other values of the overlay replace the base's.
void merge_plain(YamlMapping& base, const YamlMapping& overlay);

/// Merges the overlay's list of versions into the base's by their `from`. A version whose `from` the base does not
/// have ends the one it falls into on the day before.
void merge_versions(YamlSequence& base, const YamlSequence& overlay, const std::string& place,
                    text::Diagnostics& diagnostics);

/// Applies `rows:` and `hit:` of an overlay to the table that the base has.
void change_table(YamlMapping& base, const YamlMapping& overlay, const std::string& place,
                  text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
