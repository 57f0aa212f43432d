// tests/bench/subject.cpp - runs programs over the first households of their batches.
#include "subject.hpp"

#include <algorithm>
#include <utility>

#include "timing.hpp"

namespace doudi::bench {

Workload::Workload(model::Pack with, Date on, const MakeBatch& make_batch)
    : pack{std::move(with)},
      program{plan::compile(pack, on, false)},
      batch{make_batch(pack)},
      results{exec::empty_results(program, batch)} {}

Subject subject_of(std::string name, const std::shared_ptr<Workload>& workload, std::size_t count,
                   std::size_t block) {
  count = std::min(count, workload->batch.households());
  const std::size_t times = std::max<std::size_t>(workload->batch.households() / count, 1);
  const auto evaluator = std::make_shared<exec::Evaluator>(workload->program, block);
  return {std::move(name), times * count, [workload, evaluator, count, times] {
            for (std::size_t i = 0; i < times; ++i)
              evaluator->run(workload->batch, 0, count, workload->results);
          }};
}

std::vector<double> measure_subjects(const std::vector<Subject>& subjects, int runs) {
  std::vector<std::function<void()>> calls;
  for (const Subject& subject : subjects) calls.push_back(subject.run);
  std::vector<double> medians = medians_in_turn(calls, runs);
  for (std::size_t i = 0; i < subjects.size(); ++i) medians[i] /= static_cast<double>(subjects[i].households);
  return medians;
}

}  // namespace doudi::bench
