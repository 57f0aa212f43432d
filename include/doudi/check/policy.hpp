// doudi/check/policy.hpp - what the one checker makes of an expression that the profile has no type for.
// Layer 4.
#pragma once

#include <cstdint>

namespace doudi::check {

/// The rules of types are the same under all three; what differs is what becomes of a fault, and what else is watched.
enum class Policy : std::uint8_t {
  pack,    ///< a fault is an error; units, quotients, the order of lists and null are watched too
  strict,  ///< a fault is an error; for DMN models
  conformance,  ///< a fault is the constant null, as the standard prescribes, and a type may be known only when evaluated
};

}  // namespace doudi::check
