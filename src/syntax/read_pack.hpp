// src/syntax/read_pack.hpp - the sections of a pack, one function each.
// Layer 2.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

#include "syntax/section_reader.hpp"

namespace doudi::syntax {

[[nodiscard]] std::vector<Source> read_sources(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<TypeDefinition> read_types(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<EntityFacts> read_facts(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<Parameter> read_parameters(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<Function> read_functions(const YamlNode& node, text::Diagnostics& diagnostics);
/// `root` is the name of the root entity, where more names are reserved.
[[nodiscard]] std::vector<RuleGroup> read_rules(const YamlNode& node, const std::string& root,
                                                text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<AssessmentUnit> read_assess(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::vector<Scheme> read_schemes(const YamlNode& node, text::Diagnostics& diagnostics);
[[nodiscard]] std::optional<Lifecycle> read_lifecycle(const YamlNode& node, text::Span key,
                                                      text::Diagnostics& diagnostics);

/// Reads what may have `versions:`. Without them the map itself is the only version. `read` gets the reader of
/// the map or of one version, and gives a version without its span, period and cites.
template <class Version, class Read>
[[nodiscard]] std::vector<Version> read_versions(SectionReader& section, Read read) {
  std::vector<Version> result;
  const YamlNode* versions = section.node("versions");
  if (versions == nullptr) {
    Version only = read(section);
    only.span = section.owner();
    only.period = section.period();
    result.push_back(std::move(only));
    return result;
  }
  section.exclude_beside("versions", {"from", "until"});
  const std::string place = section.place_of("versions");
  const auto& items = items_of(*versions, place, section.diagnostics());
  if (items.empty() && versions->sequence() != nullptr) {
    section.diagnostics().error(text::Code::value_missing, versions->span, {{"place", place}});
  }
  for (const YamlNode& item : items) {
    SectionReader one{item, place, item.span, section.diagnostics()};
    Version version = read(one);
    version.span = item.span;
    version.period = one.period();
    version.cites = one.cites();
    one.finish();
    result.push_back(std::move(version));
  }
  return result;
}

}  // namespace doudi::syntax
