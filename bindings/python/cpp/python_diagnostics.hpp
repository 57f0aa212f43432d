// bindings/python/cpp/python_diagnostics.hpp - what is wrong with a pack or a record, as objects of Python.
#pragma once

#include <string>
#include <vector>

#include <pybind11/pybind11.h>

#include "doudi/model/record_builder.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::python {

/// A doudi.Diagnostic. `path` names the place in a record where there is no file.
[[nodiscard]] pybind11::object diagnostic_object(const text::Diagnostic& diagnostic,
                                                 const text::SourceSet& sources, text::Language language);
/// As the command shows them: sorted, at most 50.
[[nodiscard]] pybind11::tuple diagnostic_objects(const text::Diagnostics& diagnostics,
                                                 const text::SourceSet& sources, text::Language language);

/// Throws doudi.RecordError.
[[noreturn]] void throw_record_error(const text::Diagnostics& diagnostics, const text::SourceSet& sources,
                                     text::Language language);
[[noreturn]] void throw_record_error(const std::vector<model::DataFault>& faults, text::Language language);

}  // namespace doudi::python
