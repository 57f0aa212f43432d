// tests/unit/explain/test_evaluate_parameter.cpp - dated and keyed parameters, holes in them, and what is not known of them.
#include <doctest/doctest.h>

#include "trial.hpp"

using doudi::testing::Trial;

namespace {

constexpr std::string_view pack = R"(
doudi: 1
pack: trial
in_force: {from: 2018-01-01}
types:
  county: {enum: [east, west, north]}
facts:
  household:
    county: {type: county}
    asked: {type: date, range: [2000-01-01, 2030-01-01]}
    persons: {list: person, size: [0, 9]}
  person:
    age: {type: number, decimals: 0, range: [0, 150]}
parameters:
  standard:
    versions:
      - {from: 2018-01-01, until: 2018-12-31, value: 100}
      - {from: 2019-01-01, value: 130%}
  with_hole:
    versions:
      - {from: 2017-01-01, until: 2017-12-31, value: 5}
      - {from: 2018-01-01, until: 2018-12-31, value: none}
      - {from: 2019-01-01, until: 2019-12-31, value: unknown}
      - {from: 2020-01-01, value: 7}
  third: {from: 2017-01-01, value: 1/3}
  by_county:
    from: 2017-01-01
    by: |
      county || value
      east   || 1
      west   || unknown
      -      || 3
  by_age:
    from: 2017-01-01
    by: |
      age  || value
      < 18 || 10
      -    || 20
rules:
  person:
    allowance: {formula: by_age}
  household:
    standing: {formula: standard}
    hole: {formula: with_hole}
    third_of:
      formula: 3 * third
    local: {formula: by_county}
    year_before:
      formula: standard(today() - @"P1Y")
    on_request:
      formula: with_hole(asked)
outputs: [standing, hole, third_of, local, year_before, on_request, persons.allowance]
)";

const Trial& trial() {
  static const Trial shared{pack};
  return shared;
}

}  // namespace

TEST_SUITE("explain/evaluate_parameter") {
  TEST_CASE("the version in force on the day gives the value") {
    CHECK(trial().output("{}", "standing", "2018-12-31") == "100");
    CHECK(trial().output("{}", "standing", "2019-01-01") == "1.3");
    CHECK(trial().output("{}", "year_before", "2019-12-31") == "100");
  }

  TEST_CASE("a day without a value in force is an error that names the nearest versions") {
    const auto explanation = trial().explain("{}", "2018-06-01");
    bool found = false;
    for (const auto& error : explanation.answer.errors) {
      if (error.output != "hole") continue;
      found = true;
      CHECK(error.code == doudi::text::Code::not_in_force);
      REQUIRE(error.arguments.size() == 3);
      CHECK(error.arguments[0].value == "with_hole");
      CHECK(error.arguments[1].value == "2018-06-01");
      CHECK(error.arguments[2].value == "2017-01-01 – 2017-12-31, 2019-01-01 – 2019-12-31");
    }
    CHECK(found);
  }

  TEST_CASE("a value in force that is not known here is a missing fact of the parameter") {
    CHECK(trial().output("{}", "hole", "2019-06-01") == "unknown: parameters.with_hole");
    CHECK(trial().output("{county: west}", "local") == "unknown: parameters.by_county");
  }

  TEST_CASE("a keyed parameter is read by the record's facts") {
    CHECK(trial().output("{county: east}", "local") == "1");
    CHECK(trial().output("{county: north}", "local") == "3");
    CHECK(trial().output("{}", "local") == "unknown: county, parameters.by_county");
    CHECK(trial().output("{persons: {a: {age: 3}, b: {age: 30}}}", "persons.allowance") == "[10, 20]");
  }

  TEST_CASE("a quotient is kept exactly until it meets its factor") {
    CHECK(trial().output("{}", "third_of") == "1");
  }

  TEST_CASE("a parameter read for a day of the record") {
    CHECK(trial().output("{asked: 2020-05-01}", "on_request") == "7");
    CHECK(trial().output("{asked: 2018-05-01}", "on_request") == "failed: not_in_force");
    CHECK(trial().output("{}", "on_request") == "unknown: asked, parameters.with_hole");
  }
}
