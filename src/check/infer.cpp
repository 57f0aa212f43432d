// src/check/infer.cpp - which inference is for which form; fitting an expression to a type.
#include "check/infer.hpp"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/type_fit.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

bool any_error(const std::vector<Expression>& operands) {
  return std::ranges::any_of(operands,
                             [](const Expression& operand) { return operand.type.is(Kind::error); });
}

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
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time:
    case Kind::context:
    case Kind::function:
    case Kind::any:
      break;
  }
  return std::string{model::kind_name(type.kind)};
}

namespace {

/// Expressions inside each other while their types are found: in one formula at most 256, more where functions are written out
/// or a rule has to be looked into before its turn. What is accepted is safe to walk in 8 MB of stack, unoptimised too.
constexpr int deepest_inference = 600;

}  // namespace

bool is_ordered(const model::Pack& pack, const Type& type) {
  switch (type.kind) {
    case Kind::error:
    case Kind::number:
    case Kind::text:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time:
    case Kind::any:
      return true;
    case Kind::enumeration:
      return pack[type.enumeration].ordered;
    case Kind::null:
    case Kind::boolean:
    case Kind::member:
    case Kind::list:
    case Kind::range:
    case Kind::context:
    case Kind::function:
      break;
  }
  return false;
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
  const std::size_t before = draft_.diagnostics.error_count();
  const syntax::Expression parsed =
      syntax::parse_expression(written, draft_.diagnostics, draft_.standard.dialect);
  // By the standard what cannot be read is null as a whole.
  const bool readable = !draft_.conformance() || draft_.diagnostics.error_count() == before;
  return infer(readable ? parsed : syntax::Expression{.span = parsed.span});
}

Expression Inference::infer(const syntax::Expression& written) {
  if (draft_.depth >= deepest_inference) return too_deep(written);
  ++draft_.depth;
  Expression result = infer_form(written);
  --draft_.depth;
  if (draft_.policy != Policy::pack) settle_by_standard(result);
  return result;
}

Expression Inference::too_deep(const syntax::Expression& written) {
  if (!draft_.functions_open.empty())
    return mismatch(Code::functions_too_deep, written.span, {{"name", draft_.functions_open.back()}});
  const std::string name = draft_.chain.empty() ? formatted(written) : draft_.chain.back();
  return mismatch(Code::reads_too_deep, written.span,
                  {{"name", name}, {"most", std::to_string(deepest_inference)}});
}

Expression Inference::infer_form(const syntax::Expression& written) {
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
      return one_sided_range(written);
    case Form::list:
      return list(written);
    case Form::context:
      return context(written);
    case Form::instance_of:
      return instance_of(written);
    case Form::invocation:
      return invocation(written);
    case Form::function:
      if (draft_.policy == Policy::pack) break;
      return function_literal(written);
    case Form::external:
      return unsupported(Code::external_function, written.span);
    case Form::typed:
      return typed(written);
    case Form::table:
      return decision_table(written);
    case Form::iteration_range:
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
  if (draft_.conformance() && (is_dynamic(result.type) || result.type.is(Kind::null))) return result;
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

}  // namespace

void Inference::require_never_null(const Expression& expression, Code code, text::Arguments arguments) {
  if (draft_.policy != Policy::pack) return;
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
  if (is_dynamic(expression.type) || is_dynamic(target)) return true;
  if (expression.operation == Operation::conditional && !types_fit(expression.type, target)) {
    if (!coerce(expression.operands[1], target) || !coerce(expression.operands[2], target)) return false;
    expression.type = joined_type(expression.operands[1].type, expression.operands[2].type);
    return true;
  }
  if (expression.type.is(Kind::null)) {
    expression.type = model::nullable(target);
    return true;
  }
  if (target.is(Kind::enumeration) && expression.type.is(Kind::text) && constant_of(expression) != nullptr)
    return coerce_to_member(expression, target);
  if (expression.operation == Operation::list && target.is(Kind::list))
    return coerce_items(expression, target);
  if (!target.is(Kind::null) && types_fit(expression.type, target)) {
    if (target.is(Kind::number) && expression.type.number.literal) expression.type.unit = target.unit;
    return true;
  }
  if (expression.type.is(Kind::number) && target.is(Kind::number)) {
    draft_.error(Code::unit_mismatch, expression.span,
                 {{"found", expression.type.unit.text()}, {"expected", target.unit.text()}});
    return false;
  }
  draft_.error(
      Code::type_mismatch, expression.span,
      {{"found", type_text(draft_.pack, expression.type)}, {"expected", type_text(draft_.pack, target)}});
  return false;
}

bool Inference::coerce_to_member(Expression& expression, const Type& target) {
  const model::Enumeration& enumeration = draft_.pack[target.enumeration];
  const std::string& word = std::get<std::string>(*constant_of(expression));
  if (!enumeration.position(word)) {
    propose_nearest(
        draft_.error(Code::unknown_member, expression.span, {{"name", word}, {"type", enumeration.name}}),
        word, enumeration.members);
    expression = failed(expression.span);
    return false;
  }
  expression.type = model::enumeration_type(target.enumeration);
  return true;
}

bool Inference::coerce_items(Expression& list, const Type& target) {
  if (list.operands.empty()) {
    list.type = target;
    list.type.nullable = false;
    list.type.may_be_empty = true;
    return true;
  }
  bool fits = true;
  for (Expression& item : list.operands) fits = coerce(item, target.element()) && fits;
  if (!fits) return false;
  Type element = list.operands[0].type;
  for (const Expression& item : list.operands) element = joined_type(element, item.type);
  list.type.arguments = {std::move(element)};
  return true;
}

Type Inference::reconcile(const std::vector<Expression*>& expressions) {
  if (draft_.conformance()) {
    const bool fit = std::ranges::all_of(expressions, [&](const Expression* expression) {
      return types_fit(expression->type, expressions.front()->type) && !is_dynamic(expression->type);
    });
    if (!fit) return model::simple_type(Kind::any);
  }
  const Expression* leader = nullptr;
  for (const Expression* expression : expressions) {
    if (leader == nullptr || telling(expression->type) > telling(leader->type)) leader = expression;
  }
  if (leader == nullptr) return model::simple_type(Kind::null);
  Type result = leader->type;
  for (Expression* expression : expressions) {
    if (expression == leader || expression->type.is(Kind::error)) continue;
    if (!coerce(*expression, leader->type)) return {};
    result = joined_type(result, expression->type);
  }
  return result;
}

}  // namespace doudi::check
