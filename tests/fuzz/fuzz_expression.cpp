// tests/fuzz/fuzz_expression.cpp - any text as a formula: it is refused with a reason, or keeps what the checker promises.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "doudi/check/check_decision.hpp"
#include "doudi/explain/decide.hpp"
#include "doudi/explain/explain.hpp"
#include "doudi/load.hpp"
#include "doudi/model/record_builder.hpp"
#include "doudi/syntax/expression.hpp"

#include "fuzz_target.hpp"

namespace {

using namespace doudi;

const Date on = *Date::parse("2020-01-31");

bool same_tree(const syntax::Expression& lhs, const syntax::Expression& rhs) {
  return lhs.form == rhs.form && lhs.text == rhs.text && lhs.names == rhs.names &&
         std::equal(lhs.operands.begin(), lhs.operands.end(), rhs.operands.begin(), rhs.operands.end(),
                    same_tree);
}

/// What is printed must be read as the same formula.
void read_back(const std::string& formula, const syntax::Dialect& dialect) {
  text::Diagnostics diagnostics;
  const syntax::Expression first = syntax::parse_expression({.text = formula}, diagnostics, dialect);
  if (diagnostics.has_errors()) return;
  const std::string printed = syntax::formatted(first);
  const syntax::Expression second = syntax::parse_expression({.text = printed}, diagnostics, dialect);
  if (diagnostics.has_errors() || !same_tree(first, second))
    throw std::logic_error("a formula is printed in another sense: " + printed);
}

/// Names that hold operators and keywords, as DMN models declare them.
const syntax::DeclaredNames& declared() {
  static const syntax::DeclaredNames names = [] {
    syntax::DeclaredNames result;
    for (const char* name : {"Loan-to-Value", "Time for Payment", "rate (%)", "a+b", "a+b+c"})
      result.add(name);
    return result;
  }();
  return names;
}

/// A model in which the formula is a decision, a cell of a table and an input of it, and the body of a function.
syntax::DecisionModel model_of(const std::string& formula) {
  syntax::DecisionModel model;
  std::vector<syntax::ElementReference> known;
  const auto know = [&](const char* name) { known.push_back({{}, name, {}}); };
  for (const auto& [name, type] : {std::pair{"income", "number"}, std::pair{"village", "string"},
                                   std::pair{"started", "date"}, std::pair{"scores", "list<number>"},
                                   std::pair{"persons", "list<context<wage: number, name: string>>"},
                                   std::pair{"Loan-to-Value", "number"}, std::pair{"anything", ""}}) {
    syntax::InputData& input = model.inputs.emplace_back();
    input.id = input.name = name;
    input.type = type;
    know(name);
  }
  syntax::BusinessKnowledge& knowledge = model.knowledge.emplace_back();
  knowledge.id = knowledge.name = "f";
  knowledge.logic.box = syntax::Box::function;
  knowledge.logic.variables.emplace_back().name = "x";
  knowledge.logic.parts.emplace_back().box = syntax::Box::literal;
  knowledge.logic.parts.front().text.text = formula;
  know("f");
  const auto decide = [&](const char* name, syntax::BoxedExpression logic) {
    syntax::Decision& decision = model.decisions.emplace_back();
    decision.id = decision.name = name;
    decision.requirements = known;
    decision.logic = std::move(logic);
  };
  syntax::BoxedExpression literal;
  literal.box = syntax::Box::literal;
  literal.text.text = formula;
  decide("formula", literal);
  syntax::BoxedExpression table;
  table.box = syntax::Box::table;
  syntax::DecisionTable& rows = table.table.emplace_back();
  rows.hit_policy = "COLLECT";
  rows.inputs.emplace_back().expression.text = "income";
  rows.inputs.emplace_back().expression.text = formula;
  rows.outputs.emplace_back();
  for (const char* output : {"1", "f(1)"}) {
    syntax::DecisionRule& rule = rows.rules.emplace_back();
    rule.inputs = {{.text = formula}, {.text = "-"}};
    rule.outputs = {{.text = output}};
  }
  decide("table", table);
  return model;
}

void decide_by_standard(const std::string& formula) {
  const std::vector models{model_of(formula)};
  const std::vector<explain::Value> inputs{
      Decimal{500},
      std::string{"east"},
      *Date::parse("2019-02-28"),
      explain::List{{{Decimal{5}, {}}, {Decimal{70}, {}}}},
      explain::List{{{explain::Context{{{"wage", Decimal{100}}, {"name", std::string{"a"}}}}, {}}}},
      Decimal{0},
      explain::Context{{{"a", Decimal{1}}}}};
  for (const char* name : {"formula", "table"}) {
    for (const check::Policy policy : {check::Policy::strict, check::Policy::conformance}) {
      for (const bool lift : {false, true}) {
        text::Diagnostics diagnostics;
        const auto checked =
            check::check_decision(models, name, {.policy = policy, .lift = lift}, diagnostics);
        if (!checked.graph && !diagnostics.has_errors()) throw std::logic_error("refused without a word");
        if (!checked.graph) continue;
        std::vector<explain::Value> given;
        for (const model::GraphInput& input : checked.graph->inputs) {
          const auto found =
              std::find_if(models[0].inputs.begin(), models[0].inputs.end(),
                           [&](const syntax::InputData& each) { return each.name == input.name; });
          given.push_back(inputs.at(static_cast<std::size_t>(found - models[0].inputs.begin())));
        }
        static_cast<void>(explain::decide(*checked.graph, given, on));
        static_cast<void>(explain::decide(*checked.graph, {}, on));
      }
    }
  }
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
  read_back(formula, {});
  read_back(formula, {.standard = true, .names = &declared()});
  decide_by_standard(formula);
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
