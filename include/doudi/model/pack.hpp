// doudi/model/pack.hpp - a checked pack: what the rules mean. Immutable once built; shared between threads freely.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/model/expression.hpp"
#include "doudi/model/table.hpp"
#include "doudi/model/type.hpp"

namespace doudi::model {

struct Source {
  std::string name;
  std::vector<std::pair<std::string, std::string>> entries;  ///< title, issuer, number, date ... as written
  bool assumed = false;
};

struct Enumeration {
  std::string name;
  Labels labels;
  bool ordered = false;  ///< `<` compares positions
  std::vector<std::string> members;
  std::vector<Labels> member_labels;   ///< one for each member
  std::vector<std::uint32_t> by_name;  ///< positions of members, sorted by name; see sort_members()

  /// Where a member stands; nothing if it is none.
  [[nodiscard]] std::optional<std::size_t> position(std::string_view member) const noexcept;
  /// To be called when all members are there: position() is then quick however many there are, and right without.
  void sort_members();
};

/// A bound of a range of dates may be the evaluation date.
struct DateBound {
  std::optional<Date> date;  ///< nothing: today
};

/// One field of a record.
struct Fact {
  enum class Shape : std::uint8_t { value, values, members, reference };
  std::string name;
  Labels labels;
  text::Span span;
  Shape shape = Shape::value;
  Type
      type;  ///< value: the scalar; values: list of scalars; members: list of members; reference: a member. Nullable if optional
  bool optional = false;                     ///< a written null is accepted
  int decimals = 0;                          ///< number: digits after the point that are accepted
  std::optional<Decimal> low, high;          ///< number: range, both ends included
  std::optional<DateBound> first, last;      ///< date: range, both ends included
  std::optional<std::uint32_t> least, most;  ///< lists: size, both ends included
  std::optional<Literal> default_value;
  std::vector<Cite> cites;
};

/// Entities form a tree: the first is the root (one instance), each other is the element of one list of its parent.
struct Entity {
  std::string name;
  Labels labels;
  std::optional<EntityId> parent;
  std::uint32_t list_fact = 0;  ///< the parent's fact that lists it
  std::vector<Fact> facts;
};

/// A value in force: known, a quotient of integers kept exactly, none (nothing was in force), or unknown here.
struct NoneInForce {};
struct NotKnown {};
struct Quotient {
  Decimal numerator;
  Decimal denominator;
};
using ParameterValue = std::variant<Literal, Quotient, NoneInForce, NotKnown>;

struct ParameterRow {
  std::vector<Cell> cells;  ///< one for each key
  ParameterValue value;
  text::Span span;
};
struct ParameterVersion {
  Period period;
  std::vector<Cite> cites;
  text::Span span;
  ParameterValue value;            ///< if not keyed
  std::vector<ParameterRow> rows;  ///< if keyed; read from the top, the last ones match everything
  std::string text;                ///< the value as written
};
struct Parameter {
  std::string name;
  Labels labels;
  text::Span span;
  Type type;
  std::vector<FactId> keys;         ///< the same in every version; empty: not keyed
  std::vector<Column> key_columns;  ///< one for each key
  std::vector<Cite> cites;
  std::vector<ParameterVersion> versions;  ///< sorted by date, disjoint

  [[nodiscard]] const ParameterVersion* on(Date date) const noexcept;
};

struct RuleVersion {
  Period period;
  std::vector<Cite> cites;
  text::Span span;
  std::string formula;  ///< as written, white space folded; for a table: its header line
  std::variant<Expression, Table> body;
};

/// Where a rule is computed: once for each instance of an entity, or for each candidate of a unit (of any unit: `assessed`).
struct Owner {
  enum class Kind : std::uint8_t { entity, assessed, unit };
  Kind kind = Kind::entity;
  EntityId entity{};
  AssessmentUnitId unit{};
};

struct Rule {
  enum class Per : std::uint8_t { none, person, household };
  std::string name;
  Labels labels;
  text::Span span;
  Owner owner;
  Type type;
  bool optional = false;
  Per per = Per::none;
  std::vector<Cite> cites;
  std::vector<RuleVersion> versions;  ///< sorted, disjoint

  [[nodiscard]] const RuleVersion* on(Date date) const noexcept;
};

/// Who may be put forward together: one candidate (`members`), or one for each member of a list.
struct UnitVersion {
  Period period;
  std::vector<Cite> cites;
  bool each = false;
  Expression members;               ///< a list of members of one entity
  std::optional<Expression> where;  ///< each: who may be put forward; the member is `current` of its entity
  std::string formula;
};
struct AssessmentUnit {
  std::string name;
  Labels labels;
  text::Span span;
  EntityId entity{};  ///< of the members
  std::vector<Cite> cites;
  std::vector<UnitVersion> versions;

