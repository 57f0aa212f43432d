// tests/unit/exec/test_workers.cpp - whose threads evaluate, what they tell, and how they are stopped.
#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "column_trial.hpp"
#include "exec/workers.hpp"

using namespace doudi;
using namespace doudi::exec;
using namespace doudi::exec::testing;
using doudi::testing::day;
using doudi::testing::Trial;

namespace {

[[nodiscard]] const Trial& trial() {
  static const Trial shared{R"(
doudi: 1
pack: trial
facts:
  household:
    income: {type: number, decimals: 0, range: [0, 99999]}
    other:  {type: number, decimals: 0, range: [0, 99999]}
rules:
  household:
    both:
      formula: income + other
outputs: [both]
)"};
  return shared;
}

/// Every fifth lacks a fact.
[[nodiscard]] Batch households(int count) {
  std::vector<std::string> records;
  for (int i = 0; i < count; ++i)
    records.push_back("{income: " + std::to_string(i) + (i % 5 == 0 ? "" : ", other: 1") + "}");
  return batch_of(trial(), records);
}

}  // namespace

TEST_SUITE("exec/workers") {
  TEST_CASE("the caller's executor does all the work, in whatever order it likes") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = households(100);
    std::size_t workers = 0;
    EvaluateOptions options;
    options.threads = 3;
    options.households = 4;
    options.executor = [&](std::size_t count, const std::function<void(std::size_t)>& work) {
      workers += count;
      for (std::size_t i = count; i-- > 0;) work(i);
    };
    CHECK(differences(decider, batch, options).empty());
    CHECK(workers == 6);  // by columns, and one by one
  }

  TEST_CASE("progress grows to all households, those that are answered one by one last") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = households(100);
    for (const unsigned threads : {1U, 4U}) {
      std::vector<std::size_t> told;
      EvaluateOptions options;
      options.threads = threads;
      options.households = 8;
      options.progress = [&](std::size_t answered) {
        told.push_back(answered);
        return true;
      };
      CHECK(decider.decide(batch, options).single.size() == 20);
      REQUIRE(told.size() > 10);
      CHECK(std::is_sorted(told.begin(), told.end()));
      CHECK(told.back() == 100);
      CHECK(told[12] == 80);  // thirteen blocks of columns
    }
  }

  TEST_CASE("an evaluation stops when progress says so") {
    const Decider decider{trial().pack(), day(usual_day)};
    const Batch batch = households(1000);
    for (const unsigned threads : {1U, 4U}) {
      std::size_t calls = 0;
      EvaluateOptions options;
      options.threads = threads;
      options.households = 1;
      options.progress = [&](std::size_t) { return ++calls < 10; };
      CHECK_THROWS_AS((void)decider.decide(batch, options), Cancelled);
      CHECK(calls == 10);
      calls = 0;
      CHECK_THROWS_AS((void)evaluate(decider.program_with_gaps(), batch, options), Cancelled);
      CHECK(calls == 10);
    }
  }

  TEST_CASE("what a worker throws reaches the caller once all have stopped") {
    EvaluateOptions options;
    options.threads = 4;
    std::atomic<std::size_t> done{0};
    const auto make_worker = [&]() -> Piece {
      return [&](std::size_t first, std::size_t count) {
        if (first == 40) throw std::out_of_range{"the fortieth"};
        done += count;
        return count;
      };
    };
    CHECK_THROWS_AS(share_work(1'000'000, 10, options, make_worker), std::out_of_range);
    CHECK(done < 1'000'000);
    const auto no_worker = []() -> Piece { throw std::runtime_error{"no memory"}; };
    CHECK_THROWS_AS(share_work(10, 10, options, no_worker), std::runtime_error);
    share_work(0, 10, options, no_worker);
  }
}
