// src/explain/builtins.cpp - finds the function of a call.
// Layer 7.
#include "explain/builtins.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "explain/conversion.hpp"

namespace doudi::explain {

std::string_view Call::name() const noexcept {
  return model::definition(std::get<model::Builtin>(expression.detail)).name;
}

const model::Type& Call::element_type() const {
  const model::Type& type = expression.operands.front().type;
  return type.is(model::Kind::list) && !type.arguments.empty() ? type.element() : type;
}

WholeNumber whole_number(const Call& call, std::size_t argument) {
  Decimal number = call.get<Decimal>(argument);
  // By the standard decimals of a position or a scale are cut off.
  if (call.standard) number = rounded(number, 0, RoundingMode::down).value();
  if (const auto whole = number.to_int64()) return {*whole, std::nullopt};
  return {0, call.fail(Reason::not_a_whole_number, {{"value", number.text()}})};
}

WholeNumber index_below(const Call& call, std::size_t argument, std::size_t size) {
  WholeNumber position = whole_number(call, argument);
  if (position.failure) return position;
  const auto limit = static_cast<std::int64_t>(size);
  const std::int64_t index = position.value > 0 ? position.value - 1 : limit + position.value;
  if (position.value != 0 && index >= 0 && index < limit) return {index, std::nullopt};
  return {0, call.fail(Reason::index_out_of_range,
                       {{"index", std::to_string(position.value)}, {"size", std::to_string(size)}})};
}

namespace {

[[nodiscard]] const BuiltinFunction& function_of(model::Builtin builtin) {
  for (const auto& functions : {number_functions(), text_functions(), list_functions(), aggregate_functions(),
                                date_functions(), range_functions(), context_functions()}) {
    const auto found =
        std::find_if(functions.begin(), functions.end(),
                     [builtin](const BuiltinFunction& each) { return each.builtin == builtin; });
    if (found != functions.end()) return *found;
  }
  throw std::logic_error("a function without an implementation was called");
}

/// The arguments as one form of the function takes them; nothing if it does not.
struct FittedArguments {
  std::vector<Value> values;
  bool changed = false;
};
[[nodiscard]] std::optional<FittedArguments> fitted_arguments(const model::BuiltinDefinition& form,
                                                              std::span<const Value> arguments) {
  const auto needed = std::count_if(form.parameters.begin(), form.parameters.end(),
                                    [](const model::BuiltinParameter& each) { return !each.optional; });
  if (arguments.size() < static_cast<std::size_t>(needed)) return std::nullopt;
  if (!form.variadic && arguments.size() > form.parameters.size()) return std::nullopt;
  FittedArguments result;
  for (std::size_t i = 0; i < arguments.size(); ++i) {
    auto argument = fitted(arguments[i], form.parameters[std::min(i, form.parameters.size() - 1)]);
    if (!argument) return std::nullopt;
    result.values.push_back(std::move(argument->value));
    result.changed = result.changed || argument->changed;
  }
  return result;
}

}  // namespace

Value call_builtin(const Call& call) {
  const auto builtin = std::get<model::Builtin>(call.expression.detail);
  std::vector<const Value*> operands;
  for (const Value& argument : call.arguments) operands.push_back(&argument);
  const bool takes_null = model::definition(builtin).nulls == model::NullRule::is_value;
  if (auto obstacle = takes_null ? unsettled(operands) : blocked(operands)) return *std::move(obstacle);
  return function_of(builtin).compute(call);
}

Value call_standard(const Call& call) {
  const auto builtin = std::get<model::Builtin>(call.expression.detail);
  const model::BuiltinDefinition* best = nullptr;
  FittedArguments best_arguments{{}, true};
  const auto forms = model::overloads(model::definition(builtin).name);
  const bool named = std::any_of(forms.begin(), forms.end(), [&](const model::BuiltinDefinition& form) {
    return call.expression.text == form.signature;
  });
  for (const model::BuiltinDefinition& form : forms) {
    if (named && call.expression.text != form.signature) continue;
    auto arguments = fitted_arguments(form, call.arguments);
    if (!arguments || (best != nullptr && (arguments->changed || !best_arguments.changed))) continue;
    best = &form;
    best_arguments = *std::move(arguments);
  }
  if (best == nullptr) return wrong_kinds(call);
  const bool null = std::any_of(best_arguments.values.begin(), best_arguments.values.end(),
                                [](const Value& argument) { return argument.is_null(); });
  if (null && best->nulls == model::NullRule::gives_null) return {};
  return function_of(builtin).compute({call.pack, call.expression, best_arguments.values, call.today, true});
}

}  // namespace doudi::explain
