// bindings/python/cpp/bind_cases.cpp - the cases of a pack, and what became of them.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "doudi/explain/render.hpp"
#include "doudi/verify/cases.hpp"
#include "doudi/verify/run_cases.hpp"

#include "bind.hpp"
#include "loaded.hpp"
#include "python_diagnostics.hpp"
#include "python_values.hpp"

namespace doudi::python {

namespace py = pybind11;

namespace {

struct Cases {
  text::Diagnostics diagnostics;
  verify::CaseRun run;
};

Cases run(const Loaded& loaded) {
  Cases cases;
  std::vector<verify::CaseFile> files;
  for (const CaseFile& file : loaded->case_files)
    files.push_back(verify::read_cases(file.path, file.begin, loaded->sources, cases.diagnostics));
  cases.run = verify::run_cases(loaded->written.value(), files, loaded->sources, cases.diagnostics);
  return cases;
}

/// What led to the values that came out differently.
std::string steps_of(const Loaded& loaded, const verify::CaseRun& run, const verify::CaseResult& result,
                     text::Language language) {
  std::string text;
  for (const verify::FailedEvaluation& evaluation : result.evaluations) {
    text += evaluation.on.text() + '\n';
    for (const std::string& path : evaluation.paths) {
      text += explain::render_steps(*run.pack, evaluation.record, evaluation.explanation, loaded->sources,
                                    path, language);
    }
  }
  return text;
}

py::dict result_object(const Loaded& loaded, const verify::CaseRun& run, const verify::CaseResult& result,
                       text::Language language) {
  const text::Place place = loaded->sources.place(result.place.begin);
  py::dict fields;
  fields["file"] = result.file;
  fields["name"] = result.name;
  fields["line"] = place.line;
  fields["pinned"] = result.pinned;
  py::list failures;
  for (const text::Diagnostic& failure : result.failures)
    failures.append(diagnostic_object(failure, loaded->sources, language));
  fields["failures"] = py::tuple(failures);
  fields["steps"] = steps_of(loaded, run, result, language);
  return fields;
}

py::tuple run_cases(const Loaded& loaded, const std::string& language) {
  const text::Language words = language_from(language);
  const auto run_released = [&] {
    const py::gil_scoped_release release;
    return run(loaded);
  };
  const Cases cases = run_released();
  py::list results;
  if (!cases.diagnostics.has_errors()) {
    for (const verify::CaseResult& result : cases.run.results)
      results.append(result_object(loaded, cases.run, result, words));
  }
  return py::make_tuple(diagnostic_objects(cases.diagnostics, loaded->sources, words),
                        text::render(cases.diagnostics, loaded->sources, words), std::move(results));
}

}  // namespace

void bind_cases(py::module_& module) {
  module.def("run_cases", &run_cases);
}

}  // namespace doudi::python
