// src/check/infer_calls.cpp - calls: functions of the pack, dated parameters, functions of FEEL.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/builtin_types.hpp"
#include "check/infer.hpp"
#include "check/number_shape.hpp"
#include "model/range_text.hpp"

namespace doudi::check {

using model::Builtin;
using model::BuiltinDefinition;
using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

/// `f(a, b?)`, for messages.
std::string signature(const BuiltinDefinition& definition) {
  std::string result{definition.name};
  result += '(';
  for (std::size_t index = 0; index < definition.parameters.size(); ++index) {
    if (index > 0) result += ", ";
    result += definition.parameters[index].name;
    if (definition.parameters[index].optional) result += '?';
  }
  if (definition.variadic) result += ", …";
  return result + ')';
}

/// `per month(x)` is `x / 12`, and so on: plain arithmetic with another unit.
struct Conversion {
  Builtin builtin;
  std::string_view from, to;
  char sign;
  int factor;
};
constexpr std::array conversions{
    Conversion{Builtin::per_month, "year", "month", '/', 12},
    Conversion{Builtin::per_month, "quarter", "month", '/', 3},
    Conversion{Builtin::per_year, "month", "year", '*', 12},
    Conversion{Builtin::per_year, "quarter", "year", '*', 4},
    Conversion{Builtin::per_quarter, "month", "quarter", '*', 3},
    Conversion{Builtin::per_quarter, "year", "quarter", '/', 4},
};

}  // namespace

std::optional<std::vector<std::size_t>> argument_order(const BuiltinDefinition& definition,
                                                       const syntax::Expression& written) {
  const auto& parameters = definition.parameters;
  const std::size_t given = written.operands.size();
  const auto needed = static_cast<std::size_t>(
      std::ranges::count_if(parameters, [](const model::BuiltinParameter& each) { return !each.optional; }));
  std::vector<std::size_t> order;
  if (written.names.empty()) {
    if (given < needed || (!definition.variadic && given > parameters.size())) return std::nullopt;
    for (std::size_t index = 0; index < given; ++index) order.push_back(index);
    return order;
  }
  std::size_t found = 0;
  for (const model::BuiltinParameter& parameter : parameters) {
    const auto name = std::ranges::find(written.names, parameter.name);
    if (name == written.names.end() && !parameter.optional) return std::nullopt;
    found += name == written.names.end() ? 0U : 1U;
    order.push_back(name == written.names.end() ? given
                                                : static_cast<std::size_t>(name - written.names.begin()));
  }
  if (found != given) return std::nullopt;
  while (!order.empty() && order.back() == given) order.pop_back();  // optional, at the end, left out
  return order;
}

Expression Inference::dated_parameter(model::ParameterId parameter_id, const syntax::Expression& written) {
  if (written.operands.size() != 1 || !written.names.empty()) {
    return mismatch(Code::dated_parameter_call, written.span, {{"name", written.text}});
  }
  auto result = parameter(draft_.pack[parameter_id].name, written.span);
  Expression date = infer(written.operands[0]);
  if (result->type.is(Kind::error) || date.type.is(Kind::error)) return failed(written.span);
  if (!date.type.is(Kind::date)) {
    return mismatch(Code::dated_parameter_call, date.span, {{"name", written.text}});
  }
  require_never_null(date, Code::operand_may_be_null);
  auto use = std::get<model::ParameterUse>(result->detail);
  use.dated = true;
  result->detail = use;
  result->operands.push_back(std::move(date));
  return std::move(*result);
}

