// tests/unit/syntax/test_expression_limits.cpp - no text makes the parser crash, hang or overflow a stack.
#include <algorithm>
#include <array>
#include <ctime>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "expression_tree.hpp"
#include "random_expression.hpp"
#include "repeated.hpp"

using namespace doudi;
using namespace doudi::syntax;
using testing::nested;
using testing::repeated;

namespace {

// Ten times what a debug build with sanitizers needs.
constexpr double limit_seconds = 5;

struct Reading {
  int depth = 0;
  std::size_t errors = 0;
  bool too_deep = false;
  double seconds = 0;
};

Reading read(const std::string& text) {
  text::Diagnostics diagnostics;
  const std::clock_t begin = std::clock();
  const Expression expression = parse_expression(as_written(text), diagnostics);
  // Processor time: how busy the machine is does not matter.
  const double seconds = static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC;
  Reading result{.depth = depth_of(expression), .errors = diagnostics.error_count(), .seconds = seconds};
  for (const auto& each : diagnostics.all()) {
    result.too_deep = result.too_deep || each.code == text::Code::expression_too_deep;
  }
  return result;
}

// Reads a text as an expression and as a cell; what comes back is printed, to touch all of it.
void survive(const std::string& text) {
  text::Diagnostics diagnostics;
  const WrittenText written = as_written(text);
  const Expression expression = parse_expression(written, diagnostics);
  const UnaryTests tests = parse_unary_tests(written, diagnostics);
  std::size_t length = formatted(expression).size();
  for (const Expression& test : tests.tests) length += formatted(test).size();
  CAPTURE(text);
  REQUIRE(depth_of(expression) <= max_expression_depth);
  REQUIRE((length > 0 || tests.any || tests.negated));
  for (const auto& each : diagnostics.all()) {
    REQUIRE(each.span.begin <= each.span.end);
    REQUIRE(each.span.end <= written.span.end);
  }
}

}  // namespace

