// src/explain/evaluator.hpp - the tree walk over a pack for one record on one date.
// Layer 7.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <unordered_map>
#include <utility>
#include <vector>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"

#include "explain/choice.hpp"
#include "explain/operation.hpp"
#include "explain/trace.hpp"

namespace doudi::explain {

/// In whose rules an expression stands: what `current`, `members`, `remaining` and the rules of candidates mean there.
struct Frame {
  model::EntityId entity{};                   ///< of the instance
  std::optional<std::uint32_t> instance = 0;  ///< nothing: a member of whom nothing is known
  FactSet unknown_because;                    ///< instance is nothing: the facts that would tell
  std::optional<std::uint32_t> scheme;        ///< whose candidates are being assessed, or enumerated
  std::optional<std::uint32_t> candidate;

  [[nodiscard]] Frame in_scheme(std::uint32_t position) const {
    Frame frame = *this;
    frame.scheme = position;
    return frame;
  }
};

/// Whose rules an evaluation follows: a pack's, or the standard's, where a failed operation is null and values have the types
/// that they turn out to have.
enum class Semantics : std::uint8_t { pack, standard };

/// Who is put forward for a scheme.
struct PutForward {
  std::string name;
  Frame frame;
  std::uint32_t members = 0;  ///< the named value
  Evaluated presence;         ///< true, unknown or failed
};

/// Evaluates lazily and keeps what it has computed. One record, one date, one thread.
class Evaluator {
 public:
  Evaluator(const model::Pack& pack, const model::Record& record, Date on, const std::vector<Pin>& pins,
            Semantics semantics = Semantics::pack);