Expression Inference::inlined(const syntax::Function& function, const syntax::Expression& written) {
  if (std::ranges::find(draft_.functions_open, function.name.text) != draft_.functions_open.end()) {
    return mismatch(Code::function_calls_itself, written.span, {{"name", function.name.text}});
  }
  constexpr std::size_t most_open = 32;       // functions that call functions
  constexpr std::size_t most_inlined = 2000;  // in all, for one call of a formula
  if (draft_.functions_open.empty()) draft_.functions_inlined = 0;
  ++draft_.functions_inlined;
  if (draft_.functions_inlined > most_inlined + 1)
    return failed(written.span);  // reported for the one before
  if (draft_.functions_open.size() >= most_open || draft_.functions_inlined > most_inlined)
    return mismatch(Code::functions_too_deep, written.span, {{"name", function.name.text}});
  check_function(draft_, function);
  std::vector<const syntax::Expression*> ordered(function.parameters.size(), nullptr);
  if (written.names.empty() && written.operands.size() == ordered.size()) {
    for (std::size_t index = 0; index < ordered.size(); ++index) ordered[index] = &written.operands[index];
  } else {
    for (std::size_t index = 0; index < written.names.size(); ++index) {
      const auto found =
          std::ranges::find(function.parameters, written.names[index],
                            [](const syntax::FunctionParameter& parameter) { return parameter.name.text; });
      if (found != function.parameters.end()) {
        ordered[static_cast<std::size_t>(found - function.parameters.begin())] = &written.operands[index];
      }
    }
  }
  if (std::ranges::find(ordered, nullptr) != ordered.end() || written.operands.size() != ordered.size()) {
    std::string expected = function.name.text + '(';
    for (const syntax::FunctionParameter& parameter : function.parameters) {
      expected += (expected.back() == '(' ? "" : ", ") + parameter.name.text;
    }
    return mismatch(Code::wrong_arguments, written.span,
                    {{"name", function.name.text}, {"signature", expected + ')'}});
  }
  Expression result = make_node(Operation::bind, {}, written.span);
  result.text = function.name.text;
  Inference body{draft_, {.function = true}};
  const bool faulty = draft_.functions_faulty.contains(function.name.text);
  bool sound = true;
  for (std::size_t index = 0; index < ordered.size(); ++index) {
    const syntax::FunctionParameter& parameter = function.parameters[index];
    Expression argument = infer(*ordered[index]);
    if (!faulty) sound = coerce(argument, checked_type(draft_, parameter.type, parameter.unit)) && sound;
    sound = sound && !argument.type.is(Kind::error);
    const model::LocalId local = draft_.new_local();
    result.locals.push_back(local);
    body.bind({.name = parameter.name.text, .local = local, .type = argument.type});
    result.operands.push_back(std::move(argument));
  }
  if (!sound || faulty) return failed(written.span);
  draft_.functions_open.push_back(function.name.text);
  Expression value = body.infer(function.formula);
  draft_.functions_open.pop_back();
  if (value.type.is(Kind::error)) return failed(written.span);
  if (function.type) {
    if (!body.coerce(value, checked_type(draft_, *function.type, function.unit))) return failed(written.span);
  }
  result.type = value.type;
  result.operands.push_back(std::move(value));
  return result;
}

// The functions below stand on the stack once for each call inside a call, so those that go on into arguments keep little.

Expression Inference::call(const syntax::Expression& written) {
  if (draft_.policy != Policy::pack) {
    if (auto function = bound_name(written.text, written.span)) {
      if (function->type.is(Kind::function)) return invoke(std::move(*function), written, 0);
      if (is_dynamic(function->type)) return unsupported(Code::function_not_known, written.span);
      return mismatch(Code::not_callable, written.span, {});
    }
  }
  if (const auto function = draft_.functions.find(written.text); function != draft_.functions.end()) {
    return inlined(*function->second, written);
  }
  if (const auto found = draft_.parameters.find(written.text); found != draft_.parameters.end()) {
    return dated_parameter(found->second, written);
  }
  if (written.text == "not" && written.operands.size() == 1) return negation(written);
  if (model::find_builtin(written.text) == nullptr) return unknown_function(written);
  if (draft_.policy != Policy::pack) return standard_call(written);
  if (written.text == "now") return unknown_function(written);
  const bool takes_function = std::ranges::any_of(
      written.operands, [](const syntax::Expression& argument) { return argument.form == Form::function; });
  if (takes_function && written.text == "list replace") return replacement(written);
  for (const BuiltinDefinition& definition : model::overloads(written.text)) {
    if (argument_order(definition, written)) return builtin_call(definition, written);
  }
  return wrong_arguments(written);
}

Expression Inference::negation(const syntax::Expression& written) {
  Expression operand = infer(written.operands[0]);
  if (operand.type.is(Kind::error)) return operand;
  const bool late = draft_.conformance() && (is_dynamic(operand.type) || operand.type.is(Kind::null));
  if (!operand.type.is(Kind::boolean) && !late) {
    return mismatch(Code::operand_not_boolean, operand.span,
                    {{"operator", "not"}, {"type", type_text(draft_.pack, operand.type)}});
  }
  Expression result =
      make_node(Operation::negation, late ? model::simple_type(Kind::boolean) : operand.type, written.span);
  result.operands.push_back(std::move(operand));
  return result;
}

