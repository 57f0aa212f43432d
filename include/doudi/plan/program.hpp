// doudi/plan/program.hpp - what to do with columns: the rules of one pack on one date, flat and without names.
// Layer 5.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/base/decimal.hpp"
#include "doudi/model/lane.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::plan {

/// The type in which a program holds the cells of a node. All of them are whole numbers, scaled by the node's scale; f64 too:
/// it is chosen only where every operand and result lies within 2^50, which doubles hold and compute exactly, and its one
/// division is rounded down from the exact quotient (see Builder::divide).
enum class Lane : std::uint8_t { u8, i32, f64, i64 };
/// Bytes of one cell.
[[nodiscard]] constexpr std::size_t width(Lane lane) noexcept {
  switch (lane) {
    case Lane::u8:
      return sizeof(std::uint8_t);
    case Lane::i32:
      return sizeof(std::int32_t);
    case Lane::f64:
      return sizeof(double);
    case Lane::i64:
      return sizeof(std::int64_t);
  }
  return 0;
}

/// A position in Program::nodes.
using NodeId = std::uint32_t;
constexpr NodeId no_node = ~NodeId{0};

/// What a node computes for each row of its entity. `a`, `b`, `c` are its operands. Truth is 0 or 1.
enum class Opcode : std::uint8_t {
  constant,     ///< immediate; of no entity
  column,       ///< the cells of a fact
  column_null,  ///< 1 where the fact is null
  column_open,  ///< 1 where the fact is unknown or kept aside
  list_open,    ///< of the parent of an entity: 1 where the list of its members is not known, or too long
  list_size,    ///< of the parent of an entity: how many members
  add,
  subtract,
  multiply,
  larger,
  smaller,
  less,
  less_equal,
  equal,
  conjunction,
  disjunction,
  negation,
  select,      ///< a: truth; b where it holds, else c
  convert,     ///< a in another lane
  lookup,      ///< tables[table] at position a
  rank,        ///< how many cells of tables[table], which ascend, are not larger than a
  divide,      ///< a / b, rounded to a whole number as `rounding` says; b is never 0
  expand,      ///< a of the parent, for each member
  sum,         ///< of a over the members of each parent
  largest,     ///< of a over the members of each parent; the least value of the range where there is none
  smallest,    ///< the same, the greatest
  gather,      ///< b at the household's member number a
  full_years,  ///< a: a date; years completed on the day `immediate`
  case_part,   ///< of the root: the CasePart `immediate` of the household's case
  case_open,   ///< of the root: 1 where that is not known
  case_paid,   ///< of the root: 1 where texts[table] is among what was paid
};
[[nodiscard]] std::string_view opcode_name(Opcode opcode) noexcept;

/// What the household's case says. A new case is in the initial state since this month, with an amount of 0.
enum class CasePart : std::uint8_t {
  state,     ///< position in Lifecycle::states
  since,     ///< a date
  months,    ///< months of the calendar since then
  amount,    ///< with two decimals
  paid,      ///< only of case_open
  step_due,  ///< 1 where it is new, or its state began before this month
};

struct Node {
  Opcode opcode = Opcode::constant;
  Lane lane = Lane::u8;
  std::optional<model::EntityId> entity;  ///< whose rows; nothing: the same for all
  NodeId a = no_node;
  NodeId b = no_node;
  NodeId c = no_node;
  std::int64_t immediate = 0;
  RoundingMode rounding = RoundingMode::half_up;
  std::uint32_t table = 0;
  model::FactId fact;         ///< of columns; of lists the one that lists the members
  model::EntityId members{};  ///< of lists, sums and the like: whose rows are taken together
  int scale = 0;              ///< the value is the cell times ten to the power of minus this
  std::int64_t low = 0;       ///< no cell is smaller
  std::int64_t high = 0;      ///< or larger
  std::uint32_t slot = 0;     ///< where it is kept, see Program::slots; meaningless for columns and constants
  friend bool operator==(const Node&, const Node&) = default;
};

/// Memory for one node's cells at a time. Nodes that are no longer needed leave theirs to others.
struct Slot {
  std::optional<model::EntityId> entity;
  Lane lane = Lane::u8;
};

/// One value of an answer as columns of cells.
struct Cells {
  enum class Form : std::uint8_t { boolean, number, date, enumeration, text, scheme, members };
  Form form = Form::number;
  NodeId value = no_node;  ///< members: 1 where the member belongs to them
  NodeId null = no_node;   ///< 1 where it is null; none: never
  model::EnumerationId enumeration{};
};

/// One output of the pack.
struct ProgramOutput {
  std::uint32_t output = 0;               ///< position in Pack::outputs
  std::optional<model::EntityId> entity;  ///< values of members: of which entity
  Cells cells;
};

/// What one scheme grants.
struct SchemeCells {
  model::SchemeId scheme{};
  NodeId granted = no_node;
  NodeId amount = no_node;
  NodeId covered = no_node;  ///< of `entity`; none: covers nobody
  std::optional<model::EntityId> entity;
};

/// What to store for next month, besides the names of the schemes that were granted.
struct CaseCells {
  model::EnumerationId states{};
  NodeId state = no_node;         ///< position in Lifecycle::states, and in `states`
  NodeId since = no_node;         ///< a date
  NodeId amount = no_node;        ///< of the schemes of the lifecycle
  std::vector<Cells> remembered;  ///< in the order of Lifecycle::remember
};

/// Something that is not computed by columns: households for which it may matter go through the plain evaluator.
struct Plain {
  std::string what;  ///< `rule household.matched`, `output state`
  std::string why;   ///< `texts`, `a list inside of a list` ...
};

/// What people call the value of a node: `person.counted_income`, `dibao_whole.qualifies`.
struct NodeName {
  NodeId node = no_node;
  std::string name;
};

/// The outputs of one pack on one date. Immutable; shared between threads.
struct Program {
  const model::Pack* pack = nullptr;
  Date on;
  std::vector<Node> nodes;  ///< operands before what they are used for
  std::vector<std::vector<std::int64_t>> tables;
  std::vector<std::string> texts;  ///< what cells of form text are positions in
  std::vector<Slot> slots;
  std::vector<ProgramOutput> outputs;
  std::vector<SchemeCells> schemes;     ///< those in force, in the pack's order
  std::optional<CaseCells> case_cells;  ///< of a pack with a lifecycle
  NodeId open = no_node;  ///< of the root: 1 where the answer is left to the plain evaluator; none: nowhere
  std::vector<Plain> plain;
  /// The facts, and the lists of members, that must be given: those too whose value makes no difference to any node.
  std::vector<model::FactId> reads;
  bool with_gaps = false;
  /// Of rules and schemes, for people; not of those that were worked into others.
  std::vector<NodeName> names;
};

/// Lowers the pack for one date. With `with_gaps` it keeps track of facts that are not given; without, it must only be
/// given batches in which every fact that it reads is known or null. Whatever the checker accepts is taken: what has no
/// columns yet is left to the plain evaluator, household by household.
[[nodiscard]] Program compile(const model::Pack& pack, Date on, bool with_gaps);

/// How many members of one parent columns take: more of them are left to the plain evaluator, so that sums stay in range.
[[nodiscard]] std::size_t most_members(const model::Pack& pack, model::EntityId members);

/// The program as text for people: a line for each node with what it computes, of whose rows, in which lane, with how many
/// decimals and within what range, and the rule or scheme whose value it is.
[[nodiscard]] std::string disassemble(const Program& program);

}  // namespace doudi::plan
