// src/check/check_schemes.cpp - who may be assessed together, and the schemes.
#include <algorithm>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"
#include "check/table_reader.hpp"

namespace doudi::check {

using model::AssessmentUnitId;
using model::EntityId;
using model::Kind;
using model::SchemeId;
using model::Type;
using syntax::WrittenText;

namespace {

void read_unit(Draft& draft, const syntax::AssessmentUnit& written, model::AssessmentUnit& unit) {
  bool first = true;
  for (const syntax::UnitVersion& version : written.versions) {
    model::UnitVersion result{.period = version.period,
                              .cites = checked_cites(draft, version.cites),
                              .each = version.each.has_value()};
    if (!version.each && !version.members) continue;  // reported where it was read
    const WrittenText& list = version.each ? *version.each : *version.members;
    Inference inference{draft, {.entity = EntityId{0}, .put_forward = true}};
    result.members = inference.infer(list);
    result.formula = list.text;
    const Type& type = result.members.type;
    if (type.is(Kind::error)) {
      unit.versions.push_back(std::move(result));
      continue;
    }
    if (!type.is(Kind::list) || !type.element().is(Kind::member)) {
      draft.error(Code::unit_needs_members, list.span,
                  {{"name", unit.name}, {"type", type_text(draft.pack, type)}});
    } else if (!first && unit.entity != type.element().entity) {
      draft.error(Code::members_of_two_entities, list.span);
    } else {
      unit.entity = type.element().entity;
      first = false;
    }
    if (version.each.has_value() != written.versions.front().each.has_value())
      draft.error(Code::unit_of_two_kinds, list.span, {{"name", unit.name}});
    if (version.where) {
      Inference each{draft, {.entity = unit.entity, .put_forward = true}};
      result.where = each.condition(*version.where);
      result.formula += " where " + version.where->text;
    }
    unit.versions.push_back(std::move(result));
  }
  sort_by_date(unit.versions);
  std::vector<Dated> periods;
  for (const model::UnitVersion& version : unit.versions)
    periods.push_back({version.period, version.members.span});
  check_periods(draft, periods, unit.name, true);
}

bool money_per_time(const model::Unit& unit) {
  if (unit.factors().size() != 2) return false;
  const auto& factors = unit.factors();
  const auto money = std::ranges::find(factors, std::pair<std::string, int>{"CNY", 1});
  if (money == factors.end()) return false;
  const auto& time = *std::ranges::find_if(factors, [](const auto& factor) { return factor.first != "CNY"; });
  return time.second == -1 &&
         (time.first == "month" || time.first == "year" || time.first == "day" || time.first == "quarter");
}

/// One scheme while its versions are read.
struct SchemeWriter {
  Draft& draft;
  const syntax::Scheme& written;
  model::Scheme& scheme;

  void read_conditions(Inference& inference, const syntax::Grid& grid, model::SchemeVersion& version) {
    for (const syntax::GridLine& line : grid.rows) {
      model::Condition condition{.label = line.label.text, .span = line.span};
      for (std::size_t group = 0; group < line.groups.size(); ++group) {
        for (std::size_t index = 0; index < line.groups[group].size(); ++index) {
          read_condition_cell(inference, grid.header.groups[group][index].text, line.groups[group][index],
                              condition);
        }
      }
      version.conditions.push_back(std::move(condition));
    }
  }

  void read_condition_cell(Inference& inference, const std::string& header, const WrittenText& cell,
                           model::Condition& condition) {
    if (header == "condition") {
      condition.condition = inference.condition(cell);
      condition.formula = cell.text;
    } else if (cell.text == "-") {
      return;
    } else if (header == "zh") {
      condition.reason.zh = cell.text;
    } else if (header == "en") {
      condition.reason.en = cell.text;
    } else if (header == "cite") {
      condition.cites = checked_cites(draft, syntax::cites_of_cell(cell));
    }
  }

  void check_amount(const model::Expression& amount, const std::string& text) {
    const Type& type = amount.type;
    if (type.is(Kind::error)) return;
    if (!type.is(Kind::number)) {
      draft.error(Code::amount_not_money, amount.span,
                  {{"text", text}, {"type", type_text(draft.pack, type)}});
    } else if (!money_per_time(type.unit) && !type.number.literal) {
      draft.error(Code::amount_not_money, amount.span, {{"text", text}, {"type", type.unit.text()}})
          .help(Hint::amount_unit);
    } else if (!type.number.decimals || *type.number.decimals > 2) {
      draft.error(Code::amount_not_rounded, amount.span, {{"text", text}}).help(Hint::round_amount);
    }
  }

