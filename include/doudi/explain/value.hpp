// doudi/explain/value.hpp - what an expression gives: a value, null, unknown for want of facts, or failed.
// Layer 7.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/model/expression.hpp"
#include "doudi/model/literal.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/code.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::explain {

/// One thing that neither the record nor the pack says. missing_path() names it for people.
struct MissingFact {
  enum class Kind : std::uint8_t {
    fact,  ///< a field of a member (or of the root)
    case_block,
    case_state,
    case_since,
    case_amount,
    case_paid,
    case_remembered,
    parameter,  ///< in force, but not known here
  };
  Kind kind = Kind::fact;
  std::uint32_t entity = 0;  ///< fact: the member's entity
  std::uint32_t member = 0;  ///< fact: the member's position
  std::uint32_t index = 0;   ///< position of the fact, of the remembered name, or of the parameter

  [[nodiscard]] static MissingFact of(model::Member member, std::uint32_t fact) noexcept {
    return {Kind::fact, static_cast<std::uint32_t>(member.entity), member.index, fact};
  }
  friend auto operator<=>(const MissingFact&, const MissingFact&) = default;
};

/// `persons.a.wage`, `case`, `case.amount`, `parameters.dibao_standard`.
[[nodiscard]] std::string missing_path(const model::Pack& pack, const model::Record& record,
                                       MissingFact missing);

/// Sorted, each once.
class FactSet {
 public:
  FactSet() = default;
  explicit FactSet(MissingFact fact) : facts_{fact} {}
  void add(const FactSet& other);
  [[nodiscard]] bool empty() const noexcept { return facts_.empty(); }
  [[nodiscard]] const std::vector<MissingFact>& facts() const noexcept { return facts_; }
  friend bool operator==(const FactSet&, const FactSet&) = default;

 private:
  std::vector<MissingFact> facts_;
};

/// Why an operation has no result. Its wording is that of code_of().
enum class Reason : std::uint8_t {
  division_by_zero,
  overflow,              ///< beyond decimal128, or a date or duration out of range
  number_out_of_domain,  ///< the root of a negative number, the logarithm of zero ...
  not_a_whole_number,    ///< where an index, a scale or an exponent is needed
  text_is_no_number,
  no_such_date,
  text_is_no_duration,
  index_out_of_range,
  empty_list,          ///< the largest of nothing
  no_row_matches,      ///< in a table
  several_rows_match,  ///< in a table that is `unique`
  rows_disagree,       ///< in a table that is `any`
  negative_amount,     ///< of a candidate that qualifies
  null_value,          ///< null where the pack promises a value
  not_in_force,
  kinds_do_not_fit,  ///< only in DMN models: of packs the checker has proved that they fit
  bad_pattern,
  text_is_no_range,
  offset_missing,        ///< a time with an offset beside one without
  case_since_in_future,  ///< the record's case began after the evaluation month
  too_many_steps,        ///< loops inside each other, or over much: given up
};
[[nodiscard]] text::Code code_of(Reason reason) noexcept;

struct Value;

/// There may be a value, but facts are missing.
struct Unknown {
  FactSet facts;
};

/// An operation failed. Of several failures the one first in the pack's text is kept.
struct Failed {
  Reason reason{};
  text::Span place;
  text::Arguments arguments;
};

/// Whether an item is in its list: surely, or depending on missing facts or a failed operation.
using Presence = std::variant<std::monostate, Unknown, Failed>;

struct Item;
/// Items may be unknown or failed themselves (`persons.wage` where one wage is missing).
struct List {
  std::vector<Item> items;
};

/// An interval; an end that is left out is open.
struct Range {
  std::optional<model::Literal> low;
  std::optional<model::Literal> high;
  model::Bounds bounds;
  /// Of a one-sided comparison of a DMN model: `(= 5)`, `(!= 5)`, whose ends are both that value.
  std::optional<model::Comparison> comparison;
};

/// Entries in the order of the type's names; each in any state.
struct Context {
  std::vector<std::pair<std::string, Value>> entries;
};

/// A function of a DMN model with what its body reads of its surroundings, by local. Which function it is says its type.
struct Function {
  std::uint32_t captured = 0;  ///< where the evaluator keeps that
};

