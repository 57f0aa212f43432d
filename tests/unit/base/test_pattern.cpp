// tests/unit/base/test_pattern.cpp - XPath's regular expressions: what matches, what is refused, and limits.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/base/pattern.hpp"

using doudi::Pattern;
using doudi::PatternProblem;
using doudi::PatternProblemKind;

namespace {

std::string name_of(PatternProblemKind kind) {
  switch (kind) {
    case PatternProblemKind::bad_pattern:
      return "bad_pattern";
    case PatternProblemKind::bad_flags:
      return "bad_flags";
    case PatternProblemKind::bad_replacement:
      return "bad_replacement";
    case PatternProblemKind::matches_empty_text:
      return "matches_empty_text";
    case PatternProblemKind::too_expensive:
      return "too_expensive";
    case PatternProblemKind::bad_text:
      return "bad_text";
  }
  return {};
}

std::string text_of(const PatternProblem& problem) {
  return name_of(problem.kind) + (problem.offset ? " at " + std::to_string(*problem.offset) : "");
}

/// "yes", "no" or the problem.
std::string matched(std::string_view text, std::string_view pattern, std::string_view flags = {}) {
  const auto compiled = Pattern::compile(pattern, flags);
  if (!compiled) return text_of(compiled.error());
  const auto result = compiled->matches(text);
  return !result ? text_of(result.error()) : *result ? "yes" : "no";
}

std::string replaced(std::string_view text, std::string_view pattern, std::string_view replacement,
                     std::string_view flags = {}) {
  const auto compiled = Pattern::compile(pattern, flags);
  if (!compiled) return text_of(compiled.error());
  const auto result = compiled->replace(text, replacement);
  return result ? *result : text_of(result.error());
}

/// The parts with `|` between them, or the problem.
std::string parts(std::string_view text, std::string_view pattern, std::string_view flags = {}) {
  const auto compiled = Pattern::compile(pattern, flags);
  if (!compiled) return text_of(compiled.error());
  const auto result = compiled->split(text);
  if (!result) return text_of(result.error());
  std::string joined;
  for (const std::string& part : *result) joined += (&part == &result->front() ? "" : "|") + part;
  return joined;
}

std::string repeated(std::string_view text, int times) {
  std::string result;
  for (int index = 0; index < times; ++index) result += text;
  return result;
}

}  // namespace

