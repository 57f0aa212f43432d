// src/base/zone.cpp - the time zone database of the machine.
// Layer 0.
#include "base/zone.hpp"

#include <chrono>
#include <date/tz.h>
#include <exception>

#include "doudi/base/time.hpp"

namespace doudi {
namespace {

[[nodiscard]] const date::time_zone* find_zone(const std::string& zone) {
  try {
    return date::locate_zone(zone);
  } catch (const std::exception&) {
    return nullptr;  // no such zone, or no database on this machine
  }
}

}  // namespace

bool zone_exists(std::string_view zone) {
  return !zone.empty() && find_zone(std::string{zone}) != nullptr;
}

std::optional<std::int64_t> zone_offset(const std::string& zone, std::int64_t local_seconds) {
  const date::time_zone* found = find_zone(zone);
  if (found == nullptr) return std::nullopt;
  return found->get_info(date::local_seconds{std::chrono::seconds{local_seconds}}).first.offset.count();
}

}  // namespace doudi
