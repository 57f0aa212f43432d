// src/check/check_functions.cpp - functions of the pack by themselves, whether or not anything calls them.
#include <algorithm>
#include <utility>

#include "check/infer.hpp"

namespace doudi::check {

namespace {

/// Types the body for arguments of the declared types. Calls type it once more, for what they give.
void check_function(Draft& draft, const syntax::Function& function) {
  Inference inference{draft, {.function = true}};
  for (const syntax::FunctionParameter& parameter : function.parameters) {
    if (parameter.type.text.empty()) return;  // reported, or typed by its calls
    inference.bind({.name = parameter.name.text,
                    .local = draft.new_local(),
                    .type = checked_type(draft, parameter.type, parameter.unit)});
  }
  draft.functions_open.push_back(function.name.text);
  model::Expression value = inference.infer(function.formula);
  draft.functions_open.pop_back();
  if (function.type) inference.coerce(value, checked_type(draft, *function.type, function.unit));
}

}  // namespace

void check_functions(Draft& draft) {
  for (const syntax::Function& function : draft.written.functions) check_function(draft, function);
}

}  // namespace doudi::check
