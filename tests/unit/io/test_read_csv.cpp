// tests/unit/io/test_read_csv.cpp - CSV files as households: cells, joins, and where faults are.
#include <doctest/doctest.h>

#include "doudi/io/read_csv.hpp"

#include "arrow_trial.hpp"

using namespace doudi;
using namespace doudi::io;
using namespace doudi::io::testing;

namespace {

struct CsvReading {
  std::optional<CsvHouseholds> households;
  std::string said;

  [[nodiscard]] const exec::Batch& batch() const {
    REQUIRE_MESSAGE(households.has_value(), said);
    return households->batch();
  }
  [[nodiscard]] std::string reports() const {
    std::string text;
    for (const auto& [household, faults] : batch().refused())
      text += households->report(household, text::Language::en);
    return text;
  }
};

CsvReading read_files(std::vector<CsvFile> files, const model::Pack& pack = trial().pack()) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  CsvReading reading;
  reading.households = CsvHouseholds::read(pack, std::move(files), doudi::testing::day(the_day),
                                           {{"note", "persons.note"}}, sources, diagnostics);
  reading.said = text::render(diagnostics, sources, text::Language::en);
  CHECK(reading.households.has_value() == reading.said.empty());
  return reading;
}
CsvReading read_households(std::string text) {
  return read_files({{"", "h.csv", std::move(text)}});
}
CsvReading read_pair(std::string households, std::string persons) {
  return read_files({{"", "h.csv", std::move(households)}, {"persons", "p.csv", std::move(persons)}});
}

}  // namespace

TEST_SUITE("io/read_csv") {
  TEST_CASE("cells are read as their facts want them, money from its digits") {
    const auto reading = read_households(
        "\xEF\xBB\xBFid,county,village,income,since,poor,rate,village.none\r\n"
        "a,east,\"Long, winding \"\"road\"\" by the river\",-0.10,2001-02-03,true,7,\r\n"
        "\r\n"
        "b,north,\"\",1000.0,,false,,false\r\n"
        "c,,,,,,,true");
    CHECK(reading.reports() == "");
    CHECK(difference(reading.batch(), 0,
                     "{county: east, village: 'Long, winding \"road\" by the river', income: -0.10, "
                     "since: 2001-02-03, poor: true, rate: 7, persons: unknown}") == "");
    CHECK(difference(reading.batch(), 1,
                     "{county: north, village: '', income: 1000, poor: false, persons: unknown}") == "");
    CHECK(difference(reading.batch(), 2, "{village: null, persons: unknown}") == "");
    CHECK(reading.households->id(0).text == "a");
    CHECK(reading.households->id(2).text == "c");
  }

  TEST_CASE("without ids a household is called by its line, blank and quoted lines counted") {
    const auto reading = read_households("village,rate\n\"two\nlines\",1\n\nx,2\n");
    CHECK(reading.households->id(0).text == "2");
    CHECK(reading.households->id(1).text == "5");
    CHECK(difference(reading.batch(), 0, "{village: \"two\\nlines\", rate: 1, persons: unknown}") == "");
  }

  TEST_CASE("members are joined by id, in any order") {
    const auto reading = read_pair("id,rate\n007,1\n7,2\n",
                                   "household_id,id,wage,note,friend\n"
                                   "7,b,10,who knows,a\n"
                                   "007,z,30,,z\n"
                                   "7,a,20,\"x, y\",\n");
    CHECK(reading.reports() == "");
    CHECK(difference(reading.batch(), 0, "{rate: 1, persons: {z: {wage: 30, friend: z}}}") == "");
    CHECK(difference(reading.batch(), 1, "{rate: 2, persons: {a: {wage: 20}, b: {wage: 10, friend: a}}}") ==
          "");
  }

  TEST_CASE("faults of values belong to their household, and have the place of their cell") {
    const auto reading =
        read_pair("id,county,income,poor\na,south,1,true\nb,east,1.005,maybe\nc,west,5,true\n",
                  "household_id,id,wage\na,p,1\nb,q,201\nc,r,3\n");
    CHECK(reading.batch().refused().size() == 2);
    CHECK(reading.households->report(0, text::Language::en).starts_with("h.csv:2:3: error[E0"));
    const std::string second = reading.households->report(1, text::Language::en);
    CHECK(second.find("h.csv:3:8: error[") != std::string::npos);
    CHECK(second.find("h.csv:3:14: error[") != std::string::npos);
    CHECK(second.find("p.csv:3:5: error[") != std::string::npos);
    CHECK(reading.households->report(2, text::Language::en) == "");
    const DecisionRow row = reading.households->row_of_faults(1);
    CHECK(row.id.text == "b");
    REQUIRE(row.faults.size() == 3);
    CHECK(row.faults[0].field == "income");
    CHECK(row.faults[0].line == 3);
    CHECK(row.faults[0].column == 8);
  }

  TEST_CASE("what is wrong with a file is said with its place, and nothing is read") {
    const auto said = [](const CsvReading& reading) {
      return reading.said.substr(0, reading.said.find(']') + 1);
    };
    CHECK(said(read_households("")) == "h.csv:1:1: error[E0622]");
    CHECK(said(read_households("a,a\n")) == "h.csv:1:3: error[E0624]");
    CHECK(said(read_households("rate,\n")) == "h.csv:1:6: error[E0624]");
    CHECK(said(read_households("id,rate\nx,1\ny\n")) == "h.csv:3:1: error[E0625]");
    CHECK(said(read_households("id,rate\nx,1,2\n")) == "h.csv:2:1: error[E0625]");
    CHECK(said(read_households("id,rate\nx\"y,1\n")) == "h.csv:2:2: error[E0623]");
    CHECK(said(read_households("id,rate\n\"x\"y,1\n")) == "h.csv:2:4: error[E0623]");
    CHECK(said(read_households("id,rate\nx,\"1\n2,3\n")) == "h.csv:2:3: error[E0623]");
    CHECK(said(read_households("id,rate\nx,\xFF\n")) == "h.csv:2:3: error[E0621]");
    CHECK(said(read_households("id,village.none\nx,yes\n")) == "h.csv:2:3: error[E0626]");
    CHECK(said(read_households("id,rte\nx,1\n")).starts_with("h.csv:1:4: error["));
  }

  TEST_CASE("ids that are missing, come twice or lead nowhere are said with the first of their rows") {
    CHECK(read_pair("id\na\nb\na\n", "household_id,id\na,p\n").said.starts_with("h.csv:4:1: error[E0615]"));
    CHECK(read_pair("id\na\n", "household_id,id\na,p\nz,q\n").said.starts_with("p.csv:3:1: error[E0616]"));
    CHECK(read_pair("id\na\n", "household_id,id\na,\n").said.starts_with("p.csv:2:3: error[E0614]"));
    CHECK(read_pair("rate\n1\n", "household_id,id\na,p\n").said.find("error[E0613]") != std::string::npos);
    CHECK(read_pair("id\na\n", "id,wage\np,1\n").said.find("error[E0613]") != std::string::npos);
  }

  TEST_CASE("files without rows are households of nobody") {
    CHECK(read_pair("id,rate", "household_id,id\n").batch().households() == 0);
  }
}
