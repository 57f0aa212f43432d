// tests/fuzz/fuzz_record.cpp - any text as a record in JSON or YAML: it is refused with a reason, or explained.
#include <stdexcept>

#include "doudi/explain/explain.hpp"
#include "doudi/explain/render.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/load.hpp"

#include "fuzz_target.hpp"

namespace {

using namespace doudi;

const LoadedPack& pack() {
  static const LoadedPack loaded = load_text("pack.yaml", std::string{fuzz::village} + R"(rules:
  person:
    own:
      formula: wage + otherwise(pension, 0)
  household:
    needed:
      formula: total(persons.own) + above(income)
    class:
      table: |
        first | county | income || class
        poor  | east   | < line || 1
        rest  | -      | -      || 2
assess:
  ones: {each: persons}
schemes:
  - scheme: dibao
    eligible: needed < line
    amount: round half up(income * share, 2)
  - scheme: single
    assess: ones
    eligible: own < line and state = "paid"
    amount: previous.amount
lifecycle:
  of: [dibao, single]
  initial: none
  takes_effect: this month
  remember: [heads]
  states:
    none: {pays: [dibao]}
    paid: {pays: [single]}
  transitions: |
    from | to   || when
    none | paid || poor
    paid | none || months_in_state > months(12)
outputs: [scheme, covered, amount, state, needed, class, persons.own]
)");
  return loaded;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (!pack()) throw std::logic_error(pack().report(text::Language::en));
  const std::string content = fuzz::text_of(data, size);
  const Date on = *Date::parse("2020-01-31");
  for (const char* name : {"record.json", "record.yaml", "record"}) {
    text::SourceSet sources;
    text::Diagnostics diagnostics;
    const auto record = io::read_record(*pack(), name, content, on, sources, diagnostics);
    const bool said = !text::render(diagnostics, sources, text::Language::zh).empty();
    if (!record && !said) throw std::logic_error("no record, and nothing said about it");
    if (!record) continue;
    const explain::Explanation explanation = explain::explain(*pack(), *record, on);
    static_cast<void>(explain::render_json(*pack(), *record, explanation, pack().sources));
    static_cast<void>(
        explain::render_text(*pack(), *record, explanation, pack().sources, text::Language::en));
  }
  return 0;
}
