// src/check/builtin_types.cpp - what calls have in common; conversions, dates, ranges, contexts.
#include "check/builtin_types.hpp"

#include <algorithm>

#include "check/number_shape.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Builtin;
using model::Kind;
using model::Type;

bool Call::null_inside() const {
  return std::ranges::any_of(arguments,
                             [](const model::Expression& argument) { return argument.type.nullable; });
}

Type Call::wrong(std::size_t index, std::string_view expected) {
  draft.error(Code::argument_type, arguments[index].span,
              {{"name", std::string{definition.name}},
               {"found", type_text(draft.pack, type(index))},
               {"expected", std::string{expected}}});
  return {};
}

Type Call::fault(Code code, text::Span where, text::Arguments values) {
  values.push_back({"name", std::string{definition.name}});
  draft.error(code, where, std::move(values));
  return {};
}

bool Call::expect(std::size_t index, Kind kind) {
  if (type(index).is(kind)) return true;
  wrong(index, model::kind_name(kind));
  return false;
}

bool Call::expect_exact(std::size_t index) {
  if (!type(index).number.quotient) return true;
  draft.error(Code::quotient_argument, arguments[index].span, {{"name", std::string{definition.name}}})
      .help(Hint::round_first);
  return false;
}

bool Call::expect_plain(std::size_t index) {
  if (!expect(index, Kind::number)) return false;
  if (!type(index).unit.plain() && !type(index).number.literal) {
    draft.error(Code::unit_mismatch, arguments[index].span,
                {{"found", type(index).unit.text()}, {"expected", "plain"}});
    return false;
  }
  return expect_exact(index);
}

namespace {

Type nullable_if(bool null_inside, Type type) {
  type.nullable = null_inside;
  return type;
}

Type date_type(Call& call) {
  if (call.arguments.size() == 3) {
    for (std::size_t index = 0; index < 3; ++index) {
      if (!call.expect_plain(index)) return {};
    }
    return nullable_if(call.null_inside(), model::simple_type(Kind::date));
  }
  if (call.type(0).is(Kind::text) || call.type(0).is(Kind::date)) {
    return nullable_if(call.null_inside(), model::simple_type(Kind::date));
  }
  return call.wrong(0, "text");
}

Type duration_type(Call& call) {
  const model::Literal* literal = constant_of(call.arguments[0]);
  if (literal == nullptr || !std::holds_alternative<std::string>(*literal)) {
    return call.fault(Code::literal_argument_needed, call.arguments[0].span);
  }
  const std::string& text = std::get<std::string>(*literal);
  if (YearsMonths::parse(text)) return model::simple_type(Kind::years_months);
  if (DaysTime::parse(text)) return model::simple_type(Kind::days_time);
  return call.fault(Code::bad_temporal, call.arguments[0].span, {{"text", text}});
}

/// A boolean on points and ranges of one ordered kind.
Type range_relation_type(Call& call) {
  Type point[2];
  for (std::size_t index = 0; index < 2; ++index) {
    point[index] = call.type(index).is(Kind::range) ? call.type(index).element() : call.type(index);
  }
  if (!is_ordered(call.draft.pack, point[0])) return call.wrong(0, "values with an order, or ranges of them");
  const bool fit = types_fit(point[0], point[1]);
  if (!fit) return call.wrong(1, type_text(call.draft.pack, call.type(0)));
  return nullable_if(call.null_inside() || call.type(0).is(Kind::range) || call.type(1).is(Kind::range),
                     model::simple_type(Kind::boolean));
}

Type otherwise_type(Call& call) {
  Type type = call.inference.reconcile({&call.arguments[0], &call.arguments[1]});
  if (type.is(Kind::error)) return type;
  type.nullable = call.type(1).nullable;
  return type;
}

Type get_value_type(Call& call) {
  if (!call.expect(0, Kind::context)) return {};
  const model::Literal* literal = constant_of(call.arguments[1]);
  if (literal == nullptr || !std::holds_alternative<std::string>(*literal)) {
    return call.fault(Code::literal_argument_needed, call.arguments[1].span);
  }
  const auto& names = call.type(0).names;
  const auto found = std::ranges::find(names, std::get<std::string>(*literal));
  if (found == names.end()) {
    return call.fault(Code::unknown_member_of, call.arguments[1].span,
                      {{"name", std::get<std::string>(*literal)}, {"type", "context"}});
  }
  return nullable_if(call.null_inside(),
                     call.type(0).arguments[static_cast<std::size_t>(found - names.begin())]);
}

Type get_entries_type(Call& call) {
  if (!call.expect(0, Kind::context)) return {};
  Type value =
      call.type(0).arguments.empty() ? model::simple_type(Kind::null) : call.type(0).arguments.front();
  for (const Type& other : call.type(0).arguments) {
    if (!types_fit(other, value)) return call.wrong(0, "context of one type");
    value = joined_type(value, other);
  }
  Type entry = model::simple_type(Kind::context);
  entry.names = {"key", "value"};
  entry.arguments = {model::simple_type(Kind::text), value};
  Type list = model::list_of(std::move(entry));
  list.ordered = true;
  return list;
}

}  // namespace

Type other_builtin_type(Call& call) {
  switch (call.definition.builtin) {
    case Builtin::number_of:
      if (!call.expect(0, Kind::text)) return {};
      return nullable_if(call.null_inside(), model::number_type());
    case Builtin::string_of:
      if (!call.expect_exact(0)) return {};
      return nullable_if(call.null_inside(), model::simple_type(Kind::text));
    case Builtin::date_of:
      return date_type(call);
    case Builtin::duration_of:
      return duration_type(call);
    case Builtin::years_and_months_duration:
      if (!call.expect(0, Kind::date) || !call.expect(1, Kind::date)) return {};
      return nullable_if(call.null_inside(), model::simple_type(Kind::years_months));
    case Builtin::is_same:
      return model::simple_type(Kind::boolean);
    case Builtin::otherwise:
      return otherwise_type(call);
    case Builtin::day_of_year:
    case Builtin::week_of_year:
      if (!call.expect(0, Kind::date)) return {};
      return nullable_if(call.null_inside(), model::number_type({}, whole_number(Decimal{1}, Decimal{366})));
    case Builtin::full_years:
    case Builtin::full_years_from_next_month:
      if (!call.expect(0, Kind::date)) return {};
      return nullable_if(call.null_inside(), model::number_type({}, whole_number({}, {})));
    case Builtin::day_of_week:
    case Builtin::month_of_year:
      if (!call.expect(0, Kind::date)) return {};
      return nullable_if(call.null_inside(), model::simple_type(Kind::text));
    case Builtin::get_value:
      return get_value_type(call);
    case Builtin::get_entries:
      return get_entries_type(call);
    default:
      return range_relation_type(call);
  }
}

Type builtin_type(Call& call) {
  const Builtin builtin = call.definition.builtin;
  if (builtin >= Builtin::substring && builtin <= Builtin::string_join) return text_builtin_type(call);
  if (builtin >= Builtin::min && builtin <= Builtin::any && builtin != Builtin::total)
    return aggregate_type(call);
  if (builtin == Builtin::total) return aggregate_type(call);
  if (builtin >= Builtin::list_contains && builtin <= Builtin::sort) return list_builtin_type(call);
  if (builtin >= Builtin::decimal && builtin <= Builtin::even) return numeric_builtin_type(call);
  return other_builtin_type(call);
}

}  // namespace doudi::check
