// tests/bench/doudi_bench.cpp - the command that measures: `doudi-bench policy-p --households N`.
#include <cstddef>
#include <cstdint>
#include <exception>
#include <iomanip>
#include <iostream>
#include <numeric>
#include <sstream>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "engine.hpp"
#include "hand_written.hpp"
#include "households.hpp"
#include "measure.hpp"
#include "plain_evaluator.hpp"

namespace {

using doudi::bench::Decisions;
using doudi::bench::Differences;
using doudi::bench::Households;
using doudi::bench::Measured;
using doudi::bench::Measurement;
using doudi::bench::Role;
using doudi::bench::Version;

struct Options {
  std::size_t households = 1000000;
  std::size_t sample = 2000;
  std::uint64_t seed = doudi::bench::usual_seed;
  int runs = 15;
  bool boundary = false;
  std::string pack = "tests/bench/policy_p";
};

/// What is measured, first the one that the others are checked against. Append a further version here; it becomes
/// a row of the table and is checked like the rest.
std::vector<Version> all_versions(const Households& households, const doudi::model::Pack& pack,
                                  doudi::Date on) {
  std::vector<Version> versions = doudi::bench::hand_written_versions(households);
  for (Version& version : doudi::bench::engine_versions(pack, households, on))
    versions.push_back(std::move(version));
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
Differences check_sample(const Options& options, const Households& households, const doudi::model::Pack& pack,
                         doudi::Date on, const Decisions& decisions) {
  const std::vector<std::size_t> sample = doudi::bench::choose_sample(households.size(), options.sample);
  Decisions expected{sample.size()};
  for (std::size_t row = 0; row < sample.size(); ++row) {
    expected.scheme[row] = decisions.scheme[sample[row]];
    expected.covered[row] = decisions.covered[sample[row]];
    expected.amount[row] = decisions.amount[sample[row]];
  }
  const Decisions explained = doudi::bench::decide_by_explaining(pack, households, sample, on);
  const Differences differences = compare(expected, explained);
  std::cout << "plain evaluator, " << sample.size() << " households: " << differences.households
            << " differences (scheme " << differences.scheme << ", amount " << differences.amount
            << ", covered " << differences.covered << ")\n";
  return differences;
}

/// `engine 14.9 ns, ` for the fastest of that role by its median; nothing if there is none.
std::string fastest(const std::vector<Version>& versions, const Measurement& measurement, Role role,
                    const std::string& name) {
  const Measured* best = nullptr;
  for (std::size_t i = 0; i < versions.size(); ++i) {
    const Measured& row = measurement.rows[i];
    if (versions[i].role == role && (best == nullptr || row.median_ns < best->median_ns)) best = &row;
  }
  if (best == nullptr) return {};
  std::ostringstream text;
  text << name << ' ' << std::fixed << std::setprecision(1) << best->median_ns << " ns, ";
  return text.str();
}

/// Returns how many households were decided differently by anyone.
std::size_t measure_policy(const Options& options) {
  using doudi::bench::Spread;
  const Spread spread = options.boundary ? Spread::boundary : Spread::random;
  const Households households = doudi::bench::make_households(options.households, options.seed, spread);
  const doudi::Date on = *doudi::Date::parse("2024-01-01");
  const doudi::model::Pack pack = doudi::bench::load_policy(options.pack);
  const std::vector<Version> versions = all_versions(households, pack, on);
  const Measurement measurement = doudi::bench::measure(versions, households.size(), options.runs);
  std::cout << "policy P, " << (options.boundary ? "boundary" : "random") << ", seed " << options.seed << ": "
            << households.size() << " households, " << households.persons() << " persons, " << options.runs
            << " alternating runs, one thread, ns a household\n";
  write_table(versions, measurement);
  write_sums(measurement.decisions);
  std::size_t differences = check_sample(options, households, pack, on, measurement.decisions).households;
  for (const Measured& row : measurement.rows) differences += row.differences.households;
  std::cout << "policy P: " << fastest(versions, measurement, Role::engine, "engine")
            << fastest(versions, measurement, Role::opponent, "best hand-written")
            << fastest(versions, measurement, Role::plain, "plain hand-written") << differences
            << " differences" << std::endl;
  return differences;
}

}  // namespace

int main(int argc, char** argv) {
  CLI::App app{"Measures doudi against hand-written code. Run from the repository's root."};
  Options options;
  CLI::App* policy = app.add_subcommand("policy-p", "Policy P over made-up households");
  policy->add_option("--households", options.households, "How many")->check(CLI::PositiveNumber);
  policy->add_flag("--boundary", options.boundary, "Households at the limits instead of random ones");
  policy->add_option("--seed", options.seed, "What the households are drawn from");
  policy->add_option("--sample", options.sample, "How many of them the plain evaluator decides, too");
  policy->add_option("--runs", options.runs, "How often each version is timed")->check(CLI::PositiveNumber);
  policy->add_option("--pack", options.pack, "The folder of policy P");
  app.require_subcommand(1);
  CLI11_PARSE(app, argc, argv);
  try {
    return measure_policy(options) == 0 ? 0 : 1;
  } catch (const std::exception& error) {
    std::cerr << "doudi-bench: " << error.what() << '\n';
    return 2;
  }
}
