// bindings/python/cpp/bind_answers.cpp - explanations and decisions of single households.
#include <algorithm>
#include <array>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include <pybind11/stl.h>

#include "doudi/exec/batch.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/io/decision_row.hpp"
#include "doudi/io/write_decisions.hpp"
#include "doudi/text/message.hpp"

#include "bind.hpp"
#include "loaded.hpp"
#include "python_values.hpp"

namespace doudi::python {

namespace py = pybind11;

namespace {

/// An answer with all that its words come from. Never changed.
struct Explained {
  LoadedPointer loaded;
  std::shared_ptr<const model::Record> record;
  explain::Explanation explanation;
};
struct Decided {
  LoadedPointer loaded;
  std::shared_ptr<const model::Record> record;
  explain::Answer answer;
};

std::shared_ptr<Explained> explain_record(const std::shared_ptr<Loaded>& loaded,
                                          const std::shared_ptr<model::Record>& record, py::handle on) {
  const Date day = date_from(on);
  const py::gil_scoped_release release;
  return std::make_shared<Explained>(
      Explained{loaded, record, explain::explain(loaded->pack(), *record, day)});
}

std::shared_ptr<Decided> decide_record(const std::shared_ptr<Loaded>& loaded,
                                       const std::shared_ptr<model::Record>& record, py::handle on) {
  const Date day = date_from(on);
  const py::gil_scoped_release release;
  const auto decider = loaded->decider(day);
  exec::Batch batch{loaded->pack()};
  batch.add(*record);
  Decisions decisions = decider->decide(batch, {.threads = 1, .households = 1});
  io::DecisionRow row = decisions.single.empty()
                            ? io::row_of_columns(decider->program_for(batch), batch, decisions.results, 0)
                            : io::row_of_answer(batch, 0, std::move(decisions.single.front().second));
  const auto is_grants = [](const model::Output& output) {
    return output.kind == model::Output::Kind::grants;
  };
  // Columns know what is granted only where the pack puts it out, or keeps it for the next month.
  if (!loaded->pack().lifecycle && std::ranges::none_of(loaded->pack().outputs, is_grants))
    row.answer.grants.reset();
  return std::make_shared<Decided>(Decided{loaded, record, std::move(row.answer)});
}

const char* status_name(explain::Status status) {
  constexpr std::array names{"decided", "undetermined", "error"};
  return names[static_cast<std::size_t>(status)];
}

const char* kind_name(explain::NamedValue::Kind kind) {
  constexpr std::array names{"fact",      "parameter", "derived", "given", "members",
                             "condition", "amount",    "verdict", "state", "output"};
  return names[static_cast<std::size_t>(kind)];
}

/// What is missing for an output, its own name first.
const std::vector<std::string>* missing_for(const explain::Answer& answer, const std::string& output) {
  for (const auto& [name, paths] : answer.undetermined) {
    if (name == output) return &paths;
  }
  return nullptr;
}

py::object output_object(const ValueContext& context, const explain::Answer& answer,
                         const explain::OutputValue& output, bool by_members) {
  if (output.value.is_unknown()) {
    const auto* paths = missing_for(answer, output.name);
    return unknown_object(paths != nullptr ? *paths : answer.missing);
  }
  const auto* list = output.value.get_if<explain::List>();
  if (list == nullptr || !by_members || output.members.size() != list->items.size())
    return value_object(context, output.value);
  py::dict by_member;
  for (std::size_t index = 0; index < list->items.size(); ++index)
    by_member[py::str(output.members[index])] = value_object(context, list->items[index].value);
  return by_member;
}

py::object case_object(const ValueContext& context, const explain::Answer& answer) {
  if (!answer.case_block) return py::none();
  const explain::CaseBlock& block = *answer.case_block;
  py::dict result;
  result["state"] = block.state;
  result["since"] = date_object(block.since);
  result["amount"] = number_object(block.amount);
  result["paid"] = texts(block.paid);
  for (const auto& [name, value] : block.remembered) result[py::str(name)] = value_object(context, value);
  return result;
}

py::object grants_object(const explain::Answer& answer) {
  if (!answer.grants) return py::none();
  py::list result;
  for (const explain::Grant& grant : *answer.grants)
    result.append(py::make_tuple(grant.scheme, texts(grant.covered), number_object(grant.amount)));
  return result;
}

py::dict error_object(const explain::AnswerError& error, const text::SourceSet& sources,
                      text::Language language) {
  py::dict result;
  result["code"] = text::code_text(error.code);
  result["name"] = std::string{text::code_name(error.code)};
  result["output"] = error.output.empty() ? py::object{py::none()} : py::object{py::str(error.output)};
  result["message"] = text::message_text(error.code, error.arguments, language);
  result["file"] = py::none();
  result["line"] = py::none();
  result["column"] = py::none();
  if (error.place.somewhere()) {
    const text::Place place = sources.place(error.place.begin);
    result["file"] = std::string{place.file};
    result["line"] = place.line;
    result["column"] = place.column;
  }
  return result;
}

/// The answer as plain objects, which doudi/answers.py gives their names.
template <class Source>
py::dict answer_object(const Source& source, const explain::Answer& answer, const std::string& language) {
  const ValueContext context{source.loaded->pack(), *source.record, language_from(language)};
  py::dict result;
  py::dict outputs;
  for (std::size_t index = 0; index < answer.outputs.size(); ++index) {
    const explain::OutputValue& output = answer.outputs[index];
    if (output.kind == model::Output::Kind::grants) continue;  // they have a place of their own
    const bool by_members = io::of_members(context.pack.outputs[index]);
    outputs[py::str(output.name)] = output_object(context, answer, output, by_members);
  }
  result["status"] = status_name(answer.status);
  result["outputs"] = std::move(outputs);
  result["grants"] = grants_object(answer);
  result["case"] = case_object(context, answer);
  py::dict undetermined;
  for (const auto& [name, paths] : answer.undetermined) undetermined[py::str(name)] = texts(paths);
  result["undetermined"] = std::move(undetermined);
  result["missing"] = texts(answer.missing);
  py::list errors;
  for (const explain::AnswerError& error : answer.errors)
    errors.append(error_object(error, (*source.loaded)->sources, context.language));
  result["errors"] = std::move(errors);
  result["defaulted"] = texts(answer.defaulted);
  result["assumed"] = texts(answer.assumed);
  return result;
}

struct LabelOf {
  const model::Pack& pack;
  const model::Labels& operator()(std::monostate) const {
    static const model::Labels none;
    return none;
  }
  template <class Id>
  const model::Labels& operator()(Id id) const {
    return pack[id].labels;
  }
};

py::dict step_object(const Explained& explained, const explain::NamedValue& value, text::Language language) {
  const model::Pack& pack = explained.loaded->pack();
  const model::Labels& labels = std::visit(LabelOf{pack}, value.subject);
  const std::string& label = language == text::Language::zh ? labels.zh : labels.en;
  py::dict result;
  result["path"] = value.path;
  result["kind"] = kind_name(value.kind);
  result["value"] = value_object({pack, *explained.record, language}, value.value);
  result["label"] = label.empty() ? value.path : label;
  result["formula"] = value.formula;
  result["in_force_from"] = value.from ? date_object(*value.from) : py::object{py::none()};
  result["rows"] = texts(value.rows);
  std::vector<std::string> cites;
  for (const model::Cite& cite : value.cites)
    cites.push_back(cite.locator.empty() ? cite.source : cite.source + ' ' + cite.locator);
  result["cites"] = texts(cites);
  result["assumed"] = texts(value.assumed);
  result["defaulted"] = value.defaulted;
  std::vector<std::string> reads;
  for (const std::uint32_t read : value.reads) reads.push_back(explained.explanation.values[read].path);
  result["reads"] = texts(reads);
  return result;
}

py::list step_objects(const Explained& explained, const std::string& language) {
  const text::Language words = language_from(language);
  py::list result;
  for (const explain::NamedValue& value : explained.explanation.values)
    result.append(step_object(explained, value, words));
  return result;
}

using Render = std::string (*)(const model::Pack&, const model::Record&, const explain::Explanation&,
                               const text::SourceSet&, text::Language);

std::string rendered(const Explained& explained, const std::string& language, Render render) {
  const text::Language words = language_from(language);
  const py::gil_scoped_release release;
  return render(explained.loaded->pack(), *explained.record, explained.explanation,
                (*explained.loaded)->sources, words);
}

std::string json_of(const Explained& explained) {
  const py::gil_scoped_release release;
  return explain::render_json(explained.loaded->pack(), *explained.record, explained.explanation,
                              (*explained.loaded)->sources);
}

std::string steps_of(const Explained& explained, const std::string& path, const std::string& language) {
  const text::Language words = language_from(language);
  const py::gil_scoped_release release;
  return explain::render_steps(explained.loaded->pack(), *explained.record, explained.explanation,
                               (*explained.loaded)->sources, path, words);
}

}  // namespace

void bind_answers(py::module_& module) {
  py::class_<Explained, std::shared_ptr<Explained>>(module, "Explanation")
      .def_property_readonly(
          "status",
          [](const Explained& explained) { return status_name(explained.explanation.answer.status); })
      .def("answer",
           [](const Explained& explained, const std::string& language) {
             return answer_object(explained, explained.explanation.answer, language);
           })
      .def("steps", &step_objects)
      .def("text",
           [](const Explained& explained, const std::string& language) {
             return rendered(explained, language, explain::render_text);
           })
      .def("html",
           [](const Explained& explained, const std::string& language) {
             return rendered(explained, language, explain::render_html);
           })
      .def("text_of", &steps_of)
      .def("json", &json_of);
  py::class_<Decided, std::shared_ptr<Decided>>(module, "Decision")
      .def_property_readonly("status",
                             [](const Decided& decided) { return status_name(decided.answer.status); })
      .def("answer", [](const Decided& decided, const std::string& language) {
        return answer_object(decided, decided.answer, language);
      });
  module.def("explain", &explain_record);
  module.def("decide", &decide_record);
}

}  // namespace doudi::python
