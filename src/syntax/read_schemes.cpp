// src/syntax/read_schemes.cpp - reads the sections `schemes` and `lifecycle`.
// Layer 2.
#include <utility>

#include "syntax/read_pack.hpp"

namespace doudi::syntax {

using text::Code;

namespace {

std::vector<AmountPart> read_amount(SectionReader& section) {
  std::vector<AmountPart> result;
  const YamlNode* node = section.node("amount");
  if (node == nullptr) return result;
  if (node->mapping() == nullptr) {
    if (auto formula = section.expression("amount")) result.push_back({{}, std::move(*formula)});
    return result;
  }
  const std::string place = section.place_of("amount");
  if (node->mapping()->members.empty()) {
    section.diagnostics().error(Code::value_missing, node->span, {{"place", place}});
  }
  for (const YamlMember& part : node->mapping()->members) {
    check_key_name(part.key, NameScope::inner, section.diagnostics());
    auto formula = read_expression(part.value, part.key.text, section.diagnostics());
    if (formula) result.push_back({part.key, std::move(*formula)});
  }
  return result;
}

SchemeVersion read_scheme_version(SectionReader& section) {
  SchemeVersion version;
  version.assess = section.scalar("assess");
  version.eligible = section.expression("eligible");
  version.conditions = section.grid("conditions", GridShape::conditions);
  version.amount = read_amount(section);
  return version;
}

/// Reads the versions of a scheme. What stands beside `versions:` holds for every version that does not say
/// otherwise, so that a change of the amount need not repeat the conditions.
std::vector<SchemeVersion> read_scheme_versions(SectionReader& section) {
  if (!section.has("versions")) {
    section.require_one_of({"eligible", "conditions"});
    section.require("amount");
    return read_versions<SchemeVersion>(section, read_scheme_version);
  }
  const SchemeVersion common = read_scheme_version(section);
  section.exclude("eligible", "conditions");
  const bool common_conditions = section.has("eligible") || section.has("conditions");
  const bool common_amount = section.has("amount");
  return read_versions<SchemeVersion>(section, [&](SectionReader& one) {
    SchemeVersion version = read_scheme_version(one);
    const bool own_conditions = one.has("eligible") || one.has("conditions");
    one.exclude("eligible", "conditions");
    if (!own_conditions && !common_conditions) one.require_one_of({"eligible", "conditions"});
    if (!common_amount) one.require("amount");
    if (!one.has("assess")) version.assess = common.assess;
    if (!one.has("amount")) version.amount = common.amount;
    if (own_conditions) return version;
    version.eligible = common.eligible;
    version.conditions = common.conditions;
    return version;
  });
}

Scheme read_scheme(const YamlNode& node, text::Diagnostics& diagnostics) {
  Scheme scheme;
  const YamlNode* named = node.mapping() != nullptr ? node.mapping()->find("scheme") : nullptr;
  const WrittenText* name = named != nullptr ? named->scalar() : nullptr;
  const std::string place = name != nullptr ? "schemes." + name->text : "schemes";
  SectionReader section{node, place, name != nullptr ? name->span : node.span, diagnostics};
  section.require("scheme");
  if (auto written = section.scalar("scheme")) {
    check_name(*written, NameScope::root, diagnostics);
    scheme.name = std::move(*written);
  }
  scheme.labels = section.labels();
  scheme.cites = section.cites();
  scheme.goes_on = section.one_of("then", {"go on"}).has_value();
  scheme.covers_nobody = section.one_of("covers", {"nobody"}).has_value();
  if (node.mapping() == nullptr) return scheme;
  scheme.versions = read_scheme_versions(section);
  section.finish();
  return scheme;
}

State read_state(const YamlMember& member, text::Diagnostics& diagnostics) {
  State state;
  state.name = member.key;
  SectionReader section{member.value, "lifecycle.states." + member.key.text, member.key.span, diagnostics};
  state.labels = section.labels();
  if (section.has("pays")) state.pays = section.scalars("pays");
  (void)section.node("pays");
  state.final = section.truth("final");
  section.finish();
  return state;
}

LifecycleVersion read_lifecycle_version(SectionReader& section) {
  LifecycleVersion version;
  section.require("transitions");
  version.transitions = section.grid("transitions", GridShape::transitions);
  return version;
}

void read_states(SectionReader& section, Lifecycle& lifecycle) {
  section.require("states");
  const YamlNode* states = section.node("states");
  if (states == nullptr) return;
  for (const YamlMember& member : members_of(*states, section.place_of("states"), section.diagnostics())) {
    lifecycle.states.push_back(read_state(member, section.diagnostics()));
  }
}

}  // namespace

std::vector<Scheme> read_schemes(const YamlNode& node, text::Diagnostics& diagnostics) {
  std::vector<Scheme> result;
  std::vector<WrittenText> names;
  for (const YamlNode& item : items_of(node, "schemes", diagnostics)) {
    Scheme scheme = read_scheme(item, diagnostics);
    if (!scheme.name.text.empty()) {
      check_unrepeated(scheme.name, names, "schemes", diagnostics);
      names.push_back(scheme.name);
    }
    result.push_back(std::move(scheme));
  }
  return result;
}

std::optional<Lifecycle> read_lifecycle(const YamlNode& node, text::Span key,
                                        text::Diagnostics& diagnostics) {
  Lifecycle lifecycle;
  SectionReader section{node, "lifecycle", key, diagnostics};
  if (node.mapping() == nullptr) return std::nullopt;
  lifecycle.span = node.span;
  lifecycle.labels = section.labels();
  lifecycle.cites = section.cites();
  for (const std::string_view needed : {"of", "initial", "takes_effect"}) section.require(needed);
  lifecycle.of = section.scalars("of");
  lifecycle.initial = section.scalar("initial");
  lifecycle.absent = section.one_of("absent", {"initial"});
  section.require_beside("cite", "absent");
  lifecycle.takes_effect = section.one_of("takes_effect", {"this month", "next month"});
  lifecycle.remember = section.scalars("remember");
  read_states(section, lifecycle);
  section.exclude_beside("versions", {"transitions"});
  lifecycle.versions = read_versions<LifecycleVersion>(section, read_lifecycle_version);
  section.finish();
  return lifecycle;
}

}  // namespace doudi::syntax
