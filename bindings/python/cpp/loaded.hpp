// bindings/python/cpp/loaded.hpp - a pack as Python holds it: shared, never changed.
#pragma once

#include <map>
#include <memory>
#include <mutex>
#include <utility>

#include "doudi/decide.hpp"
#include "doudi/load.hpp"

namespace doudi::python {

/// A pack that was loaded, or what is wrong with it. Answers hold it too, so that it lives as long as they do. Safe from any
/// thread.
class Loaded {
 public:
  explicit Loaded(LoadedPack loaded) : loaded_{std::move(loaded)} {}
  Loaded(const Loaded&) = delete;
  Loaded& operator=(const Loaded&) = delete;

  [[nodiscard]] const LoadedPack& operator*() const noexcept { return loaded_; }
  [[nodiscard]] const LoadedPack* operator->() const noexcept { return &loaded_; }
  [[nodiscard]] const model::Pack& pack() const { return *loaded_; }

  /// The pack compiled for a day. The last few days are kept.
  [[nodiscard]] std::shared_ptr<const Decider> decider(Date on) const {
    {
      const std::scoped_lock lock{mutex_};
      if (const auto found = deciders_.find(on); found != deciders_.end()) return found->second;
    }
    auto made = std::make_shared<const Decider>(pack(), on);
    const std::scoped_lock lock{mutex_};
    if (deciders_.size() >= most_kept) deciders_.clear();
    return deciders_.emplace(on, std::move(made)).first->second;
  }

 private:
  static constexpr std::size_t most_kept = 64;

  LoadedPack loaded_;
  mutable std::mutex mutex_;
  mutable std::map<Date, std::shared_ptr<const Decider>> deciders_;
};

using LoadedPointer = std::shared_ptr<const Loaded>;

}  // namespace doudi::python
