// tests/fuzz/fuzz_arrow.cpp - any bytes as the making of Arrow tables: they are refused with a reason, or decided and handed back.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <vector>

#include "doudi/decide.hpp"
#include "doudi/io/read_arrow.hpp"
#include "doudi/io/write_arrow.hpp"
#include "doudi/load.hpp"
#include "doudi/text/source.hpp"

#include "../unit/io/arrow_maker.hpp"
#include "fuzz_target.hpp"

namespace {

using namespace doudi;
using io::testing::Made;

const LoadedPack& pack() {
  static const LoadedPack loaded = load_text("pack.yaml", std::string{fuzz::village} + R"(rules:
  person:
    own:
      formula: wage + otherwise(pension, 0)
assess:
  ones: {each: persons}
schemes:
  - scheme: single
    assess: ones
    eligible: own < line
    amount: round half up(line * share, 2)
lifecycle:
  of: [single]
  initial: none
  takes_effect: this month
  states:
    none: {}
    paid: {pays: [single]}
  transitions: |
    from | to   || when
    none | paid || income < line
    paid | none || months_in_state > months(12)
outputs: [scheme, covered, amount, grants, state, persons.own]
)");
  return loaded;
}

/// Takes choices from the bytes; zeros when there are none left.
class Bytes {
 public:
  Bytes(const std::uint8_t* data, std::size_t size) : data_{data}, size_{size} {}
  [[nodiscard]] std::uint8_t next() { return place_ < size_ ? data_[place_++] : 0; }
  [[nodiscard]] std::size_t below(std::size_t limit) { return next() % limit; }
  [[nodiscard]] bool seldom() { return next() > 245; }

 private:
  const std::uint8_t* data_;
  std::size_t size_;
  std::size_t place_ = 0;
};

class TableMaker {
 public:
  explicit TableMaker(Bytes& bytes) : bytes_{bytes} {}

  [[nodiscard]] Made table(model::EntityId entity, bool root) {
    const auto rows = bytes_.below(7);
    std::vector<Made> fields;
    for (const model::Fact& fact : (*pack())[entity].facts) {
      if (bytes_.below(3) == 0) continue;
      if (fact.shape == model::Fact::Shape::members) {
        if (bytes_.below(2) == 0) continue;
        fields.push_back(list(fact.name, rows, table(fact.type.element().entity, false)));
      } else if (fact.shape == model::Fact::Shape::values) {
        fields.push_back(list(fact.name, rows, column(fact, "item", bytes_.below(12))));
      } else {
        fields.push_back(column(fact, fact.name, rows));
      }
      if (bytes_.below(40) == 0) fields.push_back(truths(fact.name + ".none", rows));
    }
    if (!bytes_.seldom()) fields.push_back(ids("id", rows));
    if (root && bytes_.below(2) == 0) {
      fields.push_back(damaged(io::testing::structs(
          "case", static_cast<std::int64_t>(rows),
          {choices("state", rows, {"paid", "none"}), choices("since", rows, {"2020-01-01", "2019-01-01"}),
           choices("amount", rows, {"12.5", "0"}), list("paid", rows, choices("item", 5, {"single"}))})));
    }
    Made made = io::testing::structs("", static_cast<std::int64_t>(rows), std::move(fields));
    const auto first = static_cast<std::int64_t>(bytes_.below(rows + 1));
    if (bytes_.below(4) == 0)
      made = io::testing::sliced(made, first, static_cast<std::int64_t>(rows) - first);
    return damaged(std::move(made));
  }

  [[nodiscard]] Made with_parents(Made made) {
    const auto rows = static_cast<std::size_t>(std::max<std::int64_t>(made.length + made.offset, 0));
    if (!bytes_.seldom()) made.children.push_back(ids("household_id", rows));
    return made;
  }

