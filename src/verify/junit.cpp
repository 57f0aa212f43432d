// src/verify/junit.cpp - results of cases in JUnit's XML.
#include <algorithm>
#include <string>
#include <string_view>

#include "doudi/verify/run_cases.hpp"

namespace doudi::verify {

namespace {

std::string escaped(std::string_view text) {
  std::string result;
  for (const char character : text) {
    switch (character) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      default:
        result += character;
        break;
    }
  }
  return result;
}

void write_case(std::string& xml, const CaseResult& result, const text::SourceSet& sources,
                text::Language language) {
  const text::Place place = sources.place(result.place.begin);
  xml += "    <testcase classname=\"" + escaped(result.file) + "\" name=\"" + escaped(result.name) +
         "\" file=\"" + escaped(place.file) + "\" line=\"" + std::to_string(place.line) + "\"";
  if (result.passed()) {
    xml += "/>\n";
    return;
  }
  std::string message;
  for (const text::Diagnostic& failure : result.failures) message += render(failure, sources, language);
  xml += ">\n      <failure>" + escaped(message) + "</failure>\n    </testcase>\n";
}

}  // namespace

std::string junit_xml(const CaseRun& run, const text::SourceSet& sources, text::Language language) {
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n";
  for (auto begin = run.results.begin(); begin != run.results.end();) {
    const auto end = std::find_if(begin, run.results.end(),
                                  [&](const CaseResult& result) { return result.file != begin->file; });
    const auto failed = std::count_if(begin, end, [](const CaseResult& result) { return !result.passed(); });
    xml += "  <testsuite name=\"" + escaped(begin->file) + "\" tests=\"" + std::to_string(end - begin) +
           "\" failures=\"" + std::to_string(failed) + "\">\n";
    for (auto result = begin; result != end; ++result) write_case(xml, *result, sources, language);
    xml += "  </testsuite>\n";
    begin = end;
  }
  return xml + "</testsuites>\n";
}

}  // namespace doudi::verify
