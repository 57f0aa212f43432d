// tests/unit/base/test_name.cpp - names, UTF-8 and the nearest of several names.
#include <array>
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/base/name.hpp"

using doudi::decode;
using doudi::encode;
using doudi::is_name;
using doudi::nearest;

TEST_SUITE("base/name") {
  TEST_CASE("every code point is encoded and decoded again") {
    for (char32_t code_point = 0; code_point <= 0x10FFFF; code_point += code_point < 0x900 ? 1 : 37) {
      if (code_point >= 0xD800 && code_point <= 0xDFFF) continue;
      const std::string text = encode(code_point) + "x";
      std::size_t offset = 0;
      if (decode(text, offset) != code_point || offset != text.size() - 1)
        FAIL_CHECK(std::uint32_t{code_point});
    }
    CHECK(encode(0xD800).empty());
    CHECK(encode(0x110000).empty());
    CHECK(encode(U'低') == "低");
  }

  TEST_CASE("what is no UTF-8 is not decoded and moves nothing") {
    for (const std::string text :
         {"", "\x80", "\xC0\x80", "\xE4\xBD", "\xED\xA0\x80", "\xF5\x80\x80\x80", "\xFF"}) {
      std::size_t offset = 0;
      CHECK_FALSE(decode(text, offset));
      CHECK(offset == 0);
      CHECK(doudi::is_utf8(text) == text.empty());
    }
    CHECK(doudi::is_utf8("低保 standard"));
    CHECK_FALSE(doudi::is_utf8("低保\x80"));
  }

  TEST_CASE("names are words of any script with single spaces between them") {
    for (const char* const name : {"income", "_private", "低保标准", "人均收入 2019", "per capita income",
                                   "wage_2", "é", "доход", "二〇一九年标准", "残疾Ⅱ级", "हिन्दी", "x1"}) {
      CAPTURE(name);
      CHECK(is_name(name));
    }
    for (const char* const name : {"",
                                   " a",
                                   "a ",
                                   "a  b",
                                   "1a",
                                   "a-b",
                                   "a.b",
                                   "a+b",
                                   "a\tb",
                                   "a,b",
                                   "甲，乙",
                                   "收入（月）",
                                   "Ａ",
                                   "a１",
                                   "\xE4\xBD",
                                   "a\xFF",
                                   "e\xCC\x81",
                                   "\xCC\x81"
                                   "e",
                                   "a\xC2\xA0"
                                   "b",
                                   "a\xE3\x80\x80"
                                   "b",
                                   "a\xE2\x80\x8B"
                                   "b",
                                   "¥"}) {
      CAPTURE(name);
      CHECK_FALSE(is_name(name));
    }
  }

  TEST_CASE("composed text is in normal form C and decomposed text is not") {
    CHECK(doudi::is_nfc(""));
    CHECK(doudi::is_nfc("低保 \xC3\xA9"));
    CHECK_FALSE(doudi::is_nfc("e\xCC\x81"));
    CHECK_FALSE(doudi::is_nfc("\xE2\x84\xAA"));  // the Kelvin sign, which is K
    CHECK_FALSE(doudi::is_nfc("\xFF"));
  }

  TEST_CASE("full-width characters are told, with what was meant") {
    for (const char32_t code_point :
         {U'，', U'。', U'、', U'；', U'：', U'（', U'）', U'＋', U'－', U'“',  U'”',  U'‘',
          U'’',  U'　', U'０', U'Ａ', U'ｚ', U'～', U'￥', U'—',  U'…',  U'《', U'「', U'】'}) {
      CAPTURE(std::uint32_t{code_point});
      CHECK(doudi::is_full_width(code_point));
      CHECK_FALSE(doudi::is_name_part(code_point));
    }
    for (const char32_t code_point : {U',', U'A', U'低', U'〇', U'·', U'é', U'¥'}) {
      CAPTURE(std::uint32_t{code_point});
      CHECK_FALSE(doudi::is_full_width(code_point));
      CHECK_FALSE(doudi::ascii_meant(code_point));
    }
    CHECK(doudi::ascii_meant(U'，') == ',');
    CHECK(doudi::ascii_meant(U'、') == ',');
    CHECK(doudi::ascii_meant(U'（') == '(');
    CHECK(doudi::ascii_meant(U'＞') == '>');
    CHECK(doudi::ascii_meant(U'９') == '9');
    CHECK(doudi::ascii_meant(U'“') == '"');
    CHECK(doudi::ascii_meant(U'　') == ' ');
    CHECK_FALSE(doudi::ascii_meant(U'￥'));
  }

  TEST_CASE("a Chinese character takes two cells of a terminal") {
    CHECK(doudi::display_width("income") == 6);
    CHECK(doudi::display_width("低保 a") == 6);
    CHECK(doudi::display_width("，") == 2);
    CHECK(doudi::display_width("e\xCC\x81") == 1);
    CHECK(doudi::display_width("\xFF\xFE") == 2);
    CHECK(doudi::display_width("") == 0);
  }

  TEST_CASE("a mistyped word finds the nearest candidate") {
    const std::vector<std::string> names = {
        "income", "counted_income", "persons", "低保标准", "特困标准", "age", "ago"};
    CHECK(nearest("incme", names) == "income");
    CHECK(nearest("inocme", names) == "income");
    CHECK(nearest("countd_incom", names) == "counted_income");
    CHECK(nearest("person", names) == "persons");
    CHECK(nearest("低保标淮", names) == "低保标准");
    CHECK(nearest("低标准", names) == "低保标准");
    CHECK(nearest("agr", names) == "age");  // as near as `ago`, and first
    CHECK(nearest("ago", names) == "ago");
    CHECK_FALSE(nearest("wealth", names));
    CHECK_FALSE(nearest("a", names));
    CHECK_FALSE(nearest("", names));
    CHECK_FALSE(nearest("income", {}));
  }
}
