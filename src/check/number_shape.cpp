// src/check/number_shape.cpp - interval arithmetic and decimals of the results of operations.
#include "check/number_shape.hpp"

#include <algorithm>
#include <array>

#include "doudi/base/decimal.hpp"

namespace doudi::check {

namespace {

using Bound = std::optional<Decimal>;

Bound combine(NumberResult (*operation)(Decimal, Decimal), const Bound& lhs, const Bound& rhs) {
  if (!lhs || !rhs) return std::nullopt;
  const NumberResult result = operation(*lhs, *rhs);
  return result ? Bound{*result} : std::nullopt;
}

std::optional<int> most_decimals(const NumberShape& lhs, const NumberShape& rhs) {
  if (!lhs.decimals || !rhs.decimals) return std::nullopt;
  return std::max(*lhs.decimals, *rhs.decimals);
}

/// The decimals that dividing by `divisor` adds at most; nothing if the quotient need not terminate.
std::optional<int> terminating_decimals(const NumberShape& divisor) {
  if (!divisor.literal || !divisor.low || !divisor.high || *divisor.low != *divisor.high) return std::nullopt;
  const NumberResult inverse = divide(Decimal{1}, *divisor.low);
  if (!inverse) return std::nullopt;
  const NumberResult back = multiply(*inverse, *divisor.low);
  // 1/d terminates exactly if its decimal128 quotient times d is 1 again with few digits.
  if (!back || *back != Decimal{1} || inverse->decimals() > 20) return std::nullopt;
  return inverse->decimals();
}

}  // namespace

NumberShape exactly(Decimal value) {
  return {.decimals = value.decimals(), .low = value, .high = value, .literal = true};
}

NumberShape whole_number(std::optional<Decimal> low, std::optional<Decimal> high) {
  return {.decimals = 0, .low = low, .high = high};
}

NumberShape added(const NumberShape& lhs, const NumberShape& rhs) {
  return {.decimals = most_decimals(lhs, rhs),
          .low = combine(add, lhs.low, rhs.low),
          .high = combine(add, lhs.high, rhs.high),
          .quotient = lhs.quotient || rhs.quotient,
          .literal = lhs.literal && rhs.literal};
}

NumberShape subtracted(const NumberShape& lhs, const NumberShape& rhs) {
  return added(lhs, negated(rhs));
}

NumberShape multiplied(const NumberShape& lhs, const NumberShape& rhs) {
  NumberShape result{.quotient = lhs.quotient || rhs.quotient, .literal = lhs.literal && rhs.literal};
  if (lhs.decimals && rhs.decimals) result.decimals = *lhs.decimals + *rhs.decimals;
  const std::array corners{combine(multiply, lhs.low, rhs.low), combine(multiply, lhs.low, rhs.high),
                           combine(multiply, lhs.high, rhs.low), combine(multiply, lhs.high, rhs.high)};
  if (std::ranges::all_of(corners, [](const Bound& corner) { return corner.has_value(); })) {
    result.low = **std::ranges::min_element(corners, {}, [](const Bound& corner) { return *corner; });
    result.high = **std::ranges::max_element(corners, {}, [](const Bound& corner) { return *corner; });
  } else if (lhs.low && rhs.low && !lhs.low->is_negative() && !rhs.low->is_negative()) {
    result.low = Decimal{0};
  }
  return result;
}

NumberShape divided(const NumberShape& lhs, const NumberShape& rhs) {
  NumberShape result{.quotient = true, .literal = lhs.literal && rhs.literal};
  if (const auto more = terminating_decimals(rhs); more && !lhs.quotient) {
    result.quotient = false;
    if (lhs.decimals) result.decimals = *lhs.decimals + *more;
  }
  if (!rhs.low || !rhs.high || *rhs.low <= Decimal{0}) return result;
  // A positive divisor: the smallest quotient comes from the smallest dividend, and so on.
  if (lhs.low) result.low = combine(divide, lhs.low, lhs.low->is_negative() ? rhs.low : rhs.high);
  if (lhs.high) result.high = combine(divide, lhs.high, lhs.high->is_negative() ? rhs.high : rhs.low);
  return result;
}

NumberShape negated(const NumberShape& shape) {
  NumberShape result = shape;
  result.low = shape.high ? Bound{-*shape.high} : std::nullopt;
  result.high = shape.low ? Bound{-*shape.low} : std::nullopt;
  return result;
}

NumberShape joined(const NumberShape& lhs, const NumberShape& rhs) {
  NumberShape result{.decimals = most_decimals(lhs, rhs),
                     .quotient = lhs.quotient || rhs.quotient,
                     .literal = lhs.literal && rhs.literal};
  if (lhs.low && rhs.low) result.low = std::min(*lhs.low, *rhs.low);
  if (lhs.high && rhs.high) result.high = std::max(*lhs.high, *rhs.high);
  return result;
}

NumberShape larger(const NumberShape& lhs, const NumberShape& rhs) {
  NumberShape result = joined(lhs, rhs);
  if (lhs.low && rhs.low) {
    result.low = std::max(*lhs.low, *rhs.low);
  } else {
    result.low = lhs.low ? lhs.low : rhs.low;
  }
  return result;
}

NumberShape smaller(const NumberShape& lhs, const NumberShape& rhs) {
  return negated(larger(negated(lhs), negated(rhs)));
}

NumberShape rounded_shape(const NumberShape& shape, std::optional<int> decimals) {
  NumberShape result{.literal = shape.literal};
  if (!decimals) return result;
  result.decimals = *decimals >= 0 ? *decimals : 0;
  if (shape.decimals && *shape.decimals < *result.decimals) result.decimals = shape.decimals;
  const auto bound = [&](const Bound& value, RoundingMode mode) -> Bound {
    if (!value) return std::nullopt;
    const NumberResult result_value = rounded(*value, *decimals, mode);
    return result_value ? Bound{*result_value} : std::nullopt;
  };
  result.low = bound(shape.low, RoundingMode::floor);
  result.high = bound(shape.high, RoundingMode::ceiling);
  return result;
}

NumberShape summed(const NumberShape& shape, std::optional<Decimal> most) {
  NumberShape result{.decimals = shape.decimals, .quotient = shape.quotient};
  if (!most) {
    if (shape.low && !shape.low->is_negative()) result.low = Decimal{0};
    return result;
  }
  if (shape.low) result.low = std::min(Decimal{0}, combine(multiply, shape.low, most).value_or(Decimal{0}));
  if (shape.high) {
    const Bound high = combine(multiply, shape.high, most);
    if (high) result.high = std::max(Decimal{0}, *high);
  }
  if (shape.low && shape.low->is_negative() && !combine(multiply, shape.low, most)) result.low = std::nullopt;
  return result;
}

}  // namespace doudi::check