enum class ValueState : std::uint8_t { known, null, unknown, failed };

/// A value in one of four states. Null is Literal{Null}.
struct Value {
  /// A range is large and rare: it lies in a vector of one, so that other values, which are copied everywhere, stay small.
  using Data = std::variant<model::Literal, model::Member, List, std::vector<Range>, Context, Function,
                            Unknown, Failed>;
  Data data;

  Value();  ///< null
  // Implicit on purpose: all of these are values.
  // NOLINTBEGIN(google-explicit-constructor)
  Value(model::Literal literal);
  Value(bool boolean);
  Value(Decimal number);
  Value(std::string text);
  Value(Date date);
  Value(model::Member member);
  Value(List list);
  Value(Range range);
  Value(Context context);
  Value(Function function);
  Value(Unknown unknown);
  Value(Failed failed);
  Value(const char*) = delete;
  // NOLINTEND(google-explicit-constructor)

  /// Of the value itself; items of a list and entries of a context may be unknown in a list that is known.
  [[nodiscard]] ValueState state() const noexcept;
  [[nodiscard]] bool is_null() const noexcept { return state() == ValueState::null; }
  [[nodiscard]] bool is_unknown() const noexcept { return state() == ValueState::unknown; }
  [[nodiscard]] bool is_failed() const noexcept { return state() == ValueState::failed; }
  [[nodiscard]] bool is(bool wanted) const noexcept;  ///< a known boolean of this value

  template <class T>
  [[nodiscard]] const T* get_if() const noexcept {
    if constexpr (std::is_same_v<T, Range>) {
      const auto* range = std::get_if<std::vector<Range>>(&data);
      return range == nullptr ? nullptr : &range->front();
    } else if constexpr (std::is_same_v<T, model::Member> || std::is_same_v<T, List> ||
                         std::is_same_v<T, Context> || std::is_same_v<T, Function> ||
                         std::is_same_v<T, Unknown> || std::is_same_v<T, Failed> ||
                         std::is_same_v<T, model::Literal>) {
      return std::get_if<T>(&data);
    } else {
      const auto* literal = std::get_if<model::Literal>(&data);
      return literal == nullptr ? nullptr : std::get_if<T>(literal);
    }
  }
  /// Requires a value of that type; throws std::logic_error otherwise, since the checker has promised it.
  template <class T>
  [[nodiscard]] const T& get() const {
    const T* value = get_if<T>();
    if (value == nullptr) wrong_kind();
    return *value;
  }

 private:
  [[noreturn]] static void wrong_kind();
};

struct Item {
  Value value;
  Presence presence;

  [[nodiscard]] bool certain() const noexcept { return presence.index() == 0; }
};

/// What FEEL's `=` says of two values of one kind: as same(), but times and dates with time that are the same moment to the
/// second are equal.
[[nodiscard]] bool equal(const Value& lhs, const Value& rhs);
/// Whether `=` compares them: both of one kind.
[[nodiscard]] bool same_kind(const Value& lhs, const Value& rhs) noexcept;
/// The same value: identity of members, numbers by value, lists and contexts item by item. Both settled (see
/// below).
[[nodiscard]] bool same(const Value& lhs, const Value& rhs);

/// Collects what keeps an operation from having a result: failed wins over unknown; facts are united; of
/// several failures the first in the pack's text is kept. Looks into lists and contexts.
class Obstacles {
 public:
  void add(const Value& value);
  void add(const Unknown& unknown) {
    unknown_ = true;
    facts_.add(unknown.facts);
  }
  void add(const Failed& failed);
  void add(const Presence& presence);
  [[nodiscard]] bool any() const noexcept { return failed_.has_value() || unknown_; }
  [[nodiscard]] bool failed() const noexcept { return failed_.has_value(); }
  [[nodiscard]] const FactSet& facts() const noexcept { return facts_; }
  /// Requires any().
  [[nodiscard]] Value value() const;

 private:
  bool unknown_ = false;
  FactSet facts_;
  std::optional<Failed> failed_;
};

/// True if nothing in the value is unknown or failed.
[[nodiscard]] bool settled(const Value& value);

}  // namespace doudi::explain
