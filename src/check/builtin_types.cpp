// src/check/builtin_types.cpp - what calls have in common; conversions, dates, ranges, contexts.
#include "check/builtin_types.hpp"

#include <algorithm>

#include "doudi/base/pattern.hpp"

#include "check/number_shape.hpp"
#include "check/type_fit.hpp"

namespace doudi::check {

using model::Builtin;
using model::Kind;
using model::Shape;
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

bool fits_shape(const Type& type, Shape shape) {
  if (type.is(Kind::any)) return true;
  switch (shape) {
    case Shape::any:
      return true;
    case Shape::null:
      return type.is(Kind::null);
    case Shape::boolean:
      return type.is(Kind::boolean);
    case Shape::number:
      return type.is(Kind::number);
    case Shape::text:
      return type.is(Kind::text);
    case Shape::date:
      return type.is(Kind::date);
    case Shape::time:
      return type.is(Kind::time);
    case Shape::date_time:
      return type.is(Kind::date_time);
    case Shape::years_months:
      return type.is(Kind::years_months);
    case Shape::days_time:
      return type.is(Kind::days_time);
    case Shape::ordered:
      return type.is(Kind::number) || type.is(Kind::text) || type.is(Kind::date) || type.is(Kind::time) ||
             type.is(Kind::date_time) || type.is(Kind::years_months) || type.is(Kind::days_time) ||
             type.is(Kind::enumeration);
    case Shape::list:
      return type.is(Kind::list);
    case Shape::range:
      return type.is(Kind::range);
    case Shape::context:
      return type.is(Kind::context);
    case Shape::function:
      return type.is(Kind::function);
  }
  return false;
}

Type type_of_shape(Shape shape) {
  switch (shape) {
    case Shape::null:
      return model::simple_type(Kind::null);
    case Shape::boolean:
      return model::simple_type(Kind::boolean);
    case Shape::number:
      return model::number_type();
    case Shape::text:
      return model::simple_type(Kind::text);
    case Shape::date:
      return model::simple_type(Kind::date);
    case Shape::time:
      return model::simple_type(Kind::time);
    case Shape::date_time:
      return model::simple_type(Kind::date_time);
    case Shape::years_months:
      return model::simple_type(Kind::years_months);
    case Shape::days_time:
      return model::simple_type(Kind::days_time);
    case Shape::list:
      return model::list_of(model::simple_type(Kind::any));
    case Shape::any:
    case Shape::ordered:
    case Shape::range:
    case Shape::context:
    case Shape::function:
      break;
  }
  return model::simple_type(Kind::any);
}

namespace {

/// `text or date`: what a parameter takes.
std::string shapes_text(const model::BuiltinParameter& parameter) {
  std::string result;
  for (const Shape shape : parameter.shapes)
    result += (result.empty() ? "" : " or ") + std::string{model::shape_name(shape)};
  return result;
}

/// Checks one argument by what the table of functions says of its parameter.
bool fits_parameter(Call& call, std::size_t index) {
  const auto& parameters = call.definition.parameters;
  const model::BuiltinParameter& parameter = parameters[std::min(index, parameters.size() - 1)];
  const Type& type = call.type(index);
  if (parameter.optional && type.is(Kind::null)) return true;
  const bool fits =
      std::ranges::any_of(parameter.shapes, [&](Shape shape) { return fits_shape(type, shape); });
  if (!fits) {
    call.wrong(index, shapes_text(parameter));
    return false;
  }
  if (!type.is(Kind::number)) return true;
  const bool unit_allowed = index == 0 && call.definition.units != model::UnitRule::none;
  return unit_allowed ? call.expect_exact(index) : call.expect_plain(index);
}

const std::string* constant_text(const Call& call, std::size_t index) {
  const model::Literal* literal = call.given(index) ? constant_of(call.arguments[index]) : nullptr;
  return literal == nullptr ? nullptr : std::get_if<std::string>(literal);
}

/// A regular expression that is written out is tried now, so that no record meets a bad one.
bool has_usable_pattern(Call& call) {
  const Builtin builtin = call.definition.builtin;
  if (builtin != Builtin::matches && builtin != Builtin::replace && builtin != Builtin::split) return true;
  const std::string* pattern = constant_text(call, 1);
  if (pattern == nullptr) return true;
  const std::string* flags =
      builtin == Builtin::split ? nullptr : constant_text(call, builtin == Builtin::matches ? 2 : 3);
  if (Pattern::compile(*pattern, flags == nullptr ? std::string{} : *flags)) return true;
  call.fault(Code::bad_pattern, call.arguments[1].span, {{"value", *pattern}});
  return false;
}

/// Bounds of a result that its shape does not say.
Type refined(model::Builtin builtin, Type type) {
  switch (builtin) {
    case Builtin::string_length:
      type.number = whole_number(Decimal{0}, {});
      break;
    case Builtin::day_of_year:
    case Builtin::week_of_year:
      type.number = whole_number(Decimal{1}, Decimal{366});
      break;
    case Builtin::full_years:
    case Builtin::full_years_from_next_month:
      type.number = whole_number({}, {});
      break;
    case Builtin::split:
      type = model::list_of(model::simple_type(Kind::text));
      type.ordered = true;
      break;
    default:
      break;
  }
  return type;
}

Type nullable_if(bool null_inside, Type type) {
  type.nullable = null_inside;
  return type;
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

/// The key of an entry that a call names; nothing, after a report, if it is no literal text.
const std::string* literal_key(Call& call, std::size_t index) {
  const model::Literal* literal = constant_of(call.arguments[index]);
  const auto* key = literal == nullptr ? nullptr : std::get_if<std::string>(literal);
  if (key == nullptr) call.fault(Code::literal_argument_needed, call.arguments[index].span);
  return key;
}

void put_entry(Type& context, const std::string& key, const Type& value) {
  const auto found = std::ranges::find(context.names, key);
  if (found != context.names.end()) {
    context.arguments[static_cast<std::size_t>(found - context.names.begin())] = value;
    return;
  }
  context.names.push_back(key);
  context.arguments.push_back(value);
}

/// Contexts made by functions: their keys must be known, so they are literals.
Type context_type(Call& call) {
  if (call.definition.builtin == Builtin::context_put) {
    if (!call.expect(0, Kind::context)) return {};
    const std::string* key = literal_key(call, 1);
    if (key == nullptr) return {};
    Type type = call.type(0);
    put_entry(type, *key, call.type(2));
    return type;
  }
  const model::Expression& list = call.arguments[0];
  const bool merges = call.definition.builtin == Builtin::context_merge;
  if (!merges || list.operation != model::Operation::list)
    return call.fault(Code::literal_argument_needed, list.span);
  Type type = model::simple_type(Kind::context);
  for (const model::Expression& context : list.operands) {
    if (!context.type.is(Kind::context)) return call.wrong(0, "list of contexts");
    for (std::size_t index = 0; index < context.type.names.size(); ++index)
      put_entry(type, context.type.names[index], context.type.arguments[index]);
    type.nullable = type.nullable || context.type.nullable;
  }
  return type;
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

Type declared_type(Call& call) {
  for (std::size_t index = 0; index < call.arguments.size(); ++index) {
    if (!fits_parameter(call, index)) return {};
  }
  if (!has_usable_pattern(call)) return {};
  Type type = refined(call.definition.builtin, type_of_shape(call.definition.result));
  if (call.definition.units == model::UnitRule::keeps && type.is(Kind::number)) type.unit = call.type(0).unit;
  bool null_inside = false;
  for (std::size_t index = 0; index < call.arguments.size(); ++index) {
    const bool left_out = index < call.definition.parameters.size() &&
                          call.definition.parameters[index].optional && call.type(index).is(Kind::null);
    null_inside = null_inside || (call.type(index).nullable && !left_out);
  }
  return nullable_if(null_inside, std::move(type));
}

Type other_builtin_type(Call& call) {
  switch (call.definition.builtin) {
    case Builtin::string_of:
      if (!call.expect_exact(0)) return {};
      return nullable_if(call.null_inside(), model::simple_type(Kind::text));
    case Builtin::duration_of:
      return duration_type(call);
    case Builtin::is_same:
      return model::simple_type(Kind::boolean);
    case Builtin::otherwise:
      return otherwise_type(call);
    case Builtin::get_value:
      return get_value_type(call);
    case Builtin::get_entries:
      return get_entries_type(call);
    case Builtin::context_of:
    case Builtin::context_put:
    case Builtin::context_merge:
      return context_type(call);
    default:
      break;
  }
  const Builtin builtin = call.definition.builtin;
  return builtin >= Builtin::before && builtin <= Builtin::coincides ? range_relation_type(call)
                                                                     : declared_type(call);
}

Type builtin_type(Call& call) {
  const Builtin builtin = call.definition.builtin;
  if (builtin == Builtin::string_join) return string_join_type(call);
  if (builtin >= Builtin::min && builtin <= Builtin::any && builtin != Builtin::total)
    return aggregate_type(call);
  if (builtin == Builtin::total) return aggregate_type(call);
  if (builtin >= Builtin::list_contains && builtin <= Builtin::sort) return list_builtin_type(call);
  if (builtin >= Builtin::decimal && builtin <= Builtin::even) return numeric_builtin_type(call);
  return other_builtin_type(call);
}

}  // namespace doudi::check
