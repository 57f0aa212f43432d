// tests/bench/growth.cpp - makes the subjects whose times show growth.
#include "growth.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "engine.hpp"
#include "households.hpp"
#include "plain_evaluator.hpp"

namespace doudi::bench {
namespace {

std::shared_ptr<Workload> policy_workload(const GrowthOptions& options, const std::string& pack) {
  const Households households = make_households(options.households, options.seed, Spread::random);
  return std::make_shared<Workload>(load_policy(options.folder + '/' + pack), options.on,
                                    [&](const model::Pack& with) { return make_batch(with, households); });
}

std::shared_ptr<Workload> generated_workload(const GrowthOptions& options, const std::string& text) {
  const std::size_t households = std::max<std::size_t>(options.households / 5, 1);
  return std::make_shared<Workload>(load_generated(text), options.on, [&](const model::Pack& with) {
    return random_batch(with, households, options.seed);
  });
}

Subject generated_subject(const GrowthOptions& options, std::string name, const std::string& text) {
  const auto workload = generated_workload(options, text);
  return subject_of(std::move(name), workload, workload->batch.households());
}

}  // namespace

std::vector<Subject> subjects_by_households(const GrowthOptions& options) {
  const auto workload = policy_workload(options, "policy_p");
  std::vector<Subject> subjects;
  for (std::size_t count = std::min<std::size_t>(1000, options.households); count <= options.households;
       count *= 10)
    subjects.push_back(subject_of(std::to_string(count) + " households", workload, count));
  return subjects;
}

std::vector<Subject> subjects_by_block(const GrowthOptions& options) {
  const auto workload = policy_workload(options, "policy_p");
  std::vector<Subject> subjects;
  for (std::size_t block = 256; block <= 16384; block *= 2)
    subjects.push_back(subject_of("blocks of " + std::to_string(block), workload, options.households, block));
  return subjects;
}

std::vector<Subject> subjects_by_values(const GrowthOptions& options) {
  std::vector<Subject> subjects;
  subjects.push_back(subject_of("decisions only", policy_workload(options, "policy_p"), options.households));
  subjects.push_back(
      subject_of("all named values", policy_workload(options, "policy_p_values"), options.households));
  return subjects;
}

std::vector<Subject> subjects_by_rows(const GrowthOptions& options, Limits limits) {
  std::vector<Subject> subjects;
  for (const std::size_t rows : growing_counts)
    subjects.push_back(generated_subject(options, std::to_string(rows) + " rows", table_pack(rows, limits)));
  return subjects;
}

std::vector<Subject> subjects_by_rules(const GrowthOptions& options, SimpleRule kind) {
  std::vector<Subject> subjects;
  for (const std::size_t rules : growing_counts)
    subjects.push_back(generated_subject(options, std::to_string(rules) + " rules", rules_pack(rules, kind)));
  return subjects;
}

}  // namespace doudi::bench
