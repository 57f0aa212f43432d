// tests/bench/column.hpp - a column of values that begins at a cache line.
#pragma once

#include <cstddef>
#include <new>
#include <vector>

namespace doudi::bench {

/// Gives memory at the start of a cache line, as Arrow recommends, so that no version is slowed by where its
/// columns happen to lie.
template <class T>
struct LineAllocator {
  using value_type = T;
  static constexpr std::align_val_t line{64};

  LineAllocator() = default;
  template <class Other>
  LineAllocator(const LineAllocator<Other>&) noexcept {}  // NOLINT(google-explicit-constructor): rebinding

  [[nodiscard]] T* allocate(std::size_t count) {
    return static_cast<T*>(::operator new(count * sizeof(T), line));
  }
  void deallocate(T* values, std::size_t) noexcept { ::operator delete(values, line); }
  friend bool operator==(const LineAllocator&, const LineAllocator&) noexcept { return true; }
};

template <class T>
using Column = std::vector<T, LineAllocator<T>>;

}  // namespace doudi::bench