TEST_SUITE("base/pattern") {
  TEST_CASE("a pattern matches anywhere in the text") {
    CHECK(matched("abracadabra", "cad") == "yes");
    CHECK(matched("abracadabra", "dac") == "no");
    CHECK(matched("最低生活保障", "生.保") == "yes");
    CHECK(matched("", "") == "yes");
    CHECK(matched("x", "a|") == "yes");
    CHECK(matched("b", "(a|)b") == "yes");
  }

  TEST_CASE("the anchors are the ends of the text, and not the place before a last newline") {
    CHECK(matched("ab", "^ab$") == "yes");
    CHECK(matched("ab\n", "^ab$") == "no");
    CHECK(matched("x\nab", "^ab") == "no");
    CHECK(matched("ab", "^*ab") == "yes");
  }

  TEST_CASE("flag m gives each line its ends, and a newline at the end begins no line") {
    CHECK(matched("x\nab\ny", "^ab$", "m") == "yes");
    CHECK(matched("\nab\ncd\n", "^$", "m") == "yes");
    CHECK(matched("ab\n\ncd\n ", "^$", "m") == "yes");
    CHECK(matched("ab\ncd\n", "^$", "m") == "no");
    CHECK(matched("ab\r", "^ab$", "m") == "no");
    CHECK(matched("", "^$", "m") == "yes");
  }

  TEST_CASE("a point is neither a newline nor a carriage return, unless flag s says so") {
    CHECK(matched("Mary\rJones", "Mary.Jones") == "no");
    CHECK(matched("Mary\nJones", "Mary.Jones") == "no");
    CHECK(matched("Mary\nJones", "Mary.Jones", "s") == "yes");
    CHECK(matched("Mary\u0085Jones", "Mary.Jones") == "yes");
  }

  TEST_CASE("flag i ignores case in characters, ranges and back-references, and leaves properties alone") {
    CHECK(matched("abc", "ABC", "i") == "yes");
    CHECK(matched("\u212A", "k", "i") == "yes");  // the Kelvin sign
    CHECK(matched("ÄRGER", "ärger", "i") == "yes");
    CHECK(matched("aA", R"((a)\1)", "i") == "yes");
    CHECK(matched("Q", "[^q]", "i") == "no");
    CHECK(matched("a", R"(\p{Lu})", "i") == "no");
    CHECK(matched("a", R"([\p{Lu}])", "i") == "no");
    CHECK(matched("B", R"([b\p{Nd}])", "i") == "yes");
    CHECK(matched("a", R"([b\p{Lu}])", "i") == "no");
    CHECK(matched("B", R"([^b\p{Lu}])", "i") == "no");
    CHECK(matched("a", R"([^b\p{Lu}])", "i") == "yes");
  }

  TEST_CASE("flag x leaves out white space, inside of escapes too, but not inside of classes") {
    CHECK(matched("hello world", " h e llo\\ sworld\n", "x") == "yes");
    CHECK(matched("hello world", "hello[ ]world", "x") == "yes");
    CHECK(matched("helloworld", "hello[ ]world", "x") == "no");
    CHECK(matched("hello", R"(\p{ I s B a s i c L a t i n }+)", "x") == "yes");
    CHECK(matched("hello", R"(\p{ IsBasicLatin}+)") == "bad_pattern at 2");
    CHECK(matched("aa", "a { 2 } $", "x") == "yes");
    CHECK(matched("a b", "a b", "x") == "no");
  }

  TEST_CASE("flag q takes pattern and replacement as they are") {
    CHECK(matched("a.c", "a.c", "q") == "yes");
    CHECK(matched("abc", "a.c", "q") == "no");
    CHECK(matched("A.C", "a.c", "qi") == "yes");
    CHECK(matched("a(", "a(", "q") == "yes");
    CHECK(replaced("a.c", ".", R"($1\)", "q") == R"(a$1\c)");
  }

  TEST_CASE("a flag of another name is refused with its place") {
    CHECK(matched("a", "a", "ii") == "yes");
    CHECK(matched("a", "a", "p") == "bad_flags at 0");
    CHECK(matched("a", "a", "i ") == "bad_flags at 1");
    CHECK(matched("a", "a", "X") == "bad_flags at 0");
  }

  TEST_CASE("classes have ranges, complements and subtraction") {
    CHECK(replaced("facetiously", "[a-z-[aeiou]]", "") == "aeiou");
    CHECK(replaced("a1-^]", R"([\-\^\]])", "_") == "a1___");
    CHECK(replaced("a-b^c", "[-^]", "_") == "a_b_c");
    CHECK(replaced("a-b", "[a-]", "_") == "__b");
    CHECK(replaced("abcdef", "[^a-f-[c]]", "_") == "abcdef");
    CHECK(replaced("abcxyz", "[^a-c-[y]]", "_") == "abc_y_");
    CHECK(replaced("abcdefgh", "[a-h-[b-g-[d-e]]]", "_") == "_bc__fg_");
    CHECK(matched("x", "[A-Z-[OI]]", "i") == "yes");
    CHECK(matched("O", "[A-Z-[OI]]", "i") == "no");
    CHECK(matched("i", "[A-Z-[OI]]", "i") == "no");
    CHECK(matched("低保", "^[一-龥]+$") == "yes");
    CHECK(matched("a", "a[^b]") == "no");
    CHECK(matched("a ", "a[^b]") == "yes");
  }

  TEST_CASE("a class that XML Schema does not have is refused") {
    CHECK(matched("a", "[]") == "bad_pattern at 1");
    CHECK(matched("a", "[^]") == "bad_pattern at 2");
    CHECK(matched("a", "x[a") == "bad_pattern at 3");
    CHECK(matched("a", "[a[b]]") == "bad_pattern at 2");
    CHECK(matched("a", "[z-a]") == "bad_pattern at 1");
    CHECK(matched("a", R"([a-\d])") == "bad_pattern at 1");
    CHECK(matched("a", R"([\w-.])") == "bad_pattern at 3");
    CHECK(matched("a", "[a-z-9]") == "bad_pattern at 4");
    CHECK(matched("a", "[a--z]") == "bad_pattern at 1");
    CHECK(matched("a", R"((a)[\1])") == "bad_pattern at 4");
    CHECK(matched("a", R"([\0])") == "bad_pattern at 1");
    CHECK(matched("a", R"([\b])") == "bad_pattern at 1");
    CHECK(matched("a", "[a\\") == "bad_pattern at 3");
    CHECK(matched("a", "[a-[b]c]") == "bad_pattern at 2");
    CHECK(matched("a", "[[:alpha:]]") == "bad_pattern at 1");
  }

  TEST_CASE("escapes have the meaning of XML Schema in all of Unicode") {
    CHECK(matched("٣", R"(^\d$)") == "yes");
    CHECK(matched("③", R"(\d)") == "no");
    CHECK(matched("é中9$", R"(^\w+$)") == "yes");
    CHECK(matched("_", R"(\w)") == "no");  // punctuation
    CHECK(matched("-", R"([\W])") == "yes");
    CHECK(matched(" \t\n\r", R"(^\s+$)") == "yes");
    CHECK(matched("\u00A0\v\f", R"(^\S+$)") == "yes");
    CHECK(matched("a ", R"(^[\S]+$)") == "no");
    CHECK(matched("_:é", R"(^\i+$)") == "yes");
    CHECK(matched("-", R"(\i)") == "no");
    CHECK(matched("-.9·", R"(^\c+$)") == "yes");
    CHECK(matched(" ", R"(\c)") == "no");
    CHECK(matched("9 ", R"(^\I\C$)") == "yes");
    CHECK(matched("a\tb\nc\rd", R"(a\tb\nc\rd)") == "yes");
    CHECK(matched("$^{}", R"(^\$\^\{\}$)") == "yes");
  }

  TEST_CASE("properties are general categories and blocks") {
    CHECK(matched("Ab", R"(^\p{Lu}\P{Lu}$)") == "yes");
    CHECK(matched("€", R"(\p{Sc})") == "yes");
    CHECK(matched("λ", R"(^\p{IsGreek}$)") == "yes");
    CHECK(matched("λ", R"(^\p{IsGreekandCoptic}$)") == "yes");
    CHECK(matched("é", R"(^\p{IsLatin-1Supplement}$)") == "yes");
    CHECK(matched("中", R"(^\p{IsCJKUnifiedIdeographs}$)") == "yes");
    CHECK(matched("中", R"(^\P{IsBasicLatin}$)") == "yes");
    CHECK(matched("a", R"([^\P{IsBasicLatin}])") == "yes");
    CHECK(matched("中", R"(^\P{IsPrivateUse}$)") == "yes");
    CHECK(matched("중", R"(^\P{IsHangulJamoExtended-B}$)") == "yes");
    CHECK(matched("a", R"(\p{Cs})") == "bad_pattern at 2");
    CHECK(matched("a", R"(\p{Greek})") == "bad_pattern at 2");
    CHECK(matched("a", R"(\p{IsKlingon})") == "bad_pattern at 2");
    CHECK(matched("a", R"(\p{^Lu})") == "bad_pattern at 2");
    CHECK(matched("a", R"(\pL)") == "bad_pattern at 2");
    CHECK(matched("a", R"(\p{L)") == "bad_pattern at 2");
  }

  TEST_CASE("quantifiers take as much as they can, or with ? as little") {
    CHECK(replaced("reluctant", "r.*t", "X") == "X");
    CHECK(replaced("reluctant", "r.*?t", "X") == "Xant");
    CHECK(replaced("aaaa", "a{2}", "b") == "bb");
    CHECK(replaced("aaaa", "a{1,3}?", "b") == "bbbb");
    CHECK(replaced("aaaaa", "a{2,}", "b") == "b");
    CHECK(replaced("ab", "ab??", "x") == "xb");
    CHECK(replaced("ab", "ab?", "x") == "x");
    CHECK(matched("aab", "^(?:a+?)b$") == "yes");
  }

  TEST_CASE("a quantifier that nothing can follow, or that is none, is refused") {
    for (const char* const pattern : {"*a", "+", "(?a)", "a|*", "(*a)"}) {
      CHECK_MESSAGE(matched("a", pattern).starts_with("bad_pattern"), pattern);
    }
    CHECK(matched("a", "a**") == "bad_pattern at 2");
    CHECK(matched("a", "a*+") == "bad_pattern at 2");
    CHECK(matched("a", "a???") == "bad_pattern at 3");
    CHECK(matched("a", "a{2}{3}") == "bad_pattern at 4");
    CHECK(matched("a", "a{3,2}") == "bad_pattern at 1");
    CHECK(matched("a", "a{,2}") == "bad_pattern at 1");
    CHECK(matched("a", "a{2") == "bad_pattern at 1");
    CHECK(matched("a", "a{x}") == "bad_pattern at 1");
    CHECK(matched("a", "a}") == "bad_pattern at 1");
    CHECK(matched("a", "a]") == "bad_pattern at 1");
    CHECK(matched("a", "a{70000}") == "too_expensive at 2");
    CHECK(matched("a", "a{1,99999999999}") == "too_expensive at 4");
  }

  TEST_CASE("back-references name a group that is closed, and match nothing where it took no part") {
    CHECK(matched("abab", R"(^(ab)\1$)") == "yes");
    CHECK(matched("ac", R"(^(ab)\1$)") == "no");
    CHECK(matched("b", R"(^(a)?b\1$)") == "yes");
    CHECK(matched("aa0", R"(^(a)\10$)") == "yes");  // there is no tenth group
    CHECK(matched("abcdefghijj", R"(^(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)\10$)") == "yes");
    CHECK(matched("a", R"((.)\2)") == "bad_pattern at 3");
    CHECK(matched("a", R"(\3)") == "bad_pattern at 0");
    CHECK(matched("a", R"(\0)") == "bad_pattern at 0");
    CHECK(matched("a", R"((a\1))") == "bad_pattern at 2");
    CHECK(matched("a", R"((?:a)\1)") == "bad_pattern at 5");
  }

  TEST_CASE("what Perl has and XPath has not is refused") {
    for (const char* const pattern :
         {R"(\bword)",   R"(\Aa)", R"(a\z)", R"(a\Z)",     R"(\Qa\E)", R"(\x41)", R"(\u0041)", R"(\h)",
          R"(\R)",       R"(\X)",  R"(\K)",  R"(\g{1})",   R"(\e)",    R"(\/)",   R"(\ )",     "(?=a)",
          "(?!a)",       "(?<=a)", "(?<!a)", "(?<name>a)", "(?i)a",    "(?i:a)",  "(?>a)",     "(?#a)",
          "(?P<name>a)", "(?|a)",  "(?1)",   "a++",        "(*UTF)a",  "\\"}) {
      CHECK_MESSAGE(matched("a", pattern).starts_with("bad_pattern"), pattern);
    }
    CHECK(matched("a", "(a") == "bad_pattern at 0");
    CHECK(matched("a", "a)") == "bad_pattern at 1");
    CHECK(matched("a#b", "a#b", "x") == "yes");  // no comment
  }

  TEST_CASE("a replacement names the match and its groups") {
    CHECK(replaced("abcd", "(ab)|(a)", "[1=$1][2=$2]") == "[1=ab][2=]cd");
    CHECK(replaced("facetiously", "[iouy]", "[$0]") == "facet[i][o][u]sl[y]");
    CHECK(replaced("abracadabra", "a(.)", "a$1$1") == "abbraccaddabbra");
    CHECK(replaced("0123456789", R"((\d{3})(\d{3})(\d{4}))", "($1) $2-$3") == "(012) 345-6789");
    CHECK(replaced("ab", "(a)", "$12") == "a2b");
    CHECK(replaced("ab", "(a)", "<$2>") == "<>b");
    CHECK(replaced("ab", "(a)", "$01") == "ab");
    CHECK(replaced("abcdefghij", "(a)(b)(c)(d)(e)(f)(g)(h)(i)(j)", "$10$1") == "ja");
    CHECK(replaced("a", "a", R"(\$1\\)") == R"($1\)");
    CHECK(replaced("低保", "保", "收$0") == "低收保");
    CHECK(replaced("abc", "x", "y") == "abc");
    CHECK(replaced("", "x", "y").empty());
  }

  TEST_CASE("a replacement with a bare sign is refused with its place") {
    CHECK(replaced("a", "a", "x$") == "bad_replacement at 1");
    CHECK(replaced("a", "a", "$x") == "bad_replacement at 0");
    CHECK(replaced("a", "a", R"(ab\n)") == "bad_replacement at 2");
    CHECK(replaced("b", "a", "\\") == "bad_replacement at 0");
  }

  TEST_CASE("split gives one part more than there are matches") {
    CHECK(parts("John Doe", R"(\s)") == "John|Doe");
    CHECK(parts("a;b;c;;", ";") == "a|b|c||");
    CHECK(parts(";a", ";") == "|a");
    CHECK(parts("abc", ";") == "abc");
    CHECK(parts("a1b22c", R"(\d+)") == "a|b|c");
    CHECK(parts("低、保", "、") == "低|保");
    const auto nothing = Pattern::compile(";")->split("");
    REQUIRE(nothing.has_value());
    CHECK(*nothing == std::vector<std::string>{""});
  }

  TEST_CASE("replace and split take no pattern that the empty text matches") {
    CHECK(replaced("abc", "x*", "-") == "matches_empty_text");
    CHECK(replaced("abc", "^", "-") == "matches_empty_text");
    CHECK(parts("abc", "") == "matches_empty_text");
    CHECK(parts("abc", "$", "m") == "matches_empty_text");
    CHECK(matched("abc", "x*") == "yes");
    CHECK(replaced("abc", ".^[d-z]*", "-", "smix") == "abc");
  }

  TEST_CASE("bytes that are no UTF-8 are refused") {
    CHECK(matched("a", "\xFF") == "bad_text");
    CHECK(matched("\xFF", "a") == "bad_text");
    CHECK(replaced("a", "a", "\xC3") == "bad_text");
    CHECK(parts("\xED\xA0\x80", "a") == "bad_text");  // half of a surrogate pair
  }

  TEST_CASE("a pattern that would try for ever gives up") {
    CHECK(matched(repeated("a", 40) + "!", "^(a+)+$") == "too_expensive");
    CHECK(matched(repeated("a", 40) + "cb", "^(a|a)*b$") == "too_expensive");
    CHECK(matched(repeated("a", 100'000), "a*b|a*c") == "too_expensive");
    CHECK(matched(repeated("a", 20'000) + "cb", R"(^(a+)(a+)\1\2b)") == "too_expensive");
    CHECK(replaced(repeated("ab", 50'000) + "dc", "a|b(?:ab)*c", "x$0") == "too_expensive");
    CHECK(parts(repeated("a", 100'000), "a(?:a*b)?") == "too_expensive");
    CHECK(replaced(repeated("a", 10'000), "a", repeated("b", 10'000)) == "too_expensive");
  }

  TEST_CASE("a pattern that is too large is refused, however it is nested") {
    CHECK(matched("a", repeated("a", 30'000)) == "too_expensive");
    CHECK(matched("a", "((((a{1000}){1000}){1000}){1000})") == "too_expensive");
    CHECK(matched("a", repeated("(", 5'000) + "a" + repeated(")", 5'000)) == "too_expensive");
    CHECK(matched("a", repeated("[a-", 5'000) + "[b]" + repeated("]", 5'000)).starts_with("too_expensive"));
  }

  TEST_CASE("an ordinary pattern goes through a long text") {
    const std::string text = repeated("310105 张三 480.50;", 10'000);
    CHECK(matched(text + "x", "x$") == "yes");
    const auto rows = Pattern::compile(R"(;)")->split(text);
    REQUIRE(rows.has_value());
    CHECK(rows->size() == 10'001);
    CHECK(matched(repeated("ab", 10'000), "^(a|b)*$") == "yes");
  }

  TEST_CASE("copies of a pattern are the same pattern") {
    const auto original = Pattern::compile("b+");
    REQUIRE(original.has_value());
    const Pattern copy = *original;
    CHECK(*copy.replace("abbc", "x") == "axc");
    CHECK(*original->replace("abbc", "x") == "axc");
  }
}
