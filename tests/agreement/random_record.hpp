// tests/agreement/random_record.hpp - households that somebody made up: limits, gaps, empty lists, extremes.
#pragma once

#include <random>

#include "doudi/model/pack.hpp"
#include "doudi/model/record_node.hpp"

namespace doudi::agreement {

struct Mixture {
  unsigned missing = 0;  ///< of a thousand facts, how many are not given
  unsigned extreme = 0;  ///< of a thousand numbers and dates, how many lie at an end of their range
  unsigned members = 4;  ///< in a list at most, where the pack sets no limit
};

/// A record of the pack, as a tree. Dates lie around `on`.
[[nodiscard]] model::RecordNode random_record(const model::Pack& pack, Date on, const Mixture& mixture,
                                              std::mt19937_64& random);

}  // namespace doudi::agreement
