// tests/unit/io/test_arrow_cells.cpp - every type that a fact may be read from, at its limits; where memory is shared.
#include <limits>

#include <doctest/doctest.h>

#include "arrow_trial.hpp"

using namespace doudi;
using namespace doudi::io;
using namespace doudi::io::testing;

namespace {

using Texts = std::vector<std::optional<std::string>>;

const auto none = std::nullopt;

template <class T>
using Values = std::vector<std::optional<T>>;

/// The facts of a household, whose only column that is.
[[nodiscard]] std::string said(Made column, const std::vector<std::string>& expected) {
  const Reading reading = read({std::move(column)});
  const auto& batch = reading.batch();
  REQUIRE(batch.households() == expected.size());
  std::string differences = reading.faults();
  for (std::size_t i = 0; i < expected.size(); ++i) {
    if (batch.refused().contains(i)) continue;
    const std::string found = difference(batch, i, expected[i]);
    if (!found.empty()) differences += std::to_string(i) + " differs: " + found + '\n';
  }
  return differences;
}

[[nodiscard]] const exec::FactColumn& column_of(const exec::Batch& batch, std::string_view name) {
  const auto& facts = batch.pack().entities.front().facts;
  for (std::uint32_t i = 0; i < facts.size(); ++i) {
    if (facts[i].name == name) return batch[model::FactId{model::EntityId{}, i}];
  }
  throw std::logic_error("no such fact");
}

}  // namespace

