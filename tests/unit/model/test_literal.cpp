// tests/unit/model/test_literal.cpp - constants as text.
#include <doctest/doctest.h>

#include "doudi/model/literal.hpp"

using namespace doudi::model;

TEST_SUITE("model/literal") {
  TEST_CASE("a formula quotes texts and marks dates, an answer does not") {
    const Literal text = std::string{"a \"b\"\n"};
    CHECK(literal_text(text) == "\"a \\\"b\\\"\\n\"");
    CHECK(plain_text(text) == "a \"b\"\n");
    const Literal date = *doudi::Date::from_parts(2019, 6, 1);
    CHECK(literal_text(date) == "@\"2019-06-01\"");
    CHECK(plain_text(date) == "2019-06-01");
    CHECK(literal_text(doudi::YearsMonths{14}) == "@\"P1Y2M\"");
    CHECK(literal_text(doudi::Decimal{300}) == "300");
    CHECK(literal_text(true) == "true");
    CHECK(plain_text(Null{}) == "null");
  }
}