  [[nodiscard]] const UnitVersion* on(Date date) const noexcept;
};

struct Condition {
  std::string label;
  Expression condition;
  std::string formula;
  Labels reason;  ///< why not, if it fails
  std::vector<Cite> cites;
  text::Span span;
};
struct AmountPart {
  std::string name;  ///< empty for a plain amount
  Expression formula;
  std::string text;
};
struct SchemeVersion {
  Period period;
  std::vector<Cite> cites;
  text::Span span;
  AssessmentUnitId unit{};
  std::vector<Condition> conditions;  ///< `eligible:` is one condition without a label
  std::vector<AmountPart> amount;     ///< the amount is their sum
};
struct Scheme {
  std::string name;
  Labels labels;
  text::Span span;
  bool goes_on = false;
  bool covers_nobody = false;
  std::vector<Cite> cites;
  std::vector<SchemeVersion> versions;

  [[nodiscard]] const SchemeVersion* on(Date date) const noexcept;
};

struct State {
  std::string name;
  Labels labels;
  std::vector<SchemeId> pays;
  bool final = false;
};
struct Transition {
  std::uint32_t from = 0;  ///< position in Lifecycle::states
  std::uint32_t to = 0;
  Period period;  ///< days on which it may be taken
  Expression when;
  std::string formula;
  std::vector<Cite> cites;
  text::Span span;
};
struct LifecycleVersion {
  Period period;
  std::vector<Cite> cites;
  std::vector<Transition> transitions;  ///< in order
};
struct Lifecycle {
  Labels labels;
  text::Span span;
  std::vector<SchemeId> of;
  std::uint32_t initial = 0;
  bool absent_is_initial = false;
  bool next_month = false;  ///< takes_effect: next month
  std::vector<State> states;
  std::vector<std::pair<std::string, Expression>>
      remember;  ///< name and how to compute it (a rule or fact of the root)
  std::vector<Type> remember_types;
  std::vector<Cite> cites;
  std::vector<LifecycleVersion> versions;

  [[nodiscard]] const LifecycleVersion* on(Date date) const noexcept;
};

/// What an answer gives. The reserved ones, or a value of an entity (a list of values, by member, below the root).
struct Output {
  enum class Kind : std::uint8_t { scheme, covered, amount, grants, state, value };
  std::string name;  ///< as written: `per_capita_income`, `persons.amount_due`
  Kind kind = Kind::value;
  Expression value;  ///< kind value: evaluated in the root
  Rule::Per per = Rule::Per::none;
};

struct Pack {
  std::string name;
  Labels title;
  std::string digest;  ///< `sha256:…`
  Period in_force;
  std::vector<Cite> cites;
  std::vector<Source> sources;
  std::vector<Enumeration> enumerations;
  std::vector<std::pair<std::string, Type>> number_types;  ///< `monthly_money`
  std::vector<Entity> entities;
  std::vector<Parameter> parameters;
  std::vector<Rule> rules;
  std::vector<AssessmentUnit> units;
  std::vector<Scheme> schemes;
  std::optional<Lifecycle> lifecycle;
  std::vector<Output> outputs;
  std::vector<Table> inner_tables;  ///< those inside of expressions, which DMN models have
  std::uint32_t local_count = 0;    ///< locals are numbered through the whole pack: no two bindings share one

  [[nodiscard]] const Entity& operator[](EntityId id) const { return entities[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Enumeration& operator[](EnumerationId id) const {
    return enumerations[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Parameter& operator[](ParameterId id) const {
    return parameters[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Rule& operator[](RuleId id) const { return rules[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const AssessmentUnit& operator[](AssessmentUnitId id) const {
    return units[static_cast<std::size_t>(id)];
  }
  [[nodiscard]] const Scheme& operator[](SchemeId id) const { return schemes[static_cast<std::size_t>(id)]; }
  [[nodiscard]] const Fact& operator[](FactId id) const { return (*this)[id.entity].facts[id.index]; }

  [[nodiscard]] bool is_assumed(const std::vector<Cite>& cites) const noexcept;
  [[nodiscard]] std::optional<EntityId> find_entity(std::string_view entity_name) const noexcept;
};

/// True if `date` lies in the period, both ends included.
[[nodiscard]] bool contains(const Period& period, Date date) noexcept;

}  // namespace doudi::model
