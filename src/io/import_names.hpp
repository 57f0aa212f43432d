// src/io/import_names.hpp - names of a DMN model as names of a pack.
// Layer 8.
#pragma once

#include <set>
#include <string>
#include <string_view>

namespace doudi::io {

/// Gives each name one that a pack accepts: the same if it can be, else with `_` for what stands in the way. No two get the same.
class PackNames {
 public:
  [[nodiscard]] std::string take(std::string_view name);

 private:
  std::set<std::string, std::less<>> taken_;
};

/// The same for names that need not be unique: keys of contexts, columns, parameters.
[[nodiscard]] std::string pack_name(std::string_view name);

}  // namespace doudi::io
