// src/exec/workers.hpp - work shared between threads, told of as it goes on, and stopped when asked.
// Layer 6.
#pragma once

#include <cstddef>
#include <functional>

#include "doudi/exec/evaluate.hpp"

namespace doudi::exec {

/// Does some of the items from `first` on, and says how many of them are finished.
using Piece = std::function<std::size_t(std::size_t first, std::size_t count)>;

/// Cuts `items` into portions and gives each to one of the workers: as many as there are threads, each with what
/// `make_worker` gave it, which is called on the worker's own thread. The first exception of any of them is thrown when all
/// have stopped; Cancelled where options.progress says so, which is told how many are finished besides those `before`.
void share_work(std::size_t items, std::size_t portion, const EvaluateOptions& options,
                const std::function<Piece()>& make_worker, std::size_t before = 0);

}  // namespace doudi::exec
