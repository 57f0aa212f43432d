// tests/bench/single_record.cpp - times decisions one by one.
#include "single_record.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/doudi.hpp"
#include "doudi/io/decision_row.hpp"
#include "doudi/io/read_lines.hpp"
#include "doudi/io/write_decisions.hpp"

#include "engine.hpp"
#include "plain_evaluator.hpp"

namespace doudi::bench {
namespace {

constexpr std::size_t different_households = 1000;
constexpr std::array<std::string_view, 6> county_names{"first",  "second", "third",
                                                       "fourth", "fifth",  "sixth"};

std::string yuan(std::int64_t fen) {
  const std::string cents = std::to_string(fen % 100);
  return std::to_string(fen / 100) + (cents.size() < 2 ? ".0" : ".") + cents;
}

std::string person_json(const Households& all, std::size_t person, std::size_t number) {
  const auto truth = [](std::uint8_t flag) { return std::string{flag != 0 ? "true" : "false"}; };
  return "{\"id\":\"p" + std::to_string(number) + "\",\"age\":" + std::to_string(all.age[person]) +
         ",\"sex\":\"" + (all.sex[person] != 0 ? "female" : "male") +
         "\",\"disability_grade\":" + std::to_string(all.disability_grade[person]) +
         ",\"seriously_ill\":" + truth(all.seriously_ill[person]) +
         ",\"student\":" + truth(all.student[person]) + ",\"caregiver\":" + truth(all.caregiver[person]) +
         ",\"wage\":" + yuan(all.wage[person]) + ",\"transfers\":" + yuan(all.transfers[person]) + '}';
}

/// Everything that decisions need and that a program makes once. The parts point at each other.
class SingleDecisions {
 public:
  SingleDecisions(const std::string& folder, Date on, std::uint64_t seed)
      : loaded_{load(folder)},
        on_{on},
        decider_{*loaded_, on},
        evaluator_{decider_.program(), 1},
        evaluator_with_gaps_{decider_.program_with_gaps(), 1},
        batch_{*loaded_},
        reader_{*loaded_, "household.json", on_},
        one_{*loaded_},
        text_{*loaded_, io::DecisionFormat::jsonl},
        sum_{0} {
    const Households households = make_households(different_households, seed, Spread::random);
    batch_ = make_batch(*loaded_, households);
    results_ = exec::empty_results(decider_.program(), batch_);
    results_with_gaps_ = exec::empty_results(decider_.program_with_gaps(), batch_);
    for (std::size_t i = 0; i < different_households; ++i) texts_.push_back(household_json(households, i));
  }
  SingleDecisions(const SingleDecisions&) = delete;
  SingleDecisions& operator=(const SingleDecisions&) = delete;

  void by_columns(std::size_t call) { evaluator_.run(batch_, call % different_households, 1, results_); }
  void by_columns_with_gaps(std::size_t call) {
    evaluator_with_gaps_.run(batch_, call % different_households, 1, results_with_gaps_);
  }
  void json_to_json(std::size_t call) {
    one_.clear();
    io::HouseholdRead household = reader_.add(texts_[call % different_households], one_);
    if (household.fault) throw std::logic_error{"a household that policy P refuses"};
    exec::Results results = exec::empty_results(decider_.program(), one_);
    evaluator_.run(one_, 0, 1, results);
    io::DecisionRow row = io::row_of_columns(decider_.program(), one_, results, 0);
    row.id = std::move(household.id);
    sum_ += text_.line(row).size();
  }
  void json_to_explanation(std::size_t call) {
    text::SourceSet sources;
    const model::Record record = read(call, sources);
    const Explanation explanation = explain::explain(*loaded_, record, on_);
    sum_ += explain::render_json(*loaded_, record, explanation, loaded_.sources).size();
  }
  [[nodiscard]] std::size_t bytes_written() const noexcept { return sum_; }

 private:
  [[nodiscard]] model::Record read(std::size_t call, text::SourceSet& sources) const {
    text::Diagnostics diagnostics;
    auto record = io::read_record(*loaded_, "household.json", texts_[call % different_households], on_,
                                  sources, diagnostics);
    if (!record) throw std::logic_error{"a household that policy P refuses"};
    return std::move(*record);
  }

  LoadedPack loaded_;
  Date on_;
  Decider decider_;
  exec::Evaluator evaluator_;
  exec::Evaluator evaluator_with_gaps_;
  exec::Batch batch_;
  exec::Results results_;
  exec::Results results_with_gaps_;
  std::vector<std::string> texts_;
  io::HouseholdReader reader_;
  exec::Batch one_;
  io::DecisionText text_;
  std::size_t sum_;  // so that nothing is left out as unused
};

}  // namespace

std::string household_json(const Households& all, std::size_t household) {
  std::string text = "{\"county\":\"" + std::string{county_names.at(all.county[household])} +
                     "\",\"urban\":" + (all.urban[household] != 0 ? "true" : "false") +
                     ",\"land_income\":" + yuan(all.land_income[household]) +
                     ",\"other_income\":" + yuan(all.other_income[household]) +
                     ",\"savings\":" + yuan(all.savings[household]) +
                     ",\"previous_benefit\":" + yuan(all.previous_benefit[household]) +
                     ",\"months_over\":" + std::to_string(all.months_over[household]) + ",\"persons\":[";
  const std::size_t first = all.offsets[household];
  for (std::size_t person = first; person < all.offsets[household + 1]; ++person)
    text += (person == first ? "" : ",") + person_json(all, person, person - first + 1);
  return text + "]}";
}

SingleRecord measure_single_record(const std::string& policy_folder, Date on, std::uint64_t seed,
                                   std::size_t calls) {
  SingleDecisions decisions{policy_folder, on, seed};
  SingleRecord measured;
  measured.clock = latency_of(calls, [](std::size_t) {});
  measured.columns = latency_of(calls, [&](std::size_t call) { decisions.by_columns(call); });
  measured.columns_with_gaps =
      latency_of(calls, [&](std::size_t call) { decisions.by_columns_with_gaps(call); });
  measured.json = latency_of(calls, [&](std::size_t call) { decisions.json_to_json(call); });
  measured.explained = latency_of(calls, [&](std::size_t call) { decisions.json_to_explanation(call); });
  if (decisions.bytes_written() == 0) throw std::logic_error{"no decision was written"};
  return measured;
}

}  // namespace doudi::bench
