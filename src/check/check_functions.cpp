// src/check/check_functions.cpp - functions of the pack by themselves, whether or not anything calls them.
#include <cstddef>

#include "check/infer.hpp"

namespace doudi::check {

void check_function(Draft& draft, const syntax::Function& function) {
  const auto [progress, first_time] = draft.functions_checked.emplace(function.name.text, Progress::running);
  if (!first_time) return;
  const std::size_t before = draft.diagnostics.error_count();
  Inference inference{draft, {.function = true}};
  for (const syntax::FunctionParameter& parameter : function.parameters) {
    inference.bind({.name = parameter.name.text,
                    .local = draft.new_local(),
                    .type = checked_type(draft, parameter.type, parameter.unit)});
  }
  if (draft.functions_open.empty()) draft.functions_inlined = 0;
  draft.functions_open.push_back(function.name.text);
  model::Expression value = inference.infer(function.formula);
  draft.functions_open.pop_back();
  if (function.type) inference.coerce(value, checked_type(draft, *function.type, function.unit));
  if (draft.diagnostics.error_count() != before) draft.functions_faulty.insert(function.name.text);
  progress->second = Progress::done;
}

void check_functions(Draft& draft) {
  for (const syntax::Function& function : draft.written.functions) check_function(draft, function);
}

}  // namespace doudi::check
