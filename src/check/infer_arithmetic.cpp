// src/check/infer_arithmetic.cpp - literals and arithmetic: units, quotients, dates and durations.
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

bool is_duration(const Type& type) {
  return type.is(Kind::years_months) || type.is(Kind::days_time);
}

bool is_day(const Type& type) {
  return type.is(Kind::date) || type.is(Kind::date_time);
}

/// Whether a duration can be added to the type: no months to a time of day.
bool moves(const Type& moment, const Type& duration) {
  return is_day(moment) ? is_duration(duration) : moment.is(Kind::time) && duration.is(Kind::days_time);
}

/// The numerator (with the unit) or the denominator of a parameter that may be a quotient of integers. What is not one has the
/// denominator 1.
Expression part_of_quotient(Expression parameter, model::ParameterUse::Part part) {
  std::get<model::ParameterUse>(parameter.detail).part = part;
  const bool nullable = parameter.type.nullable;
  const bool numerator = part == model::ParameterUse::Part::numerator;
  if (numerator) {
    parameter.type.number = {};
  } else {
    parameter.type = model::number_type({}, {.decimals = 0, .low = Decimal{1}});
  }
  parameter.type.nullable = nullable;
  return parameter;
}

/// The formula of a product with its divisions last: `a / b * c` as `a * c / b`.
std::string divisions_last(const syntax::Expression& product) {
  syntax::Expression reordered = product;
  reordered.operands.clear();
  reordered.text.clear();
  for (const char wanted : {'*', '/'}) {
    for (std::size_t index = 0; index < product.operands.size(); ++index) {
      const char sign = index == 0 ? '*' : product.text[index - 1];
      if (sign != wanted) continue;
      if (!reordered.operands.empty()) reordered.text += sign;
      reordered.operands.push_back(product.operands[index]);
    }
  }
  return formatted(reordered);
}

}  // namespace

Expression Inference::literal(const syntax::Expression& written) {
  switch (written.form) {
    case Form::number: {
      const std::string digits = written.text.starts_with('.') ? "0" + written.text : written.text;
      const auto value =
          draft_.policy == Policy::pack ? Decimal::parse(digits) : Decimal::from_scientific(digits);
      if (!value) return mismatch(Code::literal_too_long, written.span, {{"text", written.text}});
      return lift(constant(*value, model::number_type({}, exactly(*value)), written.span));
    }
    case Form::text:
      return lift(constant(written.text, model::simple_type(Kind::text), written.span));
    case Form::boolean:
      return lift(constant(written.text == "true", model::simple_type(Kind::boolean), written.span));
    case Form::null: {
      Expression null = constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span);
      null.text = "null";
      return null;
    }
    default:
      break;
  }
  const auto temporal = [&](model::Literal value, Kind kind) {
    return lift(constant(std::move(value), model::simple_type(kind), written.span));
  };
  if (const auto date = Date::parse(written.text)) return temporal(*date, Kind::date);
  if (const auto months = YearsMonths::parse(written.text)) return temporal(*months, Kind::years_months);
  if (const auto days = DaysTime::parse(written.text)) return temporal(*days, Kind::days_time);
  if (const auto time = Time::parse(written.text)) return temporal(*time, Kind::time);
  if (const auto moment = DateTime::parse(written.text)) return temporal(*moment, Kind::date_time);
  auto& diagnostic = draft_.error(Code::bad_temporal, written.span, {{"text", written.text}});
  diagnostic.help(Hint::temporal_examples);
  return failed(written.span);
}

Expression Inference::negate(const syntax::Expression& written) {
  std::vector<Expression> operands{infer(written.operands[0])};
  Type type = operands[0].type;
  if (const auto* literal = constant_of(operands[0])) {
    if (const auto* number = std::get_if<Decimal>(literal)) {
      Type negative = type;
      negative.number = negated(type.number);
      return constant(-*number, std::move(negative), written.span);
    }
  }
  switch (type.kind) {
    case Kind::error:
      return failed(written.span);
    case Kind::number:
      type.number = negated(type.number);
      break;
    case Kind::years_months:
    case Kind::days_time:
    case Kind::any:
      break;
    default:
      return mismatch(Code::cannot_negate, written.span, {{"type", type_text(draft_.pack, type)}});
  }
  return make_node(Operation::negate, std::move(type), written.span, std::move(operands));
}

