// tests/unit/text/test_wording.cpp - every code, label and hint has its wording in both languages.
#include <fstream>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "text/wording.hpp"

namespace {

using namespace doudi::text;
using Numbers = std::map<std::string, int>;

std::string header_text() {
  std::ifstream file("include/doudi/text/code.hpp");  // tests run in the repository's folder
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// The enumerators with their numbers, as the header's text has them.
Numbers enumerators(const std::string& enumeration) {
  const std::string header = header_text();
  const std::size_t begin = header.find("enum class " + enumeration + " :");
  REQUIRE(begin != std::string::npos);
  const std::string body = header.substr(begin, header.find("};", begin) - begin);
  const std::regex pattern(R"(\n\s*([a-z0-9_]+) = (\d+),)");
  Numbers result;
  for (std::sregex_iterator match(body.begin(), body.end(), pattern), end; match != end; ++match) {
    CHECK_MESSAGE(result.emplace((*match)[1], std::stoi((*match)[2])).second, (*match)[1]);
  }
  return result;
}

std::set<std::string> placeholders(std::string_view wording) {
  const std::string text(wording);
  const std::regex pattern(R"(\{([a-z0-9_]+)\})");
  std::set<std::string> result;
  for (std::sregex_iterator match(text.begin(), text.end(), pattern), end; match != end; ++match) {
    result.insert((*match)[1]);
  }
  return result;
}

template <class Row>
void check_wording(const Row& row) {
  CAPTURE(row.name);
  CHECK_FALSE(row.en.empty());
  CHECK_FALSE(row.zh.empty());
  CHECK(placeholders(row.en) == placeholders(row.zh));
  CHECK(row.en.back() != '.');
  CHECK_FALSE(row.zh.ends_with("。"));
  CHECK(row.en.find("  ") == std::string_view::npos);
}

}  // namespace

TEST_SUITE("text/wording") {
  TEST_CASE("every code of the header has one row with its number and name") {
    Numbers rows;
    std::set<int> numbers;
    for (const auto table : all_wording()) {
      for (const auto& row : table) {
        check_wording(row);
        CHECK_MESSAGE(rows.emplace(row.name, static_cast<int>(row.code)).second, row.name);
        CHECK_MESSAGE(numbers.insert(static_cast<int>(row.code)).second, row.name);
      }
    }
    CHECK(rows == enumerators("Code"));
  }
  TEST_CASE("every label of the header has one row") {
    Numbers rows;
    for (const auto& row : label_wording()) {
      check_wording(row);
      rows.emplace(row.name, static_cast<int>(row.code));
    }
    CHECK(rows == enumerators("LabelCode"));
    CHECK(rows.size() == label_wording().size());
  }
  TEST_CASE("every hint of the header has one row") {
    Numbers rows;
    for (const auto& row : hint_wording()) {
      check_wording(row);
      rows.emplace(row.name, static_cast<int>(row.hint));
    }
    CHECK(rows == enumerators("Hint"));
    CHECK(rows.size() == hint_wording().size());
  }
  TEST_CASE("a code is found by its name and by its number") {
    CHECK(code_text(Code::duplicate_key) == "E0103");
    CHECK(code_name(Code::duplicate_key) == "duplicate_key");
    CHECK(code_from_text("duplicate_key") == Code::duplicate_key);
    CHECK(code_from_text("E0103") == Code::duplicate_key);
    CHECK_FALSE(code_from_text("E103"));
    CHECK_FALSE(code_from_text("no_such_code"));
    CHECK_THROWS_AS(static_cast<void>(code_name(Code{9999})), std::logic_error);
  }
  TEST_CASE("arguments replace their placeholders") {
    CHECK(filled("a `{one}` b {two}{one}", {{"one", "{two}"}, {"two", "2"}}) == "a `{two}` b 2{two}");
    CHECK(filled("{missing} {", {}) == "{missing} {");
  }
}
