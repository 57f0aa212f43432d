// doudi/explain/explanation.hpp - an answer and every reason for it.
// Layer 7.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/explain/value.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/code.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::explain {

/// Where an operation takes something from: written down, an earlier step of the same named value, or another
/// named value.
struct Operand {
  enum class Kind : std::uint8_t { literal, step, value };
  Kind kind = Kind::literal;
  std::uint32_t index = 0;  ///< step: position in NamedValue::steps; value: position in Explanation::values
  std::optional<std::uint32_t> item;  ///< only this item of that list, counted from 0
  std::optional<Value> literal;       ///< kind literal; else nothing

  // Not inline: what they instantiate would cost everyone who includes this more than the rest of the file.
  [[nodiscard]] static Operand of_literal(Value value);
  [[nodiscard]] static Operand of_step(std::uint32_t index);
  [[nodiscard]] static Operand of_value(std::uint32_t index);
};

/// One elementary operation. `operation` is one of
/// - `+ - * / **` (two operands), `negate`, `= != < <= > >=`, `and or not` (any number, Kleene), `between`
/// (value, low, high);
/// - `in interval` (value, low, high; label: the brackets, `[]`, `(]` ...), `in` (value, list or range);
/// - `if` (condition, the branch taken), `row` (label: the row; operands: its tests, of which all must hold);
/// - a hit policy in words, `first`, `rule order`, `sum` table ... as `table first` (operands: for each row
/// looked at whether it
///   matches, then its output; null for an output that was not needed; the default is a last pair that
///   matches if none does);
/// - `list` (the items), `context` (the entries; label: the keys, `a, b`), `entry` (label: key), `property`
/// (label: its name),
///   `item` (list, index), `filter` (item, condition, item, condition ...), `union` (condition, list, condition,
/// list ...: the items of the lists whose condition holds), `for`, `some`, `every` (the
///   results of the body), `integers` (first, last: whole numbers or days), `interval` (low, high; label: the brackets), `on` (date,
///   the parameter's value that day), `months in state` (since, today);
/// - a function of FEEL or doudi by its name (`round half up`, `max`, `per month`), operands: the arguments.
struct Step {
  std::string_view operation;  ///< static text
  std::string label;
  std::vector<Operand> operands;
  Value result;
  text::Span place;
};

/// A value with a name: how it was got, completely. Others are referred to by their position in
/// Explanation::values; a value only refers to values before it.
struct NamedValue {
  enum class Kind : std::uint8_t {
    fact,
    parameter,
    derived,
    given,      ///< the evaluation date, what the record's case says
    members,    ///< of a candidate, or who remains
    condition,  ///< of a scheme for a candidate, of a unit (`where`), or of a transition
    amount,     ///< a part of a scheme's amount for a candidate
    verdict,  ///< of candidates and schemes: whether they qualify, how much, who is covered, what is granted
    state,    ///< the case's state after the step
    output,
  };
  /// What of the pack it belongs to, for labels. monostate: nothing that has labels.
  using Subject = std::variant<std::monostate, model::FactId, model::ParameterId, model::RuleId,
                               model::SchemeId, model::AssessmentUnitId>;

  Kind kind = Kind::derived;
  std::string path;  ///< `persons.a.imputed_income`, `dibao_standard@2019-01-01`, `dibao_single[b].per_head`
  Subject subject;
  std::string name;  ///< of the rule or parameter; empty for others
  Value value;
  std::string formula;       ///< as written; empty for facts
  std::optional<Date> from;  ///< of the version in force
  std::vector<std::string>
      rows;  ///< labels of the table rows (or condition, or transition) that gave the value
  std::vector<model::Cite> cites;    ///< of the rule, its version and those rows
  bool defaulted = false;            ///< a fact whose value came from a `default:`
  std::vector<std::string> assumed;  ///< `name@from`, `name@from#row`: what of it rests on an assumed source
  std::vector<Step> steps;
  Operand result;  ///< which step gave the value, or what it is taken from
  std::vector<std::uint32_t>
      reads;  ///< the named values that were looked at, each once, also those that did not matter
  text::Span place;
};

