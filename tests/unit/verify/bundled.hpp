// tests/unit/verify/bundled.hpp - the packs and households that come with doudi, for tests of what must hold for all of them.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/check/check.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/model/record_builder.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::tests {

/// A pack as written, with the files it was read from.
struct BundledPack {
  std::string path;
  text::SourceSet sources;
  syntax::Pack written;
};
/// A household and the day it is decided on.
struct BundledHousehold {
  std::string path;
  model::RecordNode record;
};

[[nodiscard]] BundledPack read_bundled_pack(const std::string& path);
[[nodiscard]] std::vector<std::string> bundled_household_paths(const std::string& pack);
[[nodiscard]] model::RecordNode read_bundled_household(BundledPack& pack, const std::string& path);
/// The day on which a bundled household is decided: its first line says so.
[[nodiscard]] Date bundled_date(const std::string& household);

/// Status, outputs, grants and case block on one line, members in order of their names: what must not change.
[[nodiscard]] std::string answer_text(const model::Pack& pack, const model::Record& record,
                                      const explain::Explanation& explanation);

}  // namespace doudi::tests
