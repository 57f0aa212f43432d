// tests/unit/syntax/random_expression.hpp - random trees of every form, the same ones for the same seed.
#pragma once

#include <cstdint>
#include <random>

#include "doudi/syntax/expression.hpp"

namespace doudi::syntax {

using RandomBits = std::mt19937_64;

// A number below `limit`; std::uniform_int_distribution differs between libraries.
[[nodiscard]] std::size_t below(RandomBits& random, std::size_t limit);

// A tree that the parser could have made, at most `depth` deep.
[[nodiscard]] Expression random_expression(RandomBits& random, int depth);

}  // namespace doudi::syntax
