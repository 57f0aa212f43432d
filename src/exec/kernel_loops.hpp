// src/exec/kernel_loops.hpp - the loops themselves: included once for each level of instruction sets, in a namespace of its own.
// Layer 6.
// No branch depends on data, so that the compiler can vectorise each loop. Integers wrap only where a difference takes it back.
// Counts are copied first: bytes that are written could be them, for all the compiler knows.
// Nothing of the standard library is called here but what is certain to be inlined: a function shared between levels could
// be the one compiled for the wrong machine.
// IWYU pragma: private
#pragma once

#include <cmath>
#include <cstring>
#include <type_traits>

#include "doudi/base/duration.hpp"

#include "exec/kernels.hpp"

namespace doudi::exec::DOUDI_LEVEL {
namespace {

using plan::Lane;
using plan::Opcode;
using u8 = std::uint8_t;
using i32 = std::int32_t;
using i64 = std::int64_t;
using u64 = std::uint64_t;

// NOLINTBEGIN(*-reinterpret-cast): cells lie in plain memory
template <class T>
[[nodiscard]] T* cells(std::byte* memory) {
  return reinterpret_cast<T*>(memory);
}
template <class T>
[[nodiscard]] const T* cells(const std::byte* memory) {
  return reinterpret_cast<const T*>(memory);
}
// NOLINTEND(*-reinterpret-cast)

// Cells of households that are left open mean nothing and may lie beyond their range, as where a list is too long. Whatever is
// computed of them shall still be defined: integers wrap, and what no integer holds becomes the nearest that does.
template <class T>
[[nodiscard]] auto unsigned_of(T cell) {
  if constexpr (sizeof(T) == 1) {
    return static_cast<std::uint32_t>(cell);
  } else if constexpr (std::is_integral_v<T>) {
    return static_cast<std::make_unsigned_t<T>>(cell);
  } else {
    return cell;
  }
}
[[nodiscard]] inline i32 nearest_i32(double value) {
  constexpr double most = 2147483647;
  const double below = value < most ? value : most;
  return static_cast<i32>(below > -most ? below : -most);
}

struct Add {
  template <class T>
  static T of(T left, T right) {
    const auto a = unsigned_of(left);
    const auto b = unsigned_of(right);
    return static_cast<T>(a + b);
  }
};
struct Subtract {
  template <class T>
  static T of(T left, T right) {
    const auto a = unsigned_of(left);
    const auto b = unsigned_of(right);
    return static_cast<T>(a - b);
  }
};
struct SubtractFrom {
  template <class T>
  static T of(T left, T right) {
    const auto a = unsigned_of(left);
    const auto b = unsigned_of(right);
    return static_cast<T>(b - a);
  }
};
struct Multiply {
  template <class T>
  static T of(T left, T right) {
    const auto a = unsigned_of(left);
    const auto b = unsigned_of(right);
    return static_cast<T>(a * b);
  }
};
struct Larger {
  template <class T>
  static T of(T a, T b) {
    return a > b ? a : b;
  }
};
struct Smaller {
  template <class T>
  static T of(T a, T b) {
    return a < b ? a : b;
  }
};
struct Less {
  template <class T>
  static bool of(T a, T b) {
    return a < b;
  }
};
struct LessEqual {
  template <class T>
  static bool of(T a, T b) {
    return a <= b;
  }
};
struct Greater {
  template <class T>
  static bool of(T a, T b) {
    return a > b;
  }
};
struct GreaterEqual {
  template <class T>
  static bool of(T a, T b) {
    return a >= b;
  }
};
struct Equal {
  template <class T>
  static bool of(T a, T b) {
    return a == b;
  }
};

template <class Out, class T, class Operation>
void two_columns(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  Out* __restrict out = cells<Out>(instruction.out);
  const T* __restrict a = cells<T>(instruction.a);
  const T* __restrict b = cells<T>(instruction.b);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<Out>(Operation::of(a[i], b[i]));
}
/// The column is operand a; constants on the left are turned round by whoever chooses.
template <class Out, class T, class Operation>
void column_and_constant(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  Out* __restrict out = cells<Out>(instruction.out);
  const T* __restrict a = cells<T>(instruction.a != nullptr ? instruction.a : instruction.b);
  const T b = static_cast<T>(instruction.constant);
  for (std::size_t i = 0; i < count; ++i) out[i] = static_cast<Out>(Operation::of(a[i], b));
}

void conjunction(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  u8* __restrict out = cells<u8>(instruction.out);
  const u8* __restrict a = cells<u8>(instruction.a);
  const u8* __restrict b = cells<u8>(instruction.b);
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i] & b[i];
}
void disjunction(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  u8* __restrict out = cells<u8>(instruction.out);
  const u8* __restrict a = cells<u8>(instruction.a);
  const u8* __restrict b = cells<u8>(instruction.b);
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i] | b[i];
}
void negation(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  u8* __restrict out = cells<u8>(instruction.out);
  const u8* __restrict a = cells<u8>(instruction.a);
  for (std::size_t i = 0; i < count; ++i) out[i] = a[i] ^ 1U;
}

