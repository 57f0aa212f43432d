// src/exec/kernel_lookup.hpp - looking up small tables: in a register where the level can, else cell by cell.
// Layer 6.
// IWYU pragma: private
#pragma once

#if defined(__AVX2__)
#include <immintrin.h>
#endif

#include "exec/kernel_loops.hpp"
#include "exec/rank_table.hpp"

namespace doudi::exec::DOUDI_LEVEL {
namespace {

/// A table that a register holds: `rows()` positions at a time, none of which lies beyond the table.
/// `fits` says how many entries that are.
template <std::size_t width>
struct RegisterTable {
  static constexpr std::size_t fits = 0;
};

// NOLINTBEGIN(*-reinterpret-cast): vectors are loaded from plain memory
#if defined(__AVX512BW__)
template <>
struct RegisterTable<1> {
  static constexpr std::size_t fits = 16;
  static constexpr std::size_t rows = 64;
  explicit RegisterTable(const std::byte* table)
      : cells{_mm512_broadcast_i32x4(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)))} {}
  void run(const u8* position, u8* out) const {
    _mm512_storeu_si512(out, _mm512_shuffle_epi8(cells, _mm512_loadu_si512(position)));
  }
  __m512i cells;
};
template <>
struct RegisterTable<4> {
  static constexpr std::size_t fits = 32;
  static constexpr std::size_t rows = 16;
  explicit RegisterTable(const std::byte* table)
      : low{_mm512_loadu_si512(table)}, high{_mm512_loadu_si512(table + sizeof low)} {}
  void run(const u8* position, i32* out) const {
    const __m512i places = _mm512_cvtepu8_epi32(_mm_loadu_si128(reinterpret_cast<const __m128i*>(position)));
    _mm512_storeu_si512(out, _mm512_permutex2var_epi32(low, places, high));
  }
  __m512i low;
  __m512i high;
};
template <>
struct RegisterTable<8> {
  static constexpr std::size_t fits = 16;
  static constexpr std::size_t rows = 8;
  explicit RegisterTable(const std::byte* table)
      : low{_mm512_loadu_si512(table)}, high{_mm512_loadu_si512(table + sizeof low)} {}
  template <class T>
  void run(const u8* position, T* out) const {
    const __m512i places = _mm512_cvtepu8_epi64(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(position)));
    _mm512_storeu_si512(out, _mm512_permutex2var_epi64(low, places, high));
  }
  __m512i low;
  __m512i high;
};
#elif defined(__AVX2__)
template <>
struct RegisterTable<1> {
  static constexpr std::size_t fits = 16;
  static constexpr std::size_t rows = 32;
  explicit RegisterTable(const std::byte* table)
      : cells{_mm256_broadcastsi128_si256(_mm_loadu_si128(reinterpret_cast<const __m128i*>(table)))} {}
  void run(const u8* position, u8* out) const {
    const __m256i places = _mm256_loadu_si256(reinterpret_cast<const __m256i*>(position));
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), _mm256_shuffle_epi8(cells, places));
  }
  __m256i cells;
};
template <>
struct RegisterTable<4> {
  static constexpr std::size_t fits = 16;
  static constexpr std::size_t rows = 8;
  explicit RegisterTable(const std::byte* table)
      : low{_mm256_loadu_si256(reinterpret_cast<const __m256i*>(table))},
        high{_mm256_loadu_si256(reinterpret_cast<const __m256i*>(table + sizeof low))} {}
  void run(const u8* position, i32* out) const {
    const __m256i places = _mm256_cvtepu8_epi32(_mm_loadl_epi64(reinterpret_cast<const __m128i*>(position)));
    const __m256i beyond = _mm256_cmpgt_epi32(places, _mm256_set1_epi32(7));
    const __m256i found = _mm256_blendv_epi8(_mm256_permutevar8x32_epi32(low, places),
                                             _mm256_permutevar8x32_epi32(high, places), beyond);
    _mm256_storeu_si256(reinterpret_cast<__m256i*>(out), found);
  }
  __m256i low;
  __m256i high;
};
#endif
// NOLINTEND(*-reinterpret-cast)

