// src/exec/kernel_lists.hpp - loops over the members of households: from the parent to them, and back.
// Layer 6.
// IWYU pragma: private
#pragma once

#include "exec/kernel_loops.hpp"

namespace doudi::exec::DOUDI_LEVEL {
namespace {

/// Eight cells at a time: most lists are shorter. What is written too far is written again by the next, and memory has room.
template <class T>
void expand(const Instruction& instruction, const Rows& rows) {
  const std::size_t parents = rows.parents;
  constexpr std::size_t at_once = 8;
  T* __restrict out = cells<T>(instruction.out);
  const T* __restrict a = cells<T>(instruction.a);
  const std::uint32_t* __restrict offsets = rows.offsets;
  const std::uint32_t first = offsets[0];
  if (rows.longest <= at_once) {
    for (std::size_t parent = 0; parent < parents; ++parent) {
      T* place = out + (offsets[parent] - first);
      const T value = a[parent];
      for (std::size_t k = 0; k < at_once; ++k) place[k] = value;
    }
    return;
  }
  for (std::size_t parent = 0; parent < parents; ++parent) {
    const std::size_t begin = offsets[parent] - first;
    const std::size_t end = offsets[parent + 1] - first;
    const T value = a[parent];
    for (std::size_t k = 0; k < at_once; ++k) out[begin + k] = value;
    for (std::size_t k = begin + at_once; k < end; ++k) out[k] = value;
  }
}

// Sixteen bytes of cells; both compilers turn them into the vectors of the machine.
typedef u8 Bytes __attribute__((vector_size(16)));  // NOLINT(modernize-use-using): takes the attribute
typedef std::uint32_t Words
    __attribute__((vector_size(16)));  // NOLINT(modernize-use-using): takes the attribute

template <class Vector>
[[nodiscard]] Vector loaded(const void* memory) {
  Vector vector;
  std::memcpy(&vector, memory, sizeof vector);
  return vector;
}

/// Each lane plus all those before it. Lanes wrap.
[[nodiscard]] inline Bytes running_lanes(Bytes x) {
  const Bytes none{};
  x += __builtin_shufflevector(none, x, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29, 30);
  x += __builtin_shufflevector(none, x, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27, 28, 29);
  x += __builtin_shufflevector(none, x, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25, 26, 27);
  x += __builtin_shufflevector(none, x, 0, 0, 0, 0, 0, 0, 0, 0, 16, 17, 18, 19, 20, 21, 22, 23);
  return x;
}
[[nodiscard]] inline Words running_lanes(Words x) {
  const Words none{};
  x += __builtin_shufflevector(none, x, 0, 4, 5, 6);
  x += __builtin_shufflevector(none, x, 0, 0, 4, 5);
  return x;
}
[[nodiscard]] inline Bytes last_lane(Bytes x) {
  return __builtin_shufflevector(x, x, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15, 15);
}
[[nodiscard]] inline Words last_lane(Words x) {
  return __builtin_shufflevector(x, x, 3, 3, 3, 3);
}

/// running[i + 1]: the sum of the cells up to the one at i. Cells are as wide as sums.
template <class Vector, class Running, class T>
void sum_up_vectors(const T* __restrict a, std::size_t members, Running* __restrict running) {
  constexpr std::size_t lanes = sizeof(Vector) / sizeof(Running);
  static_assert(sizeof(T) == sizeof(Running));
  Vector before{};
  running[0] = 0;
  std::size_t i = 0;
  for (; i + lanes <= members; i += lanes) {
    const Vector sums = running_lanes(loaded<Vector>(a + i)) + before;
    std::memcpy(running + i + 1, &sums, sizeof sums);
    before = last_lane(sums);
  }
  for (; i < members; ++i) running[i + 1] = static_cast<Running>(running[i] + static_cast<Running>(a[i]));
}
template <class Running, class T>
void sum_up(const T* __restrict a, std::size_t members, Running* __restrict running) {
  if constexpr (sizeof(Running) == 1 && sizeof(T) == 1) {
    sum_up_vectors<Bytes>(a, members, running);
  } else if constexpr (sizeof(Running) == sizeof(std::uint32_t) && sizeof(T) == sizeof(std::uint32_t)) {
    sum_up_vectors<Words>(a, members, running);
  } else {
    Running total = 0;
    running[0] = 0;
    for (std::size_t i = 0; i < members; ++i) {
      total = static_cast<Running>(total + static_cast<Running>(converted<i64, T>(a[i])));
      running[i + 1] = total;
    }
  }
}

/// Running sums, then their differences at the offsets. Sums are as wide as results, and may wrap in between.
template <class Out, class T>
void sum(const Instruction& instruction, const Rows& rows) {
  using Running = std::conditional_t<sizeof(Out) == sizeof(u64), u64,
                                     std::conditional_t<sizeof(Out) == 1, u8, std::uint32_t>>;
  using Signed = std::conditional_t<sizeof(Out) == 1, u8, std::make_signed_t<Running>>;
  const std::size_t count = rows.count;
  Out* __restrict out = cells<Out>(instruction.out);
  // NOLINTNEXTLINE(*-reinterpret-cast): memory for any kind of sum
  Running* __restrict running = reinterpret_cast<Running*>(rows.scratch);
  const std::uint32_t* __restrict offsets = rows.offsets;
  const std::uint32_t first = offsets[0];
  sum_up(cells<T>(instruction.a), rows.members, running);
  Running before = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const Running now = running[offsets[i + 1] - first];
    out[i] = converted<Out, i64>(static_cast<Signed>(static_cast<Running>(now - before)));
    before = now;
  }
}

template <class T, class Operation>
void extreme(const Instruction& instruction, const Rows& rows) {
  const std::uint32_t* __restrict offsets = rows.offsets;
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  const T* __restrict a = cells<T>(instruction.a);
  const std::uint32_t first = offsets[0];
  for (std::size_t i = 0; i < count; ++i) {
    T best = static_cast<T>(instruction.immediate);
    for (std::uint32_t k = offsets[i] - first; k < offsets[i + 1] - first; ++k)
      best = Operation::of(best, a[k]);
    out[i] = best;
  }
}

template <class T>
void list_size(const Instruction& instruction, const Rows& rows) {
  const std::uint32_t* __restrict offsets = rows.offsets;
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<T>(offsets[i + 1] - offsets[i]);
}

/// Links from the household (immediate 0) or from its members to one another (1).
template <class T>
void gather(const Instruction& instruction, const Rows& rows) {
  const std::uint32_t* __restrict offsets = rows.offsets;
  const std::size_t members = rows.members;
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  const i32* __restrict link = cells<i32>(instruction.a);
  const T* __restrict of = cells<T>(instruction.b);
  const std::uint32_t first = offsets[0];
  const auto at = [&](std::size_t base, i32 position) {
    const std::size_t place = base + static_cast<std::size_t>(position);
    return of[place < members ? place : 0];
  };
  if (members == 0) {
    for (std::size_t i = 0; i < count; ++i) out[i] = T{};
    return;
  }
  if (instruction.immediate == 0) {
    for (std::size_t i = 0; i < count; ++i) out[i] = at(offsets[i] - first, link[i]);
    return;
  }
  std::size_t household = 0;
  for (std::size_t i = 0; i < count; ++i) {
    while (offsets[household + 1] - first <= i) ++household;
    out[i] = at(offsets[household] - first, link[i]);
  }
}

}  // namespace
}  // namespace doudi::exec::DOUDI_LEVEL
