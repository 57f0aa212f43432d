// tests/bench/engine.hpp - the columnar engine as versions of the benchmark.
#pragma once

#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/exec/evaluate.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/plan/program.hpp"

#include "decisions.hpp"
#include "households.hpp"
#include "version.hpp"

namespace doudi::bench {

/// The households as a batch of the pack.
[[nodiscard]] exec::Batch make_batch(const model::Pack& pack, const Households& households);

/// What the program decided of every household. Throws std::logic_error if one is left open.
void read_decisions(const plan::Program& program, const exec::Batch& batch, const exec::Results& results,
                    Decisions& decisions);

/// The engine with blocks of several sizes, compiled for households whose facts are all known, and once for those whose
/// facts may be missing. The pack must outlive them.
[[nodiscard]] std::vector<Version> engine_versions(const model::Pack& pack, const Households& households,
                                                   Date on);

}  // namespace doudi::bench
