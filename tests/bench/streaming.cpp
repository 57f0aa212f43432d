// tests/bench/streaming.cpp - chunk after chunk through batch and program.
#include "streaming.hpp"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <memory>
#include <numeric>
#include <sstream>
#include <stdexcept>

#include "doudi/decide.hpp"

#include "engine.hpp"
#include "hand_written.hpp"
#include "plain_evaluator.hpp"

namespace doudi::bench {
namespace {

struct ClosePipe {
  void operator()(std::FILE* pipe) const { pclose(pipe); }
};

}  // namespace

Streamed stream_households(const StreamOptions& options) {
  if (options.chunk == 0) throw std::invalid_argument{"a chunk must hold a household"};
  const model::Pack pack = load_policy(options.policy_folder);
  const Decider decider{pack, options.on};
  Streamed streamed;
  for (std::size_t done = 0; done < options.households; done += options.chunk) {
    const std::size_t count = std::min(options.chunk, options.households - done);
    const Households households = make_households(count, options.seed + done / options.chunk, options.spread);
    const exec::Batch batch = make_batch(pack, households);
    const exec::Results results = exec::evaluate(decider.program(), batch, {1, 0});
    Decisions decided{count};
    read_decisions(decider.program(), batch, results, decided);
    Decisions expected{count};
    decide_plainly(households, expected);
    streamed.households += count;
    streamed.differences += compare(expected, decided).households;
    streamed.fen += std::accumulate(decided.amount.begin(), decided.amount.end(), std::int64_t{0});
  }
  return streamed;
}

std::size_t peak_memory() {
  constexpr std::size_t kibibyte = 1024;
  std::ifstream status{"/proc/self/status"};
  for (std::string word; status >> word;) {
    std::size_t amount = 0;
    if (word == "VmHWM:" && status >> amount) return amount * kibibyte;
  }
  return 0;
}

std::string streamed_line(const Streamed& streamed) {
  std::ostringstream line;
  line << "streamed " << streamed.households << " households, " << streamed.differences
       << " differences, amounts " << streamed.fen << " fen, peak memory " << peak_memory() << " bytes";
  return line.str();
}

StreamedApart stream_apart(const StreamOptions& options) {
  const std::string program = std::filesystem::read_symlink("/proc/self/exe").string();
  const std::string command = '\'' + program + "' stream --households " + std::to_string(options.households) +
                              " --chunk " + std::to_string(options.chunk) + " --seed " +
                              std::to_string(options.seed) +
                              (options.spread == Spread::boundary ? " --boundary" : "") + " --packs '" +
                              std::filesystem::path{options.policy_folder}.parent_path().string() + '\'';
  const std::unique_ptr<std::FILE, ClosePipe> pipe{popen(command.c_str(), "r")};
  std::array<char, 256> line{};
  if (!pipe || std::fgets(line.data(), line.size(), pipe.get()) == nullptr)
    throw std::runtime_error{"no answer from: " + command};
  StreamedApart apart;
  std::string word;
  std::istringstream words{line.data()};
  words >> word >> apart.streamed.households >> word >> apart.streamed.differences >> word >> word >>
      apart.streamed.fen >> word >> word >> word >> apart.peak_memory;
  if (!words) throw std::runtime_error{"an answer that cannot be read: " + std::string{line.data()}};
  return apart;
}

}  // namespace doudi::bench