  void read_version(const syntax::SchemeVersion& version) {
    model::SchemeVersion result{
        .period = version.period, .cites = checked_cites(draft, version.cites), .span = version.span};
    const auto unit = unit_of(version);
    if (!unit) return;
    infer_unit(draft, *unit);
    result.unit = *unit;
    const model::AssessmentUnit& assessed = draft.pack[*unit];
    const bool each = !assessed.versions.empty() && assessed.versions.front().each;
    Inference inference{draft,
                        {.entity = each ? assessed.entity : EntityId{0}, .candidate = true, .unit = *unit}};
    if (version.conditions) {
      read_conditions(inference, *version.conditions, result);
    } else if (version.eligible) {
      model::Condition condition{.formula = version.eligible->text, .span = version.eligible->span};
      condition.condition = inference.condition(*version.eligible);
      result.conditions.push_back(std::move(condition));
    }
    for (const model::Condition& condition : result.conditions) inference.narrow_after(condition.condition);
    Type whole = model::simple_type(Kind::error);
    for (const syntax::AmountPart& part : version.amount) {
      model::AmountPart amount{
          .name = part.name.text, .formula = inference.infer(part.formula), .text = part.formula.text};
      inference.require_never_null(amount.formula, Code::amount_may_be_null);
      check_amount(amount.formula, part.formula.text);
      if (!whole.is(Kind::error) && amount.formula.type.is(Kind::number))
        inference.coerce(amount.formula, whole);
      const bool tells = amount.formula.type.is(Kind::number) && !amount.formula.type.number.literal;
      if (whole.is(Kind::error) && tells) whole = amount.formula.type;
      result.amount.push_back(std::move(amount));
    }
    scheme.versions.push_back(std::move(result));
  }