  [[nodiscard]] Evaluated evaluate(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_table(const model::Table& table, const Frame& frame);

  // Named values, each computed once. All return positions in the trace.
  std::uint32_t fact(model::Member member, std::uint32_t index);
  std::uint32_t derived(model::RuleId rule, std::uint32_t instance);
  std::uint32_t candidate_derived(model::RuleId rule, const Frame& frame);
  std::uint32_t today();
  std::uint32_t previous(model::PreviousPart part);
  std::uint32_t months_in_state();
  std::uint32_t paying_state();
  std::uint32_t case_state();
  std::uint32_t case_since();
  /// The members that grants before this scheme left over.
  std::uint32_t remaining(std::uint32_t scheme, model::EntityId entity);
  std::uint32_t qualifies(std::uint32_t scheme);
  std::uint32_t amount(std::uint32_t scheme);
  std::uint32_t covered(std::uint32_t scheme);
  std::uint32_t granted(std::uint32_t scheme);
  std::uint32_t condition(std::uint32_t scheme, std::uint32_t candidate, std::uint32_t position);
  std::uint32_t candidate_qualifies(std::uint32_t scheme, std::uint32_t candidate);
  std::uint32_t amount_part(std::uint32_t scheme, std::uint32_t candidate, std::uint32_t position);
  /// Of a candidate that qualifies or may.
  std::uint32_t candidate_amount(std::uint32_t scheme, std::uint32_t candidate);
  /// Whether the case's state pays the scheme; true for a scheme outside of the lifecycle.
  [[nodiscard]] Evaluated pays(std::uint32_t scheme);
  /// Whether nothing before the scheme ended the answer.
  [[nodiscard]] Evaluated reached(std::uint32_t scheme);
  [[nodiscard]] const model::SchemeVersion* version_of(std::uint32_t scheme) const;

  /// Who is put forward for a scheme; nobody if it does not exist that day.
  [[nodiscard]] const std::vector<PutForward>& put_forward(std::uint32_t scheme);
  /// Derived values of a candidate computed so far.
  [[nodiscard]] const std::vector<std::uint32_t>& figures(std::uint32_t scheme, std::uint32_t candidate);

  /// Why operations that failed gave null, under the standard's rules.
  [[nodiscard]] const std::vector<Failed>& failures() const noexcept { return failures_; }
  [[nodiscard]] const model::Pack& pack() const noexcept { return pack_; }
  [[nodiscard]] const model::Record& record() const noexcept { return record_; }
  [[nodiscard]] Date on() const noexcept { return on_; }
  [[nodiscard]] Trace& trace() noexcept { return trace_; }

  /// A value that answers give, under a path of its own; computed now.
  template <class Compute>
  std::uint32_t answer_value(NamedValue::Kind kind, std::string path, const Compute& compute) {
    const std::uint64_t others = std::exchange(work_, 0);
    trace_.open(kind, std::move(path));
    const std::uint32_t position = trace_.close(compute());
    work_ = others;
    return position;
  }

  /// The path of a candidate: `dibao_single[b]`.
  [[nodiscard]] std::string candidate_path(std::uint32_t scheme, std::uint32_t candidate);
  /// Gives a local its value for as long as the result lives.
  class Binding;

 private:
  enum class Name : std::uint8_t {
    fact,
    derived,
    candidate_derived,
    parameter,
    today,
    previous,
    months_in_state,
    paying_state,
    case_state,
    case_since,
    transition,
    put_forward,
    where,
    members,
    remaining,
    qualifies,
    amount,
    covered,
    pays,
    reached,
    granted,
    condition,
    candidate_qualifies,
    amount_part,
    candidate_amount,
  };
  using Key = std::tuple<Name, std::uint32_t, std::uint32_t, std::uint32_t, std::uint32_t>;
  struct KeyHash {
    [[nodiscard]] std::size_t operator()(const Key& key) const noexcept;
  };
  using Positions =
      std::unordered_map<Key, std::optional<std::uint32_t>, KeyHash>;  // nothing: being computed
  using PerMember = std::function<Evaluated(model::Member)>;
  using PerUnknown = std::function<Value(const Unknown&)>;

  /// The work of one named value and of all: one for each operation, and the sizes of lists, contexts and texts it gives. Two
  /// million are a second or two, and about a gigabyte of steps; honest rules of a household need thousands.
  static constexpr std::uint64_t most_work = 2'000'000;
  static constexpr std::uint64_t most_work_of_all = 25 * most_work;

  /// The position of a named value; computes it if it is asked for the first time. `path` and `compute` are called at most once.
  template <class Path, class Compute>
  std::uint32_t named(Key key, NamedValue::Kind kind, const Path& path, const Compute& compute);
  [[nodiscard]] std::optional<std::uint32_t> known_position(const Key& key);
  std::uint32_t finish(const Key& key, Evaluated result);

  [[nodiscard]] Value current(model::EntityId entity, const Frame& frame) const;
  /// Applies `each` to a member, to every member of a list (to lists in it too), or says what is missing for an unknown one.
  [[nodiscard]] Evaluated per_member(const Evaluated& owner, const model::Expression& expression,
                                     model::EntityId entity, const PerMember& each,
                                     const PerUnknown& unknown);
  [[nodiscard]] Evaluated per_item(const List& list, const model::Expression& expression,
                                   const Operand& owner,
                                   const std::function<Evaluated(const Evaluated&)>& each);
  [[nodiscard]] Value of_some_member(const Unknown& owner, model::EntityId entity, const PerMember& each,
                                     const PerUnknown& unknown);

  /// Whether too much has been computed already: whatever is evaluated now fails, so that all loops come to an end.
  [[nodiscard]] bool exhausted() const noexcept {
    return work_ >= most_work || all_work_ >= most_work_of_all;
  }
  void count_work(const Value& result);
  /// Counts the work, and gives up if that was too much. Under the standard's rules a failure becomes null; why is kept, in the
  /// order met.
  void finish_operation(Evaluated& result, text::Span place);

  [[nodiscard]] bool standard() const noexcept { return semantics_ == Semantics::standard; }

  /// The same, or a failure if it is larger than any value may be.
  [[nodiscard]] static Evaluated within_size(Evaluated result, text::Span place);

  // One for each kind of expression; see model::Operation.
  [[nodiscard]] Evaluated evaluate_operation(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_leaf(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_opposite(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_comparison_range(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_fact(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_derived(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_parameter(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_scheme(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_fold(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_junction(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_comparison(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_between(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_in(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_conditional(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_iteration(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_quantifier(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_integers(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_filter(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_element(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_list(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_context(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_interval(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_entry(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_property(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_call(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_otherwise(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_sort(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_replace(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_bind(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_function(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_invoke(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_convert(const model::Expression& expression, const Frame& frame);
  /// A value that was evaluated, as the conversion makes it.
  [[nodiscard]] Evaluated convert(Evaluated operand, const model::Expression& conversion);
  [[nodiscard]] Evaluated evaluate_instance(const model::Expression& expression, const Frame& frame);
  [[nodiscard]] Evaluated evaluate_dynamic_filter(const model::Expression& expression, const Frame& frame);

  /// Runs the body for all combinations of the domains' items, the first domain slowest. Stops when `body` returns false.
  using Body = std::function<bool(const Evaluated& presence)>;
  bool for_each(const model::Expression& expression, std::size_t domain, std::size_t domains,
                const Evaluated& presence, const Frame& frame, Obstacles& obstacles, const Body& body);

  [[nodiscard]] Evaluated evaluate_cell(const model::Cell& cell, const Evaluated& tested,
                                        std::optional<model::LocalId> local, const model::Type& type,
                                        const Frame& frame);
  [[nodiscard]] Evaluated evaluate_test(const model::Test& test, const Evaluated& tested,
                                        std::optional<model::LocalId> local, const model::Type& type,
                                        const Frame& frame);

  // Tables.
  /// One evaluation of a table: input columns are computed when a row first asks for them.
  struct TableRun {
    const model::Table& table;
    const Frame& frame;
    std::vector<std::optional<Evaluated>> inputs;
    std::vector<Alternative> alternatives;
    std::vector<std::optional<std::size_t>> rows;  ///< of each alternative; nothing: the default
    std::vector<Operand> operands;                 ///< of the closing step
  };
  [[nodiscard]] Evaluated row_matches(TableRun& run, const model::Row& row);
  [[nodiscard]] Evaluated outputs_of(const model::Table& table, const std::vector<model::Expression>& outputs,
                                     const Frame& frame);
  void try_rows(TableRun& run);
  void try_default(TableRun& run);
  [[nodiscard]] Choice choose(const TableRun& run) const;

  [[nodiscard]] Evaluated rule_body(const model::Rule& rule, const Frame& frame);
  [[nodiscard]] Value derived_of_unknown(model::RuleId rule, const Unknown& because);
  [[nodiscard]] std::uint32_t parameter_value(model::ParameterId id, model::ParameterUse::Part part,
                                              Date date, const Frame* owner);
  [[nodiscard]] Evaluated parameter_body(model::ParameterId id, model::ParameterUse::Part part, Date date,
                                         const Frame* owner);
  [[nodiscard]] Evaluated chosen_parameter_row(const model::Parameter& parameter, std::uint32_t id,
                                               const model::ParameterVersion& version,
                                               model::ParameterUse::Part part, const Frame& owner);
  void describe(const std::string& name, const std::vector<model::Cite>& cites,
                const std::vector<model::Cite>& version_cites, const model::Period& period,
                std::string formula);
  void add_row(const std::string& label, const std::vector<model::Cite>& cites);

  // Schemes.
  [[nodiscard]] Evaluated never_null(const model::Expression& expression, const std::string& name,
                                     const Frame& frame);
  [[nodiscard]] std::vector<PutForward> enumerate(std::uint32_t scheme);
  [[nodiscard]] std::vector<PutForward> enumerate_each(std::uint32_t scheme,
                                                       const model::UnitVersion& version,
                                                       const model::AssessmentUnit& unit);
  [[nodiscard]] std::uint32_t members_of(std::uint32_t scheme, std::uint32_t candidate,
                                         const std::string& name, Value members);
  [[nodiscard]] Evaluated missing_scheme(std::uint32_t scheme) const;
  [[nodiscard]] Evaluated all_instances(model::EntityId entity);
  [[nodiscard]] Evaluated left_over(std::uint32_t scheme, const Evaluated& everyone);
  [[nodiscard]] Evaluated member_covered(std::uint32_t scheme, model::Member member);

  // Lifecycle.
  [[nodiscard]] std::optional<Value> case_problem() const;
  [[nodiscard]] bool case_is_new() const;
  [[nodiscard]] Value previous_value(model::PreviousPart part) const;
  [[nodiscard]] Value missing_or(bool given, MissingFact::Kind kind, std::uint32_t index,
                                 const Value& value) const;
  [[nodiscard]] Evaluated step_is_taken();
  [[nodiscard]] std::uint32_t transition(std::uint32_t position);
  /// The state after the step, or the day since which it lasts.
  [[nodiscard]] Evaluated after_step(bool since);
  [[nodiscard]] Evaluated after_transitions(std::uint32_t from, bool since);

  const model::Pack& pack_;
  const model::Record& record_;
  Date on_;
  const std::vector<Pin>& pins_;
  Semantics semantics_;
  std::vector<Failed> failures_;
  std::vector<std::vector<std::pair<model::LocalId, Value>>>
      captured_;            // for each function as a value what was bound where it stands
  std::uint64_t work_ = 0;  ///< of the named value that is being computed
  std::uint64_t all_work_ = 0;
  Trace trace_;
  Positions positions_;
  std::vector<std::optional<Evaluated>> locals_;
  std::map<std::vector<MissingFact>, std::uint32_t> unknown_sets_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::optional<Value>>
      of_unknown_;  // by rule and set; nothing: being computed
  std::vector<std::optional<std::vector<PutForward>>> put_forward_;  // by scheme
  std::vector<bool> enumerating_;                                    // by scheme
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::vector<std::uint32_t>> figures_;
};

/// Gives a local its value, and its former one back at the end.
class Evaluator::Binding {
 public:
  Binding(Evaluator& evaluator, model::LocalId local, Evaluated value);
  ~Binding();
  Binding(const Binding&) = delete;
  Binding& operator=(const Binding&) = delete;

 private:
  Evaluator& evaluator_;
  std::size_t local_;
  std::optional<Evaluated> former_;
};

template <class Path, class Compute>
std::uint32_t Evaluator::named(Key key, NamedValue::Kind kind, const Path& path, const Compute& compute) {
  if (const auto position = known_position(key)) return *position;
  const std::uint64_t others = std::exchange(work_, 0);
  trace_.open(kind, path());
  const std::uint32_t position = finish(key, compute());
  work_ = others;
  return position;
}

}  // namespace doudi::explain
