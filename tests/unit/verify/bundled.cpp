// tests/unit/verify/bundled.cpp - the packs and households that come with doudi.
#include "bundled.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>

#include "doudi/explain/value_text.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/syntax/yaml_tree.hpp"

namespace doudi::tests {

namespace {

std::string sorted_text(std::vector<std::string> texts) {
  std::ranges::sort(texts);
  std::string result = "[";
  for (const std::string& text : texts) result += text + " ";
  return result + "]";
}

/// The value with its items in order of their texts: lists of members have no order.
std::string unordered_text(const model::Pack& pack, const model::Record& record,
                           const explain::OutputValue& output) {
  const auto* list = output.value.get_if<explain::List>();
  if (list == nullptr) return explain::value_text(pack, record, output.value);
  std::vector<std::string> items;
  for (std::size_t index = 0; index < list->items.size(); ++index) {
    const std::string member = index < output.members.size() ? output.members[index] + "=" : "";
    items.push_back(member + explain::value_text(pack, record, list->items[index].value));
  }
  return sorted_text(std::move(items));
}

}  // namespace

BundledPack read_bundled_pack(const std::string& path) {
  BundledPack pack{.path = path, .sources = {}, .written = {}};
  text::Diagnostics diagnostics;
  const auto files = syntax::load_pack_files(path, {}, pack.sources, diagnostics);
  if (!files.pack) throw std::runtime_error("cannot read " + path);
  pack.written = syntax::read_pack(*files.pack, pack.sources, diagnostics);
  if (diagnostics.has_errors())
    throw std::runtime_error(render(diagnostics, pack.sources, text::Language::en));
  return pack;
}

std::vector<std::string> bundled_household_paths(const std::string& pack) {
  std::vector<std::string> paths;
  for (const auto& entry : std::filesystem::directory_iterator{pack + "/households"}) {
    if (entry.path().extension() == ".yaml") paths.push_back(entry.path().string());
  }
  std::ranges::sort(paths);
  return paths;
}

model::RecordNode read_bundled_household(BundledPack& pack, const std::string& path) {
  std::ifstream file{path, std::ios::binary};
  const std::uint32_t begin = pack.sources.add(path, {std::istreambuf_iterator<char>{file}, {}});
  text::Diagnostics diagnostics;
  const auto root = syntax::read_yaml(pack.sources, begin, syntax::YamlPurpose::record, diagnostics);
  if (!root) throw std::runtime_error(render(diagnostics, pack.sources, text::Language::en));
  return io::record_node(*root);
}

Date bundled_date(const std::string& household) {
  std::ifstream file{household};
  std::string first_line;
  std::getline(file, first_line);
  const std::size_t on = first_line.find(" on ");
  const auto date = Date::parse(on == std::string::npos ? std::string{} : first_line.substr(on + 4, 10));
  if (!date) throw std::runtime_error("the first line does not say on which day: " + household);
  return *date;
}

std::string answer_text(const model::Pack& pack, const model::Record& record,
                        const explain::Explanation& explanation) {
  const explain::Answer& answer = explanation.answer;
  std::string text = std::to_string(static_cast<int>(answer.status));
  for (const explain::OutputValue& output : answer.outputs) {
    text += "; " + output.name + " " + unordered_text(pack, record, output);
  }
  for (const explain::Grant& grant : answer.grants.value_or(std::vector<explain::Grant>{})) {
    text += "; grant " + grant.scheme + " " + sorted_text(grant.covered) + " " + grant.amount.text();
  }
  if (answer.case_block) {
    const explain::CaseBlock& block = *answer.case_block;
    text += "; case " + block.state + " " + block.since.text() + " " + block.amount.text() + " " +
            sorted_text(block.paid);
  }
  return text + "; missing " + sorted_text(answer.missing);
}

}  // namespace doudi::tests