TEST_SUITE("syntax/expression_limits") {
  TEST_CASE("a tree may be 256 deep and no deeper") {
    const int limit = max_expression_depth;
    const auto signs = [](int count) { return repeated("-", static_cast<std::size_t>(count)) + "x"; };
    CHECK(read(signs(limit - 1)).errors == 0);
    CHECK(read(signs(limit - 1)).depth == limit);
    CHECK(read(signs(limit)).too_deep);
    CHECK(read("x" + repeated(".y", 255)).errors == 0);
    CHECK(read("x" + repeated(".y", 256)).too_deep);
    CHECK(read(repeated("if a then b else ", 255) + "c").errors == 0);
    CHECK(read(repeated("if a then b else ", 256) + "c").too_deep);
    CHECK(read(nested("f(", "x", ")", 255)).errors == 0);
    CHECK(read(nested("f(", "x", ")", 256)).too_deep);
    CHECK(read(nested("(1 + ", "x", ")", 255)).errors == 0);
    CHECK(read(nested("(1 + ", "x", ")", 256)).too_deep);
  }

  TEST_CASE("parentheses count even where they make no node") {
    CHECK(read(nested("(", "x", ")", 255)).errors == 0);
    CHECK(read(nested("(", "x", ")", 256)).too_deep);
  }

  TEST_CASE("what is too deep is one report, and what follows is still read") {
    CHECK(read(nested("(", "x", ")", 300)).errors == 1);
    CHECK(read(nested("(", "x", ")", 300) + " + * 2").errors == 2);
    CHECK(read(nested("[", "x", "]", 100000)).errors == 1);
  }

  TEST_CASE("endless brackets, signs and keywords are refused quickly") {
    constexpr std::array<std::string_view, 24> pieces{"(",          "[",
                                                      "{a:",        "f(",
                                                      "x[",         "-",
                                                      "- ",         "not ",
                                                      "not(",       "if ",
                                                      "if a then ", "for x in ",
                                                      "some x in ", "function(x) ",
                                                      "]",          ")",
                                                      "x in (",     "x instance of list<",
                                                      "a.",         "x < ",
                                                      "(1 + ",      "\"",
                                                      "，",         "a or b and c = d + e * f ** ("};
    for (const std::string_view piece : pieces) {
      const Reading reading = read(repeated(piece, 100000 / piece.size() + 1));
      CAPTURE(piece);
      CHECK(reading.errors >= 1);
      CHECK(reading.errors <= 101);
      CHECK(reading.depth <= max_expression_depth);
      CHECK(reading.seconds < limit_seconds);
    }
  }

  TEST_CASE("the time grows with the length, not with its square") {
    const Reading terms = read("1" + repeated(" + 1", 50000));
    CHECK(terms.errors == 0);
    CHECK(terms.depth == 2);
    CHECK(terms.seconds < limit_seconds);
    CHECK(read("f(" + repeated("a b c, ", 15000) + "x)").seconds < limit_seconds);
    CHECK(read("{" + repeated("a: 1, ", 15000) + "b: 2}").seconds < limit_seconds);
    CHECK(read(repeated("a ", 50000)).seconds < limit_seconds);
    CHECK(read("x in (" + repeated("< 5, ", 20000) + "1)").seconds < limit_seconds);
    CHECK(read(repeated("x[1]", 25000)).seconds < limit_seconds);
    CHECK(read("[" + repeated("a +, ", 20000) + "1]").seconds < limit_seconds);
    CHECK(read(repeated("低", 33000)).seconds < limit_seconds);
  }

  TEST_CASE("random bytes never crash the parser") {
    constexpr std::uint64_t seed = 4711;
    RandomBits random(seed);
    for (int round = 0; round < 1500; ++round) {
      std::string text(below(random, 60), ' ');
      for (char& letter : text) letter = static_cast<char>(below(random, 256));
      CAPTURE(seed);
      CAPTURE(round);
      survive(text);
    }
  }

  TEST_CASE("random tokens never crash the parser") {
    constexpr std::array<std::string_view, 48> pieces{"a",        "低保",   " ",           "1",
                                                      ".5",       "\"x\"",  "@\"P1Y\"",    "if ",
                                                      " then ",   " else ", "for ",        " in ",
                                                      " return ", "some ",  " satisfies ", " and ",
                                                      " or ",     "not",    " between ",   " instance of ",
                                                      "function", "(",      ")",           "[",
                                                      "]",        "{",      "}",           ",",
                                                      ":",        ".",      "..",          "+",
                                                      "-",        "*",      "**",          "/",
                                                      "<",        ">=",     "=",           "!=",
                                                      "?",        "，",     "“",           "'",
                                                      "%",        "\n",     "list<",       "date and time"};
    constexpr std::uint64_t seed = 815;
    RandomBits random(seed);
    for (int round = 0; round < 3000; ++round) {
      std::string text;
      for (std::size_t count = below(random, 30); count > 0; --count)
        text += pieces[below(random, pieces.size())];
      CAPTURE(seed);
      CAPTURE(round);
      survive(text);
    }
  }

  TEST_CASE("damaged formulas never crash the parser") {
    constexpr std::uint64_t seed = 1789;
    RandomBits random(seed);
    for (int round = 0; round < 1500; ++round) {
      std::string text = formatted(random_expression(random, 5));
      for (std::size_t count = 1 + below(random, 4); count > 0 && !text.empty(); --count) {
        const std::size_t at = below(random, text.size());
        switch (below(random, 4)) {
          case 0:
            text.erase(at, 1 + below(random, 5));
            break;
          case 1:
            text[at] = static_cast<char>(below(random, 256));
            break;
          case 2:
            text.insert(at, text, below(random, text.size()), 1 + below(random, 8));
            break;
          default:
            text.resize(at);
            break;
        }
      }
      CAPTURE(seed);
      CAPTURE(round);
      survive(text);
    }
  }
}
