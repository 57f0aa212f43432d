// tests/unit/syntax/test_scan_bytes.cpp - files that are no UTF-8 text, and characters nobody sees.
#include <string>

#include <doctest/doctest.h>

#include "syntax/skeleton.hpp"
#include "yaml_reading.hpp"

TEST_SUITE("syntax/scan_bytes") {
  using doudi::text::Hint;
  using namespace std::string_literals;

  TEST_CASE("a GBK file is recognised and reported once") {
    const Reading reading("# \xB5\xCD\xB1\xA3\nzh: \xB1\xEA\xC7\xA9\n");  // 低保, 标签
    CHECK(reading.codes() == "invalid_utf8 1:3");
    CHECK(reading.diagnostics.all()[0].helps.at(0).hint == Hint::convert_from_gbk);
    CHECK_FALSE(reading.root);
  }
  TEST_CASE("single wrong bytes are reported once a line") {
    const Reading reading("zh: 标\xE7签\xFF\nen: b\nzh: \xE6\xA0\n");
    CHECK(reading.codes() == "invalid_utf8 1:6, invalid_utf8 3:5");
    CHECK(reading.diagnostics.all()[0].helps.at(0).hint == Hint::save_as_utf8);
    CHECK(reading.diagnostics.all()[0].arguments.at(0).value == "E7");
  }
  TEST_CASE("UTF-16 is recognised with and without its mark") {
    CHECK(Reading("\xFF\xFE"
                  "a\0:\0 \0b\0"s)
              .codes() == "not_utf8 1:1");
    CHECK(Reading("a\0:\0 \0b\0"s).codes() == "not_utf8 1:1");
    CHECK(Reading("\0a\0:\0 \0b"s).codes() == "not_utf8 1:1");
  }
  TEST_CASE("characters that nobody sees are refused and read as spaces") {
    const Reading reading("a: b\0c\nd: e\x04\nf: g\u200Bh\ni: \u202Ej\nk: l\rm\n"s);
    CHECK(reading.codes() ==
          "control_character 1:5, control_character 2:5, control_character 3:5, control_character 4:4, "
          "control_character 5:5");
    CHECK(shown(reading.root) == "{a: 'b c', d: 'e', f: 'g   h', i: 'j', k: 'l m'}");
    CHECK(reading.diagnostics.all()[2].arguments.at(0).value == "U+200B");
  }
  TEST_CASE("a file beyond the limit is not read") {
    const Reading reading(std::string(doudi::syntax::largest_file + 1, ' '));
    CHECK(reading.codes() == "file_too_large 1:1");
  }
}
