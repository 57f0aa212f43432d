// tests/bench/subject.hpp - something that is measured again and again: a program over some households.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/exec/evaluate.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::bench {

/// A pack, its program for a date, households as columns and room for their answers. The parts point at each other, so
/// it stays where it is.
struct Workload {
  using MakeBatch = std::function<exec::Batch(const model::Pack&)>;
  Workload(model::Pack with, Date on, const MakeBatch& make_batch);
  Workload(const Workload&) = delete;
  Workload& operator=(const Workload&) = delete;

  model::Pack pack;
  plan::Program program;
  exec::Batch batch;
  exec::Results results;
};

struct Subject {
  std::string name;            ///< `policy P/1000000 households`
  std::size_t households = 0;  ///< that one run decides, some of them several times over
  std::function<void()> run;
};

/// Decides the first `count` households, as often as it takes to decide all of them's number. `block` is how many are
/// computed at once; 0: what the engine takes of itself.
[[nodiscard]] Subject subject_of(std::string name, const std::shared_ptr<Workload>& workload,
                                 std::size_t count, std::size_t block = 0);

/// Nanoseconds a household of each, medians of `runs` runs in turn on one thread.
[[nodiscard]] std::vector<double> measure_subjects(const std::vector<Subject>& subjects, int runs);

}  // namespace doudi::bench
