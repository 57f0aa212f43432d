// tests/memory/counting_new.cpp - operator new that counts. Apart from what it counts, so that nothing of it is inlined there.
#include "counting_new.hpp"

#include <atomic>
#include <cstdlib>
#include <new>

namespace {

std::atomic<std::size_t> count{0};

}  // namespace

namespace doudi::testing {

std::size_t allocations() noexcept {
  return count;
}

}  // namespace doudi::testing

// NOLINTBEGIN(*-no-malloc, *-owning-memory): this is what memory comes from
void* operator new(std::size_t size) {
  ++count;
  if (void* memory = std::malloc(size == 0 ? 1 : size)) return memory;
  throw std::bad_alloc{};
}
void operator delete(void* memory) noexcept {
  std::free(memory);
}
void operator delete(void* memory, std::size_t) noexcept {
  std::free(memory);
}
// NOLINTEND(*-no-malloc, *-owning-memory)
