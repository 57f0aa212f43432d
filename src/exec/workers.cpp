// src/exec/workers.cpp - portions are taken one by one, so that no thread waits for a slower one.
// Layer 6.
#include "exec/workers.hpp"

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>
#include <thread>
#include <vector>

namespace doudi::exec {
namespace {

/// What all workers share.
class Shared {
 public:
  Shared(std::size_t items, std::size_t portion, const EvaluateOptions& options, std::size_t before)
      : items_{items}, portion_{portion}, options_{options}, finished_{before} {}

  void work(const std::function<Piece()>& make_worker) noexcept {
    try {
      Piece piece;
      for (std::size_t first = take(); first < items_; first = take()) {
        if (!piece) piece = make_worker();
        const std::size_t count = std::min(portion_, items_ - first);
        tell(piece(first, count));
      }
    } catch (...) {
      const std::lock_guard lock{lock_};
      if (!failure_) failure_ = std::current_exception();
      stopped_ = true;
    }
  }
  void rethrow() const {
    if (failure_) std::rethrow_exception(failure_);
  }

 private:
  [[nodiscard]] std::size_t take() { return stopped_ ? items_ : next_.fetch_add(portion_); }
  void tell(std::size_t count) {
    if (!options_.progress) return;
    const std::lock_guard lock{lock_};
    if (stopped_) return;
    finished_ += count;
    if (!options_.progress(finished_)) throw Cancelled{};
  }

  std::size_t items_;
  std::size_t portion_;
  const EvaluateOptions& options_;
  std::atomic<std::size_t> next_{0};
  std::atomic<bool> stopped_{false};
  std::mutex lock_;
  std::size_t finished_;
  std::exception_ptr failure_;
};

/// Our own threads, of which the caller's is one.
void run_threads(std::size_t count, const std::function<void(std::size_t)>& work) {
  std::vector<std::thread> others;
  try {
    for (std::size_t i = 1; i < count; ++i) others.emplace_back([&work, i] { work(i); });
  } catch (...) {
    // Fewer threads than wanted do the same work.
  }
  work(0);
  for (std::thread& other : others) other.join();
}

}  // namespace

void share_work(std::size_t items, std::size_t portion, const EvaluateOptions& options,
                const std::function<Piece()>& make_worker, std::size_t before) {
  const std::size_t portions = (items + portion - 1) / portion;
  const std::size_t wanted =
      options.threads == 0 ? std::max(1U, std::thread::hardware_concurrency()) : options.threads;
  const std::size_t workers = std::max<std::size_t>(1, std::min(wanted, portions));
  Shared shared{items, portion, options, before};
  const auto work = [&](std::size_t) { shared.work(make_worker); };
  if (options.executor) {
    options.executor(workers, work);
  } else {
    run_threads(workers, work);
  }
  shared.rethrow();
}

}  // namespace doudi::exec
