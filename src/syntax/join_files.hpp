// src/syntax/join_files.hpp - the files of one folder as one tree.
// Layer 2.
#pragma once

#include <optional>
#include <vector>

#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// Joins the sections of the files in their order; the first is the one that may have a heading. A key that is
/// written twice is reported with both places. Nothing if a file is no map.
[[nodiscard]] std::optional<YamlNode> join_files(std::vector<PackFile> files, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
