// src/check/draft.hpp - a pack while it is being checked, and the passes that fill it.
// Layer 4.
#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/check/policy.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/syntax/dialect.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::check {

using text::Code;
using text::Hint;
using text::LabelCode;

template <class Value>
using ByName = std::map<std::string, Value, std::less<>>;

/// How far the type of something that others read has got.
enum class Progress : std::uint8_t { waiting, running, done };

/// What `types:` and facts say about a number besides its unit.
struct NumberDefinition {
  model::Unit unit;
  std::optional<int> decimals;
  std::optional<Decimal> low;
  std::optional<Decimal> high;
  bool unbounded = false;

  [[nodiscard]] model::Type type() const;
};

struct DraftRule {
  const syntax::Rule* written = nullptr;
  Progress progress = Progress::waiting;
};
struct DraftScheme {
  const syntax::Scheme* written = nullptr;
  Progress progress = Progress::waiting;
};
struct DraftUnit {
  const syntax::AssessmentUnit* written = nullptr;
  Progress progress = Progress::waiting;
};

struct FunctionValue;

/// What checking a DMN model needs besides: see infer_standard.cpp.
struct StandardDraft {
  syntax::Dialect dialect;
  ByName<model::Type> types;  ///< declared by name, those of an imported model as `import.name`
  std::vector<std::shared_ptr<const FunctionValue>> functions;  ///< by Type::function
  int functions_open = 0;                                       ///< being inlined inside each other
  std::size_t functions_called = 0;                             ///< inlined in all
  /// Constructs met that doudi does not have, as against faults: what holds one has no answer.
  std::vector<text::Span> unsupported;
  /// Lifted: a literal is read from a local, as if it were an input.
  bool lift = false;
  std::vector<std::pair<model::LocalId, model::Literal>> lifted;
};

/// The pack being built, with everything that is found by name. Passes run in the order of check.cpp; a type that is needed
/// before its turn is inferred on demand.
struct Draft {
  const syntax::Pack& written;
  text::Diagnostics& diagnostics;
  Policy policy = Policy::pack;
  model::Pack pack;
  StandardDraft standard;

  std::set<std::string, std::less<>> symbols;
  ByName<NumberDefinition> number_types;
  ByName<model::EnumerationId> enumerations;
  ByName<model::EntityId> entities;
  std::vector<ByName<std::uint32_t>> facts;         // by entity
  std::vector<ByName<model::RuleId>> entity_rules;  // by entity
  ByName<model::RuleId> assessed_rules;
  std::vector<ByName<model::RuleId>> unit_rules;  // by unit
  ByName<model::ParameterId> parameters;
  ByName<model::AssessmentUnitId> unit_names;
  ByName<model::SchemeId> scheme_names;
  ByName<const syntax::Function*> functions;
  std::vector<DraftRule> rules;
  std::optional<syntax::AssessmentUnit> implied_unit;  // whole_household, where nothing is written
  std::vector<DraftUnit> units;
  std::vector<DraftScheme> schemes;
  ByName<Progress> functions_checked;  // by themselves
  std::set<std::string, std::less<>> functions_faulty;
  std::vector<std::string> functions_open;  // being inlined, for circles
  std::size_t functions_inlined = 0;        // since the outermost call
  int depth =
      0;  // of expressions being typed inside each other, across functions and what is typed on demand
  int partial_open = 0;            // bodies of `for` that read `partial`, inside each other
  std::vector<std::string> chain;  // names whose types are being inferred, for circles
  std::optional<model::EnumerationId> state_enumeration;
  std::optional<model::EnumerationId> scheme_enumeration;
  std::optional<model::EnumerationId> unit_enumeration;

  [[nodiscard]] bool conformance() const noexcept { return policy == Policy::conformance; }
  static constexpr int depth_on_demand = 12;  // what a rule or a scheme takes of the stack, in expressions

