// tests/unit/syntax/test_parser_limits.cpp - every kind of long or deep text, in both dialects: read or refused, never a crash.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/syntax/expression.hpp"

#include "expression_tree.hpp"
#include "random_expression.hpp"
#include "repeated.hpp"

using namespace doudi;
using namespace doudi::syntax;
using testing::Nest;
using testing::nested;
using testing::repeated;

namespace {

/// Ten thousand names that begin alike, and some that hold marks, keywords and many words.
const DeclaredNames& many_names() {
  static const DeclaredNames names = [] {
    DeclaredNames result;
    for (int index = 0; index < 10'000; ++index) {
      const std::string number = std::to_string(index);
      result.add("loan-to-value of the year " + number);
      result.add("rate (" + number + ")");
    }
    result.add(repeated("a+", 30) + "b");
    result.add("Time for Payment");
    result.add("x - y");
    return result;
  }();
  return names;
}

Dialect standard() {
  return {.standard = true, .names = &many_names()};
}

struct Reading {
  std::size_t errors = 0;
  std::size_t tests = 0;  // read as a cell
  bool too_deep = false;
};

/// Reads the text as an expression and as a cell, and what could be read once more as it is printed.
Reading read(const std::string& text, const Dialect& dialect) {
  text::Diagnostics diagnostics;
  const Expression expression = parse_expression(as_written(text), diagnostics, dialect);
  Reading result{.errors = diagnostics.error_count(), .tests = 0, .too_deep = false};
  for (const auto& each : diagnostics.all())
    result.too_deep = result.too_deep || each.code == text::Code::expression_too_deep;
  REQUIRE(depth_of(expression) <= max_expression_depth);
  REQUIRE(diagnostics.all().size() <= 101);
  if (result.errors == 0) {
    text::Diagnostics again;
    const Expression printed = parse_expression(as_written(formatted(expression)), again, dialect);
    REQUIRE(again.error_count() == 0);
    REQUIRE(same_tree(expression, printed));
  }
  text::Diagnostics of_cell;
  result.tests = parse_unary_tests(as_written(text), of_cell, dialect).tests.size();
  return result;
}

void check_both(const std::string& text, std::size_t errors) {
  CAPTURE(text.substr(0, 60));
  CHECK(read(text, {}).errors == errors);
  CHECK(read(text, standard()).errors == errors);
}

constexpr std::array nests{
    Nest{"(", "1", ")"},
    Nest{"[", "1", "]"},
    Nest{"{a: ", "1", "}"},
    Nest{"f(", "1", ")"},
    Nest{"f(a: ", "1", ")"},
    Nest{"x[", "1", "]"},
    Nest{"f(1)(", "1", ")"},
    Nest{"-", "1", ""},
    Nest{"not(", "a", ")"},
    Nest{"if a then b else ", "c", ""},
    Nest{"if ", "a", " then b else c"},
    Nest{"for a in b return ", "1", ""},
    Nest{"for a in ", "b", " return a"},
    Nest{"some a in b satisfies ", "c", ""},
    Nest{"every a in b satisfies ", "c", ""},
    Nest{"function(a) ", "1", ""},
    Nest{"function(a: list<", "number", ">) a"},
    Nest{"x in (", "1", ")"},
    Nest{"[1..", "2", "]"},
    Nest{"(< ", "2", ")"},
    Nest{"1 + (", "1", ")"},
    Nest{"a ** (", "1", ")"},
    Nest{"a and (b or ", "c", ")"},
    Nest{"a between 1 and (", "2", ")"},
    Nest{"(", "a", ").b"},
    Nest{"(", "a", ")[1]"},
    Nest{"(", "a", ")(1)"},
    Nest{"[{a: f(", "1", ")}]"},
};

}  // namespace

