// tests/unit/check/random_village.hpp - what formulas may read of the village of pack_checking.hpp, and random records of it.
#pragma once

#include <string>
#include <vector>

#include "doudi/model/record_builder.hpp"

#include "../../random/random_formulas.hpp"

namespace doudi::check::testing {

using doudi::testing::RandomFormulas;

/// The names of the household; those of its members are reached through lists.
[[nodiscard]] const doudi::testing::Vocabulary& village_vocabulary();
/// Sets every fact of the village at random: some null where they may be, lists of different lengths.
void fill_village(model::RecordBuilder& builder, RandomFormulas& random);
/// Paths of facts that fill_village may have set and that can be left out one by one.
[[nodiscard]] std::vector<std::string> village_paths();

}  // namespace doudi::check::testing
