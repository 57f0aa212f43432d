// src/check/table_text.cpp - a point of a table's space as messages show it.
// Layer 4.
#include <algorithm>

#include "check/table_space.hpp"

namespace doudi::check {

using Form = Axis::Form;

/// Empty if no test could tell this value from others.
std::string TableSpace::value_text(std::uint32_t index, std::uint32_t position) const {
  const Axis& axis = axes_[index];
  if (position == axis.null_position()) return axis.shown + " = null";
  if (axis.form == Form::opaque) return axis.nullable ? axis.shown + " != null" : std::string{};
  const bool cut = axis.form != Form::ordered && axis.form != Form::texts;
  if (!cut && axis.cuts.empty()) return {};
  const model::Literal value = value_at(axis, position, pack_);
  return axis.shown + " = " +
         (axis.form == Form::texts ? model::literal_text(value) : model::plain_text(value));
}

std::string TableSpace::relation_text(const Axis& axis, const std::vector<std::uint32_t>& point,
                                      std::uint32_t position) const {
  namespace at = relation_position;
  if (position == at::both_null) return axis.other_shown + " = null";
  if (position == at::one_null) {
    const bool base_null = point[*axis.base] == axes_[*axis.base].null_position();
    return axis.other_shown + (base_null ? " != null" : " = null");
  }
  if (position == at::equal) return axis.shown + " = " + axis.other_shown;
  if (!holds(axis.possible, at::greater)) return axis.shown + " != " + axis.other_shown;
  return axis.shown + (position == at::less ? " < " : " > ") + axis.other_shown;
}

std::string TableSpace::text_of(const std::vector<std::uint32_t>& point,
                                const std::vector<const Box*>& reasons) const {
  std::string text;
  std::vector<std::uint32_t> done;
  const auto say = [&text](const std::string& part) {
    if (part.empty()) return;
    if (!text.empty()) text += ", ";
    text += part;
  };
  for (const std::uint32_t axis : columns_) {
    if (axis >= axes_.size() || std::ranges::find(done, axis) != done.end()) continue;
    done.push_back(axis);
    if (axis != date_axis_) say(value_text(axis, point[axis]));
  }
  for (std::uint32_t axis = 0; axis < axes_.size(); ++axis) {
    const bool bounded =
        std::ranges::any_of(reasons, [axis](const Box* box) { return box->on(axis) != nullptr; });
    if (!bounded || axis == date_axis_ || std::ranges::find(done, axis) != done.end()) continue;
    say(axes_[axis].base ? relation_text(axes_[axis], point, point[axis]) : value_text(axis, point[axis]));
  }
  if (date_axis_ && !axes_[*date_axis_].cuts.empty()) {
    say("on " + model::plain_text(value_at(axes_[*date_axis_], point[*date_axis_], pack_)));
  }
  return text.empty() ? "…" : text;
}

}  // namespace doudi::check
