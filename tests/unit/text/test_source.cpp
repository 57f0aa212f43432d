// tests/unit/text/test_source.cpp - lines, columns and the address space of several files.
#include <stdexcept>

#include <doctest/doctest.h>

#include "doudi/text/source.hpp"

TEST_SUITE("text/source") {
  using namespace doudi::text;

  TEST_CASE("columns count code points and lines end at LF or CRLF") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml", "键: 值\r\nb: c\n");
    CHECK(begin == 1);
    CHECK(sources.place(begin).line == 1);
    CHECK(sources.place(begin).column == 1);
    CHECK(sources.place(begin + 5).column == 4);
    CHECK(sources.line_at(begin + 5) == "键: 值");
    CHECK(sources.place(begin + 10).line == 2);
    CHECK(sources.place(begin + 10).column == 1);
    CHECK(sources.line_at(begin + 10) == "b: c");
  }
  TEST_CASE("a byte order mark is no column") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml",
                                   "\xEF\xBB\xBF"
                                   "a: b");
    CHECK(sources.place(begin + 3).column == 1);
    CHECK(sources.place(begin).column == 1);
  }
  TEST_CASE("the end of each file belongs to it") {
    SourceSet sources;
    const auto first = sources.add("first.yaml", "a: b");
    const auto second = sources.add("second.yaml", "");
    const auto third = sources.add("third.yaml", "c\nd");
    CHECK(sources.place(first + 4).file == "first.yaml");
    CHECK(sources.place(second).file == "second.yaml");
    CHECK(sources.place(third + 3).file == "third.yaml");
    CHECK(sources.place(third + 2).line == 2);
    CHECK(sources.text({third + 2, third + 3}) == "d");
    CHECK(sources.text({first, first + 100}) == "a: b");
    CHECK(sources.text({}).empty());
    CHECK(sources.file_text(third + 1) == "c\nd");
    CHECK(sources.file_begin(third + 1) == third);
  }
  TEST_CASE("an offset in no file is the caller's fault") {
    SourceSet sources;
    CHECK_THROWS_AS(static_cast<void>(sources.place(1)), std::invalid_argument);
    const auto begin = sources.add("a.yaml", "ab");
    CHECK_THROWS_AS(static_cast<void>(sources.place(0)), std::invalid_argument);
    CHECK_THROWS_AS(static_cast<void>(sources.place(begin + 3)), std::invalid_argument);
  }
  TEST_CASE("an enclosing span ignores what is nowhere") {
    CHECK(enclosing({3, 5}, {}) == Span{3, 5});
    CHECK(enclosing({}, {3, 5}) == Span{3, 5});
    CHECK(enclosing({3, 5}, {9, 10}) == Span{3, 10});
  }
}
