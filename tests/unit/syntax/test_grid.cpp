// tests/unit/syntax/test_grid.cpp - grids split into cells, and what is refused.
#include <string>

#include <doctest/doctest.h>

#include "doudi/syntax/grid.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

using namespace doudi;
using syntax::GridShape;

namespace {

/// A grid that is a whole file.
struct GridFile {
  explicit GridFile(const std::string& text, GridShape shape) {
    const std::uint32_t begin = sources.add("grid", text);
    const auto size = static_cast<std::uint32_t>(text.size());
    const syntax::WrittenText written{text, {begin, begin + size}, syntax::ScalarStyle::literal, {}};
    grid = syntax::read_grid(written, shape, diagnostics);
  }
  std::string message() const { return text::render(diagnostics, sources, text::Language::en); }

  text::SourceSet sources;
  text::Diagnostics diagnostics;
  std::optional<syntax::Grid> grid;
};

std::string message_of(const std::string& text, GridShape shape = GridShape::table) {
  return GridFile{text, shape}.message();
}

}  // namespace

TEST_SUITE("syntax/grid") {
  TEST_CASE("a table has inputs, outputs and cites, and its cells keep their places") {
    const GridFile file{
        "first  | age   | 残疾类别     || rate | share || cite\n"
        "# 老年 | >= 60 | -            || 0    | 1     || plan 四(一)一, assumed\n"
        "\n"
        "其他   | -     | \"a|b\", limb || 1    | 0.5   || -\n",
        GridShape::table};
    CHECK(file.message().empty());
    REQUIRE(file.grid);
    const syntax::Grid& grid = *file.grid;
    CHECK(grid.header.label.text == "first");
    REQUIRE(grid.header.groups.size() == 3);
    CHECK(grid.header.groups[0].size() == 2);
    CHECK(grid.header.groups[1][1].text == "share");
    REQUIRE(grid.rows.size() == 2);
    CHECK(grid.rows[0].label.text == "# 老年");
    CHECK(grid.rows[0].groups[2][0].text == "plan 四(一)一, assumed");
    const syntax::WrittenText& cell = grid.rows[1].groups[0][1];
    CHECK(cell.text == "\"a|b\", limb");
    CHECK(file.sources.text(cell.span) == "\"a|b\", limb");
    CHECK(file.sources.place(cell.span.begin).line == 4);
    CHECK(file.sources.place(cell.span.begin).column == 16);
    CHECK(file.sources.text(grid.rows[1].span).substr(0, 6) == "其他");
    CHECK_FALSE(grid.damaged);
    const auto column = syntax::find_column(grid, "cite");
    REQUIRE(column);
    CHECK(column->group == 2);
    CHECK(column->cell == 0);
    CHECK_FALSE(syntax::find_column(grid, "note"));
  }

  TEST_CASE("type, unit, values and default are lines of their own") {
    const GridFile file{
        "sum     | a       || b\n"
        "type    | number  || number\n"
        "unit    | CNY/mu  || CNY/year\n"
        "values  | -       || 1, 2\n"
        "default | -       || 0\n"
        "x       | 1       || 1\n",
        GridShape::table};
    CHECK(file.message().empty());
    REQUIRE(file.grid);
    CHECK(file.grid->types->groups[0][0].text == "number");
    CHECK(file.grid->units->groups[1][0].text == "CNY/year");
    CHECK(file.grid->values->groups[1][0].text == "1, 2");
    CHECK(file.grid->defaults->groups[1][0].text == "0");
    CHECK(file.grid->rows.size() == 1);
  }

  TEST_CASE("other grids have the columns of their kind") {
    const GridFile keys{"county || value\n突泉县 || 1\n-      || unknown\n", GridShape::by_keys};
    CHECK(keys.message().empty());
    CHECK(keys.grid->rows.size() == 2);
    CHECK(keys.grid->rows[0].label.text.empty());
    CHECK(keys.grid->rows[0].groups[0][0].text == "突泉县");

    const GridFile conditions{"all | condition || zh | en\n财产 | x < 1 || 说“不” | 5\" pipe\n",
                              GridShape::conditions};
    CHECK(conditions.message().empty());
    CHECK(conditions.grid->rows[0].groups[1][1].text == "5\" pipe");

    const GridFile transitions{"from | to | until || when || cite\na | b | - || x || -\n",
                               GridShape::transitions};
    CHECK(transitions.message().empty());
    CHECK(transitions.grid->rows[0].groups[0].size() == 3);
  }

  TEST_CASE("a line with too few or too many cells is reported with both numbers and the header") {
    CHECK(message_of("first | a | b || c\nx | 1 || 2\ny | 1 | 2 || 3\n") ==
          "grid:2:1: error[E0152]: this line has 3 cells, the header 4\n"
          "   2 | x | 1 || 2\n"
          "     | ^~~~~~~~~~\n"
          "  note: grid:1:1: the header\n"
          "   1 | first | a | b || c\n"
          "     | ^~~~~~~~~~~~~~~~~~\n");
    const GridFile file{"first | a || c\nx | 1 | 2 || 3\ny | 1 || 2\n", GridShape::table};
    CHECK(file.diagnostics.error_count() == 1);
    CHECK(file.grid->rows.size() == 1);
    CHECK(file.grid->damaged);
  }

  TEST_CASE("a double bar in the wrong place is reported") {
    CHECK(message_of("first | a | b || c\nx | 1 || 2 | 3\n") ==
          "grid:2:1: error[E0153]: the `||` of this line stand elsewhere than in the header\n"
          "   2 | x | 1 || 2 | 3\n"
          "     | ^~~~~~~~~~~~~~\n"
          "  note: grid:1:1: the header\n"
          "   1 | first | a | b || c\n"
          "     | ^~~~~~~~~~~~~~~~~~\n");
  }

  TEST_CASE("an empty cell is refused, and so is an empty label") {
    CHECK(message_of("first | a || c\nx |   || 2\ny | 1 || 2\n") ==
          "grid:2:4: error[E0154]: a cell is empty\n"
          "   2 | x |   || 2\n"
          "     |    ^\n"
          "  help: write `-` where a row asks or says nothing\n");
    CHECK(message_of("first | a || c\n| 1 || 2\ny | 1 || 2\n").find("this row has no label") !=
          std::string::npos);
  }

  TEST_CASE("full-width bars are refused, but not in texts") {
    CHECK(message_of("first | a || c\nx | 1 ｜ 2\ny | 1 || 2\n") ==
          "grid:2:7: error[E0155]: a full-width bar `｜` separates no cells\n"
          "   2 | x | 1 ｜ 2\n"
          "     |       ^~\n"
          "  help: write `|`\n");
    CHECK(message_of("first | a || c\n老年｜1｜｜2\ny | 1 || 2\n").find("grid:2:3: error[E0155]") == 0);
    CHECK(message_of("first | a || c\n老｜年 | 1 || 2\n").empty());
    CHECK(message_of("first | a || c\nx | \"｜\" || 2\n").empty());
  }

  TEST_CASE("labels are unique, special lines included") {
    CHECK(message_of("first | a || c\n老年 | 1 || 2\n老年 | 1 || 2\n") ==
          "grid:3:1: error[E0156]: two rows are labelled `老年`\n"
          "   3 | 老年 | 1 || 2\n"
          "     | ^~~~\n"
          "  note: grid:2:1: first written here\n"
          "   2 | 老年 | 1 || 2\n"
          "     | ^~~~\n");
    CHECK(message_of("first | a || c\ndefault | - || 2\ndefault | - || 2\nx | 1 || 1\n").find("E0156") !=
          std::string::npos);
  }

  TEST_CASE("a text that does not end is reported once and its line left out") {
    CHECK(message_of("first | a || c\nx | \"abc || 2\ny | 1 || 2\n") ==
          "grid:2:5: error[E0157]: a text in this cell has no closing quote\n"
          "   2 | x | \"abc || 2\n"
          "     |     ^~~~~~~~~\n");
  }

  TEST_CASE("an empty grid, a grid without rows and a foreign header are refused") {
    CHECK(message_of("\n \n").find("error[E0150]: the table is empty") != std::string::npos);
    CHECK(message_of("first | a || c\n") ==
          "grid:1:1: error[E0151]: the table has a header and no rows\n"
          "   1 | first | a || c\n"
          "     | ^~~~~~~~~~~~~~\n");
    CHECK(message_of("all | condition || cn\nx | 1 || 2\n", GridShape::conditions) ==
          "grid:1:1: error[E0159]: this header does not fit its table\n"
          "   1 | all | condition || cn\n"
          "     | ^~~~~~~~~~~~~~~~~~~~~\n"
          "  help: such a table begins with `all | condition || zh | en || cite`\n");
    CHECK(message_of("first | a\nx | 1\n").find("E0159") != std::string::npos);
    CHECK(message_of("county || amount\nx || 1\n", GridShape::by_keys).find("E0159") != std::string::npos);
    CHECK(message_of("from | until || when\nx | y || 1\n", GridShape::transitions).find("E0159") !=
          std::string::npos);
  }

  TEST_CASE("messages are worded in Chinese as well") {
    const GridFile file{"first | a || c\nx |  || 2\n", GridShape::table};
    CHECK(text::render(file.diagnostics, file.sources, text::Language::zh) ==
          "grid:2:4: 错误[E0154]：单元格为空\n"
          "   2 | x |  || 2\n"
          "     |    ^\n"
          "  建议：没有条件或内容的单元格请写 `-`\n");
  }
}
