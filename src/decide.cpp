// src/decide.cpp - columns first, then the plain evaluator for what they leave open.
#include "doudi/decide.hpp"

#include "doudi/explain/explain.hpp"

#include "exec/workers.hpp"

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
    : program_{plan::compile(pack, on, false)},
      with_gaps_{plan::compile(pack, on, true)},
      alike_{exec::alike(program_, with_gaps_)} {}

const plan::Program& Decider::program_for(const exec::Batch& batch) const {
  return exec::has_gaps(program_, batch) ? with_gaps_ : program_;
}

exec::Results Decider::by_columns(const exec::Batch& batch, const exec::EvaluateOptions& options) const {
  return alike_ ? exec::evaluate(program_, with_gaps_, batch, options)
                : exec::evaluate(program_for(batch), batch, options);
}

Decisions Decider::decide(const exec::Batch& batch, const exec::EvaluateOptions& options) const {
  Decisions decisions;
  decisions.results = by_columns(batch, options);
  for (std::size_t i = 0; i < batch.households(); ++i) {
    if (decisions.results.open[i] != 0) decisions.single.emplace_back(i, explain::Answer{});
  }
  const auto answer = [&](std::size_t household) {
    const auto refused = batch.refused().find(household);
    if (refused != batch.refused().end()) return answer_of_faults(refused->second);
    return explain::explain(batch.pack(), batch.record(household), program_.on).answer;
  };
  constexpr std::size_t portion = 8;
  const auto worker = [&]() -> exec::Piece {
    return [&](std::size_t first, std::size_t count) {
      for (std::size_t i = first; i < first + count; ++i)
        decisions.single[i].second = answer(decisions.single[i].first);
      return count;
    };
  };
  const std::size_t by_columns = batch.households() - decisions.single.size();
  exec::share_work(decisions.single.size(), portion, options, worker, by_columns);
  return decisions;
}

}  // namespace doudi
