// src/check/table_space.hpp - the inputs of a table as a space with axes, its rows as boxes in it.
// Layer 4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doudi/model/table.hpp"

#include "check/expression_key.hpp"
#include "check/table_axes.hpp"

namespace doudi::check {

/// When a row, a cell or a condition holds: tests on axes, joined. Denials have been pushed down to the tests.
struct Formula {
  enum class Form : std::uint8_t { always, never, test, all, any };
  Form form = Form::always;
  std::uint32_t axis = 0;
  model::Comparison comparison = model::Comparison::equal;
  std::optional<model::Literal> literal{};  ///< nothing on a relation
  bool wanted = true;
  std::vector<Formula> parts{};
};

/// Where a box is bounded on an axis: never empty, never all that is possible.
struct Limit {
  std::uint32_t axis = 0;
  Stretches stretches{};
};

/// The inputs whose positions are within all limits. Limits are sorted by axis.
struct Box {
  std::uint32_t row = 0;
  std::vector<Limit> limits{};

  [[nodiscard]] const Stretches* on(std::uint32_t axis) const noexcept;
};

/// Reads a table. Afterwards it is only looked at. The table and the pack must outlive it.
///
/// Columns are taken to be independent of each other unless they have the same input. A comparison with a constant, in a
/// cell or a condition, is a test on the axis of what it compares; every other condition is an axis of its own. A
/// comparison with something else is a test on a relation.
class TableSpace {
 public:
  TableSpace(const model::Pack& pack, const model::Table& table, const model::Period& validity);

  [[nodiscard]] const std::vector<Axis>& axes() const noexcept { return axes_; }
  /// Sorted by row. A row has several boxes if its cells say `or` across axes, none if it can never match.
  [[nodiscard]] const std::vector<Box>& boxes() const noexcept { return boxes_; }
  /// The relations whose base is this axis.
  [[nodiscard]] const std::vector<std::uint32_t>& relations_of(std::uint32_t axis) const {
    return relations_[axis];
  }
  /// One position on each axis, inside the box: constants of the tests where possible, null last.
  [[nodiscard]] std::vector<std::uint32_t> point_in(const Box& box) const;
  [[nodiscard]] bool contains(const Box& box, const std::vector<std::uint32_t>& point) const;
  /// The inputs in both boxes; nothing if there are none.
  [[nodiscard]] std::optional<Box> common(const Box& lhs, const Box& rhs) const;
  /// `age = 60, severe = false, on 2019-04-02`: the columns, and the other axes on which one of the boxes is bounded.
  [[nodiscard]] std::string text_of(const std::vector<std::uint32_t>& point,
                                    const std::vector<const Box*>& reasons) const;

 private:
  struct Subject {  // what a test looks at
    const model::Expression* expression = nullptr;
    std::uint32_t axis = 0;
  };

  // table_formulas.cpp
  Subject subject_of(const model::Expression& expression);
  std::uint32_t axis_of(const model::Expression& expression, const std::string& shown);
  Formula named(const std::string& key, const std::string& shown, bool nullable, bool wanted);
  Formula condition(const model::Expression& expression, bool wanted);
  Formula comparison(const model::Expression& lhs, model::Comparison how, const model::Expression& rhs,
                     bool wanted);
  Formula compare(Subject subject, model::Comparison how, const model::Expression& operand, bool wanted);
  Formula with_literal(Subject subject, model::Comparison how, const model::Literal& literal, bool wanted);
  Formula relation(Subject subject, model::Comparison how, const model::Expression& other, bool wanted);
  Formula interval(Subject subject, const model::Expression& low, const model::Expression& high,
                   model::Bounds bounds, bool wanted);
  Formula cell(Subject subject, const model::Cell& cell, std::optional<model::LocalId> tested, bool wanted);
  Formula test(Subject subject, const model::Test& test, bool wanted);
  Formula in_range(Subject subject, const model::Expression& range, bool wanted);
  Formula in_list(Subject subject, const model::Expression& list, bool wanted);
  Formula period(const model::Period& period);
  Formula row(const model::Row& row);
  // table_space.cpp
  void settle_all();
  void add_boxes(std::uint32_t row, const Formula& formula);
  [[nodiscard]] std::optional<std::vector<Box>> expanded(const Formula& formula) const;
  [[nodiscard]] std::optional<std::vector<Box>> product(const std::vector<Box>& lhs,
                                                        const std::vector<Box>& rhs) const;
  [[nodiscard]] bool narrow(Box& box, std::uint32_t axis, const Stretches& stretches) const;
  void merge_single_limits(std::vector<Box>& boxes) const;
  [[nodiscard]] const Stretches& extent(const Box& box, std::uint32_t axis) const;
  [[nodiscard]] Stretches side(std::uint32_t axis, bool null) const;
  [[nodiscard]] bool possible_with(const Box& box, std::uint32_t base, bool null) const;
  [[nodiscard]] bool consistent(const Box& box) const;
  [[nodiscard]] std::string value_text(std::uint32_t axis, std::uint32_t position) const;
  [[nodiscard]] std::string relation_text(const Axis& axis, const std::vector<std::uint32_t>& point,
                                          std::uint32_t position) const;

  const model::Pack& pack_;
  const model::Table& table_;
  model::Period validity_;
  ExpressionKeys keys_;
  std::vector<Axis> axes_;
  std::map<std::string, std::uint32_t> axis_by_key_;
  std::vector<std::uint32_t> columns_;  // the axis of each column; meaningless for `when`
  std::optional<std::uint32_t> date_axis_;
  std::vector<std::vector<std::uint32_t>> relations_;
  std::vector<Box> boxes_;
};

}  // namespace doudi::check
