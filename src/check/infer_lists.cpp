// src/check/infer_lists.cpp - lists, contexts, ranges, filters, iteration, properties.
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Property;
using model::Type;
using syntax::Form;

namespace {

std::vector<Expression*> pointers(std::vector<Expression>& expressions) {
  std::vector<Expression*> result;
  for (Expression& expression : expressions) result.push_back(&expression);
  return result;
}

}  // namespace

Expression Inference::list(const syntax::Expression& written) {
  Expression result = make_node(Operation::list, {}, written.span);
  for (const syntax::Expression& item : written.operands) result.operands.push_back(infer(item));
  Type element = reconcile(pointers(result.operands), written.span);
  if (element.is(Kind::error)) return failed(written.span);
  result.type = model::list_of(std::move(element));
  result.type.may_be_empty = result.operands.empty();
  result.type.ordered = true;
  return result;
}

Expression Inference::context(const syntax::Expression& written) {
  Expression result = make_node(Operation::context, model::simple_type(Kind::context), written.span);
  const std::size_t before = bindings_.size();
  for (std::size_t index = 0; index < written.operands.size(); ++index) {
    Expression value = infer(written.operands[index]);
    if (value.type.is(Kind::error)) {
      bindings_.resize(before);
      return failed(written.span);
    }
    result.type.names.push_back(written.names[index]);
    result.type.arguments.push_back(value.type);
    // Later entries see earlier ones.
    const model::LocalId local = draft_.new_local();
    result.locals.push_back(local);
    bindings_.push_back({.name = written.names[index], .local = local, .type = value.type});
    result.operands.push_back(std::move(value));
  }
  bindings_.resize(before);
  return result;
}

Expression Inference::interval(const syntax::Expression& written) {
  Expression result = make_node(Operation::interval, {}, written.span);
  result.operands.push_back(infer(written.operands[0]));
  result.operands.push_back(infer(written.operands[1]));
  const std::size_t before = draft_.diagnostics.error_count();
  check_comparable(result.operands[0], result.operands[1], model::Comparison::less_equal, written.span);
  if (result.operands[0].type.is(Kind::error) || result.operands[1].type.is(Kind::error) ||
      draft_.diagnostics.error_count() != before) {
    return failed(written.span);
  }
  result.type = model::range_of(reconcile(pointers(result.operands), written.span));
  result.detail =
      model::Bounds{.low_included = written.text[0] == '[', .high_included = written.text[1] == ']'};
  return result;
}

Expression Inference::comparison_range(const syntax::Expression& written) {
  Expression operand = infer(written.operands[0]);
  if (operand.type.is(Kind::error)) return operand;
  Expression result = make_node(Operation::comparison_range, model::range_of(operand.type), written.span);
  result.detail = comparison_of(written.text);
  result.operands.push_back(std::move(operand));
  return result;
}

Expression Inference::iteration(const syntax::Expression& written) {
  const std::size_t before = bindings_.size();
  Expression result = make_node(written.form == Form::iteration ? Operation::iteration
                                : written.form == Form::some    ? Operation::some
                                                                : Operation::every,
                                model::simple_type(Kind::boolean), written.span);
  bool may_be_empty = false;
  bool sound = true;
  for (std::size_t index = 0; index < written.names.size(); ++index) {
    const syntax::Expression& domain = written.operands[index];
    Expression over;
    Type element;
    if (domain.form == Form::iteration_range) {
      over = make_node(Operation::integer_range, model::list_of(model::number_type({}, whole_number({}, {}))),
                       domain.span);
      for (const syntax::Expression& end : domain.operands) {
        over.operands.push_back(infer(end));
        coerce(over.operands.back(), model::number_type());
        require_never_null(over.operands.back(), Code::operand_may_be_null);
      }
      over.type.ordered = true;
      element = over.type.element();
    } else {
      over = infer(domain);
      if (over.type.is(Kind::list)) {
        element = over.type.element();
      } else if (!over.type.is(Kind::error)) {
        draft_.error(Code::not_a_list, domain.span,
                     {{"text", formatted(domain)}, {"type", type_text(draft_.pack, over.type)}});
        sound = false;
      }
      if (over.type.nullable) require_never_null(over, Code::operand_may_be_null);
    }
    sound = sound && !over.type.is(Kind::error);
    may_be_empty = may_be_empty || over.type.may_be_empty;
    const model::LocalId local = draft_.new_local();
    result.locals.push_back(local);
    bindings_.push_back({.name = written.names[index], .local = local, .type = element});
    result.operands.push_back(std::move(over));
  }
  if (written.form == Form::iteration) {
    Expression body = infer(written.operands.back());
    result.type = model::list_of(body.type);
    result.type.may_be_empty = may_be_empty;
    result.type.ordered = false;
    sound = sound && !body.type.is(Kind::error);
    result.operands.push_back(std::move(body));
  } else {
    result.operands.push_back(condition(written.operands.back()));
    sound = sound && !result.operands.back().type.is(Kind::error);
  }
  bindings_.resize(before);
  return sound ? result : failed(written.span);
}

