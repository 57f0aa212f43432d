// tests/agreement/random_pack.hpp - whole packs that somebody made up.
#pragma once

#include <cstdint>

#include "pack_draft.hpp"

namespace doudi::agreement {

/// A draft of a pack: entities below each other, facts of every type, parameters, functions, rules and tables, and often
/// schemes and a lifecycle. The same seed gives the same draft.
[[nodiscard]] PackDraft random_pack(std::uint32_t seed);

}  // namespace doudi::agreement
