// tests/unit/syntax/test_parser_recovery.cpp - what is said about mistakes, one report each, and what is kept.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "expression_tree.hpp"

using namespace doudi::syntax;
using Lines = std::vector<std::string>;

TEST_SUITE("syntax/parser_recovery") {
  TEST_CASE("an empty expression") {
    CHECK(reports("") == Lines{"E0170 at 0"});
    CHECK(reports(" \n // nothing") == Lines{"E0170 at 0"});
  }

  TEST_CASE("a value is missing") {
    CHECK(reports("a +") == Lines{"E0173 at 3"});
    CHECK(parsed("a +") == "E0173 (sum + a error)");
    CHECK(reports("a + \n\n") == Lines{"E0173 at 3"});
    CHECK(parsed("a + * b") == "E0172 (sum + a (product * error b))");
    CHECK(reports("> 5") == Lines{"E0172 at 0 found=>"});
    CHECK(reports("if then else") == Lines{"E0172 at 3 found=then", "E0172 at 8 found=else", "E0173 at 12"});
  }

  TEST_CASE("something follows a complete expression") {
    CHECK(reports("a )") == Lines{"E0178 at 2 found=)"});
    CHECK(reports("a, b") == Lines{"E0178 at 1 found=,"});
    CHECK(reports("\"a\" \"b\"") == Lines{"E0178 at 4 found=\"b\""});
    CHECK(reports("a 1.5") == Lines{"E0178 at 3 found=.5"});
    CHECK(reports("a b(c) d") == Lines{"E0178 at 7 found=d"});
    CHECK(parsed("f(\"a\" \"b\", c)") == "E0178 (call f error c)");
    CHECK(reports("x in (1, 2) + 3") == Lines{"E0178 at 12 found=+"});
  }

  TEST_CASE("an unclosed bracket shows where it was opened") {
    CHECK(reports("(a + b") == Lines{"E0180 at 6 bracket=( label 0 try )"});
    CHECK(reports("f(a, (b") == Lines{"E0180 at 7 bracket=( label 5 try )"});
    CHECK(reports("[1..5") == Lines{"E0180 at 5 bracket=[ label 0 try ]"});
    CHECK(reports("(1..5") == Lines{"E0180 at 5 bracket=( label 0 try )"});
    CHECK(reports("{a: (1}") == Lines{"E0179 at 6 bracket=( found=} label 4 try )"});
    CHECK(parsed("[f(a] + b") == "E0179 (sum + (list (call f a)) b)");
    CHECK(parsed("[a, b) + c") == "E0179 (sum + (list a b) c)");
    CHECK(parsed("(a, b) + c") == "E0179 (sum + a c)");
    CHECK(parsed("if (a then b else c") == "E0179 (if a b c)");
  }

  TEST_CASE("a comma separates nothing") {
    CHECK(parsed("f(a,,b)") == "E0181 (call f a b)");
    CHECK(parsed("[1, ]") == "E0181 (list 1)");
    CHECK(parsed("f(,a)") == "E0181 (call f a)");
    CHECK(parsed("{a: 1,}") == "E0181 (context a: 1)");
    CHECK(parsed("for x in xs, return x") == "E0181 (for x: xs x)");
    CHECK(reports("a,") == Lines{"E0181 at 1"});
  }

  TEST_CASE("an if has a then and an else") {
    CHECK(reports("if a then b") == Lines{"E0182 at 0 label 11"});
    CHECK(parsed("if a then b") == "E0182 (if a b error)");
    CHECK(reports("if a > 1 2 then b else c") == Lines{"E0174 at 9 expected=then found=2"});
    CHECK(reports("if a else c") == Lines{"E0174 at 5 expected=then found=else"});
    CHECK(reports("if a then 1 2 else c") == Lines{"E0174 at 12 expected=else found=2"});
    CHECK(reports("if a then b else") == Lines{"E0173 at 16"});
    CHECK(parsed("f(if a then b, c)") == "E0182 (call f (if a b error) c)");
  }

  TEST_CASE("comparisons do not chain") {
    CHECK(reports("a = b = c") == Lines{"E0183 at 6 operator== try a = b and b = c"});
    CHECK(reports("1 < x + 1 <= 5") == Lines{"E0183 at 10 operator=<= try 1 < x + 1 and x + 1 <= 5"});
    CHECK(reports("a < b < c < d") == Lines{"E0183 at 6 operator=< try a < b and b < c"});
    CHECK(reports("a in b in c") == Lines{"E0183 at 7 operator=in"});
    CHECK(parsed("(a = b) = c") == "(comparison = (comparison = a b) c)");
  }

  TEST_CASE("for, some and every say what is missing") {
    CHECK(reports("for in xs return 1") == Lines{"E0176 at 4 found=in"});
    CHECK(reports("for x xs return 1") == Lines{"E0174 at 9 expected=in found=return"});
    CHECK(reports("some x in xs return x") == Lines{"E0174 at 13 expected=satisfies found=return"});
    CHECK(reports("every x in xs x > 1") == Lines{"E0175 at 19 expected=satisfies"});
    CHECK(reports("x between 1 or 2") == Lines{"E0174 at 12 expected=and found=or"});
  }

  TEST_CASE("keywords where no keyword can stand") {
    CHECK(reports("x.in + 3") == Lines{"E0176 at 2 found=in"});
    CHECK(reports("not x") == Lines{"E0185 at 0 try not(x)"});
    CHECK(reports("1 + if a then b else c") == Lines{"E0184 at 4 keyword=if try (if ...)"});
    CHECK(parsed("1 + if a then b else c") == "E0184 (sum + 1 (if a b c))");
    CHECK(reports("{in: 1}") == Lines{"E0176 at 1 found=in"});
    CHECK(reports("x instance of") == Lines{"E0177 at 13"});
    CHECK(reports("x instance list") == Lines{"E0174 at 11 expected=of found=list"});
  }

  TEST_CASE("calls and their arguments") {
    CHECK(reports("f(1, b: 2)") == Lines{"E0187 at 5 argument=b"});
    CHECK(reports("f(a: 1, 2)") == Lines{"E0187 at 8 argument=2"});
    CHECK(reports("f(a: 1, a: 2)") == Lines{"E0189 at 0 name=a"});
    CHECK(reports("{a: 1, a: 2}") == Lines{"E0189 at 0 name=a"});
    CHECK(reports("function(a, a) a") == Lines{"E0189 at 0 name=a"});
    CHECK(parsed("a.b(1)") == "(invocation (path b a) 1)");
    CHECK(reports("{a 1, b: }") == Lines{"E0174 at 4 expected=: found=,", "E0172 at 9 found=}"});
  }

  TEST_CASE("independent mistakes are all reported, each once") {
    CHECK(reports("f(a +, b *, (c)") ==
          Lines{"E0172 at 5 found=,", "E0172 at 10 found=,", "E0180 at 15 bracket=( label 1 try )"});
    CHECK(parsed("[f(, 1 2), c *]") == "E0181 E0178 E0172 (list (call f error) (product * c error))");
    CHECK(reports("a $ b + (c +)") == Lines{"E0160 at 2 text=$"});
    CHECK(reports("if a + then f(,) else [1") ==
          Lines{"E0172 at 7 found=then", "E0181 at 14", "E0180 at 24 bracket=[ label 22 try ]"});
  }
}
