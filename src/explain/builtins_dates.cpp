// src/explain/builtins_dates.cpp - functions of dates and durations.
// Layer 7.
#include <array>

#include "doudi/base/duration.hpp"

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;
using model::Literal;

[[nodiscard]] Value date_of_parts(const Call& call) {
  const std::array parts{whole_number(call, 0), whole_number(call, 1), whole_number(call, 2)};
  for (const WholeNumber& part : parts) {
    if (part.failure) return *part.failure;
  }
  const bool small =
      parts[1].value >= 1 && parts[1].value <= 12 && parts[2].value >= 1 && parts[2].value <= 31;
  const auto date = small ? Date::from_parts(parts[0].value, static_cast<int>(parts[1].value),
                                             static_cast<int>(parts[2].value))
                          : std::nullopt;
  if (date) return *date;
  std::string text = std::to_string(parts[0].value);
  for (const std::size_t part : {1U, 2U}) {
    text +=
        (parts[part].value >= 0 && parts[part].value < 10 ? "-0" : "-") + std::to_string(parts[part].value);
  }
  return call.fail(Reason::no_such_date, {{"value", text}});
}

[[nodiscard]] Value date_of(const Call& call) {
  if (call.arguments.size() == 3) return date_of_parts(call);
  if (call.arguments[0].get_if<Date>() != nullptr) return call.arguments[0];
  const auto& text = call.get<std::string>(0);
  const auto date = Date::parse(text);
  return date.has_value() ? Value{date.value()} : call.fail(Reason::no_such_date, {{"value", text}});
}

[[nodiscard]] Value duration_of(const Call& call) {
  const auto* text = call.arguments[0].get_if<std::string>();
  if (text == nullptr) return call.arguments[0];
  if (const auto months = YearsMonths::parse(*text); months.has_value()) return Literal{months.value()};
  if (const auto days = DaysTime::parse(*text); days.has_value()) return Literal{days.value()};
  return call.fail(Reason::text_is_no_duration, {{"value", *text}});
}

[[nodiscard]] Value months_between(const Call& call) {
  return Literal{years_months_between(call.get<Date>(0), call.get<Date>(1))};
}

[[nodiscard]] Value today(const Call& call) {
  return call.today;
}

/// Days since the first of January, that day being 1.
[[nodiscard]] std::int64_t ordinal(Date date) {
  return date.days() - Date::from_parts(date.year(), 1, 1).value().days() + 1;
}

[[nodiscard]] Value day_of_year(const Call& call) {
  return Decimal{ordinal(call.get<Date>(0))};
}

[[nodiscard]] Value day_of_week(const Call& call) {
  constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return std::string{names.at(static_cast<std::size_t>(call.get<Date>(0).weekday() - 1))};
}

[[nodiscard]] Value month_of_year(const Call& call) {
  constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
  return std::string{names.at(static_cast<std::size_t>(call.get<Date>(0).month() - 1))};
}

/// ISO 8601: the week belongs to the year of its Thursday.
[[nodiscard]] Value week_of_year(const Call& call) {
  const Date date = call.get<Date>(0);
  const auto thursday = Date::from_days(date.days() - date.weekday() + 4);
  if (!thursday) return call.fail(Reason::overflow);
  return Decimal{(ordinal(*thursday) - 1) / 7 + 1};
}

[[nodiscard]] Value years_completed(const Call& call) {
  return Decimal{full_years(call.get<Date>(0), call.today)};
}

[[nodiscard]] Value years_completed_from_next_month(const Call& call) {
  return Decimal{full_years_from_next_month(call.get<Date>(0), call.today)};
}

constexpr std::array functions{
    BuiltinFunction{Builtin::date_of, false, date_of},
    BuiltinFunction{Builtin::duration_of, false, duration_of},
    BuiltinFunction{Builtin::years_and_months_duration, false, months_between},
    BuiltinFunction{Builtin::today, false, today},
    BuiltinFunction{Builtin::day_of_year, false, day_of_year},
    BuiltinFunction{Builtin::day_of_week, false, day_of_week},
    BuiltinFunction{Builtin::month_of_year, false, month_of_year},
    BuiltinFunction{Builtin::week_of_year, false, week_of_year},
    BuiltinFunction{Builtin::full_years, false, years_completed},
    BuiltinFunction{Builtin::full_years_from_next_month, false, years_completed_from_next_month},
};

}  // namespace

std::span<const BuiltinFunction> date_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
