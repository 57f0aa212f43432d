// src/check/declare_names.cpp - what parameters, functions, rules, units and schemes are called, before any is looked into.
#include <algorithm>
#include <string>
#include <utility>

#include "check/draft.hpp"

namespace doudi::check {

using model::RuleId;

namespace {

model::EnumerationId add_enumeration(Draft& draft, std::string name, std::vector<std::string> members,
                                     std::vector<model::Labels> labels) {
  const model::EnumerationId id{static_cast<std::uint32_t>(draft.pack.enumerations.size())};
  draft.pack.enumerations.push_back(
      {.name = std::move(name), .members = std::move(members), .member_labels = std::move(labels)});
  draft.pack.enumerations.back().sort_members();
  return id;
}

/// `whole_household`, if a scheme needs it and it is not written: all members of the root's first list.
void imply_whole_household(Draft& draft) {
  const auto needs = [](const syntax::Scheme& scheme) {
    return std::ranges::any_of(scheme.versions, [](const syntax::SchemeVersion& version) {
      return !version.assess || version.assess->text == "whole_household";
    });
  };
  const auto is_it = [](const syntax::AssessmentUnit& unit) { return unit.name.text == "whole_household"; };
  if (std::ranges::none_of(draft.written.schemes, needs) || std::ranges::any_of(draft.written.assess, is_it))
    return;
  for (const model::Fact& fact : draft.pack.entities.front().facts) {
    if (fact.shape != model::Fact::Shape::members) continue;
    syntax::AssessmentUnit unit;
    unit.name.text = "whole_household";
    unit.name.span = fact.span;
    unit.labels = {.zh = "整户", .en = "whole household"};
    syntax::UnitVersion version;
    version.span = fact.span;
    version.members = syntax::WrittenText{.text = fact.name, .span = fact.span};
    unit.versions.push_back(std::move(version));
    draft.implied_unit = std::move(unit);
    return;
  }
}

void declare_units_and_schemes(Draft& draft) {
  std::vector<std::string> names;
  std::vector<model::Labels> labels;
  if (!draft.pack.entities.empty()) imply_whole_household(draft);
  std::vector<const syntax::AssessmentUnit*> units;
  for (const syntax::AssessmentUnit& unit : draft.written.assess) units.push_back(&unit);
  if (draft.implied_unit) units.push_back(&*draft.implied_unit);
  for (const syntax::AssessmentUnit* written : units) {
    const syntax::AssessmentUnit& unit = *written;
    draft.unit_names.emplace(unit.name.text,
                             model::AssessmentUnitId{static_cast<std::uint32_t>(draft.units.size())});
    draft.units.push_back({&unit});
    draft.pack.units.push_back({.name = unit.name.text, .labels = unit.labels, .span = unit.name.span});
    names.push_back(unit.name.text);
    labels.push_back(unit.labels);
  }
  draft.unit_rules.resize(draft.units.size());
  draft.unit_enumeration = add_enumeration(draft, "kind", names, labels);
  names.clear();
  labels.clear();
  for (const syntax::Scheme& scheme : draft.written.schemes) {
    const model::SchemeId id{static_cast<std::uint32_t>(draft.schemes.size())};
    draft.scheme_names.emplace(scheme.name.text, id);
    draft.schemes.push_back({&scheme});
    draft.pack.schemes.push_back({.name = scheme.name.text,
                                  .labels = scheme.labels,
                                  .span = scheme.name.span,
                                  .goes_on = scheme.goes_on,
                                  .covers_nobody = scheme.covers_nobody,
                                  .cites = checked_cites(draft, scheme.cites)});
    names.push_back(scheme.name.text);
    labels.push_back(scheme.labels);
  }
  names.emplace_back("none");
  labels.push_back({.zh = "无", .en = "none"});
  draft.scheme_enumeration = add_enumeration(draft, "scheme", names, labels);
  if (!draft.written.lifecycle) return;
  names.clear();
  labels.clear();
  for (const syntax::State& state : draft.written.lifecycle->states) {
    names.push_back(state.name.text);
    labels.push_back(state.labels);
  }
  draft.state_enumeration = add_enumeration(draft, "state", names, labels);
}

/// The owner that a group of rules names, and the map its rules go into; nothing (and a report) if there is none.
std::optional<std::pair<model::Owner, ByName<RuleId>*>> owner_of(Draft& draft,
                                                                 const syntax::RuleGroup& group) {
  using Owner = model::Owner;
  if (const auto found = draft.entities.find(group.name.text); found != draft.entities.end()) {
    return std::pair{Owner{.kind = Owner::Kind::entity, .entity = found->second},
                     &draft.entity_rules[static_cast<std::size_t>(found->second)]};
  }
  if (group.name.text == "assessed")
    return std::pair{Owner{.kind = Owner::Kind::assessed}, &draft.assessed_rules};
  if (const auto found = draft.unit_names.find(group.name.text); found != draft.unit_names.end()) {
    return std::pair{Owner{.kind = Owner::Kind::unit, .unit = found->second},
                     &draft.unit_rules[static_cast<std::size_t>(found->second)]};
  }
  std::vector<std::string> names = names_of(draft.entities);
  names.emplace_back("assessed");
  for (const auto& [name, id] : draft.unit_names) names.push_back(name);
  propose_nearest(draft.error(Code::unknown_rule_owner, group.name.span, {{"name", group.name.text}}),
                  group.name.text, names);
  return std::nullopt;
}

void declare_rule(Draft& draft, const syntax::Rule& written, const model::Owner& owner,
                  ByName<RuleId>& names) {
  if (owner.kind == model::Owner::Kind::entity) {
    const auto& facts = draft.facts_of(owner.entity);
    if (const auto fact = facts.find(written.name.text); fact != facts.end()) {
      draft.error(Code::rule_named_like_fact, written.name.span, {{"name", written.name.text}})
          .label(LabelCode::declared_here, draft.pack[owner.entity].facts[fact->second].span);
      return;
    }
  }
  const RuleId id{static_cast<std::uint32_t>(draft.rules.size())};
  names.emplace(written.name.text, id);
  draft.rules.push_back({&written});
  model::Rule rule;
  rule.name = written.name.text;
  rule.labels = written.labels;
  rule.span = written.name.span;
  rule.owner = owner;
  rule.optional = written.optional;
  rule.cites = checked_cites(draft, written.cites);
  if (written.per)
    rule.per = written.per->text == "person" ? model::Rule::Per::person : model::Rule::Per::household;
  draft.pack.rules.push_back(std::move(rule));
}

}  // namespace

void declare_names(Draft& draft) {
  for (const syntax::Parameter& parameter : draft.written.parameters) {
    const model::ParameterId id{static_cast<std::uint32_t>(draft.pack.parameters.size())};
    draft.parameters.emplace(parameter.name.text, id);
    model::Parameter declared;
    declared.name = parameter.name.text;
    declared.labels = parameter.labels;
    declared.span = parameter.name.span;
    draft.pack.parameters.push_back(std::move(declared));
  }
  for (const syntax::Function& function : draft.written.functions)
    draft.functions.emplace(function.name.text, &function);
  declare_units_and_schemes(draft);
  for (const syntax::RuleGroup& group : draft.written.rules) {
    const auto owner = owner_of(draft, group);
    if (!owner) continue;
    for (const syntax::Rule& rule : group.rules) declare_rule(draft, rule, owner->first, *owner->second);
  }
}

}  // namespace doudi::check
