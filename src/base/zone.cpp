// src/base/zone.cpp - the time zone database of the machine.
// Layer 0.
#include "base/zone.hpp"

#include <algorithm>
#include <chrono>
#include <exception>

#include <date/tz.h>

#include "doudi/base/date.hpp"
#include "doudi/base/time.hpp"

namespace doudi {
namespace {

constexpr std::int64_t seconds_per_day = 86'400;
constexpr std::int64_t first_year = 1800;
constexpr std::int64_t last_year = 2037;

/// Runs `look_up`; the library says by exceptions that there is no such zone, no database, or a broken one.
template <class LookUp>
auto or_nothing(LookUp look_up) -> std::optional<decltype(look_up())> {
  try {
    return look_up();
  } catch (const std::exception&) {
    return std::nullopt;
  }
}

Date first_of_month(std::int64_t year, int month) {
  return Date::from_parts(year, month, 1).value();
}

/// A day that the database reaches and on which clocks stand as on that one. Clocks are set by rules such as
/// "the last Sunday of March", so it is the day of a month that begins on the same weekday; eleven years have
/// each month beginning on each.
std::int64_t day_in_reach(std::int64_t days) {
  const auto date = Date::from_days(days);
  if (!date) return days < 0 ? first_of_month(first_year, 1).days() : first_of_month(last_year, 1).days();
  if (date->year() < first_year) return first_of_month(first_year, 1).days();
  if (date->year() <= last_year) return days;
  const int weekday = date->first_of_month().weekday();
  std::int64_t year = last_year;
  while (first_of_month(year, date->month()).weekday() != weekday) --year;
  const Date first = first_of_month(year, date->month());
  return std::min(first.days() + date->day() - 1, first.last_of_month().days());
}

std::chrono::seconds in_reach(std::int64_t seconds) {
  const std::int64_t second_of_day = (seconds % seconds_per_day + seconds_per_day) % seconds_per_day;
  const std::int64_t days = seconds / seconds_per_day - (seconds % seconds_per_day < 0 ? 1 : 0);
  return std::chrono::seconds{day_in_reach(days) * seconds_per_day + second_of_day};
}

}  // namespace

bool zone_exists(std::string_view zone) {
  // A file of that name says where the machine stands, and answers must not depend on that.
  if (zone == "localtime") return false;
  const auto found = or_nothing([&] { return date::locate_zone(std::string{zone}) != nullptr; });
  return found.value_or(false);
}

std::optional<std::int64_t> zone_offset(const std::string& zone, std::int64_t local_seconds) {
  return or_nothing([&]() -> std::int64_t {
    const date::local_seconds clock{in_reach(local_seconds)};
    return date::locate_zone(zone)->get_info(clock).first.offset.count();
  });
}

std::optional<std::int64_t> zone_offset_at(const std::string& zone, std::int64_t utc_seconds) {
  return or_nothing([&]() -> std::int64_t {
    const date::sys_seconds moment{in_reach(utc_seconds)};
    return date::locate_zone(zone)->get_info(moment).offset.count();
  });
}

}  // namespace doudi
