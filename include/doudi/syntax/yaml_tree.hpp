// doudi/syntax/yaml_tree.hpp - a YAML document as plain values that remember where they were written.
// Layer 2. yaml-cpp is not visible here: only src/syntax/read_yaml.cpp includes it.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <variant>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::syntax {

struct YamlNode;
struct YamlMember;

struct YamlNull {
  bool written = false;  ///< true for the word `null`; false for an empty value
};
struct YamlSequence {
  std::vector<YamlNode> items;
  bool flow = false;  ///< written in brackets
};
struct YamlMapping {
  std::vector<YamlMember> members;  ///< in file order; keys are unique
  bool flow = false;                ///< written in braces

  [[nodiscard]] const YamlNode* find(std::string_view key) const noexcept;
};

struct YamlNode {
  text::Span span;
  std::variant<YamlNull, WrittenText, YamlSequence, YamlMapping> value;
  bool in_flow = false;  ///< stands inside braces or brackets
  bool faulty = false;   ///< was reported already: later stages say nothing about this value

  [[nodiscard]] const WrittenText* scalar() const noexcept { return std::get_if<WrittenText>(&value); }
  [[nodiscard]] const YamlMapping* mapping() const noexcept { return std::get_if<YamlMapping>(&value); }
  [[nodiscard]] const YamlSequence* sequence() const noexcept { return std::get_if<YamlSequence>(&value); }
};
struct YamlMember {
  WrittenText key;
  YamlNode value;
};

/// What the file is for: a record may write the words `unknown` and `null`, ids such as 007, and no expressions.
enum class YamlPurpose : std::uint8_t { pack, cases, record };

/// Reads one YAML document of `sources` whose first byte lies at `begin`. First a scan of the raw bytes (encoding, BOM, tabs,
/// quotes that do not close, a second document ...), then yaml-cpp's events. Refuses duplicate keys, anchors, aliases, tags,
/// merge keys, `yes/no/on/off`, numbers with leading zeros, `.inf`, full-width punctuation in keys, nesting over 64, and so on,
/// reporting each. Nothing is returned if the text is not YAML at all.
[[nodiscard]] std::optional<YamlNode> read_yaml(const text::SourceSet& sources, std::uint32_t begin,
                                                YamlPurpose purpose, text::Diagnostics& diagnostics);

}  // namespace doudi::syntax
