// src/check/table_axes.cpp - what a table tests, cut into positions between which no test can tell values apart.
// Layer 4.
#include "check/table_axes.hpp"

#include <algorithm>
#include <type_traits>
#include <variant>

#include "check/table_gaps.hpp"

namespace doudi::check {

using model::Comparison;
using model::Kind;
using model::Literal;
using Form = Axis::Form;

bool before(const Literal& lhs, const Literal& rhs) {
  if (lhs.index() != rhs.index()) return lhs.index() < rhs.index();
  return std::visit(
      [&rhs](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, model::Null>) {
          return false;
        } else if constexpr (std::is_same_v<Value, Time> || std::is_same_v<Value, DateTime>) {
          return value.text() <
                 std::get<Value>(rhs).text();  // any order does: they are never cut into stretches
        } else {
          return value < std::get<Value>(rhs);
        }
      },
      lhs);
}

Axis::Form form_of(Kind kind) noexcept {
  switch (kind) {
    case Kind::boolean:
      return Form::boolean;
    case Kind::number:
    case Kind::date:
    case Kind::years_months:
    case Kind::days_time:
      return Form::ordered;
    case Kind::text:
      return Form::texts;
    case Kind::enumeration:
      return Form::members;
    case Kind::error:
    case Kind::null:
    case Kind::member:
    case Kind::list:
    case Kind::range:
    case Kind::context:
    case Kind::time:
    case Kind::date_time:
    case Kind::function:
    case Kind::any:
      break;
  }
  return Form::opaque;
}

namespace {

/// Positions 0, 2, 4 ... are gaps, 1, 3, 5 ... the cuts.
std::optional<Literal> ordered_value(const Axis& axis, std::uint32_t position) {
  const std::uint32_t cut = position / 2;
  const auto outside = [&axis](const Literal& value) {
    return (axis.lowest && before(value, *axis.lowest)) || (axis.highest && before(*axis.highest, value));
  };
  if (position % 2 == 1) {
    const Literal& value = axis.cuts[cut];
    if (outside(value)) return std::nullopt;
    const Decimal* number = std::get_if<Decimal>(&value);
    const auto& decimals = axis.type.number.decimals;
    if (number != nullptr && decimals && number->decimals() > *decimals) return std::nullopt;
    return value;
  }
  GapEnd low{.value = axis.lowest, .included = true};
  GapEnd high{.value = axis.highest, .included = true};
  if (cut > 0 && (!low.value || !before(axis.cuts[cut - 1], *low.value))) low = {.value = axis.cuts[cut - 1]};
  if (cut < axis.cuts.size() && (!high.value || !before(*high.value, axis.cuts[cut])))
    high = {.value = axis.cuts[cut]};
  return value_between(axis.type, low, high);
}

std::uint32_t count(std::size_t number) {
  return static_cast<std::uint32_t>(number);
}

void settle_ordered(Axis& axis) {
  axis.size = count(2 * axis.cuts.size() + 2);
  for (std::uint32_t position = 0; position + 1 < axis.size; ++position) {
    if (!ordered_value(axis, position)) continue;
    if (!axis.possible.empty() && axis.possible.back().end == position) {
      ++axis.possible.back().end;
    } else {
      axis.possible.push_back({position, position + 1});
    }
  }
}

void settle_whole(Axis& axis, std::size_t values) {
  axis.size = count(values + 1);
  if (values > 0) axis.possible = {{0, count(values)}};
}

/// An end of `<`, `<=` ... at a value that stands at [begin, end), among [0, limit).
Stretches half(Comparison comparison, std::uint32_t begin, std::uint32_t end, std::uint32_t limit) {
  Stretch result;
  switch (comparison) {
    case Comparison::less:
      result = {0, begin};
      break;
    case Comparison::less_equal:
      result = {0, end};
      break;
    case Comparison::greater:
      result = {end, limit};
      break;
    case Comparison::greater_equal:
      result = {begin, limit};
      break;
    case Comparison::equal:
    case Comparison::not_equal:
      break;
  }
  return result.begin < result.end ? Stretches{result} : Stretches{};
}

Comparison denied(Comparison comparison) {
  switch (comparison) {
    case Comparison::equal:
      return Comparison::not_equal;
    case Comparison::not_equal:
      return Comparison::equal;
    case Comparison::less:
      return Comparison::greater_equal;
    case Comparison::less_equal:
      return Comparison::greater;
    case Comparison::greater:
      return Comparison::less_equal;
    case Comparison::greater_equal:
      return Comparison::less;
  }
  return comparison;
}

/// Where a literal stands; nothing if the axis has no such value.
std::optional<Stretch> place_of(const Axis& axis, const Literal& literal, const model::Pack& pack) {
  const auto at = [](std::size_t position) { return Stretch{count(position), count(position + 1)}; };
  if (std::holds_alternative<model::Null>(literal)) return at(axis.null_position());
  switch (axis.form) {
    case Form::ordered:
    case Form::texts: {
      const auto found = std::ranges::lower_bound(axis.cuts, literal, before);
      if (found == axis.cuts.end() || before(literal, *found)) return std::nullopt;
      const auto index = static_cast<std::size_t>(found - axis.cuts.begin());
      return at(axis.form == Form::ordered ? 2 * index + 1 : index);
    }
    case Form::members: {
      const std::string* name = std::get_if<std::string>(&literal);
      if (name == nullptr) return std::nullopt;
      const auto position = pack[axis.type.enumeration].position(*name);
      return position ? std::optional{at(*position)} : std::nullopt;
    }
    case Form::boolean: {
      const bool* value = std::get_if<bool>(&literal);
      if (value == nullptr) return std::nullopt;
      return at(*value ? 1 : 0);
    }
    case Form::opaque:
    case Form::relation:
      break;
  }
  return std::nullopt;
}

Stretches relation_positions(const Axis& axis, Comparison comparison) {
  namespace at = relation_position;
  switch (comparison) {
    case Comparison::equal:
      return shared(axis.possible, {{at::equal, at::equal + 1}, {at::both_null, at::both_null + 1}});
    case Comparison::not_equal:
      return without(axis.possible, relation_positions(axis, Comparison::equal));
    default:
      return shared(axis.possible, half(comparison, at::equal, at::equal + 1, at::greater + 1));
  }
}

}  // namespace

