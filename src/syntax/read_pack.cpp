// src/syntax/read_pack.cpp - reads a whole pack: its heading, outputs, and the sections in turn.
// Layer 2.
#include "syntax/read_pack.hpp"

#include <utility>

#include "doudi/base/name.hpp"

namespace doudi::syntax {

using text::Code;

Cite cite_of(const WrittenText& written) {
  const std::size_t space = written.text.find(' ');
  Cite cite{written.text.substr(0, space), {}, written.span};
  if (space == std::string::npos) return cite;
  const std::size_t locator = written.text.find_first_not_of(' ', space);
  if (locator != std::string::npos) cite.locator = written.text.substr(locator);
  return cite;
}

std::vector<Cite> cites_of_cell(const WrittenText& cell) {
  std::vector<Cite> result;
  if (cell.text == "-") return result;
  for (std::size_t begin = 0; begin <= cell.text.size();) {
    const std::size_t comma = std::min(cell.text.find(',', begin), cell.text.size());
    std::size_t first = begin;
    std::size_t last = comma;
    while (first < last && cell.text[first] == ' ') ++first;
    while (last > first && cell.text[last - 1] == ' ') --last;
    if (first != last) result.push_back(cite_of(cell.part(first, last)));
    begin = comma + 1;
  }
  return result;
}

namespace {

class PackReader {
 public:
  PackReader(const YamlNode& root, text::Diagnostics& diagnostics)
      : diagnostics_{diagnostics}, section_{root, "", start_of(root), diagnostics} {}

  Pack read() &&;

 private:
  // A whole file is too much to show: what is missing from it is reported at its first key.
  static text::Span start_of(const YamlNode& root) {
    const YamlMapping* mapping = root.mapping();
    return mapping == nullptr || mapping->members.empty() ? root.span : mapping->members.front().key.span;
  }
  void read_heading();
  void read_outputs();
  void require_keys();

  text::Diagnostics& diagnostics_;
  SectionReader section_;
  Pack pack_;
};

void PackReader::read_heading() {
  if (const auto version = section_.scalar("doudi"); version && version->text != "1") {
    diagnostics_.error(Code::unsupported_format, version->span, {{"version", version->text}});
  }
  if (auto name = section_.scalar("pack")) pack_.name = std::move(*name);
  if (const YamlNode* title = section_.node("title")) {
    SectionReader labels{*title, "title", section_.key_span("title"), diagnostics_};
    pack_.title = labels.labels();
    labels.finish();
  }
  if (const YamlNode* in_force = section_.node("in_force")) {
    SectionReader period{*in_force, "in_force", section_.key_span("in_force"), diagnostics_};
    pack_.in_force = period.period();
    pack_.cites = period.cites();
    period.finish();
  }
  for (Cite& cite : section_.cites()) pack_.cites.push_back(std::move(cite));
}

/// True for names joined by dots, as in `persons.amount_due`.
bool is_path(std::string_view text) {
  for (;;) {
    const std::size_t dot = text.find('.');
    if (!is_name(text.substr(0, dot))) return false;
    if (dot == std::string_view::npos) return true;
    text.remove_prefix(dot + 1);
  }
}

void PackReader::read_outputs() {
  const YamlNode* node = section_.node("outputs");
  if (node == nullptr) return;
  pack_.outputs = section_.scalars("outputs");
  if (pack_.outputs.empty() && node->sequence() != nullptr && node->sequence()->items.empty()) {
    diagnostics_.error(Code::value_missing, node->span, {{"place", "outputs"}});
  }
  for (const WrittenText& output : pack_.outputs) {
    if (is_path(output.text)) continue;
    diagnostics_.error(Code::invalid_name, output.span, {{"name", output.text}}).help(text::Hint::name_form);
  }
}

void PackReader::require_keys() {
  for (const std::string_view key : {"doudi", "pack", "facts", "outputs"}) section_.require(key);
  if (section_.has("rules") || section_.has("schemes")) return;
  section_.require_one_of({"rules", "schemes"});
}

Pack PackReader::read() && {
  read_heading();
  if (const YamlNode* node = section_.node("sources")) pack_.sources = read_sources(*node, diagnostics_);
  if (const YamlNode* node = section_.node("types")) pack_.types = read_types(*node, diagnostics_);
  if (const YamlNode* node = section_.node("facts")) pack_.facts = read_facts(*node, diagnostics_);
  if (const YamlNode* node = section_.node("parameters"))
    pack_.parameters = read_parameters(*node, diagnostics_);
  if (const YamlNode* node = section_.node("functions"))
    pack_.functions = read_functions(*node, diagnostics_);
  const std::string root = pack_.facts.empty() ? std::string() : pack_.facts.front().name.text;
  if (const YamlNode* node = section_.node("rules")) pack_.rules = read_rules(*node, root, diagnostics_);
  if (const YamlNode* node = section_.node("assess")) pack_.assess = read_assess(*node, diagnostics_);
  if (const YamlNode* node = section_.node("schemes")) pack_.schemes = read_schemes(*node, diagnostics_);
  if (const YamlNode* node = section_.node("lifecycle")) {
    pack_.lifecycle = read_lifecycle(*node, section_.key_span("lifecycle"), diagnostics_);
  }
  read_outputs();
  require_keys();
  section_.finish();
  return std::move(pack_);
}

}  // namespace

Pack read_pack(const YamlNode& root, const text::SourceSet& /*sources*/, text::Diagnostics& diagnostics) {
  return PackReader{root, diagnostics}.read();
}

}  // namespace doudi::syntax
