// tests/unit/text/test_diagnostic.cpp - collecting, order, repetitions and the limit.
#include <doctest/doctest.h>

#include "doudi/text/diagnostic.hpp"

TEST_SUITE("text/diagnostic") {
  using namespace doudi::text;

  TEST_CASE("diagnostics are sorted by position, then by code") {
    Diagnostics diagnostics;
    diagnostics.error(Code::tab, {9, 10});
    diagnostics.error(Code::duplicate_key, {5, 6});
    diagnostics.error(Code::invalid_utf8, {5, 9});
    const auto sorted = diagnostics.sorted();
    REQUIRE(sorted.size() == 3);
    CHECK(sorted[0].code == Code::invalid_utf8);
    CHECK(sorted[1].code == Code::duplicate_key);
    CHECK(sorted[2].code == Code::tab);
    CHECK(diagnostics.error_count() == 3);
  }
  TEST_CASE("what is said twice about one place is shown once") {
    Diagnostics diagnostics;
    diagnostics.error(Code::tab, {5, 6}, {{"name", "a"}});
    diagnostics.error(Code::tab, {5, 6}, {{"name", "b"}});
    diagnostics.error(Code::tab, {5, 6}, {{"name", "a"}});
    CHECK(diagnostics.sorted().size() == 2);
  }
  TEST_CASE("of a place that is settled nothing more is taken") {
    Diagnostics diagnostics;
    diagnostics.error(Code::alias, {5, 9});
    diagnostics.settle({5, 9});
    diagnostics.error(Code::unknown_name, {5, 6}).help(Hint::leave_out);
    diagnostics.warning(Code::never_null_compared, {8, 9});
    diagnostics.error(Code::unknown_name, {9, 10});
    diagnostics.error(Code::unknown_name, {4, 10});
    CHECK(diagnostics.error_count() == 3);
    CHECK(diagnostics.sorted().size() == 3);
    CHECK(diagnostics.all()[0].helps.empty());
  }
  TEST_CASE("beyond the limit warnings are left out before errors") {
    Diagnostics diagnostics;
    for (std::uint32_t i = 1; i <= 60; ++i) diagnostics.warning(Code::tab, {i, i + 1});
    CHECK_FALSE(diagnostics.has_errors());
    diagnostics.error(Code::alias, {100, 101});
    CHECK(diagnostics.has_errors());
    const auto sorted = diagnostics.sorted();
    REQUIRE(sorted.size() == 50);
    CHECK(sorted.back().code == Code::alias);
    CHECK(sorted.front().span.begin == 1);
  }
  TEST_CASE("labels and helps are added to the diagnostic just made") {
    Diagnostics diagnostics;
    diagnostics.error(Code::duplicate_key, {5, 6}, {{"key", "a"}})
        .label(LabelCode::first_written_here, {1, 2})
        .help(Hint::leave_out);
    REQUIRE(diagnostics.all().size() == 1);
    CHECK(diagnostics.all()[0].labels.at(0).span == Span{1, 2});
    CHECK(diagnostics.all()[0].helps.at(0).hint == Hint::leave_out);
  }
}
