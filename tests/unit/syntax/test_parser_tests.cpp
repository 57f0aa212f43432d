// tests/unit/syntax/test_parser_tests.cpp - the tests of table cells.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "expression_tree.hpp"

using namespace doudi::syntax;
using Lines = std::vector<std::string>;

TEST_SUITE("syntax/parser_tests") {
  TEST_CASE("a dash is any value, a dash before something a sign") {
    CHECK(parsed_tests("-") == "any");
    CHECK(parsed_tests(" - ") == "any");
    CHECK(parsed_tests("- 5") == "(negate 5)");
    CHECK(parsed_tests("—") == "E0143 any");
  }

  TEST_CASE("a cell lists comparisons, intervals and values") {
    CHECK(parsed_tests("< 5") == "(one_sided < 5)");
    CHECK(parsed_tests(">= 60") == "(one_sided >= 60)");
    CHECK(parsed_tests("!= null") == "(one_sided != null)");
    CHECK(parsed_tests("<2,>3") == "(one_sided < 2) (one_sided > 3)");
    CHECK(parsed_tests("[1..5]") == "(interval [] 1 5)");
    CHECK(parsed_tests("]1..5], (7..8)") == "(interval (] 1 5) (interval () 7 8)");
    CHECK(parsed_tests("]1..5[, 7") == "(interval () 1 5) 7");
    CHECK(parsed_tests("\"a\",\"b\"") == "\"a\" \"b\"");
    CHECK(parsed_tests("intellectual, mental") == "intellectual mental");
    CHECK(parsed_tests("智力, 精神") == "智力 精神");
    CHECK(parsed_tests("true") == "true");
    CHECK(parsed_tests("null") == "null");
    CHECK(parsed_tests("1.5 * 低保标准") == "(product * 1.5 低保标准)");
    CHECK(parsed_tests("< 低保标准 * 1.5") == "(one_sided < (product * 低保标准 1.5))");
  }

  TEST_CASE("every cell of the example pack is read without a report") {
    for (const char* const cell : {"乌兰浩特市", "-", "<= 2", "intellectual, mental", "3", "1", "limb",
                                   "< 16", ">= 60", "true", "6400"}) {
      CAPTURE(cell);
      CHECK(cell_reports(cell).empty());
    }
  }

  TEST_CASE("a cell may be a condition on what it tests") {
    CHECK(parsed_tests("? > 5 and ? < 9") == "(and (comparison > tested 5) (comparison < tested 9))");
    CHECK(parsed_tests("list contains(?, x)") == "(call list contains tested x)");
  }

  TEST_CASE("not around the whole cell negates it") {
    CHECK(parsed_tests("not(\"a\",\"b\")") == "not \"a\" \"b\"");
    CHECK(parsed_tests("not(< 5, [7..8])") == "not (one_sided < 5) (interval [] 7 8)");
    CHECK(parsed_tests("not(x) and y") == "(and (call not x) y)");
    CHECK(parsed_tests("not((1..2))") == "not (interval () 1 2)");
  }

  TEST_CASE("mistakes of a cell are named") {
    CHECK(cell_reports("") == Lines{"E0170 at 0 try -"});
    CHECK(cell_reports("\"a\",") == Lines{"E0181 at 3"});
    CHECK(cell_reports(", \"a\"") == Lines{"E0181 at 0"});
    CHECK(cell_reports("\"a\",,\"b\"") == Lines{"E0181 at 4"});
    CHECK(cell_reports(">= 3 and < 5") == Lines{"E0186 at 5 word=and try ? >= 3 and ? ..."});
    CHECK(cell_reports(">= 2019-04-03") == Lines{"E0169 at 3 date=2019-04-03 try @\"2019-04-03\""});
    CHECK(cell_reports("1..5") == Lines{"E0178 at 1 found=.."});
    CHECK(cell_reports("> 5) + 3") == Lines{"E0178 at 3 found=)"});
    CHECK(cell_reports("not()") == Lines{"E0173 at 5"});
    CHECK(cell_reports("not(5") == Lines{"E0180 at 5 bracket=( label 3 try )"});
    CHECK(cell_reports("60岁, < ") == Lines{"E0167 at 0 text=60岁", "E0173 at 8"});
  }

  TEST_CASE("several mistakes of a cell are all found, and the sound tests kept") {
    CHECK(parsed_tests("< , 5, \"a\" \"b\", 7") == "E0172 E0178 (one_sided < error) 5 error 7");
  }

  TEST_CASE("a cell knows its place") {
    doudi::text::Diagnostics diagnostics;
    const auto tests = parse_unary_tests(as_written(" < 5, [1..2] "), diagnostics);
    CHECK(tests.span == doudi::text::Span{2, 13});
    REQUIRE(tests.tests.size() == 2);
    CHECK(tests.tests[1].span == doudi::text::Span{7, 13});
  }
}
