// tests/bench/policy_table.cpp - runs all versions of policy P in turn and prints their table.
#include "policy_table.hpp"

#include <iomanip>
#include <iostream>
#include <numeric>
#include <string_view>
#include <utility>
#include <vector>

#include "engine.hpp"
#include "hand_written.hpp"
#include "measure.hpp"
#include "plain_evaluator.hpp"

namespace doudi::bench {
namespace {

/// What is measured, first the one that the others are checked against. Append a further version here; it becomes
/// a row of the table and is checked like the rest.
std::vector<Version> all_versions(const Households& households, const model::Pack& pack, Date on) {
  std::vector<Version> versions = hand_written_versions(households);
  for (Version& version : engine_versions(pack, households, on)) versions.push_back(std::move(version));
  return versions;
}

void write_table(const std::vector<Version>& versions, const Measurement& measurement) {
  std::cout << std::left << std::setw(12) << "version" << std::setw(22) << "how" << std::right
            << std::setw(12) << "ns median" << std::setw(10) << "ns least" << std::setw(13) << "differences"
            << '\n';
  std::cout << std::fixed << std::setprecision(1);
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Measured& row = measurement.rows[i];
    std::cout << std::left << std::setw(12) << versions[i].name << std::setw(22) << versions[i].description
              << std::right << std::setw(12) << row.median_ns << std::setw(10) << row.least_ns
              << std::setw(13) << row.differences.households << '\n';
  }
}

/// How often each scheme was granted, since a run in which one never is checks less than it seems, and the sum of
/// all amounts, by which two runs can be known to be of the same households.
void write_sums(const Decisions& decisions) {
  std::vector<std::size_t> counts(4);
  for (const std::uint8_t scheme : decisions.scheme) ++counts.at(scheme);
  const std::int64_t fen = std::accumulate(decisions.amount.begin(), decisions.amount.end(), std::int64_t{0});
  std::cout << "none " << counts[0] << ", whole " << counts[1] << ", single " << counts[2]
            << ", gradual exit " << counts[3] << "; amounts " << fen << " fen\n";
}

/// The differences of the plain evaluator from `decisions` on the sample.
Differences check_sample(const PolicyOptions& options, const Households& households, const model::Pack& pack,
                         Date on, const Decisions& decisions) {
  const std::vector<std::size_t> sample = choose_sample(households.size(), options.sample);
  Decisions expected{sample.size()};
  for (std::size_t row = 0; row < sample.size(); ++row) {
    expected.scheme[row] = decisions.scheme[sample[row]];
    expected.covered[row] = decisions.covered[sample[row]];
    expected.amount[row] = decisions.amount[sample[row]];
  }
  const Decisions explained = decide_by_explaining(pack, households, sample, on);
  const Differences differences = compare(expected, explained);
  std::cout << "plain evaluator, " << sample.size() << " households: " << differences.households
            << " differences (scheme " << differences.scheme << ", amount " << differences.amount
            << ", covered " << differences.covered << ")\n";
  return differences;
}

/// The least median of that role, among those whose name begins so; 0 if there is none.
double fastest(const std::vector<Version>& versions, const Measurement& measurement, Role role,
               std::string_view name) {
  double best = 0;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const double median = measurement.rows[i].median_ns;
    if (versions[i].role == role && versions[i].name.starts_with(name) && (best == 0 || median < best))
      best = median;
  }
  return best;
}

}  // namespace

PolicyTimes measure_policy(const PolicyOptions& options) {
  const Households households = make_households(options.households, options.seed, options.spread);
  const model::Pack pack = load_policy(options.folder);
  const std::vector<Version> versions = all_versions(households, pack, options.on);
  const Measurement measurement = measure(versions, households.size(), options.runs);
  std::cout << "policy P, " << (options.spread == Spread::boundary ? "boundary" : "random") << ", seed "
            << options.seed << ": " << households.size() << " households, " << households.persons()
            << " persons, " << options.runs << " alternating runs, one thread, ns a household\n";
  write_table(versions, measurement);
  write_sums(measurement.decisions);
  PolicyTimes times;
  times.differences = check_sample(options, households, pack, options.on, measurement.decisions).households;
  for (const Measured& row : measurement.rows) times.differences += row.differences.households;
  times.engine = fastest(versions, measurement, Role::engine, "");
  times.opponent = fastest(versions, measurement, Role::opponent, "");
  times.narrow = fastest(versions, measurement, Role::beyond, "b3p");
  times.slots = fastest(versions, measurement, Role::beyond, "b4");
  times.plain = fastest(versions, measurement, Role::plain, "");
  std::cout << "policy P: engine " << times.engine << " ns, best hand-written " << times.opponent
            << " ns, plain hand-written " << times.plain << " ns, " << times.differences << " differences"
            << std::endl;
  return times;
}

}  // namespace doudi::bench