Expression Inference::filter(const syntax::Expression& written) {
  Expression over = infer(written.operands[0]);
  if (over.type.is(Kind::error)) return over;
  if (!over.type.is(Kind::list)) {
    return mismatch(Code::not_a_list, over.span,
                    {{"text", formatted(written.operands[0])}, {"type", type_text(draft_.pack, over.type)}});
  }
  const model::LocalId local = draft_.new_local();
  bindings_.push_back({.name = "item", .local = local, .type = over.type.element(), .item = true});
  Expression inside = infer(written.operands[1]);
  bindings_.pop_back();
  if (inside.type.is(Kind::error)) return inside;
  if (inside.type.is(Kind::number)) {
    if (!over.type.ordered) {
      draft_.error(Code::list_has_no_order, written.span, {{"text", formatted(written.operands[0])}})
          .help(Hint::sort_first);
      return failed(written.span);
    }
    Expression result = make_node(Operation::element, over.type.element(), written.span);
    result.operands.push_back(std::move(over));
    result.operands.push_back(std::move(inside));
    return result;
  }
  if (!inside.type.is(Kind::boolean)) {
    return mismatch(
        Code::condition_not_boolean, inside.span,
        {{"text", formatted(written.operands[1])}, {"type", type_text(draft_.pack, inside.type)}});
  }
  require_never_null(inside, Code::condition_may_be_null);
  Type type = over.type;
  type.may_be_empty = true;
  Expression result = make_node(Operation::filter, std::move(type), written.span);
  result.text = formatted(written);
  result.locals = {local};
  result.operands.push_back(std::move(over));
  result.operands.push_back(std::move(inside));
  return narrowed(std::move(result));
}

std::optional<Expression> property_of(Draft& /*draft*/, Expression operand, const std::string& name,
                                      text::Span span) {
  struct Entry {
    Kind kind;
    std::string_view name;
    Property property;
    int low, high;
  };
  constexpr int open = -1;
  constexpr std::array<Entry, 11> entries{{{Kind::date, "year", Property::year, open, open},
                                           {Kind::date, "month", Property::month, 1, 12},
                                           {Kind::date, "day", Property::day, 1, 31},
                                           {Kind::date, "weekday", Property::weekday, 1, 7},
                                           {Kind::years_months, "years", Property::years, open, open},
                                           {Kind::years_months, "months", Property::months, -11, 11},
                                           {Kind::days_time, "days", Property::days, open, open},
                                           {Kind::days_time, "hours", Property::hours, -23, 23},
                                           {Kind::days_time, "minutes", Property::minutes, -59, 59},
                                           {Kind::days_time, "seconds", Property::seconds, -59, 59},
                                           {Kind::error, "", Property::year, open, open}}};
  const Type base = operand.type.is(Kind::list) ? operand.type.element() : operand.type;
  const auto finish = [&](Property property, Type type) {
    Expression result;
    result.operation = Operation::property;
    result.span = span;
    result.detail = property;
    type.nullable = type.nullable || base.nullable;
    if (operand.type.is(Kind::list)) {
      result.type = operand.type;
      result.type.arguments = {std::move(type)};
    } else {
      result.type = std::move(type);
    }
    result.operands.push_back(std::move(operand));
    return result;
  };
  for (const Entry& entry : entries) {
    if (entry.kind != base.kind || entry.name != name || base.is(Kind::error)) continue;
    NumberShape shape = entry.low == open && entry.high == open
                            ? whole_number({}, {})
                            : whole_number(Decimal{entry.low}, Decimal{entry.high});
    return finish(entry.property, model::number_type({}, shape));
  }
  if (!base.is(Kind::range)) return std::nullopt;
  if (name == "start" || name == "end") {
    return finish(name == "start" ? Property::start : Property::end, nullable(base.element()));
  }
  if (name == "start included") return finish(Property::start_included, model::simple_type(Kind::boolean));
  if (name == "end included") return finish(Property::end_included, model::simple_type(Kind::boolean));
  return std::nullopt;
}

}  // namespace doudi::check
