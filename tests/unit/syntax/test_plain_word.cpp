// tests/unit/syntax/test_plain_word.cpp - words that are taken for something else.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "syntax/plain_word.hpp"

TEST_SUITE("syntax/plain_word") {
  using namespace doudi::syntax;

  TEST_CASE("YAML 1.1's other booleans are known by meaning, the two accepted words are not odd") {
    for (const std::string_view word : {"yes", "Yes", "YES", "on", "y", "Y", "True", "TRUE"})
      CHECK(boolean_meant(word) == "true");
    for (const std::string_view word : {"no", "off", "OFF", "n", "False"})
      CHECK(boolean_meant(word) == "false");
    for (const std::string_view word : {"", "true", "false", "none", "yesterday", "是", "not"})
      CHECK_FALSE(boolean_meant(word));
  }
  TEST_CASE("odd numbers are told from texts and from good numbers") {
    const auto meant = [](std::string_view word) {
      const auto odd = odd_number(word);
      return odd ? "<" + odd->meant + ">" : std::string("-");
    };
    CHECK(meant("012") == "<12>");
    CHECK(meant("-00.50") == "<-0.50>");
    CHECK(meant("007%") == "<7%>");
    CHECK(meant("1,234,567") == "<1234567>");
    CHECK(meant("1_0.5") == "<10.5>");
    CHECK(meant("+1.5") == "<1.5>");
    CHECK(meant("-.5") == "<-0.5>");
    CHECK(meant("5.") == "<5>");
    for (const std::string_view word : {"1e3", "1.5E-7", ".inf", "-.Inf", ".NaN", "0x1F", "0o17", "0b01"})
      CHECK(meant(word) == "<>");
    for (const std::string_view word :
         {"",    "-",     "+",  ".",          "%",     "0",     "-0",   "10",  "0.5", "100%", "1/3", "1..5",
          "1,2", "12,34", "e3", "2019-04-03", "10:30", "1.2.3", "0xyz", "abc", "inf", "_1",   "1e",  "甲1"}) {
      CAPTURE(word);
      CHECK(meant(word) == "-");
    }
  }
  TEST_CASE("dates in other forms become ISO text") {
    CHECK(odd_date("2019.4.3") == "2019-04-03");
    CHECK(odd_date("2019/04/3") == "2019-04-03");
    CHECK(odd_date("2019-4-03") == "2019-04-03");
    CHECK(odd_date("2019年12月31日") == "2019-12-31");
    for (const std::string_view word :
         {"2019-04-03", "2019.4", "19.4.3", "2019.4.3.", "2019.123.1", "2019/4/3 * 2", "1/3", "2019年"}) {
      CAPTURE(word);
      CHECK_FALSE(odd_date(word));
    }
  }
  TEST_CASE("full-width numbers and characters are found with what they mean") {
    CHECK(full_width_number("１２．５") == "12.5");
    CHECK(full_width_number("-10％") == "-10%");
    CHECK_FALSE(full_width_number("12.5"));
    CHECK_FALSE(full_width_number("第１条"));
    CHECK_FALSE(full_width_number("，"));
    const auto found = first_full_width("甲，乙");
    REQUIRE(found);
    CHECK(found->begin == 3);
    CHECK(found->end == 6);
    CHECK(found->ascii == ",");
    CHECK_FALSE(first_full_width("甲乙〔1〕"));
  }
  TEST_CASE("null has one form") {
    CHECK(is_null_form("~"));
    CHECK(is_null_form("NULL"));
    CHECK_FALSE(is_null_form("null"));
  }
}
