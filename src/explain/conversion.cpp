// src/explain/conversion.cpp - types and conversions of values whose types are known when they are there.
// Layer 7.
#include "explain/conversion.hpp"

#include <algorithm>

namespace doudi::explain {

using model::Kind;
using model::Shape;
using model::Type;

namespace {

[[nodiscard]] bool is_null_or_instance(const Value& value, const Type& type) {
  return value.is_null() || is_instance(value, type);
}

[[nodiscard]] bool is_list(const Value& value, const Type& type) {
  const auto* list = value.get_if<List>();
  return list != nullptr && std::all_of(list->items.begin(), list->items.end(), [&](const Item& item) {
           return is_null_or_instance(item.value, type.element());
         });
}

[[nodiscard]] bool is_range(const Value& value, const Type& type) {
  const auto* range = value.get_if<Range>();
  const auto fits = [&](const std::optional<model::Literal>& end) {
    return !end || is_null_or_instance(Value{*end}, type.element());
  };
  return range != nullptr && fits(range->low) && fits(range->high);
}

[[nodiscard]] bool is_context(const Value& value, const Type& type) {
  const auto* context = value.get_if<Context>();
  if (context == nullptr) return false;
  for (std::size_t i = 0; i < type.names.size(); ++i) {
    const auto entry = std::find_if(context->entries.begin(), context->entries.end(),
                                    [&](const auto& each) { return each.first == type.names[i]; });
    if (entry == context->entries.end() || !is_null_or_instance(entry->second, type.arguments[i]))
      return false;
  }
  return true;
}

[[nodiscard]] DateTime midnight(Date date) {
  return midnight_utc(date);
}

}  // namespace

bool is_instance(const Value& value, const Type& type) {
  if (type.is(Kind::null)) return value.is_null();
  if (value.is_null()) return false;
  switch (type.kind) {
    case Kind::boolean:
      return value.get_if<bool>() != nullptr;
    case Kind::number:
      return value.get_if<Decimal>() != nullptr;
    case Kind::text:
    case Kind::enumeration:
      return value.get_if<std::string>() != nullptr;
    case Kind::date:
      return value.get_if<Date>() != nullptr;
    case Kind::time:
      return value.get_if<Time>() != nullptr;
    case Kind::date_time:
      return value.get_if<DateTime>() != nullptr;
    case Kind::years_months:
      return value.get_if<YearsMonths>() != nullptr;
    case Kind::days_time:
      return value.get_if<DaysTime>() != nullptr;
    case Kind::member:
      return value.get_if<model::Member>() != nullptr;
    case Kind::function:
      return value.get_if<Function>() != nullptr;
    case Kind::list:
      return is_list(value, type);
    case Kind::range:
      return is_range(value, type);
    case Kind::context:
      return is_context(value, type);
    case Kind::any:
      return true;
    case Kind::error:
    case Kind::null:
      break;
  }
  return false;
}

Value converted(const Value& value, const Type& type) {
  if (is_null_or_instance(value, type)) return value;
  if (const auto* date = value.get_if<Date>(); date != nullptr && type.is(Kind::date_time))
    return model::Literal{midnight(*date)};
  const auto* list = value.get_if<List>();
  if (list != nullptr && !type.is(Kind::list) && list->items.size() == 1 &&
      is_instance(list->items.front().value, type)) {
    return list->items.front().value;
  }
  if (list == nullptr && type.is(Kind::list) && is_instance(value, type.element()))
    return List{{{value, {}}}};
  return {};
}

bool has_shape(const Value& value, Shape shape) {
  switch (shape) {
    case Shape::any:
      return true;
    case Shape::null:
      return value.is_null();
    case Shape::boolean:
      return value.get_if<bool>() != nullptr;
    case Shape::number:
      return value.get_if<Decimal>() != nullptr;
    case Shape::text:
      return value.get_if<std::string>() != nullptr;
    case Shape::date:
      return value.get_if<Date>() != nullptr;
    case Shape::time:
      return value.get_if<Time>() != nullptr;
    case Shape::date_time:
      return value.get_if<DateTime>() != nullptr;
    case Shape::years_months:
      return value.get_if<YearsMonths>() != nullptr;
    case Shape::days_time:
      return value.get_if<DaysTime>() != nullptr;
    case Shape::ordered:
      return value.get_if<model::Literal>() != nullptr && !value.is_null() && value.get_if<bool>() == nullptr;
    case Shape::list:
      return value.get_if<List>() != nullptr;
    case Shape::range:
      return value.get_if<Range>() != nullptr;
    case Shape::context:
      return value.get_if<Context>() != nullptr;
    case Shape::function:
      return value.get_if<Function>() != nullptr;
  }
  return false;
}

std::optional<Fitted> fitted(const Value& value, const model::BuiltinParameter& parameter) {
  if (value.is_null()) return Fitted{value};
  bool takes_list = false;
  for (const Shape shape : parameter.shapes) {
    if (has_shape(value, shape)) return Fitted{value};
    takes_list = takes_list || shape == Shape::list;
  }
  if (takes_list) return Fitted{List{{{value, {}}}}, true};
  const auto* list = value.get_if<List>();
  for (const Shape shape : parameter.shapes) {
    if (const auto* date = value.get_if<Date>(); date != nullptr && shape == Shape::date_time)
      return Fitted{model::Literal{midnight(*date)}, true};
    if (list != nullptr && list->items.size() == 1 && has_shape(list->items.front().value, shape))
      return Fitted{list->items.front().value, true};
  }
  return std::nullopt;
}

namespace {

using model::Property;

[[nodiscard]] std::optional<Value> date_property(Property property, Date date) {
  if (property == Property::year) return Decimal{date.year()};
  if (property == Property::month) return Decimal{date.month()};
  if (property == Property::day) return Decimal{date.day()};
  if (property == Property::weekday) return Decimal{date.weekday()};
  return std::nullopt;
}

/// Seconds of a minute with their decimals, as the standard has them.
[[nodiscard]] Decimal with_decimals(std::int64_t seconds, std::int64_t nanoseconds) {
  constexpr std::int64_t nanoseconds_per_second = 1'000'000'000;
  const std::int64_t all = seconds * nanoseconds_per_second + nanoseconds;
  return divide(Decimal{all}, Decimal{nanoseconds_per_second}).value();
}

[[nodiscard]] std::optional<Value> time_property(Property property, const Time& time,
                                                 std::optional<std::int64_t> offset) {
  if (property == Property::hour) return Decimal{time.hour()};
  if (property == Property::minute) return Decimal{time.minute()};
  if (property == Property::second) return with_decimals(time.second(), time.nanosecond());
  if (property == Property::time_offset)
    return offset ? Value{model::Literal{DaysTime::from_seconds(*offset).value()}} : Value{};
  if (property == Property::timezone) return time.zone().empty() ? Value{} : Value{std::string{time.zone()}};
  return std::nullopt;
}

[[nodiscard]] std::optional<Value> duration_property(Property property, const Value& value) {
  if (const auto* duration = value.get_if<YearsMonths>()) {
    if (property == Property::years) return Decimal{duration->years()};
    if (property == Property::months) return Decimal{duration->months_of_year()};
  }
  if (const auto* duration = value.get_if<DaysTime>()) {
    if (property == Property::days) return Decimal{duration->days()};
    if (property == Property::hours) return Decimal{duration->hours()};
    if (property == Property::minutes) return Decimal{duration->minutes()};
    // What is kept beyond the whole seconds is never negative, and these have the sign of the whole.
    const bool borrowed = duration->seconds_floor() < 0 && duration->nanoseconds() > 0;
    if (property == Property::seconds)
      return with_decimals(duration->seconds() - (borrowed ? 1 : 0), duration->nanoseconds());
  }
  return std::nullopt;
}

[[nodiscard]] std::optional<Value> range_property(Property property, const Range& range) {
  if (property == Property::start_included) return range.bounds.low_included;
  if (property == Property::end_included) return range.bounds.high_included;
  if (property == Property::start) return range.low ? Value{*range.low} : Value{};
  if (property == Property::end) return range.high ? Value{*range.high} : Value{};
  return std::nullopt;
}

}  // namespace

std::optional<Value> property_of(const Value& value, Property property) {
  if (const auto* date = value.get_if<Date>()) return date_property(property, *date);
  if (const auto* time = value.get_if<Time>()) return time_property(property, *time, offset_of(*time));
  if (const auto* range = value.get_if<Range>()) return range_property(property, *range);
  const auto* moment = value.get_if<DateTime>();
  if (moment == nullptr) return duration_property(property, value);
  if (auto found = date_property(property, moment->date())) return found;
  return time_property(property, moment->time(), offset_of(*moment));
}

std::optional<Value> property_of(const Value& value, std::string_view name) {
  for (int i = 0; i <= static_cast<int>(Property::timezone); ++i) {
    const auto property = static_cast<Property>(i);
    if (model::property_name(property) == name) return property_of(value, property);
  }
  return std::nullopt;
}

}  // namespace doudi::explain
