// src/explain/builtins_dates.cpp - functions of dates and durations.
// Layer 7.
#include <array>

#include "doudi/base/date_time.hpp"
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
  if (const auto* moment = call.arguments[0].get_if<DateTime>()) return moment->date();
  const auto& text = call.get<std::string>(0);
  const auto date = Date::parse(text);
  return date.has_value() ? Value{date.value()} : call.fail(Reason::no_such_date, {{"value", text}});
}

/// Hour and minute are whole numbers, the second may have decimals; the offset may be null.
[[nodiscard]] Value time_of_parts(const Call& call) {
  if (!call.has(0) || !call.has(1) || !call.has(2)) return {};
  const auto hour = call.get<Decimal>(0).to_int64();
  const auto minute = call.get<Decimal>(1).to_int64();
  const Decimal second = call.get<Decimal>(2);
  const auto offset = call.has(3) ? std::optional{call.get<DaysTime>(3)} : std::nullopt;
  if (hour && minute) {
    if (const auto time = Time::from_parts(*hour, *minute, second, offset)) return Literal{*time};
  }
  return call.fail(Reason::no_such_date, {{"value", call.get<Decimal>(0).text() + ":" +
                                                        call.get<Decimal>(1).text() + ":" + second.text()}});
}

[[nodiscard]] Value time_of(const Call& call) {
  if (call.arguments.size() > 1) return time_of_parts(call);
  const Value& from = call.arguments[0];
  if (from.is_null()) return {};
  if (from.get_if<Time>() != nullptr) return from;
  if (const auto* moment = from.get_if<DateTime>()) return Literal{moment->time()};
  if (const auto* date = from.get_if<Date>()) return Literal{midnight_utc(*date).time()};
  const auto* text = from.get_if<std::string>();
  if (text == nullptr) return wrong_kinds(call);
  const auto time = Time::parse(*text);
  return time ? Value{Literal{*time}} : call.fail(Reason::no_such_date, {{"value", *text}});
}

/// The day of a date or a date and time.
[[nodiscard]] Date day_of(const Value& value) {
  const auto* moment = value.get_if<DateTime>();
  return moment != nullptr ? moment->date() : value.get<Date>();
}

[[nodiscard]] Value date_and_time(const Call& call) {
  const Value& from = call.arguments[0];
  if (call.arguments.size() == 2) {
    const auto& time = call.get<Time>(1);
    const auto parts = DateTime::from_parts(day_of(from), time);
    return parts ? Value{Literal{*parts}} : call.fail(Reason::no_such_date, {{"value", time.text()}});
  }
  if (from.get_if<DateTime>() != nullptr) return from;
  if (const auto* date = from.get_if<Date>()) return Literal{midnight_utc(*date)};
  const auto& text = call.get<std::string>(0);
  const auto moment = DateTime::parse(text);
  return moment ? Value{Literal{*moment}} : call.fail(Reason::no_such_date, {{"value", text}});
}

/// The evaluation date's midnight: an answer does not depend on when it is asked for.
[[nodiscard]] Value now(const Call& call) {
  return Literal{midnight_utc(call.today)};
}

[[nodiscard]] Value duration_of(const Call& call) {
  const auto* text = call.arguments[0].get_if<std::string>();
  if (text == nullptr) return call.arguments[0];
  if (const auto months = YearsMonths::parse(*text); months.has_value()) return Literal{months.value()};
  if (const auto days = DaysTime::parse(*text); days.has_value()) return Literal{days.value()};
  return call.fail(Reason::text_is_no_duration, {{"value", *text}});
}

[[nodiscard]] Value months_between(const Call& call) {
  return Literal{years_months_between(day_of(call.arguments[0]), day_of(call.arguments[1]))};
}

[[nodiscard]] Value today(const Call& call) {
  return call.today;
}

/// Days since the first of January, that day being 1.
[[nodiscard]] std::int64_t ordinal(Date date) {
  return date.days() - Date::from_parts(date.year(), 1, 1).value().days() + 1;
}

[[nodiscard]] Value day_of_year(const Call& call) {
  return Decimal{ordinal(day_of(call.arguments[0]))};
}

[[nodiscard]] Value day_of_week(const Call& call) {
  constexpr std::array names{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"};
  return std::string{names.at(static_cast<std::size_t>(day_of(call.arguments[0]).weekday() - 1))};
}

[[nodiscard]] Value month_of_year(const Call& call) {
  constexpr std::array names{"January", "February", "March",     "April",   "May",      "June",
                             "July",    "August",   "September", "October", "November", "December"};
  return std::string{names.at(static_cast<std::size_t>(day_of(call.arguments[0]).month() - 1))};
}

/// ISO 8601: the week belongs to the year of its Thursday.
[[nodiscard]] Value week_of_year(const Call& call) {
  const Date date = day_of(call.arguments[0]);
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
    BuiltinFunction{Builtin::date_of, date_of},
    BuiltinFunction{Builtin::time_of, time_of},
    BuiltinFunction{Builtin::date_and_time, date_and_time},
    BuiltinFunction{Builtin::now, now},
    BuiltinFunction{Builtin::duration_of, duration_of},
    BuiltinFunction{Builtin::years_and_months_duration, months_between},
    BuiltinFunction{Builtin::today, today},
    BuiltinFunction{Builtin::day_of_year, day_of_year},
    BuiltinFunction{Builtin::day_of_week, day_of_week},
    BuiltinFunction{Builtin::month_of_year, month_of_year},
    BuiltinFunction{Builtin::week_of_year, week_of_year},
    BuiltinFunction{Builtin::full_years, years_completed},
    BuiltinFunction{Builtin::full_years_from_next_month, years_completed_from_next_month},
};

}  // namespace

std::span<const BuiltinFunction> date_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
