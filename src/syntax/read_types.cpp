// src/syntax/read_types.cpp - reads the sections `sources` and `types`.
// Layer 2.
#include <algorithm>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/read_pack.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

/// A source's key ends at a cite's first space, so it holds none.
void check_source_key(const WrittenText& key, text::Diagnostics& diagnostics) {
  if (key.text.find_first_of(" ,") == std::string::npos && key.text != "-") return;
  diagnostics.error(Code::invalid_name, key.span, {{"name", key.text}});
}

/// What a source tells about itself is free, but the keys with an effect or a place of their own are not to be
/// mistyped: `assumd: true` would make an assumed value look published.
void check_source_entry(const WrittenText& key, const std::string& place, text::Diagnostics& diagnostics) {
  static const std::vector<std::string> usual{"assumed", "title", "issuer", "number",
                                              "date",    "url",   "zh",     "en"};
  const auto near = nearest(key.text, usual);
  if (!near || *near == key.text) return;
  diagnostics.error(Code::unknown_key, key.span, {{"key", key.text}, {"place", place}})
      .help(Hint::did_you_mean, {{"name", *near}});
}

Source read_source(const YamlMember& member, text::Diagnostics& diagnostics) {
  Source source;
  source.name = member.key;
  check_source_key(member.key, diagnostics);
  const std::string place = "sources." + member.key.text;
  for (const YamlMember& entry : members_of(member.value, place, diagnostics)) {
    if (entry.key.text == "assumed") continue;
    check_source_entry(entry.key, place, diagnostics);
    const WrittenText* written = scalar_of(entry.value, place + "." + entry.key.text, diagnostics);
    if (written != nullptr) source.entries.emplace_back(entry.key.text, written->text);
  }
  if (member.value.mapping() == nullptr) return source;
  SectionReader section{member.value, place, member.key.span, diagnostics};
  source.assumed = section.truth("assumed");
  return source;
}

std::vector<EnumerationMember> read_members(const YamlNode& node, const std::string& place,
                                            text::Diagnostics& diagnostics) {
  std::vector<EnumerationMember> result;
  std::vector<WrittenText> names;
  const YamlMapping* mapping = node.mapping();
  if (mapping == nullptr) {
    for (const YamlNode& item : items_of(node, place, diagnostics)) {
      const WrittenText* name = scalar_of(item, place, diagnostics);
      if (name == nullptr || !check_unrepeated(*name, names, place, diagnostics)) continue;
      names.push_back(*name);
      result.push_back({*name, {}});
    }
    return result;
  }
  for (const YamlMember& member : mapping->members) {
    EnumerationMember one{member.key, {}};
    const std::string member_place = place + "." + member.key.text;
    if (member.value.mapping() != nullptr) {
      SectionReader section{member.value, member_place, member.key.span, diagnostics};
      one.labels = section.labels();
      section.finish();
    } else if (const WrittenText* zh = scalar_of(member.value, member_place, diagnostics)) {
      one.labels.zh = zh->text;
    }
    result.push_back(std::move(one));
  }
  return result;
}

void read_enumeration(SectionReader& section, TypeDefinition& type) {
  const YamlNode* node = section.node("enum");
  type.kind = TypeDefinition::Kind::enumeration;
  type.members = read_members(*node, section.place_of("enum"), section.diagnostics());
  const bool empty = (node->mapping() != nullptr && node->mapping()->members.empty()) ||
                     (node->sequence() != nullptr && node->sequence()->items.empty());
  if (empty) {
    section.diagnostics().error(Code::value_missing, node->span, {{"place", section.place_of("enum")}});
  }
  type.ordered = section.truth("ordered");
}

TypeDefinition read_type(const YamlMember& member, text::Diagnostics& diagnostics) {
  TypeDefinition type;
  type.name = member.key;
  SectionReader section{member.value, "types." + member.key.text, member.key.span, diagnostics};
  section.require_one_of({"enum", "number", "symbol"});
  type.labels = section.labels();
  if (section.has("number")) {
    type.kind = TypeDefinition::Kind::number;
    type.unit = section.scalar("number");
    type.decimals = section.whole_number("decimals");
    type.range = section.range("range");
    type.unbounded = section.truth("unbounded");
    section.require_one_of({"range", "unbounded"});
  } else if (section.has("symbol")) {
    type.kind = TypeDefinition::Kind::symbol;
    (void)section.one_of("symbol", {"true"});
  } else if (section.has("enum")) {
    read_enumeration(section, type);
  }
  // Known even where another kind was read, so that they are reported once.
  for (const std::string_view key : {"enum", "number", "symbol"}) (void)section.node(key);
  section.finish();
  return type;
}

void check_type_name(const WrittenText& name, text::Diagnostics& diagnostics) {
  const auto builtin = builtin_types();
  if (std::find(builtin.begin(), builtin.end(), name.text) != builtin.end()) {
    diagnostics.error(Code::reserved_name, name.span, {{"name", name.text}, {"word", name.text}})
        .help(Hint::other_name);
    return;
  }
  check_key_name(name, NameScope::inner, diagnostics);
}

}  // namespace

std::vector<Source> read_sources(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<Source> result;
  for (const YamlMember& member : members_of(node, "sources", diagnostics)) {
    result.push_back(read_source(member, diagnostics));
  }
  return result;
}

std::vector<TypeDefinition> read_types(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<TypeDefinition> result;
  for (const YamlMember& member : members_of(node, "types", diagnostics)) {
    check_type_name(member.key, diagnostics);
    result.push_back(read_type(member, diagnostics));
  }
  return result;
}

}  // namespace doudi::syntax