Type Inference::sum_step(const Type& left, char sign, const Expression& right_expression, text::Span span) {
  const Type& right = right_expression.type;
  const bool null_inside = left.nullable || right.nullable;
  if (is_dynamic(left) || is_dynamic(right)) return model::simple_type(Kind::any);
  Type result;
  if (left.is(Kind::number) && right.is(Kind::number)) {
    if (left.number.quotient && right.number.quotient) {
      draft_.error(Code::two_quotients, span).help(Hint::round_first);
      return {};
    }
    if (left.unit != right.unit && !left.number.literal && !right.number.literal) {
      auto& diagnostic =
          draft_.error(sign == '+' ? Code::unit_mismatch_sum : Code::unit_mismatch_difference,
                       right_expression.span, {{"left", left.unit.text()}, {"right", right.unit.text()}});
      diagnostic.help(Hint::convert_unit);
      return {};
    }
    result = model::number_type(
        left.number.literal ? right.unit : left.unit,
        sign == '+' ? added(left.number, right.number) : subtracted(left.number, right.number));
  } else if (left.is(Kind::text) && right.is(Kind::text) && sign == '+') {
    result = left;
  } else if (left.kind == right.kind && is_duration(left)) {
    result = left;
  } else if (moves(left, right)) {
    result = left;
  } else if (moves(right, left) && sign == '+') {
    result = right;
  } else if (sign == '-' && (is_day(left) ? is_day(right) : left.is(Kind::time) && right.is(Kind::time))) {
    result = model::simple_type(Kind::days_time);
  } else {
    draft_.error(Code::cannot_add, span,
                 {{"sign", std::string(1, sign)},
                  {"left", type_text(draft_.pack, left)},
                  {"right", type_text(draft_.pack, right)}});
    return {};
  }
  result.nullable = null_inside;
  return result;
}

Expression Inference::sum(const syntax::Expression& written) {
  std::vector<Expression> operands;
  for (const syntax::Expression& operand : written.operands) operands.push_back(infer(operand));
  if (any_error(operands)) return failed(written.span);
  Type type = operands[0].type;
  for (std::size_t index = 1; index < operands.size(); ++index) {
    type = sum_step(type, written.text[index - 1], operands[index], written.span);
    if (draft_.policy != Policy::pack) type.number = {};
    if (type.is(Kind::error)) return failed(written.span);
  }
  Expression result = make_node(Operation::sum, std::move(type), written.span, std::move(operands));
  result.text = written.text;
  return result;
}

/// A duration is multiplied or divided by an exact number: a plain one, or months where it is of months.
bool Inference::scales_duration(const Type& duration, const Type& number, text::Span span) {
  const bool months = duration.is(Kind::years_months) && number.unit.text() == "month";
  if (!number.unit.plain() && !months) {
    draft_.error(Code::unit_mismatch, span, {{"found", number.unit.text()}, {"expected", "plain"}});
    return false;
  }
  if (!number.number.quotient) return true;
  draft_.error(Code::quotient_multiplied, span).help(Hint::round_first);
  return false;
}

