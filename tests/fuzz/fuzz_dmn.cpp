// tests/fuzz/fuzz_dmn.cpp - any bytes as a decision model: it is refused with a reason, or each decision of it is decided.
#include <stdexcept>
#include <string>
#include <vector>

#include "doudi/check/check_decision.hpp"
#include "doudi/explain/decide.hpp"
#include "doudi/io/read_dmn.hpp"
#include "doudi/text/diagnostic.hpp"

#include "fuzz_target.hpp"

namespace {

using namespace doudi;

const Date on = *Date::parse("2020-01-31");

void decide(const check::CheckedDecision& checked, const text::Diagnostics& diagnostics) {
  if (!checked.graph) {
    if (!diagnostics.has_errors()) throw std::logic_error("refused without a word");
    return;
  }
  static_cast<void>(explain::decide(*checked.graph, {}, on));
  const std::vector<explain::Value> inputs(checked.graph->inputs.size(), Decimal{50});
  static_cast<void>(explain::decide(*checked.graph, inputs, on));
}

void decide_all(const std::vector<syntax::DecisionModel>& models, const check::DecisionOptions& options) {
  for (const syntax::Decision& decision : models.front().decisions) {
    text::Diagnostics diagnostics;
    decide(check::check_decision(models, decision.name, options, diagnostics), diagnostics);
  }
  for (const syntax::DecisionService& service : models.front().services) {
    text::Diagnostics diagnostics;
    decide(check::check_service(models, service.name, {}, options, diagnostics), diagnostics);
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto model = io::read_dmn("model.dmn", fuzz::text_of(data, size), sources, diagnostics);
  const bool said = !text::render(diagnostics, sources, text::Language::zh).empty();
  if (!model && !said) throw std::logic_error("no model, and nothing said about it");
  if (!model) return 0;
  for (const check::Policy policy : {check::Policy::strict, check::Policy::conformance}) {
    for (const bool lift : {false, true}) decide_all({*model}, {.policy = policy, .lift = lift});
  }
  return 0;
}
