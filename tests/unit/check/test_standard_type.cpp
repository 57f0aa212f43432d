// tests/unit/check/test_standard_type.cpp - types as DMN models write them.
#include <optional>
#include <string>
#include <string_view>

#include <doctest/doctest.h>

#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"

#include "check/draft.hpp"
#include "check/infer.hpp"

using namespace doudi;
using namespace doudi::check;
using model::Kind;

namespace {

/// A type as text, with its parts; `none` where the text names none.
std::string shown(const model::Type& type) {
  std::string result{model::kind_name(type.kind)};
  for (std::size_t index = 0; index < type.arguments.size(); ++index) {
    result += index == 0 ? "<" : ", ";
    if (type.is(Kind::context)) result += type.names[index] + ": ";
    result += shown(type.arguments[index]);
  }
  return type.arguments.empty() ? result : result + ">";
}

std::string read(std::string_view text) {
  const syntax::Pack nothing;
  text::Diagnostics diagnostics;
  Draft draft{.written = nothing, .diagnostics = diagnostics};
  draft.standard.types["tMoney"] = model::number_type();
  draft.standard.types["loans.tLoan"] = model::list_of(model::simple_type(Kind::text));
  draft.standard.types["list price"] = model::simple_type(Kind::date);
  const auto type = standard_type(draft, text);
  return type ? shown(*type) : "none";
}

}  // namespace

TEST_SUITE("check/standard_type") {
  TEST_CASE("the types that FEEL has, in all their spellings") {
    CHECK(read("number") == "number");
    CHECK(read("string") == "text");
    CHECK(read(" boolean ") == "boolean");
    CHECK(read("date") == "date");
    CHECK(read("time") == "time");
    for (const char* name : {"date and time", "dateTime"}) CHECK(read(name) == "date and time");
    for (const char* name : {"days and time duration", "dayTimeDuration", "day time duration"})
      CHECK(read(name) == "days and time duration");
    for (const char* name : {"years and months duration", "yearMonthDuration", "year month duration"})
      CHECK(read(name) == "years and months duration");
    CHECK(read("Any") == "any");
    CHECK(read("Null") == "null");
    CHECK(read("feel:number") == "number");
  }

  TEST_CASE("lists, ranges, contexts and functions of others") {
    CHECK(read("list") == "list<any>");
    CHECK(read("list<number>") == "list<number>");
    CHECK(read("list < list<string> >") == "list<list<text>>");
    CHECK(read("range<date and time>") == "range<date and time>");
    CHECK(read("context") == "context");
    CHECK(read("context<a: number, b c: list<string>>") == "context<a: number, b c: list<text>>");
    CHECK(read("function") == "function");
    CHECK(read("function<number, string> -> boolean") == "function<boolean>");
    CHECK(read("function<> -> list<number>") == "function<list<number>>");
  }

  TEST_CASE("declared types by name, those of an imported model with its name") {
    CHECK(read("tMoney") == "number");
    CHECK(read("list<tMoney>") == "list<number>");
    CHECK(read("loans.tLoan") == "list<text>");
    CHECK(read("context<a: loans.tLoan>") == "context<a: list<text>>");
    CHECK(read("list price") == "date");
  }

  TEST_CASE("other texts are no types") {
    for (const std::string_view text :
         {"", "  ", "tNowhere", "Number", "list<", "list<number", "list<number>>", "list<nowhere>",
          "number string", "context<a>", "context<a: >", "context<a: number", "function<number -> number",
          "function ->", "range<>", "<", ">", ","}) {
      CAPTURE(text);
      CHECK(read(text) == "none");
    }
    CHECK(read(std::string(50'000, ':') + "number") == "none");
    std::string deep;
    for (int level = 0; level < 50'000; ++level) deep += "list<";
    CHECK(read(deep + "number" + std::string(50'000, '>')) == "none");
  }
}
