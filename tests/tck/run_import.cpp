// tests/tck/run_import.cpp - runs the cases of the TCK on models that were imported as packs.
#include "run_import.hpp"

#include <algorithm>
#include <optional>

#include "doudi/explain/explain.hpp"
#include "doudi/io/import_dmn.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/load.hpp"
#include "doudi/text/json_writer.hpp"

#include "io/import_names.hpp"
#include "models.hpp"
#include "values.hpp"

namespace doudi::tck {

namespace {

using text::JsonWriter;

struct Imported {
  std::optional<io::ImportedPack> written;
  std::optional<LoadedPack> loaded;
};

Imported imported(const TestFile& file) {
  Models models = read_models(file);
  text::Diagnostics diagnostics;
  Imported result;
  result.written = io::import_dmn(models.models.front(), file.model, models.sources, diagnostics);
  if (!result.written) return result;
  result.loaded = load_text(file.model + ".yaml", result.written->text);
  if (!*result.loaded) throw std::runtime_error(result.loaded->report(text::Language::en));
  return result;
}

class ImportedCase {
 public:
  ImportedCase(const Imported& imported, const TestCase& test) : imported_{imported}, test_{test} {}

  CaseResult run() {
    CaseResult result;
    result.exact = true;
    const auto record = this->record();
    for (const Expectation& expectation : test_.results) add(expectation, record, result);
    result.exact = result.exact && result.outcome == Outcome::passed;
    return result;
  }

 private:
  /// The inputs as a record: components of structures are facts of their own.
  void write(JsonWriter& json, const std::string& path, const Given& given) {
    if (given.kind == Given::Kind::context) {
      for (const Given& part : given.parts) write(json, path + "." + part.name, part);
      return;
    }
    const auto fact = imported_.written->facts.find(path);
    if (fact == imported_.written->facts.end()) return;
    json.key(fact->second);
    write_value(json, given);
  }

  static void write_value(JsonWriter& json, const Given& given) {
    const explain::Value value = value_of(given);
    if (given.kind == Given::Kind::list) {
      json.begin_array();
      for (const Given& part : given.parts) write_value(json, part);
      json.end_array();
    } else if (value.is_null()) {
      json.null();
    } else if (const bool* boolean = value.get_if<bool>()) {
      json.boolean(*boolean);
    } else {
      json.string(model::plain_text(value.get<model::Literal>()));
    }
  }

  std::optional<model::Record> record() {
    if (!imported_.written) return std::nullopt;
    JsonWriter json;
    json.begin_object();
    for (const Given& input : test_.inputs) write(json, input.name, input);
    json.end_object();
    text::SourceSet sources;
    text::Diagnostics diagnostics;
    auto record = io::read_record(**imported_.loaded, "record.json", json.text(), day_, sources, diagnostics);
    if (!record) throw std::runtime_error(text::render(diagnostics, sources, text::Language::en));
    return record;
  }

  /// Keys of contexts have the pack's names.
  static Given renamed(Given expected) {
    for (Given& part : expected.parts) {
      part = renamed(std::move(part));
      if (expected.kind == Given::Kind::context) part.name = io::pack_name(part.name);
    }
    return expected;
  }

  void add(const Expectation& expectation, const std::optional<model::Record>& record, CaseResult& result) {
    const bool null = expectation.error_result || expectation.value.kind == Given::Kind::nothing;
    const auto rule =
        record ? imported_.written->rules.find(expectation.name) : decltype(imported_.written->rules.end()){};
    if (!record || rule == imported_.written->rules.end()) {
      result.outcome = std::max(result.outcome, null ? Outcome::rejected_null : Outcome::rejected_value);
      result.detail += expectation.name + ": left out";
      return;
    }
    const auto answer = explain::explain(**imported_.loaded, *record, day_).answer;
    const auto output = std::find_if(answer.outputs.begin(), answer.outputs.end(),
                                     [&](const auto& each) { return each.name == rule->second; });
    const explain::Value value = output == answer.outputs.end() ? explain::Value{} : output->value;
    const Given expected = renamed(expectation.value);
    if (matches(value, expected, Closeness::printed)) return;
    // An operation that fails is an error in a pack, where the standard has null.
    if (null && value.is_failed()) return;
    result.exact = false;
    if (matches(value, expected, Closeness::tolerant)) return;
    result.outcome = Outcome::wrong;
    result.detail += expectation.name + ": " + text_of(value) + " instead of " + text_of(expectation.value);
  }

  const Imported& imported_;
  const TestCase& test_;
  Date day_ = *Date::from_parts(2026, 7, 1);
};

}  // namespace

std::vector<CaseResult> run_imported(const std::vector<TestFile>& files) {
  std::vector<CaseResult> results;
  for (const TestFile& file : files) {
    const Imported pack = imported(file);
    for (const TestCase& test : file.cases) {
      CaseResult result;
      try {
        result = ImportedCase{pack, test}.run();
      } catch (const std::exception& error) {
        result.outcome = Outcome::wrong;
        result.detail = std::string{"crashed: "} + error.what();
      }
      result.file = &file;
      result.test = &test;
      results.push_back(std::move(result));
    }
  }
  return results;
}

}  // namespace doudi::tck
