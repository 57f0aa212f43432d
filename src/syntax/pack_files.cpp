// src/syntax/pack_files.cpp - finds and reads the files of a pack: one file or a folder, and what it extends.
// Layer 2.
#include "doudi/syntax/pack_files.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

#include "doudi/base/name.hpp"
#include "doudi/syntax/pack.hpp"

#include "syntax/join_files.hpp"
#include "syntax/overlay.hpp"
#include "syntax/sha256.hpp"

namespace doudi::syntax {

namespace fs = std::filesystem;
using text::Code;
using text::Hint;

namespace {

/// One pack without its base.
struct Layer {
  std::optional<YamlNode> tree;
  std::string digest_lines;  ///< what `sha256sum` prints for its files
  std::string file_digest;   ///< the digest of a pack that is one file
  std::vector<std::pair<std::string, std::uint32_t>> case_files;
};

/// The file's bytes; nothing if it cannot be opened or is no file.
std::optional<std::string> bytes_of(const fs::path& path) {
  std::error_code problem;
  if (fs::is_directory(path, problem)) return std::nullopt;
  std::ifstream stream(path, std::ios::binary);
  if (!stream) return std::nullopt;
  std::string bytes(std::istreambuf_iterator<char>(stream), {});
  if (stream.bad()) return std::nullopt;
  return bytes;
}

/// True if the first key of the file is `cases`. The bytes are looked at before anything reads them as YAML, since a
/// pack and its cases are read by different rules.
bool holds_cases(std::string_view bytes) {
  constexpr std::string_view mark = "\xEF\xBB\xBF";
  constexpr std::string_view key = "cases";
  if (bytes.substr(0, mark.size()) == mark) bytes.remove_prefix(mark.size());
  while (!bytes.empty()) {
    const std::size_t end = std::min(bytes.find('\n'), bytes.size());
    const std::string_view line = bytes.substr(0, end);
    bytes.remove_prefix(std::min(end + 1, bytes.size()));
    const std::size_t first = line.find_first_not_of(" \t\r");
    if (first == std::string_view::npos || line[first] == '#' || line.substr(0, 3) == "---") continue;
    if (line.substr(first, key.size()) != key) return false;
    const std::size_t behind = line.find_first_not_of(' ', first + key.size());
    return behind != std::string_view::npos && line[behind] == ':';
  }
  return false;
}

std::string digest_line(std::string_view bytes, const std::string& path) {
  return sha256(bytes) + "  " + path + "\n";
}

/// Where a pack may lie, with the places that were tried for a message.
struct Search {
  std::vector<fs::path> places;

  [[nodiscard]] std::optional<fs::path> find(const std::string& name) const;
  [[nodiscard]] std::string listed() const;
  [[nodiscard]] std::vector<std::string> packs() const;
};

std::optional<fs::path> Search::find(const std::string& name) const {
  if (name.empty() || name.front() == '.' || name.find_first_of("/\\") != std::string::npos)
    return std::nullopt;
  for (const fs::path& place : places) {
    std::error_code problem;
    if (fs::is_directory(place / name, problem)) return place / name;
    if (fs::is_regular_file(place / (name + ".yaml"), problem)) return place / (name + ".yaml");
  }
  return std::nullopt;
}

std::string Search::listed() const {
  std::string result;
  for (const fs::path& place : places) {
    // As the user would write it, from where the command runs.
    std::error_code problem;
    const fs::path near = fs::proximate(place, problem);
    const bool below = !problem && !near.empty() && *near.begin() != "..";
    result += (result.empty() ? "`" : ", `") + (below ? near : place).string() + "`";
  }
  return result;
}

/// The names of what looks like a pack, sorted.
std::vector<std::string> Search::packs() const {
  std::vector<std::string> result;
  for (const fs::path& place : places) {
    std::error_code problem;
    for (fs::directory_iterator entry(place, problem), end; !problem && entry != end;
         entry.increment(problem)) {
      std::error_code ignored;
      const bool folder = fs::is_regular_file(entry->path() / "pack.yaml", ignored);
      if (folder) result.push_back(entry->path().filename().string());
      if (entry->path().extension() == ".yaml") result.push_back(entry->path().stem().string());
    }
  }
  std::sort(result.begin(), result.end());
  return result;
}

class Loader {
 public:
  Loader(std::span<const fs::path> search_path, text::SourceSet& sources, text::Diagnostics& diagnostics)
      : search_path_{search_path}, sources_{sources}, diagnostics_{diagnostics} {}

  LoadedFiles load(const fs::path& path);
  LoadedFiles load_text(std::string_view name, std::string_view text);

