// src/io/import_names.cpp - names of a DMN model as names of a pack.
// Layer 8.
#include "io/import_names.hpp"

#include <algorithm>
#include <array>

#include "doudi/base/name.hpp"

#include "syntax/reserved_names.hpp"

namespace doudi::io {
namespace {

/// What stands in YAML for true, false or null.
[[nodiscard]] bool is_yaml_word(std::string_view name) {
  constexpr std::array<std::string_view, 8> words{"y", "n", "yes", "no", "on", "off", "true", "false"};
  std::string lower{name};
  std::ranges::transform(lower, lower.begin(), [](char letter) {
    return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
  });
  return lower == "null" || std::ranges::find(words, lower) != words.end();
}

[[nodiscard]] bool is_usable(const std::string& name) {
  return is_name(name) && !is_yaml_word(name) && !syntax::reserved_word(name, syntax::NameScope::root);
}

/// Letters and digits as they are, anything else as `_`.
[[nodiscard]] std::string letters_of(std::string_view name, bool spaces) {
  std::string result;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t begin = at;
    const auto code = decode(name, at);
    if (!code) {
      ++at;
      continue;
    }
    const bool kept = is_name_part(*code) || is_name_start(*code) || (spaces && *code == U' ');
    const std::string_view part = kept ? name.substr(begin, at - begin) : "_";
    if (part == "_" && result.ends_with('_')) continue;
    result += part;
  }
  std::size_t at = 0;
  const auto first = decode(result, at);
  if (!first || !is_name_start(*first)) result.insert(0, "_");
  return result;
}

}  // namespace

std::string pack_name(std::string_view name) {
  std::string result{name};
  if (is_usable(result)) return result;
  result = letters_of(name, true);
  if (is_usable(result)) return result;
  result = letters_of(name, false);
  while (!is_usable(result)) result += '_';
  return result;
}

std::string PackNames::take(std::string_view name) {
  const std::string wanted = pack_name(name);
  std::string result = wanted;
  for (int number = 2; !taken_.insert(result).second; ++number)
    result = wanted + "_" + std::to_string(number);
  return result;
}

}  // namespace doudi::io
