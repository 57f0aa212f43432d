// tests/unit/syntax/pack_text.hpp - a pack read from text, and what was said about it.
#pragma once

#include <string>
#include <string_view>

#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::testing {

/// A one-file pack named `pack.yaml`, read as far as stage 2 goes.
struct PackText {
  explicit PackText(std::string_view written) {
    files = syntax::load_pack_text("pack.yaml", written, {}, sources, diagnostics);
    if (files.pack) pack = syntax::read_pack(*files.pack, sources, diagnostics);
  }
  [[nodiscard]] std::string message(text::Language language = text::Language::en) const {
    return text::render(diagnostics, sources, language);
  }
  /// `line:column` where a text begins.
  [[nodiscard]] std::string place(text::Span span) const {
    const text::Place place = sources.place(span.begin);
    return std::to_string(place.line) + ":" + std::to_string(place.column);
  }

  text::SourceSet sources;
  text::Diagnostics diagnostics;
  syntax::LoadedFiles files;
  syntax::Pack pack;
};

/// What is needed before a section can be tested: six lines.
inline constexpr std::string_view heading = R"(doudi: 1
pack: p
facts:
  household:
    wage: {type: number, unit: CNY/month, range: [0, 100]}
outputs: [x]
)";
/// Seven lines with the one rule that a pack must have.
inline constexpr std::string_view rule = R"(rules:
  household:
    x:
      formula: wage
)";

/// The messages about a pack that consists of the heading and `sections`.
inline std::string message_of(const std::string& sections) {
  return PackText{std::string(heading) + sections}.message();
}
/// The same with the one rule between.
inline std::string message_beside_rule(const std::string& sections) {
  return message_of(std::string(rule) + sections);
}

}  // namespace doudi::testing
