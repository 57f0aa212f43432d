// tests/tck/test_suite.cpp - reads the test files of the DMN TCK.
#include "test_suite.hpp"

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string_view>
#include <utility>

#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

#include "io/xml_tree.hpp"

namespace doudi::tck {

using io::XmlAttribute;
using io::XmlElement;
using Kind = Given::Kind;

namespace {

constexpr std::string_view instance_space = "http://www.w3.org/2001/XMLSchema-instance";

[[noreturn]] void refuse(const std::filesystem::path& path, std::string_view problem) {
  throw std::runtime_error(path.string() + ": " + std::string{problem});
}

bool is_true(const XmlAttribute* attribute) {
  return attribute != nullptr && (attribute->value == "true" || attribute->value == "1");
}

bool is_nil(const XmlElement& from) {
  return is_true(from.attribute("nil", instance_space));
}

std::string without_prefix(std::string_view name) {
  return std::string{name.substr(name.find(':') + 1)};
}

std::string without_outer_space(std::string_view text) {
  constexpr std::string_view white_space = " \t\r\n";
  const std::size_t begin = text.find_first_not_of(white_space);
  if (begin == std::string_view::npos) return {};
  return std::string{text.substr(begin, text.find_last_not_of(white_space) + 1 - begin)};
}

void read_simple(const XmlElement& from, Given& into) {
  if (const XmlAttribute* type = from.attribute("type", instance_space))
    into.type = without_prefix(type->value);
  into.text = from.content.text;
  if (into.type.empty() && into.text.empty()) return;  // `<value/>` is how some files write null
  into.kind = Kind::simple;
  if (!into.type.empty() && into.type != "string") into.text = without_outer_space(into.text);
}

/// Reads the value in `from`: a `value`, a `list`, or `component`s, and nothing if it has none of them.
Given read_given(const XmlElement& from) {
  Given result;
  result.name = io::single_spaced(from.value_of("name"));
  result.model_namespace = from.value_of("namespace");
  if (is_nil(from)) return result;
  for (const XmlElement& each : from.children) {
    if (each.name == "component") {
      result.kind = Kind::context;
      result.parts.push_back(read_given(each));
    } else if (each.name == "list" && !is_nil(each)) {
      result.kind = Kind::list;
      for (const XmlElement& item : each.children) {
        if (item.name == "item") result.parts.push_back(read_given(item));
      }
    } else if (each.name == "value" && !is_nil(each)) {
      read_simple(each, result);
    }
  }
  return result;
}

Expectation read_expectation(const XmlElement& from) {
  Expectation result;
  result.name = io::single_spaced(from.value_of("name"));
  result.type = from.value_of("type");
  result.error_result = is_true(from.attribute("errorResult"));
  if (const XmlElement* expected = from.child("expected")) result.value = read_given(*expected);
  return result;
}

TestCase::Type read_type(const XmlElement& from, const std::filesystem::path& path) {
  const std::string type = from.value_of("type");
  if (type.empty() || type == "decision") return TestCase::Type::decision;
  if (type == "decisionService") return TestCase::Type::decision_service;
  if (type == "bkm") return TestCase::Type::business_knowledge;
  refuse(path, "a test case of the unknown type " + type);
}

TestCase read_case(const XmlElement& from, const std::filesystem::path& path) {
  TestCase result;
  result.id = from.value_of("id");
  result.type = read_type(from, path);
  result.invocable = io::single_spaced(from.value_of("invocableName"));
  for (const XmlElement& each : from.children) {
    if (each.name == "description") {
      result.description = io::single_spaced(each.content.text);
    } else if (each.name == "inputNode") {
      result.inputs.push_back(read_given(each));
    } else if (each.name == "resultNode") {
      result.results.push_back(read_expectation(each));
    }
  }
  return result;
}

std::string text_of_file(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  if (!file) refuse(path, "cannot be read");
  return std::move(text).str();
}

/// The files of a folder and of those in it that end like this, sorted.
std::vector<std::filesystem::path> files_below(const std::filesystem::path& folder, std::string_view ending) {
  std::vector<std::filesystem::path> result;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder)) {
    if (entry.is_regular_file() && entry.path().extension() == ending) result.push_back(entry.path());
  }
  std::ranges::sort(result);
  return result;
}

bool is_test_file(const std::filesystem::path& path) {
  return path.filename().string().find("-test-") != std::string::npos;
}

}  // namespace

TestFile read_tests(const std::filesystem::path& path, std::string text) {
  text::SourceSet sources;
  text::Diagnostics diagnostics;
  const std::uint32_t begin = sources.add(path.string(), std::move(text));
  const auto document = io::read_xml(sources, begin, diagnostics);
  if (!document) throw std::runtime_error(text::render(diagnostics, sources, text::Language::en));
  const XmlElement& root = document->root;
  if (root.name != "testCases") refuse(path, "no file of test cases, but of " + root.name);
  TestFile result;
  result.path = path;
  result.folder = path.parent_path().filename().string();
  result.level = path.parent_path().parent_path().filename().string();
  for (const XmlElement& each : root.children) {
    if (each.name == "modelName") {
      result.model = without_outer_space(each.content.text);
    } else if (each.name == "labels") {
      for (const XmlElement& label : each.children)
        result.labels.push_back(io::single_spaced(label.content.text));
    } else if (each.name == "testCase") {
      result.cases.push_back(read_case(each, path));
    }
  }
  if (result.model.empty()) refuse(path, "no modelName");
  return result;
}

std::vector<TestFile> find_tests(const std::filesystem::path& suite, Levels levels) {
  const std::filesystem::path inner = suite / "TestCases";
  const std::filesystem::path& top = std::filesystem::is_directory(inner) ? inner : suite;
  std::vector<std::string_view> folders{"compliance-level-2", "compliance-level-3"};
  if (levels == Levels::all) folders.push_back("non-compliant");
  std::vector<TestFile> result;
  for (const std::string_view level : folders) {
    if (!std::filesystem::is_directory(top / level)) continue;
    for (const auto& path : files_below(top / level, ".xml")) {
      if (!is_test_file(path)) continue;
      result.push_back(read_tests(path, text_of_file(path)));
      result.back().models = files_below(path.parent_path(), ".dmn");
    }
  }
  return result;
}

}  // namespace doudi::tck
