// src/check/infer.cpp - which inference is for which form; fitting an expression to a type.
#include "check/infer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/number_shape.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

Expression make_node(Operation operation, Type type, text::Span span, std::vector<Expression> operands) {
  Expression result;
  result.operation = operation;
  result.type = std::move(type);
  result.span = span;
  result.operands = std::move(operands);
  return result;
}

model::Comparison comparison_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, model::Comparison>, 6> all{
      {{"=", model::Comparison::equal},
       {"!=", model::Comparison::not_equal},
       {"<", model::Comparison::less},
       {"<=", model::Comparison::less_equal},
       {">", model::Comparison::greater},
       {">=", model::Comparison::greater_equal}}};
  for (const auto& [written, comparison] : all) {
    if (written == text) return comparison;
  }
  return model::Comparison::equal;
}

Expression constant(model::Literal literal, Type type, text::Span span) {
  Expression result;
  result.operation = Operation::constant;
  result.type = std::move(type);
  result.span = span;
  result.detail = std::move(literal);
  return result;
}

const model::Literal* constant_of(const Expression& expression) noexcept {
  return expression.operation == Operation::constant ? std::get_if<model::Literal>(&expression.detail)
                                                     : nullptr;
}

std::string type_text(const model::Pack& pack, const Type& type) {
  switch (type.kind) {
    case Kind::number:
      return type.unit.plain() ? "number" : type.unit.text();
    case Kind::enumeration:
      return pack[type.enumeration].name;
    case Kind::member:
      return pack[type.entity].name;
    case Kind::list:
      return "list of " + type_text(pack, type.element());
    case Kind::range:
      return "range of " + type_text(pack, type.element());
    case Kind::error:
    case Kind::null:
    case Kind::boolean:
    case Kind::text:
    case Kind::date:
    case Kind::years_months:
    case Kind::days_time:
    case Kind::context:
      break;
  }
  return std::string{model::kind_name(type.kind)};
}

Expression Inference::failed(text::Span span) const {
  Expression result;
  result.span = span;
  return result;
}

Expression Inference::mismatch(Code code, text::Span span, text::Arguments arguments) {
  draft_.error(code, span, std::move(arguments));
  return failed(span);
}

Expression Inference::infer(const syntax::WrittenText& written) {
  return infer(syntax::parse_expression(written, draft_.diagnostics));
}

Expression Inference::infer(const syntax::Expression& written) {
  switch (written.form) {
    case Form::error:
      return failed(written.span);
    case Form::number:
    case Form::text:
    case Form::boolean:
    case Form::null:
    case Form::temporal:
      return literal(written);
    case Form::name:
    case Form::tested:
      return name(written);
    case Form::negate:
      return negate(written);
    case Form::sum:
      return sum(written);
    case Form::product:
      return product(written);
    case Form::power:
      return power(written);
    case Form::conjunction:
    case Form::disjunction:
      return logical(written);
    case Form::comparison:
      return comparison(written);
    case Form::between:
      return between(written);
    case Form::in:
      return in(written);
    case Form::conditional:
      return conditional(written);
    case Form::iteration:
    case Form::some:
    case Form::every:
      return iteration(written);
    case Form::path:
      return path(written);
    case Form::filter:
      return filter(written);
    case Form::call:
      return call(written);
    case Form::interval:
      return interval(written);
    case Form::comparison_range:
      return comparison_range(written);
    case Form::list:
      return list(written);
    case Form::context:
      return context(written);
    case Form::instance_of:
      return instance_of(written);
    case Form::iteration_range:
    case Form::function:
      break;
  }
  return mismatch(Code::not_a_value, written.span, {{"text", formatted(written)}});
}

Expression Inference::infer_with_members(const syntax::WrittenText& written, const Type& expected) {
  return infer_member(syntax::parse_expression(written, draft_.diagnostics), expected);
}

Expression Inference::infer_member(const syntax::Expression& written, const Type& expected) {
  const auto outer = bare_members_;
  if (expected.is(Kind::enumeration)) bare_members_ = expected.enumeration;
  Expression result = infer(written);
  bare_members_ = outer;
  return result;
}

Expression Inference::condition(const syntax::WrittenText& written) {
  return condition(syntax::parse_expression(written, draft_.diagnostics));
}

Expression Inference::condition(const syntax::Expression& written) {
  Expression result = infer(written);
  if (result.type.is(Kind::error)) return result;
  if (!result.type.is(Kind::boolean)) {
    return mismatch(Code::condition_not_boolean, result.span,
                    {{"text", formatted(written)}, {"type", type_text(draft_.pack, result.type)}});
  }
  require_never_null(result, Code::condition_may_be_null);
  return result;
}

