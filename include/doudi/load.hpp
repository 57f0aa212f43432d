// doudi/load.hpp - a pack from its files: read, joined with what it extends, checked.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/model/pack.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi {

/// A file of cases that belongs to a pack.
struct CaseFile {
  std::string path;         ///< as messages show it
  std::uint32_t begin = 0;  ///< where its first byte lies in LoadedPack::sources
};

/// What became of the files of a pack: the pack, or everything that is wrong with them.
struct LoadedPack {
  std::optional<model::Pack> pack;      ///< nothing if there was an error
  text::SourceSet sources;              ///< the files, for the places in diagnostics and explanations
  text::Diagnostics diagnostics;        ///< errors, or only warnings if there is a pack
  std::optional<syntax::Pack> written;  ///< as it was written, which its cases are checked against
  std::vector<CaseFile> case_files;

  explicit operator bool() const noexcept { return pack.has_value(); }
  /// Throws std::bad_optional_access if there is no pack.
  [[nodiscard]] const model::Pack& operator*() const& { return pack.value(); }
  [[nodiscard]] const model::Pack* operator->() const { return &pack.value(); }
  /// All diagnostics as text, with the lines they are about: sorted, at most 50. Empty if all is well.
  [[nodiscard]] std::string report(text::Language language) const;
};

/// Loads the pack at `path`: a file, or a folder. What it extends is looked for beside it, then in the folders
/// of `search_path`. A missing or unreadable file is a diagnostic like any other. Nothing is kept between
/// calls: to replace a pack in a running program, load the new one and swap when it is good. Safe from any
/// thread; the pack that is returned may be used from many.
[[nodiscard]] LoadedPack load(const std::string& path, const std::vector<std::string>& search_path = {});

/// The same for a one-file pack in memory. `name` stands for its file in messages.
[[nodiscard]] LoadedPack load_text(std::string_view name, std::string_view text,
                                   const std::vector<std::string>& search_path = {});

}  // namespace doudi
