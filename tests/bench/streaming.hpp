// tests/bench/streaming.hpp - any number of households in chunks: what they are decided, and how much memory it takes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "doudi/base/date.hpp"

#include "households.hpp"

namespace doudi::bench {

struct StreamOptions {
  std::size_t households = 1000000;
  std::size_t chunk = 50000;  ///< households in memory at a time
  std::uint64_t seed = usual_seed;
  Spread spread = Spread::random;
  std::string policy_folder;
  Date on;
};

struct Streamed {
  std::size_t households = 0;
  std::size_t differences =
      0;  ///< households that the engine decides differently from the plain hand-written version
  std::int64_t fen = 0;  ///< the sum of all amounts
};

/// Makes a chunk of households, decides it by the engine and by hand, and goes on to the next.
[[nodiscard]] Streamed stream_households(const StreamOptions& options);

/// The most memory that this process had at a time so far, in bytes; 0 where the system does not say.
[[nodiscard]] std::size_t peak_memory();

/// What `stream_households` gives in a process of its own, and that process's peak memory. Runs this very program again:
/// `doudi-bench stream`. Throws std::runtime_error if that fails.
struct StreamedApart {
  Streamed streamed;
  std::size_t peak_memory = 0;
};
[[nodiscard]] StreamedApart stream_apart(const StreamOptions& options);

/// The line by which a process of its own tells what came out.
[[nodiscard]] std::string streamed_line(const Streamed& streamed);

}  // namespace doudi::bench
