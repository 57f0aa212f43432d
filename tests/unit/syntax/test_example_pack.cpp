// tests/unit/syntax/test_example_pack.cpp - the design's example pack read whole, with the places of some of its texts.
#include <string>

#include <doctest/doctest.h>

#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/pack_files.hpp"
#include "doudi/text/diagnostic.hpp"

using namespace doudi;

namespace {

struct Example {
  Example() {
    files = syntax::load_pack_files("tests/cases/design_example/pack", {}, sources, diagnostics);
    if (files.pack) pack = syntax::read_pack(*files.pack, sources, diagnostics);
  }
  [[nodiscard]] std::string place(text::Span span) const {
    const text::Place place = sources.place(span.begin);
    return std::to_string(place.line) + ":" + std::to_string(place.column) + " " +
           std::string(sources.text(span));
  }

  text::SourceSet sources;
  text::Diagnostics diagnostics;
  syntax::LoadedFiles files;
  syntax::Pack pack;
};

}  // namespace

TEST_SUITE("syntax/example_pack") {
  TEST_CASE("the example is read whole, without a word") {
    const Example example;
    CHECK(text::render(example.diagnostics, example.sources, text::Language::en).empty());
    CHECK(example.files.case_files.size() == 1);
    const syntax::Pack& pack = example.pack;
    CHECK(pack.name.text == "xingan-2019");
    CHECK(pack.title.en == "Safety net for those without labour capacity, Xing'an League");
    CHECK(pack.in_force.from->text() == "2018-10-01");
    CHECK(pack.sources.size() == 5);
    CHECK(pack.sources[4].assumed);
    CHECK(pack.types.size() == 5);
    CHECK(pack.types[2].members[3].labels.zh == "肢体");
    CHECK(pack.facts.size() == 3);
    CHECK(pack.facts[1].fields[6].kind == syntax::FactField::Kind::reference);
    CHECK(pack.parameters.size() == 8);
    CHECK(pack.rules.size() == 4);
    CHECK(pack.assess.size() == 3);
    CHECK(pack.schemes.size() == 6);
    CHECK(pack.schemes[0].goes_on);
    CHECK(pack.schemes[5].covers_nobody);
    REQUIRE(pack.lifecycle);
    CHECK(pack.lifecycle->states.size() == 5);
    CHECK(pack.lifecycle->versions[0].transitions->rows.size() == 13);
    CHECK(pack.outputs.size() == 5);
  }

  TEST_CASE("texts know where they stand, inside a table's cell as well") {
    const Example example;
    const syntax::Pack& pack = example.pack;
    REQUIRE(pack.rules.size() == 4);
    const syntax::Rule& coefficient = pack.rules[0].rules[2];
    CHECK(coefficient.name.text == "labour_coefficient");
    const syntax::Grid& table = *coefficient.versions[0].table;
    CHECK(example.place(table.rows[3].groups[2][0].span) == "99:113 plan 四(一)一, assumed");
    CHECK(example.place(table.rows[1].groups[0][1].span) == "97:31 >= 60");
    const auto cites = syntax::cites_of_cell(table.rows[3].groups[2][0]);
    REQUIRE(cites.size() == 2);
    CHECK(cites[0].source == "plan");
    CHECK(cites[0].locator == "四(一)一");
    CHECK(example.place(cites[1].span) == "99:125 assumed");
    const auto& by = *pack.parameters[0].versions[2].by;
    CHECK(example.place(by.rows[0].groups[1][0].span) == "58:22 6400");
    const auto& support = *pack.rules[1].rules[0].versions[0].formula;
    CHECK(example.place(support.span_of(support.text.find("/ ("), support.text.find("/ (") + 1)) ==
          "134:11 /");
    CHECK(example.place(pack.lifecycle->versions[0].transitions->rows[12].groups[1][0].span) ==
          "239:49 stably_out_of_poverty");
  }
}
