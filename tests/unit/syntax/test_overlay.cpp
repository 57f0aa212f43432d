// tests/unit/syntax/test_overlay.cpp - what an overlay changes, and that messages point at the file where a text stands.
#include <string>
#include <utility>

#include <doctest/doctest.h>

#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"

#include "syntax/overlay.hpp"

using namespace doudi;

namespace {

constexpr const char* base_text = R"(doudi: 1
pack: base
title: {zh: 基础, en: Base}
sources: {plan: {title: Plan}, old: {title: Old}}
types: {county: {enum: [a, b]}}
facts:
  household:
    county: {type: county}
    wage: {type: number, range: [0, 100]}
parameters:
  line: {zh: 线, range: [0, 9], from: 2018-10-01, cite: old, value: 5}
  standard:
    versions:
      - {from: 2018-10-01, until: 2018-12-31, cite: old, value: 1}
      - {from: 2019-01-01, cite: old, value: 2}
rules:
  household:
    x:
      zh: 某数
      formula: wage
    rate:
      table: |
        first | wage || rate || cite
        低    | < 5  || 1    || old
        中    | < 9  || 2    || old
        其他  | -    || 3    || old
schemes:
  - scheme: first_one
    eligible: x > 1
    amount: x
  - scheme: second_one
    eligible: x > 2
    amount: x
outputs: [x]
)";

/// A base and an overlay, merged and read.
struct Overlaid {
  explicit Overlaid(const std::string& overlay, const std::string& base = base_text) {
    // The overlay first, as the loader reads it first.
    const std::uint32_t overlay_begin = sources.add("overlay.yaml", overlay);
    const std::uint32_t base_begin = sources.add("base.yaml", base);
    auto overlay_tree = syntax::read_yaml(sources, overlay_begin, syntax::YamlPurpose::pack, diagnostics);
    auto base_tree = syntax::read_yaml(sources, base_begin, syntax::YamlPurpose::pack, diagnostics);
    if (!overlay_tree || !base_tree) return;
    tree = syntax::merge_overlay(std::move(*base_tree), *overlay_tree, diagnostics);
    pack = syntax::read_pack(tree, sources, diagnostics);
  }
  [[nodiscard]] std::string message() const { return text::render(diagnostics, sources, text::Language::en); }
  [[nodiscard]] const syntax::Parameter& parameter(std::size_t index) const {
    return pack.parameters.at(index);
  }
  [[nodiscard]] const syntax::Rule& rule(std::size_t index) const { return pack.rules.at(0).rules.at(index); }
  [[nodiscard]] std::string schemes() const {
    std::string result;
    for (const auto& scheme : pack.schemes) result += scheme.name.text + " ";
    return result;
  }
  [[nodiscard]] std::string file_of(text::Span span) const {
    return std::string(sources.place(span.begin).file);
  }

  text::SourceSet sources;
  text::Diagnostics diagnostics;
  syntax::YamlNode tree;
  syntax::Pack pack;
};

std::string period_text(const syntax::Period& period) {
  return (period.from ? period.from->text() : "") + ".." + (period.until ? period.until->text() : "");
}

}  // namespace

