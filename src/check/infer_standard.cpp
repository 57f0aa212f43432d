// src/check/infer_standard.cpp - what only DMN models have: faults that are null, types known late, functions as values.
#include <algorithm>
#include <iterator>
#include <set>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/table_reader.hpp"
#include "check/type_fit.hpp"
#include "check/visit.hpp"

namespace doudi::check {

using model::Expression;
using model::Kind;
using model::Operation;
using model::Type;
using syntax::Form;

namespace {

/// Of a type under the standard's policies only kinds matter: everything may be null, lists keep their order, and numbers have
/// neither unit nor bounds.
void forget_refinements(Type& type) {
  type.nullable = true;
  type.ordered = true;
  type.may_be_empty = true;
  type.number = {};
  for (Type& argument : type.arguments) forget_refinements(argument);
}

/// Whether a value of type `found` is one of `target` without conversion; fields beyond those asked for do no harm.
bool is_subtype(const Type& found, const Type& target) {
  if (found.is(Kind::null) || is_dynamic(target)) return true;
  if (found.kind != target.kind) return false;
  if (found.is(Kind::list) || found.is(Kind::range)) return is_subtype(found.element(), target.element());
  if (!found.is(Kind::context)) return true;
  for (std::size_t index = 0; index < target.names.size(); ++index) {
    const auto name = std::ranges::find(found.names, target.names[index]);
    if (name == found.names.end()) return false;
    const auto position = static_cast<std::size_t>(name - found.names.begin());
    if (!is_subtype(found.arguments[position], target.arguments[index])) return false;
  }
  return true;
}

/// Whether something inside of the type is known only when it is evaluated.
bool is_partly_dynamic(const Type& type) {
  return is_dynamic(type) || std::ranges::any_of(type.arguments, is_partly_dynamic);
}

/// Whether the standard converts: a list of one to its element, an element to a list of one, a date to its midnight.
bool is_convertible(const Type& found, const Type& target) {
  if (found.is(Kind::date) && target.is(Kind::date_time)) return true;
  if (found.is(Kind::list) && !target.is(Kind::list)) return is_subtype(found.element(), target);
  return target.is(Kind::list) && !found.is(Kind::list) && is_subtype(found, target.element());
}

}  // namespace

// What was reported as a fault is null from here on; what contains it goes on.
void Inference::settle_by_standard(Expression& expression) {
  if (expression.type.is(Kind::error) && draft_.conformance()) {
    const text::Span span = expression.span;
    expression = constant(model::Null{}, nullable(model::simple_type(Kind::null)), span);
  }
  forget_refinements(expression.type);
}

Expression Inference::unsupported(Code code, text::Span span, text::Arguments arguments) {
  draft_.standard.unsupported.push_back(span);
  return mismatch(code, span, std::move(arguments));
}

Expression Inference::lift(Expression literal) {
  if (!draft_.standard.lift) return literal;
  const model::LocalId local = draft_.new_local();
  draft_.standard.lifted.emplace_back(local, std::get<model::Literal>(literal.detail));
  Expression result = make_node(Operation::local, std::move(literal.type), literal.span);
  result.detail = local;
  return result;
}

Expression Inference::converted_to(Expression expression, const Type& type) {
  if (is_dynamic(type) || type.is(Kind::error) || expression.type.is(Kind::error)) return expression;
  const Type found = expression.type;
  if (!is_partly_dynamic(found) && is_subtype(found, type)) {
    if (found.is(Kind::null)) expression.type = nullable(type);
    return expression;
  }
  const text::Span span = expression.span;
  const bool day = found.is(Kind::date) && type.is(Kind::date_time);
  const bool possible = is_partly_dynamic(found) || is_convertible(found, type);
  if (!possible || (draft_.policy == Policy::strict && !day)) {
    expression =
        mismatch(Code::type_mismatch, span,
                 {{"found", type_text(draft_.pack, found)}, {"expected", type_text(draft_.pack, type)}});
    if (draft_.policy != Policy::pack) settle_by_standard(expression);
    return expression;
  }
  Expression result = make_node(Operation::convert, type, span);
  result.operands.push_back(std::move(expression));
  return result;
}

Expression Inference::typed(const syntax::Expression& written) {
  Expression operand = infer(written.operands[0]);
  const auto type = standard_type(draft_, written.text);
  if (!type || type->is(Kind::function)) return operand;
  return converted_to(std::move(operand), *type);
}

Expression Inference::instance(Expression operand, const syntax::Expression& written) {
  const auto type = standard_type(draft_, written.text);
  if (!type) return mismatch(Code::unknown_type, written.span, {{"name", written.text}});
  Expression result = make_node(Operation::instance, model::simple_type(Kind::boolean), written.span);
  result.operands.push_back(std::move(operand));
  result.detail = *type;
  return result;
}

// Whether it is an index or a condition is said by the type of what stands in the brackets, or known when it is evaluated.
Expression Inference::dynamic_filter(Expression over, Expression inside, model::LocalId item,
                                     text::Span span) {
  const Type element = over.type.is(Kind::list) ? over.type.element() : over.type;
  // An index that each item has for itself is found item by item.
  if (inside.type.is(Kind::number) && !reads_local(inside, item)) {
    Expression result = make_node(Operation::element, element, span);
    result.operands.push_back(std::move(over));
    result.operands.push_back(std::move(inside));
    return result;
  }
  if (!inside.type.is(Kind::boolean) && !inside.type.is(Kind::null) && !inside.type.is(Kind::number) &&
      !is_dynamic(inside.type)) {
    return mismatch(Code::condition_not_boolean, inside.span,
                    {{"text", ""}, {"type", type_text(draft_.pack, inside.type)}});
  }
  Expression result =
      make_node(Operation::filter,
                is_dynamic(inside.type) || inside.type.is(Kind::number) ? model::simple_type(Kind::any)
                                                                        : model::list_of(element),
                span);
  result.locals = {item};
  result.operands.push_back(std::move(over));
  result.operands.push_back(std::move(inside));
  return result;
}

// Functions.

Expression Inference::function_value(FunctionValue function, text::Span span) {
  Type type = model::simple_type(Kind::function);
  type.function = static_cast<std::uint32_t>(draft_.standard.functions.size());
  Expression result = make_node(Operation::function, std::move(type), span);
  result.locals = function.reads;
  draft_.standard.functions.push_back(std::make_shared<const FunctionValue>(std::move(function)));
  return result;
}

namespace {

/// Adds the names in an expression. False if there may be more: those of a table are read later.
bool collect_names(const syntax::Expression& written, std::set<std::string, std::less<>>& names) {
  if (written.form == Form::name || written.form == Form::call) names.insert(written.text);
  bool all = written.form != Form::table;
  for (const syntax::Expression& operand : written.operands) all = collect_names(operand, names) && all;
  return all;
}

/// Of the bindings around a function those that its body may read: thousands of functions may stand beside thousands of names.
std::vector<Binding> read_in(const syntax::Expression& body, const std::vector<Binding>& bindings) {
  std::set<std::string, std::less<>> names{"?"};
  if (!collect_names(body, names)) return bindings;
  std::vector<Binding> result;
  std::ranges::copy_if(bindings, std::back_inserter(result),
                       [&](const Binding& each) { return each.item || names.contains(each.name); });
  return result;
}

/// The types of parameters stand in one text, separated by the commas that are in no brackets.
std::vector<std::string> split_types(std::string_view text, std::size_t count) {
  std::vector<std::string> types(1);
  int depth = 0;
  for (std::size_t index = 0; index < text.size(); ++index) {
    const char letter = text[index];
    if (letter == '<') ++depth;
    if (letter == '>' && (index == 0 || text[index - 1] != '-')) --depth;
    if (letter == ',' && depth == 0) {
      types.emplace_back();
    } else {
      types.back() += letter;
    }
  }
  types.resize(count);
  return types;
}

}  // namespace

Expression Inference::function_literal(const syntax::Expression& written) {
  FunctionValue function;
  const std::vector<std::string> types = split_types(written.text, written.names.size());
  for (std::size_t index = 0; index < written.names.size(); ++index) {
    const auto type = standard_type(draft_, types[index]);
    function.parameters.push_back({written.names[index], type ? *type : model::simple_type(Kind::any)});
  }
  Draft& draft = draft_;
  const auto body = std::make_shared<const syntax::Expression>(written.operands[0]);
  std::vector<Binding> read = read_in(*body, bindings_.all());
  for (const Binding& binding : read) function.reads.push_back(binding.local);
  function.body = [&draft, surroundings = surroundings_, seen = std::move(read), body](
                      std::vector<Binding> arguments, text::Span /*call*/) {
    Inference inside{draft, surroundings};
    inside.bind(seen);
    inside.bind(arguments);
    return inside.infer(*body);
  };
  return function_value(std::move(function), written.span);
}

Expression Inference::invocation(const syntax::Expression& written) {
  Expression function = infer(written.operands[0]);
  if (function.type.is(Kind::error)) return function;
  if (!function.type.is(Kind::function)) {
    if (is_dynamic(function.type)) return unsupported(Code::function_not_known, written.operands[0].span);
    return mismatch(Code::not_callable, written.operands[0].span, {});
  }
  return invoke(std::move(function), written, 1);
}

/// Functions that call themselves, or each other twice, would be written out without end.
bool Inference::too_many_calls() const {
  constexpr int most_open = 40;
  constexpr std::size_t most_called = 5000;
  return draft_.standard.functions_open >= most_open || draft_.standard.functions_called >= most_called;
}

Expression Inference::called(const FunctionValue& function, std::vector<Binding> arguments, text::Span call) {
  ++draft_.standard.functions_called;
  ++draft_.standard.functions_open;
  Expression body = function.body(std::move(arguments), call);
  --draft_.standard.functions_open;
  return body;
}

Expression Inference::invoke(Expression function, const syntax::Expression& written,
                             std::size_t first_argument) {
  const auto definition = draft_.standard.functions.at(function.type.function);
  const std::size_t count = written.operands.size() - first_argument;
  std::vector<const syntax::Expression*> ordered(definition->parameters.size(), nullptr);
  std::string signature;
  for (std::size_t index = 0; index < ordered.size(); ++index) {
    const std::string& name = definition->parameters[index].name;
    signature += (signature.empty() ? "" : ", ") + name;
    if (written.names.empty()) {
      if (index < count) ordered[index] = &written.operands[first_argument + index];
    } else if (const auto found = std::ranges::find(written.names, name); found != written.names.end()) {
      ordered[index] =
          &written.operands[first_argument + static_cast<std::size_t>(found - written.names.begin())];
    }
  }
  static const syntax::Expression left_out{.form = Form::null};
  const bool known =
      count <= ordered.size() && static_cast<std::size_t>(std::ranges::count_if(
                                     ordered, [](const auto* each) { return each != nullptr; })) == count;
  if (written.boxed && known) std::ranges::replace(ordered, nullptr, &left_out);
  if ((count != ordered.size() && !(written.boxed && known)) ||
      std::ranges::find(ordered, nullptr) != ordered.end()) {
    return mismatch(Code::wrong_arguments, written.span,
                    {{"name", written.text}, {"signature", "(" + signature + ")"}});
  }
  if (too_many_calls()) return unsupported(Code::functions_too_deep, written.span, {{"name", written.text}});
  Expression result = make_node(Operation::invoke, {}, written.span);
  result.text = written.text;
  result.operands.push_back(std::move(function));
  std::vector<Binding> arguments;
  for (std::size_t index = 0; index < ordered.size(); ++index) {
    const auto& parameter = definition->parameters[index];
    Expression argument = infer(*ordered[index]);
    if (argument.type.is(Kind::error)) return argument;
    const std::size_t before = draft_.diagnostics.error_count();
    argument = converted_to(std::move(argument), parameter.type);
    if (draft_.diagnostics.error_count() != before) return failed(written.span);
    const model::LocalId local = draft_.new_local();
    result.locals.push_back(local);
    arguments.push_back({.name = parameter.name, .local = local, .type = argument.type});
    result.operands.push_back(std::move(argument));
  }
  Expression body = called(*definition, std::move(arguments), written.span);
  if (body.type.is(Kind::error)) return failed(written.span);
  result.type = body.type;
  result.operands.push_back(std::move(body));
  return result;
}

}  // namespace doudi::check