void settle(Axis& axis, const std::vector<Axis>& axes, const model::Pack& pack) {
  namespace at = relation_position;
  std::ranges::sort(axis.cuts, before);
  const auto same = [](const Literal& lhs, const Literal& rhs) { return !before(lhs, rhs); };
  axis.cuts.erase(std::unique(axis.cuts.begin(), axis.cuts.end(), same), axis.cuts.end());
  axis.possible.clear();
  switch (axis.form) {
    case Form::ordered:
      settle_ordered(axis);
      break;
    case Form::members:
      settle_whole(axis, pack[axis.type.enumeration].members.size());
      break;
    case Form::texts:
      settle_whole(axis, axis.cuts.size() + 1);
      break;
    case Form::boolean:
      settle_whole(axis, 2);
      break;
    case Form::opaque:
      settle_whole(axis, axis.type.is(Kind::null) ? 0 : 1);
      break;
    case Form::relation: {
      const bool base_nullable = axes[*axis.base].nullable;
      axis.size = at::both_null + 1;
      const bool two_ways =
          form_of(axis.type.kind) == Form::boolean || form_of(axis.type.kind) == Form::opaque;
      axis.possible = {{at::less, two_ways ? at::greater : at::one_null}};
      if (base_nullable || axis.other_nullable)
        axis.possible = united(axis.possible, {{at::one_null, at::both_null}});
      if (base_nullable && axis.other_nullable)
        axis.possible = united(axis.possible, {{at::both_null, axis.size}});
      return;
    }
  }
  if (axis.nullable) axis.possible = united(axis.possible, {{axis.null_position(), axis.size}});
}

Stretches positions(const Axis& axis, Comparison comparison, const std::optional<Literal>& literal,
                    bool wanted, const model::Pack& pack) {
  const Comparison asked = wanted ? comparison : denied(comparison);
  if (axis.form == Form::relation || !literal) return relation_positions(axis, asked);
  const auto place = place_of(axis, *literal, pack);
  if (asked == Comparison::equal || asked == Comparison::not_equal) {
    const Stretches equal = place ? Stretches{*place} : Stretches{};
    return asked == Comparison::equal ? shared(axis.possible, equal) : without(axis.possible, equal);
  }
  if (!place || place->begin == axis.null_position()) return {};
  return shared(axis.possible, half(asked, place->begin, place->end, axis.null_position()));
}

Stretches possible_beside(const Axis& relation, bool base_null) {
  namespace at = relation_position;
  if (base_null) return shared(relation.possible, {{at::one_null, at::both_null + 1}});
  return shared(relation.possible, {{at::less, relation.other_nullable ? at::both_null : at::one_null}});
}

std::uint32_t telling_position(const Axis& axis, const Stretches& among) {
  if (axis.form == Form::ordered) {
    for (const Stretch& stretch : among) {
      const std::uint32_t cut = stretch.begin | 1U;
      if (cut < stretch.end && cut != axis.null_position()) return cut;
    }
  }
  return among.front().begin;
}

Literal value_at(const Axis& axis, std::uint32_t position, const model::Pack& pack) {
  if (position == axis.null_position()) return model::Null{};
  switch (axis.form) {
    case Form::ordered:
      if (const auto value = ordered_value(axis, position)) return *value;
      break;
    case Form::members:
      return pack[axis.type.enumeration].members[position];
    case Form::texts: {
      if (position < axis.cuts.size()) return axis.cuts[position];
      std::string other = "other";
      while (std::ranges::find(axis.cuts, Literal{other}) != axis.cuts.end()) other += "_";
      return other;
    }
    case Form::boolean:
      return position == 1;
    case Form::opaque:
    case Form::relation:
      break;
  }
  return model::Null{};
}

}  // namespace doudi::check
