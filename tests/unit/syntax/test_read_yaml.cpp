// tests/unit/syntax/test_read_yaml.cpp - the tree that comes of a YAML file, and its places.
#include <fstream>
#include <sstream>
#include <string>

#include <doctest/doctest.h>

#include "yaml_reading.hpp"

namespace {

using namespace doudi::syntax;
using doudi::text::Language;

std::string example(const std::string& name) {
  std::ifstream file("tests/cases/design_example/" + name,
                     std::ios::binary);  // tests run in the repository's folder
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

/// Every scalar's bytes lie where its pieces say, and every span inside its parent's. Returns the number of scalars.
std::size_t check_places(const YamlNode& node, const doudi::text::SourceSet& sources,
                         doudi::text::Span parent);

std::size_t check_scalar(const WrittenText& written, const doudi::text::SourceSet& sources) {
  const bool exact = written.style != ScalarStyle::double_quoted;
  for (std::size_t i = 0; i < written.text.size(); ++i) {
    const auto span = written.span_of(i, i + 1);
    const char byte = written.text[i];
    if (exact && byte != '\n' && byte != ' ') CHECK(sources.text(span) == std::string(1, byte));
    CHECK(span.begin >= written.span.begin);
    CHECK(span.begin <= written.span.end);
  }
  return 1;
}

std::size_t check_places(const YamlNode& node, const doudi::text::SourceSet& sources,
                         doudi::text::Span parent) {
  CHECK(node.span.begin >= parent.begin);
  CHECK(node.span.end <= parent.end);
  CHECK(node.span.begin <= node.span.end);
  if (const auto* written = node.scalar()) return check_scalar(*written, sources);
  std::size_t count = 0;
  if (const auto* sequence = node.sequence()) {
    for (const auto& item : sequence->items) count += check_places(item, sources, node.span);
  }
  if (const auto* mapping = node.mapping()) {
    for (const auto& member : mapping->members) {
      count += check_scalar(member.key, sources) + check_places(member.value, sources, node.span);
    }
  }
  return count;
}

}  // namespace

TEST_SUITE("syntax/read_yaml") {
  TEST_CASE(
      "the example pack, its cases and its record are read without a word, and every byte has its place") {
    const struct {
      std::string name;
      YamlPurpose purpose;
      std::size_t least;
    } files[] = {{"pack/pack.yaml", YamlPurpose::pack, 300},
                 {"pack/cases.yaml", YamlPurpose::cases, 200},
                 {"household.yaml", YamlPurpose::record, 40}};
    for (const auto& file : files) {
      CAPTURE(file.name);
      const Reading reading(example(file.name), file.purpose);
      CHECK(reading.rendered() == "");
      REQUIRE(reading.root);
      CHECK(check_places(*reading.root, reading.sources, {1, 1U << 30}) > file.least);
    }
  }
  TEST_CASE("scalars of all styles have their value") {
    CHECK(shown(Reading("a: b c\nd: 'it''s'\ne: \"\\u4e2d\\\"\\n\"\n").root) ==
          "{a: 'b c', d: 'it's', e: '中\"\n'}");
    CHECK(shown(Reading("a: |\n  x\n\n   y\nb: 1\n").root) == "{a: 'x\n\n y\n', b: '1'}");
    CHECK(shown(Reading("a: |-\n  x\n  y\n\nb: |+\n  z\n\nc: 1\n").root) ==
          "{a: 'x\ny', b: 'z\n\n', c: '1'}");
    CHECK(shown(Reading("a: |2\n   x\n  y\n").root) == "{a: ' x\ny\n'}");
    CHECK(shown(Reading("a: >\n  x\n  y\n\n  z\n    w\n  q\n").root) == "{a: 'x y\nz\n  w\nq\n'}");
    CHECK(shown(Reading("a: x\n  y\n\n  z # c\nb: 1\n").root) == "{a: 'x y\nz', b: '1'}");
    CHECK(shown(Reading("a: |\nb: |\n  x").root) == "{a: '', b: 'x\n'}");
  }
  TEST_CASE("what yaml-cpp reads wrongly or not at all is read as YAML says") {
    CHECK(shown(Reading("a: {b: why?, c: x?y}\n").root) == "{a: {b: 'why?', c: 'x?y'}}");
    CHECK(shown(Reading("a: |\n\n     \n  x\nb: 1\n").root) == "{a: '\n\nx\n', b: '1'}");
    CHECK(shown(Reading("a: 1]\n").root) == "{a: '1]'}");
  }
  TEST_CASE("collections of both forms nest") {
    CHECK(shown(Reading("a:\n- 1\n- b: 2\n  c: [3, {d: 4}]\ne: {}\nf: []\n").root) ==
          "{a: ['1', {b: '2', c: ['3', {d: '4'}]}], e: {}, f: []}");
    CHECK(shown(Reading("{\"a\": [1,\n 2,\n], \"b\":c}\n", YamlPurpose::record).root) ==
          "{a: ['1', '2'], b: 'c'}");
    CHECK(shown(Reading("a: [b: c, d]\n").root) == "{a: [{b: 'c'}, 'd']}");
    CHECK(shown(Reading("outputs: [\n  a,   # one\n  b\n]\nc: 1\n").root) == "{outputs: ['a', 'b'], c: '1'}");
    CHECK(shown(Reading("- - a\n  - b\n-\n  c: |\n    x\n").root) == "[['a', 'b'], {c: 'x\n'}]");
  }
  TEST_CASE("null is written, empty values are refused") {
    const Reading reading("a: null\nb:\nc: ~\nd: {e: , f}\ng:\n- \n- [1, ]\n");
    CHECK(shown(reading.root) == "{a: null, b: ~!, c: null!, d: {e: ~!}, g: [~!, ['1']]}");
    CHECK(reading.codes() ==
          "empty_value 2:1, null_form 3:4, empty_value 4:5, key_without_value 4:10, empty_value 6:1");
  }
  TEST_CASE("spans cover collections from bracket to bracket, and blocks from their first key") {
    const Reading reading("a: {b: 1, c: [2, 3]}  # x\nd:\n  e: |\n    f\n\n");
    REQUIRE(reading.root);
    const auto& sources = reading.sources;
    CHECK(sources.text(reading.root->mapping()->members[0].value.span) == "{b: 1, c: [2, 3]}");
    CHECK(sources.text(reading.root->mapping()->members[0].value.mapping()->members[1].value.span) ==
          "[2, 3]");
    const YamlNode& block = reading.root->mapping()->members[1].value;
    CHECK(sources.text(block.mapping()->members[0].value.span) == "|\n    f");
    CHECK(reading.root->mapping()->find("d") == &block);
    CHECK(reading.root->mapping()->find("x") == nullptr);
    CHECK(reading.root->mapping()->members[0].value.in_flow == false);
    CHECK(reading.root->mapping()->members[0].value.mapping()->members[0].value.in_flow);
  }
  TEST_CASE("a byte order mark and CRLF change nothing") {
    const Reading reading(
        "\xEF\xBB\xBF"
        "a: |\r\n  x\r\n  y\r\nb: c\r\n");
    CHECK(reading.rendered() == "");
    CHECK(shown(reading.root) == "{a: 'x\ny\n', b: 'c'}");
    CHECK(reading.sources.text(reading.root->mapping()->members[1].value.span) == "c");
    CHECK(reading.sources.place(reading.root->mapping()->members[0].key.span.begin).column == 1);
  }
}
