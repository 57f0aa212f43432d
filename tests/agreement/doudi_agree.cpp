// tests/agreement/doudi_agree.cpp - `doudi-agree`: random households of many packs through both evaluators.
#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <set>
#include <string>
#include <vector>

#include <CLI/CLI.hpp>

#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"

#include "compare.hpp"
#include "dates.hpp"
#include "random_packs.hpp"
#include "random_record.hpp"

namespace {

using doudi::Date;
namespace agreement = doudi::agreement;
namespace model = doudi::model;

struct Options {
  std::size_t households = 1000;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  bool programs = false;
  std::vector<std::string> packs;
};

struct Total {
  agreement::Agreement sum;
  std::size_t refused = 0;
};

void run_pack(const std::string& path, const Options& options, Total& total) {
  const doudi::LoadedPack loaded = doudi::load(path);
  if (!loaded) {
    std::cerr << path << ": no pack\n";
    std::exit(2);
  }
  const model::Pack& pack = *loaded;
  std::vector<Date> dates = agreement::dates_of(pack);
  std::mt19937_64 random{options.seed};
  std::shuffle(dates.begin(), dates.end(), random);
  constexpr std::size_t most_dates = 6;
  if (dates.size() > most_dates) dates.resize(most_dates);
  agreement::Agreement of_pack;
  std::set<std::string> plain;
  for (const Date date : dates) {
    const doudi::Decider decider{pack, date};
    for (const auto& each : decider.program_with_gaps().plain) plain.insert(each.what + ": " + each.why);
    if (options.programs) std::cout << doudi::plan::disassemble(decider.program());
    for (const agreement::Mixture mixture :
         {agreement::Mixture{0, 50, 5}, agreement::Mixture{30, 50, 5}, agreement::Mixture{200, 50, 5}}) {
      doudi::exec::Batch batch{pack};
      const std::size_t wanted = std::max<std::size_t>(1, options.households / (3 * dates.size()));
      for (std::size_t i = 0; i < wanted; ++i) {
        model::RecordBuilder builder{pack, agreement::random_record(pack, date, mixture, random)};
        const auto record = builder.finish(date);
        if (record.has_value()) {
          batch.add(record.value());
        } else if (total.refused++ == 0) {
          std::cerr << path << ": " << model::report(record.error(), doudi::text::Language::en) << '\n';
        }
      }
      const auto& program = decider.program_for(batch);
      doudi::exec::EvaluateOptions how;
      how.threads = options.threads;
      how.households = 1 + random() % 300;
      const auto one = agreement::compare(program, batch, decider.by_columns(batch, how));
      of_pack.households += one.households;
      of_pack.differences += one.differences;
      of_pack.decided += one.decided;
      of_pack.left_open += one.left_open;
      for (const std::string& example : one.examples)
        std::cout << path << " on " << date.text() << ": " << example << '\n';
    }
  }
  std::cout << path << ": " << of_pack.households << " households, " << of_pack.decided
            << " decided by columns, " << of_pack.left_open << " left open without need, "
            << of_pack.differences << " differences\n";
  for (const std::string& each : plain) std::cout << "  plain: " << each << '\n';
  total.sum.households += of_pack.households;
  total.sum.differences += of_pack.differences;
  total.sum.decided += of_pack.decided;
}

[[nodiscard]] int last_line(std::size_t households, std::size_t differences) {
  std::cout << "agreement: " << households << " households, " << differences << " differences\n";
  return differences == 0 && households > 0 ? 0 : 1;
}

[[nodiscard]] int with_random_packs(const agreement::RandomPacks& options) {
  const agreement::RandomPacksTotal total = agreement::run_random_packs(options);
  std::cout << "seed " << options.seed << ", packs " << options.first << " to "
            << options.first + std::max<std::size_t>(options.packs, 1) - 1 << ": " << total.refused_packs
            << " refused by the checker, " << total.replaced << " ways to write " << total.written
            << " pieces of them refused; " << total.without_plain << " of " << total.programs
            << " programs all in columns; " << total.decided << " decided by columns, " << total.left_open
            << " left open without need, " << total.refused_records
            << " records refused\n  of programs all in columns: " << total.columns_only << " households, "
            << total.columns_only_decided << " decided by columns, " << total.columns_only_left
            << " left open without need\n";
  for (const auto& [why, times] : total.plain) std::cout << "  plain: " << times << " times " << why << '\n';
  // Too many that are refused would mean that little is compared.
  constexpr std::size_t most_refused = 20;
  if (total.refused_packs * most_refused > total.packs) std::cout << "too many packs are refused\n";
  const int result = last_line(total.households, total.differences);
  return total.refused_packs * most_refused > total.packs ? 1 : result;
}

[[nodiscard]] int with_packs(Options options) {
  if (options.packs.empty()) {
    for (const char* folder : {"rules", "tests/cases", "tests/bench", "tests/agreement/packs"}) {
      if (!std::filesystem::is_directory(folder)) continue;
      for (const auto& entry : std::filesystem::directory_iterator{folder}) {
        if (std::filesystem::exists(entry.path() / "pack.yaml"))
          options.packs.push_back(entry.path().string());
      }
    }
    std::sort(options.packs.begin(), options.packs.end());
  }
  Total total;
  for (const std::string& pack : options.packs) run_pack(pack, options, total);
  std::cout << "seed " << options.seed << ", " << total.sum.decided << " decided by columns, "
            << total.refused << " records refused\n";
  return last_line(total.sum.households, total.sum.differences);
}

}  // namespace

int main(int argc, char** argv) {
  Options options;
  agreement::RandomPacks random;
  CLI::App app{"Random households through both evaluators, which must agree digit for digit."};
  app.add_option("packs", options.packs, "packs (default: those of rules/ and tests/)");
  auto* made_up = app.add_option("--random-packs", random.packs, "so many packs that are made up instead");
  app.add_option("--first", random.first, "number of the first of them")
      ->needs(made_up)
      ->capture_default_str();
  app.add_option("--keep", random.keep, "folder for those that are refused or make a difference")
      ->needs(made_up);
  app.add_flag("--keep-all", random.keep_all, "for the others too")->needs(made_up);
  app.add_option("--households", options.households, "of each pack")->capture_default_str();
  app.add_option("--seed", options.seed, "of the random numbers")->capture_default_str();
  app.add_option("--threads", options.threads, "0: one for each core")->capture_default_str();
  app.add_flag("--programs", options.programs, "print each program");
  CLI11_PARSE(app, argc, argv);
  random.households = options.households;
  random.seed = options.seed;
  random.threads = options.threads;
  return made_up->count() > 0 ? with_random_packs(random) : with_packs(std::move(options));
}