 private:
  /// Lengths that are smaller, buffers that are missing, types that are others: never more than there is memory for.
  [[nodiscard]] Made damaged(Made made) {
    if (!bytes_.seldom()) return made;
    switch (bytes_.below(7)) {
      case 0:
        made.length = static_cast<std::int64_t>(bytes_.below(3));
        break;
      case 1:
        if (!made.children.empty()) made.children.pop_back();
        break;
      case 2:
        if (!made.buffers.empty()) made.buffers.pop_back();
        break;
      case 3:
        made.offset = -1;
        break;
      case 4:
        made.length = -5;
        break;
      case 5:
        made.null_count = 1;
        break;
      default:
        made.format = bytes_.below(2) == 0 ? "+m" : "";
        break;
    }
    return made;
  }

  [[nodiscard]] std::string word() {
    static const std::vector<std::string> words{"",
                                                "a",
                                                "b",
                                                "1",
                                                "2",
                                                "east",
                                                "west",
                                                "7",
                                                "high",
                                                "2019-02-28",
                                                "2019-02-30",
                                                "P1M",
                                                "P2D",
                                                "12.5",
                                                "-1",
                                                "paid",
                                                "single",
                                                "\xff",
                                                "a longer text than others"};
    return words[bytes_.below(words.size())];
  }

  /// One of these words, seldom any other.
  [[nodiscard]] Made choices(std::string name, std::size_t rows, const std::vector<std::string>& words) {
    std::vector<std::optional<std::string>> values;
    std::vector<std::optional<std::int8_t>> codes;
    for (std::size_t i = 0; i < rows; ++i) {
      const bool none = bytes_.below(8) == 0;
      const std::string text = bytes_.seldom() ? word() : words[bytes_.below(words.size())];
      values.push_back(none ? std::nullopt : std::optional{text});
      codes.push_back(bytes_.seldom() ? std::optional<std::int8_t>{9} : std::optional<std::int8_t>{0});
    }
    switch (bytes_.below(4)) {
      case 0:
        return damaged(io::testing::texts<std::int64_t>(std::move(name), values));
      case 1:
        return damaged(io::testing::views(std::move(name), values));
      case 2:
        return damaged(io::testing::coded(std::move(name), codes, values));
      default:
        return damaged(io::testing::texts(std::move(name), values));
    }
  }

  /// Words that facts of a type take.
  [[nodiscard]] static std::vector<std::string> words_of(const model::Type& type) {
    switch (type.kind) {
      case model::Kind::number:
        return {"1", "12", "7"};
      case model::Kind::date:
        return {"2019-02-28", "2020-01-31"};
      case model::Kind::years_months:
        return {"P1M", "P2Y"};
      case model::Kind::days_time:
        return {"P1D", "PT3H"};
      case model::Kind::enumeration:
        return (*pack())[type.enumeration].members;
      default:
        return {"0", "1", "2"};
    }
  }

  [[nodiscard]] Made ids(std::string name, std::size_t rows) {
    if (bytes_.below(3) == 0) {
      std::vector<std::optional<std::int64_t>> numbers;
      for (std::size_t i = 0; i < rows; ++i)
        numbers.emplace_back(static_cast<std::int64_t>(bytes_.seldom() ? 0 : i));
      return damaged(io::testing::numbers<std::int64_t>("l", std::move(name), numbers));
    }
    std::vector<std::optional<std::string>> texts;
    for (std::size_t i = 0; i < rows; ++i) texts.emplace_back(bytes_.seldom() ? word() : std::to_string(i));
    return damaged(bytes_.below(2) == 0 ? io::testing::views(std::move(name), texts)
                                        : io::testing::texts(std::move(name), texts));
  }

  [[nodiscard]] Made days(std::string name, std::size_t rows) {
    std::vector<std::optional<std::int32_t>> values;
    for (std::size_t i = 0; i < rows; ++i)
      values.push_back(bytes_.below(4) == 0 ? std::nullopt
                                            : std::optional{static_cast<std::int32_t>(bytes_.next()) *
                                                            (bytes_.seldom() ? 710 : 71)});
    return damaged(io::testing::numbers<std::int32_t>("tdD", std::move(name), values));
  }

  [[nodiscard]] Made truths(std::string name, std::size_t rows) {
    std::vector<std::optional<bool>> values;
    for (std::size_t i = 0; i < rows; ++i)
      values.push_back(bytes_.below(4) == 0 ? std::nullopt : std::optional{bytes_.below(2) == 0});
    return damaged(io::testing::booleans(std::move(name), values));
  }

