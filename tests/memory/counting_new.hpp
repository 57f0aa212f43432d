// tests/memory/counting_new.hpp - how often operator new was asked for memory.
#pragma once

#include <cstddef>

namespace doudi::testing {

[[nodiscard]] std::size_t allocations() noexcept;

}  // namespace doudi::testing
