// tests/unit/io/test_facts_schema.cpp - what the JSON Schema of records says. Validators run in tests/schema.
#include <string>

#include <doctest/doctest.h>

#include "doudi/io/facts_schema.hpp"

#include "../model/sample_pack.hpp"

using namespace doudi;

TEST_SUITE("io/facts_schema") {
  TEST_CASE("numbers may be JSON numbers or texts, with the decimals and range of the fact") {
    const std::string schema = io::facts_schema(test::sample_pack());
    CHECK(schema.find(R"("description": "decimals: 2, range: [0, 9999.99]")") != std::string::npos);
    CHECK(schema.find(R"({"type": "number", "minimum": 0, "maximum": 9999.99})") != std::string::npos);
    CHECK(schema.find(R"({"type": "string", "pattern": "^-?[0-9]+(\\.[0-9]{1,2}0*)?$"})") !=
          std::string::npos);
    CHECK(schema.find(R"({"type": "integer", "minimum": 1, "maximum": 4})") != std::string::npos);
    CHECK(schema.find(R"({"const": "male", "title": "男"})") != std::string::npos);
    CHECK(schema.find(R"("description": "range: [1890-01-01, today]")") != std::string::npos);
    CHECK(schema.find(R"("default": "P1Y")") != std::string::npos);
  }

  TEST_CASE("the case block is there if the pack has a lifecycle") {
    model::Pack pack = test::sample_pack();
    CHECK(io::facts_schema(pack).find("\"case\"") != std::string::npos);
    pack.lifecycle.reset();
    CHECK(io::facts_schema(pack).find("\"case\"") == std::string::npos);
  }

  TEST_CASE("an entity with a Chinese name is referred to by a URI fragment") {
    model::Pack pack = test::sample_pack();
    pack.entities[1].name = "成员";
    const std::string schema = io::facts_schema(pack);
    CHECK(schema.find(R"({"$ref": "#/$defs/%E6%88%90%E5%91%98-in-list"})") != std::string::npos);
    CHECK(schema.find(R"("成员-in-list": {)") != std::string::npos);
  }
}