Expression Inference::unknown_function(const syntax::Expression& written) {
  if (written.text == "now") {
    draft_.error(Code::now_is_not_allowed, written.span).help(Hint::use_today);
    return failed(written.span);
  }
  std::vector<std::string> names = names_of(draft_.functions);
  for (const BuiltinDefinition& definition : model::builtin_definitions())
    names.emplace_back(definition.name);
  propose_nearest(draft_.error(Code::unknown_function, written.span, {{"name", written.text}}), written.text,
                  names);
  for (const syntax::Expression& argument : written.operands) {
    if (argument.form != Form::function) static_cast<void>(infer(argument));
  }
  return failed(written.span);
}

Expression Inference::wrong_arguments(const syntax::Expression& written) {
  std::string signatures;
  for (const BuiltinDefinition& definition : model::overloads(written.text))
    signatures += (signatures.empty() ? "" : "; ") + signature(definition);
  return mismatch(Code::wrong_arguments, written.span, {{"name", written.text}, {"signature", signatures}});
}

/// The function that says of two elements which comes first; its variables go into `locals`.
Expression Inference::ordering(const syntax::Expression& written, const Type& element,
                               std::vector<model::LocalId>& locals) {
  const std::size_t before = bindings_.size();
  for (const std::string& name : written.names) {
    locals.push_back(draft_.new_local());
    bindings_.push_back({.name = name, .local = locals.back(), .type = element});
  }
  Expression result = condition(written.operands[0]);
  bindings_.resize(before);
  return result;
}

/// `list replace(list, function(item, newItem) …, newItem)`: the items for which the function is true are replaced.
Expression Inference::replacement(const syntax::Expression& written) {
  const auto forms = model::overloads("list replace");
  const auto takes_function = [](const BuiltinDefinition& form) {
    return form.parameters[1].shapes.front() == model::Shape::function;
  };
  const auto order = argument_order(*std::ranges::find_if(forms, takes_function), written);
  if (!order) return wrong_arguments(written);
  const syntax::Expression& match = written.operands[(*order)[1]];
  Expression list = infer(written.operands[(*order)[0]]);
  Expression item = infer(written.operands[(*order)[2]]);
  if (list.type.is(Kind::error) || item.type.is(Kind::error)) return failed(written.span);
  if (match.form != Form::function || match.names.size() != 2 || !list.type.is(Kind::list))
    return wrong_arguments(written);
  if (!coerce(item, list.type.element())) return failed(written.span);
  Expression result = make_node(Operation::call, list.type, written.span);
  result.type.arguments = {reconcile_types(list.type.element(), item.type, item.span)};
  const std::size_t before = bindings_.size();
  for (const Type& type : {list.type.element(), item.type}) {
    result.locals.push_back(draft_.new_local());
    bindings_.push_back(
        {.name = match.names[result.locals.size() - 1], .local = result.locals.back(), .type = type});
  }
  Expression condition = this->condition(match.operands[0]);
  bindings_.resize(before);
  if (condition.type.is(Kind::error) || result.type.element().is(Kind::error)) return failed(written.span);
  result.text = written.text;
  result.detail = Builtin::list_replace;
  result.operands.push_back(std::move(list));
  result.operands.push_back(std::move(condition));
  result.operands.push_back(std::move(item));
  return result;
}

Expression Inference::builtin_call(const BuiltinDefinition& definition, const syntax::Expression& written) {
  std::vector<Expression> arguments;
  std::vector<model::LocalId> locals;
  bool sound = true;
  const auto order = argument_order(definition, written);
  for (const std::size_t position : order.value()) {
    if (position >= written.operands.size()) {
      // An optional argument before one that is given.
      arguments.push_back(constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span));
      continue;
    }
    const syntax::Expression* argument = &written.operands[position];
    const bool orders = definition.builtin == Builtin::sort && argument->names.size() == 2 &&
                        arguments.size() == 1 && arguments[0].type.is(Kind::list);
    if (argument->form != Form::function) {
      arguments.push_back(infer(*argument));
    } else if (orders) {
      arguments.push_back(ordering(*argument, arguments[0].type.element(), locals));
    } else {
      return mismatch(Code::function_not_a_value, argument->span, {});
    }
    sound = sound && !arguments.back().type.is(Kind::error);
  }
  if (!sound) return failed(written.span);
  return typed_call(definition, std::move(arguments), std::move(locals), written.span);
}

