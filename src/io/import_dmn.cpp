// src/io/import_dmn.cpp - a DMN model as a pack: written, checked, and written again without what the checker refuses.
// Layer 8.
#include "doudi/io/import_dmn.hpp"

#include <algorithm>
#include <utility>

#include "doudi/check/check.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"

#include "io/import_parts.hpp"

namespace doudi::io {

using syntax::DecisionModel;
using syntax::ModelElement;
using text::Code;

namespace {

/// A text in double quotes, as YAML and JSON write it.
[[nodiscard]] std::string quoted(const std::string& text) {
  std::string result = "\"";
  for (const char letter : text) {
    if (letter == '"' || letter == '\\') result += '\\';
    result += letter == '\n' || letter == '\r' || letter == '\t' ? ' ' : letter;
  }
  return result + '"';
}

/// The file's name without folders, and without its ending if asked.
[[nodiscard]] std::string base_name(const std::string& file, bool ending) {
  std::string name = file.substr(file.find_last_of("/\\") + 1);
  if (!ending && name.ends_with(".dmn")) name.resize(name.size() - 4);
  return name;
}

/// The name of a pack: what may stand in a file's name.
[[nodiscard]] std::string pack_title(const std::string& file) {
  std::string name = base_name(file, false);
  for (char& letter : name) {
    const auto byte = static_cast<unsigned char>(letter);
    if (byte < 0x80 && std::isalnum(byte) == 0 && letter != '-' && letter != '_') letter = '-';
  }
  return name.empty() ? "model" : name;
}

class Text {
 public:
  void line(const std::string& text = {}) {
    text_ += text + "\n";
    ++lines_;
  }
  [[nodiscard]] std::size_t lines() const noexcept { return lines_; }
  [[nodiscard]] std::string take() { return std::move(text_); }

