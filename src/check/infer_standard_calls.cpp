// src/check/infer_standard_calls.cpp - calls of FEEL's functions in DMN models: which form is meant, with conversions.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/builtin_types.hpp"
#include "check/infer.hpp"

namespace doudi::check {

using model::Builtin;
using model::BuiltinDefinition;
using model::Expression;
using model::Kind;
using model::Operation;
using model::Shape;
using model::Type;

namespace {

/// How well an argument fits a parameter; the lower the better.
enum class Fit : std::uint8_t { exact, converted, none };

Fit fit_of(const Type& type, const model::BuiltinParameter& parameter) {
  if (type.is(Kind::null)) return Fit::exact;
  bool takes_list = false;
  for (const Shape shape : parameter.shapes) {
    if (fits_shape(type, shape)) return Fit::exact;
    takes_list = takes_list || shape == Shape::list;
  }
  if (takes_list) return Fit::converted;  // a scalar is a list of one
  for (const Shape shape : parameter.shapes) {
    if (type.is(Kind::date) && shape == Shape::date_time) return Fit::converted;
    if (type.is(Kind::list) && fits_shape(type.element(), shape)) return Fit::converted;
  }
  return Fit::none;
}

Fit fit_of(const BuiltinDefinition& definition, const std::vector<Expression>& arguments) {
  Fit fit = Fit::exact;
  for (std::size_t index = 0; index < arguments.size(); ++index) {
    const auto& parameter = definition.parameters[std::min(index, definition.parameters.size() - 1)];
    const bool left_out = parameter.optional && arguments[index].type.is(Kind::null);
    if (!left_out) fit = std::max(fit, fit_of(arguments[index].type, parameter));
  }
  return fit;
}

/// Functions whose result has a type that only a literal argument tells.
bool needs_literal(std::string_view name) {
  constexpr std::array<std::string_view, 6> names{"duration",    "range",         "get value",
                                                  "context put", "context merge", "context"};
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

/// The body of a function for the elements of a list, its variables in `locals`.
Expression Inference::applied(const Expression& function, const std::vector<Type>& types,
                              std::vector<model::LocalId>& locals) {
  if (!function.type.is(Kind::function)) return mismatch(Code::function_expected, function.span, {});
  const auto definition = draft_.standard.functions.at(function.type.function);
  if (definition->parameters.size() != types.size())
    return mismatch(Code::wrong_arguments, function.span, {{"name", "function"}, {"signature", ""}});
  if (too_many_calls()) return unsupported(Code::functions_too_deep, function.span, {{"name", "function"}});
  std::vector<Binding> arguments;
  for (std::size_t index = 0; index < types.size(); ++index) {
    locals.push_back(draft_.new_local());
    arguments.push_back(
        {.name = definition->parameters[index].name, .local = locals.back(), .type = types[index]});
  }
  Expression body = called(*definition, std::move(arguments), function.span);
  if (definition->reads.empty() || body.type.is(Kind::error)) return body;
  // It may have been made elsewhere, where other things are bound.
  Expression result = make_node(Operation::invoke, body.type, function.span);
  result.operands.push_back(function);
  result.operands.push_back(std::move(body));
  return result;
}

/// A function of FEEL as a value.
Expression Inference::builtin_value(const BuiltinDefinition& definition, text::Span span) {
  FunctionValue function;
  syntax::Expression call{.form = syntax::Form::call, .span = span, .text = std::string{definition.name}};
  for (const model::BuiltinParameter& parameter : definition.parameters) {
    if (parameter.optional) break;
    function.parameters.push_back({std::string{parameter.name}, model::simple_type(Kind::any)});
    call.operands.push_back({.form = syntax::Form::name, .span = span, .text = std::string{parameter.name}});
  }
  Draft& draft = draft_;
  function.body = [&draft, call = std::move(call)](std::vector<Binding> arguments, text::Span /*span*/) {
    Inference inside{draft, {.function = true}};
    inside.bind(arguments);
    return inside.infer(call);
  };
  return function_value(std::move(function), span);
}

/// `sort` and `list replace` with a function: what it says of two elements becomes an operand.
Expression Inference::standard_higher_call(const BuiltinDefinition& definition,
                                           std::vector<Expression> arguments, text::Span span) {
  const Type element =
      arguments[0].type.is(Kind::list) ? arguments[0].type.element() : model::simple_type(Kind::any);
  const bool sorts = definition.builtin == Builtin::sort;
  Expression result = make_node(Operation::call, arguments[0].type, span);
  if (!sorts) result.type = model::list_of(model::simple_type(Kind::any));
  if (draft_.policy == Policy::strict && !sorts) {
    result.type = model::list_of(reconcile_types(element, arguments[2].type, arguments[2].span));
    if (result.type.element().is(Kind::error)) return failed(span);
  }
  Expression body = applied(arguments[1], {element, sorts ? element : arguments[2].type}, result.locals);
  if (body.type.is(Kind::error)) return failed(span);
  if (!body.type.is(Kind::boolean) && !is_dynamic(body.type)) {
    return mismatch(Code::condition_not_boolean, body.span,
                    {{"text", ""}, {"type", type_text(draft_.pack, body.type)}});
  }
  result.text = std::string{definition.name};
  result.detail = definition.builtin;
  arguments[1] = std::move(body);
  result.operands = std::move(arguments);
  return result;
}

Type Inference::reconcile_types(const Type& one, const Type& other, text::Span span) {
  Expression first = make_node(Operation::local, one, span);
  Expression second = make_node(Operation::local, other, span);
  return reconcile({&first, &second});
}

Expression Inference::standard_call(const syntax::Expression& written) {
  const BuiltinDefinition* best = nullptr;
  Fit best_fit = Fit::none;
  std::vector<Expression> best_arguments;
  bool shaped = false;
  bool sound = true;
  // Each argument is typed once, in the order written.
  std::vector<Expression> typed_arguments;
  // What has to be a literal is none once it has become an input.
  const bool lift = draft_.standard.lift;
  if (draft_.policy == Policy::strict && needs_literal(written.text)) draft_.standard.lift = false;
  for (const syntax::Expression& argument : written.operands) {
    typed_arguments.push_back(infer(argument));
    sound = sound && !typed_arguments.back().type.is(Kind::error);
  }
  draft_.standard.lift = lift;
  if (!sound) return failed(written.span);
  for (const BuiltinDefinition& definition : model::overloads(written.text)) {
    const auto order = argument_order(definition, written);
    if (!order) continue;
    shaped = true;
    std::vector<Expression> arguments;
    for (const std::size_t position : *order) {
      if (position < typed_arguments.size()) {
        arguments.push_back(typed_arguments[position]);
      } else {
        arguments.push_back(constant(model::Null{}, nullable(model::simple_type(Kind::null)), written.span));
      }
    }
    const Fit fit = fit_of(definition, arguments);
    if (fit >= best_fit) continue;
    best = &definition;
    best_fit = fit;
    best_arguments = std::move(arguments);
  }
  if (!shaped) return wrong_arguments(written);
  const bool strict = draft_.policy == Policy::strict;
  if (best == nullptr || (strict && best_fit == Fit::converted)) {
    std::string found;
    for (const Expression& argument : typed_arguments)
      found += (found.empty() ? "" : ", ") + type_text(draft_.pack, argument.type);
    return mismatch(Code::argument_type, written.span,
                    {{"name", written.text},
                     {"found", found},
                     {"expected", std::string{model::overloads(written.text).front().signature}}});
  }
  const bool higher = std::ranges::any_of(
      best_arguments, [](const Expression& argument) { return argument.type.is(Kind::function); });
  const bool applies = best->builtin == Builtin::sort || best->builtin == Builtin::list_replace;
  if (higher && applies && best_arguments.size() > 1 && best_arguments[1].type.is(Kind::function) &&
      std::ranges::count_if(best_arguments,
                            [](const Expression& argument) { return argument.type.is(Kind::function); }) == 1)
    return standard_higher_call(*best, std::move(best_arguments), written.span);
  if (higher) return unsupported(Code::function_not_a_value, written.span);
  if (strict) return typed_call(*best, std::move(best_arguments), {}, written.span);
  Expression result = make_node(Operation::call, type_of_shape(best->result), written.span);
  // With named arguments only the form that has these names is meant.
  result.text = written.names.empty() ? written.text : std::string{best->signature};
  result.detail = best->builtin;
  result.operands = std::move(best_arguments);
  return result;
}

}  // namespace doudi::check
