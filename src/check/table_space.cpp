// src/check/table_space.cpp - the rows of a table as boxes: made, compared, and shown by a point inside.
// Layer 4.
#include "check/table_space.hpp"

#include <algorithm>
#include <iterator>
#include <limits>
#include <utility>

namespace doudi::check {

namespace {

constexpr std::size_t most_boxes_of_a_row = 64;
constexpr std::uint32_t no_axis = std::numeric_limits<std::uint32_t>::max();

}  // namespace

const Stretches* Box::on(std::uint32_t axis) const noexcept {
  const auto found = std::ranges::lower_bound(limits, axis, {}, &Limit::axis);
  return found != limits.end() && found->axis == axis ? &found->stretches : nullptr;
}

TableSpace::TableSpace(const model::Pack& pack, const model::Table& table, const model::Period& validity)
    : pack_{pack}, table_{table}, validity_{validity}, keys_{pack} {
  for (const model::Column& column : table.columns) {
    columns_.push_back(column.when ? no_axis : axis_of(column.input, column.header));
  }
  const bool dated =
      std::ranges::any_of(table.rows, [](const auto& row) { return row.period.from || row.period.until; });
  if (dated) {
    model::Expression today;
    today.operation = model::Operation::today;
    today.type = model::simple_type(model::Kind::date);
    date_axis_ = axis_of(today, {});
  }
  std::vector<Formula> formulas;
  for (const model::Row& line : table.rows) formulas.push_back(row(line));
  settle_all();
  for (std::uint32_t index = 0; index < formulas.size(); ++index) add_boxes(index, formulas[index]);
}

void TableSpace::settle_all() {
  relations_.resize(axes_.size());
  for (std::uint32_t index = 0; index < axes_.size(); ++index) {
    settle(axes_[index], axes_, pack_);
    if (axes_[index].base) relations_[*axes_[index].base].push_back(index);
  }
}

void TableSpace::add_boxes(std::uint32_t row, const Formula& formula) {
  auto boxes = expanded(formula);
  if (!boxes) {  // too many alternatives: what splits the row becomes a condition of which nothing is known
    Formula plain{.form = Formula::Form::all};
    for (const Formula& part : formula.parts) {
      const auto alone = expanded(part);
      if (alone && alone->size() <= 1) {
        plain.parts.push_back(part);
        continue;
      }
      const std::string key = "row " + std::to_string(row) + " part " + std::to_string(plain.parts.size());
      plain.parts.push_back(named(key, table_.rows[row].label + ": …", false, true));
      relations_.resize(axes_.size());
      settle(axes_.back(), axes_, pack_);
    }
    boxes = expanded(plain);
  }
  if (!boxes) return;
  for (Box& box : *boxes) {
    box.row = row;
    if (consistent(box)) boxes_.push_back(std::move(box));
  }
}

bool TableSpace::narrow(Box& box, std::uint32_t axis, const Stretches& stretches) const {
  const auto place = std::ranges::lower_bound(box.limits, axis, {}, &Limit::axis);
  if (place != box.limits.end() && place->axis == axis) {
    place->stretches = shared(place->stretches, stretches);
    return !place->stretches.empty();
  }
  if (stretches.empty()) return false;
  if (stretches != axes_[axis].possible)
    box.limits.insert(place, Limit{.axis = axis, .stretches = stretches});
  return true;
}

std::optional<std::vector<Box>> TableSpace::expanded(const Formula& formula) const {
  std::vector<Box> boxes;
  switch (formula.form) {
    case Formula::Form::always:
      boxes.emplace_back();
      return boxes;
    case Formula::Form::never:
      return boxes;
    case Formula::Form::test: {
      Box box;
      const Axis& axis = axes_[formula.axis];
      if (narrow(box, formula.axis,
                 positions(axis, formula.comparison, formula.literal, formula.wanted, pack_))) {
        boxes.push_back(std::move(box));
      }
      return boxes;
    }
    case Formula::Form::all: {
      boxes.emplace_back();
      for (const Formula& part : formula.parts) {
        const auto next = expanded(part);
        if (!next) return std::nullopt;
        auto joined = product(boxes, *next);
        if (!joined) return std::nullopt;
        boxes = std::move(*joined);
      }
      return boxes;
    }
    case Formula::Form::any: {
      for (const Formula& part : formula.parts) {
        auto next = expanded(part);
        if (!next) return std::nullopt;
        std::ranges::move(*next, std::back_inserter(boxes));
      }
      merge_single_limits(boxes);
      if (boxes.size() > most_boxes_of_a_row) return std::nullopt;
      return boxes;
    }
  }
  return boxes;
}

std::optional<std::vector<Box>> TableSpace::product(const std::vector<Box>& lhs,
                                                    const std::vector<Box>& rhs) const {
  std::vector<Box> result;
  for (const Box& left : lhs) {
    for (const Box& right : rhs) {
      Box both = left;
      const bool meets = std::ranges::all_of(
          right.limits, [&](const Limit& limit) { return narrow(both, limit.axis, limit.stretches); });
      if (meets) result.push_back(std::move(both));
      if (result.size() > most_boxes_of_a_row) return std::nullopt;
    }
  }
  return result;
}

/// Alternatives on one axis are one box: a list of members is not many rows.
void TableSpace::merge_single_limits(std::vector<Box>& boxes) const {
  std::vector<Box> merged;
  for (Box& box : boxes) {
    if (box.limits.empty()) {
      merged.assign(1, Box{});
      break;
    }
    const auto same = std::ranges::find_if(merged, [&box](const Box& other) {
      return box.limits.size() == 1 && other.limits.size() == 1 && other.limits[0].axis == box.limits[0].axis;
    });
    if (same == merged.end()) {
      merged.push_back(std::move(box));
      continue;
    }
    Limit& limit = same->limits[0];
    limit.stretches = united(limit.stretches, box.limits[0].stretches);
    if (limit.stretches == axes_[limit.axis].possible) {
      merged.assign(1, Box{});
      break;
    }
  }
  boxes = std::move(merged);
}

const Stretches& TableSpace::extent(const Box& box, std::uint32_t axis) const {
  const Stretches* limited = box.on(axis);
  return limited != nullptr ? *limited : axes_[axis].possible;
}

/// Null alone, or everything else.
Stretches TableSpace::side(std::uint32_t axis, bool null) const {
  const std::uint32_t position = axes_[axis].null_position();
  if (null) return {{position, position + 1}};
  return position == 0 ? Stretches{} : Stretches{{0, position}};
}

bool TableSpace::possible_with(const Box& box, std::uint32_t base, bool null) const {
  if (!meet(extent(box, base), side(base, null))) return false;
  return std::ranges::all_of(relations_[base], [&](std::uint32_t relation) {
    return meet(extent(box, relation), possible_beside(axes_[relation], null));
  });
}

bool TableSpace::consistent(const Box& box) const {
  return std::ranges::all_of(box.limits, [&](const Limit& limit) {
    const auto& base = axes_[limit.axis].base;
    return !base || possible_with(box, *base, false) || possible_with(box, *base, true);
  });
}

std::optional<Box> TableSpace::common(const Box& lhs, const Box& rhs) const {
  for (const Limit& limit : lhs.limits) {
    const Stretches* other = rhs.on(limit.axis);
    if (other != nullptr && !meet(limit.stretches, *other)) return std::nullopt;
  }
  Box both = lhs;
  for (const Limit& limit : rhs.limits) {
    if (!narrow(both, limit.axis, limit.stretches)) return std::nullopt;
  }
  if (!consistent(both)) return std::nullopt;
  return both;
}

bool TableSpace::contains(const Box& box, const std::vector<std::uint32_t>& point) const {
  return std::ranges::all_of(
      box.limits, [&point](const Limit& limit) { return holds(limit.stretches, point[limit.axis]); });
}

std::vector<std::uint32_t> TableSpace::point_in(const Box& box) const {
  std::vector<std::uint32_t> point(axes_.size());
  for (std::uint32_t axis = 0; axis < axes_.size(); ++axis) {
    if (axes_[axis].base) continue;
    const bool null = !possible_with(box, axis, false);
    point[axis] = telling_position(axes_[axis], shared(extent(box, axis), side(axis, null)));
    for (const std::uint32_t relation : relations_[axis]) {
      point[relation] = telling_position(
          axes_[relation], shared(extent(box, relation), possible_beside(axes_[relation], null)));
    }
  }
  return point;
}

}  // namespace doudi::check
