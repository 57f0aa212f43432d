// src/base/zone.hpp - offsets of time zones; zone.cpp alone sees the time zone library.
// Layer 0.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

namespace doudi {

/// The offset from UTC in seconds of a zone when its clocks show that many seconds after 1970-01-01 00:00; nothing if there is
/// no such zone. Where clocks are set back, the first of the two.
[[nodiscard]] std::optional<std::int64_t> zone_offset(const std::string& zone, std::int64_t local_seconds);

}  // namespace doudi