  [[nodiscard]] model::LocalId new_local() { return model::LocalId{pack.local_count++}; }
  [[nodiscard]] model::Entity& entity(model::EntityId id) {
    return pack.entities[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const ByName<std::uint32_t>& facts_of(model::EntityId id) const {
    return facts[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const ByName<model::RuleId>& rules_of(model::EntityId id) const {
    return entity_rules[static_cast<std::size_t>(id)];
  }
  text::Diagnostic& error(Code code, text::Span span, text::Arguments arguments = {}) {
    return diagnostics.error(code, span, std::move(arguments));
  }
};

// Passes, in their order.
void check_sources_and_types(Draft& draft);
void check_facts(Draft& draft);
void declare_names(
    Draft& draft);  // parameters, functions, rules, units, schemes: names and enumerations of them
void check_parameters(Draft& draft);
void check_functions(Draft& draft);
void check_entity_rules(Draft& draft);  // first, since units read them
void check_units(Draft& draft);
void check_rules(Draft& draft);  // those of candidates
void check_schemes(Draft& draft);
void check_lifecycle(Draft& draft);
void check_outputs(Draft& draft);
void check_circles(Draft& draft);
void check_validity(Draft& draft);  // who outlives what it reads

// On demand.
/// Types a function by itself, once; what is wrong with it is then known, and its calls do not say it again.
void check_function(Draft& draft, const syntax::Function& function);
void infer_rule(Draft& draft, model::RuleId rule);
void infer_unit(Draft& draft, model::AssessmentUnitId unit);

// Shared by passes.
/// Copies cites whose source exists; reports the others.
[[nodiscard]] std::vector<model::Cite> checked_cites(Draft& draft, const std::vector<syntax::Cite>& cites);
/// The unit a text names; reports texts that are none and unknown symbols, and then gives plain.
[[nodiscard]] model::Unit checked_unit(Draft& draft, const syntax::WrittenText& written);
/// The type that a `type:` names, with its unit. Reports unknown names with the nearest.
[[nodiscard]] model::Type checked_type(Draft& draft, const syntax::WrittenText& name,
                                       const std::optional<syntax::WrittenText>& unit);
/// The literal that a written value gives for a type (a member, a date, a decimal ...); reports what does not fit.
[[nodiscard]] std::optional<model::Literal> checked_literal(Draft& draft, const syntax::WrittenText& written,
                                                            const model::Type& type);
/// A decimal; reports texts that are none.
[[nodiscard]] std::optional<Decimal> checked_decimal(Draft& draft, const syntax::WrittenText& written);
/// The two ends of a range of numbers; reports texts that are none and a low end above the high one.
struct DecimalRange {
  std::optional<Decimal> low, high;
};
[[nodiscard]] DecimalRange checked_range(Draft& draft, const syntax::WrittenRange& range);
/// The entity of the keys of a parameter, which all others lie above. There is at least one key.
[[nodiscard]] model::EntityId lowest_of(const Draft& draft, const std::vector<model::FactId>& keys);
/// Adds the nearest of `names` as a hint, if one is near.
void propose_nearest(text::Diagnostic& diagnostic, std::string_view word,
                     const std::vector<std::string>& names);
/// Keys of a map in order.
template <class Value>
[[nodiscard]] std::vector<std::string> names_of(const ByName<Value>& map) {
  std::vector<std::string> names;
  for (const auto& [name, value] : map) names.push_back(name);
  return names;
}
/// Sorts versions by date (an open beginning first).
template <class Version>
void sort_by_date(std::vector<Version>& versions) {
  std::ranges::stable_sort(versions, [](const Version& lhs, const Version& rhs) {
    if (!lhs.period.from || !rhs.period.from) return !lhs.period.from && rhs.period.from;
    return *lhs.period.from < *rhs.period.from;
  });
}
/// One version of something dated, for check_periods.
struct Dated {
  model::Period period;
  text::Span span;
};
/// Reports two versions that overlap and, where `holes_allowed` is not said, a hole between two. Sorted by date.
void check_periods(Draft& draft, const std::vector<Dated>& versions, std::string_view name,
                   bool holes_allowed);
template <class Version>
[[nodiscard]] std::vector<Dated> dated(const std::vector<Version>& versions) {
  std::vector<Dated> result;
  for (const Version& version : versions) result.push_back({version.period, version.span});
  return result;
}
/// The day after; nothing at the end of the calendar.
[[nodiscard]] std::optional<Date> day_after(Date date);
[[nodiscard]] std::optional<Date> day_before(Date date);
/// `2019-04-03`, or `…` for an open end.
[[nodiscard]] std::string period_text(const model::Period& period);

}  // namespace doudi::check