 private:
  std::string text_;
  std::size_t lines_ = 0;
};

void write_fact(Text& text, const ImportedFact& fact, bool whole) {
  std::string comment;
  if (fact.name != fact.path) comment += fact.path;
  if (!fact.id.empty()) comment += (comment.empty() ? "" : " ") + ("(" + fact.id + ")");
  if (!fact.allowed.empty()) comment += (comment.empty() ? "" : " ") + ("one of " + fact.allowed);
  text.line("    # input" + (comment.empty() ? comment : " " + comment));
  const bool list = fact.type.starts_with("list of ");
  std::string type = list ? "{list: " + fact.type.substr(8) : "{type: " + fact.type;
  if (fact.type == "number") type += std::string{", decimals: "} + (whole ? "0" : "12") + ", unbounded: true";
  text.line("    " + fact.name + ": " + type +
            (list ? "}" : ", optional: true, default: null, cite: model}"));
}

void write_entries(Text& text, std::vector<ImportedEntry>& entries, const std::string& indentation) {
  for (ImportedEntry& entry : entries) {
    entry.first_line = text.lines() + 1;
    for (const std::string& line : entry.lines) text.line(indentation + line);
    entry.last_line = text.lines();
  }
}

/// The entry in which a diagnostic of the pack stands.
[[nodiscard]] const ModelElement* element_at(const ImportedParts& parts, std::size_t line) {
  for (const auto* entries : {&parts.functions, &parts.rules}) {
    for (const ImportedEntry& entry : *entries) {
      if (entry.first_line <= line && line <= entry.last_line) return entry.element;
    }
  }
  return nullptr;
}

}  // namespace

std::string written_pack(const DecisionModel& model, const std::string& file, ImportedParts& parts,
                         const std::vector<const ModelElement*>& left_out) {
  Text text;
  text.line("# Written by `doudi import-dmn` from " + base_name(file, true) +
            ". Identifiers in brackets are the model's.");
  text.line(
      "# Inputs are null where a record does not give them, as in DMN: take `default: null` away from those "
      "that must be");
  text.line("# known. The model does not say how many decimals a number has, nor its range: narrow them.");
  for (const ModelElement* element : left_out)
    text.line("# Left out, since a pack cannot say it: " + element->name +
              (element->id.empty() ? "" : " (" + element->id + ")"));
  for (const syntax::DecisionService& service : model.services)
    text.line("# The decisions of the decision service " + service.name +
              (service.id.empty() ? "" : " (" + service.id + ")") + " are rules of their own.");
  text.line("doudi: 1");
  text.line("pack: " + pack_title(file));
  if (!model.name.empty()) text.line("title: {en: " + quoted(model.name) + "}");
  text.line("sources:");
  text.line("  model: {title: " + quoted(base_name(file, true)) + "}");
  const auto is_whole = [&](const ImportedFact& fact) { return parts.scope.whole.contains(fact.name); };
  if (!parts.scope.whole_parameters.empty()) {
    text.line("types:");
    text.line("  whole number: {number: plain, decimals: 0, unbounded: true}");
  }
  text.line();
  text.line("facts:");
  text.line("  record:");
  for (const ImportedFact& fact : parts.facts) {
    if (!fact.type.empty()) write_fact(text, fact, is_whole(fact));
  }
  if (std::ranges::all_of(parts.facts, [](const ImportedFact& fact) { return fact.type.empty(); }))
    text.line("    nothing: {type: boolean, optional: true, default: null, cite: model}");
  if (!parts.functions.empty()) {
    text.line();
    text.line("functions:");
    write_entries(text, parts.functions, "  ");
  }
  text.line();
  text.line("rules:");
  text.line("  record:");
  write_entries(text, parts.rules, "    ");
  text.line();
  text.line("outputs:");
  for (const ImportedEntry& rule : parts.rules) text.line("  - " + rule.name);
  return text.take();
}

std::optional<ImportedPack> import_dmn(const DecisionModel& model, const std::string& file,
                                       text::SourceSet& sources, text::Diagnostics& diagnostics) {
  std::vector<const ModelElement*> left_out;
  const auto leave_out = [&](const ModelElement& element) -> text::Diagnostic& {
    left_out.push_back(&element);
    return diagnostics.error(Code::model_element_left_out, element.span,
                             {{"name", element.name}, {"id", element.id}});
  };
  const std::string name = base_name(file, false) + ".yaml";
  while (true) {
    text::Diagnostics reading;
    ImportedParts parts = import_parts(model, left_out, reading);
    for (const ModelElement* element : parts.refused)
      leave_out(*element).help(text::Hint::function_with_types);
    if (parts.rules.empty()) return std::nullopt;
    std::string text = written_pack(model, file, parts, left_out);
    text::Diagnostics found;
    const std::uint32_t begin = sources.add(name, text);
    auto files = syntax::load_pack_text(name, text, {}, sources, found);
    if (files.pack) {
      const syntax::Pack written = syntax::read_pack(*files.pack, sources, found);
      static_cast<void>(check::check(written, found));
    }
    static_cast<void>(begin);
    if (!found.has_errors()) {
      ImportedPack result{.text = std::move(text), .facts = {}, .rules = {}, .left_out = {}};
      for (const ImportedFact& fact : parts.facts) {
        if (!fact.type.empty()) result.facts.emplace(fact.path, fact.name);
      }
      for (const ImportedEntry& rule : parts.rules) result.rules.emplace(rule.element->name, rule.name);
      for (const ModelElement* element : left_out) result.left_out.push_back({element->id, element->name});
      return result;
    }
    // One fault is said for each element that cannot stay: the first.
    const std::size_t before = left_out.size();
    for (const text::Diagnostic& fault : found.sorted(text::Diagnostics::most_kept)) {
      if (fault.severity != text::Severity::error || !fault.span.somewhere()) continue;
      const ModelElement* element = element_at(parts, sources.place(fault.span.begin).line);
      if (element == nullptr || std::ranges::find(left_out, element) != left_out.end()) continue;
      leave_out(*element).label(text::LabelCode::refused_as, fault.span,
                                {{"code", text::code_text(fault.code)}});
      auto& said = diagnostics.error(fault.code, fault.span, fault.arguments);
      said.labels = fault.labels;
      said.helps = fault.helps;
    }
    if (left_out.size() != before) continue;
    for (const text::Diagnostic& fault : found.sorted())
      diagnostics.error(fault.code, fault.span, fault.arguments);
    return std::nullopt;
  }
}

}  // namespace doudi::io
