// src/explain/builtins_numbers.cpp - functions of numbers, and of units of measure.
// Layer 7.
#include <algorithm>
#include <array>

#include "explain/builtins.hpp"

namespace doudi::explain {
namespace {

using model::Builtin;

[[nodiscard]] Value out_of_domain(const Call& call, Decimal value) {
  return call.fail(Reason::number_out_of_domain,
                   {{"function", std::string{call.name()}}, {"value", value.text()}});
}

/// The scale is the second argument; without one it is 0.
template <RoundingMode mode>
[[nodiscard]] Value round(const Call& call) {
  WholeNumber scale;
  if (call.arguments.size() > 1) scale = whole_number(call, 1);
  if (scale.failure) return *scale.failure;
  constexpr std::int64_t coarsest = -6111;
  constexpr std::int64_t finest = 6176;
  if (scale.value < coarsest || scale.value > finest) return out_of_domain(call, Decimal{scale.value});
  return value_or_failure(rounded(call.get<Decimal>(0), static_cast<int>(scale.value), mode), call.place());
}

[[nodiscard]] Value absolute(const Call& call) {
  if (const auto* months = call.arguments[0].get_if<YearsMonths>()) {
    return months->months < 0 ? value_or_failure(negate(*months), call.place()) : call.arguments[0];
  }
  if (const auto* days = call.arguments[0].get_if<DaysTime>()) {
    return *days < DaysTime{} ? value_or_failure(negate(*days), call.place()) : call.arguments[0];
  }
  return call.get<Decimal>(0).abs();
}

[[nodiscard]] Value modulo_of(const Call& call) {
  return value_or_failure(modulo(call.get<Decimal>(0), call.get<Decimal>(1)), call.place());
}

template <NumberResult (*function)(Decimal)>
[[nodiscard]] Value elementary(const Call& call) {
  const NumberResult result = function(call.get<Decimal>(0));
  const bool outside = !result.has_value() && result.error() == NumberProblem::out_of_range;
  return outside ? out_of_domain(call, call.get<Decimal>(0)) : value_or_failure(result, call.place());
}

/// Of a number that is not whole neither holds.
template <int rest>
[[nodiscard]] Value parity(const Call& call) {
  const NumberResult result = modulo(call.get<Decimal>(0), Decimal{2});
  if (!result.has_value()) return failed(result.error(), call.place());
  return *result == Decimal{rest};
}

/// How often the period of a unit of money per time goes into a year; 0 if the unit has no such period.
[[nodiscard]] int periods_a_year(const model::Unit& unit) {
  for (const auto& [symbol, power] : unit.factors()) {
    if (power != -1) continue;
    if (symbol == "year") return 1;
    if (symbol == "quarter") return 4;
    if (symbol == "month") return 12;
  }
  return 0;
}

/// From the argument's period to another: `per month(x)` is x / 12 from a year, `per year(x)` is x * 12 from a month.
template <int wanted>
[[nodiscard]] Value per_period(const Call& call) {
  const int found = periods_a_year(call.expression.operands.front().type.unit);
  const int given = found == 0 ? (wanted == 1 ? 12 : 1) : found;
  const Decimal number = call.get<Decimal>(0);
  if (given > wanted) return value_or_failure(multiply(number, Decimal{given / wanted}), call.place());
  return value_or_failure(divide(number, Decimal{wanted / given}), call.place());
}

[[nodiscard]] Value unchanged(const Call& call) {
  return call.arguments[0];
}

constexpr std::array functions{
    BuiltinFunction{Builtin::decimal, round<RoundingMode::half_even>},
    BuiltinFunction{Builtin::floor, round<RoundingMode::floor>},
    BuiltinFunction{Builtin::ceiling, round<RoundingMode::ceiling>},
    BuiltinFunction{Builtin::round_up, round<RoundingMode::up>},
    BuiltinFunction{Builtin::round_down, round<RoundingMode::down>},
    BuiltinFunction{Builtin::round_half_up, round<RoundingMode::half_up>},
    BuiltinFunction{Builtin::round_half_down, round<RoundingMode::half_down>},
    BuiltinFunction{Builtin::abs, absolute},
    BuiltinFunction{Builtin::modulo, modulo_of},
    BuiltinFunction{Builtin::sqrt, elementary<square_root>},
    BuiltinFunction{Builtin::log, elementary<logarithm>},
    BuiltinFunction{Builtin::exp, elementary<exponential>},
    BuiltinFunction{Builtin::odd, parity<1>},
    BuiltinFunction{Builtin::even, parity<0>},
    BuiltinFunction{Builtin::per_month, per_period<12>},
    BuiltinFunction{Builtin::per_year, per_period<1>},
    BuiltinFunction{Builtin::per_quarter, per_period<4>},
    BuiltinFunction{Builtin::months, unchanged},
    BuiltinFunction{Builtin::years, unchanged},
};

}  // namespace

std::span<const BuiltinFunction> number_functions() noexcept {
  return functions;
}

}  // namespace doudi::explain
