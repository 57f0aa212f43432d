// tests/unit/explain/test_evaluate_steps.cpp - loops that would go on for ever come to an end.
#include <doctest/doctest.h>

#include "doudi/explain/decide.hpp"

#include "../check/decision_building.hpp"
#include "trial.hpp"

namespace {

constexpr std::string_view too_many = "failed: too_many_steps";

[[nodiscard]] std::string value(std::string_view formula) {
  return doudi::testing::formula_value(formula, {}, "{unused: 4}");
}

/// A text of three million letters called `t`, for which `condition` holds or not. Who reads it takes much in one step, so that
/// these tests need not take two million of them.
[[nodiscard]] std::string with_long_text(const std::string& condition) {
  return "some t in [string join(for i in 1..5000 return \"" + std::string(640, 'a') + "\")] satisfies " +
         condition;
}

/// Forty loops inside each other, each over two items: `for x40 in [1, 2] return for x39 ... return body`.
[[nodiscard]] std::string forty(std::string_view loop, std::string_view joint, std::string body) {
  for (int i = 1; i <= 40; ++i) {
    const std::string begin = std::string{loop} + " x" + std::to_string(i) + " in [1, 2] ";
    body = begin + std::string{joint} + " " + body;
  }
  return body;
}

}  // namespace

TEST_SUITE("explain/evaluate_steps") {
  TEST_CASE("three loops over thirty members each are no work") {
    CHECK(value("count(for a in 1..30, b in 1..30, c in 1..30 return a + b + c)") == "27000");
    CHECK(value("count((for a in 1..20000 return a)[item > 100])") == "19900");
  }

  TEST_CASE("loops inside each other that double what is done are given up") {
    CHECK(value(with_long_text(forty("some", "satisfies", "t = \"b\""))) == too_many);
    CHECK(value(with_long_text("count(" + forty("for", "return", "t = \"b\"") + ") = 3")) == too_many);
  }

  TEST_CASE(
      "ranges inside loops are given up, in filters and sorts too, and nothing around them has a value") {
    CHECK(value(with_long_text("count((for a in 1..100 return a)[t = \"b\"]) = 0")) == too_many);
    CHECK(value(with_long_text("sort((for a in 1..100 return a), function(a, b) t = \"b\") = []")) ==
          too_many);
    CHECK(value(with_long_text("not(every a in 1..1000 satisfies t = \"a\" or a > 0)")) == too_many);
  }

  TEST_CASE("under the standard's rules the decision is null then, and says why") {
    using namespace doudi::check;
    using namespace doudi::check::testing;
    ModelUnderTest built;
    built.decision(
        "d", "if " + with_long_text("count((for a in 1..100 return a)[t = \"b\"]) = 0") + " then 1 else 2");
    doudi::text::Diagnostics diagnostics;
    const auto checked =
        check_decision(std::vector{built.model}, "d", {.policy = Policy::conformance}, diagnostics);
    REQUIRE(checked.graph);
    const auto result = doudi::explain::decide(*checked.graph, {}, *doudi::Date::parse("2019-06-15"));
    CHECK(result.value.is_null());
    REQUIRE(!result.failures.empty());
    CHECK(result.failures.back().reason == doudi::explain::Reason::too_many_steps);
  }
}
