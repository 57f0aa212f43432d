// tests/unit/base/test_characters.cpp - texts by code points, and their capitals and small letters.
#include <doctest/doctest.h>

#include "doudi/base/characters.hpp"

using doudi::character_count;
using doudi::characters;
using doudi::lower_case;
using doudi::upper_case;

TEST_SUITE("base/characters") {
  TEST_CASE("characters are code points") {
    CHECK(character_count("") == 0);
    CHECK(character_count("abc") == 3);
    CHECK(character_count("最低生活保障") == 6);
    CHECK(character_count("🐎x") == 2);
    CHECK(character_count("e\u0301") == 2);  // a letter and a mark
    CHECK(character_count("a\xFF\xFE"
                          "b") == 4);
  }

  TEST_CASE("a part is cut out by code points, as far as there are any") {
    CHECK(characters("最低生活保障", 2, 2) == "生活");
    CHECK(characters("a🐎b", 1, 1) == "🐎");
    CHECK(characters("abc", 1, 99) == "bc");
    CHECK(characters("abc", 0, 0).empty());
    CHECK(characters("abc", 3, 1).empty());
    CHECK(characters("abc", 99, 1).empty());
    CHECK(characters("a\xFF"
                     "b",
                     1, 2) ==
          "\xFF"
          "b");
  }

  TEST_CASE("capitals can be more characters than the letters they stand for") {
    CHECK(upper_case("xyZ 1?@{") == "XYZ 1?@{");
    CHECK(upper_case("straße") == "STRASSE");
    CHECK(upper_case("ﬃ") == "FFI");
    CHECK(upper_case("ΐ") == "\u0399\u0308\u0301");
    CHECK(upper_case("\u1F83") == "\u1F0B\u0399");  // in the middle of a run of the table
    CHECK(upper_case("éλж") == "ÉΛЖ");
    CHECK(upper_case("ı") == "I");
    CHECK(upper_case("低保a") == "低保A");
    CHECK(upper_case("").empty());
  }

  TEST_CASE("small letters are the same in every language, but a sigma at the end of a word") {
    CHECK(lower_case("AbDcF 123") == "abdcf 123");
    CHECK(lower_case("ÉΛЖ") == "éλж");
    CHECK(lower_case("İI") == "i\u0307i");
    CHECK(lower_case("ΟΔΟΣ") == "οδος");
    CHECK(lower_case("ΣΟΦΟΣ ΣΟΦΟΣ") == "σοφος σοφος");
    CHECK(lower_case("ΟΣ'Α") == "οσ'α");
    CHECK(lower_case("ΟΣ'.") == "ος'.");
    CHECK(lower_case("Σ") == "σ");
    CHECK(lower_case("ẞ") == "ß");
  }

  TEST_CASE("bytes that are no UTF-8 keep their place and value") {
    CHECK(upper_case("a\xFF"
                     "b") ==
          "A\xFF"
          "B");
    CHECK(lower_case("A\xFF"
                     "B") ==
          "a\xFF"
          "b");
  }
}