TEST_SUITE("syntax/parser_limits") {
  TEST_CASE("brackets and keywords nested 10,000 deep are refused, closed or not, and a few are read") {
    for (const Nest& nest : nests) {
      CAPTURE(nest.open);
      for (const Dialect& dialect : {Dialect{}, standard()}) {
        for (const std::size_t count : {10'000U}) {
          CHECK(read(nested(nest.open, nest.middle, nest.close, count), dialect).errors >= 1);
          CHECK(read(repeated(nest.open, count), dialect).errors >= 1);
          CHECK(read(std::string{nest.middle} + repeated(nest.close, count), dialect).tests >= 1);
        }
        for (const std::size_t count : {1U, 20U, 120U})
          static_cast<void>(read(nested(nest.open, nest.middle, nest.close, count), dialect));
      }
    }
    CHECK(read(nested("(", "1", ")", 10'000), standard()).too_deep);
  }

  TEST_CASE("what hangs on one value stays within the depth, however often") {
    for (const std::string_view piece : {".b", "[1]", "[item > 1]", "(1)", "(a: 1)", ".b[1](2)"}) {
      CAPTURE(piece);
      check_both("a" + repeated(piece, 60), 0);
      check_both("a" + repeated(piece, 8'000), 1);
    }
  }

  TEST_CASE("chains of one operator are as long as one likes") {
    for (const std::string_view mark : {" + ", " - ", " * ", " / ", " ** ", " and ", " or "}) {
      CAPTURE(mark);
      check_both("a" + repeated(std::string{mark} + "a", mark == " + " ? 50'000 : 4'000), 0);
    }
    check_both("a" + repeated(" * b + c ** d - e / f", 4'000), 0);
    check_both("a" + repeated(" and b < 1 or c = 2", 5'000), 0);
    for (const std::string_view mark : {" < ", " = ", " in "})
      check_both("a" + repeated(std::string{mark} + "a", 10'000), 1);
    CHECK(read("a" + repeated(" between 1 and a", 10'000), standard()).errors >= 1);
  }

  TEST_CASE("lists, contexts, arguments and tests of thousands of parts") {
    check_both("[" + repeated("1, ", 50'000) + "1]", 0);
    check_both("f(" + repeated("a b, ", 15'000) + "1)", 0);
    check_both("x in (" + repeated("< 5, ", 15'000) + "1)", 0);
    check_both("[" + repeated("[1..2], ", 10'000) + "1]", 0);
    std::string context = "{";
    std::string parameters = "function(";
    std::string arguments = "f(";
    std::string loops = "for ";
    for (int index = 0; index < 6'000; ++index) {
      const std::string number = std::to_string(index);
      context += "key " + number + ": 1, ";
      parameters += "parameter " + number + ", ";
      arguments += "argument " + number + ": 1, ";
      loops += "i " + number + " in a, ";
    }
    check_both(context + "last: 1}", 0);
    check_both(parameters + "last) 1", 0);
    check_both(arguments + "last: 1)", 0);
    check_both(loops + "last in b return 1", 0);
    CHECK(read(repeated("< 5, ", 50'000) + "1", {}).tests == 50'001);
    CHECK(read("not(" + repeated("[1..2], ", 50'000) + "1)", standard()).tests == 50'001);
    CHECK(read(repeated(",", 50'000), standard()).errors >= 1);
  }

  TEST_CASE("names, texts, numbers and comments of 100,000 characters") {
    check_both(repeated("word ", 20'000), 0);
    check_both(repeated("w", 100'000), 0);
    check_both(repeated("低", 33'000), 0);
    check_both("\"" + repeated("text ", 20'000) + "\"", 0);
    check_both("\"" + repeated("\\u4f4e\\\"\\n", 10'000) + "\"", 0);
    check_both("@\"" + repeated("P1D", 30'000) + "\"", 0);
    check_both(repeated("123456789 ", 1) + "+ " + repeated("9", 100'000), 0);
    check_both("0." + repeated("9", 100'000), 0);
    check_both("1 " + repeated("/* a */ ", 12'000) + "+ 1 // " + repeated("b", 100'000), 0);
    check_both("/*" + repeated("/ * ", 25'000) + "*/ 1", 0);
    CHECK(read("1 /*" + repeated("/", 100'000), standard()).errors == 1);
    CHECK(read("\"" + repeated("a", 100'000), standard()).errors == 1);
    CHECK(read(repeated("\"a", 49'999), standard()).errors >= 1);
    CHECK(read(repeated("'a", 50'000), {}).errors >= 1);
    CHECK(read(repeated("“a", 30'000), {}).errors >= 1);
    CHECK(read(repeated("@ ", 50'000), standard()).errors >= 1);
    CHECK(read(repeated("%", 100'000), standard()).errors >= 1);
    CHECK(read(repeated(" ", 100'000) + "%", standard()).errors >= 1);
  }

  TEST_CASE("types of 100,000 characters") {
    check_both("a instance of " + nested("list<", "number", ">", 200), 0);
    check_both("a instance of " + nested("list<", "number", ">", 10'000), 1);
    check_both("a instance of context<" + repeated("k: number, ", 9'000) + "l: text>", 0);
    check_both("a instance of function<" + repeated("number, ", 12'000) + "text> -> number", 0);
    check_both("a instance of " + repeated("function -> ", 8'000) + "number", 1);
  }

  TEST_CASE("the longest of ten thousand names that begin alike is found wherever one stands") {
    const auto length = [](std::string_view text) {
      const auto match = many_names().longest(text, 0);
      return match ? match->end : 0;
    };
    CHECK(length("loan-to-value of the year 9999 + 1") == 30);
    CHECK(length("loan - to  - value of the year 12 x") == 33);
    CHECK(length("loan-to-value of the year") == 0);
    CHECK(length("rate ( 77 ) * 2") == 11);
    CHECK(length("rate (77") == 0);
    CHECK(length("x - y") == 5);
    std::string terms = "rate (0)";
    for (int index = 0; index < 9'000; ++index)
      terms += " + loan-to-value of the year " + std::to_string(index);
    CHECK(read(terms, standard()).errors == 0);
  }

  TEST_CASE("a text in which every place begins a declared name that does not end there is read in one go") {
    const std::string text = repeated("a+", 50'000) + "c";
    CHECK(read(text, standard()).errors == 0);
    CHECK(read(repeated("rate (", 15'000), standard()).errors >= 1);
  }

  TEST_CASE(
      "a name of more parts than anybody writes is no declared name, and so none is looked for without end") {
    DeclaredNames names;
    names.add(repeated("a+", DeclaredNames::most_parts) + "a");
    CHECK(names.empty());
    names.add(repeated("a ", DeclaredNames::most_parts - 1) + "+");
    CHECK(!names.empty());
    names.add(repeated("b-", 100'000));
    names.add(repeated("b", 100'000) + "-c");
    const std::string long_word = repeated("b", 100'000) + " - c";
    CHECK(names.longest(long_word, 0)->end == long_word.size());
  }

  TEST_CASE("100,000 characters of anything") {
    constexpr std::array<std::string_view, 40> pieces{
        "a",      "b c",       "1",        ".5",       "\"x\"", "@\"P1Y\"",    "if ",   " then ",
        " else ", "for ",      " in ",     " return ", "some ", " satisfies ", " and ", " or ",
        "not",    " between ", "function", "(",        ")",     "[",           "]",     "{",
        "}",      ",",         ":",        ".",        "..",    "+",           "-",     "**",
        "<",      "=",         "?",        "，",       "\n",    "list<",       "x - y", "\xFF"};
    RandomBits random(20'260);
    for (int round = 0; round < 5; ++round) {
      std::string text;
      while (text.size() < 100'000) text += pieces[below(random, pieces.size())];
      CAPTURE(round);
      CHECK(read(text, {}).errors >= 1);
      CHECK(read(text, standard()).errors >= 1);
      for (char& letter : text) letter = static_cast<char>(below(random, 256));
      CHECK(read(text, {}).errors >= 1);
      CHECK(read(text, standard()).errors >= 1);
    }
  }
}
