// bindings/python/cpp/module.cpp - the module doudi._core, part by part.
#include <string>

#include <pybind11/pybind11.h>

#include "doudi/version.hpp"

#include "bind.hpp"

PYBIND11_MODULE(_core, module) {
  module.doc() = "The engine. Use the package doudi, which is documented; this may change with any version.";
  module.attr("version") = std::string{doudi::version_text};
  doudi::python::bind_diagnostics(module);
  doudi::python::bind_pack(module);
  doudi::python::bind_facts(module);
  doudi::python::bind_answers(module);
  doudi::python::bind_cases(module);
}
