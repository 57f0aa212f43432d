// src/explain/render_text.cpp - an explanation in words.
// Layer 7.
#include <string>
#include <vector>

#include "doudi/explain/render.hpp"

#include "explain/outline.hpp"

namespace doudi::explain {

namespace {

std::string text_of(const std::vector<OutlineLine>& lines, text::Language language) {
  const bool chinese = language == text::Language::zh;
  std::string out;
  for (const OutlineLine& line : lines) {
    if (line.heading) out += '\n';
    out.append(line.depth * 2, ' ');
    out += line.text;
    if (!line.text.empty() && !line.name.empty()) out += ' ';
    out += line.name;
    if (!line.value.empty()) out += " = " + line.value;
    for (std::size_t index = 0; index < line.cites.size(); ++index) {
      out += index == 0 ? "  [" : chinese ? "、" : ", ";
      out += line.cites[index].text;
    }
    if (!line.cites.empty()) out += ']';
    out += line.after;
    out += '\n';
  }
  return out;
}

}  // namespace

std::string render_text(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                        const text::SourceSet& sources, text::Language language) {
  return text_of(outline(pack, record, explanation, sources, language), language);
}

std::string render_steps(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                         const text::SourceSet& sources, const std::string& path, text::Language language) {
  return text_of(outline_of(path, pack, record, explanation, sources, language), language);
}

}  // namespace doudi::explain
