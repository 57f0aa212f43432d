// tests/unit/exec/test_id_column.cpp - ids as texts, numbers and somebody else's bytes.
#include <memory>
#include <stdexcept>
#include <vector>

#include <doctest/doctest.h>

#include "doudi/exec/id_column.hpp"

using namespace doudi::exec;

TEST_SUITE("exec/id_column") {
  TEST_CASE("ids come back as they were put, the empty one too") {
    IdColumn ids{"a", "", "王"};
    ids.push_back("007");
    CHECK(ids.size() == 4);
    CHECK(ids[0] == "a");
    CHECK(ids[1].empty());
    CHECK(ids[2] == "王");
    CHECK(ids[3] == "007");
    ids.clear();
    CHECK(ids.empty());
  }

  TEST_CASE("numbers are their digits, in the order of texts") {
    IdColumn ids = IdColumn::of_numbers({7, 12, -1});
    CHECK(ids[1] == "12");
    CHECK(ids.less(1, 0));
    CHECK(!ids.less(0, 1));
    CHECK_THROWS_AS(ids.push_back("x"), std::logic_error);
  }

  TEST_CASE("texts of somebody else are read where they lie and kept alive") {
    struct Memory {
      std::vector<std::int32_t> offsets;
      std::string bytes;
    };
    auto memory = std::make_shared<Memory>(Memory{{1, 3, 3, 4}, "?bba"});
    const IdColumn ids = IdColumn::viewing(3, memory->offsets.data(), memory->bytes.data(), memory);
    const std::weak_ptr<Memory> watch = memory;
    memory.reset();
    CHECK(!watch.expired());
    CHECK(ids.size() == 3);
    CHECK(ids[0] == "bb");
    CHECK(ids[1].empty());
    CHECK(ids[2] == "a");
    CHECK(ids.less(2, 0));
  }

  TEST_CASE("ids can be taken back, and come into another order") {
    IdColumn ids{"c", "aa", "b"};
    ids.reorder(1, std::vector<std::uint32_t>{1, 0});
    CHECK(ids.text(0) == "c");
    CHECK(ids.text(1) == "b");
    CHECK(ids.text(2) == "aa");
    ids.truncate(2);
    ids.push_back("d");
    CHECK(ids.size() == 3);
    CHECK(ids.text(1) == "b");
    CHECK(ids.text(2) == "d");
    IdColumn numbers = IdColumn::of_numbers({1, 2});
    CHECK_THROWS_AS(numbers.truncate(1), std::logic_error);
  }
}