Type Inference::product_step(const Type& left, char sign, const Expression& right_expression,
                             const syntax::Expression& written) {
  const Type& right = right_expression.type;
  if (is_dynamic(left) || is_dynamic(right)) return model::simple_type(Kind::any);
  Type result;
  if (left.is(Kind::number) && right.is(Kind::number)) {
    if (right.number.quotient || (sign == '*' && left.number.quotient)) {
      auto& diagnostic =
          draft_.error(sign == '*' ? Code::quotient_multiplied : Code::divided_by_quotient, written.span);
      diagnostic.help(Hint::round_first);
      if (const std::string better = divisions_last(written); better != formatted(written)) {
        diagnostic.help(Hint::divide_last, {{"formula", better}});
      }
      return {};
    }
    result = sign == '*'
                 ? model::number_type(left.unit.multiplied(right.unit), multiplied(left.number, right.number))
                 : model::number_type(left.unit.divided(right.unit), divided(left.number, right.number));
  } else if (is_duration(left) && right.is(Kind::number)) {
    if (!scales_duration(left, right, right_expression.span)) return {};
    result = left;
  } else if (left.is(Kind::number) && is_duration(right) && sign == '*') {
    if (!scales_duration(right, left, written.span)) return {};
    result = right;
  } else if (left.kind == right.kind && is_duration(left) && sign == '/') {
    result = model::number_type({}, {.quotient = true});
  } else {
    draft_.error(Code::cannot_multiply, written.span,
                 {{"sign", std::string(1, sign)},
                  {"left", type_text(draft_.pack, left)},
                  {"right", type_text(draft_.pack, right)}});
    return {};
  }
  result.nullable = left.nullable || right.nullable;
  return result;
}

Expression Inference::product(const syntax::Expression& written) {
  std::vector<Expression> operands;
  std::string signs;
  std::vector<Expression>
      divisors;  // of parameters that are kept as quotients: they divide last, so that no digit is lost
  for (std::size_t index = 0; index < written.operands.size(); ++index) {
    Expression operand = infer(written.operands[index]);
    const bool divides = index > 0 && written.text[index - 1] == '/';
    if (operand.operation == Operation::parameter && operand.type.number.quotient) {
      Expression numerator = part_of_quotient(operand, model::ParameterUse::Part::numerator);
      Expression denominator = part_of_quotient(operand, model::ParameterUse::Part::denominator);
      divisors.push_back(divides ? std::move(numerator) : std::move(denominator));
      operand = divides ? std::move(denominator) : std::move(numerator);
      if (index > 0) signs += '*';
    } else if (index > 0) {
      signs += written.text[index - 1];
    }
    operands.push_back(std::move(operand));
  }
  signs.append(divisors.size(), '/');
  for (Expression& divisor : divisors) operands.push_back(std::move(divisor));
  if (any_error(operands)) return failed(written.span);
  Type type = operands[0].type;
  for (std::size_t index = 1; index < operands.size(); ++index) {
    type = product_step(type, signs[index - 1], operands[index], written);
    if (draft_.policy != Policy::pack) type.number = {};  // whether it is a quotient is the pack's concern
    if (type.is(Kind::error)) return failed(written.span);
  }
  Expression result = make_node(Operation::product, std::move(type), written.span, std::move(operands));
  result.text = std::move(signs);
  return result;
}

Expression Inference::power(const syntax::Expression& written) {
  std::vector<Expression> operands;
  for (const syntax::Expression& operand : written.operands) operands.push_back(infer(operand));
  if (any_error(operands)) return failed(written.span);
  bool null_inside = operands[0].type.nullable;
  bool divides = false;
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const Type& type = operands[index].type;
    if (is_dynamic(type)) continue;
    if (!type.is(Kind::number)) {
      return mismatch(Code::cannot_raise, operands[index].span, {{"type", type_text(draft_.pack, type)}});
    }
    if (type.number.quotient) {
      draft_.error(Code::quotient_raised, operands[index].span).help(Hint::round_first);
      return failed(written.span);
    }
    if (!type.unit.plain() && !type.number.literal) {
      return mismatch(Code::unit_mismatch, operands[index].span,
                      {{"found", type.unit.text()}, {"expected", "plain"}});
    }
    if (draft_.policy == Policy::pack && index > 0 && type.number.decimals != std::optional<int>{0}) {
      return mismatch(Code::exponent_not_whole, operands[index].span, {});
    }
    null_inside = null_inside || type.nullable;
    divides = divides || (index > 0 && (!type.number.low || type.number.low->is_negative()));
  }
  Type type = model::number_type({}, {.quotient = divides});
  type.nullable = null_inside;
  return make_node(Operation::power, std::move(type), written.span, std::move(operands));
}

}  // namespace doudi::check
