// doudi/model/type.hpp - the types of expressions: kinds, nullability, units, and what is known about a number.
// Layer 3.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/decimal.hpp"
#include "doudi/model/unit.hpp"

namespace doudi::model {

/// Positions in the vectors of a Pack. Each is its own type, so that one cannot be used for another.
enum class EntityId : std::uint32_t {};
enum class EnumerationId : std::uint32_t {};
enum class ParameterId : std::uint32_t {};
enum class RuleId : std::uint32_t {};
enum class AssessmentUnitId : std::uint32_t {};
enum class SchemeId : std::uint32_t {};
enum class LocalId : std::uint32_t {};
enum class TableId : std::uint32_t {};

/// A fact: the entity and the position among its facts.
struct FactId {
  EntityId entity{};
  std::uint32_t index = 0;
  friend bool operator==(const FactId&, const FactId&) = default;
};

enum class Kind : std::uint8_t {
  error,  ///< already reported; fits everything
  null,
  boolean,
  number,
  text,
  date,
  time,
  date_time,
  years_months,
  days_time,
  enumeration,
  member,  ///< one member of an entity
  list,
  range,
  context,
  function,
  any,  ///< only under the standard's policy: known when it is evaluated
};

/// What is known about every value of a number, besides its unit.
struct NumberShape {
  std::optional<int> decimals;  ///< at most so many; nothing: not bounded (a quotient, a root ...)
  std::optional<Decimal> low;   ///< bounds, both included; nothing: not bounded
  std::optional<Decimal> high;
  bool quotient =
      false;  ///< result of a division that may not terminate and has not been rounded (expressions.md 6.3)
  bool literal = false;  ///< made of literals only: fits any unit in a sum or comparison, plain as a factor
};

struct Type {
  Kind kind = Kind::error;
  bool nullable = false;
  bool may_be_empty = true;  ///< list
  bool ordered =
      false;  ///< list: its order means something (a literal, a sorted list; never a list of entities)
  NumberShape number;  ///< number
  Unit unit;           ///< number
  EnumerationId enumeration{};
  EntityId entity{};               ///< member
  std::uint32_t function = 0;      ///< function: which one, while a DMN model is checked
  std::vector<Type> arguments;     ///< list and range: the element; context: one for each name
  std::vector<std::string> names;  ///< context: keys in order

  [[nodiscard]] bool is(Kind wanted) const noexcept { return kind == wanted; }
  [[nodiscard]] const Type& element() const { return arguments.front(); }
};

/// A type of that kind which is never null.
[[nodiscard]] Type simple_type(Kind kind);
[[nodiscard]] Type number_type(Unit unit = {}, NumberShape shape = {});
[[nodiscard]] Type list_of(Type element);
[[nodiscard]] Type range_of(Type element);
[[nodiscard]] Type member_type(EntityId entity);
[[nodiscard]] Type enumeration_type(EnumerationId enumeration);
[[nodiscard]] Type nullable(Type type);

/// How many types it is made of, itself included; counted up to `most`.
[[nodiscard]] std::size_t part_count(const Type& type, std::size_t most);

/// `number`, `date`, `years and months duration` ...
[[nodiscard]] std::string_view kind_name(Kind kind) noexcept;

}  // namespace doudi::model
