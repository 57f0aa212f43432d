// bindings/python/cpp/bind_pack.cpp - packs: loading them, what they are, and records made for them.
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "doudi/io/facts_schema.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/model/record_builder.hpp"

#include "bind.hpp"
#include "loaded.hpp"
#include "python_diagnostics.hpp"
#include "python_values.hpp"
#include "record_tree.hpp"

namespace doudi::python {

namespace py = pybind11;

namespace {

using Search = std::vector<std::string>;

std::shared_ptr<Loaded> load_pack(const std::string& path, const Search& search_path) {
  const py::gil_scoped_release release;
  return std::make_shared<Loaded>(load(path, search_path));
}

std::shared_ptr<Loaded> load_pack_text(const std::string& name, const std::string& text,
                                       const Search& search_path) {
  const py::gil_scoped_release release;
  return std::make_shared<Loaded>(load_text(name, text, search_path));
}

std::shared_ptr<model::Record> build_record(const Loaded& loaded, py::handle tree, py::handle on,
                                            const std::string& language) {
  const Date day = date_from(on);
  const text::Language words = language_from(language);
  model::RecordNode root = record_tree(loaded.pack(), tree);
  const auto finish = [&] {
    const py::gil_scoped_release release;
    return model::RecordBuilder{loaded.pack(), std::move(root)}.finish(day);
  };
  auto record = finish();
  if (!record) throw_record_error(record.error(), words);
  return std::make_shared<model::Record>(std::move(record).value());
}

std::shared_ptr<model::Record> read_record(const Loaded& loaded, const std::string& name,
                                           const py::bytes& bytes, py::handle on,
                                           const std::string& language) {
  const Date day = date_from(on);
  const text::Language words = language_from(language);
  std::string content = bytes;
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto read = [&] {
    const py::gil_scoped_release release;
    return io::read_record(loaded.pack(), name, std::move(content), day, sources, diagnostics);
  };
  auto record = read();
  if (!record) throw_record_error(diagnostics, sources, words);
  return std::make_shared<model::Record>(std::move(*record));
}

py::object end_of(const std::optional<Date>& date) {
  return date ? date_object(*date) : py::object{py::none()};
}

py::dict labels_object(const model::Labels& labels) {
  py::dict result;
  if (!labels.zh.empty()) result["zh"] = labels.zh;
  if (!labels.en.empty()) result["en"] = labels.en;
  return result;
}

py::tuple case_files(const Loaded& loaded) {
  std::vector<std::string> paths;
  for (const CaseFile& file : loaded->case_files) paths.push_back(file.path);
  return texts(paths);
}

}  // namespace

void bind_pack(py::module_& module) {
  py::class_<model::Record, std::shared_ptr<model::Record>>(module, "Record");
  py::class_<Loaded, std::shared_ptr<Loaded>>(module, "Pack")
      .def_property_readonly("sound", [](const Loaded& loaded) { return static_cast<bool>(*loaded); })
      .def_property_readonly("name", [](const Loaded& loaded) { return loaded.pack().name; })
      .def_property_readonly("title", [](const Loaded& loaded) { return labels_object(loaded.pack().title); })
      .def_property_readonly("digest", [](const Loaded& loaded) { return loaded.pack().digest; })
      .def_property_readonly("in_force",
                             [](const Loaded& loaded) {
                               const model::Period& period = loaded.pack().in_force;
                               return py::make_tuple(end_of(period.from), end_of(period.until));
                             })
      .def_property_readonly("outputs",
                             [](const Loaded& loaded) {
                               std::vector<std::string> names;
                               for (const model::Output& output : loaded.pack().outputs)
                                 names.push_back(output.name);
                               return texts(names);
                             })
      .def_property_readonly("case_files", &case_files)
      .def("report", [](const Loaded& loaded,
                        const std::string& language) { return loaded->report(language_from(language)); })
      .def("diagnostics",
           [](const Loaded& loaded, const std::string& language) {
             return diagnostic_objects(loaded->diagnostics, loaded->sources, language_from(language));
           })
      .def("schema", [](const Loaded& loaded) { return io::facts_schema(loaded.pack()); })
      .def("record", &build_record)
      .def("read_record", &read_record);
  module.def("load", &load_pack);
  module.def("load_text", &load_pack_text);
}

}  // namespace doudi::python
