// src/explain/builtins.cpp - finds the function of a call.
// Layer 7.
#include "explain/builtins.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

namespace doudi::explain {

std::string_view Call::name() const noexcept {
  return model::definition(std::get<model::Builtin>(expression.detail)).name;
}

const model::Type& Call::element_type() const {
  const model::Type& type = expression.operands.front().type;
  return type.is(model::Kind::list) && !type.arguments.empty() ? type.element() : type;
}

WholeNumber whole_number(const Call& call, std::size_t argument) {
  const Decimal number = call.get<Decimal>(argument);
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

Value call_builtin(const Call& call) {
  const auto builtin = std::get<model::Builtin>(call.expression.detail);
  for (const auto& functions : {number_functions(), text_functions(), list_functions(), aggregate_functions(),
                                date_functions(), range_functions()}) {
    const auto found =
        std::find_if(functions.begin(), functions.end(),
                     [builtin](const BuiltinFunction& each) { return each.builtin == builtin; });
    if (found == functions.end()) continue;
    std::vector<const Value*> operands;
    for (const Value& argument : call.arguments) operands.push_back(&argument);
    if (auto obstacle = found->takes_null ? unsettled(operands) : blocked(operands))
      return *std::move(obstacle);
    return found->compute(call);
  }
  throw std::logic_error("a function without an implementation was called");
}

}  // namespace doudi::explain
