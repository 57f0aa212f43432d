// tests/bench/loading.cpp - loads packs again and again.
#include "loading.hpp"

#include <functional>
#include <stdexcept>
#include <utility>

#include "doudi/load.hpp"
#include "doudi/plan/program.hpp"

#include "generated_pack.hpp"
#include "timing.hpp"

namespace doudi::bench {
namespace {

LoadTime time_of(std::string pack, const std::function<LoadedPack()>& load_it, Date on, int runs) {
  constexpr double milliseconds = 1e-6;
  const LoadedPack loaded = load_it();
  if (!loaded) throw std::runtime_error{loaded.report(text::Language::en)};
  std::size_t nodes = 0;
  const std::vector<double> times =
      medians_in_turn({[&] {
                         if (!load_it()) throw std::logic_error{"a pack that loads only once"};
                       },
                       [&] { nodes += plan::compile(*loaded, on, false).nodes.size(); }},
                      runs);
  if (nodes == 0) throw std::logic_error{"a program of nothing"};
  return {std::move(pack), times[0] * milliseconds, times[1] * milliseconds};
}

}  // namespace

std::vector<LoadTime> measure_loading(int runs) {
  const Date on = *Date::parse("2024-01-01");
  const std::string large = large_pack(1000, 1000);
  return {time_of(
              "rules/xingan-2019", [] { return load("rules/xingan-2019"); }, on, runs),
          time_of(
              "rules/jinghe-2023", [] { return load("rules/jinghe-2023"); }, on, runs),
          time_of(
              "1,000 rules and 1,000 rows", [&] { return load_text("generated.yaml", large); }, on, runs)};
}

}  // namespace doudi::bench
