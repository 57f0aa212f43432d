// tests/bench/growth_bench.cpp - the growth of times by Google Benchmark: build/release/doudi-bench-growth.
#include <benchmark/benchmark.h>
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>
#include <vector>

#include "growth.hpp"
#include "households.hpp"

namespace {

using namespace doudi::bench;

/// Adds the subjects to what is run, as `group/name`; each tells what it takes for one household.
void add_group(const std::string& group, const std::vector<Subject>& subjects) {
  for (const Subject& subject : subjects) {
    benchmark::RegisterBenchmark((group + '/' + subject.name).c_str(), [subject](benchmark::State& state) {
      for (auto round : state) {
        (void)round;
        subject.run();
      }
      using benchmark::Counter;
      state.counters["household"] = Counter(static_cast<double>(subject.households),
                                            Counter::kIsIterationInvariantRate | Counter::kInvert);
    })->Unit(benchmark::kMillisecond);
  }
}

void add_all(const GrowthOptions& options) {
  add_group("policy P", subjects_by_households(options));
  add_group("policy P", subjects_by_block(options));
  add_group("policy P", subjects_by_values(options));
  add_group("table, shared limits", subjects_by_rows(options, Limits::shared));
  add_group("table, own limits", subjects_by_rows(options, Limits::own));
  add_group("mixed rules", subjects_by_rules(options, SimpleRule::mixed));
  add_group("comparisons", subjects_by_rules(options, SimpleRule::comparison));
  add_group("additions", subjects_by_rules(options, SimpleRule::addition));
  add_group("choices", subjects_by_rules(options, SimpleRule::choice));
}

}  // namespace

// The first argument that Google Benchmark does not know is the number of households.
int main(int argc, char** argv) {
  try {
    benchmark::Initialize(&argc, argv);
    GrowthOptions options;
    options.seed = usual_seed;
    options.on = *doudi::Date::parse("2024-01-01");
    options.folder = "tests/bench";
    if (argc > 1) options.households = std::stoul(argv[1]);
    add_all(options);
    if (benchmark::RunSpecifiedBenchmarks() == 0) return 1;
    benchmark::Shutdown();
    return 0;
  } catch (const std::exception& error) {
    std::cerr << "doudi-bench-growth: " << error.what() << '\n';
    return 2;
  }
}
