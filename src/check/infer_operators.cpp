// src/check/infer_operators.cpp - literals, arithmetic, logic and comparison.
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

bool any_error(const std::vector<Expression>& operands) {
  for (const Expression& operand : operands) {
    if (operand.type.is(Kind::error)) return true;
  }
  return false;
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
      const auto value = Decimal::parse(written.text.starts_with('.') ? "0" + written.text : written.text);
      if (!value) return mismatch(Code::literal_too_long, written.span, {{"text", written.text}});
      return constant(*value, model::number_type({}, exactly(*value)), written.span);
    }
    case Form::text:
      return constant(written.text, model::simple_type(Kind::text), written.span);
    case Form::boolean:
      return constant(written.text == "true", model::simple_type(Kind::boolean), written.span);
    case Form::null: {
      Expression null = constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span);
      null.text = "null";
      return null;
    }
    default:
      break;
  }
  if (const auto date = Date::parse(written.text))
    return constant(*date, model::simple_type(Kind::date), written.span);
  if (const auto months = YearsMonths::parse(written.text)) {
    return constant(*months, model::simple_type(Kind::years_months), written.span);
  }
  if (const auto days = DaysTime::parse(written.text)) {
    return constant(*days, model::simple_type(Kind::days_time), written.span);
  }
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
      break;
    default:
      return mismatch(Code::cannot_negate, written.span, {{"type", type_text(draft_.pack, type)}});
  }
  return make_node(Operation::negate, std::move(type), written.span, std::move(operands));
}

Type Inference::sum_step(const Type& left, char sign, const Expression& right_expression, text::Span span) {
  const Type& right = right_expression.type;
  const bool null_inside = left.nullable || right.nullable;
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
  } else if (left.kind == right.kind && (left.is(Kind::years_months) || left.is(Kind::days_time))) {
    result = left;
  } else if (left.is(Kind::date) && (right.is(Kind::years_months) || right.is(Kind::days_time))) {
    result = left;
  } else if ((left.is(Kind::years_months) || left.is(Kind::days_time)) && right.is(Kind::date) &&
             sign == '+') {
    result = right;
  } else if (left.is(Kind::date) && right.is(Kind::date) && sign == '-') {
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
    if (type.is(Kind::error)) return failed(written.span);
  }
  Expression result = make_node(Operation::sum, std::move(type), written.span, std::move(operands));
  result.text = written.text;
  return result;
}

