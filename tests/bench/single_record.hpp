// tests/bench/single_record.hpp - what one decision takes: from columns, from JSON text to JSON text, with its explanation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "doudi/base/date.hpp"

#include "households.hpp"
#include "timing.hpp"

namespace doudi::bench {

struct SingleRecord {
  Latency columns;            ///< a block of one household; everything that is needed is made before
  Latency columns_with_gaps;  ///< the same by the program that keeps track of facts that may be missing
  Latency json;               ///< text of a record in, text of the decision out
  Latency explained;          ///< text of a record in, the whole explanation as JSON text out
  Latency clock;              ///< of nothing: what is part of all the others
};

/// Times `calls` decisions of policy P in each way, over a thousand different households.
[[nodiscard]] SingleRecord measure_single_record(const std::string& policy_folder, Date on,
                                                 std::uint64_t seed, std::size_t calls);

/// A household as JSON text, as the pack of policy P takes it.
[[nodiscard]] std::string household_json(const Households& households, std::size_t household);

}  // namespace doudi::bench
