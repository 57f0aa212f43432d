// tests/unit/model/test_builtin_table.cpp - what the table says of each function, and that none of the standard's is missing.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/model/builtin_table.hpp"

using namespace doudi::model;

namespace {

/// The functions of FEEL by the headings under which DMN 1.5 describes them.
struct Heading {
  std::string_view section;
  std::vector<std::string_view> names;
};

const std::vector<Heading>& headings() {
  static const std::vector<Heading> result{
      {"10.3.4.1",
       {"date", "date and time", "time", "number", "string", "duration", "years and months duration",
        "range"}},
      {"10.3.4.2", {"not"}},
      {"10.3.4.3",
       {"substring", "string length", "upper case", "lower case", "substring before", "substring after",
        "replace", "contains", "starts with", "ends with", "matches", "split", "string join"}},
      {"10.3.4.4", {"list contains", "list replace", "count",   "min",     "max",      "sum",
                    "mean",          "all",          "any",     "sublist", "append",   "concatenate",
                    "insert before", "remove",       "reverse", "union",   "index of", "distinct values",
                    "flatten",       "product",      "median",  "stddev",  "mode"}},
      {"10.3.4.5",
       {"decimal", "floor", "ceiling", "round up", "round down", "round half up", "round half down", "abs",
        "modulo", "sqrt", "log", "exp", "odd", "even"}},
      {"10.3.4.6", {"is"}},
      {"10.3.4.7",
       {"before", "after", "meets", "met by", "overlaps", "overlaps before", "overlaps after", "finishes",
        "finished by", "includes", "during", "starts", "started by", "coincides"}},
      {"10.3.4.8", {"day of year", "day of week", "month of year", "week of year"}},
      {"10.3.4.11", {"now", "today"}},
      {"10.3.4.9", {"sort"}},
      {"10.3.4.10", {"get value", "get entries", "context", "context put", "context merge"}},
  };
  return result;
}

bool is_of_standard(std::string_view name) {
  return std::ranges::any_of(headings(), [&](const Heading& heading) {
    return std::ranges::find(heading.names, name) != heading.names.end();
  });
}

}  // namespace

TEST_SUITE("model/builtin_table") {
  TEST_CASE("every function of DMN 1.5 is there, with the section that describes it") {
    for (const Heading& heading : headings()) {
      for (const std::string_view name : heading.names) {
        CAPTURE(name);
        const BuiltinDefinition* found = find_builtin(name);
        REQUIRE(found != nullptr);
        for (const BuiltinDefinition& form : overloads(name)) CHECK(form.section == heading.section);
      }
    }
  }

  TEST_CASE("what is not the standard's is marked as doudi's own") {
    for (const BuiltinDefinition& each : builtin_definitions()) {
      CAPTURE(each.name);
      CHECK((each.section == "doudi") == !is_of_standard(each.name));
    }
  }

  TEST_CASE("signatures are read: names, shapes, what may be left out or repeated") {
    for (const BuiltinDefinition& each : builtin_definitions()) {
      CAPTURE(each.signature);
      CHECK(each.parameters.empty() == each.signature.starts_with("->"));
      bool optional = false;
      for (const BuiltinParameter& parameter : each.parameters) {
        CHECK(!parameter.name.empty());
        CHECK(!parameter.shapes.empty());
        CHECK((parameter.optional || !optional));  // only at the end
        optional = optional || parameter.optional;
        CHECK(each.signature.find(std::string{parameter.name} + (parameter.optional ? "?:" : ":")) !=
              std::string_view::npos);
      }
      CHECK(each.variadic == (each.signature.find("…") != std::string_view::npos));
      CHECK(each.signature.ends_with("-> " + std::string{shape_name(each.result)}));
    }
    const BuiltinDefinition& sum = overloads("sum").back();
    CHECK(sum.variadic);
    CHECK(sum.parameters.front().shapes == std::vector{Shape::number, Shape::years_months, Shape::days_time});
    const BuiltinDefinition& number = overloads("number").front();
    CHECK(number.parameters.size() == 3);
    CHECK(number.parameters[1].name == "grouping separator");
    CHECK(number.parameters[1].optional);
    CHECK(number.result == Shape::number);
  }

  TEST_CASE("no two forms of a function take the same, by place and by name") {
    for (const BuiltinDefinition& each : builtin_definitions()) {
      const auto same = std::ranges::count_if(overloads(each.name), [&](const BuiltinDefinition& other) {
        return other.signature == each.signature;
      });
      CHECK_MESSAGE(same == 1, each.signature);
    }
  }
}