/// A condition of a scheme for one candidate.
struct ConditionVerdict {
  std::uint32_t condition = 0;  ///< position in the scheme's version
  std::string label;
  Value value;              ///< true, false, unknown or failed
  std::uint32_t named = 0;  ///< its position in Explanation::values
};

/// One assessment unit that was put forward.
struct Candidate {
  std::string name;         ///< the member's id, or the unit's name for a candidate of several
  std::uint32_t named = 0;  ///< position in Explanation::values of its members
  Value members;            ///< list of members
  Presence presence;        ///< whether it may be put forward at all
  Value qualifies;          ///< presence and all conditions
  std::vector<ConditionVerdict> conditions;
  Value amount;  ///< computed for every candidate that may qualify; null for one that does not
  std::vector<std::pair<std::string, Value>> parts;  ///< of the amount, where it has named parts
  std::vector<std::uint32_t>
      figures;  ///< the derived values of the candidate, positions in Explanation::values
};

/// What one scheme says, whether or not the answer came to it.
struct SchemeVerdict {
  model::SchemeId scheme{};
  std::string name;
  bool in_force = true;  ///< without a version that day it does not exist: no candidates
  Value qualifies;
  Value amount;   ///< sum over the qualifying candidates
  Value covered;  ///< list of members
  Value granted;  ///< qualifies, is paid in the case's state, and nothing before it ended the answer
  Value pays;     ///< whether the case's state pays this scheme; true for schemes outside the lifecycle
  std::vector<Candidate> candidates;
};

struct Grant {
  std::string scheme;
  std::vector<std::string> covered;  ///< ids
  Decimal amount;
};

/// What to store for next month.
struct CaseBlock {
  std::string state;
  Date since;
  Decimal amount;
  std::vector<std::string> paid;
  std::vector<std::pair<std::string, Value>> remembered;  ///< known or null
};

struct OutputValue {
  std::string name;
  model::Output::Kind kind = model::Output::Kind::value;
  model::Rule::Per per = model::Rule::Per::none;
  Value
      value;  ///< scheme: text, `none` for none; covered: list of members; grants: null (see Answer::grants)
  std::vector<std::string>
      members;  ///< a value below the root: whose the items of the list are (id, or path below a list)
};

/// Why an output has no value.
struct AnswerError {
  text::Code code{};
  std::string output;  ///< empty: the whole answer
  text::Span place;
  text::Arguments arguments;
};

enum class Status : std::uint8_t { decided, undetermined, error };

/// What was decided. Paths and names, never wording.
struct Answer {
  Status status = Status::decided;
  std::vector<OutputValue> outputs;
  std::optional<std::vector<Grant>> grants;  ///< nothing if undetermined, failed, or the pack has no schemes
  std::optional<CaseBlock> case_block;  ///< nothing if undetermined, failed, or the pack has no lifecycle
  /// Output (or `case`) and what is missing for it, sorted paths; outputs in the pack's order.
  std::vector<std::pair<std::string, std::vector<std::string>>> undetermined;
  std::vector<std::string> missing;    ///< their union, sorted
  std::vector<AnswerError> errors;     ///< in the order of outputs
  std::vector<std::string> defaulted;  ///< paths that the answer rests on, sorted
  std::vector<std::string> assumed;    ///< `name@from`, `name@from#row`, sorted
};

/// The answer, each scheme's verdict, and each value that was computed on the way.
struct Explanation {
  std::string pack;
  std::string pack_digest;
  Date on;
  Answer answer;
  std::vector<SchemeVerdict> schemes;  ///< in the pack's order
  std::vector<NamedValue>
      values;                 ///< in the order in which they were got: a value stands after all it refers to
  std::vector<Value> wanted;  ///< one for each value that a Request wanted
};

/// The id of a member of a list of the root, the path below that list for one further down: how answers name
/// who is covered.
[[nodiscard]] std::string member_name(const model::Pack& pack, const model::Record& record,
                                      model::Member member);

}  // namespace doudi::explain
