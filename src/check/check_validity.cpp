// src/check/check_validity.cpp - nothing may be in force longer than what it reads.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "check/draft.hpp"
#include "check/visit.hpp"

namespace doudi::check {

using model::Operation;
using model::Period;

namespace {

/// The days in both periods; nothing if there is none.
std::optional<Period> common(const Period& lhs, const Period& rhs) {
  Period result = lhs;
  if (rhs.from && (!result.from || *rhs.from > *result.from)) result.from = rhs.from;
  if (rhs.until && (!result.until || *rhs.until < *result.until)) result.until = rhs.until;
  if (result.from && result.until && *result.from > *result.until) return std::nullopt;
  return result;
}

/// The first days of `period` that no version covers; versions are sorted and disjoint.
template <class Version>
std::optional<Period> uncovered(const Period& period, const std::vector<Version>& versions) {
  Period rest = period;
  for (const Version& version : versions) {
    const Period& covers = version.period;
    if (rest.from && covers.until && *covers.until < *rest.from) continue;
    if (covers.from && (!rest.from || *covers.from > *rest.from)) {
      const auto before = day_before(*covers.from);
      if (before && (!rest.until || *before < *rest.until)) rest.until = before;
      return rest;
    }
    if (!covers.until || (rest.until && *covers.until >= *rest.until)) return std::nullopt;
    rest.from = day_after(*covers.until);
  }
  return rest;
}

class Validity {
 public:
  explicit Validity(Draft& draft) : draft_{draft} {}

  void check_all() {
    for (const model::Rule& rule : draft_.pack.rules) {
      reader_ = rule.name;
      for (const model::RuleVersion& version : rule.versions) check_version(version);
    }
    for (const model::AssessmentUnit& unit : draft_.pack.units) {
      reader_ = unit.name;
      for (const model::UnitVersion& version : unit.versions) {
        check_expression(version.members, version.period);
        if (version.where) check_expression(*version.where, version.period);
      }
    }
    for (const model::Scheme& scheme : draft_.pack.schemes) {
      reader_ = scheme.name;
      for (const model::SchemeVersion& version : scheme.versions) check_version(version);
    }
    if (!draft_.pack.lifecycle) return;
    reader_ = "lifecycle";
    for (const model::LifecycleVersion& version : draft_.pack.lifecycle->versions) {
      for (const model::Transition& transition : version.transitions) {
        if (const auto period = common(version.period, transition.period))
          check_expression(transition.when, *period);
      }
    }
  }

 private:
  void check_version(const model::RuleVersion& version) {
    if (const auto* formula = std::get_if<model::Expression>(&version.body)) {
      check_expression(*formula, version.period);
      return;
    }
    const auto& table = std::get<model::Table>(version.body);
    for_each_in_header(
        table, [&](const model::Expression& expression) { check_reading(expression, version.period); });
    for (const model::Row& row : table.rows) {
      const auto period = common(version.period, row.period);
      if (!period) continue;
      for_each(row, [&](const model::Expression& expression) { check_reading(expression, *period); });
    }
  }

  void check_version(const model::SchemeVersion& version) {
    const model::AssessmentUnit& unit = draft_.pack[version.unit];
    check_covered(version.period, unit.versions, unit.name, version.span);
    for (const model::Condition& condition : version.conditions)
      check_expression(condition.condition, version.period);
    for (const model::AmountPart& part : version.amount) check_expression(part.formula, version.period);
  }

  void check_expression(const model::Expression& expression, const Period& period) {
    for_each(expression, [&](const model::Expression& part) { check_reading(part, period); });
  }

  void check_reading(const model::Expression& expression, const Period& period) {
    switch (expression.operation) {
      case Operation::parameter: {
        const auto& use = std::get<model::ParameterUse>(expression.detail);
        const model::Parameter& parameter = draft_.pack[use.parameter];
        if (!use.dated)
          check_covered(period, parameter.versions, parameter.name, expression.span, parameter.span);
        break;
      }
      case Operation::derived: {
        const model::Rule& rule = draft_.pack[std::get<model::RuleId>(expression.detail)];
        check_covered(period, rule.versions, rule.name, expression.span, rule.span);
        break;
      }
      case Operation::scheme_qualifies:
      case Operation::scheme_amount:
      case Operation::scheme_covered: {
        const model::Scheme& scheme = draft_.pack[std::get<model::SchemeId>(expression.detail)];
        check_covered(period, scheme.versions, scheme.name, expression.span, scheme.span);
        break;
      }
      default:
        break;
    }
  }

  template <class Version>
  void check_covered(const Period& period, const std::vector<Version>& versions, const std::string& name,
                     text::Span span, text::Span declared = {}) {
    const auto days = common(period, draft_.pack.in_force);
    if (!days) return;
    const auto missing = uncovered(*days, versions);
    if (!missing) return;
    auto& diagnostic = draft_.error(Code::outlives, span,
                                    {{"reader", reader_}, {"name", name}, {"period", period_text(*missing)}});
    if (declared.somewhere()) diagnostic.label(LabelCode::declared_here, declared);
    diagnostic.help(draft_.pack.in_force.from ? Hint::shorten_or_extend : Hint::write_in_force);
  }

  Draft& draft_;
  std::string reader_;
};

}  // namespace

void check_validity(Draft& draft) {
  if (!draft.diagnostics.has_errors()) Validity{draft}.check_all();
}

}  // namespace doudi::check
