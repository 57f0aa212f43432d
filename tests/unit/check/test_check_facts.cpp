// tests/unit/check/test_check_facts.cpp - facts, and the tree that entities make.
#include <doctest/doctest.h>

#include "pack_checking.hpp"

using namespace doudi;
using namespace doudi::check::testing;

namespace {

std::string entities(std::string_view facts, std::string_view formula = "1") {
  return codes_of(
      "doudi: 1\npack: p\nsources:\n  law: {title: the law}\ntypes:\n  county: {enum: [east, "
      "west]}\nfacts:\n" +
      indented(facts, 2) + "rules:\n  household:\n    r:\n      formula: " + std::string{formula} +
      "\noutputs: [r]\n");
}

std::string field(std::string_view field) {
  return entities("household:\n  x: {" + std::string{field} + "}\n");
}

}  // namespace

TEST_SUITE("check/check_facts") {
  TEST_CASE("entities form a tree of any depth") {
    CHECK(entities("household:\n  persons: {list: person}\nperson:\n  plots: {list: plot}\nplot:\n  trees: "
                   "{list: tree}\n"
                   "tree:\n  tall: {type: boolean}\n",
                   "count(flatten(flatten(persons.plots).trees))") == "");
    CHECK(entities("household:\n  a: {list: person}\n  b: {list: animal}\nperson:\n  x: {type: "
                   "text}\nanimal:\n  z: {type: "
                   "text}\n") == "");
  }

  TEST_CASE("an entity is the element of one list, and not the root") {
    CHECK(entities("household:\n  a: {list: person}\n  b: {list: person}\nperson:\n  x: {type: text}\n") ==
          "entity_listed_twice");
    CHECK(entities("household:\n  a: {list: person}\nperson:\n  b: {list: household}\n") ==
          "entity_listed_twice");
    CHECK(entities("household:\n  a: {list: household}\n") == "entity_listed_twice");
    CHECK(entities("household:\n  a: {type: text}\nperson:\n  x: {type: text}\n") == "entity_not_listed");
  }

  TEST_CASE("a circle of lists is not under the root") {
    CHECK(entities("household:\n  a: {type: text}\nperson:\n  b: {list: person}\n") ==
          "entity_not_under_root");
    CHECK(
        entities("household:\n  a: {type: text}\nanimal:\n  b: {list: shed}\nshed:\n  c: {list: animal}\n") ==
        "entity_not_under_root entity_not_under_root");
    CHECK(entities("household:\n  a: {type: text}\nanimal:\n  b: {list: shed}\n  d: {list: tree}\nshed:\n  "
                   "c: {list: "
                   "animal}\ntree:\n  e: {type: text}\n") ==
          "entity_not_under_root entity_not_under_root entity_not_under_root");
  }

  TEST_CASE("rules of an entity that hangs loose are still read") {
    const std::string codes = codes_of(R"(doudi: 1
pack: p
facts:
  household: {a: {type: text}}
  animal: {b: {list: shed}}
  shed: {c: {list: animal}, d: {type: number, decimals: 0, range: [0, 9]}}
rules:
  shed:
    r: {formula: nothing}
outputs: [a]
)");
    CHECK(codes == "entity_not_under_root entity_not_under_root unknown_name");
  }

  TEST_CASE("numbers say their decimals and range") {
    CHECK(field("type: number, decimals: 0, range: [0, 9]") == "");
    CHECK(field("type: number, decimals: 2, unbounded: true") == "");
    CHECK(field("type: number, decimals: 0") == "one_key_needed");
    CHECK(field("type: number, range: [0, 9]") == "decimals_missing");
    CHECK(field("type: number, decimals: 31, range: [0, 9]") == "bad_decimals");
    CHECK(field("type: number, decimals: -1, range: [0, 9]") == "value_not_allowed");
    CHECK(field("type: number, decimals: 0, range: [9, 0]") == "range_upside_down");
    CHECK(field("type: number, unit: CNY/mnth, decimals: 0, range: [0, 9]") == "unknown_symbol");
    CHECK(field("type: text, range: [0, 9]") == "range_on_type");
    CHECK(field("type: boolean, unit: CNY") == "unit_on_type");
    CHECK(field("type: date, range: [2019-01-01, today]") == "");
    CHECK(field("type: date, range: [2019-01-01, tomorrow]") == "literal_does_not_fit");
    CHECK(field("type: date, range: [2019-02-01, 2019-01-01]") == "range_upside_down");
    CHECK(field("type: txt") == "unknown_type");
    CHECK(field("ref: person") == "unknown_entity");
    CHECK(field("list: nothing") == "unknown_type");
  }

  TEST_CASE("a default fits its fact") {
    CHECK(field("type: number, decimals: 2, range: [0, 9], default: 5.25, cite: law") == "");
    CHECK(field("type: boolean, default: true, cite: law") == "");
    CHECK(field("type: county, default: east, cite: law") == "");
    CHECK(field("type: date, optional: true, default: null, cite: law") == "");
    CHECK(field("type: date, default: null, cite: law") == "default_null_needs_optional");
    CHECK(field("type: county, default: mars, cite: law") == "unknown_member");
    CHECK(field("type: date, default: soon, cite: law") == "literal_does_not_fit");
    CHECK(field("type: number, decimals: 2, range: [0, 9], default: 10, cite: law") ==
          "default_not_accepted");
    CHECK(field("type: number, decimals: 2, range: [0, 9], default: -0.01, cite: law") ==
          "default_not_accepted");
    CHECK(field("type: number, decimals: 2, range: [0, 9], default: 5.255, cite: law") ==
          "default_not_accepted");
    CHECK(field("type: number, decimals: 2, range: [0, 9], default: 5.250, cite: law") == "");
    CHECK(field("type: date, range: [2019-01-01, today], default: 2018-12-31, cite: law") ==
          "default_not_accepted");
  }

  TEST_CASE("a list says its size, and cannot be null") {
    CHECK(field("list: date") == "");
    CHECK(field("list: county, size: [1, 3]") == "");
    CHECK(field("list: date, size: [-1, 3]") == "bad_size");
    CHECK(field("list: date, size: [1, 3.5]") == "bad_size");
    CHECK(field("list: date, optional: true") == "optional_list");
  }

  TEST_CASE("without facts nothing else is said") {
    CHECK(codes_of("doudi: 1\npack: p\nrules:\n  household:\n    r: {formula: x}\noutputs: [r]\n") ==
          "missing_key");
    CHECK(
        codes_of("doudi: 1\npack: p\nfacts: {}\nrules:\n  household:\n    r: {formula: x}\noutputs: [r]\n") !=
        "");
  }
}
