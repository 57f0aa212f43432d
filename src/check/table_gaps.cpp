// src/check/table_gaps.cpp - a value between two constants.
// Layer 4.
#include "check/table_gaps.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <limits>
#include <variant>

namespace doudi::check {

using model::Kind;
using model::Literal;

namespace {

template <class Value>
const Value* end_value(const GapEnd& end) {
  return end.value ? std::get_if<Value>(&*end.value) : nullptr;
}

template <class Value>
bool inside(const Value& value, const GapEnd& low, const GapEnd& high) {
  if (const Value* bound = end_value<Value>(low)) {
    if (value < *bound || (value == *bound && !low.included)) return false;
  }
  if (const Value* bound = end_value<Value>(high)) {
    if (*bound < value || (value == *bound && !high.included)) return false;
  }
  return true;
}

/// The multiple of 10^-scale nearest to the lower end, from inside.
std::optional<Decimal> nearest_inside(const GapEnd& low, const GapEnd& high, int scale) {
  const Decimal* lower = end_value<Decimal>(low);
  const Decimal* upper = end_value<Decimal>(high);
  if (lower == nullptr && upper == nullptr) return Decimal{0};
  const auto step = Decimal::from_parts(false, 1, -scale);
  const Decimal& from = lower != nullptr ? *lower : *upper;
  const auto snapped = rounded(from, scale, lower != nullptr ? RoundingMode::ceiling : RoundingMode::floor);
  if (!step || !snapped) return std::nullopt;
  if (inside(*snapped, low, high)) return *snapped;
  const auto next = lower != nullptr ? add(*snapped, *step) : subtract(*snapped, *step);
  if (!next || !inside(*next, low, high)) return std::nullopt;
  return *next;
}

std::optional<Literal> number_between(const model::NumberShape& shape, const GapEnd& low,
                                      const GapEnd& high) {
  int finest = 1;
  for (const GapEnd* end : {&low, &high}) {
    if (const Decimal* value = end_value<Decimal>(*end)) finest = std::max(finest, value->decimals() + 1);
  }
  if (shape.decimals) finest = std::min(finest, *shape.decimals);
  for (int scale = 0; scale <= finest; ++scale) {
    if (const auto value = nearest_inside(low, high, scale)) return Literal{*value};
  }
  return std::nullopt;
}

/// Whole numbers: days, months.
std::optional<std::int64_t> whole_between(std::optional<std::int64_t> low, bool low_included,
                                          std::optional<std::int64_t> high, bool high_included) {
  constexpr auto largest = std::numeric_limits<std::int64_t>::max();
  if ((low && *low == largest && !low_included) || (high && *high == -largest && !high_included))
    return std::nullopt;
  const std::optional<std::int64_t> first = low ? std::optional{*low + (low_included ? 0 : 1)} : std::nullopt;
  const std::optional<std::int64_t> last =
      high ? std::optional{*high - (high_included ? 0 : 1)} : std::nullopt;
  if (!first) return last.value_or(0);
  if (last && *first > *last) return std::nullopt;
  return first;
}

std::optional<Literal> date_between(const GapEnd& low, const GapEnd& high) {
  const auto days = [](const GapEnd& end) -> std::optional<std::int64_t> {
    const Date* value = end_value<Date>(end);
    return value != nullptr ? std::optional{value->days()} : std::nullopt;
  };
  const auto day = whole_between(days(low), low.included, days(high), high.included);
  const auto date = day ? Date::from_days(*day) : std::nullopt;
  if (!date) return std::nullopt;
  return Literal{*date};
}

std::optional<Literal> months_between(const GapEnd& low, const GapEnd& high) {
  const auto months = [](const GapEnd& end) -> std::optional<std::int64_t> {
    const YearsMonths* value = end_value<YearsMonths>(end);
    return value != nullptr ? std::optional{value->months} : std::nullopt;
  };
  const auto found = whole_between(months(low), low.included, months(high), high.included);
  if (!found) return std::nullopt;
  return Literal{YearsMonths{*found}};
}

std::optional<Literal> time_between(const GapEnd& low, const GapEnd& high) {
  const DaysTime* lower = end_value<DaysTime>(low);
  const DaysTime* upper = end_value<DaysTime>(high);
  const DaysTime from = lower != nullptr ? *lower : upper != nullptr ? *upper : DaysTime{};
  if (inside(from, low, high)) return Literal{from};
  struct Step {
    std::int64_t seconds;
    std::int64_t nanoseconds;
  };
  for (const Step step : std::array{Step{86'400, 0}, Step{1, 0}, Step{0, 1}}) {
    const int sign = lower != nullptr ? 1 : -1;
    const auto distance = DaysTime::from_seconds(sign * step.seconds, sign * step.nanoseconds);
    if (!distance) continue;
    const auto value = add(from, *distance);
    if (value && inside(*value, low, high)) return Literal{*value};
  }
  return std::nullopt;
}

}  // namespace

std::optional<Literal> value_between(const model::Type& type, const GapEnd& low, const GapEnd& high) {
  switch (type.kind) {
    case Kind::number:
      return number_between(type.number, low, high);
    case Kind::date:
      return date_between(low, high);
    case Kind::years_months:
      return months_between(low, high);
    case Kind::days_time:
      return time_between(low, high);
    case Kind::error:
    case Kind::null:
    case Kind::boolean:
    case Kind::text:
    case Kind::enumeration:
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
  return std::nullopt;
}

}  // namespace doudi::check
