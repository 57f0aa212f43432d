// tests/unit/syntax/test_format_expression.cpp - printed expressions read well and mean the same.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "expression_tree.hpp"
#include "random_expression.hpp"

using namespace doudi::syntax;

namespace {

std::string printed(std::string_view text) {
  doudi::text::Diagnostics diagnostics;
  return formatted(parse_expression(as_written(text), diagnostics));
}

}  // namespace

TEST_SUITE("syntax/format_expression") {
  TEST_CASE("parentheses that change nothing are left out, the others stay") {
    CHECK(printed("((a)+(b*c))") == "a + b * c");
    CHECK(printed("(a+b)*c") == "(a + b) * c");
    CHECK(printed("a-(b-c)") == "a - (b - c)");
    CHECK(printed("(a-b)-c") == "(a - b) - c");
    CHECK(printed("(a or b) and c") == "(a or b) and c");
    CHECK(printed("(a and b) or c") == "a and b or c");
    CHECK(printed("not((a = b))") == "not(a = b)");
    CHECK(printed("(-x)**2 + -(x**2)") == "-x ** 2 + -(x ** 2)");
    CHECK(printed("- -x") == "- -x");
    CHECK(printed("2*(if a then b else c)") == "2 * (if a then b else c)");
    CHECK(printed("(a).b[(1)]") == "a.b[1]");
    CHECK(printed("(a + b).c") == "(a + b).c");
    CHECK(printed("(x instance of date) and time") == "(x instance of date) and time");
  }

  TEST_CASE("a bracketed name that is called keeps its brackets, since without them it is a call by name") {
    CHECK(printed("(f)(1)") == "(f)(1)");
    CHECK(printed("((f))(a: 1)(2)") == "(f)(a: 1)(2)");
    CHECK(printed("f(1)(2)") == "f(1)(2)");
    CHECK(printed("(a.b)(1)") == "a.b(1)");
  }

  TEST_CASE("spaces are single, and line breaks gone") {
    CHECK(printed("round half  up( a,2 )\n  +  月   标准") == "round half up(a, 2) + 月 标准");
    CHECK(printed("if a\nthen b\nelse c") == "if a then b else c");
    CHECK(printed("{a:1,\"b c\":2,\"if\":3}") == "{a: 1, b c: 2, \"if\": 3}");
    CHECK(printed("f( x:1 )") == "f(x: 1)");
    CHECK(printed("some x in 1 .. n,y in ys satisfies x=y") == "some x in 1..n, y in ys satisfies x = y");
    CHECK(printed("function( a,b:number )a") == "function(a, b: number) a");
    CHECK(printed("x between 1 and(2)") == "x between 1 and 2");
  }

  TEST_CASE("tests and intervals") {
    CHECK(printed("x in (<5)") == "x in < 5");
    CHECK(printed("x in (<5,[1..2],(< 3),\"a\")") == "x in (< 5, [1..2], < 3, \"a\")");
    CHECK(printed("x in ]1..2[") == "x in (1..2)");
    CHECK(printed("[(<5), (>7)]") == "[(< 5), (> 7)]");
  }

  TEST_CASE("texts are escaped") {
    CHECK(printed(R"("a\"b\\\n\t\u4f4e\d")") == R"("a\"b\\\n\t低\\d")");
    CHECK(printed("@\"P1Y\"") == "@\"P1Y\"");
  }

  TEST_CASE("a printed expression reads as the same tree, printed again the same") {
    constexpr std::uint64_t seed = 20190403;
    RandomBits random(seed);
    for (int round = 0; round < 2000; ++round) {
      const Expression expression = random_expression(random, 2 + round % 5);
      const std::string text = formatted(expression);
      doudi::text::Diagnostics diagnostics;
      const Expression again = parse_expression(as_written(text), diagnostics);
      CAPTURE(seed);
      CAPTURE(round);
      CAPTURE(text);
      REQUIRE_FALSE(diagnostics.has_errors());
      REQUIRE(tree(again) == tree(expression));
      REQUIRE(same_tree(again, expression));
      REQUIRE(formatted(again) == text);
    }
  }
}
