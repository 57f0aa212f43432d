// tests/agreement/random_packs.hpp - both evaluators on packs that somebody made up.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>

namespace doudi::agreement {

struct RandomPacks {
  std::size_t packs = 0;
  std::size_t first = 0;  ///< its number: to make one pack again
  std::size_t households = 100;
  std::uint64_t seed = 1;
  unsigned threads = 0;
  std::string keep;  ///< a folder for packs with differences, and those that are refused; empty: none
  bool keep_all = false;
};

struct RandomPacksTotal {
  std::size_t packs = 0;
  std::size_t refused_packs = 0;
  std::size_t written = 0;        ///< pieces that could be written in several ways
  std::size_t replaced = 0;       ///< ways that the checker refused
  std::size_t without_plain = 0;  ///< programs with nothing left to the plain evaluator
  std::size_t programs = 0;
  std::size_t households = 0;
  std::size_t differences = 0;
  std::size_t decided = 0;  ///< by columns
  std::size_t left_open = 0;
  std::size_t columns_only = 0;  ///< households of programs with nothing left to the plain evaluator
  std::size_t columns_only_decided = 0;
  std::size_t columns_only_left = 0;
  std::size_t refused_records = 0;
  std::map<std::string, std::size_t> plain;  ///< why values were left to the plain evaluator, and how many
};

/// Prints each difference with the seed, the number of the pack and the date, and a summary.
[[nodiscard]] RandomPacksTotal run_random_packs(const RandomPacks& options);

}  // namespace doudi::agreement
