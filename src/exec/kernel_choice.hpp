// src/exec/kernel_choice.hpp - which loop a node takes: included once for each level, like the loops.
// Layer 6.
// IWYU pragma: private
#pragma once

#include "exec/kernel_loops.hpp"

namespace doudi::exec::DOUDI_LEVEL {
namespace {

template <template <class> class Loop>
[[nodiscard]] Kernel by_lane(Lane lane) {
  switch (lane) {
    case Lane::u8:
      return Loop<u8>::run;
    case Lane::i32:
      return Loop<i32>::run;
    case Lane::f64:
      return Loop<double>::run;
    case Lane::i64:
      return Loop<i64>::run;
    case Lane::kept:
      break;
  }
  return nullptr;
}

template <class Operation>
struct Arithmetic {
  template <class T>
  struct Columns {
    static constexpr Kernel run = two_columns<T, T, Operation>;
  };
  template <class T>
  struct Constant {
    static constexpr Kernel run = column_and_constant<T, T, Operation>;
  };
};
template <class Operation>
struct Comparing {
  template <class T>
  struct Columns {
    static constexpr Kernel run = two_columns<u8, T, Operation>;
  };
  template <class T>
  struct Constant {
    static constexpr Kernel run = column_and_constant<u8, T, Operation>;
  };
};
template <class T>
struct SelectColumns {
  static constexpr Kernel run = select<T, false, false>;
};
template <class T>
struct SelectConstantThen {
  static constexpr Kernel run = select<T, true, false>;
};
template <class T>
struct SelectConstantElse {
  static constexpr Kernel run = select<T, false, true>;
};
template <class T>
struct SelectConstants {
  static constexpr Kernel run = select<T, true, true>;
};
template <class T>
struct Lookup {
  static constexpr Kernel run = lookup<T>;
};
template <class T>
struct Expand {
  static constexpr Kernel run = expand<T>;
};
template <class T>
struct Gather {
  static constexpr Kernel run = gather<T>;
};
template <class T>
struct Largest {
  static constexpr Kernel run = extreme<T, Larger>;
};
template <class T>
struct Smallest {
  static constexpr Kernel run = extreme<T, Smaller>;
};
template <class Out>
struct SumTo {
  template <class T>
  struct From {
    static constexpr Kernel run = sum<Out, T>;
  };
};
template <class Out>
struct ConvertTo {
  template <class T>
  struct From {
    static constexpr Kernel run = convert<Out, T>;
  };
};

template <template <class> class To>
[[nodiscard]] Kernel by_lanes(Lane out, Lane from) {
  switch (out) {
    case Lane::u8:
      return by_lane<To<u8>::template From>(from);
    case Lane::i32:
      return by_lane<To<i32>::template From>(from);
    case Lane::f64:
      return by_lane<To<double>::template From>(from);
    case Lane::i64:
      return by_lane<To<i64>::template From>(from);
    case Lane::kept:
      break;
  }
  return nullptr;
}

template <class Operation, class Turned>
[[nodiscard]] Kernel arithmetic(const Shape& shape) {
  if (shape.constant_a) return by_lane<Arithmetic<Turned>::template Constant>(shape.operand);
  if (shape.constant_b) return by_lane<Arithmetic<Operation>::template Constant>(shape.operand);
  return by_lane<Arithmetic<Operation>::template Columns>(shape.operand);
}
template <class Operation, class Turned>
[[nodiscard]] Kernel comparing(const Shape& shape) {
  if (shape.constant_a) return by_lane<Comparing<Turned>::template Constant>(shape.operand);
  if (shape.constant_b) return by_lane<Comparing<Operation>::template Constant>(shape.operand);
  return by_lane<Comparing<Operation>::template Columns>(shape.operand);
}

[[nodiscard]] Kernel selecting(const Shape& shape) {
  if (shape.constant_b && shape.constant_c) return by_lane<SelectConstants>(shape.lane);
  if (shape.constant_b) return by_lane<SelectConstantThen>(shape.lane);
  return shape.constant_c ? by_lane<SelectConstantElse>(shape.lane) : by_lane<SelectColumns>(shape.lane);
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
      return by_lanes<ConvertTo>(shape.lane, shape.operand);
    case Opcode::lookup:
      return by_lane<Lookup>(shape.lane);
    case Opcode::expand:
      return by_lane<Expand>(shape.lane);
    case Opcode::sum:
      return by_lanes<SumTo>(shape.lane, shape.operand);
    case Opcode::largest:
      return by_lane<Largest>(shape.lane);
    case Opcode::smallest:
      return by_lane<Smallest>(shape.lane);
    case Opcode::gather:
      return by_lane<Gather>(shape.lane);
    case Opcode::list_size:
      return list_size;
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