Type Inference::product_step(const Type& left, char sign, const Expression& right_expression,
                             const syntax::Expression& written) {
  const Type& right = right_expression.type;
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
  } else if ((left.is(Kind::years_months) || left.is(Kind::days_time)) && right.is(Kind::number)) {
    if (!right.unit.plain() && right.unit.text() != "month") {
      draft_.error(Code::unit_mismatch, right_expression.span,
                   {{"found", right.unit.text()}, {"expected", "plain"}});
      return {};
    }
    result = left;
  } else if (left.is(Kind::number) && (right.is(Kind::years_months) || right.is(Kind::days_time)) &&
             sign == '*') {
    result = right;
  } else if (left.kind == right.kind && (left.is(Kind::years_months) || left.is(Kind::days_time)) &&
             sign == '/') {
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
  for (std::size_t index = 0; index < written.operands.size(); ++index) {
    Expression operand = infer(written.operands[index]);
    const char sign = index == 0 ? '*' : written.text[index - 1];
    // A parameter kept as a quotient of integers is a factor and a divisor, so that no digit is lost.
    if (operand.operation == Operation::parameter && operand.type.number.quotient && index > 0) {
      Expression numerator = operand;
      Expression denominator = std::move(operand);
      std::get<model::ParameterUse>(numerator.detail).part = model::ParameterUse::Part::numerator;
      std::get<model::ParameterUse>(denominator.detail).part = model::ParameterUse::Part::denominator;
      numerator.type.number = {.decimals = 0, .low = Decimal{1}};
      denominator.type = model::number_type({}, {.decimals = 0, .low = Decimal{1}});
      denominator.type.nullable = numerator.type.nullable;
      operands.push_back(std::move(numerator));
      signs += sign;
      operands.push_back(std::move(denominator));
      signs += sign == '*' ? '/' : '*';
      continue;
    }
    if (index > 0) signs += sign;
    operands.push_back(std::move(operand));
  }
  if (any_error(operands)) return failed(written.span);
  Type type = operands[0].type;
  for (std::size_t index = 1; index < operands.size(); ++index) {
    type = product_step(type, signs[index - 1], operands[index], written);
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
  for (std::size_t index = 0; index < operands.size(); ++index) {
    const Type& type = operands[index].type;
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
    if (index > 0 && type.number.decimals != std::optional<int>{0}) {
      return mismatch(Code::exponent_not_whole, operands[index].span, {});
    }
    null_inside = null_inside || type.nullable;
  }
  Type type = model::number_type();
  type.nullable = null_inside;
  return make_node(Operation::power, std::move(type), written.span, std::move(operands));
}

Expression Inference::logical(const syntax::Expression& written) {
  const bool conjunction = written.form == Form::conjunction;
  const std::size_t mark = non_null_.size();
  std::vector<Expression> operands;
  Type type = model::simple_type(Kind::boolean);
  for (const syntax::Expression& operand : written.operands) {
    operands.push_back(infer(operand));
    const Type& found = operands.back().type;
    if (found.is(Kind::error)) continue;
    if (!found.is(Kind::boolean)) {
      draft_.error(Code::operand_not_boolean, operands.back().span,
                   {{"operator", conjunction ? "and" : "or"}, {"type", type_text(draft_.pack, found)}});
      operands.back() = failed(operands.back().span);
      continue;
    }
    type.nullable = type.nullable || found.nullable;
    narrow(operands.back(), conjunction);
  }
  widen(mark);
  if (any_error(operands)) return failed(written.span);
  return make_node(conjunction ? Operation::conjunction : Operation::disjunction, std::move(type),
                   written.span, std::move(operands));
}

void Inference::check_comparable(Expression& left, Expression& right, Comparison comparison,
                                 text::Span span) {
  const bool ordering = comparison != Comparison::equal && comparison != Comparison::not_equal;
  if (left.type.is(Kind::error) || right.type.is(Kind::error)) return;
  const bool null_literal = left.type.is(Kind::null) || right.type.is(Kind::null);
  if (null_literal && !ordering) {
    const Expression& other = left.type.is(Kind::null) ? right : left;
    if (!other.type.nullable)
      draft_.diagnostics.warning(Code::never_null_compared, other.span, {{"text", other.text}});
    return;
  }
  if (null_literal) {
    draft_.error(Code::null_ordered, span);
    return;
  }
  if (left.type.is(Kind::number) && right.type.is(Kind::number)) {
    if (left.type.unit != right.type.unit && !left.type.number.literal && !right.type.number.literal) {
      draft_
          .error(Code::unit_mismatch_comparison, span,
                 {{"left", left.type.unit.text()}, {"right", right.type.unit.text()}})
          .help(Hint::convert_unit);
    } else if (left.type.number.quotient && right.type.number.quotient) {
      draft_.error(Code::two_quotients, span).help(Hint::round_first);
    }
    return;
  }
  if (left.type.is(Kind::enumeration) && right.type.is(Kind::text)) {
    coerce(right, left.type);
  } else if (right.type.is(Kind::enumeration) && left.type.is(Kind::text)) {
    coerce(left, right.type);
  }
  if (left.type.is(Kind::error) || right.type.is(Kind::error)) return;
  const bool same = left.type.kind == right.type.kind &&
                    (!left.type.is(Kind::enumeration) || left.type.enumeration == right.type.enumeration) &&
                    (!left.type.is(Kind::member) || left.type.entity == right.type.entity);
  if (!same) {
    draft_.error(
        Code::cannot_compare, span,
        {{"left", type_text(draft_.pack, left.type)}, {"right", type_text(draft_.pack, right.type)}});
    return;
  }
  if (!ordering) return;
  const bool ordered_kind = left.type.is(Kind::text) || left.type.is(Kind::date) ||
                            left.type.is(Kind::years_months) || left.type.is(Kind::days_time) ||
                            (left.type.is(Kind::enumeration) && draft_.pack[left.type.enumeration].ordered);
  if (!ordered_kind) {
    auto& diagnostic = draft_.error(Code::not_ordered, span, {{"type", type_text(draft_.pack, left.type)}});
    if (left.type.is(Kind::enumeration)) diagnostic.help(Hint::declare_ordered);
  }
}

Expression Inference::comparison(const syntax::Expression& written) {
  std::vector<Expression> operands{infer(written.operands[0]), infer(written.operands[1])};
  const Comparison comparison = comparison_of(written.text);
  const std::size_t before = draft_.diagnostics.error_count();
  check_comparable(operands[0], operands[1], comparison, written.span);
  if (any_error(operands) || draft_.diagnostics.error_count() != before) return failed(written.span);
  const bool ordering = comparison != Comparison::equal && comparison != Comparison::not_equal;
  Type type = model::simple_type(Kind::boolean);
  type.nullable = ordering && (operands[0].type.nullable || operands[1].type.nullable);
  Expression result = make_node(Operation::comparison, std::move(type), written.span, std::move(operands));
  result.detail = comparison;
  return result;
}

Expression Inference::between(const syntax::Expression& written) {
  std::vector<Expression> operands;
  for (const syntax::Expression& operand : written.operands) operands.push_back(infer(operand));
  const std::size_t before = draft_.diagnostics.error_count();
  check_comparable(operands[0], operands[1], Comparison::greater_equal, written.span);
  check_comparable(operands[0], operands[2], Comparison::less_equal, written.span);
  if (any_error(operands) || draft_.diagnostics.error_count() != before) return failed(written.span);
  Type type = model::simple_type(Kind::boolean);
  for (const Expression& operand : operands) type.nullable = type.nullable || operand.type.nullable;
  return make_node(Operation::between, std::move(type), written.span, std::move(operands));
}

Expression Inference::in(const syntax::Expression& written) {
  Expression tested = infer(written.operands[0]);
  const Binding binding{.name = "?", .local = draft_.new_local(), .type = tested.type};
  model::Cell cell{.span = written.span};
  bool null_possible = false;
  for (std::size_t index = 1; index < written.operands.size(); ++index) {
    cell.tests.push_back(test(written.operands[index], tested.type, binding));
    const model::Test& last = cell.tests.back();
    if (last.operands.empty()) return failed(written.span);
    for (const Expression& operand : last.operands) {
      if (operand.type.is(Kind::error)) return failed(written.span);
    }
    const bool by_value =
        last.form == model::Test::Form::in_list ||
        (last.form == model::Test::Form::compare && last.comparison <= Comparison::not_equal);
    null_possible = null_possible || (!by_value && tested.type.nullable);
  }
  if (tested.type.is(Kind::error)) return tested;
  Type type = model::simple_type(Kind::boolean);
  type.nullable = null_possible;
  Expression result = make_node(Operation::in, std::move(type), written.span);
  result.operands.push_back(std::move(tested));
  result.locals = {binding.local};
  result.detail = std::move(cell);
  return result;
}

Expression Inference::conditional(const syntax::Expression& written) {
  std::vector<Expression> operands{condition(written.operands[0])};
  for (const bool outcome : {true, false}) {
    const std::size_t mark = narrow(operands[0], outcome);
    operands.push_back(infer(written.operands[outcome ? 1 : 2]));
    widen(mark);
  }
  if (any_error(operands)) return failed(written.span);
  Type type = reconcile({&operands[1], &operands[2]}, written.span);
  if (type.is(Kind::error)) return failed(written.span);
  return make_node(Operation::conditional, std::move(type), written.span, std::move(operands));
}

Expression Inference::instance_of(const syntax::Expression& written) {
  Expression operand = infer(written.operands[0]);
  if (operand.type.is(Kind::error)) return operand;
  const bool same = written.text == model::kind_name(operand.type.kind) ||
                    written.text == type_text(draft_.pack, operand.type) ||
                    (written.text == "string" && operand.type.is(Kind::text));
  if (!same || !operand.type.nullable) {
    return constant(same, model::simple_type(Kind::boolean), written.span);
  }
  std::vector<Expression> operands;
  const text::Span span = operand.span;
  operands.push_back(std::move(operand));
  operands.push_back(constant(model::Null{}, nullable(model::simple_type(Kind::null)), span));
  Expression result =
      make_node(Operation::comparison, model::simple_type(Kind::boolean), written.span, std::move(operands));
  result.detail = Comparison::not_equal;
  return result;
}

}  // namespace doudi::check
