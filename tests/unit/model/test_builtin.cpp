// tests/unit/model/test_builtin.cpp - the table of functions.
#include <cstddef>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/model/builtin_table.hpp"

using doudi::model::Builtin;

TEST_SUITE("model/builtin") {
  TEST_CASE("every function has an entry") {
    for (std::size_t i = 0; i <= static_cast<std::size_t>(Builtin::years); ++i) {
      const auto builtin = static_cast<Builtin>(i);
      bool found = false;
      for (const auto& entry : doudi::model::builtin_definitions()) found = found || entry.builtin == builtin;
      CHECK_MESSAGE(found, i);
    }
  }

  TEST_CASE("a function is found by the name that a formula writes") {
    CHECK(doudi::model::find_builtin("round half up")->builtin == Builtin::round_half_up);
    CHECK(doudi::model::find_builtin("full_years")->builtin == Builtin::full_years);
    CHECK(doudi::model::find_builtin("round half") == nullptr);
    const auto& length = doudi::model::definition(Builtin::substring).parameters.back();
    CHECK(length.name == "length");
    CHECK(length.optional);
    CHECK(length.shapes == std::vector{doudi::model::Shape::number});
  }

  TEST_CASE("all forms of a function stand together") {
    CHECK(doudi::model::overloads("date").size() == 2);
    CHECK(doudi::model::overloads("before").size() == 4);
    CHECK(doudi::model::overloads("nothing").empty());
  }
}
