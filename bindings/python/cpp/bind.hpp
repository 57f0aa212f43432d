// bindings/python/cpp/bind.hpp - the parts of the module: each adds its classes and functions.
#pragma once

#include <pybind11/pybind11.h>

namespace doudi::python {

void bind_diagnostics(pybind11::module_& module);
void bind_pack(pybind11::module_& module);
void bind_facts(pybind11::module_& module);
void bind_answers(pybind11::module_& module);
void bind_cases(pybind11::module_& module);

}  // namespace doudi::python
