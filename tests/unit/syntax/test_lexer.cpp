// tests/unit/syntax/test_lexer.cpp - words, numbers, texts, marks; characters that were typed by mistake.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/text/source.hpp"

#include "expression_tree.hpp"
#include "syntax/lexer.hpp"

using namespace doudi::syntax;
using Lines = std::vector<std::string>;

namespace {

std::string tokens(std::string_view text) {
  doudi::text::Diagnostics diagnostics;
  std::string result;
  for (const Token& token : tokenize(as_written(text), diagnostics)) {
    if (token.kind == TokenKind::end) break;
    const bool worded = !token.text.empty() || token.kind == TokenKind::text;
    result += (result.empty() ? "" : "|") +
              (worded ? token.text : std::string(text.substr(token.begin, token.end - token.begin)));
  }
  return result;
}

}  // namespace

TEST_SUITE("syntax/lexer") {
  TEST_CASE("numbers keep their digits") {
    CHECK(tokens("0 0005 .5 1.50 1.2e3 2.5E-3 1e+2") == "0|0005|.5|1.50|1.2e3|2.5E-3|1e+2");
  }

  TEST_CASE("two points are no part of a number") {
    CHECK(tokens("1..5") == "1|..|5");
    CHECK(tokens("1...5") == "1|..|.5");
    CHECK(tokens("1.x") == "1|.|x");
  }

  TEST_CASE("marks are read as long as they can be") {
    CHECK(tokens("a**b*c<=d<e!=f->g") == "a|**|b|*|c|<=|d|<|e|!=|f|->|g");
    CHECK(tokens("[a..b]") == "[|a|..|b|]");
  }

  TEST_CASE("words are letters of any script and digits, the first no digit") {
    CHECK(tokens("出生日期 x_1 Größe _a 阿〇") == "出生日期|x_1|Größe|_a|阿〇");
    CHECK(tokens("第 2 类 2a") == "第|2|类|2a");
    CHECK(parsed("if x then 2 else 3") == "(if x 2 3)");
  }

  TEST_CASE("keywords are words of their own, not parts of words") {
    CHECK(keyword_or_word("and") == TokenKind::word_and);
    CHECK(keyword_or_word("satisfies") == TokenKind::word_satisfies);
    CHECK(keyword_or_word("android") == TokenKind::word);
    CHECK(keyword_or_word("") == TokenKind::word);
    CHECK(parsed("months_in_state or android") == "(or months_in_state android)");
  }

  TEST_CASE("comments are white space") {
    CHECK(tokens("a /* x */ + // rest\n b") == "a|+|b");
    CHECK(tokens("a / b") == "a|/|b");
    CHECK(reports("a + /* b") == Lines{"E0164 at 4"});
  }

  TEST_CASE("escapes of a text are resolved") {
    CHECK(tokens(R"("a\n\t\r\"\'\\b")") == "a\n\t\r\"'\\b");
    CHECK(tokens(R"("\u4f4e\u4FDD")") == "低保");
    CHECK(tokens(R"("\uD83D\uDC0E\U01F40E")") == "🐎🐎");
    CHECK(tokens(R"("")").empty());
  }

  TEST_CASE("a backslash before another character stands for itself, as in a regular expression") {
    CHECK(tokens(R"("(\d{3})\s\1")") == R"((\d{3})\s\1)");
  }

  TEST_CASE("an escape that is no character is reported") {
    CHECK(reports(R"("\u12")") == Lines{R"(E0162 at 1 escape=\u)"});
    CHECK(reports(R"("\uD83D")") == Lines{R"(E0162 at 1 escape=\uD83D)"});
    CHECK(reports(R"("\U110000")") == Lines{R"(E0162 at 1 escape=\U110000)"});
  }

  TEST_CASE("a text ends on its line") {
    CHECK(reports("\"低保") == Lines{"E0161 at 0"});
    CHECK(reports("x = \"a\n+ b") == Lines{"E0161 at 4"});
  }

  TEST_CASE("full-width characters are reported and read as what was meant") {
    CHECK(tokens("max（甲，乙）") == "max|（|甲|，|乙|）");
    CHECK(parsed("max（甲，乙）") == "E0143 E0143 E0143 (call max 甲 乙)");
    CHECK(parsed("ａｂｃ　＋　２５．５") == "E0143 E0143 E0143 E0143 E0143 E0143 E0143 (sum + abc 25.5)");
    CHECK(reports("甲，") == Lines{"E0143 at 3 character=， try ,", "E0181 at 3"});
    CHECK(reports("a＜＝b") == Lines{"E0143 at 1 character=＜ try <", "E0143 at 4 character=＝ try ="});
    CHECK(reports("f(a；b)") == Lines{"E0143 at 3 character=； try ,"});
    CHECK(reports("a—b") == Lines{"E0143 at 1 character=— try -"});
    CHECK(reports("人员。收入") == Lines{"E0143 at 6 character=。 try ."});
  }

  TEST_CASE("every full-width character of the pack's list is reported") {
    for (const char* const mark :
         {"，", "。", "、", "；", "：", "（", "）", "＋", "－", "＊",     "／", "＝", "＜", "＞",
          "｜", "“",  "”",  "‘",  "’",  "．", "—",  "０", "Ａ", "\u3000", "《", "…",  "￥"}) {
      const Lines lines = reports(std::string("a ") + mark + " b");
      CAPTURE(mark);
      REQUIRE_FALSE(lines.empty());
      CHECK(lines.front().substr(0, 10) == "E0143 at 2");
    }
    CHECK(reports("１０％") == Lines{"E0143 at 0 character=１０ try 10", "E0166 at 6 try 0.10"});
  }

  TEST_CASE("the full stop that ends a sentence is one error") {
    CHECK(reports("a + b。") == Lines{"E0143 at 5 character=。 try ."});
  }

  TEST_CASE("full-width quotes hold a text, and inside plain quotes they are part of it") {
    CHECK(parsed("“低保” = x") == "E0143 E0143 (comparison = \"低保\" x)");
    CHECK(parsed("‘低保’ = x") == "E0143 E0143 (comparison = \"低保\" x)");
    CHECK(parsed("x = \"甲，“乙”\"") == "(comparison = x \"甲，“乙”\")");
    CHECK(parsed("x = \"低保” or y") == "E0143 (or (comparison = x \"低保\") y)");
  }

  TEST_CASE("operators of other languages are read as FEEL's") {
    CHECK(reports("a == b") == Lines{"E0165 at 2 operator=== try ="});
    CHECK(reports("a <> b") == Lines{"E0165 at 2 operator=<> try !="});
    CHECK(reports("a && b") == Lines{"E0165 at 2 operator=&& try and"});
    CHECK(reports("a || b") == Lines{"E0165 at 2 operator=|| try or"});
    CHECK(reports("!a") == Lines{"E0165 at 0 operator=! try not(x)"});
    CHECK(reports("a => b") == Lines{"E0165 at 2 operator==> try >="});
    CHECK(reports("a =< b") == Lines{"E0165 at 2 operator==< try <="});
    CHECK(reports("a ^ b") == Lines{"E0165 at 2 operator=^ try **"});
    CHECK(reports("a ≥ b") == Lines{"E0165 at 2 operator=≥ try >="});
    CHECK(reports("a × b ÷ c") == Lines{"E0165 at 2 operator=× try *", "E0165 at 7 operator=÷ try /"});
    CHECK(reports("f(a; b)") == Lines{"E0165 at 3 operator=; try ,"});
    CHECK(reports("a + b;") == Lines{"E0165 at 5 operator=; try ,"});
    CHECK(parsed("a ≥ b && c") == "E0165 E0165 (and (comparison >= a b) c)");
  }

  TEST_CASE("a percentage is no number of an expression") {
    CHECK(reports("x * 10%") == Lines{"E0166 at 6 try 0.10"});
    CHECK(reports("5.5% * x") == Lines{"E0166 at 3 try 0.055"});
    CHECK(reports("10 % 3") == Lines{"E0166 at 3 try modulo(a, b)"});
    CHECK(reports("a % b") == Lines{"E0166 at 2 try modulo(a, b)"});
  }

  TEST_CASE("single quotes are no quotes") {
    CHECK(reports("x = 'abc'") == Lines{"E0163 at 4 text='abc' try \"abc\""});
    CHECK(reports("Student's name + Teacher's name") ==
          Lines{"E0163 at 7 text='s name + Teacher' try \"s name + Teacher\""});
    CHECK(reports("x = 'abc") == Lines{"E0160 at 4 text='"});
  }

  TEST_CASE("a date without quotes would be a subtraction") {
    CHECK(reports("x >= 2019-04-03") == Lines{"E0169 at 5 date=2019-04-03 try @\"2019-04-03\""});
    CHECK(reports("@2019-04-03") == Lines{"E0169 at 1 date=2019-04-03 try @\"2019-04-03\""});
    CHECK(reports("2019 - 04 - 03").empty());
    CHECK(reports("2019-04-031").empty());
  }

  TEST_CASE("a number that runs into a name is neither") {
    CHECK(reports("500元 + x") == Lines{"E0167 at 0 text=500元"});
    CHECK(reports("1_000") == Lines{"E0167 at 0 text=1_000"});
  }

  TEST_CASE("names are compared in normal form C") {
    CHECK(reports("cafe\u0301 + 1") == Lines{"E0168 at 0 name=cafe\u0301 try caf\u00E9"});
    CHECK(parsed("cafe\u0301") == "E0168 caf\u00E9");
  }

  TEST_CASE("unknown characters are one report for each run") {
    CHECK(reports("a $$# b") == Lines{"E0160 at 2 text=$$#"});
    CHECK(reports("`a`") == Lines{"E0160 at 0 text=`", "E0160 at 2 text=`"});
    CHECK(reports("a \xFF\xC3 b") == Lines{"E0160 at 2 text=\\xFF\\xC3"});
  }

  TEST_CASE("a long text is cut short in messages") {
    CHECK(shown("a\nb") == "a b");
    CHECK(shown(std::string(50, 'x')) == std::string(40, 'x') + "...");
    CHECK(shown("低\xFF") == "低\\xFF");
  }
}
