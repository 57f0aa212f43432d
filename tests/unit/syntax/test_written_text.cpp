// tests/unit/syntax/test_written_text.cpp - places of the bytes of a scalar.
#include <doctest/doctest.h>

#include "doudi/syntax/written_text.hpp"

TEST_SUITE("syntax/written_text") {
  using doudi::syntax::ScalarStyle;
  using doudi::syntax::WrittenText;
  using doudi::text::Span;

  TEST_CASE("without pieces a text lies in the file as it is") {
    const WrittenText written{"abcdef", {10, 16}, ScalarStyle::plain, {}};
    CHECK(written.span_of(2, 4) == Span{12, 14});
    CHECK(written.span_of(6, 9) == Span{16, 16});
    CHECK(written.part(2, 4).text == "cd");
    CHECK(written.part(2, 4).span == Span{12, 14});
    CHECK(written.part(2, 4).span_of(1, 2) == Span{13, 14});
  }
  TEST_CASE("each line of a block literal is a piece") {
    // `|`, then "ab" at 20 and "cd" at 30
    const WrittenText written{"ab\ncd\n", {10, 33}, ScalarStyle::literal, {{0, 20}, {3, 30}}};
    CHECK(written.span_of(0, 2) == Span{20, 22});
    CHECK(written.span_of(3, 5) == Span{30, 32});
    CHECK(written.span_of(1, 4) == Span{21, 31});
    CHECK(written.span_of(0, 3) == Span{20, 23});
    const WrittenText second = written.part(3, 5);
    CHECK(second.text == "cd");
    CHECK(second.span_of(1, 2) == Span{31, 32});
    const WrittenText across = written.part(1, 5);
    CHECK(across.text == "b\ncd");
    CHECK(across.span_of(0, 1) == Span{21, 22});
    CHECK(across.span_of(2, 3) == Span{30, 31});
    CHECK(across.part(2, 4).span_of(0, 2) == Span{30, 32});
  }
  TEST_CASE("a text from nowhere has parts from nowhere") {
    const WrittenText written{"abc", {}, ScalarStyle::plain, {}};
    CHECK(written.span_of(0, 2) == Span{});
    CHECK(written.part(1, 2).text == "b");
    CHECK_FALSE(written.part(1, 2).span.somewhere());
  }
}
