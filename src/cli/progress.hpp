// src/cli/progress.hpp - how far a long command is.
#pragma once

#include <chrono>
#include <cstdint>

#include "cli/command.hpp"

namespace doudi::cli {

/// How far it is, on one line of a terminal; nothing where standard error is none.
class Progress {
 public:
  explicit Progress(text::Language language);
  Progress(const Progress&) = delete;
  Progress& operator=(const Progress&) = delete;
  ~Progress();

  void show(std::uint64_t households);
  void clear();

 private:
  text::Language language_;
  bool shown_ = false;
  bool dirty_ = false;
  std::chrono::steady_clock::time_point begin_ = std::chrono::steady_clock::now();
};

}  // namespace doudi::cli
