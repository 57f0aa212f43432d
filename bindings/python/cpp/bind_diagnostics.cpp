// bindings/python/cpp/bind_diagnostics.cpp - what is wrong with a pack or a record, as objects of Python.
#include <algorithm>
#include <utility>

#include <pybind11/stl.h>

#include "doudi/text/message.hpp"

#include "bind.hpp"
#include "python_diagnostics.hpp"
#include "python_values.hpp"

namespace doudi::python {

namespace py = pybind11;

namespace {

[[noreturn]] void throw_error(const char* name, const py::tuple& diagnostics, const std::string& report) {
  const py::object type = attribute("doudi.errors", name);
  const py::object error = type(diagnostics, report);
  PyErr_SetObject(type.ptr(), error.ptr());
  throw py::error_already_set();
}

std::string path_of(const text::Diagnostic& diagnostic) {
  const auto path = std::ranges::find(diagnostic.arguments, "path", &text::Argument::name);
  return path == diagnostic.arguments.end() ? std::string{} : path->value;
}

}  // namespace

py::object diagnostic_object(const text::Diagnostic& diagnostic, const text::SourceSet& sources,
                             text::Language language) {
  py::dict fields;
  fields["code"] = text::code_text(diagnostic.code);
  fields["name"] = std::string{text::code_name(diagnostic.code)};
  fields["severity"] = diagnostic.severity == text::Severity::error ? "error" : "warning";
  fields["message"] = text::message_text(diagnostic.code, diagnostic.arguments, language);
  std::vector<std::string> hints;
  for (const text::Help& help : diagnostic.helps) hints.push_back(text::hint_text(help, language));
  fields["hints"] = texts(hints);
  fields["file"] = py::none();
  fields["line"] = py::none();
  fields["column"] = py::none();
  if (diagnostic.span.somewhere()) {
    const text::Place place = sources.place(diagnostic.span.begin);
    fields["file"] = std::string{place.file};
    fields["line"] = place.line;
    fields["column"] = place.column;
  }
  fields["path"] = path_of(diagnostic);
  fields["text"] = text::render(diagnostic, sources, language);
  return attribute("doudi.errors", "Diagnostic")(**fields);
}

py::tuple diagnostic_objects(const text::Diagnostics& diagnostics, const text::SourceSet& sources,
                             text::Language language) {
  const std::vector<text::Diagnostic> sorted = diagnostics.sorted();
  py::tuple result(sorted.size());
  for (std::size_t index = 0; index < sorted.size(); ++index)
    result[index] = diagnostic_object(sorted[index], sources, language);
  return result;
}

void throw_record_error(const text::Diagnostics& diagnostics, const text::SourceSet& sources,
                        text::Language language) {
  throw_error("RecordError", diagnostic_objects(diagnostics, sources, language),
              text::render(diagnostics, sources, language));
}

void throw_record_error(const std::vector<model::DataFault>& faults, text::Language language) {
  const text::SourceSet no_files;
  py::tuple objects(faults.size());
  for (std::size_t index = 0; index < faults.size(); ++index) {
    text::Diagnostic diagnostic = faults[index].diagnostic;
    diagnostic.span = {};
    diagnostic.labels.clear();
    objects[index] = diagnostic_object(diagnostic, no_files, language).attr("_at")(faults[index].path);
  }
  throw_error("RecordError", objects, model::report(faults, language));
}

void bind_diagnostics(py::module_& module) {
  module.def("language_known", [](const std::string& name) { static_cast<void>(language_from(name)); });
}

}  // namespace doudi::python
