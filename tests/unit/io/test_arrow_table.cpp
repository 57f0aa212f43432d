// tests/unit/io/test_arrow_table.cpp - structures are taken over, streams read to their end or to their error.
#include <stdexcept>

#include <doctest/doctest.h>

#include "doudi/text/source.hpp"

#include "arrow_maker.hpp"

using namespace doudi;
using namespace doudi::io;
using namespace doudi::io::testing;

TEST_SUITE("io/arrow_table") {
  TEST_CASE("structures are moved from, and released with the last that uses them") {
    ArrowSchema schema{};
    ArrowArray array{};
    const Made made = rows_of({numbers<std::int32_t>("i", "a", {1, 2})});
    detail::give_schema(made, schema);
    detail::give_array(made, array);
    {
      ArrowTable table{schema, array};
      CHECK((schema.release == nullptr));
      CHECK((array.release == nullptr));
      const ArrowTable copy = table;
      table = ArrowTable{};
      CHECK(copy.chunks().size() == 1);
      CHECK(copy.chunks()[0].length == 2);
      CHECK(alive() == 4);
    }
    CHECK(alive() == 0);
    CHECK_THROWS_AS((ArrowTable{schema, array}), std::invalid_argument);
  }

  TEST_CASE("a stream is read to its end and ended") {
    ArrowArrayStream stream = MadeStream::give({rows_of({numbers<std::int32_t>("i", "a", {1, 2})}),
                                                rows_of({numbers<std::int32_t>("i", "a", {3})})});
    {
      text::Diagnostics diagnostics;
      const auto table = ArrowTable::read(stream, diagnostics);
      REQUIRE(table.has_value());
      CHECK(table->chunks().size() == 2);
      CHECK((stream.release == nullptr));
    }
    CHECK(alive() == 0);
  }

  TEST_CASE("what a stream says of its error is said") {
    ArrowArrayStream stream = MadeStream::give({rows_of({numbers<std::int32_t>("i", "a", {1})})}, 1);
    text::Diagnostics diagnostics;
    CHECK(!ArrowTable::read(stream, diagnostics).has_value());
    const text::SourceSet nowhere;
    CHECK(text::render(diagnostics, nowhere, text::Language::en).find("the disk is full") !=
          std::string::npos);
    CHECK(alive() == 0);
  }
}
