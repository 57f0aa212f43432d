// tests/unit/io/test_read_record_json.cpp - JSON records: places, exact numbers, everything that is refused.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/io/read_record.hpp"

#include "record_reading.hpp"

using namespace doudi;
using doudi::model::Literal;

namespace {

std::string faults(std::string_view json) {
  const test::Reading reading{"r.json", json};
  CHECK(reading.record.has_value() == reading.faults().empty());
  return reading.faults();
}

}  // namespace

TEST_SUITE("io/read_record_json") {
  TEST_CASE("a record in JSON keeps every digit of its numbers") {
    const test::Reading reading{"r.json",
                                R"({"county": "\u7a81泉县", "land": 9007.10, "poor": false, "case": null,
      "persons": [{"id": "b", "wage": "1500.5", "carer": null}, {"id": "a", "wage": 3.00, "carer": "b"}]})"};
    REQUIRE(reading.record.has_value());
    const auto& root = reading.record->instances[0][0];
    CHECK(std::get<Literal>(root.facts[0]) == Literal{std::string{"突泉县"}});
    CHECK(std::get<Literal>(root.facts[1]) == Literal{*Decimal::parse("9007.1")});
    CHECK(std::get<Literal>(root.facts[3]) == Literal{false});
    CHECK(reading.record->instances[1][0].id == "a");
    CHECK(std::get<model::Member>(reading.record->instances[1][0].facts[4]).index == 1);
  }

  TEST_CASE("digits beyond a double still count") {
    CHECK(faults(R"({"land": 9999.0000000000000000001})") == "1:10 too_many_decimals");
    CHECK(faults(R"({"land": 18446744073709551616})") == "1:10 number_outside_range");
    CHECK(faults(R"({"land": 1e2})") == "1:10 number_not_plain");
  }

  TEST_CASE("faults of the data are placed in the file, all of them") {
    CHECK(faults("{\n \"county\": \"长春\",\n \"persons\": {\"a\": {\"wage\": -1,\n\"wagee\": 1}}\n}") ==
          "2:12 not_a_choice; 3:28 number_outside_range; 4:1 unknown_field");
    CHECK(faults(R"({"land": 1, "land": 2})") == "1:13 duplicate_field");
    CHECK(faults(R"({"persons": {"a": {}, "a": {}}})") == "1:23 duplicate_id");
    CHECK(faults(R"({"persons": [{"id": "a"}, {"id": "a"}]})") == "1:34 duplicate_id");
    CHECK(faults("[]") == "1:1 fields_expected");
    CHECK(faults(" 1 ") == "1:2 fields_expected");
  }

  TEST_CASE("what is no JSON is refused where it stops being JSON") {
    CHECK(faults("") == "1:1 json_syntax");
    CHECK(faults("{") == "1:2 json_syntax");
    CHECK(faults(R"({"land": 1)") == "1:11 json_syntax");
    CHECK(faults(R"({"land": 1,})") == "1:12 json_syntax");
    CHECK(faults(R"({"land": 1 "poor": true})") == "1:12 json_syntax");
    CHECK(faults(R"({"land" 1})") == "1:9 json_syntax");
    CHECK(faults(R"({"land": 01})") == "1:10 json_syntax");
    CHECK(faults(R"({"land": 1.})") == "1:10 json_syntax");
    CHECK(faults(R"({"land": truex})") == "1:10 json_syntax");
    CHECK(faults(R"({"land": NaN})") == "1:10 json_syntax");
    CHECK(faults(R"({"land": 1} x)") == "1:13 json_syntax");
    CHECK(faults(R"({"land": 1}})") == "1:12 json_syntax");
    CHECK(faults(R"({"note": "open})") == "1:10 json_syntax");
    CHECK(faults("{\"note\": \"a\nb\"}") == "1:12 json_syntax");
    CHECK(faults(R"({"note": "\x"})") == "1:10 json_syntax");
    CHECK(faults(R"({"note": "\ud800"})") == "1:10 json_syntax");
    CHECK(faults(R"({"tags": ["a",]})") == "1:15 json_syntax");
    CHECK(faults(R"({"tags": ["a" "b"]})") == "1:15 json_syntax");
    CHECK(faults(R"({"tags": ["a"})") == "1:14 json_syntax");
    CHECK(faults("{'land': 1}") == "1:2 json_syntax");
  }

  TEST_CASE("bytes that are no text, zero bytes and deep nesting are refused") {
    CHECK(faults("{\"note\": \"\xff\"}").ends_with("invalid_utf8"));
    CHECK(faults({"{\"note\": \"a\0\"}", 14}).ends_with("control_character"));
    CHECK(faults(R"({"note": "a\u0000b"})") == "1:10 text_not_plain");
    CHECK(faults("{\"note\": " + std::string(64, '[') + std::string(64, ']') + "}") ==
          "1:73 nesting_too_deep");
    CHECK(faults("\xEF\xBB\xBF{\"land\": 1}").empty());
  }

  TEST_CASE("the format is told by the name, or else by the text") {
    using io::record_format;
    using io::RecordFormat;
    CHECK(record_format("a.json", "land: 1") == RecordFormat::json);
    CHECK(record_format("a.yaml", "{\"land\": 1}") == RecordFormat::yaml);
    CHECK(record_format("-", " {\n\"land\": 1}") == RecordFormat::json);
    CHECK(record_format("-", "{}") == RecordFormat::json);
    CHECK(record_format("-", "{land: 1}") == RecordFormat::yaml);
    CHECK(record_format("-", "land: 1") == RecordFormat::yaml);
  }
}
