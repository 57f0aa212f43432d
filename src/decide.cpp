// src/decide.cpp - columns first, then the plain evaluator for what they leave open.
#include "doudi/decide.hpp"

#include "doudi/explain/explain.hpp"

namespace doudi {

namespace {

/// No output has a value, for what is wrong with the data.
explain::Answer answer_of_faults(const std::vector<model::DataFault>& faults) {
  explain::Answer answer;
  answer.status = explain::Status::error;
  for (const model::DataFault& fault : faults)
    answer.errors.push_back({fault.diagnostic.code, {}, fault.diagnostic.span, fault.diagnostic.arguments});
  return answer;
}

}  // namespace

Decider::Decider(const model::Pack& pack, Date on)
    : program_{plan::compile(pack, on, false)}, with_gaps_{plan::compile(pack, on, true)} {}

const plan::Program& Decider::program_for(const exec::Batch& batch) const {
  return exec::has_gaps(program_, batch) ? with_gaps_ : program_;
}

Decisions Decider::decide(const exec::Batch& batch, const exec::EvaluateOptions& options) const {
  const plan::Program& program = program_for(batch);
  Decisions decisions;
  decisions.results = exec::evaluate(program, batch, options);
  for (std::size_t i = 0; i < batch.households(); ++i) {
    if (decisions.results.open[i] == 0) continue;
    const auto refused = batch.refused().find(i);
    if (refused != batch.refused().end()) {
      decisions.single.emplace_back(i, answer_of_faults(refused->second));
      continue;
    }
    decisions.single.emplace_back(i, explain::explain(batch.pack(), batch.record(i), program.on).answer);
  }
  return decisions;
}

}  // namespace doudi
