// src/check/infer_lists.cpp - lists, contexts, ranges, filters, iteration, properties.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"
#include "check/type_fit.hpp"
#include "check/visit.hpp"

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
  Type element = reconcile(pointers(result.operands));
  if (element.is(Kind::error)) return failed(written.span);
  result.type = model::list_of(std::move(element));
  result.type.may_be_empty = result.operands.empty();
  result.type.ordered = true;
  return result;
}

Expression Inference::context(const syntax::Expression& written) {
  Expression result = make_node(Operation::context, model::simple_type(Kind::context), written.span);
  const std::size_t before = bindings_.size();
  std::size_t parts = 0;
  for (std::size_t index = 0; index < written.operands.size(); ++index) {
    Expression value = infer(written.operands[index]);
    parts += part_count(value.type, largest_type);
    // Entries that hold those before them twice double each time.
    const bool too_large = parts >= largest_type;
    if (too_large) draft_.error(Code::type_too_large, written.span, {{"most", std::to_string(largest_type)}});
    if (too_large || value.type.is(Kind::error)) {
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
  result.type = model::range_of(reconcile(pointers(result.operands)));
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

/// A one-sided range as a value; `(!= 5)` is none, nor is one of values without order.
Expression Inference::one_sided_range(const syntax::Expression& written) {
  Expression range = comparison_range(written);
  if (range.type.is(Kind::error)) return range;
  if (std::get<model::Comparison>(range.detail) == model::Comparison::not_equal &&
      draft_.policy == Policy::pack)
    return mismatch(Code::not_a_value, written.span, {{"text", formatted(written)}});
  if (!is_ordered(draft_.pack, range.type.element())) {
    return mismatch(Code::not_ordered, written.span,
                    {{"type", type_text(draft_.pack, range.type.element())}});
  }
  return range;
}

/// `1..5`, `[1..5]` or a range of dates, which is every day of it.
Expression Inference::counted_domain(const syntax::Expression& written) {
  std::vector<Expression> ends{infer(written.operands[0]), infer(written.operands[1])};
  const bool dates = ends[0].type.is(Kind::date) || (is_dynamic(ends[0].type) && ends[1].type.is(Kind::date));
  bool sound = true;
  for (Expression& end : ends) {
    sound = coerce(end, dates ? model::simple_type(Kind::date) : model::number_type()) && sound;
    sound = sound && !end.type.is(Kind::error);
    require_never_null(end, Code::operand_may_be_null);
  }
  if (!sound) return failed(written.span);
  const NumberShape between = joined(ends[0].type.number, ends[1].type.number);
  Expression result = make_node(
      Operation::integer_range,
      model::list_of(dates ? ends[0].type : model::number_type({}, whole_number(between.low, between.high))),
      written.span);
  result.type.ordered = true;
  result.type.may_be_empty = false;
  result.operands = std::move(ends);
  return result;
}

/// What a variable runs over: a list, or what is counted.
Expression Inference::domain(const syntax::Expression& written) {
  if (written.form == Form::iteration_range ||
      (draft_.policy == Policy::pack && written.form == Form::interval && written.text == "[]"))
    return counted_domain(written);
  Expression over = infer(written);
  if (over.type.is(Kind::error)) return over;
  if (draft_.policy != Policy::pack && over.type.is(Kind::range)) {
    // Every number or day of it, found when it is evaluated.
    const Kind counted = over.type.element().kind;
    if (counted == Kind::number || counted == Kind::date || counted == Kind::any) {
      Expression all = make_node(Operation::integer_range, model::list_of(over.type.element()), over.span);
      all.operands.push_back(std::move(over));
      return all;
    }
  }
  if (draft_.conformance() && !over.type.is(Kind::range) && !over.type.is(Kind::null)) return over;
  if (!over.type.is(Kind::list)) {
    return mismatch(Code::not_a_list, written.span,
                    {{"text", formatted(written)}, {"type", type_text(draft_.pack, over.type)}});
  }
  require_never_null(over, Code::operand_may_be_null);
  return over;
}

namespace {

/// Whether the body of a `for` reads its own results; the body of one inside of it means those of that one.
bool mentions_partial(const syntax::Expression& written) {
  if (written.form == Form::name && written.text == "partial") return true;
  const auto last = written.operands.end() - (written.form == Form::iteration ? 1 : 0);
  return std::any_of(written.operands.begin(), last, mentions_partial);
}

/// Results gathered so far: of their bounds nothing can be said, since each may come from the one before.
Type gathered(Type element, bool ordered) {
  element.number.decimals = std::nullopt;
  element.number.low = std::nullopt;
  element.number.high = std::nullopt;
  element.number.literal = false;
  Type list = model::list_of(std::move(element));
  list.ordered = ordered;
  return list;
}

bool is_whole(const Type& type) {
  return !type.is(Kind::error) && std::ranges::all_of(type.arguments, is_whole);
}

/// Whether reading one or the other makes no difference to the type of a formula, bounds aside.
bool reads_alike(const Type& lhs, const Type& rhs) {
  return lhs.kind == rhs.kind && lhs.unit == rhs.unit && lhs.nullable == rhs.nullable &&
         lhs.number.quotient == rhs.number.quotient &&
         std::ranges::equal(lhs.arguments, rhs.arguments, reads_alike);
}

}  // namespace

/// The body of `for`, in which `partial` is the list of the results before this one. Its type is found by trying: at first
/// nothing is known of it, which leaves the branch that does not read it.
Expression Inference::iteration_body(const syntax::Expression& written, bool ordered,
                                     std::vector<model::LocalId>& locals) {
  if (!mentions_partial(written)) return infer(written);
  const model::LocalId local = draft_.new_local();
  locals.push_back(local);
  if (draft_.conformance()) {
    bindings_.push_back(
        {.name = "partial", .local = local, .type = model::list_of(model::simple_type(Kind::any))});
    Expression body = infer(written);
    bindings_.pop_back();
    return body;
  }
  Type element;
  constexpr int most_rounds =
      5;  // the kind, the unit, whether it may be null, whether it may be a quotient, and to be sure
  constexpr int most_open = 4;  // each is typed several times for each round of the one around it
  if (draft_.partial_open >= most_open) return too_deep(written);
  const std::size_t before = draft_.diagnostics.error_count();
  for (int round = 0; round < most_rounds; ++round) {
    bindings_.push_back({.name = "partial", .local = local, .type = gathered(element, ordered)});
    ++draft_.partial_open;
    Expression body = infer(written);
    --draft_.partial_open;
    bindings_.pop_back();
    if (draft_.diagnostics.error_count() != before) return failed(written.span);
    if (!types_fit(body.type, element)) {
      return mismatch(
          Code::type_mismatch, body.span,
          {{"found", type_text(draft_.pack, body.type)}, {"expected", type_text(draft_.pack, element)}});
    }
    const Type next = element.is(Kind::error) ? body.type : joined_type(element, body.type);
    if (!is_whole(next)) break;
    if (reads_alike(next, element)) return body;
    element = next;
  }
  return mismatch(Code::partial_of_nothing, written.span, {});
}

Expression Inference::iteration(const syntax::Expression& written) {
  const std::size_t before = bindings_.size();
  const std::size_t mark = non_null_.size();
  Expression result = make_node(written.form == Form::iteration ? Operation::iteration
                                : written.form == Form::some    ? Operation::some
                                                                : Operation::every,
                                model::simple_type(Kind::boolean), written.span);
  bool may_be_empty = false;
  bool ordered = true;
  bool sound = true;
  for (std::size_t index = 0; index < written.names.size(); ++index) {
    Expression over = domain(written.operands[index]);
    sound = sound && !over.type.is(Kind::error);
    may_be_empty = may_be_empty || over.type.may_be_empty;
    ordered = ordered && over.type.ordered;
    const model::LocalId local = draft_.new_local();
    result.locals.push_back(local);
    bindings_.push_back({.name = written.names[index],
                         .local = local,
                         .type = over.type.is(Kind::list) ? over.type.element()
                                 : draft_.conformance()   ? over.type  // a scalar is a list of one
                                                          : Type{}});
    for (std::string& key : shown_of_items(over, local)) non_null_.push_back(std::move(key));
    result.operands.push_back(std::move(over));
  }
  if (written.form == Form::iteration) {
    result.operands.push_back(iteration_body(written.operands.back(), ordered, result.locals));
    result.type = model::list_of(result.operands.back().type);
    result.type.may_be_empty = may_be_empty;
    result.type.ordered = ordered;
  } else {
    result.operands.push_back(condition(written.operands.back()));
  }
  sound = sound && !result.operands.back().type.is(Kind::error);
  bindings_.resize(before);
  widen(mark);
  return sound ? result : failed(written.span);
}

Expression Inference::filter(const syntax::Expression& written) {
  Expression over = infer(written.operands[0]);
  if (over.type.is(Kind::error)) return over;
  if (draft_.conformance()) {
    const model::LocalId item = draft_.new_local();
    bindings_.push_back({.name = "item",
                         .local = item,
                         .type = over.type.is(Kind::list) ? over.type.element() : over.type,
                         .item = true});
    Expression inside = infer(written.operands[1]);
    bindings_.pop_back();
    return dynamic_filter(std::move(over), std::move(inside), item, written.span);
  }
  if (!over.type.is(Kind::list)) {
    return mismatch(Code::not_a_list, over.span,
                    {{"text", formatted(written.operands[0])}, {"type", type_text(draft_.pack, over.type)}});
  }
  const model::LocalId local = draft_.new_local();
  bindings_.push_back({.name = "item", .local = local, .type = over.type.element(), .item = true});
  Expression inside = infer(written.operands[1]);
  bindings_.pop_back();
  if (inside.type.is(Kind::error)) return inside;
  if (inside.type.is(Kind::number) && !reads_local(inside, local)) {
    if (!over.type.ordered) {
      draft_.error(Code::list_has_no_order, written.span, {{"text", formatted(written.operands[0])}})
          .help(Hint::sort_first);
      return failed(written.span);
    }
    if (!inside.type.unit.plain() && !inside.type.number.literal) {
      return mismatch(Code::unit_mismatch, inside.span,
                      {{"found", inside.type.unit.text()}, {"expected", "plain"}});
    }
    Expression result = make_node(Operation::element, over.type.element(), written.span);
    result.type.nullable = result.type.nullable || over.type.nullable || inside.type.nullable;
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

namespace {

/// Below 60, to the nanosecond; above -60 in a duration.
NumberShape seconds_of_minute(int low) {
  const Decimal most = *Decimal::parse("59.999999999");
  return {.decimals = 9, .low = low < 0 ? -most : Decimal{0}, .high = most};
}

}  // namespace

std::optional<Expression> property_of(Draft& /*draft*/, Expression operand, const std::string& name,
                                      text::Span span) {
  struct Entry {
    Kind kind;
    std::string_view name;
    Property property;
    int low, high;
  };
  constexpr int open = -1;
  constexpr std::array<Entry, 25> entries{
      {{Kind::date, "year", Property::year, open, open},
       {Kind::date, "month", Property::month, 1, 12},
       {Kind::date, "day", Property::day, 1, 31},
       {Kind::date, "weekday", Property::weekday, 1, 7},
       {Kind::date_time, "year", Property::year, open, open},
       {Kind::date_time, "month", Property::month, 1, 12},
       {Kind::date_time, "day", Property::day, 1, 31},
       {Kind::date_time, "weekday", Property::weekday, 1, 7},
       {Kind::date_time, "hour", Property::hour, 0, 23},
       {Kind::date_time, "minute", Property::minute, 0, 59},
       {Kind::date_time, "second", Property::second, 0, 59},
       {Kind::date_time, "time offset", Property::time_offset, open, open},
       {Kind::date_time, "timezone", Property::timezone, open, open},
       {Kind::time, "hour", Property::hour, 0, 23},
       {Kind::time, "minute", Property::minute, 0, 59},
       {Kind::time, "second", Property::second, 0, 59},
       {Kind::time, "time offset", Property::time_offset, open, open},
       {Kind::time, "timezone", Property::timezone, open, open},
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
    if (entry.property == Property::time_offset)
      return finish(entry.property, nullable(model::simple_type(Kind::days_time)));
    if (entry.property == Property::timezone)
      return finish(entry.property, nullable(model::simple_type(Kind::text)));
    if (entry.property == Property::second || entry.property == Property::seconds)
      return finish(entry.property, model::number_type({}, seconds_of_minute(entry.low)));
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