  [[nodiscard]] Made list(std::string name, std::size_t rows, Made items) {
    std::vector<std::optional<std::int32_t>> sizes;
    auto left = static_cast<std::size_t>(std::max<std::int64_t>(items.length, 0));
    for (std::size_t i = 0; i < rows; ++i) {
      const std::size_t size = bytes_.below(std::min<std::size_t>(left, 3) + (bytes_.seldom() ? 9 : 1));
      sizes.push_back(bytes_.below(6) == 0 ? std::nullopt : std::optional{static_cast<std::int32_t>(size)});
      left -= std::min(left, sizes.back() ? size : 0);
    }
    return damaged(io::testing::lists(std::move(name), sizes, std::move(items)));
  }

  template <class T>
  [[nodiscard]] Made numbers(const char* format, std::string name, std::size_t rows) {
    std::vector<std::optional<T>> values;
    for (std::size_t i = 0; i < rows; ++i) {
      const std::uint8_t byte = bytes_.next();
      values.push_back(byte < 30 ? std::nullopt
                                 : std::optional{static_cast<T>(byte > 250   ? -1
                                                                : byte > 240 ? 120
                                                                             : 1 + byte % 12)});
    }
    return io::testing::numbers<T>(format, std::move(name), values, static_cast<T>(99));
  }

  /// Mostly of a type that the fact may be read from.
  [[nodiscard]] Made column(const model::Fact& fact, const std::string& name, std::size_t rows) {
    const bool other = bytes_.seldom();
    const model::Type& type = fact.shape == model::Fact::Shape::values ? fact.type.element() : fact.type;
    if (type.is(model::Kind::boolean) != other) return truths(name, rows);
    if (type.is(model::Kind::date) && bytes_.below(2) == 0) return days(name, rows);
    if (type.is(model::Kind::number) != other) {
      switch (bytes_.below(7)) {
        case 0:
          return damaged(numbers<std::int8_t>("c", name, rows));
        case 1:
          return damaged(numbers<std::uint64_t>("L", name, rows));
        case 2:
          return damaged(numbers<double>("g", name, rows));
        case 3:
          return damaged(numbers<float>("f", name, rows));
        case 4:
          return damaged(numbers<std::int64_t>("d:18,2,64", name, rows));
        case 5:
          return damaged(numbers<std::int32_t>("d:9,-2,32", name, rows));
        default:
          break;
      }
    }
    return choices(name, rows, words_of(type));
  }

  Bytes& bytes_;
};

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  if (!pack()) throw std::logic_error(pack().report(text::Language::en));
  static const Date on = *Date::parse("2020-01-31");
  static const Decider decider{*pack(), on};
  Bytes bytes{data, size};
  TableMaker maker{bytes};
  {
    io::ArrowTables tables;
    tables.households = io::testing::table_of(maker.table(model::EntityId{}, true));
    if (bytes.below(2) == 0) {
      const auto persons = (*pack()).find_entity("person").value();
      tables.members.push_back(
          {"persons", io::testing::table_of(maker.with_parents(maker.table(persons, false)))});
    }
    io::ArrowOptions options;
    options.ignore_others = bytes.below(2) == 0;
    options.nan_is_absent = bytes.below(2) == 0;
    text::Diagnostics diagnostics;
    const auto households = io::read_arrow(*pack(), std::move(tables), on, options, diagnostics);
    if (households.has_value() == diagnostics.has_errors())
      throw std::logic_error("no households, and nothing said about it");
    if (households) {
      Decisions decisions = decider.decide(households->batch, {.threads = 1});
      const auto results = io::write_arrow(decider.program_for(households->batch), *households,
                                           {std::move(decisions.results), std::move(decisions.single)});
      text::Diagnostics nothing;
      for (const io::ArrowResult& result : results) {
        ArrowArrayStream stream{};
        result.table.give(stream);
        if (!io::ArrowTable::read(stream, nothing)) throw std::logic_error("results that are not read");
      }
    }
  }
  if (io::testing::alive() != 0) throw std::logic_error("something was not released");
  return 0;
}