TEST_SUITE("io/arrow_cells") {
  TEST_CASE(
      "whole numbers of every width are amounts, and those beyond the range are faults of their household") {
    const std::vector<std::string> expected{"{income: 100}", "{income: -5}", "{}", "{}"};
    const std::string beyond = "3: number_outside_range income in row 3\n";
    CHECK(said(numbers<std::int16_t>("s", "income", {100, -5, none, 1001}), expected) == beyond);
    CHECK(said(numbers<std::int32_t>("i", "income", {100, -5, none, -501}), expected) == beyond);
    CHECK(
        said(numbers<std::int64_t>("l", "income", {100, -5, none, std::numeric_limits<std::int64_t>::min()}),
             expected) == beyond);
    CHECK(said(numbers<std::int8_t>("c", "income", {100, -5, none}),
               {"{income: 100}", "{income: -5}", "{}"}) == "");
    CHECK(said(numbers<std::uint8_t>("C", "income", {255, none}), {"{income: 255}", "{}"}) == "");
    CHECK(said(numbers<std::uint16_t>("S", "income", {255, none}), {"{income: 255}", "{}"}) == "");
    CHECK(said(numbers<std::uint32_t>("I", "income", {4294967295U, none}), {"{}", "{}"}) ==
          "0: number_outside_range income in row 0\n");
    CHECK(said(numbers<std::uint64_t>("L", "income", {18446744073709551615U, 7}), {"{}", "{income: 7}"}) ==
          "0: number_outside_range income in row 0\n");
  }

  TEST_CASE("what stands in invalid slots does not matter") {
    CHECK(said(numbers<std::int64_t>("l", "income", {1, none}, std::numeric_limits<std::int64_t>::max()),
               {"{income: 1}", "{}"}) == "");
    CHECK(said(numbers<std::int32_t>("tdD", "since", {0, none}, std::numeric_limits<std::int32_t>::min()),
               {"{}", "{}"}) == "0: date_outside_range since in row 0\n");
    CHECK(said(numbers<double>("g", "income", {1, none}, std::numeric_limits<double>::quiet_NaN()),
               {"{income: 1}", "{}"}) == "");
  }

  TEST_CASE("decimals of any scale are read if no digit is lost") {
    CHECK(said(decimals(2, "income", {12345, -50000, none}), {"{income: 123.45}", "{income: -500}", "{}"}) ==
          "");
    CHECK(said(decimals(0, "income", {123}), {"{income: 123}"}) == "");
    CHECK(said(decimals(-2, "income", {3}), {"{income: 300}"}) == "");
    CHECK(said(decimals(4, "income", {1234500, 1234501}), {"{income: 123.45}", "{}"}) ==
          "1: too_many_decimals income in row 1\n");
    CHECK(said(decimals(30, "income", {0, 1}), {"{income: 0}", "{}"}) ==
          "1: too_many_decimals income in row 1\n");
    CHECK(said(numbers<std::int32_t>("d:9,2,32", "income", {1234, -1}),
               {"{income: 12.34}", "{income: -0.01}"}) == "");
    CHECK(said(numbers<std::int64_t>("d:18,3,64", "income", {1230, 1231}), {"{income: 1.23}", "{}"}) ==
          "1: too_many_decimals income in row 1\n");
    Made wide = decimals(2, "income", {5, 6});
    wide.buffers[1][8] = 1;  // 2^64 more
    CHECK(said(wide, {"{}", "{income: 0.06}"}) == "0: number_outside_range income in row 0\n");
    wide.buffers[1][15] = 0x40;
    CHECK(said(wide, {"{}", "{income: 0.06}"}) == "0: number_too_long income in row 0\n");
  }

  TEST_CASE("numbers too large for a lane are kept aside and come back") {
    CHECK(said(decimals(2, "wealth", {999'999'999'999'999'999, 5}),
               {"{wealth: 9999999999999999.99}", "{wealth: 0.05}"}) == "");
    const Reading reading = read({decimals(2, "wealth", {999'999'999'999'999'999, 5})});
    CHECK(column_of(reading.batch(), "wealth").has_gaps());
  }

  TEST_CASE(
      "a floating-point number is an amount if its shortest text is, and refused with the way out if not") {
    CHECK(said(numbers<double>("g", "income", {369.62, -0.1, 0.0, -0.0, 1000}),
               {"{income: 369.62}", "{income: -0.1}", "{income: 0}", "{income: 0}", "{income: 1000}"}) == "");
    CHECK(said(numbers<float>("f", "income", {369.62F, 0.1F, 0.125F}),
               {"{income: 369.62}", "{income: 0.1}", "{}"}) == "2: too_many_decimals income in row 2\n");
    CHECK(said(numbers<double>("g", "income", {0.1 + 0.2, 1e300}), {"{}", "{}"}) ==
          "0: too_many_decimals income in row 0\n1: number_too_long income in row 1\n");
    const Reading reading = read({numbers<double>("g", "income", {0.125})});
    const auto& diagnostic = reading.batch().refused().at(0).front().diagnostic;
    REQUIRE(diagnostic.helps.size() == 1);
    CHECK(diagnostic.helps.front().hint == text::Hint::exact_numbers);
    const double nan = std::numeric_limits<double>::quiet_NaN();
    CHECK(said(numbers<double>("g", "income", {nan}), {"{}"}) == "0: number_not_plain income in row 0\n");
    ArrowOptions options;
    options.nan_is_absent = true;
    const Reading lenient =
        read(trial().pack(), {table_of(rows_of({numbers<double>("g", "income", {nan, 1})})), {}}, options);
    CHECK(lenient.faults() == "");
    CHECK(difference(lenient.batch(), 0, "{}") == "");
    CHECK(difference(lenient.batch(), 1, "{income: 1}") == "");
  }

  TEST_CASE("texts are numbers, dates, durations and texts as in a record") {
    CHECK(said(texts("income", Texts{"12.5", "-1", "1e2"}), {"{income: 12.5}", "{income: -1}", "{}"}) ==
          "2: number_not_plain income in row 2\n");
    CHECK(said(texts<std::int64_t>("since", Texts{"2019-02-28", "2019-02-29", none}),
               {"{since: 2019-02-28}", "{}", "{}"}) == "1: date_not_in_calendar since in row 1\n");
    CHECK(said(texts("notice", Texts{"P2M", "x"}), {"{notice: P2M}", "{}"}) ==
          "1: duration_not_iso notice in row 1\n");
    CHECK(said(views("village", Texts{"a village with a long name", "", none, "short"}),
               {"{village: a village with a long name}", "{village: ''}", "{}", "{village: short}"}) == "");
    CHECK(said(texts("village", Texts{"\xff"}), {"{}"}) == "0: text_not_plain village in row 0\n");
    CHECK(said(coded("village", {1, none, 0}, Texts{"x", "王"}), {"{village: 王}", "{}", "{village: x}"}) ==
          "");
  }

  TEST_CASE(
      "members of enumerations are texts or dictionaries in any order, entries of nothing say nothing") {
    CHECK(said(texts("county", Texts{"north", "south", none}), {"{county: north}", "{}", "{}"}) ==
          "1: not_a_choice county in row 1\n");
    CHECK(said(views("county", Texts{"north", none}), {"{county: north}", "{}"}) == "");
    CHECK(said(coded("county", {0, 1, none, 2, 3}, Texts{"west", "east", "moon", none}),
               {"{county: west}", "{county: east}", "{}", "{}", "{}"}) ==
          "3: not_a_choice county in row 3\n");
  }

  TEST_CASE("dates are days, milliseconds of whole days, and moments at midnight") {
    const std::int64_t day = doudi::testing::day("2019-02-28").days();
    CHECK(said(numbers<std::int32_t>("tdD", "since", {static_cast<std::int32_t>(day), none}),
               {"{since: 2019-02-28}", "{}"}) == "");
    CHECK(said(numbers<std::int64_t>("tdm", "since", {day * 86'400'000}), {"{since: 2019-02-28}"}) == "");
    CHECK(said(numbers<std::int64_t>("tss:", "since", {day * 86'400, day * 86'400 + 1}),
               {"{since: 2019-02-28}", "{}"}) == "1: date_not_iso since in row 1\n");
    CHECK(said(numbers<std::int64_t>("tsn:", "since", {day * 86'400'000'000'000}), {"{since: 2019-02-28}"}) ==
          "");
    // After the day of the evaluation; before the first that the fact takes.
    CHECK(said(numbers<std::int32_t>("tdD", "since", {static_cast<std::int32_t>(day + 200), 0}),
               {"{}", "{}"}) ==
          "0: date_outside_range since in row 0\n1: date_outside_range since in row 1\n");
  }

  TEST_CASE("truths of any offset") {
    std::vector<std::optional<bool>> truths;
    std::vector<std::string> expected;
    for (int i = 0; i < 40; ++i) {
      truths.emplace_back((i * i) % 3 == 1);
      expected.push_back((i * i) % 3 == 1 ? "{poor: true}" : "{poor: false}");
    }
    const Made whole = rows_of({booleans("poor", truths)});
    for (std::int64_t first = 0; first < 20; ++first) {
      const Reading reading = read(trial().pack(), {table_of(sliced(whole, first, 40 - first)), {}});
      for (std::size_t i = 0; i < reading.batch().households(); ++i) {
        CAPTURE(first);
        CHECK(difference(reading.batch(), i, expected[static_cast<std::size_t>(first) + i]) == "");
      }
    }
  }

  TEST_CASE("a null is written beside the column, where it may be, and not beside a value") {
    const Reading reading =
        read({booleans("poor", {true, none, none, true}), booleans("poor.none", {false, true, none, true})});
    CHECK(difference(reading.batch(), 0, "{poor: true}") == "");
    CHECK(difference(reading.batch(), 1, "{poor: null}") == "");
    CHECK(difference(reading.batch(), 2, "{}") == "");
    CHECK(reading.faults() == "3: value_and_none poor in row 3\n");
    CHECK(!column_of(read({booleans("poor.none", {true})}).batch(), "poor").has_gaps());
    CHECK(read({booleans("rate.none", {true})}).faults() == "0: null_not_accepted rate in row 0\n");
  }

  TEST_CASE("lists of values are read as in a record") {
    Made column =
        lists("scores", {2, 0, none, 4, 1}, numbers<std::int16_t>("s", "item", {1, 100, 1, 2, 3, 4, 101}));
    CHECK(said(column, {"{scores: [1, 100]}", "{scores: []}", "{}", "{}", "{}"}) ==
          "3: list_outside_size scores in row 3\n4: number_outside_range scores in row 4\n");
  }

  TEST_CASE("cells that lie as a batch has them stay where they are") {
    const auto shares = [](Made column, std::string_view name) {
      const Made table = rows_of({std::move(column)});
      const ArrowTable taken = table_of(table);
      const ArrowArray& array = *taken.chunks()[0].children[0];
      const Reading reading = read(trial().pack(), {taken, {}});
      return static_cast<const void*>(column_of(reading.batch(), name).data()) == array.buffers[1];
    };
    CHECK(shares(numbers<std::uint8_t>("C", "rate", {1, 9}), "rate"));
    CHECK(shares(numbers<std::int8_t>("c", "rate", {1, 9}), "rate"));
    CHECK(shares(numbers<std::int32_t>("tdD", "since", {10'000}), "since"));
    CHECK(shares(numbers<std::int32_t>("d:9,2,32", "income", {100'000}), "income"));
    CHECK(shares(numbers<std::int64_t>("d:18,2,64", "wealth", {100'000}), "wealth"));
    CHECK(shares(coded("county", {2, 0}, Texts{"east", "west", "north"}), "county"));
    CHECK(!shares(coded("county", {1, 0}, Texts{"west", "east"}), "county"));
    CHECK(!shares(numbers<std::uint8_t>("C", "rate", {1, 10}), "rate"));
    CHECK(!shares(numbers<std::int8_t>("c", "rate", {1, -1}), "rate"));
    CHECK(!shares(numbers<std::uint8_t>("C", "rate", {1, none}), "rate"));
  }
}
