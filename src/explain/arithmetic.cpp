// src/explain/arithmetic.cpp - plus, minus, times, over and power of numbers, texts, dates and durations.
// Layer 7.
#include <array>
#include <type_traits>

#include "explain/operation.hpp"

namespace doudi::explain {
namespace {

using model::Literal;

/// An operation that does not exist for these kinds, which the checker keeps out of packs.
[[nodiscard]] Value no_operation(text::Span place) {
  return failed(Reason::kinds_do_not_fit, place);
}

/// An exponent that is not whole, which packs do not have: e to the power of exponent * ln(base).
[[nodiscard]] Value broken_power(Decimal base, Decimal exponent, text::Span place) {
  const NumberResult logarithm_of_base = logarithm(base);
  if (!logarithm_of_base) return failed(logarithm_of_base.error(), place);
  const NumberResult product = multiply(exponent, *logarithm_of_base);
  if (!product) return failed(product.error(), place);
  return value_or_failure(exponential(*product), place);
}

[[nodiscard]] Value number_power(Decimal base, Decimal exponent, text::Span place) {
  if (const auto whole = exponent.to_int64()) return value_or_failure(power(base, *whole), place);
  return broken_power(base, exponent, place);
}

[[nodiscard]] Value of_numbers(Arithmetic operation, Decimal lhs, Decimal rhs, text::Span place) {
  switch (operation) {
    case Arithmetic::plus:
      return value_or_failure(add(lhs, rhs), place);
    case Arithmetic::minus:
      return value_or_failure(subtract(lhs, rhs), place);
    case Arithmetic::times:
      return value_or_failure(multiply(lhs, rhs), place);
    case Arithmetic::over:
      return value_or_failure(divide(lhs, rhs), place);
    case Arithmetic::power:
      return number_power(lhs, rhs, place);
  }
  return no_operation(place);
}

template <class Duration>
[[nodiscard]] Value of_durations(Arithmetic operation, Duration lhs, Duration rhs, text::Span place) {
  if (operation == Arithmetic::plus) return value_or_failure(add(lhs, rhs), place);
  if (operation == Arithmetic::minus) return value_or_failure(subtract(lhs, rhs), place);
  if (operation == Arithmetic::over) return value_or_failure(divide(lhs, rhs), place);
  return no_operation(place);
}

template <class Duration>
[[nodiscard]] Value scaled(Arithmetic operation, Duration duration, Decimal factor, text::Span place) {
  if (operation == Arithmetic::times) return value_or_failure(multiply(duration, factor), place);
  if (operation == Arithmetic::over) return value_or_failure(divide(duration, factor), place);
  return no_operation(place);
}

template <class Day>
[[nodiscard]] auto moved(const Day& day, YearsMonths duration) {
  return add_months(day, duration);
}
template <class Day>
[[nodiscard]] auto moved(const Day& day, DaysTime duration) {
  return add_days(day, duration);
}
[[nodiscard]] Result<Time, DurationProblem> moved(const Time& time, DaysTime duration) {
  return add(time, duration);
}

/// A date, a date with time or (by days and time) a time of day, moved by a duration.
template <class Moment, class Duration>
[[nodiscard]] Value date_moved(Arithmetic operation, const Moment& date, Duration duration,
                               text::Span place) {
  if (operation == Arithmetic::plus) return value_or_failure(moved(date, duration), place);
  if (operation != Arithmetic::minus) return no_operation(place);
  const auto opposite = negate(duration);
  return opposite.has_value() ? value_or_failure(moved(date, opposite.value()), place)
                              : failed(opposite.error(), place);
}

/// Duration on the left: of the same kind, a number or a date may follow.
template <class Duration>
[[nodiscard]] Value from_duration(Arithmetic operation, Duration lhs, const Literal& rhs, text::Span place) {
  if (const auto* same_kind = std::get_if<Duration>(&rhs))
    return of_durations(operation, lhs, *same_kind, place);
  if (const auto* number = std::get_if<Decimal>(&rhs)) return scaled(operation, lhs, *number, place);
  if (operation != Arithmetic::plus) return no_operation(place);
  if (const auto* date = std::get_if<Date>(&rhs)) return date_moved(operation, *date, lhs, place);
  if (const auto* moment = std::get_if<DateTime>(&rhs)) return date_moved(operation, *moment, lhs, place);
  if constexpr (std::is_same_v<Duration, DaysTime>) {
    if (const auto* time = std::get_if<Time>(&rhs)) return date_moved(operation, *time, lhs, place);
  }
  return no_operation(place);
}

[[nodiscard]] Value from_number(Arithmetic operation, Decimal lhs, const Literal& rhs, text::Span place) {
  if (const auto* number = std::get_if<Decimal>(&rhs)) return of_numbers(operation, lhs, *number, place);
  if (operation != Arithmetic::times) return no_operation(place);
  if (const auto* months = std::get_if<YearsMonths>(&rhs)) return scaled(operation, *months, lhs, place);
  if (const auto* days = std::get_if<DaysTime>(&rhs)) return scaled(operation, *days, lhs, place);
  return no_operation(place);
}

/// A difference of moments on two clocks, one with an offset and one without, does not exist.
[[nodiscard]] Value difference_or_failure(const std::optional<DaysTime>& difference, text::Span place) {
  return difference ? Value{Literal{*difference}} : no_operation(place);
}

/// A date or a date with time on the left.
template <class Day>
[[nodiscard]] Value from_day(Arithmetic operation, const Day& lhs, const Literal& rhs, text::Span place) {
  if (const auto* months = std::get_if<YearsMonths>(&rhs)) return date_moved(operation, lhs, *months, place);
  if (const auto* days = std::get_if<DaysTime>(&rhs)) return date_moved(operation, lhs, *days, place);
  if (operation != Arithmetic::minus) return no_operation(place);
  const auto* date = std::get_if<Date>(&rhs);
  const auto* moment = std::get_if<DateTime>(&rhs);
  if (date == nullptr && moment == nullptr) return no_operation(place);
  if constexpr (std::is_same_v<Day, Date>) {
    if (date != nullptr) return Literal{days_between(*date, lhs)};
    return difference_or_failure(difference(midnight_utc(lhs), *moment), place);
  } else {
    return difference_or_failure(difference(lhs, moment != nullptr ? *moment : midnight_utc(*date)), place);
  }
}

[[nodiscard]] Value from_time(Arithmetic operation, const Time& lhs, const Literal& rhs, text::Span place) {
  if (const auto* days = std::get_if<DaysTime>(&rhs)) return date_moved(operation, lhs, *days, place);
  const auto* time = std::get_if<Time>(&rhs);
  if (time == nullptr || operation != Arithmetic::minus) return no_operation(place);
  return difference_or_failure(difference(lhs, *time), place);
}

}  // namespace

Value compute(Arithmetic operation, const Value& lhs, const Value& rhs, text::Span place) {
  const std::array operands{&lhs, &rhs};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const auto* right = rhs.get_if<Literal>();
  if (right == nullptr) return no_operation(place);
  if (const auto* number = lhs.get_if<Decimal>()) return from_number(operation, *number, *right, place);
  if (const auto* date = lhs.get_if<Date>()) return from_day(operation, *date, *right, place);
  if (const auto* moment = lhs.get_if<DateTime>()) return from_day(operation, *moment, *right, place);
  if (const auto* time = lhs.get_if<Time>()) return from_time(operation, *time, *right, place);
  if (const auto* months = lhs.get_if<YearsMonths>()) return from_duration(operation, *months, *right, place);
  if (const auto* days = lhs.get_if<DaysTime>()) return from_duration(operation, *days, *right, place);
  const auto* text = lhs.get_if<std::string>();
  const auto* more = std::get_if<std::string>(right);
  if (text == nullptr || more == nullptr || operation != Arithmetic::plus) return no_operation(place);
  return *text + *more;
}

Value negated(const Value& operand, text::Span place) {
  const std::array operands{&operand};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  if (const auto* number = operand.get_if<Decimal>()) return -*number;
  if (const auto* months = operand.get_if<YearsMonths>()) return value_or_failure(negate(*months), place);
  if (const auto* days = operand.get_if<DaysTime>()) return value_or_failure(negate(*days), place);
  return no_operation(place);
}

}  // namespace doudi::explain
