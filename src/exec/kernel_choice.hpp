// src/exec/kernel_choice.hpp - which loop a node takes: included once for each level, like the loops.
// Layer 6.
// IWYU pragma: private
#pragma once

#include "exec/kernel_lists.hpp"
#include "exec/kernel_lookup.hpp"
#include "exec/kernel_loops.hpp"

namespace doudi::exec::DOUDI_LEVEL {
namespace {

/// What `loop` gives for the type of a lane's cells.
template <class Loop>
[[nodiscard]] Kernel by_lane(Lane lane, const Loop& loop) {
  switch (lane) {
    case Lane::u8:
      return loop.template operator()<u8>();
    case Lane::i32:
      return loop.template operator()<i32>();
    case Lane::f64:
      return loop.template operator()<double>();
    case Lane::i64:
      return loop.template operator()<i64>();
  }
  return nullptr;
}
/// The same for two lanes.
template <class Loop>
[[nodiscard]] Kernel by_lanes(Lane out, Lane from, const Loop& loop) {
  return by_lane(out, [&]<class Out>() -> Kernel {
    return by_lane(from, [&]<class From>() -> Kernel { return loop.template operator()<Out, From>(); });
  });
}

/// `Turned` is the operation with its operands exchanged, for a constant on the left.
template <class Operation, class Turned>
[[nodiscard]] Kernel arithmetic(const Shape& shape) {
  return by_lane(shape.operand, [&]<class T>() -> Kernel {
    if (shape.constant_a) return column_and_constant<T, T, Turned>;
    return shape.constant_b ? column_and_constant<T, T, Operation> : two_columns<T, T, Operation>;
  });
}
template <class Operation, class Turned>
[[nodiscard]] Kernel comparing(const Shape& shape) {
  return by_lane(shape.operand, [&]<class T>() -> Kernel {
    if (shape.constant_a) return column_and_constant<u8, T, Turned>;
    return shape.constant_b ? column_and_constant<u8, T, Operation> : two_columns<u8, T, Operation>;
  });
}

[[nodiscard]] Kernel selecting(const Shape& shape) {
  return by_lane(shape.lane, [&]<class T>() -> Kernel {
    if (shape.constant_b) return shape.constant_c ? select<T, true, true> : select<T, true, false>;
    return shape.constant_c ? select<T, false, true> : select<T, false, false>;
  });
}

[[nodiscard]] Kernel choose(const Shape& shape) {
  switch (shape.opcode) {
    case Opcode::add:
      return arithmetic<Add, Add>(shape);
    case Opcode::subtract:
      return arithmetic<Subtract, SubtractFrom>(shape);
    case Opcode::multiply:
      return arithmetic<Multiply, Multiply>(shape);
    case Opcode::larger:
      return arithmetic<Larger, Larger>(shape);
    case Opcode::smaller:
      return arithmetic<Smaller, Smaller>(shape);
    case Opcode::less:
      return comparing<Less, Greater>(shape);
    case Opcode::less_equal:
      return comparing<LessEqual, GreaterEqual>(shape);
    case Opcode::equal:
      return comparing<Equal, Equal>(shape);
    case Opcode::conjunction:
      return conjunction;
    case Opcode::disjunction:
      return disjunction;
    case Opcode::negation:
      return negation;
    case Opcode::select:
      return selecting(shape);
    case Opcode::convert:
      return by_lanes(shape.lane, shape.operand,
                      []<class Out, class T>() -> Kernel { return convert<Out, T>; });
    case Opcode::lookup:
      return by_lane(shape.lane, [&]<class T>() -> Kernel {
        return shape.operand == Lane::u8 ? lookup<T> : lookup_far<T>;
      });
    case Opcode::rank:
      return by_lane(shape.operand, [&]<class T>() -> Kernel {
        return shape.lane == Lane::u8 ? rank<u8, T> : rank<i32, T>;
      });
    case Opcode::expand:
      return by_lane(shape.lane, []<class T>() -> Kernel { return expand<T>; });
    case Opcode::sum:
      return by_lanes(shape.lane, shape.operand, []<class Out, class T>() -> Kernel { return sum<Out, T>; });
    case Opcode::largest:
      return by_lane(shape.lane, []<class T>() -> Kernel { return extreme<T, Larger>; });
    case Opcode::smallest:
      return by_lane(shape.lane, []<class T>() -> Kernel { return extreme<T, Smaller>; });
    case Opcode::gather:
      return by_lane(shape.lane, []<class T>() -> Kernel { return gather<T>; });
    case Opcode::list_size:
      return by_lane(shape.lane, []<class T>() -> Kernel { return list_size<T>; });
    case Opcode::full_years:
      return years_completed;
    default:
      return nullptr;
  }
}

template <int factor, int plus_b, int minus>
[[nodiscard]] Kernel dividing(Lane lane) {
  return lane == Lane::i32 ? divide_doubles<i32, factor, plus_b, minus>
                           : divide_doubles<double, factor, plus_b, minus>;
}

/// Operands are not negative but in the lane i64.
[[nodiscard]] Kernel choose_division(Lane lane, RoundingMode mode) {
  if (lane == Lane::i64) return divide_integers;
  switch (mode) {
    case RoundingMode::half_up:
      return dividing<2, 1, 0>(lane);
    case RoundingMode::half_down:
      return dividing<2, 1, -1>(lane);
    case RoundingMode::down:
    case RoundingMode::floor:
      return dividing<1, 0, 0>(lane);
    case RoundingMode::up:
    case RoundingMode::ceiling:
      return dividing<1, 1, -1>(lane);
    case RoundingMode::half_even:
      break;
  }
  return nullptr;
}

}  // namespace

KernelSet kernel_set() {
  return {DOUDI_LEVEL_NAME, choose, choose_division};
}

}  // namespace doudi::exec::DOUDI_LEVEL
