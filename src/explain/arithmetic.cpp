// src/explain/arithmetic.cpp - plus, minus, times, over and power of numbers, texts, dates and durations.
// Layer 7.
#include <array>
#include <stdexcept>

#include "explain/operation.hpp"

namespace doudi::explain {
namespace {

using model::Literal;

[[noreturn]] void refuse() {
  throw std::logic_error("a checked pack met an arithmetic operation that does not exist");
}

[[nodiscard]] Value number_power(Decimal base, Decimal exponent, text::Span place) {
  if (const auto whole = exponent.to_int64()) return value_or_failure(power(base, *whole), place);
  return failed(Reason::not_a_whole_number, place, {{"value", exponent.text()}});
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
  refuse();
}

template <class Duration>
[[nodiscard]] Value of_durations(Arithmetic operation, Duration lhs, Duration rhs, text::Span place) {
  if (operation == Arithmetic::plus) return value_or_failure(add(lhs, rhs), place);
  if (operation == Arithmetic::minus) return value_or_failure(subtract(lhs, rhs), place);
  if (operation == Arithmetic::over) return value_or_failure(divide(lhs, rhs), place);
  refuse();
}

template <class Duration>
[[nodiscard]] Value scaled(Arithmetic operation, Duration duration, Decimal factor, text::Span place) {
  if (operation == Arithmetic::times) return value_or_failure(multiply(duration, factor), place);
  if (operation == Arithmetic::over) return value_or_failure(divide(duration, factor), place);
  refuse();
}

[[nodiscard]] DateResult moved(Date date, YearsMonths duration) {
  return add_months(date, duration);
}
[[nodiscard]] DateResult moved(Date date, DaysTime duration) {
  return add_days(date, duration);
}

template <class Duration>
[[nodiscard]] Value date_moved(Arithmetic operation, Date date, Duration duration, text::Span place) {
  if (operation == Arithmetic::plus) return value_or_failure(moved(date, duration), place);
  if (operation != Arithmetic::minus) refuse();
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
  const auto* date = std::get_if<Date>(&rhs);
  if (date == nullptr || operation != Arithmetic::plus) refuse();
  return date_moved(operation, *date, lhs, place);
}

[[nodiscard]] Value from_number(Arithmetic operation, Decimal lhs, const Literal& rhs, text::Span place) {
  if (const auto* number = std::get_if<Decimal>(&rhs)) return of_numbers(operation, lhs, *number, place);
  if (operation != Arithmetic::times) refuse();
  if (const auto* months = std::get_if<YearsMonths>(&rhs)) return scaled(operation, *months, lhs, place);
  if (const auto* days = std::get_if<DaysTime>(&rhs)) return scaled(operation, *days, lhs, place);
  refuse();
}

[[nodiscard]] Value from_date(Arithmetic operation, Date lhs, const Literal& rhs, text::Span place) {
  if (const auto* months = std::get_if<YearsMonths>(&rhs)) return date_moved(operation, lhs, *months, place);
  if (const auto* days = std::get_if<DaysTime>(&rhs)) return date_moved(operation, lhs, *days, place);
  const auto* date = std::get_if<Date>(&rhs);
  if (date == nullptr || operation != Arithmetic::minus) refuse();
  return Literal{days_between(*date, lhs)};
}

}  // namespace

Value compute(Arithmetic operation, const Value& lhs, const Value& rhs, text::Span place) {
  const std::array operands{&lhs, &rhs};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  const Literal& right = rhs.get<Literal>();
  if (const auto* number = lhs.get_if<Decimal>()) return from_number(operation, *number, right, place);
  if (const auto* date = lhs.get_if<Date>()) return from_date(operation, *date, right, place);
  if (const auto* months = lhs.get_if<YearsMonths>()) return from_duration(operation, *months, right, place);
  if (const auto* days = lhs.get_if<DaysTime>()) return from_duration(operation, *days, right, place);
  const auto* text = std::get_if<std::string>(&right);
  if (text == nullptr || operation != Arithmetic::plus) refuse();
  return lhs.get<std::string>() + *text;
}

Value negated(const Value& operand, text::Span place) {
  const std::array operands{&operand};
  if (auto obstacle = blocked(operands)) return *std::move(obstacle);
  if (const auto* number = operand.get_if<Decimal>()) return -*number;
  if (const auto* months = operand.get_if<YearsMonths>()) return value_or_failure(negate(*months), place);
  return value_or_failure(negate(operand.get<DaysTime>()), place);
}

}  // namespace doudi::explain
