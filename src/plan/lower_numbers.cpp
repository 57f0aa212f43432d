// src/plan/lower_numbers.cpp - literals, arithmetic, quotients and rounding.
// Layer 5.
#include <algorithm>
#include <array>

#include "plan/lowering.hpp"

namespace doudi::plan {

using Form = Lowered::Form;

namespace {

[[nodiscard]] int digits_of(std::int64_t value) {
  int digits = 1;
  for (std::int64_t rest = value < 0 ? -value : value; rest >= 10; rest /= 10) ++digits;
  return digits;
}

/// The value times ten to some power by which a division by `divisor` becomes a multiplication: 25 and 2 for 4.
[[nodiscard]] std::optional<std::pair<std::int64_t, int>> inverse(std::int64_t divisor) {
  constexpr int most = 6;
  std::int64_t power = 1;
  for (int i = 0; i <= most; ++i, power *= 10) {
    if (power % divisor == 0) return std::pair{power / divisor, i};
  }
  return std::nullopt;
}

}  // namespace

Lowered Lowering::literal(const model::Literal& literal, const model::Type& type) {
  if (std::holds_alternative<model::Null>(literal)) return {};
  if (const auto* boolean = std::get_if<bool>(&literal))
    return lowered(Form::boolean, nodes_.truth(*boolean));
  if (const auto* number = std::get_if<Decimal>(&literal)) {
    const int decimals = number->decimals();
    const auto cell = model::scaled_cell(*number, decimals);
    if (!cell) throw NotInColumns("a number as large as " + number->text());
    return lowered(Form::number, nodes_.constant(*cell, decimals));
  }
  if (const auto* date = std::get_if<Date>(&literal))
    return lowered(Form::date, nodes_.constant(date->days()));
  if (const auto* text = std::get_if<std::string>(&literal)) {
    Lowered result = this->text(*text);
    if (!type.is(model::Kind::enumeration)) return result;
    Lowered like = lowered(Form::enumeration, no_node);
    like.enumeration = type.enumeration;
    same_enumeration(like, result);
    return result;
  }
  throw NotInColumns("durations and times");
}

Lowered Lowering::as_quotient(const Lowered& number) {
  if (number.form == Form::quotient) return number;
  if (number.form != Form::number) throw NotInColumns("no number");
  Lowered result = number;
  result.form = Form::quotient;
  result.divisor = nodes_.constant(1);
  return result;
}

/// Rounding and comparing the exact quotient is what decimal128 gives while this holds (expressions.md 6.3); three digits
/// are left for what is added to a quotient.
void Lowering::check_digits(NodeId numerator, NodeId divisor, int scale) const {
  constexpr int available = 31;
  const Node& upper = nodes_[numerator];
  const Node& lower = nodes_[divisor];
  const std::int64_t largest = std::max(upper.high, -upper.low);
  const int whole = std::max(0, digits_of(largest) - digits_of(std::max<std::int64_t>(lower.low, 1)) + 1 -
                                    upper.scale + lower.scale);
  // What brings the divisor to the scale of the dividend are digits of it, too.
  const int of_divisor = digits_of(lower.high) + std::max(0, upper.scale - lower.scale);
  if (std::max(scale, 0) + of_divisor + whole > available)
    throw NotInColumns("quotients of more than 34 digits");
}

Lowered Lowering::arithmetic(char symbol, const Lowered& lhs, const Lowered& rhs) {
  const auto numeric = [](const Lowered& value) {
    return value.form == Form::number || value.form == Form::quotient;
  };
  if (!numeric(lhs) || !numeric(rhs)) throw NotInColumns("arithmetic with dates, durations or texts");
  Lowered result = lowered(Form::number, no_node);
  const bool quotients = lhs.form == Form::quotient || rhs.form == Form::quotient;
  if (symbol == '/') {
    if (rhs.form == Form::quotient) throw NotInColumns("a division by a quotient");
    const NodeId divisor = rhs.value;
    const auto by_power = !quotients && nodes_.is_constant(divisor) && nodes_[divisor].immediate > 0
                              ? inverse(nodes_[divisor].immediate)
                              : std::nullopt;
    if (by_power && nodes_[divisor].scale == 0) {
      result.value =
          nodes_.arithmetic(Opcode::multiply, lhs.value, nodes_.constant(by_power->first, by_power->second));
      return blocked_by(result, lhs, rhs);
    }
    if (nodes_[divisor].high <= 0) throw NotInColumns("a division by what is never positive");
    result = as_quotient(lhs);
    NodeId positive = divisor;
    NodeId not_positive = no_node;
    if (nodes_[divisor].low <= 0) {
      const NodeId least = nodes_.constant(1, nodes_[divisor].scale);
      not_positive = nodes_.compare(Opcode::less, divisor, least);
      positive = nodes_.arithmetic(Opcode::larger, divisor, least);
    }
    result.divisor = nodes_.arithmetic(Opcode::multiply, result.divisor, positive);
    result = blocked_by(result, lhs, rhs);
    result.open = nodes_.either(result.open, not_positive);
    return result;
  }
  if (!quotients) {
    const Opcode opcode = symbol == '+' ? Opcode::add : symbol == '-' ? Opcode::subtract : Opcode::multiply;
    result.value = nodes_.arithmetic(opcode, lhs.value, rhs.value);
    return blocked_by(result, lhs, rhs);
  }
  if (symbol == '*' || (lhs.form == Form::quotient && rhs.form == Form::quotient))
    throw NotInColumns("arithmetic of quotients");
  const Lowered& quotient = lhs.form == Form::quotient ? lhs : rhs;
  const Lowered& exact = lhs.form == Form::quotient ? rhs : lhs;
  const NodeId product = nodes_.arithmetic(Opcode::multiply, exact.value, quotient.divisor);
  result.form = Form::quotient;
  result.divisor = quotient.divisor;
  const bool left = lhs.form == Form::quotient;
  const Opcode opcode = symbol == '+' ? Opcode::add : Opcode::subtract;
  result.value = nodes_.arithmetic(opcode, left ? quotient.value : product, left ? product : quotient.value);
  return blocked_by(result, lhs, rhs);
}

Lowered Lowering::rounded(const Lowered& number, int scale, RoundingMode mode) {
  Lowered result = number;
  if (number.form == Form::number) {
    if (nodes_[number.value].scale <= scale) return number;
    result.value = nodes_.divide(number.value, nodes_.constant(1), scale, mode);
    return result;
  }
  if (number.form != Form::quotient) throw NotInColumns("rounding of what is no number");
  check_digits(number.value, number.divisor, scale);
  result.form = Form::number;
  result.value = nodes_.divide(number.value, number.divisor, scale, mode);
  result.divisor = no_node;
  return result;
}

Lowered Lowering::extreme(Opcode opcode, const Lowered& lhs, const Lowered& rhs) {
  if (lhs.form == Form::quotient || rhs.form == Form::quotient) {
    const Lowered less = compared(model::Comparison::less, lhs, rhs);
    Lowered result = opcode == Opcode::larger ? conditional(less, rhs, lhs) : conditional(less, lhs, rhs);
    return blocked_by(result, lhs, rhs);
  }
  if (lhs.form != rhs.form || (lhs.form != Form::number && lhs.form != Form::date))
    throw NotInColumns("the largest of texts or durations");
  return blocked_by(lowered(lhs.form, nodes_.arithmetic(opcode, lhs.value, rhs.value)), lhs, rhs);
}

}  // namespace doudi::plan