Expression Inference::typed_call(const BuiltinDefinition& definition, std::vector<Expression> arguments,
                                 std::vector<model::LocalId> locals, text::Span span) {
  if (definition.builtin == Builtin::today)
    return make_node(Operation::today, model::simple_type(Kind::date), span);
  for (const Conversion& conversion : conversions) {
    if (conversion.builtin == definition.builtin) return converted(std::move(arguments[0]), definition, span);
  }
  if (definition.builtin == Builtin::months || definition.builtin == Builtin::years)
    return with_unit(std::move(arguments[0]), definition.builtin == Builtin::months ? "month" : "year");
  if (definition.builtin == Builtin::range_of) return range_literal(arguments[0], span);
  Call call{.inference = *this,
            .draft = draft_,
            .definition = definition,
            .arguments = std::move(arguments),
            .span = span};
  Type type = builtin_type(call);
  if (type.is(Kind::error)) return failed(span);
  if (definition.builtin == Builtin::duration_of) {
    const std::string& text = std::get<std::string>(*constant_of(call.arguments[0]));
    if (const auto months = YearsMonths::parse(text)) return constant(*months, type, span);
    return constant(*DaysTime::parse(text), type, span);
  }
  Expression result = make_node(Operation::call, std::move(type), span);
  result.text = std::string{definition.name};
  result.locals = std::move(locals);
  result.operands = std::move(call.arguments);
  result.detail = definition.builtin;
  return result;
}

/// A range written in a text, whose type only the text tells.
Expression Inference::range_literal(const Expression& argument, text::Span span) {
  const model::Literal* literal = constant_of(argument);
  const auto* text = literal == nullptr ? nullptr : std::get_if<std::string>(literal);
  if (text == nullptr) return mismatch(Code::literal_argument_needed, argument.span, {{"name", "range"}});
  const auto range = model::read_range(*text);
  if (!range) return mismatch(Code::text_is_no_range, argument.span, {{"value", *text}});
  Expression result = make_node(Operation::interval, {}, span);
  for (const model::Literal& end : {range->low, range->high}) {
    Type type = model::simple_type(Kind::text);
    if (const auto* number = std::get_if<Decimal>(&end)) type = model::number_type({}, exactly(*number));
    if (std::holds_alternative<Date>(end)) type = model::simple_type(Kind::date);
    if (std::holds_alternative<Time>(end)) type = model::simple_type(Kind::time);
    if (std::holds_alternative<DateTime>(end)) type = model::simple_type(Kind::date_time);
    if (std::holds_alternative<YearsMonths>(end)) type = model::simple_type(Kind::years_months);
    if (std::holds_alternative<DaysTime>(end)) type = model::simple_type(Kind::days_time);
    result.operands.push_back(constant(end, std::move(type), argument.span));
  }
  result.type = model::range_of(reconcile({&result.operands[0], &result.operands[1]}));
  result.detail = range->bounds;
  return result;
}

/// A plain number taken as months or years.
Expression Inference::with_unit(Expression number, std::string_view unit) {
  if (!number.type.is(Kind::number) || !number.type.unit.plain()) {
    return mismatch(Code::unit_mismatch, number.span,
                    {{"found", type_text(draft_.pack, number.type)}, {"expected", "plain"}});
  }
  number.type.unit = *model::Unit::parse(unit);
  number.type.number.literal = false;
  return number;
}

Expression Inference::converted(Expression number, const BuiltinDefinition& definition, text::Span span) {
  for (const Conversion& conversion : conversions) {
    if (conversion.builtin != definition.builtin || !number.type.is(Kind::number)) continue;
    const auto from = model::Unit::parse(conversion.from);
    const auto to = model::Unit::parse(conversion.to);
    const model::Unit money = number.type.unit.multiplied(*from);
    const auto& factors = number.type.unit.factors();
    const bool fits = std::ranges::find(factors, std::pair<std::string, int>{std::string{conversion.from},
                                                                             -1}) != factors.end();
    if (!fits) continue;
    if (number.type.number.quotient && conversion.sign == '*') {
      draft_.error(Code::quotient_multiplied, span).help(Hint::round_first);
      return failed(span);
    }
    const NumberShape factor = exactly(Decimal{conversion.factor});
    Type type =
        model::number_type(money.divided(*to), conversion.sign == '*' ? multiplied(number.type.number, factor)
                                                                      : divided(number.type.number, factor));
    type.nullable = number.type.nullable;
    Expression result = make_node(Operation::product, std::move(type), span);
    result.text = std::string(1, conversion.sign);
    result.operands.push_back(std::move(number));
    result.operands.push_back(constant(Decimal{conversion.factor}, model::number_type({}, factor), span));
    return result;
  }
  draft_
      .error(Code::no_such_conversion, number.span,
             {{"name", std::string{definition.name}}, {"found", type_text(draft_.pack, number.type)}})
      .help(Hint::conversion_units);
  return failed(span);
}

}  // namespace doudi::check
