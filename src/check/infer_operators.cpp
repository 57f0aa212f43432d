// src/check/infer_operators.cpp - logic, comparison, `in`, `if`.
#include <algorithm>
#include <string>
#include <utility>

#include "check/expression_key.hpp"
#include "check/infer.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Comparison;
using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

/// A text beside a member of an enumeration, or a list written out beside one that says more.
bool takes_type(const Expression& constant, const Type& other) {
  if (constant.operation == Operation::constant || constant.operation == Operation::conditional)
    return constant.type.is(Kind::text) && other.is(Kind::enumeration);
  return constant.operation == Operation::list && other.is(Kind::list) &&
         telling(constant.type) < telling(other);
}

/// Whether the test of a value may come out as null. Values and lists are asked for equality, which null has too.
bool may_give_null(const model::Test& test, const Type& tested) {
  const bool operand = std::ranges::any_of(
      test.operands, [](const Expression& expression) { return expression.type.nullable; });
  switch (test.form) {
    case model::Test::Form::compare:
      return test.comparison > Comparison::not_equal && (tested.nullable || operand);
    case model::Test::Form::in_list:
      return false;
    case model::Test::Form::by_value:
      return true;
    case model::Test::Form::condition:
      return operand;
    case model::Test::Form::in_range:
      return tested.nullable || operand || test.operands[0].type.element().nullable;
    case model::Test::Form::interval:
      break;
  }
  return tested.nullable || operand;
}

}  // namespace

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
      if (draft_.conformance()) continue;  // anything else counts as null
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
  if (is_dynamic(left.type) || is_dynamic(right.type)) return;
  const bool null_literal = left.type.is(Kind::null) || right.type.is(Kind::null);
  if (null_literal && !ordering) {
    const Expression& other = left.type.is(Kind::null) ? right : left;
    if (!other.type.nullable && draft_.policy == Policy::pack)
      draft_.diagnostics.warning(Code::never_null_compared, other.span,
                                 {{"text", ExpressionKeys{draft_.pack}.shown(other)}});
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
  // A constant takes the type of what says more: a text becomes a member of an enumeration.
  if (takes_type(right, left.type) && !coerce(right, left.type)) return;
  if (takes_type(left, right.type) && !coerce(left, right.type)) return;
  if (!types_fit(left.type, right.type)) {
    // By the standard null equals null, of whatever types.
    if (draft_.conformance() && !ordering) return;
    draft_.error(
        Code::cannot_compare, span,
        {{"left", type_text(draft_.pack, left.type)}, {"right", type_text(draft_.pack, right.type)}});
    return;
  }
  if (holds_quotient(left.type) && holds_quotient(right.type))
    draft_.error(Code::two_quotients, span).help(Hint::round_first);
  if (!ordering) return;
  if (!is_ordered(draft_.pack, left.type)) {
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
    if (draft_.policy != Policy::pack) {
      const std::size_t before = draft_.diagnostics.error_count();
      cell.tests.push_back(standard_test(written.operands[index], tested.type, binding, false));
      if (draft_.policy == Policy::strict && draft_.diagnostics.error_count() != before)
        return failed(written.span);
      continue;
    }
    cell.tests.push_back(test(written.operands[index], tested.type, binding));
    const model::Test& last = cell.tests.back();
    if (last.operands.empty()) return failed(written.span);
    for (const Expression& operand : last.operands) {
      if (operand.type.is(Kind::error)) return failed(written.span);
    }
    null_possible = null_possible || may_give_null(last, tested.type);
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
  if (operands[0].type.is(Kind::error)) return failed(written.span);
  // With a fault in one branch, the other still says what is meant.
  Type type = reconcile({&operands[1], &operands[2]});
  if (type.is(Kind::error)) return failed(written.span);
  return make_node(Operation::conditional, std::move(type), written.span, std::move(operands));
}

Expression Inference::instance_of(const syntax::Expression& written) {
  Expression operand = infer(written.operands[0]);
  if (operand.type.is(Kind::error)) return operand;
  if (draft_.policy != Policy::pack) return instance(std::move(operand), written);
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
