// tests/unit/text/test_render.cpp - diagnostics as people read them.
#include <string>

#include <doctest/doctest.h>

#include "doudi/text/diagnostic.hpp"

TEST_SUITE("text/render") {
  using namespace doudi::text;

  TEST_CASE("place, message, line, caret, labels and ways out, in both languages") {
    SourceSet sources;
    const auto begin = sources.add("pack.yaml", "收入: 1\n支出: 2\n收入: 3\n");
    Diagnostics diagnostics;
    diagnostics.error(Code::duplicate_key, {begin + 20, begin + 26}, {{"key", "收入"}})
        .label(LabelCode::first_written_here, {begin, begin + 6})
        .help(Hint::did_you_mean, {{"name", "收益"}});
    CHECK(render(diagnostics, sources, Language::en) ==
          "pack.yaml:3:1: error[E0103]: the key `收入` is written twice\n"
          "   3 | 收入: 3\n"
          "     | ^~~~\n"
          "  note: pack.yaml:1:1: first written here\n"
          "   1 | 收入: 1\n"
          "     | ^~~~\n"
          "  help: did you mean `收益`?\n");
    CHECK(render(diagnostics, sources, Language::zh) ==
          "pack.yaml:3:1: 错误[E0103]：键 `收入` 重复出现\n"
          "   3 | 收入: 3\n"
          "     | ^~~~\n"
          "  说明：pack.yaml:1:1: 首次出现在此处\n"
          "   1 | 收入: 1\n"
          "     | ^~~~\n"
          "  建议：是否想写 `收益`？\n");
  }
  TEST_CASE("wide characters before the caret take two cells, and an empty span one caret") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml", "标签: ab\n");
    Diagnostics diagnostics;
    diagnostics.warning(Code::tab, {begin + 9, begin + 9});
    CHECK(render(diagnostics, sources, Language::en) ==
          "a.yaml:1:6: warning[E0107]: a tab stands outside quotes and comments\n"
          "   1 | 标签: ab\n"
          "     |        ^\n");
  }
  TEST_CASE("a span over several lines is underlined on its first") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml", "a: |  \n  b\n");
    Diagnostics diagnostics;
    diagnostics.error(Code::tab, {begin + 3, begin + 10});
    CHECK(render(diagnostics, sources, Language::en) ==
          "a.yaml:1:4: error[E0107]: a tab stands outside quotes and comments\n"
          "   1 | a: |\n"
          "     |    ^\n");
  }
  TEST_CASE("a long line is cut around the caret") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml", std::string(150, 'x') + "HERE" + std::string(150, 'y'));
    Diagnostics diagnostics;
    diagnostics.error(Code::tab, {begin + 150, begin + 154});
    CHECK(render(diagnostics, sources, Language::en) ==
          "a.yaml:1:151: error[E0107]: a tab stands outside quotes and comments\n"
          "   1 | …" +
              std::string(33, 'x') + "HERE" + std::string(63, 'y') +
              "…\n"
              "     | " +
              std::string(34, ' ') + "^~~~\n");
  }
  TEST_CASE("bytes that are no text do not move the caret") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml",
                                   "\xEF\xBB\xBF"
                                   "a\x01\xFF\tb");
    Diagnostics diagnostics;
    diagnostics.error(Code::tab, {begin + 7, begin + 8});
    CHECK(render(diagnostics, sources, Language::en) ==
          "a.yaml:1:5: error[E0107]: a tab stands outside quotes and comments\n"
          "   1 | a\xEF\xBF\xBD\xEF\xBF\xBD b\n"
          "     |     ^\n");
  }
  TEST_CASE("a problem that is nowhere has no place, and what is beyond the limit is counted") {
    SourceSet sources;
    const auto begin = sources.add("a.yaml", std::string(100, 'x'));
    Diagnostics diagnostics;
    diagnostics.error(Code::empty_file, {});
    CHECK(render(diagnostics, sources, Language::en) == "error[E0100]: the file holds nothing\n");
    for (std::uint32_t i = 0; i < 52; ++i) diagnostics.error(Code::tab, {begin + i, begin + i + 1});
    CHECK(render(diagnostics, sources, Language::en).ends_with("\n3 more not shown\n"));
    CHECK(render(diagnostics, sources, Language::zh).ends_with("\n另有 3 条未显示\n"));
  }
}