namespace {

/// The first leaf, in reading order, that makes an expression nullable.
const Expression* nullable_leaf(const Expression& expression) {
  if (!expression.type.nullable) return nullptr;
  for (const Expression& operand : expression.operands) {
    if (const Expression* leaf = nullable_leaf(operand)) return leaf;
  }
  return &expression;
}

bool same_kind_of_value(const Type& left, const Type& right) {
  if (left.kind != right.kind) return false;
  if (left.is(Kind::enumeration)) return left.enumeration == right.enumeration;
  if (left.is(Kind::member)) return left.entity == right.entity;
  return true;
}

bool units_fit(const Type& left, const Type& right) {
  return left.unit == right.unit || left.number.literal || right.number.literal;
}

}  // namespace

void Inference::require_never_null(const Expression& expression, Code code, text::Arguments arguments) {
  const Expression* leaf = nullable_leaf(expression);
  if (leaf == nullptr || expression.type.is(Kind::error)) return;
  const std::string name = leaf->text.empty() ? std::string{} : leaf->text;
  arguments.push_back({"operand", name});
  auto& diagnostic = draft_.error(code, leaf->span, std::move(arguments));
  if (name.empty()) {
    diagnostic.help(Hint::use_otherwise);
  } else {
    diagnostic.help(Hint::guard_against_null, {{"operand", name}});
  }
}

bool Inference::coerce(Expression& expression, const Type& target) {
  if (expression.type.is(Kind::error) || target.is(Kind::error)) return true;
  if (expression.operation == Operation::conditional && !same_kind_of_value(expression.type, target)) {
    if (!coerce(expression.operands[1], target) || !coerce(expression.operands[2], target)) return false;
    const bool null_inside = expression.operands[1].type.nullable || expression.operands[2].type.nullable;
    expression.type = target;
    expression.type.nullable = null_inside;
    return true;
  }
  if (expression.type.is(Kind::null)) {
    expression.type = target;
    expression.type.nullable = true;
    return true;
  }
  if (const auto* literal = constant_of(expression);
      literal != nullptr && target.is(Kind::enumeration) && expression.type.is(Kind::text)) {
    const model::Enumeration& enumeration = draft_.pack[target.enumeration];
    const std::string& word = std::get<std::string>(*literal);
    if (std::ranges::find(enumeration.members, word) == enumeration.members.end()) {
      propose_nearest(
          draft_.error(Code::unknown_member, expression.span, {{"name", word}, {"type", enumeration.name}}),
          word, enumeration.members);
      expression = failed(expression.span);
      return false;
    }
    expression.type = target;
    expression.type.nullable = false;
    return true;
  }
  if (expression.type.is(Kind::list) && target.is(Kind::list)) {
    bool fits = true;
    if (expression.operation == Operation::list) {
      for (Expression& item : expression.operands) fits = coerce(item, target.element()) && fits;
      if (fits && !expression.operands.empty()) expression.type.arguments = {target.element()};
      if (expression.operands.empty()) expression.type = target;
      return fits;
    }
    if (same_kind_of_value(expression.type.element(), target.element()) || target.element().is(Kind::error))
      return true;
  } else if (same_kind_of_value(expression.type, target)) {
    if (!target.is(Kind::number) || units_fit(expression.type, target)) {
      if (target.is(Kind::number) && expression.type.number.literal) expression.type.unit = target.unit;
      return true;
    }
    draft_.error(Code::unit_mismatch, expression.span,
                 {{"found", expression.type.unit.text()}, {"expected", target.unit.text()}});
    return false;
  }
  draft_.error(
      Code::type_mismatch, expression.span,
      {{"found", type_text(draft_.pack, expression.type)}, {"expected", type_text(draft_.pack, target)}});
  return false;
}

Type Inference::reconcile(std::vector<Expression*> expressions, text::Span /*span*/) {
  // The most telling type leads: a member of an enumeration before a text, a unit before a literal, anything before null.
  const Expression* leader = nullptr;
  const auto rank = [](const Type& type) {
    if (type.is(Kind::error)) return 0;
    if (type.is(Kind::null)) return 1;
    if (type.is(Kind::text) || (type.is(Kind::number) && type.number.literal)) return 2;
    return 3;
  };
  for (const Expression* expression : expressions) {
    if (leader == nullptr || rank(expression->type) > rank(leader->type)) leader = expression;
  }
  if (leader == nullptr) return model::simple_type(Kind::null);
  Type result = leader->type;
  for (Expression* expression : expressions) {
    if (expression == leader) continue;
    if (expression->type.is(Kind::error)) continue;
    if (!coerce(*expression, result)) return {};
    if (expression->type.nullable) result.nullable = true;
    if (result.is(Kind::number)) {
      const bool literal_only = result.number.literal && expression->type.number.literal;
      result.number = joined(result.number, expression->type.number);
      result.number.literal = literal_only;
    }
    if (result.is(Kind::list)) {
      result.may_be_empty = result.may_be_empty || expression->type.may_be_empty;
      result.ordered = result.ordered && expression->type.ordered;
    }
  }
  return result;
}

}  // namespace doudi::check
