// src/cli/command_import_dmn.cpp - `doudi import-dmn`: a DMN model as a pack.
#include <fstream>
#include <iostream>

#include "doudi/io/import_dmn.hpp"
#include "doudi/io/read_dmn.hpp"

#include "cli/command.hpp"

namespace doudi::cli {

namespace {

/// To the file that was named, or to standard output.
[[nodiscard]] bool write_pack(const std::string& text, const Options& options) {
  if (options.output.empty()) {
    std::cout << text;
    return true;
  }
  std::ofstream file{options.output, std::ios::binary};
  file << text;
  file.close();
  return static_cast<bool>(file);
}

}  // namespace

Exit run_import_dmn(const Options& options) {
  const auto bytes = read_bytes(options.model);
  if (!bytes) {
    std::cerr << options.model << ": " << in(options.language, "the file cannot be read", "无法读取该文件")
              << '\n';
    return Exit::input;
  }
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto model = io::read_dmn(options.model, *bytes, sources, diagnostics);
  const auto pack = model ? io::import_dmn(*model, options.model, sources, diagnostics) : std::nullopt;
  std::cerr << text::render(diagnostics, sources, options.language);
  if (!pack) return Exit::input;
  if (!write_pack(pack->text, options)) {
    std::cerr << options.output << ": "
              << in(options.language, "the file cannot be written", "无法写入该文件") << '\n';
    return Exit::usage;
  }
  return diagnostics.has_errors() ? Exit::input : Exit::good;
}

}  // namespace doudi::cli
