// src/syntax/read_facts.cpp - reads the section `facts`: the entities of a record and their fields.
// Layer 2.
#include <utility>

#include "syntax/read_pack.hpp"

namespace doudi::syntax {

using text::Code;

namespace {

void read_kind(SectionReader& section, FactField& field) {
  section.require_one_of({"type", "list", "ref"});
  // All three are known keys; the last one written wins, which only matters after a report.
  const auto read = [&](std::string_view key, FactField::Kind kind) {
    auto type = section.scalar(key);
    if (!type) return;
    field.kind = kind;
    field.type = std::move(*type);
  };
  read("type", FactField::Kind::value);
  read("list", FactField::Kind::list);
  read("ref", FactField::Kind::reference);
}

FactField read_field(const YamlMember& member, const std::string& entity, text::Diagnostics& diagnostics) {
  FactField field;
  field.name = member.key;
  SectionReader section{member.value, "facts." + entity + "." + member.key.text, member.key.span,
                        diagnostics};
  read_kind(section, field);
  field.labels = section.labels();
  field.unit = section.scalar("unit");
  field.decimals = section.whole_number("decimals");
  field.range = section.range("range");
  field.size = section.range("size");
  field.unbounded = section.truth("unbounded");
  field.optional = section.truth("optional");
  field.cites = section.cites();
  if (const YamlNode* value = section.node("default")) field.default_value = *value;
  section.require_beside("cite", "default");
  section.exclude("range", "unbounded");
  section.exclude("size", "type");
  section.exclude("size", "ref");
  for (const std::string_view key : {"unit", "decimals", "range", "unbounded"}) section.exclude(key, "ref");
  const bool bare_number = (section.has("type") || section.has("list")) && field.type.text == "number";
  if (bare_number && !section.has("range") && !section.has("unbounded")) {
    section.require_one_of({"range", "unbounded"});
  }
  section.finish();
  return field;
}

EntityFacts read_entity(const YamlMember& member, bool root, text::Diagnostics& diagnostics) {
  EntityFacts entity;
  entity.name = member.key;
  const std::string place = "facts." + member.key.text;
  for (const YamlMember& field : members_of(member.value, place, diagnostics)) {
    // `zh` and `en` are labels unless they are fields themselves.
    const bool label = (field.key.text == "zh" || field.key.text == "en") && field.value.mapping() == nullptr;
    if (label) {
      const WrittenText* written = scalar_of(field.value, place + "." + field.key.text, diagnostics);
      if (written != nullptr) (field.key.text == "zh" ? entity.labels.zh : entity.labels.en) = written->text;
      continue;
    }
    check_key_name(field.key, root ? NameScope::root : NameScope::inner, diagnostics);
    entity.fields.push_back(read_field(field, member.key.text, diagnostics));
  }
  return entity;
}

}  // namespace

std::vector<EntityFacts> read_facts(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<EntityFacts> result;
  const auto& members = members_of(node, "facts", diagnostics);
  if (members.empty() && node.mapping() != nullptr) {
    diagnostics.error(Code::value_missing, node.span, {{"place", "facts"}});
  }
  for (const YamlMember& member : members) {
    check_key_name(member.key, NameScope::inner, diagnostics);
    result.push_back(read_entity(member, result.empty(), diagnostics));
  }
  return result;
}

}  // namespace doudi::syntax
