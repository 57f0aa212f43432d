// tests/unit/exec/column_trial.hpp - records of a trial pack as a batch, and its answers beside those of explain().
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/explain/explain.hpp"

#include "../../agreement/compare.hpp"
#include "../explain/trial.hpp"

namespace doudi::exec::testing {

inline constexpr std::string_view usual_day = "2019-06-15";

[[nodiscard]] inline Batch batch_of(const doudi::testing::Trial& trial,
                                    const std::vector<std::string>& records) {
  Batch batch{trial.pack()};
  for (const std::string& record : records) batch.add(trial.record(record, doudi::testing::day(usual_day)));
  return batch;
}

/// Where decide() says something else than explain(); empty if nowhere.
[[nodiscard]] inline std::string differences(const Decider& decider, const Batch& batch,
                                             const EvaluateOptions& options = {}) {
  const Decisions decisions = decider.decide(batch, options);
  std::string text;
  for (const std::string& example :
       agreement::compare(decider.program_for(batch), batch, decisions.results).examples)
    text += example + '\n';
  std::size_t seen = 0;
  for (std::size_t i = 0; i < batch.households(); ++i) {
    if (decisions.results.open[i] == 0) continue;
    if (seen == decisions.single.size() || decisions.single[seen].first != i) {
      text += "household " + std::to_string(i) + " is open and not among the single ones\n";
      continue;
    }
    const explain::Answer& single = decisions.single[seen++].second;
    const explain::Answer plain =
        explain::explain(batch.pack(), batch.record(i), decider.program().on).answer;
    if (single.status != plain.status || single.missing != plain.missing ||
        single.outputs.size() != plain.outputs.size())
      text += "household " + std::to_string(i) + " is answered in another way\n";
  }
  if (seen != decisions.single.size()) text += "too many single households\n";
  return text;
}

/// How many households columns leave open.
[[nodiscard]] inline std::size_t open_count(const Results& results) {
  std::size_t count = 0;
  for (const std::uint8_t open : results.open) count += open;
  return count;
}

}  // namespace doudi::exec::testing
