// src/cli/progress.cpp - one line that is written over again and again.
#include "cli/progress.hpp"

#include <iostream>
#include <unistd.h>
#include <utility>

namespace doudi::cli {

Progress::Progress(text::Language language) : language_{language}, shown_{isatty(STDERR_FILENO) == 1} {}
Progress::~Progress() {
  clear();
}

void Progress::show(std::uint64_t households) {
  if (!shown_) return;
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin_;
  const auto speed =
      seconds.count() > 0 ? static_cast<std::uint64_t>(static_cast<double>(households) / seconds.count()) : 0;
  std::cerr << '\r' << households << in(language_, " households, ", " 户，") << speed
            << in(language_, " a second", " 户/秒") << "\033[K" << std::flush;
  dirty_ = true;
}

void Progress::clear() {
  if (std::exchange(dirty_, false)) std::cerr << "\r\033[K" << std::flush;
}

}  // namespace doudi::cli