/// The bits of a cell, as an integer of its width.
template <class T>
struct Bits {
  using Type = T;
};
template <>
struct Bits<double> {
  using Type = i64;
};
template <class T>
[[nodiscard]] typename Bits<T>::Type bits_of(i64 value) {
  const T cell = static_cast<T>(value);
  typename Bits<T>::Type bits;
  std::memcpy(&bits, &cell, sizeof bits);
  return bits;
}

template <class T, bool constant_b, bool constant_c>
void select(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  using B = typename Bits<T>::Type;
  B* __restrict out = cells<B>(instruction.out);
  const u8* __restrict truth = cells<u8>(instruction.a);
  const B* __restrict then = cells<B>(instruction.b);
  const B* __restrict otherwise = cells<B>(instruction.c);
  const B then_constant = bits_of<T>(instruction.constant);
  const B otherwise_constant = bits_of<T>(instruction.other_constant);
  for (std::size_t i = 0; i < count; ++i) {
    const B mask = static_cast<B>(-static_cast<B>(truth[i]));
    const B yes = constant_b ? then_constant : then[i];
    const B no = constant_c ? otherwise_constant : otherwise[i];
    out[i] = static_cast<B>((yes & mask) | (no & static_cast<B>(~mask)));
  }
}

// Whole numbers below 2^51 between integer and double by adding a constant to the bits: exact, and vectorised everywhere.
[[nodiscard]] inline double to_double(i64 value) {
  constexpr double offset = 6755399441055744.0;
  const u64 bits = static_cast<u64>(value + (i64{1} << 51)) + 0x4330000000000000U;
  double result;
  std::memcpy(&result, &bits, sizeof result);
  return result - offset;
}
[[nodiscard]] inline i64 to_integer(double value) {
  constexpr double offset = 6755399441055744.0;
  const double moved = value + offset;
  i64 bits;
  std::memcpy(&bits, &moved, sizeof bits);
  return bits - 0x4338000000000000;
}
template <class To, class From>
[[nodiscard]] To converted(From value) {
  return static_cast<To>(value);
}
template <>
[[nodiscard]] double converted<double, i64>(i64 value) {
  return to_double(value);
}
template <>
[[nodiscard]] i64 converted<i64, double>(double value) {
  return to_integer(value);
}
template <>
[[nodiscard]] u8 converted<u8, double>(double value) {
  return static_cast<u8>(nearest_i32(value));
}
template <>
[[nodiscard]] i32 converted<i32, double>(double value) {
  return nearest_i32(value);
}
template <>
[[nodiscard]] double converted<double, u8>(u8 value) {
  return static_cast<double>(static_cast<i32>(value));
}

template <class To, class From>
void convert(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  To* __restrict out = cells<To>(instruction.out);
  const From* __restrict a = cells<From>(instruction.a);
  for (std::size_t i = 0; i < count; ++i) out[i] = converted<To, From>(a[i]);
}

