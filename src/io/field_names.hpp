// src/io/field_names.hpp - which field a name is, expecting fields in the order in which they came before.
// Layer 8.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace doudi::io {

/// Names, each with what it stands for. Looking one up that comes where it came last time takes one comparison.
template <class Meaning>
class FieldNames {
 public:
  void add(std::string name, Meaning meaning) {
    const auto place = std::ranges::lower_bound(names_, name, {}, &Name::text);
    names_.insert(place, {std::move(name), meaning});
    expected_.push_back(0);
  }

  /// What the name stands for that is written behind the quote before `text`, as the field in `position` of its object.
  /// Nothing if it is unknown or has escapes. `text` goes on at least to the quote that ends the name.
  [[nodiscard]] std::optional<Meaning> find(std::string_view text, std::size_t position) {
    const bool expecting = position < expected_.size();
    if (expecting && is_quoted(text, names_[expected_[position]].text))
      return names_[expected_[position]].meaning;
    const std::string_view name = text.substr(0, text.find('"'));
    const auto found = std::ranges::lower_bound(names_, name, {}, &Name::text);
    if (found == names_.end() || found->text != name) return std::nullopt;
    if (expecting) expected_[position] = static_cast<std::uint32_t>(found - names_.begin());
    return found->meaning;
  }

 private:
  struct Name {
    std::string text;
    Meaning meaning;
  };

  static bool is_quoted(std::string_view text, std::string_view name) noexcept {
    return text.size() > name.size() && text[name.size()] == '"' && text.starts_with(name);
  }

  std::vector<Name> names_;  // sorted
  std::vector<std::uint32_t> expected_;
};

}  // namespace doudi::io
