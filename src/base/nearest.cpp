// src/base/nearest.cpp - the nearest of several names.
// Layer 0.
#include <algorithm>
#include <vector>

#include "doudi/base/name.hpp"

namespace doudi {
namespace {

using CodePoints = std::vector<char32_t>;

CodePoints code_points_of(std::string_view text) {
  CodePoints code_points;
  for (std::size_t offset = 0; offset < text.size();) {
    const auto code_point = decode(text, offset);
    code_points.push_back(code_point.value_or(U'\uFFFD'));
    if (!code_point) ++offset;
  }
  return code_points;
}

/// The distance of Damerau and Levenshtein where no part is changed twice.
std::size_t distance_between(const CodePoints& word, const CodePoints& other) {
  const std::size_t columns = other.size() + 1;
  std::vector<std::size_t> before_last(columns);
  std::vector<std::size_t> last(columns);
  std::vector<std::size_t> current(columns);
  for (std::size_t j = 0; j < columns; ++j) last[j] = j;
  for (std::size_t i = 1; i <= word.size(); ++i) {
    current[0] = i;
    for (std::size_t j = 1; j < columns; ++j) {
      const std::size_t replaced = last[j - 1] + (word[i - 1] == other[j - 1] ? 0 : 1);
      current[j] = std::min({replaced, last[j] + 1, current[j - 1] + 1});
      const bool exchanged = i > 1 && j > 1 && word[i - 1] == other[j - 2] && word[i - 2] == other[j - 1];
      if (exchanged) current[j] = std::min(current[j], before_last[j - 2] + 1);
    }
    std::swap(before_last, last);
    std::swap(last, current);
  }
  return last[other.size()];
}

}  // namespace

std::optional<std::string> nearest(std::string_view word, std::span<const std::string> candidates) {
  constexpr std::size_t longest = 200;  // bytes; a word that long is no slip of a name
  if (word.size() > longest) return std::nullopt;
  const CodePoints wanted = code_points_of(word);
  std::size_t allowed = (wanted.size() + 1) / 3;
  std::optional<std::string> found;
  for (const std::string& candidate : candidates) {
    const CodePoints offered = code_points_of(candidate);
    const std::size_t difference =
        std::max(wanted.size(), offered.size()) - std::min(wanted.size(), offered.size());
    if (difference > allowed) continue;
    const std::size_t distance = distance_between(wanted, offered);
    if (distance > allowed || (found && distance == allowed)) continue;
    found = candidate;
    allowed = distance;
  }
  return found;
}

}  // namespace doudi
