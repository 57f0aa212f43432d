// src/syntax/overlay.hpp - a pack merged into the pack that it extends.
// Layer 2.
#pragma once

#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// The tree that says what `overlay` says and, where it says nothing, what `base` says. Every part keeps the place
/// where it was written. Maps merge key by key. `formula`, `table` and `versions` are one slot, and so are the
/// other keys of which only one may stand; `versions` merge by `from`; `rows` and `hit` change the base's table;
/// `remove` removes; schemes match by name. Reports rows, schemes and removed names that the base does not have.
[[nodiscard]] YamlNode merge_overlay(YamlNode base, const YamlNode& overlay, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
