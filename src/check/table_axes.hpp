// src/check/table_axes.hpp - what a table tests, cut into positions between which no test can tell values apart.
// Layer 4.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doudi/model/pack.hpp"

#include "check/stretches.hpp"

namespace doudi::check {

/// One expression that tests look at. Its values fall into positions: for an ordered kind the constants of the tests and
/// the open gaps around them, in turn; the members of an enumeration; texts and any other text; false and true. Null is
/// the last position.
///
/// A relation compares its base with another expression whose value is not known here. Its positions are: less (or, for
/// kinds without order, different), equal, greater, only one of them null, both null.
struct Axis {
  enum class Form : std::uint8_t { ordered, members, texts, boolean, opaque, relation };

  Form form = Form::opaque;
  std::string shown{};
  model::Type type{};
  bool nullable = false;
  bool certain = true;  ///< its values can be had independently of other axes, as far as a table can tell
  std::vector<model::Literal> cuts{};                 ///< ordered, texts; sorted by settle()
  std::optional<model::Literal> lowest{}, highest{};  ///< ordered: bounds, both included
  std::optional<std::uint32_t> base{};                ///< relation
  std::string other_shown{};                          ///< relation
  bool other_nullable = false;                        ///< relation
  std::uint32_t size = 0;                             ///< number of positions; set by settle()
  Stretches possible{};                               ///< positions that some value has; set by settle()

  [[nodiscard]] std::uint32_t null_position() const noexcept { return size - 1; }
};

namespace relation_position {
inline constexpr std::uint32_t less = 0, equal = 1, greater = 2, one_null = 3, both_null = 4;
}

/// The axis form for values of a kind.
[[nodiscard]] Axis::Form form_of(model::Kind kind) noexcept;
/// Sorts the cuts and finds out which positions are possible. No cut may be added afterwards. The base of a relation must
/// have its final nullability.
void settle(Axis& axis, const std::vector<Axis>& axes, const model::Pack& pack);
/// Where a comparison with a literal (a relation: with the other expression) is true, or false if not `wanted`: null is
/// neither less nor not less, but it is equal to null alone.
[[nodiscard]] Stretches positions(const Axis& axis, model::Comparison comparison,
                                  const std::optional<model::Literal>& literal, bool wanted,
                                  const model::Pack& pack);
/// The positions that a relation can have where its base is null, or is not.
[[nodiscard]] Stretches possible_beside(const Axis& relation, bool base_null);
/// A position to show: a constant of the tests rather than a gap, null last.
[[nodiscard]] std::uint32_t telling_position(const Axis& axis, const Stretches& among);
/// A value at a possible position: `60`, `"text"`, `null`.
[[nodiscard]] model::Literal value_at(const Axis& axis, std::uint32_t position, const model::Pack& pack);
/// Orders two literals of one kind.
[[nodiscard]] bool before(const model::Literal& lhs, const model::Literal& rhs);

}  // namespace doudi::check
