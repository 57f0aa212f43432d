// tests/unit/explain/trial.cpp - a pack written in a test, and records that it is tried on.
#include "trial.hpp"

#include <optional>

#include <doctest/doctest.h>

#include "doudi/check/check.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/explain/value_text.hpp"
#include "doudi/io/read_record.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::testing {
namespace {

[[nodiscard]] model::Pack checked(std::string_view yaml) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const auto files = syntax::load_pack_text("trial.yaml", yaml, {}, sources, diagnostics);
  std::optional<model::Pack> pack;
  if (files.pack) pack = check::check(syntax::read_pack(*files.pack, sources, diagnostics), diagnostics);
  REQUIRE_MESSAGE(pack.has_value(), render(diagnostics, sources, text::Language::en));
  return *std::move(pack);
}

}  // namespace

Date day(std::string_view iso) {
  return Date::parse(iso).value();
}

Trial::Trial(std::string_view yaml) : pack_{checked(yaml)} {}

model::Record Trial::record(std::string_view yaml, Date on) const {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  auto record = io::read_record(pack_, "record.yaml", std::string{yaml}, on, sources, diagnostics);
  REQUIRE_MESSAGE(record.has_value(), render(diagnostics, sources, text::Language::en));
  return *std::move(record);
}

explain::Explanation Trial::explain(std::string_view record_yaml, std::string_view on) const {
  return explain::explain(pack_, record(record_yaml, day(on)), day(on));
}

std::string output_text(const model::Pack& pack, const model::Record& record,
                        const explain::Explanation& explanation, std::string_view name) {
  for (const explain::OutputValue& output : explanation.answer.outputs) {
    if (output.name == name) return value_text(pack, record, output.value);
  }
  return "no such output";
}

std::string Trial::output(std::string_view record_yaml, std::string_view name, std::string_view on) const {
  const model::Record read = record(record_yaml, day(on));
  return output_text(pack_, read, explain::explain(pack_, read, day(on)), name);
}

std::string formula_value(std::string_view formula, std::string_view facts, std::string_view record) {
  std::string yaml = "doudi: 1\npack: trial\nfacts:\n  household:\n";
  yaml += "    unused: {type: number, decimals: 0, range: [0, 9]}\n";
  yaml += facts;
  yaml += "rules:\n  household:\n    result:\n      optional: true\n      formula: |\n        ";
  yaml += formula;
  yaml += "\noutputs: [result]\n";
  return Trial{yaml}.output(record, "result");
}

}  // namespace doudi::testing
