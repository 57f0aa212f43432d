// src/check/builtin_types_numbers.cpp - typing of the functions on numbers, and of joined texts.
#include "check/builtin_types.hpp"
#include "check/number_shape.hpp"

namespace doudi::check {

using model::Builtin;
using model::Kind;
using model::Type;

namespace {

std::optional<int> constant_scale(const model::Expression& expression) {
  const model::Literal* literal = constant_of(expression);
  const auto* number = literal == nullptr ? nullptr : std::get_if<Decimal>(literal);
  const auto whole = number == nullptr ? std::nullopt : number->to_int64();
  if (!whole || *whole < Decimal::smallest_exponent || *whole > -Decimal::smallest_exponent)
    return std::nullopt;
  return static_cast<int>(*whole);
}

Type rounding_type(Call& call) {
  if (!call.expect(0, Kind::number)) return {};
  if (call.given(1)) {
    if (!call.expect_plain(1)) return {};
    if (call.draft.policy == Policy::pack && call.type(1).number.decimals != std::optional<int>{0})
      return call.fault(Code::scale_not_whole, call.arguments[1].span);
  }
  Type type = call.type(0);
  type.number =
      rounded_shape(type.number, call.given(1) ? constant_scale(call.arguments[1]) : std::optional<int>{0});
  type.nullable = call.null_inside();
  return type;
}

Type modulo_type(Call& call) {
  if (!call.expect(0, Kind::number) || !call.expect(1, Kind::number)) return {};
  if (!call.expect_exact(0) || !call.expect_exact(1)) return {};
  Type type = call.inference.reconcile({&call.arguments[0], &call.arguments[1]});
  if (type.is(Kind::error)) return {};
  type.number = {.decimals = type.number.decimals};
  type.nullable = call.null_inside();
  return type;
}

}  // namespace

Type numeric_builtin_type(Call& call) {
  switch (call.definition.builtin) {
    case Builtin::abs: {
      const Kind kind = call.type(0).kind;
      if (kind != Kind::number && kind != Kind::years_months && kind != Kind::days_time)
        return call.wrong(0, "number");
      Type type = call.type(0);
      if (kind == Kind::number) type.number = larger(type.number, negated(type.number));
      if (kind == Kind::number && (!type.number.low || type.number.low->is_negative()))
        type.number.low = Decimal{0};
      return type;
    }
    case Builtin::modulo:
      return modulo_type(call);
    case Builtin::sqrt:
    case Builtin::log:
    case Builtin::exp:
    case Builtin::odd:
    case Builtin::even:
      return declared_type(call);
    default:
      return rounding_type(call);
  }
}

Type string_join_type(Call& call) {
  if (!call.expect(0, Kind::list)) return {};
  if (!call.type(0).ordered) return call.fault(Code::list_needs_order, call.arguments[0].span);
  const Type& element = call.type(0).element();
  if (!element.is(Kind::text) && !element.is(Kind::null)) return call.wrong(0, "list of text");
  for (std::size_t index = 1; index < call.arguments.size(); ++index) {
    if (!call.type(index).is(Kind::null) && !call.expect(index, Kind::text)) return {};
  }
  return model::simple_type(Kind::text);
}

}  // namespace doudi::check
