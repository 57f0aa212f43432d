// tests/memory/test_allocations.cpp - a household alone is decided without asking for memory.
#define DOCTEST_CONFIG_IMPLEMENT_WITH_MAIN
#include <algorithm>
#include <string>

#include <doctest/doctest.h>

#include "doudi/decide.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"

#include "counting_new.hpp"

using namespace doudi;
using doudi::testing::allocations;

namespace {

/// Households of one to seven members, every tenth without its savings if `gaps`.
[[nodiscard]] exec::Batch households(const model::Pack& pack, Date on, bool gaps) {
  exec::Batch batch{pack};
  for (int i = 0; i < 200; ++i) {
    model::RecordBuilder builder{pack};
    builder.set("county", "second").set("urban", i % 2 == 0).set("land_income", i * 10);
    builder.set("other_income", 0)
        .set("savings", i * 20)
        .set("previous_benefit", 100)
        .set("months_over", i % 30);
    for (int member = 0; member < 1 + i % 7; ++member) {
      const std::string path = "persons.m" + std::to_string(member) + '.';
      builder.set(path + "age", 10 + 9 * member).set(path + "sex", member % 2 == 0 ? "male" : "female");
      builder.set(path + "disability_grade", member % 5).set(path + "seriously_ill", false);
      builder.set(path + "student", member == 1).set(path + "caregiver", false);
      builder.set(path + "wage", 500 * member).set(path + "transfers", 20);
    }
    if (gaps && i % 10 == 0) builder.set_unknown("savings");
    const auto record = builder.finish(on);
    REQUIRE(record.has_value());
    batch.add(record.value());
  }
  return batch;
}

}  // namespace

TEST_CASE("one household after the other is decided without asking for memory") {
  const LoadedPack loaded = load("tests/bench/policy_p");
  REQUIRE(loaded);
  const Date on = *Date::parse("2019-01-01");
  const Decider decider{*loaded, on};
  for (const bool gaps : {false, true}) {
    const exec::Batch batch = households(*loaded, on, gaps);
    exec::Evaluator evaluator{decider.program(), decider.program_with_gaps()};
    exec::Results results = exec::results_for(decider.program(), decider.program_with_gaps());
    exec::fit(results, batch);
    // The largest household, and one with a gap, have shown how much memory it takes.
    evaluator.run(batch, 0, 7, results);
    evaluator.run(batch, 6, 1, results);
    const std::size_t before = allocations();
    for (std::size_t i = 0; i < batch.households(); ++i) evaluator.run(batch, i, 1, results);
    CHECK(allocations() == before);
    const auto open = std::count(results.open.begin(), results.open.end(), 1);
    CHECK((open > 0) == gaps);
  }
  const std::size_t before = allocations();
  CHECK(std::string(100, 'x').size() == 100);
  CHECK(allocations() > before);  // else nothing above was counted
}

TEST_CASE("results take the rows of another batch in the memory that they have") {
  const LoadedPack loaded = load("tests/bench/policy_p");
  REQUIRE(loaded);
  const Date on = *Date::parse("2019-01-01");
  const Decider decider{*loaded, on};
  const exec::Batch batch = households(*loaded, on, false);
  exec::Results results = exec::empty_results(decider.program(), batch);
  const std::size_t before = allocations();
  exec::fit(results, batch);
  CHECK(allocations() == before);
}
