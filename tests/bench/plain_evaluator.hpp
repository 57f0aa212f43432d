// tests/bench/plain_evaluator.hpp - households of the columns as records, decided by doudi's plain evaluator.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"

#include "decisions.hpp"
#include "households.hpp"

namespace doudi::bench {

/// The pack of policy P, in this repository. Throws std::runtime_error with the report if it does not load.
[[nodiscard]] model::Pack load_policy(const std::string& folder);

/// One household as a record of the pack; its members are p1, p2 ... Throws std::logic_error if the pack
/// refuses it, since every household that is made here fits.
[[nodiscard]] model::Record make_record(const model::Pack& pack, const Households& households,
                                        std::size_t household, Date on);

/// `count` households (or all, if there are fewer) evenly over the input.
[[nodiscard]] std::vector<std::size_t> choose_sample(std::size_t households, std::size_t count);

/// What the plain evaluator decides for these households, in their order. Throws std::logic_error if an answer
/// is undetermined or an error, since no fact is missing.
[[nodiscard]] Decisions decide_by_explaining(const model::Pack& pack, const Households& households,
                                             const std::vector<std::size_t>& sample, Date on);

}  // namespace doudi::bench
