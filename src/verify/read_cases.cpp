// src/verify/read_cases.cpp - case files: their keys, fixtures, cases, months.
#include <algorithm>
#include <utility>

#include "doudi/base/name.hpp"
#include "doudi/verify/cases.hpp"

#include "syntax/section_reader.hpp"

namespace doudi::verify {

using syntax::SectionReader;
using syntax::WrittenText;
using syntax::YamlNode;
using text::Code;

namespace {

class CaseReader {
 public:
  CaseReader(CaseFile& file, text::Diagnostics& diagnostics) : file_{file}, diagnostics_{diagnostics} {}

  void read(const YamlNode& root) {
    SectionReader heading{root, "cases", root.span, diagnostics_};
    heading.require("cases");
    heading.require("tests");
    if (const auto name = heading.scalar("cases")) file_.pack = *name;
    if (const auto date = heading.scalar("date")) date_ = syntax::read_date(*date, diagnostics_);
    read_fixtures(heading.node("fixtures"));
    read_tests(heading.node("tests"));
    heading.finish();
  }

 private:
  void read_fixtures(const YamlNode* fixtures) {
    if (fixtures == nullptr) return;
    const auto* mapping = fixtures->mapping();
    if (mapping == nullptr) {
      diagnostics_.error(Code::map_expected, fixtures->span, {{"place", "fixtures"}});
      return;
    }
    for (const syntax::YamlMember& member : mapping->members)
      file_.fixtures.emplace_back(member.key, member.value);
  }

  void read_tests(const YamlNode* tests) {
    if (tests == nullptr) return;
    const auto* sequence = tests->sequence();
    if (sequence == nullptr) {
      diagnostics_.error(Code::list_expected, tests->span, {{"place", "tests"}});
      return;
    }
    for (const YamlNode& item : sequence->items) read_case(item);
  }

  void read_case(const YamlNode& node) {
    SectionReader reader{node, "tests", node.span, diagnostics_};
    reader.require("name");
    Case result;
    if (const auto name = reader.scalar("name")) result.name = *name;
    if (const auto source = reader.scalar("source")) result.source = source->text;
    const auto same = [&](const Case& other) { return other.name.text == result.name.text; };
    if (const auto other = std::ranges::find_if(file_.cases, same); other != file_.cases.end()) {
      diagnostics_.error(Code::case_named_twice, result.name.span, {{"name", result.name.text}})
          .label(text::LabelCode::first_written_here, other->name.span);
    }
    std::optional<Date> date = date_;
    if (const auto written = reader.scalar("date")) date = syntax::read_date(*written, diagnostics_);
    if (const YamlNode* given = reader.node("given")) result.given = *given;
    if (const YamlNode* around = reader.node("around")) result.around = read_around(*around);
    const YamlNode* expect = reader.node("expect");
    const YamlNode* months = reader.node("months");
    if (expect != nullptr) add_evaluation(result, date, std::nullopt, *expect, node.span);
    if (months != nullptr) read_months(*months, result);
    if (expect == nullptr && months == nullptr) {
      diagnostics_.error(Code::case_without_expectation, result.name.span, {{"name", result.name.text}});
    } else if (expect != nullptr && months != nullptr) {
      diagnostics_.error(Code::keys_exclude, months->span,
                         {{"first", "expect"}, {"second", "months"}, {"place", "tests"}});
    }
    reader.finish();
    file_.cases.push_back(std::move(result));
  }

  std::optional<Around> read_around(const YamlNode& node) {
    const auto* mapping = node.mapping();
    if (mapping == nullptr || mapping->members.size() != 1) {
      diagnostics_.error(Code::around_needs_one, node.span);
      return std::nullopt;
    }
    const syntax::YamlMember& member = mapping->members.front();
    const WrittenText* limit = member.value.scalar();
    if (limit == nullptr) {
      diagnostics_.error(Code::single_value_expected, member.value.span, {{"place", "around"}});
      return std::nullopt;
    }
    return Around{.path = member.key, .limit = *limit};
  }

  void read_months(const YamlNode& node, Case& result) {
    const auto* sequence = node.sequence();
    if (sequence == nullptr) {
      diagnostics_.error(Code::list_expected, node.span, {{"place", "months"}});
      return;
    }
    for (const YamlNode& item : sequence->items) {
      SectionReader reader{item, "months", item.span, diagnostics_};
      reader.require("date");
      reader.require("expect");
      std::optional<Date> date;
      if (const auto written = reader.scalar("date")) date = syntax::read_date(*written, diagnostics_);
      const YamlNode* given = reader.node("given");
      const YamlNode* expect = reader.node("expect");
      if (expect != nullptr)
        add_evaluation(result, date, given == nullptr ? std::nullopt : std::optional{*given}, *expect,
                       item.span);
      reader.finish();
    }
  }

  void add_evaluation(Case& result, std::optional<Date> date, std::optional<YamlNode> given,
                      const YamlNode& expect, text::Span at) {
    if (expect.mapping() == nullptr || expect.mapping()->members.empty()) {
      diagnostics_.error(Code::case_without_expectation, expect.span, {{"name", result.name.text}});
      return;
    }
    if (!date) {
      diagnostics_.error(Code::case_without_date, at, {{"name", result.name.text}});
      return;
    }
    result.evaluations.push_back({.date = *date, .given = std::move(given), .expect = expect});
  }

  CaseFile& file_;
  text::Diagnostics& diagnostics_;
  std::optional<Date> date_;
};

}  // namespace

CaseFile read_cases(std::string path, std::uint32_t begin, const text::SourceSet& sources,
                    text::Diagnostics& diagnostics) {
  CaseFile file{.path = std::move(path)};
  const auto root = syntax::read_yaml(sources, begin, syntax::YamlPurpose::cases, diagnostics);
  if (root) CaseReader{file, diagnostics}.read(*root);
  return file;
}

}  // namespace doudi::verify