  std::optional<AssessmentUnitId> unit_of(const syntax::SchemeVersion& version) {
    if (version.assess) {
      const auto found = draft.unit_names.find(version.assess->text);
      if (found != draft.unit_names.end()) return found->second;
      propose_nearest(draft.error(Code::unknown_unit, version.assess->span, {{"name", version.assess->text}}),
                      version.assess->text, names_of(draft.unit_names));
      return std::nullopt;
    }
    if (const auto whole = draft.unit_names.find("whole_household"); whole != draft.unit_names.end())
      return whole->second;
    draft.error(Code::assess_missing, version.span, {{"name", scheme.name}});
    return std::nullopt;
  }
};

void infer_scheme(Draft& draft, SchemeId id) {
  const auto index = static_cast<std::size_t>(id);
  DraftScheme& progress = draft.schemes[index];
  if (progress.progress != Progress::waiting) return;
  progress.progress = Progress::running;
  draft.depth += Draft::depth_on_demand;
  model::Scheme scheme = draft.pack[id];
  SchemeWriter writer{.draft = draft, .written = *progress.written, .scheme = scheme};
  for (const syntax::SchemeVersion& version : progress.written->versions) writer.read_version(version);
  sort_by_date(scheme.versions);
  check_periods(draft, dated(scheme.versions), scheme.name, true);
  draft.depth -= Draft::depth_on_demand;
  draft.pack.schemes[index] = std::move(scheme);
  draft.schemes[index].progress = Progress::done;
}

Type amount_type(const model::Scheme& scheme) {
  for (const model::SchemeVersion& version : scheme.versions) {
    for (const model::AmountPart& part : version.amount) {
      if (part.formula.type.is(Kind::number) && !part.formula.type.number.literal) return part.formula.type;
    }
  }
  return {};
}

/// True for `persons`, `persons[…]` and `persons.x`, not for `persons_abroad`.
bool begins_with_name(std::string_view text, std::string_view name) {
  if (!text.starts_with(name)) return false;
  return text.size() == name.size() || text[name.size()] == '[' || text[name.size()] == '.';
}

/// The answer's `amount` is the sum of what is granted: a year's amount and a month's must not meet in it.
void check_amounts_add_up(Draft& draft) {
  const model::Expression* first = nullptr;
  for (const model::Scheme& scheme : draft.pack.schemes) {
    for (const model::SchemeVersion& version : scheme.versions) {
      for (const model::AmountPart& part : version.amount) {
        const Type& type = part.formula.type;
        if (!type.is(Kind::number) || type.number.literal) continue;
        if (first == nullptr) first = &part.formula;
        if (type.unit == first->type.unit) continue;
        draft
            .error(Code::unit_mismatch, part.formula.span,
                   {{"found", type.unit.text()}, {"expected", first->type.unit.text()}})
            .label(LabelCode::other_amount, first->span)
            .help(Hint::convert_unit);
      }
    }
  }
}

}  // namespace

void infer_unit(Draft& draft, AssessmentUnitId id) {
  const auto index = static_cast<std::size_t>(id);
  DraftUnit& progress = draft.units[index];
  if (progress.progress != Progress::waiting) return;
  progress.progress = Progress::running;
  draft.depth += Draft::depth_on_demand;
  model::AssessmentUnit unit = draft.pack[id];
  unit.cites = checked_cites(draft, progress.written->cites);
  read_unit(draft, *progress.written, unit);
  draft.depth -= Draft::depth_on_demand;
  draft.pack.units[index] = std::move(unit);
  draft.units[index].progress = Progress::done;
}

void check_units(Draft& draft) {
  for (std::size_t index = 0; index < draft.units.size(); ++index)
    infer_unit(draft, AssessmentUnitId{static_cast<std::uint32_t>(index)});
}

void check_schemes(Draft& draft) {
  for (std::size_t index = 0; index < draft.schemes.size(); ++index)
    infer_scheme(draft, SchemeId{static_cast<std::uint32_t>(index)});
  check_amounts_add_up(draft);
}

std::vector<EntityId> remaining_entities(const Draft& draft) {
  std::vector<EntityId> assessed;
  std::vector<EntityId> all;
  const auto& root_facts =
      draft.pack.entities.empty() ? std::vector<model::Fact>{} : draft.pack.entities.front().facts;
  std::vector<std::string> named;
  for (const syntax::AssessmentUnit& unit : draft.written.assess) {
    for (const syntax::UnitVersion& version : unit.versions) {
      if (version.each) named.push_back(version.each->text);
      if (version.members) named.push_back(version.members->text);
    }
  }
  for (const model::Fact& fact : root_facts) {
    if (fact.shape != model::Fact::Shape::members) continue;
    const EntityId entity = fact.type.element().entity;
    if (std::ranges::any_of(named,
                            [&](const std::string& text) { return begins_with_name(text, fact.name); })) {
      assessed.push_back(entity);
    }
    all.push_back(entity);
  }
  return assessed.empty() && !all.empty() ? std::vector<EntityId>{all.front()} : assessed;
}

Type previous_amount_type(Draft& draft) {
  Type type;
  for (const WrittenText& name : draft.written.lifecycle->of) {
    const auto scheme = draft.scheme_names.find(name.text);
    if (scheme == draft.scheme_names.end()) continue;
    infer_scheme(draft, scheme->second);
    type = amount_type(draft.pack[scheme->second]);
    if (type.is(Kind::number)) break;
  }
  const model::Unit unit = type.is(Kind::number) ? type.unit : *model::Unit::parse("CNY/month");
  return model::number_type(unit, {.decimals = 2, .low = Decimal{0}});
}

Type scheme_amount_type(Draft& draft, SchemeId scheme) {
  infer_scheme(draft, scheme);
  const Type type = amount_type(draft.pack[scheme]);
  const model::Unit unit = type.is(Kind::number) ? type.unit : *model::Unit::parse("CNY/month");
  return model::number_type(unit, {.decimals = 2, .low = Decimal{0}});
}

Type scheme_covered_type(Draft& draft, SchemeId scheme) {
  // Not by inferring the scheme, which may be what is going on: who is covered depends on the unit alone.
  for (const syntax::SchemeVersion& version :
       draft.schemes[static_cast<std::size_t>(scheme)].written->versions) {
    const auto unit = draft.unit_names.find(version.assess ? version.assess->text : "whole_household");
    if (unit == draft.unit_names.end()) continue;
    infer_unit(draft, unit->second);
    return model::list_of(model::member_type(draft.pack[unit->second].entity));
  }
  return {};  // each version is reported for its unit
}

}  // namespace doudi::check
