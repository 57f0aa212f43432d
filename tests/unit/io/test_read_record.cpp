// tests/unit/io/test_read_record.cpp - YAML records: words, ids, places.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/io/read_record.hpp"

#include "record_reading.hpp"

using namespace doudi;
using doudi::model::Literal;

namespace {

std::string faults(std::string_view yaml) {
  const test::Reading reading{"r.yaml", yaml};
  CHECK(reading.record.has_value() == reading.faults().empty());
  return reading.faults();
}

}  // namespace

TEST_SUITE("io/read_record") {
  TEST_CASE("a record in YAML: numbers by their text, ids as written, unknown is absent") {
    const test::Reading reading{"r.yaml",
                                "case: null\ncounty: 突泉县\nland: 9007.10\npoor: unknown\nnote: '12'\n"
                                "tags: [a, b]\npersons:\n  007: {wage: \"1500.5\", carer: b}\n"
                                "  b: {birth: 1979-03-05, grade: null}\n"};
    CHECK(reading.faults() == "");
    REQUIRE(reading.record.has_value());
    const auto& root = reading.record->instances[0][0];
    CHECK(std::get<Literal>(root.facts[1]) == Literal{*Decimal::parse("9007.1")});
    CHECK(std::get<Literal>(root.facts[2]) == Literal{std::string{"12"}});
    CHECK(std::holds_alternative<model::Absent>(root.facts[3]));
    CHECK(reading.record->instances[1][0].id == "007");
    CHECK(std::get<model::Member>(reading.record->instances[1][0].facts[4]).index == 1);
    CHECK(reading.record->case_facts.presence == model::CaseFacts::Presence::new_case);
  }

  TEST_CASE("a list of members with ids is the same as a map") {
    const test::Reading reading{"r.yaml",
                                "persons:\n  - {id: 007, wage: 1}\n  - id: b\n    carer: \"007\"\n"};
    CHECK(reading.faults() == "");
    REQUIRE(reading.record.has_value());
    CHECK(reading.record->instances[1][0].id == "007");
    CHECK(std::get<model::Member>(reading.record->instances[1][1].facts[4]).index == 0);
  }

  TEST_CASE("faults of the data are placed in the file, together with those of the text") {
    CHECK(faults("county: 长春\npersons:\n  a: {wage: -1, wagee: 1}\n") ==
          "1:9 not_a_choice; 3:13 number_outside_range; 3:17 unknown_field");
    CHECK(faults("land: 1\nland: 2\npoor: 3\n") == "2:1 duplicate_key; 3:7 wrong_value_type");
    CHECK(faults("persons:\n  a: {wage: 1}\n  a: {wage: 2}\n") == "3:3 duplicate_key");
    CHECK(faults("land: 1\nland: 2\n") == "2:1 duplicate_key");
    CHECK(faults("land: 2019.4.3\n") == "1:7 date_form");
    CHECK(faults("poor: yes\n") == "1:7 yaml_boolean");
    CHECK(faults("poor: ~\n").find("null_form") != std::string::npos);
    CHECK(faults("- a\n") == "1:1 fields_expected");
    CHECK(faults("persons:\n  a:\n    carer: z\n") == "3:12 link_to_nobody");
  }

  TEST_CASE("an empty value is refused once") {
    CHECK(faults("tags:\n  - a\n  -\n") == "3:3 empty_value");
    CHECK(faults("land:\npoor: true\n") == "1:1 empty_value");
  }

  TEST_CASE("an empty file is no record") {
    CHECK(!faults("").empty());
  }
}
