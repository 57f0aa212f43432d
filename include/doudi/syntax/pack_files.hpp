// doudi/syntax/pack_files.hpp - finds and reads the files of a pack: one file or a folder, and what it extends.
// Layer 2.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

/// A pack as one tree: its files joined, and merged into the pack that it extends.
struct LoadedFiles {
  std::optional<YamlNode> pack;  ///< nothing where no file could be read as YAML
  std::string digest;            ///< `sha256:…`; empty where a file is missing
  /// The pack's own case files (not those of its base), path as shown in messages and first byte in the sources.
  std::vector<std::pair<std::string, std::uint32_t>> case_files;
};

/// Reads the pack at `path`, a file or a folder. In a folder, `*.yaml` files whose first key is `cases` are case
/// files and the others, `pack.yaml` first and then by name, are one pack; the cases of a file `x.yaml` are in
/// `x.cases.yaml`. `extends: NAME` is looked for beside the pack and then in `search_path`, as the folder NAME or
/// the file NAME.yaml. What is missing or unreadable is a diagnostic, never an exception.
[[nodiscard]] LoadedFiles load_pack_files(const std::filesystem::path& path,
                                          std::span<const std::filesystem::path> search_path,
                                          text::SourceSet& sources, text::Diagnostics& diagnostics);

/// The same for a one-file pack in memory; `name` stands for its file in messages. What it extends is looked for
/// in `search_path` alone.
[[nodiscard]] LoadedFiles load_pack_text(std::string_view name, std::string_view text,
                                         std::span<const std::filesystem::path> search_path,
                                         text::SourceSet& sources, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
