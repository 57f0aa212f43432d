// tests/fuzz/fuzz_expression.cpp - any text as a formula: it is refused with a reason, or keeps what the checker promises.
#include <stdexcept>
#include <vector>

#include "doudi/explain/explain.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"
#include "doudi/syntax/expression.hpp"

#include "fuzz_target.hpp"

namespace {

using namespace doudi;

const Date on = *Date::parse("2020-01-31");

/// What is printed must be read as the same formula.
void read_back(const std::string& formula) {
  text::Diagnostics diagnostics;
  const syntax::Expression first = syntax::parse_expression({.text = formula}, diagnostics);
  if (diagnostics.has_errors()) return;
  const std::string printed = syntax::formatted(first);
  const syntax::Expression second = syntax::parse_expression({.text = printed}, diagnostics);
  if (diagnostics.has_errors() || syntax::formatted(second) != printed)
    throw std::logic_error("a formula is printed in another sense: " + printed);
}

void check_value(const LoadedPack& loaded, const model::RecordBuilder& builder) {
  const auto record = builder.finish(on);
  if (!record.has_value()) throw std::logic_error("the record is refused");
  const explain::Value value = explain::explain(*loaded, *record, on).answer.outputs.front().value;
  const auto* failure = value.get_if<explain::Failed>();
  if (failure == nullptr) return;
  if (failure->reason == explain::Reason::null_value) throw std::logic_error("null where there can be none");
  if (failure->reason == explain::Reason::empty_list) throw std::logic_error("the largest of an empty list");
}

void fill(model::RecordBuilder& builder) {
  builder.set("county", "east")
      .set("level", "high")
      .set("village", "x")
      .set("income", 500)
      .set("yearly", 6000);
  builder.set("heads", 3).set("poor", true).set("started", *Date::parse("2019-02-28"));
  builder.set("notice", *YearsMonths::parse("P1Y2M")).set("stay", *DaysTime::parse("P40D"));
  builder.set_list("scores", {Decimal{5}, Decimal{70}}).set_list("visits", {*Date::parse("2020-01-01")});
  builder.set("persons.a.wage", 100).set("persons.a.pension", model::Null{}).set("persons.a.cares_for", "b");
  builder.set("persons.b.wage", 0).set("persons.b.pension", 50).set("persons.b.cares_for", model::Null{});
  builder.set("persons.a.plots.p.area", 3).set_list("persons.b.plots");
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string formula = fuzz::text_of(data, size);
  read_back(formula);
  for (char& character : formula) {
    if (character == '\n' || character == '\r') character = ' ';
  }
  const LoadedPack loaded = load_text(
      "pack.yaml", std::string{fuzz::village} + "rules:\n  household:\n    r:\n      formula: |\n        " +
                       formula + "\noutputs: [r]\n");
  if (!loaded && loaded.report(text::Language::en).empty()) throw std::logic_error("refused without a word");
  if (!loaded) return 0;
  model::RecordBuilder builder{*loaded};
  check_value(loaded, builder);
  fill(builder);
  check_value(loaded, builder);  // `bonus` and `ended` are not known
  builder.set("bonus", model::Null{}).set("ended", model::Null{}).set_list("visits");
  check_value(loaded, builder);
  builder.set("bonus", 20).set("ended", on);
  check_value(loaded, builder);
  return 0;
}
