// src/plan/lowering.hpp - from checked rules to nodes.
// Layer 5.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "doudi/model/pack.hpp"

#include "plan/builder.hpp"
#include "plan/lowered.hpp"
#include "plan/table_classes.hpp"

namespace doudi::plan {

/// In what surroundings an expression is lowered.
struct Scope {
  model::EntityId current{};  ///< the entity whose instance is current; those above it are too
  std::optional<std::uint32_t> scheme;
  std::optional<Lowered> members;  ///< of the candidate
  std::vector<std::pair<model::LocalId, Lowered>> locals;
};

/// What a scheme comes to.
struct LoweredScheme {
  bool in_force = false;
  Lowered qualifies;  ///< boolean of the root
  Lowered amount;     ///< number of the root, 0 where it does not qualify
  Lowered covered;    ///< list of members; its mask holds nobody where it does not qualify
  NodeId together =
      no_node;  ///< of a scheme that takes its members together: who they are, whether it qualifies or not
};

class Lowering {
 public:
  Lowering(const model::Pack& pack, Date on, bool with_gaps);

  /// Throws NotInColumns if some part of it has no columns and no way around.
  [[nodiscard]] Lowered lower(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] const LoweredScheme& scheme(std::uint32_t position);
  /// It qualifies, nothing before it ended the answer, and the case's state pays it.
  [[nodiscard]] const Lowered& granted(std::uint32_t position);
  [[nodiscard]] const Lowered& case_state();
  [[nodiscard]] Lowered case_since();
  [[nodiscard]] Lowered paying_state();
  /// What `compute` gives, or an open value of that type, with a note.
  template <class Compute>
  [[nodiscard]] Lowered guarded(const std::string& what, const model::Type& type, const Compute& compute);
  [[nodiscard]] Scope root_scope() const { return {}; }
  [[nodiscard]] Builder& nodes() noexcept { return nodes_; }
  [[nodiscard]] std::vector<Plain>& plain() noexcept { return plain_; }
  [[nodiscard]] std::vector<std::string>& texts() noexcept { return texts_; }
  /// What has been lowered so far, by the names of rules and schemes.
  [[nodiscard]] std::vector<NodeName> names() const;

  // Logic of values (Kleene), see lower_logic.cpp.
  [[nodiscard]] Lowered both(const Lowered& lhs, const Lowered& rhs);
  [[nodiscard]] Lowered either(const Lowered& lhs, const Lowered& rhs);
  [[nodiscard]] Lowered opposite(const Lowered& operand);
  [[nodiscard]] Lowered conditional(const Lowered& condition, const Lowered& then, const Lowered& otherwise);
  [[nodiscard]] Lowered compared(model::Comparison comparison, Lowered lhs, Lowered rhs);
  /// 1 where it is true for certain.
  [[nodiscard]] NodeId holds(const Lowered& boolean);
  /// Null counts as open: where a rule promises a value.
  [[nodiscard]] Lowered never_null(Lowered value);
  /// Of a condition: null does not match.
  [[nodiscard]] Lowered null_is_false(Lowered value);

  // Numbers, see lower_numbers.cpp.
  [[nodiscard]] Lowered arithmetic(char symbol, const Lowered& lhs, const Lowered& rhs);
  [[nodiscard]] Lowered rounded(const Lowered& number, int scale, RoundingMode mode);
  [[nodiscard]] Lowered extreme(Opcode opcode, const Lowered& lhs, const Lowered& rhs);
  [[nodiscard]] Lowered literal(const model::Literal& literal, const model::Type& type);

  // Lists, see lower_lists.cpp.
  [[nodiscard]] Lowered sum(const Lowered& list);
  [[nodiscard]] Lowered count(const Lowered& list);
  [[nodiscard]] Lowered any(const Lowered& list, const Lowered& condition);
  [[nodiscard]] NodeId mask_of(const Lowered& list);

