// tests/tck/run_suite.cpp - runs the cases of the TCK in one mode.
#include "run_suite.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <stdexcept>
#include <utility>

#include "doudi/check/check_decision.hpp"
#include "doudi/explain/decide.hpp"
#include "doudi/io/read_dmn.hpp"
#include "doudi/text/diagnostic.hpp"

#include "models.hpp"
#include "values.hpp"

namespace doudi::tck {

namespace {

std::string file_text(const std::filesystem::path& path) {
  std::ifstream stream{path, std::ios::binary};
  return {std::istreambuf_iterator<char>{stream}, std::istreambuf_iterator<char>{}};
}

}  // namespace

Models read_models(const TestFile& file) {
  Models result;
  std::vector<std::filesystem::path> paths = file.models;
  std::stable_partition(paths.begin(), paths.end(),
                        [&](const std::filesystem::path& path) { return path.filename() == file.model; });
  for (const std::filesystem::path& path : paths) {
    text::Diagnostics diagnostics;
    auto model = io::read_dmn(path.filename().string(), file_text(path), result.sources, diagnostics);
    if (!model) throw std::runtime_error(text::render(diagnostics, result.sources, text::Language::en));
    result.models.push_back(std::move(*model));
  }
  return result;
}

namespace {

class CaseRun {
 public:
  CaseRun(const Models& models, const TestCase& test, const Mode& mode)
      : models_{models}, test_{test}, mode_{mode} {}

  CaseResult run() {
    CaseResult result;
    result.exact = true;
    for (const Expectation& expectation : test_.results) add(expectation, result);
    result.exact = result.exact && result.outcome == Outcome::passed;
    return result;
  }

 private:
  void add(const Expectation& expectation, CaseResult& result) {
    text::Diagnostics diagnostics;
    const check::CheckedDecision checked = this->checked(expectation, diagnostics);
    const bool null = expectation.error_result || expectation.value.kind == Given::Kind::nothing;
    if (!checked.graph) {
      // A null that the model's own faults make is a null; what doudi does not have is none.
      const Outcome outcome = null ? Outcome::rejected_null : Outcome::rejected_value;
      result.outcome = std::max(result.outcome, outcome);
      result.detail += expectation.name + ": refused: " + first_of(diagnostics);
      return;
    }
    const explain::Value value = explain::decide(*checked.graph, inputs(*checked.graph), day_).value;
    if (matches(value, expectation.value, Closeness::printed)) return;
    result.exact = false;
    if (matches(value, expectation.value, Closeness::tolerant)) return;
    result.outcome = Outcome::wrong;
    result.detail += expectation.name + ": " + text_of(value) + " instead of " + text_of(expectation.value) +
                     (diagnostics.all().empty() ? "" : " (" + first_of(diagnostics) + ")");
  }

  check::CheckedDecision checked(const Expectation& expectation, text::Diagnostics& diagnostics) const {
    check::DecisionOptions options{.policy = mode_.policy, .lift = mode_.lifted, .input_types = {}};
    for (const Given& input : test_.inputs) options.input_types.emplace(input.name, type_of(value_of(input)));
    if (test_.type == TestCase::Type::decision_service)
      return check::check_service(models_.models, test_.invocable, expectation.name, options, diagnostics);
    return check::check_decision(models_.models, expectation.name, options, diagnostics);
  }

  std::vector<explain::Value> inputs(const model::DecisionGraph& graph) const {
    std::vector<explain::Value> values;
    for (const model::GraphInput& input : graph.inputs) {
      const auto given = std::find_if(test_.inputs.begin(), test_.inputs.end(), [&](const Given& each) {
        return each.name == input.name &&
               (each.model_namespace.empty() || each.model_namespace == input.model_namespace);
      });
      values.push_back(given == test_.inputs.end() ? explain::Value{} : value_of(*given));
    }
    return values;
  }

  static std::string first_of(const text::Diagnostics& diagnostics) {
    if (diagnostics.all().empty()) return "no reason is given";
    std::string text{text::code_name(diagnostics.all().front().code)};
    for (const text::Argument& argument : diagnostics.all().front().arguments)
      text += " " + std::string{argument.name} + "=" + argument.value;
    return text;
  }

  const Models& models_;
  const TestCase& test_;
  Mode mode_;
  Date day_ = *Date::from_parts(2026, 7, 1);
};

}  // namespace

std::string Mode::name() const {
  return std::string{policy == check::Policy::strict ? "strict" : "conformance"} +
         (lifted ? " lifted" : " direct");
}

void Counts::add(const CaseResult& result) {
  passed += result.outcome == Outcome::passed ? 1 : 0;
  rejected_null += result.outcome == Outcome::rejected_null ? 1 : 0;
  rejected_value += result.outcome == Outcome::rejected_value ? 1 : 0;
  wrong += result.outcome == Outcome::wrong ? 1 : 0;
  exact += result.exact ? 1 : 0;
}

std::vector<CaseResult> run(const std::vector<TestFile>& files, const Mode& mode) {
  std::vector<CaseResult> results;
  for (const TestFile& file : files) {
    const Models models = read_models(file);
    for (const TestCase& test : file.cases) {
      CaseResult result;
      try {
        result = CaseRun{models, test, mode}.run();
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
