// tests/bench/hand_written.hpp - policy P written by hand, exactly, in four ways of rising cunning.
#pragma once

#include <cstddef>
#include <vector>

#include "decisions.hpp"
#include "households.hpp"
#include "version.hpp"

namespace doudi::bench {

/// Household after household, branch after branch, in whole numbers: what one would write who needs it exact
/// and quick, and does not measure. The others are checked against it.
void decide_plainly(const Households& households, Decisions& decisions);

/// The plain version, in its role.
[[nodiscard]] Version plain_version(const Households& households);
/// `b2p`, the opponent: the same columns as the engine (offsets, 64-bit money), blocks of `block` households, in
/// each of them one small loop after the other that the compiler makes vectors of; no branch depends on data.
[[nodiscard]] Version opponent_version(const Households& households, std::size_t block);
/// `b3p`: the same on money narrowed to 32 bits beforehand, which holds for what make_households() draws (an
/// income below 53,687,091 fen) and not for all that the pack allows.
[[nodiscard]] Version narrow_version(const Households& households, std::size_t block);
/// `b4`: 32-bit money laid out anew beforehand: in a block the largest households first, and first all first
/// members, then all second ones, so that a sum over members is a sum of columns.
[[nodiscard]] Version slot_version(const Households& households, std::size_t block);

/// All of them, the opponent and those beyond with several block sizes. `households` must outlive the versions.
[[nodiscard]] std::vector<Version> hand_written_versions(const Households& households);

}  // namespace doudi::bench