 private:
  [[nodiscard]] Lowered current(model::EntityId entity, const Scope& scope);
  [[nodiscard]] Lowered fact(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered fact_of(const Lowered& owner, model::FactId fact);
  [[nodiscard]] Lowered derived(const model::Expression& expression, const Scope& scope);
  template <class OfMember>
  [[nodiscard]] Lowered of_each(const Lowered& owner, const OfMember& of_member);
  [[nodiscard]] const Lowered& rule_of_entity(model::RuleId rule);
  [[nodiscard]] Lowered rule_body(const model::Rule& rule, const Scope& scope);
  [[nodiscard]] Lowered parameter(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered parameter_of(const model::Parameter& parameter,
                                     const model::ParameterVersion& version, model::ParameterUse::Part part,
                                     const Lowered& owner);
  [[nodiscard]] Lowered parameter_value(const model::ParameterValue& value, model::ParameterUse::Part part,
                                        const model::Type& type);
  [[nodiscard]] std::optional<Lowered> dense(const model::Parameter& parameter,
                                             const model::ParameterVersion& version,
                                             model::ParameterUse::Part part, const Lowered& owner);
  [[nodiscard]] Lowered chosen_row(const model::Parameter& parameter, const model::ParameterVersion& version,
                                   model::ParameterUse::Part part, const std::vector<Lowered>& keys);
  [[nodiscard]] Lowered local(model::LocalId local, const Scope& scope) const;
  [[nodiscard]] Lowered fold(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered junction(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered cell(const model::Cell& cell, const Lowered& tested,
                             std::optional<model::LocalId> local, const Scope& scope);
  [[nodiscard]] Lowered test(const model::Test& test, const Lowered& tested,
                             std::optional<model::LocalId> local, const Scope& scope);
  [[nodiscard]] Lowered interval(const Lowered& tested, const Lowered& low, const Lowered& high,
                                 model::Bounds bounds);
  [[nodiscard]] Lowered in_range(const Lowered& tested, const model::Expression& range, const Scope& scope);
  [[nodiscard]] Lowered in_list(const Lowered& tested, const model::Expression& list, const Scope& scope);
  [[nodiscard]] Lowered table(const model::Table& table, const Scope& scope);

  // Tables of many rows, see lower_dense_tables.cpp.
  /// A position for each class of values, and the rows of the table that each class agrees with.
  struct ClassNode {
    NodeId node = no_node;
    std::vector<RowSet> rows;
  };
  [[nodiscard]] std::optional<Lowered> dense_table(const model::Table& table,
                                                   const std::vector<const model::Row*>& rows,
                                                   const Scope& scope);
  [[nodiscard]] std::optional<ClassNode> combined_classes(const model::Table& table,
                                                          const std::vector<const model::Row*>& rows,
                                                          const std::vector<Lowered>& inputs,
                                                          const Scope& scope);
  [[nodiscard]] std::optional<ClassNode> class_node(const Lowered& input,
                                                    const std::vector<const model::Row*>& rows,
                                                    std::size_t column, const Scope& scope);
  [[nodiscard]] std::optional<TestedCell> tested_cell(const model::Cell& cell, const Lowered& input,
                                                      const Scope& scope);
  [[nodiscard]] std::optional<Lowered> constant_beside(const Lowered& input, const model::Expression& operand,
                                                       const Scope& scope);
  [[nodiscard]] std::optional<Lowered> constant_outputs(const std::vector<Lowered>& given, NodeId position);
  [[nodiscard]] Lowered first_row(const model::Table& table, const std::vector<const model::Row*>& rows,
                                  const Scope& scope);
  [[nodiscard]] std::vector<Lowered> matches_of(const model::Table& table,
                                                const std::vector<const model::Row*>& rows,
                                                const Scope& scope);
  [[nodiscard]] Lowered output_of(const model::Expression& output, const Scope& scope);
  [[nodiscard]] NodeId open_row(const Lowered& matches, const Lowered& output);
  [[nodiscard]] Lowered collected(const model::Table& table, const std::vector<const model::Row*>& rows,
                                  const Scope& scope);
  [[nodiscard]] std::vector<const model::Row*> rows_by_priority(const model::Table& table) const;
  [[nodiscard]] Lowered bind(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered quantifier(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered filter(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Scope inside(const Lowered& list, const Scope& scope, model::LocalId item);
  [[nodiscard]] Lowered call(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered call_rounding(const model::Expression& expression, const Scope& scope,
                                      RoundingMode mode);
  [[nodiscard]] Lowered call_extreme(const model::Expression& expression, const Scope& scope, Opcode opcode);
  [[nodiscard]] Lowered call_aggregate(const model::Expression& expression, const Scope& scope);
  [[nodiscard]] Lowered call_period(const model::Expression& expression, const Scope& scope, int wanted);
  [[nodiscard]] Lowered extreme_of(const Lowered& list, Opcode opcode);
  [[nodiscard]] Lowered equality(const Lowered& lhs, const Lowered& rhs);
  void same_enumeration(Lowered& lhs, Lowered& rhs);
  [[nodiscard]] Lowered text(const std::string& text);
  [[nodiscard]] Lowered blocked_by(Lowered result, const Lowered& lhs, const Lowered& rhs);
  [[nodiscard]] Lowered as_quotient(const Lowered& number);
  void check_digits(NodeId numerator, NodeId divisor, int scale) const;
  [[nodiscard]] Lowered open_value(const model::Type& type);
  [[nodiscard]] Lowered over(const Lowered& list, Opcode opcode, NodeId node);
  [[nodiscard]] NodeId some_row(const Lowered& list, NodeId rows);
  [[nodiscard]] NodeId open_in(const Lowered& list, NodeId of_element);

  // Schemes, see lower_schemes.cpp.
  [[nodiscard]] const LoweredScheme& in_force(model::SchemeId id);
  [[nodiscard]] LoweredScheme lower_scheme(std::uint32_t position);
  void lower_one(LoweredScheme& result, std::uint32_t position, const model::UnitVersion& unit);
  void lower_each(LoweredScheme& result, std::uint32_t position, const model::UnitVersion& unit);
  [[nodiscard]] Lowered conditions(const model::SchemeVersion& version, const Scope& scope, Lowered presence,
                                   const std::string& name);
  [[nodiscard]] Lowered candidate_amount(const model::SchemeVersion& version, const Scope& scope,
                                         const std::string& name);
  [[nodiscard]] Lowered amount_of_qualified(const Lowered& qualifies, const Lowered& amount);
  [[nodiscard]] Lowered reached(std::uint32_t position);

  // The lifecycle, see lower_lifecycle.cpp.
  [[nodiscard]] Lowered state(std::int64_t position);
  [[nodiscard]] Lowered previous(CasePart part);
  [[nodiscard]] Lowered previous(const model::PreviousPart& part);
  [[nodiscard]] Lowered was_paid(const Lowered& name);
  [[nodiscard]] Lowered after_transitions(std::uint32_t from, bool since);
  [[nodiscard]] Lowered after_step(bool since);
  [[nodiscard]] Lowered pays(std::uint32_t position);
  [[nodiscard]] Lowered remaining(std::uint32_t position, model::EntityId entity);
  [[nodiscard]] Lowered everyone(model::EntityId entity);

  const model::Pack& pack_;
  Date on_;
  Builder nodes_;
  std::vector<Plain> plain_;
  std::vector<std::string> texts_;
  std::map<model::RuleId, std::optional<Lowered>> rules_;  // nothing: being lowered
  std::map<std::pair<std::uint32_t, model::RuleId>, Lowered> candidate_rules_;
  std::vector<std::optional<LoweredScheme>> schemes_;
  std::vector<std::optional<Lowered>> granted_;
  std::optional<Lowered> case_state_;
  model::EnumerationId states_{};  // whose members are those of the lifecycle
};

template <class Compute>
Lowered Lowering::guarded(const std::string& what, const model::Type& type, const Compute& compute) {
  try {
    return compute();
  } catch (const NotInColumns& reason) {
    plain_.push_back({what, reason.what()});
    return open_value(type);
  }
}

}  // namespace doudi::plan
