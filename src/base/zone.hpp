// src/base/zone.hpp - offsets of time zones; zone.cpp alone sees the time zone library.
// Layer 0.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace doudi {

/// The offset from UTC in seconds of a zone when its clocks show that many seconds after 1970-01-01 00:00;
/// nothing if there is no such zone. A time that comes twice is the first, one that is left out has the offset
/// of before. The years before 1800 count as that year, those after 2037 follow its rules.
[[nodiscard]] std::optional<std::int64_t> zone_offset(const std::string& zone, std::int64_t local_seconds);

/// The same at a moment, that many seconds of UTC after 1970-01-01 00:00.
[[nodiscard]] std::optional<std::int64_t> zone_offset_at(const std::string& zone, std::int64_t utc_seconds);

}  // namespace doudi