 private:
  Layer read_layer(const fs::path& path);
  Layer read_file(const fs::path& path);
  Layer read_folder(const fs::path& folder);
  Layer read_bytes(const std::string& shown, std::string bytes, const std::string& digest_name);
  std::vector<std::string> names_in(const fs::path& folder);
  LoadedFiles extended(Layer layer, const std::optional<fs::path>& folder);
  std::optional<YamlNode> merged_into_base(YamlNode tree, const std::optional<fs::path>& folder,
                                           std::string& digest_lines);
  std::optional<fs::path> find_base(const WrittenText& name, const std::optional<fs::path>& folder);
  void report_unreadable(const fs::path& path);

  std::span<const fs::path> search_path_;
  text::SourceSet& sources_;
  text::Diagnostics& diagnostics_;
  std::vector<fs::path> chain_;  // the packs whose base is being read
};

/// The place that tells whether two paths are one pack.
fs::path identity(const fs::path& path) {
  std::error_code problem;
  fs::path result = fs::weakly_canonical(path, problem);
  return problem ? path : result;
}

/// The folder beside whose entries the pack lies.
fs::path folder_of(const fs::path& path) {
  std::error_code problem;
  fs::path whole = fs::absolute(path, problem).lexically_normal();
  if (!whole.has_filename()) whole = whole.parent_path();
  return whole.parent_path();
}

void Loader::report_unreadable(const fs::path& path) {
  std::error_code problem;
  const bool there = fs::exists(path, problem);
  diagnostics_.error(Code::pack_unreadable, {}, {{"path", path.string()}})
      .help(there ? Hint::not_readable : Hint::no_such_file);
}

Layer Loader::read_bytes(const std::string& shown, std::string bytes, const std::string& digest_name) {
  Layer layer;
  layer.digest_lines = digest_line(bytes, digest_name);
  layer.file_digest = sha256(bytes);
  const std::uint32_t begin = sources_.add(shown, std::move(bytes));
  if (auto root = read_yaml(sources_, begin, YamlPurpose::pack, diagnostics_)) {
    std::vector<PackFile> files;
    files.push_back({digest_name, std::move(*root)});
    layer.tree = join_files(std::move(files), diagnostics_);
  }
  return layer;
}

Layer Loader::read_file(const fs::path& path) {
  auto bytes = bytes_of(path);
  if (!bytes) {
    report_unreadable(path);
    return {};
  }
  Layer layer = read_bytes(path.string(), std::move(*bytes), path.filename().string());
  fs::path cases = path;
  cases.replace_extension(".cases.yaml");
  if (auto case_bytes = bytes_of(cases)) {
    layer.case_files.emplace_back(cases.string(), sources_.add(cases.string(), std::move(*case_bytes)));
  }
  return layer;
}

/// The YAML files of a folder, sorted by name. Those that a shell's `*.yaml` would give.
std::vector<std::string> Loader::names_in(const fs::path& folder) {
  std::vector<std::string> names;
  std::error_code problem;
  for (fs::directory_iterator entry(folder, problem), end; !problem && entry != end;
       entry.increment(problem)) {
    std::error_code ignored;
    std::string name = entry->path().filename().string();
    const bool wanted = entry->path().extension() == ".yaml" && name.front() != '.';
    if (wanted && !fs::is_directory(entry->path(), ignored)) names.push_back(std::move(name));
  }
  if (problem) report_unreadable(folder);
  std::sort(names.begin(), names.end());
  return names;
}

Layer Loader::read_folder(const fs::path& folder) {
  Layer layer;
  std::vector<std::pair<std::string, std::string>> pack_files;  // name and bytes
  bool complete = true;
  for (const std::string& name : names_in(folder)) {
    auto bytes = bytes_of(folder / name);
    if (!bytes) {
      report_unreadable(folder / name);
      complete = false;
    } else if (holds_cases(*bytes)) {
      const std::string shown = (folder / name).string();
      layer.case_files.emplace_back(shown, sources_.add(shown, std::move(*bytes)));
    } else {
      layer.digest_lines += digest_line(*bytes, name);
      pack_files.emplace_back(name, std::move(*bytes));
    }
  }
  const auto heading = std::find_if(pack_files.begin(), pack_files.end(),
                                    [](const auto& file) { return file.first == "pack.yaml"; });
  if (heading == pack_files.end()) {
    if (complete) diagnostics_.error(Code::folder_without_pack, {}, {{"path", folder.string()}});
    return layer;
  }
  std::rotate(pack_files.begin(), heading, heading + 1);
  std::vector<PackFile> files;
  for (auto& [name, bytes] : pack_files) {
    const std::uint32_t begin = sources_.add((folder / name).string(), std::move(bytes));
    auto root = read_yaml(sources_, begin, YamlPurpose::pack, diagnostics_);
    if (root) {
      files.push_back({name, std::move(*root)});
    } else {
      complete = false;
    }
  }
  auto tree = join_files(std::move(files), diagnostics_);
  if (complete) layer.tree = std::move(tree);
  return layer;
}

Layer Loader::read_layer(const fs::path& path) {
  std::error_code problem;
  return fs::is_directory(path, problem) ? read_folder(path) : read_file(path);
}

std::optional<fs::path> Loader::find_base(const WrittenText& name, const std::optional<fs::path>& folder) {
  Search search;
  if (folder) search.places.push_back(*folder);
  search.places.insert(search.places.end(), search_path_.begin(), search_path_.end());
  auto base = search.find(name.text);
  if (!base) {
    text::Diagnostic& diagnostic = diagnostics_.error(Code::base_not_found, name.span, {{"name", name.text}});
    if (const auto near = nearest(name.text, search.packs())) {
      diagnostic.help(Hint::did_you_mean, {{"name", *near}});
    } else if (!search.places.empty()) {
      diagnostic.help(Hint::looked_in, {{"places", search.listed()}});
    }
    return std::nullopt;
  }
  const auto earlier = std::find(chain_.begin(), chain_.end(), identity(*base));
  if (earlier == chain_.end()) return base;
  std::string shown;
  for (auto each = earlier; each != chain_.end(); ++each) shown += each->stem().string() + " → ";
  diagnostics_.error(Code::base_circle, name.span, {{"chain", shown + name.text}});
  return std::nullopt;
}

/// Takes the key `extends` out of a tree.
std::optional<YamlMember> taken_extends(YamlNode& tree) {
  auto& members = std::get<YamlMapping>(tree.value).members;
  const auto found = std::find_if(members.begin(), members.end(),
                                  [](const YamlMember& each) { return each.key.text == "extends"; });
  if (found == members.end()) return std::nullopt;
  YamlMember result = std::move(*found);
  members.erase(found);
  return result;
}

/// The tree merged into its base, if it has one; the digest lines of all bases are put before `digest_lines`.
std::optional<YamlNode> Loader::merged_into_base(YamlNode tree, const std::optional<fs::path>& folder,
                                                 std::string& digest_lines) {
  const auto extends = taken_extends(tree);
  if (!extends) return tree;
  const WrittenText* name = extends->value.scalar();
  if (name == nullptr) {
    diagnostics_.error(Code::single_value_expected, extends->value.span, {{"place", "extends"}});
    return std::nullopt;
  }
  const auto path = find_base(*name, folder);
  if (!path) return std::nullopt;
  Layer layer = read_layer(*path);
  digest_lines = layer.digest_lines + digest_lines;
  if (!layer.tree) return std::nullopt;
  chain_.push_back(identity(*path));
  auto base = merged_into_base(std::move(*layer.tree), folder_of(*path), digest_lines);
  chain_.pop_back();
  if (!base) return std::nullopt;
  return merge_overlay(std::move(*base), tree, diagnostics_);
}

LoadedFiles Loader::extended(Layer layer, const std::optional<fs::path>& folder) {
  LoadedFiles result;
  result.case_files = std::move(layer.case_files);
  std::string lines = layer.digest_lines;
  if (layer.tree) result.pack = merged_into_base(std::move(*layer.tree), folder, lines);
  const bool one_file = lines == layer.digest_lines && !layer.file_digest.empty();
  if (!lines.empty()) result.digest = "sha256:" + (one_file ? layer.file_digest : sha256(lines));
  return result;
}

LoadedFiles Loader::load(const fs::path& path) {
  chain_.push_back(identity(path));
  return extended(read_layer(path), folder_of(path));
}

LoadedFiles Loader::load_text(std::string_view name, std::string_view text) {
  return extended(read_bytes(std::string(name), std::string(text), std::string(name)), std::nullopt);
}

}  // namespace

LoadedFiles load_pack_files(const fs::path& path, std::span<const fs::path> search_path,
                            text::SourceSet& sources, text::Diagnostics& diagnostics) {
  return Loader{search_path, sources, diagnostics}.load(path);
}

LoadedFiles load_pack_text(std::string_view name, std::string_view text,
                           std::span<const fs::path> search_path, text::SourceSet& sources,
                           text::Diagnostics& diagnostics) {
  return Loader{search_path, sources, diagnostics}.load_text(name, text);
}

}  // namespace doudi::syntax
