// tests/unit/plan/test_random_programs.cpp - programs of random formulas and tables agree with the plain evaluator.
#include <cstdint>
#include <cstdlib>
#include <string>

#include <doctest/doctest.h>

#include "doudi/decide.hpp"

#include "../../agreement/compare.hpp"
#include "../check/pack_checking.hpp"
#include "../check/random_village.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

const Date on = *Date::parse("2020-01-31");

/// Fixed, unless somebody hunts for faults with more of them, and with DOUDI_RANDOM_SEED.
int number_from(const char* variable, int otherwise) {
  const char* wanted = std::getenv(variable);
  return wanted == nullptr ? otherwise : std::atoi(wanted);
}

/// Random households of the village, of which some lack facts: none, one, or a few.
exec::Batch households(const LoadedPack& loaded, RandomFormulas& random, int most_missing) {
  exec::Batch batch{*loaded};
  for (int i = 0; i < 12; ++i) {
    model::RecordBuilder builder{*loaded};
    fill_village(builder, random);
    const auto paths = village_paths();
    for (int missing = random.below(most_missing + 1); missing > 0; --missing)
      builder.set_unknown(paths[static_cast<std::size_t>(random.below(static_cast<int>(paths.size())))]);
    const auto record = builder.finish(on);
    if (record.has_value()) batch.add(record.value());  // else a link to a member who is gone
  }
  return batch;
}

}  // namespace

TEST_SUITE("plan/random_programs") {
  TEST_CASE(
      "columns decide random formulas and tables as the plain evaluator does, with and without missing "
      "facts") {
    RandomFormulas random{static_cast<std::uint32_t>(number_from("DOUDI_RANDOM_SEED", 20261125)),
                          village_vocabulary()};
    const int wanted = number_from("DOUDI_RANDOM_FORMULAS", 400);
    std::size_t decided = 0;
    std::size_t left_open = 0;
    int pairs = 0;
    for (int round = 0; round < wanted; ++round) {
      Village village;
      const bool table = random.below(3) == 0;
      const std::string formula = table ? random.table("r") : random.formula(1 + random.below(4));
      village.household_rules = std::string{"r:\n  optional: true\n"} +
                                (table ? "  table: |\n" : "  formula: |\n") + indented(formula, 4);
      const LoadedPack loaded = village.load();
      if (!loaded) continue;
      INFO("formula " << round << ": " << formula);
      const Decider decider{*loaded, on};
      for (const int most_missing : {0, 1, 4}) {
        const exec::Batch batch = households(loaded, random, most_missing);
        const plan::Program& program = decider.program_for(batch);
        const auto result = agreement::compare(program, batch, exec::evaluate(program, batch));
        CHECK_MESSAGE(result.differences == 0, (result.examples.empty() ? "" : result.examples.front()));
        if (exec::alike(decider.program(), decider.program_with_gaps())) {
          // Few households at once, so that blocks with gaps lie beside others without.
          const auto mixed = exec::evaluate(decider.program(), decider.program_with_gaps(), batch, {1, 3});
          const auto again = agreement::compare(program, batch, mixed);
          CHECK_MESSAGE(again.differences == 0, (again.examples.empty() ? "" : again.examples.front()));
          CHECK(again.decided >= result.decided);
          ++pairs;
        }
        decided += result.decided;
        left_open += result.left_open;
      }
    }
    MESSAGE(decided << " households decided by columns, " << left_open << " left open without need");
    CHECK(decided > static_cast<std::size_t>(wanted) * 4);
    CHECK(pairs > wanted);
  }
}
