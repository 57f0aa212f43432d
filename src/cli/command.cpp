// src/cli/command.cpp - what the commands of `doudi` share.
#include "cli/command.hpp"

#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <sstream>

namespace doudi::cli {

text::Language language_of_environment() {
  for (const char* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
    const char* const value = std::getenv(name);  // NOLINT(concurrency-mt-unsafe): one thread
    if (value == nullptr || *value == '\0') continue;
    return std::string_view{value}.starts_with("zh") ? text::Language::zh : text::Language::en;
  }
  return text::Language::en;
}

LoadedPack load_reported(const std::string& path, const Options& options) {
  LoadedPack loaded = load(path, options.search_path);
  std::cerr << loaded.report(options.language);
  return loaded;
}

std::optional<std::string> read_bytes(const std::string& path) {
  std::ostringstream bytes;
  if (path == "-") {
    bytes << std::cin.rdbuf();
    return std::move(bytes).str();
  }
  std::ifstream file{path, std::ios::binary};
  // A folder opens, but has nothing to peek at and says so by `bad`.
  if (!file || (file.peek() == std::ifstream::traits_type::eof() && file.bad())) return std::nullopt;
  file.clear();
  return std::string{std::istreambuf_iterator<char>{file}, {}};
}

std::string_view in(text::Language language, std::string_view en, std::string_view zh) noexcept {
  return language == text::Language::zh ? zh : en;
}

}  // namespace doudi::cli