/// The whole part of what is not negative.
template <class T>
[[nodiscard]] T whole_part(double value) {
  return nearest_i32(value);
}
template <>
[[nodiscard]] double whole_part<double>(double value) {
  return std::floor(value);
}

/// A divisor is positive, but where its list is not known and the result means nothing: that shall still be a number.
[[nodiscard]] inline double positive(double divisor) {
  return divisor > 0 ? divisor : 1;
}

/// floor((factor * a + plus_b * b + minus) / (factor * b)): see `Rounding`.
template <class T, int factor, int plus_b, int minus>
void divide_doubles(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  T* __restrict out = cells<T>(instruction.out);
  const T* __restrict a = cells<T>(instruction.a);
  const T* __restrict b = cells<T>(instruction.b);
  const double constant = static_cast<double>(instruction.constant);
  if (b == nullptr) {
    for (std::size_t i = 0; i < count; ++i) {
      const double upper = factor * static_cast<double>(a[i]) + plus_b * constant + minus;
      out[i] = whole_part<T>(upper / (factor * constant));
    }
    return;
  }
  if (a == nullptr) {
    for (std::size_t i = 0; i < count; ++i) {
      const double divisor = positive(static_cast<double>(b[i]));
      out[i] = whole_part<T>((factor * constant + plus_b * divisor + minus) / (factor * divisor));
    }
    return;
  }
  for (std::size_t i = 0; i < count; ++i) {
    const double divisor = positive(static_cast<double>(b[i]));
    const double upper = factor * static_cast<double>(a[i]) + plus_b * divisor + minus;
    out[i] = whole_part<T>(upper / (factor * divisor));
  }
}

/// For operands of any sign and size up to 2^62; the divisor is positive, but where its list is not known and the
/// result means nothing.
[[nodiscard]] inline i64 divided(i64 dividend, i64 divisor, RoundingMode mode) {
  if (divisor <= 0) return 0;
  const i64 quotient = dividend / divisor;
  const i64 rest = dividend % divisor;
  if (rest == 0) return quotient;
  const i64 away = dividend < 0 ? -1 : 1;
  const i64 size = rest < 0 ? -rest : rest;
  const i64 side = size - (divisor - size);  // beyond the middle, in it (0), or before it
  switch (mode) {
    case RoundingMode::half_even:
      return side > 0 || (side == 0 && quotient % 2 != 0) ? quotient + away : quotient;
    case RoundingMode::half_up:
      return side >= 0 ? quotient + away : quotient;
    case RoundingMode::half_down:
      return side > 0 ? quotient + away : quotient;
    case RoundingMode::up:
      return quotient + away;
    case RoundingMode::down:
      return quotient;
    case RoundingMode::ceiling:
      return dividend > 0 ? quotient + 1 : quotient;
    case RoundingMode::floor:
      return dividend < 0 ? quotient - 1 : quotient;
  }
  return quotient;
}

void divide_integers(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  i64* __restrict out = cells<i64>(instruction.out);
  const i64* __restrict a = cells<i64>(instruction.a);
  const i64* __restrict b = cells<i64>(instruction.b);
  for (std::size_t i = 0; i < count; ++i) {
    out[i] = divided(a != nullptr ? a[i] : instruction.constant, b != nullptr ? b[i] : instruction.constant,
                     instruction.rounding);
  }
}

void years_completed(const Instruction& instruction, const Rows& rows) {
  const std::size_t count = rows.count;
  i32* __restrict out = cells<i32>(instruction.out);
  const i32* __restrict birth = cells<i32>(instruction.a);
  const Date on = Date::from_days(instruction.immediate).value_or(Date{});
  for (std::size_t i = 0; i < count; ++i)
    out[i] = static_cast<i32>(full_years(Date::from_days(birth[i]).value_or(Date{}), on));
}

}  // namespace
}  // namespace doudi::exec::DOUDI_LEVEL
