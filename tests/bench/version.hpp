// tests/bench/version.hpp - one way to decide all households: what a row of the benchmark's table measures.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "decisions.hpp"

namespace doudi::bench {

/// What a version is compared as in the last line.
enum class Role : std::uint8_t {
  plain,             ///< hand-written as anybody would: what decides whether the others are right
  opponent,          ///< the best hand-written one on the same columns; the fastest of its block sizes counts
  beyond,            ///< faster by columns of another shape: the next goal
  engine,            ///< doudi itself
  engine_with_gaps,  ///< the same, keeping track of facts that may be missing
};

/// To add one, append such a value to the list in policy_table.cpp.
struct Version {
  std::string name;         ///< `b2p/2048`
  std::string description;  ///< at most some words
  Role role = Role::plain;
  /// Decides every household; this alone is timed. What it needs beyond the columns it has prepared before.
  std::function<void(Decisions&)> decide;
  /// Puts the rows into the order of the input, for versions that decide in another. Not timed.
  std::function<void(Decisions&)> reorder = nullptr;
};

}  // namespace doudi::bench
