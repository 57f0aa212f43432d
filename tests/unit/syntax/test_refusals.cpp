// tests/unit/syntax/test_refusals.cpp - what YAML allows and doudi refuses, each with code, place and a tree to go on with.
#include <string>
#include <vector>

#include <doctest/doctest.h>

#include "yaml_reading.hpp"

namespace {

using doudi::syntax::YamlPurpose;
using doudi::text::Language;

struct Refusal {
  std::string text;
  std::string codes;
  std::string tree;
};

void check(const std::vector<Refusal>& refusals, YamlPurpose purpose = YamlPurpose::pack) {
  for (const Refusal& refusal : refusals) {
    CAPTURE(refusal.text);
    const Reading reading(refusal.text, purpose);
    CHECK(reading.codes() == refusal.codes);
    CHECK(shown(reading.root) == refusal.tree);
  }
}

}  // namespace

TEST_SUITE("syntax/refusals") {
  TEST_CASE("a key is written once") {
    check({{"a: 1\nb: 2\na: {x: 3}\n", "duplicate_key 3:1", "{a: '1', b: '2'}"},
           {"x: {a: 1, a: 2, a: 3}\n", "duplicate_key 1:11, duplicate_key 1:17", "{x: {a: '1'}}"}});
  }
  TEST_CASE("anchors, aliases, tags and merge keys are refused, and the lines around them read") {
    check(
        {{"a: &base {x: 1}\nb: *base\n", "anchor 1:4, alias 2:4", "{a: {x: '1'}, b: '*base'!}"},
         {"a: *nowhere\nb: [*c, d]\n", "alias 1:4, alias 2:5", "{a: '*nowhere'!, b: ['*c'!, 'd']}"},
         {"c:\n  <<: *base\n  d: 1\n", "merge_key 2:3", "{c: {d: '1'}}"},
         {"a: !foo x\nb: !!str 5\nc: [!d e]\n", "tag 1:4, tag 2:4, tag 3:5", "{a: 'x'!, b: '5'!, c: ['e'!]}"},
         {"formula: != 10\nb: 1\n", "tag 1:10", "{formula: '10'!, b: '1'}"},
         {"a: !foo\n  b: 1\n", "tag 1:4", "{a: {b: '1'}}"}});
  }
  TEST_CASE("words that some readers take for booleans are refused unless quoted") {
    check({{"a: yes\nb: No\nc: ON\nd: [off, y, N]\n",
            "yaml_boolean 1:4, yaml_boolean 2:4, yaml_boolean 3:4, yaml_boolean 4:5, yaml_boolean 4:10, "
            "yaml_boolean 4:13",
            "{a: 'yes'!, b: 'No'!, c: 'ON'!, d: ['off'!, 'y'!, 'N'!]}"},
           {"a: True\nb: FALSE\nc: true\nd: false\ne: 'no'\n", "yaml_boolean 1:4, yaml_boolean 2:4",
            "{a: 'True'!, b: 'FALSE'!, c: 'true', d: 'false', e: 'no'}"},
           {"on: 1\n\"off\": 2\ntrue: 3\nnull: 4\n", "yaml_boolean 1:1, yaml_boolean 3:1, null_form 4:1",
            "{on: '1', off: '2', true: '3', null: '4'}"}});
  }
  TEST_CASE("numbers have digits and at most one point") {
    check({{"a: 012\nb: -007.5\nc: 00\nd: 0\ne: 0.5\nf: -0\n",
            "leading_zero 1:4, leading_zero 2:4, leading_zero 3:4",
            "{a: '012'!, b: '-007.5'!, c: '00'!, d: '0', e: '0.5', f: '-0'}"},
           {"a: [1e3, 0x10, 1_000, +5, .5, 5., .inf, -.INF, .nan]\nb: 1,000\n",
            "number_form 1:5, number_form 1:10, number_form 1:16, number_form 1:23, number_form 1:27, "
            "number_form 1:31, "
            "number_form 1:35, number_form 1:41, number_form 1:48, number_form 2:4",
            "{a: ['1e3'!, '0x10'!, '1_000'!, '+5'!, '.5'!, '5.'!, '.inf'!, '-.INF'!, '.nan'!], b: '1,000'!}"},
           {"a: 100%\nb: 1/3\nc: 1..5\nd: '012'\nformula: 1e3\nzh: 012\n", "",
            "{a: '100%', b: '1/3', c: '1..5', d: '012', formula: '1e3', zh: '012'}"},
           {"a: １２.５\nb: 10％\n", "full_width_character 1:4, full_width_character 2:6",
            "{a: '１２.５'!, b: '10％'!}"}});
  }
  TEST_CASE("an id may begin with zeros, a number in a record may not") {
    check({{"persons:\n  007: {wage: 012}\n", "leading_zero 2:15", "{persons: {007: {wage: '012'!}}}"},
           {"persons: [{id: 007, wage: 1}]\n", "", "{persons: [{id: '007', wage: '1'}]}"}},
          YamlPurpose::record);
  }
  TEST_CASE("dates are ISO text") {
    check(
        {{"a: 2019.4.3\nb: 2019/4/3\nc: 2019年4月3日\nd: 2019-4-3\ne: 2019-04-03\nzh: 2019.4.3\nf: 2019.4\n",
          "date_form 1:4, date_form 2:4, date_form 3:4, date_form 4:4",
          "{a: '2019.4.3'!, b: '2019/4/3'!, c: '2019年4月3日'!, d: '2019-4-3'!, e: '2019-04-03', zh: "
          "'2019.4.3', f: '2019.4'}"}});
  }
  TEST_CASE("quotes close on their line") {
    check({{"a: \"open\nb: 1\nc: 'x\n", "unclosed_quote 1:4, unclosed_quote 3:4",
            "{a: '\"open'!, b: '1', c: ''x'!}"},
           {"a: {b: \"x, c: d}\ne: 1\n", "unclosed_quote 1:8", "{a: '{b: \"x, c: d}'!, e: '1'}"},
           {"eligible: \"低保\" = x\nb: 'a' 'b'\n", "text_after_value 1:16, text_after_value 2:8",
            "{eligible: '\"低保\" = x'!, b: ''a' 'b''!}"},
           {"a: \"\\q\\中\"\nb: \"\\ud800\"\n", "bad_escape 1:5, bad_escape 1:7, bad_escape 2:5",
            "{a: ''!, b: ''!}"},
           {"a: Xing'an \"x\"\nb: it's\n", "", "{a: 'Xing'an \"x\"', b: 'it's'}"}});
  }
  TEST_CASE("a file holds one document without directives") {
    check({{"%YAML 1.2\n---\na: 1\n", "directive 1:1", "{a: '1'}"},
           {"---\na: 1\n", "", "{a: '1'}"},
           {"a: 1\n---\nb: {\n", "second_document 2:1", "{a: '1'}"},
           {"a: 1\n...\n", "second_document 2:1", "{a: '1'}"},
           {"a: [1,\n---\n", "unbalanced_bracket 1:4, second_document 2:1", "{a: '[1,'!}"},
           {"{a: 1}\nb: 2\n", "bad_indentation 2:1", "nothing"},
           {"", "empty_file 1:1", "nothing"},
           {"# only this\n", "empty_file 1:1", "nothing"}});
  }
  TEST_CASE("tabs stand in quotes and comments only") {
    check({{"a:\t1\nb: 'x\ty' #\tz\nc: |\n  p\tq\n", "tab 1:3, tab 4:4", "{a: '1', b: 'x\ty', c: 'p q\n'}"},
           {"a:\n\tb: 1\nc: 2\n", "tab 2:1", "nothing"}});
  }
  TEST_CASE("lines fit what stands above them") {
    check({{"a:\n  b: 1\n c: 2\nd: yes\n", "bad_indentation 3:2", "nothing"},
           {"a: 1\n  b: 2\nc: 3\n", "bad_indentation 2:3", "{a: '1'!, c: '3'}"},
           {"a: b\nfoo\nc: d\n", "bad_indentation 2:1", "{a: 'b', c: 'd'}"},
           {"a:b\nc: d\n", "bad_indentation 1:1", "{c: 'd'}"},
           {"a: 1 # x\n  b\n", "bad_indentation 2:3", "{a: '1'}"},
           {"a: |\n  x\n y\nb: 1\n", "bad_indentation 3:2", "{a: 'x\n', b: '1'}"},
           {"a: x\n\"y\"\n", "bad_indentation 2:1", "{a: 'x'}"}});
  }
  TEST_CASE("a colon that makes no key is refused") {
    check({{"a: b: c\nd: 1\n", "colon_in_text 1:5", "{a: 'b: c'!, d: '1'}"},
           {"a: {b: c: d, e: f}\n", "colon_in_text 1:9", "{a: {b: 'c'!, e: 'f'}}"},
           {"a: x\n  y z: w\n", "colon_in_text 2:3", "{a: 'x'!}"}});
  }
  TEST_CASE("full-width punctuation is refused where syntax is meant, and read as that") {
    check({{"title：{zh：甲, en: b}\n", "full_width_character 1:6, full_width_character 1:10",
            "{title: {zh: '甲', en: 'b'}}"},
           {"zh：标签\nx: {zh：甲, en: b}\n", "full_width_character 1:3, full_width_character 2:7",
            "{zh: '标签', x: {zh: '甲', en: 'b'}}"},
           {"x: {zh: 甲，en: b}\n", "full_width_character 1:10", "{x: {zh: '甲', en: 'b'}}"},
           {"收入（月）: {zh: 收入（月）：每月}\n", "full_width_character 1:3",
            "{收入（月）: {zh: '收入（月）：每月'}}"},
           {"outputs: [甲，乙]\ntypes: {k: {enum: {甲（一）: 标签}}}\n", "full_width_character 1:12",
            "{outputs: ['甲，乙'!], types: {k: {enum: {甲（一）: '标签'}}}}"}});
    check({{"张三（父）: 1\n", "", "{张三（父）: '1'}"}}, YamlPurpose::record);
  }
  TEST_CASE("brackets have partners") {
    check({{"x: [1, 2\nz: 3\n", "unbalanced_bracket 1:4", "{x: '[1, 2'!, z: '3'}"},
           {"x: [1, 2}\nz: 3\n", "unbalanced_bracket 1:9", "{x: ['1', '2'], z: '3'}"},
           {"x: {a: [0, 100)}\nz: 3\n", "unbalanced_bracket 1:16", "{x: {a: ['0', '100)']}, z: '3'}"},
           {"x: {a: [}\nz: 3\n", "unbalanced_bracket 1:4, unbalanced_bracket 1:9", "{x: '{a: [}'!, z: '3'}"},
           {"x: {a: 1 [2, {b: 3}], c: 4}\nz: 3\n", "text_after_value 1:10", "{x: {a: '1', c: '4'}, z: '3'}"},
           {"x: ]\nz: 3\n", "unbalanced_bracket 1:4", "{x: ']'!, z: '3'}"},
           {"x: {a: 1}}\nz: 3\n", "text_after_value 1:10", "{x: {a: '1'}, z: '3'}"},
           {"{a: [1, 2\n", "unbalanced_bracket 1:1", "'{a: [1, 2'!"}});
  }
  TEST_CASE("commas in braces cut texts and stand between values") {
    check(
        {{"x: {formula: max(a, 2), zh: b}\n", "key_without_value 1:21", "{x: {formula: 'max(a'!, zh: 'b'}}"},
         {"x: {a:b}\n", "key_without_value 1:5", "{x: {}}"},
         {"x: [甲\n  乙, 丙]\n", "text_after_value 2:3", "{x: ['甲', '丙']}"},
         {"x: {a: {b: 1} c: 2, d: 3}\n", "text_after_value 1:15", "{x: {a: {b: '1'}, d: '3'}}"},
         {"x: [1,, 2]\n", "reserved_character 1:7", "{x: ['1', '2']}"}});
  }
  TEST_CASE("characters that mean something to YAML do not begin a text") {
    check({{"a: @\"P1Y\"\nb: >= 18\nc: - 3\nd: ? > 5\ne: `x`\nf: %x\ng: ,x\nh: 1\n",
            "reserved_character 1:4, reserved_character 2:4, reserved_character 3:4, reserved_character 4:4, "
            "reserved_character 5:4, reserved_character 6:4, reserved_character 7:4",
            "{a: '@\"P1Y\"'!, b: '>= 18'!, c: '- 3'!, d: '? > 5'!, e: '`x`'!, f: '%x'!, g: ',x'!, h: '1'}"},
           {"a: [@b, > 5, - c]\n", "reserved_character 1:5, reserved_character 1:9, reserved_character 1:14",
            "{a: ['@b'!, '> 5'!, '- c'!]}"},
           {"a: | x\nb: 1\n", "reserved_character 1:4", "{a: '| x'!, b: '1'}"}});
  }
  TEST_CASE("keys are plain words") {
    check({{"\"a\": 1\n\"1-2\": 2\n\"甲,乙\": 3\n", "key_not_plain 1:1, key_not_plain 2:1",
            "{a: '1', 1-2: '2', 甲,乙: '3'}"},
           {"[a]: d\nb: 1\n", "key_not_plain 1:4", "nothing"},
           {"? b\n: c\n", "key_not_plain 1:1, key_not_plain 2:1", "nothing"},
           {": c\n", "key_not_plain 1:1", "nothing"}});
    check({{"\"a\": 1\n'b c': 2\n", "", "{a: '1', b c: '2'}"}}, YamlPurpose::record);
  }
  TEST_CASE("nesting is at most 64 deep") {
    const auto nested = [](std::size_t depth) {
      return "a: " + std::string(depth, '[') + std::string(depth, ']') + "\n";
    };
    CHECK(Reading(nested(63)).codes() == "");
    CHECK(Reading(nested(64)).codes() == "nesting_too_deep 1:67");
    CHECK(Reading(nested(100'000)).codes() == "nesting_too_deep 1:68");
    std::string dashes;
    for (int i = 0; i < 100; ++i) dashes += "- ";
    CHECK(Reading(dashes + "x\n").codes() == "nesting_too_deep 1:129");
  }
  TEST_CASE("a refusal reads well in both languages") {
    const Reading reading("eligible: 人均 收入\n  再: \"甲\"\n标签：\"低保\n");
    CHECK(reading.rendered(Language::en) ==
          "pack.yaml:2:3: error[E0148]: the line does not continue what stands above it: its indentation "
          "fits nothing or a "
          "colon is missing\n"
          "   2 |   再: \"甲\"\n"
          "     |   ^~~\n"
          "  help: indent the keys of one map equally, and write `key: value`\n"
          "pack.yaml:3:3: error[E0143]: the full-width character `：` may not stand here\n"
          "   3 | 标签：\"低保\n"
          "     |     ^~\n"
          "  help: write `: `, a colon and a space\n"
          "  help: if it is a text, put it in quotes\n"
          "pack.yaml:3:4: error[E0108]: the quote `\"` is not closed on its line\n"
          "   3 | 标签：\"低保\n"
          "     |       ^\n"
          "  help: close the quote on its line; longer texts stand below `|` as a block\n");
    CHECK(reading.rendered(Language::zh) ==
          "pack.yaml:2:3: 错误[E0148]：本行无法与上文衔接：缩进不匹配，或者缺少冒号\n"
          "   2 |   再: \"甲\"\n"
          "     |   ^~~\n"
          "  建议：同一层的键请保持相同缩进，并写成 `键: 值` 的形式\n"
          "pack.yaml:3:3: 错误[E0143]：此处不能使用全角字符 `：`\n"
          "   3 | 标签：\"低保\n"
          "     |     ^~\n"
          "  建议：请写成 `: `，即半角冒号加空格\n"
          "  建议：如果它是文本，请加引号\n"
          "pack.yaml:3:4: 错误[E0108]：引号 `\"` 在本行内没有闭合\n"
          "   3 | 标签：\"低保\n"
          "     |       ^\n"
          "  建议：请在同一行内闭合引号；较长的文本请用 `|` 写成文本块\n");
  }
}
