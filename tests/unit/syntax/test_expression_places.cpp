// tests/unit/syntax/test_expression_places.cpp - every node of an expression knows where it was written.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/text/source.hpp"

#include "expression_tree.hpp"

using namespace doudi;
using namespace doudi::syntax;

namespace {

// The nodes of a tree as they were written, outer ones first.
void collect(const Expression& expression, const text::SourceSet& sources, std::string& result) {
  result += (result.empty() ? "" : "|") + std::string(sources.text(expression.span));
  for (const Expression& operand : expression.operands) collect(operand, sources, result);
}

std::string places(std::string_view text) {
  text::SourceSet sources;
  sources.add("first.yaml", "some other file\n");
  WrittenText written;
  written.text = text;
  written.span.begin = sources.add("pack.yaml", std::string(text));
  written.span.end = written.span.begin + static_cast<std::uint32_t>(text.size());
  text::Diagnostics diagnostics;
  const Expression expression = parse_expression(written, diagnostics);
  CHECK_FALSE(diagnostics.has_errors());
  std::string result;
  collect(expression, sources, result);
  return result;
}

}  // namespace

TEST_SUITE("syntax/expression_places") {
  TEST_CASE("a node is written from its first to its last character") {
    CHECK(places("  甲 乙 + 2 ") == "甲 乙 + 2|甲 乙|2");
    CHECK(places("f( a , b )") == "f( a , b )|a|b");
    CHECK(places("a.b[1]") == "a.b[1]|a.b|a|1");
    CHECK(places("- -x") == "- -x|-x|x");
    CHECK(places("if a then b else c") == "if a then b else c|a|b|c");
    CHECK(places("for x in 1..2 return x") == "for x in 1..2 return x|1..2|1|2|x");
    CHECK(places("[1..2]") == "[1..2]|1|2");
    CHECK(places("x instance of list<number>") == "x instance of list<number>|x");
    CHECK(places("@\"P1Y\"") == "@\"P1Y\"");
    CHECK(places("x between 1 and 2") == "x between 1 and 2|x|1|2");
    CHECK(places("x in < 5") == "x in < 5|x|< 5|5");
    CHECK(places("x in (< 5, 7)") == "x in (< 5, 7)|x|< 5|5|7");
    CHECK(places("{a: 1}") == "{a: 1}|1");
    CHECK(places("function(x) x") == "function(x) x|x");
  }

  TEST_CASE("parentheses belong to what stands around them, not to what they hold") {
    CHECK(places("(a + b) * (c)") == "(a + b) * (c)|a + b|a|b|c");
    CHECK(places("(xs)[1]") == "(xs)[1]|xs|1");
    CHECK(places("x in (ys)") == "x in (ys)|x|ys");
  }

  TEST_CASE("a text whose lines were unindented keeps the places of the file") {
    text::SourceSet sources;
    const std::uint32_t begin = sources.add("pack.yaml", "formula: |\n    a +\n    b\n");
    WrittenText written;
    written.text = "a +\nb\n";
    written.span = {begin + 9, begin + 25};
    written.style = ScalarStyle::literal;
    written.pieces = {{0, begin + 15}, {4, begin + 23}};
    text::Diagnostics diagnostics;
    const Expression expression = parse_expression(written, diagnostics);
    REQUIRE(expression.operands.size() == 2);
    CHECK(sources.text(expression.span) == "a +\n    b");
    CHECK(sources.text(expression.operands[1].span) == "b");
    CHECK(sources.place(expression.operands[1].span.begin).line == 3);
  }

  TEST_CASE("what is missing at the end is missed on the last line of the text") {
    text::SourceSet sources;
    const std::uint32_t begin = sources.add("pack.yaml", "formula: |\n    a +\nnext: 1\n");
    WrittenText written;
    written.text = "a +\n";
    written.span = {begin + 9, begin + 19};
    written.style = ScalarStyle::literal;
    written.pieces = {{0, begin + 15}};
    text::Diagnostics diagnostics;
    static_cast<void>(parse_expression(written, diagnostics));
    REQUIRE(diagnostics.all().size() == 1);
    const text::Place place = sources.place(diagnostics.all()[0].span.begin);
    CHECK(place.line == 2);
    CHECK(place.column == 8);
  }
}