TEST_SUITE("syntax/overlay") {
  TEST_CASE("maps merge key by key, other values are replaced, and each keeps its file") {
    const Overlaid merged{
        "doudi: 1\npack: reform\ntitle: {en: Reform}\ntypes: {county: {enum: [c]}}\n"
        "facts: {household: {wage: {unbounded: true}, size: {type: county}}}\n"
        "rules:\n  household:\n    x:\n      en: some number\n    yy:\n      formula: x\n"};
    CHECK(merged.message() == std::string());
    CHECK(merged.pack.name.text == "reform");
    CHECK(merged.pack.title.zh == "基础");
    CHECK(merged.pack.title.en == "Reform");
    CHECK(merged.pack.types[0].members.size() == 1);
    const auto& fields = merged.pack.facts[0].fields;
    REQUIRE(fields.size() == 3);
    CHECK(fields[1].unbounded);
    CHECK_FALSE(fields[1].range);
    CHECK(merged.file_of(fields[1].type.span) == "base.yaml");
    CHECK(merged.file_of(fields[2].name.span) == "overlay.yaml");
    CHECK(merged.rule(0).labels.zh == "某数");
    CHECK(merged.rule(0).labels.en == "some number");
    CHECK(merged.rule(2).name.text == "yy");
  }

  TEST_CASE("formula and table are one slot") {
    const Overlaid merged{"doudi: 1\nrules:\n  household:\n    rate:\n      formula: wage * 2\n"};
    CHECK(merged.message() == std::string());
    CHECK_FALSE(merged.rule(1).versions[0].table);
    CHECK(merged.rule(1).versions[0].formula->text == "wage * 2");
  }

  TEST_CASE("a new version ends the one it falls into on the day before") {
    const Overlaid merged{
        "doudi: 1\nparameters:\n  standard:\n    versions:\n"
        "      - {from: 2019-07-01, cite: plan, value: 3}\n"};
    CHECK(merged.message() == std::string());
    const auto& versions = merged.parameter(1).versions;
    REQUIRE(versions.size() == 3);
    CHECK(period_text(versions[0].period) == "2018-10-01..2018-12-31");
    CHECK(period_text(versions[1].period) == "2019-01-01..2019-06-30");
    CHECK(period_text(versions[2].period) == "2019-07-01..");
    CHECK(versions[2].cites[0].source == "plan");
    CHECK(merged.sources.text(versions[1].period.span).find("2019") != std::string::npos);
  }

  TEST_CASE("a version with the same `from` merges key by key") {
    const Overlaid merged{"doudi: 1\nparameters: {standard: {versions: [{from: 2018-10-01, value: 9}]}}\n"};
    CHECK(merged.message() == std::string());
    const auto& versions = merged.parameter(1).versions;
    REQUIRE(versions.size() == 2);
    CHECK(versions[0].value->text == "9");
    CHECK(period_text(versions[0].period) == "2018-10-01..2018-12-31");
  }

  TEST_CASE("a version joins a thing that is written without versions") {
    const Overlaid merged{
        "doudi: 1\nparameters: {line: {versions: [{from: 2020-01-01, cite: plan, value: 6}]}}\n"
        "rules:\n  household:\n    x:\n      versions:\n        - from: 2020-01-01\n          formula: wage "
        "+ 1\n"};
    CHECK(merged.message() == std::string());
    const auto& line = merged.parameter(0);
    REQUIRE(line.versions.size() == 2);
    CHECK(line.labels.zh == "线");
    CHECK(line.cites.empty());
    CHECK(line.versions[0].cites[0].source == "old");
    CHECK(period_text(line.versions[0].period) == "2018-10-01..2019-12-31");
    CHECK(merged.rule(0).versions.size() == 2);
    CHECK(period_text(merged.rule(0).versions[0].period) == "..2019-12-31");
    const Overlaid back{"doudi: 1\nparameters: {standard: {value: 7}}\n"};
    CHECK(back.message() == std::string());
    CHECK(back.parameter(1).versions.size() == 1);
  }

  TEST_CASE("single rows and the policy of a table change, and point at their file") {
    const Overlaid merged{
        "doudi: 1\nrules:\n  household:\n    rate:\n      hit: unique\n      rows:\n"
        "        低: \"< 4 || 0.5 || plan\"\n        中: removed\n"};
    CHECK(merged.message() == std::string());
    const syntax::Grid& table = *merged.rule(1).versions[0].table;
    CHECK(table.header.label.text == "unique");
    CHECK(merged.file_of(table.header.label.span) == "overlay.yaml");
    CHECK(merged.file_of(table.header.span) == "base.yaml");
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[0].groups[0][0].text == "< 4");
    CHECK(merged.sources.text(table.rows[0].groups[0][0].span) == "< 4");
    CHECK(merged.file_of(table.rows[0].groups[0][0].span) == "overlay.yaml");
    CHECK(merged.sources.text(table.rows[0].span) == "低: \"< 4 || 0.5 || plan");
    CHECK(merged.sources.text(table.rows[1].groups[0][0].span) == "-");
    CHECK(merged.file_of(table.rows[1].label.span) == "base.yaml");
  }

  TEST_CASE("what is wrong in a changed row is shown in the overlay") {
    CHECK(Overlaid{"doudi: 1\nrules:\n  household:\n    rate:\n      rows:\n        低: \"< 4 || 0.5\"\n"}
              .message() == R"(overlay.yaml:6:9: error[E0152]: this line has 3 cells, the header 4
   6 |         低: "< 4 || 0.5"
     |         ^~~~~~~~~~~~~~~
  note: base.yaml:23:9: the header
  23 |         first | wage || rate || cite
     |         ^~~~~~~~~~~~~~~~~~~~~~~~~~~~
)");
    CHECK(Overlaid{"doudi: 1\nrules:\n  household:\n    rate:\n      rows:\n        其它: removed\n"}
              .message() == R"(overlay.yaml:6:9: error[E0194]: the base's table has no row `其它`
   6 |         其它: removed
     |         ^~~~
  help: did you mean `其他`?
)");
    CHECK(
        Overlaid{"doudi: 1\nrules:\n  household:\n    x:\n      rows:\n        低: removed\n"}.message() ==
        R"(overlay.yaml:5:7: error[E0195]: the base's `rules.household.x` has no table that `rows` could change
   5 |       rows:
     |       ^~~~
)");
  }

  TEST_CASE("schemes match by name, and new ones say where they stand") {
    const Overlaid merged{
        "doudi: 1\nschemes:\n"
        "  - scheme: zero\n    before: first_one\n    eligible: x > 0\n    amount: x\n"
        "  - scheme: middle\n    after: first_one\n    eligible: x > 0\n    amount: x\n"
        "  - scheme: second_one\n    amount: x + 1\n"
        "  - scheme: last\n    after: second_one\n    eligible: x > 0\n    amount: x\n"};
    CHECK(merged.message() == std::string());
    CHECK(merged.schemes() == "zero first_one middle second_one last ");
    CHECK(merged.pack.schemes[3].versions[0].amount[0].formula.text == "x + 1");
    CHECK(merged.pack.schemes[3].versions[0].eligible->text == "x > 2");
    const Overlaid moved{"doudi: 1\nschemes:\n  - scheme: second_one\n    before: first_one\n"};
    CHECK(moved.message() == std::string());
    CHECK(moved.schemes() == "second_one first_one ");
  }

  TEST_CASE("a new scheme without a place, or beside an unknown one, is reported") {
    CHECK(Overlaid{"doudi: 1\nschemes:\n  - scheme: new\n    eligible: a\n    amount: x\n"}.message() ==
          R"(overlay.yaml:3:13: error[E0196]: the new scheme `new` does not say where it stands
   3 |   - scheme: new
     |             ^~~
  help: write `before:` or `after:` and a scheme's name
)");
    CHECK(
        Overlaid{"doudi: 1\nschemes:\n  - scheme: new\n    after: frst_one\n    eligible: a\n    amount: x\n"}
            .message() == R"(overlay.yaml:4:12: error[E0197]: there is no scheme `frst_one`
   4 |     after: frst_one
     |            ^~~~~~~~
  help: did you mean `first_one`?
)");
  }

  TEST_CASE("a base without schemes takes the overlay's in their order") {
    const Overlaid merged{
        "doudi: 1\nschemes:\n  - scheme: b\n    eligible: x\n    amount: z\n  - scheme: a\n    eligible: x\n "
        "   amount: z\n",
        "doudi: 1\npack: words\nfacts: {household: {ill: {type: boolean}}}\nrules: {}\noutputs: [scheme]\n"};
    CHECK(merged.message() == std::string());
    CHECK(merged.schemes() == "b a ");
  }

  TEST_CASE("names are removed wherever they stand, and may be written anew") {
    const Overlaid merged{
        "doudi: 1\nremove: [first_one, household.rate, parameters.line, old]\n"
        "parameters: {line: {from: 2020-01-01, value: 1}}\n"};
    CHECK(merged.schemes() == "second_one ");
    CHECK(merged.pack.rules[0].rules.size() == 1);
    CHECK(merged.parameter(1).name.text == "line");
    CHECK(merged.parameter(1).labels.zh.empty());
    CHECK(merged.pack.sources.size() == 1);
    CHECK(merged.message() == std::string());
  }

  TEST_CASE("removing what is not there, or what is there twice, is reported") {
    CHECK(Overlaid{"doudi: 1\nremove: [frist_one]\n"}.message() ==
          R"(overlay.yaml:2:10: error[E0192]: the base has nothing named `frist_one` to remove
   2 | remove: [frist_one]
     |          ^~~~~~~~~
  help: did you mean `first_one`?
)");
    CHECK(Overlaid{"doudi: 1\nremove: [county]\n"}.message() ==
          R"(overlay.yaml:2:10: error[E0193]: `county` names more than one thing of the base
   2 | remove: [county]
     |          ^~~~~~
  help: write one of `types.county`, `facts.household.county`
)");
  }
}
