// tests/agreement/random_packs.cpp - makes packs, households for them, and compares.
#include "random_packs.hpp"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <string>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/model/record_builder.hpp"

#include "compare.hpp"
#include "dates.hpp"
#include "random_pack.hpp"
#include "random_record.hpp"

namespace doudi::agreement {
namespace {

class Run {
 public:
  explicit Run(const RandomPacks& options) : options_{options} {}

  [[nodiscard]] RandomPacksTotal run() {
    for (std::size_t i = options_.first; i < options_.first + options_.packs; ++i) one_pack(i);
    return total_;
  }

 private:
  void one_pack(std::size_t number);
  void one_batch(const Decider& decider, const Mixture& mixture, std::size_t households);
  [[nodiscard]] std::filesystem::path place() const {
    return std::filesystem::path{options_.keep} / (name_ + ".yaml");
  }
  void keep(const std::string& text) const {
    if (options_.keep.empty()) return;
    std::filesystem::create_directories(options_.keep);
    std::ofstream{place(), std::ios::binary} << text;
  }
  void forget() const {
    if (!options_.keep.empty()) std::filesystem::remove(place());
  }

  const RandomPacks& options_;
  RandomPacksTotal total_;
  std::string name_;
  std::mt19937_64 random_;
};

void Run::one_pack(std::size_t number) {
  // Each pack has a beginning of its own, so that one can be made again without those before it.
  std::seed_seq beginning{static_cast<std::uint32_t>(options_.seed),
                          static_cast<std::uint32_t>(options_.seed >> 32U),
                          static_cast<std::uint32_t>(number)};
  random_.seed(beginning);
  name_ = "seed" + std::to_string(options_.seed) + "_pack" + std::to_string(number);
  const PackDraft::Settled draft = [&] {
    PackDraft made = random_pack(static_cast<std::uint32_t>(random_()));
    return made.settle();
  }();
  ++total_.packs;
  total_.written += draft.written;
  total_.replaced += draft.replaced;
  if (!draft.loaded) {
    ++total_.refused_packs;
    std::cout << name_ << ": refused\n";
    if (!options_.keep.empty()) std::cout << draft.loaded.report(text::Language::en);
    keep(draft.text);
    return;
  }
  keep(draft.text);  // before anything can go wrong
  const model::Pack& pack = *draft.loaded;
  std::vector<Date> dates = dates_of(pack);
  dates.push_back(Date::from_parts(2020, 2, 29).value());
  std::shuffle(dates.begin(), dates.end(), random_);
  constexpr std::size_t most_dates = 2;
  dates.resize(std::min(dates.size(), most_dates));
  const std::size_t before = total_.differences;
  const std::vector<Mixture> mixtures{{0, 50, 4}, {40, 100, 4}, {150, 100, 3}};
  for (const Date date : dates) {
    const Decider decider{pack, date};
    ++total_.programs;
    if (decider.program().plain.empty()) ++total_.without_plain;
    for (const plan::Plain& each : decider.program_with_gaps().plain) ++total_.plain[each.why];
    for (const Mixture& mixture : mixtures)
      one_batch(decider, mixture,
                std::max<std::size_t>(1, options_.households / (dates.size() * mixtures.size())));
  }
  if (total_.differences == before && !options_.keep_all) forget();
}

void Run::one_batch(const Decider& decider, const Mixture& mixture, std::size_t households) {
  const model::Pack& pack = *decider.program().pack;
  const Date on = decider.program().on;
  exec::Batch batch{pack};
  std::vector<model::Record> records;
  for (std::size_t i = 0; i < households; ++i) {
    const auto record = model::RecordBuilder{pack, random_record(pack, on, mixture, random_)}.finish(on);
    if (!record.has_value()) {
      if (total_.refused_records++ == 0)
        std::cout << name_ << ": " << model::report(record.error(), text::Language::en) << '\n';
      continue;
    }
    batch.add(record.value());
    records.push_back(record.value());
  }
  const plan::Program& program = decider.program_for(batch);
  exec::EvaluateOptions how;
  how.threads = options_.threads;
  how.households = 1 + random_() % 40;
  const Agreement found = compare(program, batch, decider.by_columns(batch, how), &records);
  total_.households += found.households;
  total_.differences += found.differences;
  total_.decided += found.decided;
  total_.left_open += found.left_open;
  if (program.plain.empty()) {
    total_.columns_only += found.households;
    total_.columns_only_decided += found.decided;
    total_.columns_only_left += found.left_open;
  }
  for (const std::string& example : found.examples)
    std::cout << name_ << " on " << on.text() << (program.with_gaps ? " with gaps" : "") << ": " << example
              << '\n';
}

}  // namespace

RandomPacksTotal run_random_packs(const RandomPacks& options) {
  return Run{options}.run();
}

}  // namespace doudi::agreement
