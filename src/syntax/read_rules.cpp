// src/syntax/read_rules.cpp - reads the sections `rules` and `assess`.
// Layer 2.
#include <utility>

#include "syntax/read_pack.hpp"

namespace doudi::syntax {
namespace {

RuleVersion read_rule_version(SectionReader& section) {
  RuleVersion version;
  section.require_one_of({"formula", "table"});
  version.formula = section.expression("formula");
  version.table = section.grid("table", GridShape::table);
  return version;
}

Rule read_rule(const YamlMember& member, const std::string& group, text::Diagnostics& diagnostics) {
  Rule rule;
  rule.name = member.key;
  SectionReader section{member.value, "rules." + group + "." + member.key.text, member.key.span, diagnostics};
  rule.labels = section.labels();
  rule.type = section.scalar("type");
  rule.unit = section.scalar("unit");
  rule.per = section.one_of("per", {"person", "household"});
  rule.optional = section.truth("optional");
  rule.cites = section.cites();
  section.exclude_beside("versions", {"formula", "table"});
  rule.versions = read_versions<RuleVersion>(section, read_rule_version);
  section.finish();
  return rule;
}

UnitVersion read_unit_version(SectionReader& section) {
  UnitVersion version;
  section.require_one_of({"members", "each"});
  section.require_beside("each", "where");
  version.members = section.expression("members");
  version.each = section.expression("each");
  version.where = section.expression("where");
  return version;
}

AssessmentUnit read_unit(const YamlMember& member, text::Diagnostics& diagnostics) {
  AssessmentUnit unit;
  unit.name = member.key;
  SectionReader section{member.value, "assess." + member.key.text, member.key.span, diagnostics};
  unit.labels = section.labels();
  unit.cites = section.cites();
  section.exclude_beside("versions", {"members", "each", "where"});
  unit.versions = read_versions<UnitVersion>(section, read_unit_version);
  section.finish();
  return unit;
}

}  // namespace

std::vector<RuleGroup> read_rules(const YamlNode& node, const std::string& root,
                                  text::Diagnostics& diagnostics) {
  std::vector<RuleGroup> result;
  for (const YamlMember& member : members_of(node, "rules", diagnostics)) {
    RuleGroup group{member.key, {}};
    const NameScope scope = member.key.text == root ? NameScope::root : NameScope::inner;
    for (const YamlMember& rule : members_of(member.value, "rules." + member.key.text, diagnostics)) {
      check_key_name(rule.key, scope, diagnostics);
      group.rules.push_back(read_rule(rule, member.key.text, diagnostics));
    }
    result.push_back(std::move(group));
  }
  return result;
}

std::vector<AssessmentUnit> read_assess(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<AssessmentUnit> result;
  for (const YamlMember& member : members_of(node, "assess", diagnostics)) {
    check_key_name(member.key, NameScope::root, diagnostics);
    result.push_back(read_unit(member, diagnostics));
  }
  return result;
}

}  // namespace doudi::syntax