/// `immediate`, here and below: how many entries the table has. It lies in memory as 256 of them. Positions of rows that mean nothing may
/// lie beyond the entries, and give any cell.
template <class T>
void lookup(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  const u8* __restrict position = cells<u8>(instruction.a);
  const T* __restrict table = cells<T>(instruction.table);
  using InRegister = RegisterTable<sizeof(T)>;
  std::size_t i = 0;
  if constexpr (InRegister::fits > 0) {
    if (static_cast<std::size_t>(instruction.immediate) <= InRegister::fits) {
      const InRegister found{instruction.table};
      for (; i + InRegister::rows <= count; i += InRegister::rows) found.run(position + i, out + i);
    }
  }
  for (; i < count; ++i) out[i] = table[position[i]];
}

/// Tables of more than 256 entries. Rows that mean nothing get the last one.
template <class T>
void lookup_far(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  const i32* __restrict position = cells<i32>(instruction.a);
  const T* __restrict table = cells<T>(instruction.table);
  const auto last = static_cast<std::uint32_t>(instruction.immediate - 1);
  for (std::size_t i = 0; i < count; ++i) {
    const auto place = static_cast<std::uint32_t>(position[i]);
    out[i] = table[place < last ? place : last];
  }
}

/// The stretch that a value lies in. What lies before the first has the first: no number there is as small.
template <class T>
[[nodiscard]] std::uint32_t stretch_of(const RankTable& ranks, T value) {
  const i64 whole = converted<i64, T>(value);
  const i64 first = ranks.first;
  const u64 distance = static_cast<u64>(whole > first ? whole : first) - static_cast<u64>(first);
  return static_cast<std::uint32_t>((distance < ranks.span ? distance : ranks.span) >> ranks.shift);
}
template <>
[[nodiscard]] std::uint32_t stretch_of(const RankTable& ranks, i32 value) {
  const i32 first = static_cast<i32>(ranks.first);
  const auto span = static_cast<std::uint32_t>(ranks.span);
  const auto distance =
      static_cast<std::uint32_t>(value > first ? value : first) - static_cast<std::uint32_t>(first);
  return (distance < span ? distance : span) >> ranks.shift;
}

/// Some values at a time: what vectors can do is apart from what looks up.
template <unsigned halvings, class Out, class T>
void rank_in(const RankTable& ranks, const T* __restrict a, std::size_t count, Out* __restrict out) {
  constexpr std::size_t at_once = 64;
  const T* __restrict numbers = cells<T>(ranks.cells.data());
  const std::uint16_t* __restrict signposts = ranks.signposts.data();
  const unsigned steps = halvings == 0 ? ranks.halvings : halvings;
  const std::uint32_t all = ranks.count;
  std::uint32_t places[at_once];
  for (std::size_t begin = 0; begin < count; begin += at_once) {
    const std::size_t width = count - begin < at_once ? count - begin : at_once;
    for (std::size_t k = 0; k < width; ++k) places[k] = stretch_of<T>(ranks, a[begin + k]);
    for (std::size_t k = 0; k < width; ++k) {
      const T value = a[begin + k];
      auto place = std::uint32_t{signposts[places[k]]};
      for (unsigned step = steps; step-- > 0;)
        place += static_cast<std::uint32_t>(numbers[place + (1U << step) - 1] <= value) << step;
      places[k] = place;
    }
    for (std::size_t k = 0; k < width; ++k)
      out[begin + k] = static_cast<Out>(places[k] < all ? places[k] : all);
  }
}

/// How many of the numbers are not larger.
template <class Out, class T>
void rank(const Instruction& instruction, const Rows& rows) {
  Out* out = cells<Out>(instruction.out);
  const T* a = cells<T>(instruction.a);
  const RankTable& ranks = *instruction.ranks;
  // As many as there usually are, known beforehand: loops without a loop inside.
  switch (ranks.halvings) {
    case 1:
      return rank_in<1>(ranks, a, rows.count, out);
    case 2:
      return rank_in<2>(ranks, a, rows.count, out);
    case 3:
      return rank_in<3>(ranks, a, rows.count, out);
    case 4:
      return rank_in<4>(ranks, a, rows.count, out);
    default:
      break;
  }
  rank_in<0>(ranks, a, rows.count, out);
}

}  // namespace
}  // namespace doudi::exec::DOUDI_LEVEL
