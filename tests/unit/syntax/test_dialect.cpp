// tests/unit/syntax/test_dialect.cpp - names that a DMN model declares, and which characters FEEL lets stand in one.
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/syntax/dialect.hpp"
#include "doudi/syntax/expression.hpp"

#include "expression_tree.hpp"

using namespace doudi;
using namespace doudi::syntax;

namespace {

DeclaredNames names_of(std::initializer_list<std::string_view> names) {
  DeclaredNames result;
  for (const std::string_view name : names) result.add(name);
  return result;
}

std::string found(const DeclaredNames& names, std::string_view text, std::size_t begin = 0) {
  const auto match = names.longest(text, begin);
  return match ? std::string{match->name} + " to " + std::to_string(match->end) : "none";
}

std::string read(std::string_view text, const DeclaredNames& names) {
  text::Diagnostics diagnostics;
  const Expression expression =
      parse_expression(as_written(text), diagnostics, {.standard = true, .names = &names});
  return (diagnostics.has_errors() ? "error " : "") + tree(expression);
}

}  // namespace

TEST_SUITE("syntax/dialect") {
  TEST_CASE("a name that reads as one anyway is not kept") {
    CHECK(names_of({"income", "monthly income", "tax 2019", "低保金"}).empty());
    CHECK(!names_of({"a-b"}).empty());
    CHECK(!names_of({"Time for Payment"}).empty());
    CHECK(!names_of({"2nd payment"}).empty());
    CHECK(names_of({"", "  "}).empty());
  }

  TEST_CASE("the longest name that stands at a place is found, whatever white space is between its parts") {
    const DeclaredNames names = names_of({"a-b", "a-b-c", "a+b", "rate (%)"});
    CHECK(found(names, "a-b-c") == "a-b-c to 5");
    CHECK(found(names, "a-b-d") == "a-b to 3");
    CHECK(found(names, "a - b  -\n c") == "a-b-c to 11");
    CHECK(found(names, "x a-b", 1) == "a-b to 5");
    CHECK(found(names, "a-bc") == "none");
    CHECK(found(names, "aa-b") == "none");
    CHECK(found(names, "rate ( % ) * 2") == "rate (%) to 10");
    CHECK(found(names, "") == "none");
    CHECK(found(names, "a") == "none");
  }

  TEST_CASE("names that lie beneath others are found too, the longer of both first") {
    const DeclaredNames shared = names_of({"a-b", "c-d-e"});
    DeclaredNames own = names_of({"a-b-c", "c-d"});
    own.lie_above(shared);
    CHECK(found(own, "a-b") == "a-b to 3");
    CHECK(found(own, "a-b-c") == "a-b-c to 5");
    CHECK(found(own, "c-d-e") == "c-d-e to 5");
    DeclaredNames nothing;
    CHECK(nothing.empty());
    nothing.lie_above(shared);
    CHECK(!nothing.empty());
  }

  TEST_CASE("a declared name wins over the operators and keywords in it, and only where it is declared") {
    const DeclaredNames names = names_of({"Loan-to-Value", "Time for Payment", "is true", "a,b"});
    CHECK(read("Loan-to-Value + 1", names) ==
          read("x + 1", names).replace(read("x + 1", names).find(" x "), 3, " Loan-to-Value "));
    CHECK(read("Time for Payment", names) == "Time for Payment");
    CHECK(read("Time for Payment", DeclaredNames{}).starts_with("error"));
    CHECK(read("is true", names) == "is true");
    CHECK(read("f(a,b)", names) == read("f(x)", names).replace(read("f(x)", names).find('x'), 1, "a,b"));
    CHECK(read("\"Loan-to-Value\"", names) == read("\"Loan-to-Value\"", DeclaredNames{}));
  }

  TEST_CASE("a pack's dialect refuses what the standard's lets stand") {
    const auto reads = [](std::string_view text, bool standard) {
      text::Diagnostics diagnostics;
      static_cast<void>(parse_expression(as_written(text), diagnostics, {.standard = standard}));
      return !diagnostics.has_errors();
    };
    CHECK(reads("🐎 + 1", true));
    CHECK(!reads("🐎 + 1", false));
    CHECK(reads("\"two\nlines\"", true));
    CHECK(!reads("\"two\nlines\"", false));
    CHECK(reads("{rate+fee: 1}", true));
    CHECK(!reads("{rate+fee: 1}", false));
    CHECK(reads("2019-04-03", true));  // a subtraction
    CHECK(!reads("2019-04-03", false));
  }

  TEST_CASE("which characters begin a name, and which may follow") {
    for (const char32_t code : {U'a', U'Z', U'_', U'é', U'低', U'🐎'}) CHECK(is_standard_name_start(code));
    for (const char32_t code : {U'1', U' ', U'-', U'+', U'(', U'?', U'\u00B7', U'\u3000', U'\u00A0'})
      CHECK(!is_standard_name_start(code));
    CHECK(is_standard_name_part(U'1'));
    CHECK(is_standard_name_part(U'\u00B7'));
    CHECK(!is_standard_name_part(U'-'));
    CHECK(!is_standard_name_part(U'\t'));
  }
}
