// tests/bench/report.hpp - all figures that doudi is to reach, as measured here and now.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"

#include "households.hpp"

namespace doudi::bench {

struct ReportOptions {
  std::size_t households = 1000000;
  std::size_t streamed = 10000000;  ///< in chunks, for memory and exactness
  std::size_t calls = 100000;       ///< of single decisions
  std::size_t agree = 100000;  ///< households of each pack for the two evaluators, by doudi-agree; 0: none
  std::uint64_t seed = usual_seed;
  int runs = 15;
  std::string folder;  ///< of the benchmarks' packs
  Date on;
};

/// One line of the report.
struct Figure {
  std::string measure;
  std::string measured;
  std::string to_reach;
  std::optional<bool> met;  ///< nothing where it is for information, or could not be measured
};

/// A part of the report: prints its details as it goes and returns its lines.
using Part = std::vector<Figure> (*)(const ReportOptions&);
[[nodiscard]] std::vector<Figure> figures_of_policy(const ReportOptions& options);
[[nodiscard]] std::vector<Figure> figures_of_exactness(const ReportOptions& options);  ///< and memory
[[nodiscard]] std::vector<Figure> figures_of_threads(const ReportOptions& options);
[[nodiscard]] std::vector<Figure> figures_of_single_record(const ReportOptions& options);
[[nodiscard]] std::vector<Figure> figures_of_growth(const ReportOptions& options);
[[nodiscard]] std::vector<Figure> figures_of_loading(const ReportOptions& options);

[[nodiscard]] std::vector<Figure> figures_of_csv(const ReportOptions& options);

/// What the machine is and how busy, since that decides what the times mean: one line.
void write_machine();
/// `measure | measured | to reach | met`, a line for each.
void write_figures(const std::vector<Figure>& figures);

}  // namespace doudi::bench
