// tests/unit/syntax/yaml_reading.hpp - reads YAML in tests and shows what came of it.
#pragma once

#include <optional>
#include <string>
#include <utility>

#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

/// A text read as YAML, with what was said about it.
struct Reading {
  doudi::text::SourceSet sources;
  doudi::text::Diagnostics diagnostics;
  std::optional<doudi::syntax::YamlNode> root;

  explicit Reading(std::string text, doudi::syntax::YamlPurpose purpose = doudi::syntax::YamlPurpose::pack) {
    const auto begin = sources.add("pack.yaml", std::move(text));
    root = doudi::syntax::read_yaml(sources, begin, purpose, diagnostics);
  }
  [[nodiscard]] std::string rendered(doudi::text::Language language = doudi::text::Language::en) const {
    return render(diagnostics, sources, language);
  }
  /// `E0103 2:1, E0107 3:4`: the codes with their places.
  [[nodiscard]] std::string codes() const {
    std::string result;
    for (const auto& diagnostic : diagnostics.sorted()) {
      const auto place = sources.place(diagnostic.span.begin);
      if (!result.empty()) result += ", ";
      result += std::string(code_name(diagnostic.code)) + " " + std::to_string(place.line) + ":" +
                std::to_string(place.column);
    }
    return result;
  }
};

/// The tree in one line: `{key: 'text', list: ['a', null, ~], faulty!}`; `~` is an empty value.
inline std::string shown(const doudi::syntax::YamlNode& node) {
  using namespace doudi::syntax;
  const std::string mark = node.faulty ? "!" : "";
  if (const auto* null = std::get_if<YamlNull>(&node.value)) return (null->written ? "null" : "~") + mark;
  if (const auto* written = node.scalar()) return "'" + written->text + "'" + mark;
  std::string result;
  if (const auto* sequence = node.sequence()) {
    for (const auto& item : sequence->items) result += (result.empty() ? "" : ", ") + shown(item);
    return "[" + result + "]" + mark;
  }
  for (const auto& member : node.mapping()->members) {
    result += (result.empty() ? "" : ", ") + member.key.text + ": " + shown(member.value);
  }
  return "{" + result + "}" + mark;
}
inline std::string shown(const std::optional<doudi::syntax::YamlNode>& node) {
  return node ? shown(*node) : "nothing";
}
