// src/load.cpp - files to pack: the stages in their order.
#include "doudi/load.hpp"

#include <filesystem>
#include <utility>

#include "doudi/check/check.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"

namespace doudi {

namespace {

void check_files(syntax::LoadedFiles files, LoadedPack& loaded) {
  for (auto& [path, begin] : files.case_files) loaded.case_files.push_back({std::move(path), begin});
  if (!files.pack) return;
  loaded.written = syntax::read_pack(*files.pack, loaded.sources, loaded.diagnostics);
  loaded.written->digest = std::move(files.digest);
  loaded.pack = check::check(*loaded.written, loaded.diagnostics);
  if (loaded.diagnostics.has_errors()) loaded.pack.reset();
}

}  // namespace

std::string LoadedPack::report(text::Language language) const {
  return text::render(diagnostics, sources, language);
}

LoadedPack load(const std::string& path, const std::vector<std::string>& search_path) {
  LoadedPack loaded;
  const std::vector<std::filesystem::path> folders(search_path.begin(), search_path.end());
  check_files(syntax::load_pack_files(path, folders, loaded.sources, loaded.diagnostics), loaded);
  return loaded;
}

LoadedPack load_text(std::string_view name, std::string_view text,
                     const std::vector<std::string>& search_path) {
  LoadedPack loaded;
  const std::vector<std::filesystem::path> folders(search_path.begin(), search_path.end());
  check_files(syntax::load_pack_text(name, text, folders, loaded.sources, loaded.diagnostics), loaded);
  return loaded;
}

}  // namespace doudi
