// tests/tck/test_suite.hpp - the cases of the DMN TCK as its test files write them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace doudi::tck {

/// A value that a case gives or expects.
struct Given {
  enum class Kind : std::uint8_t {
    nothing,  ///< null, or nothing is written
    simple,   ///< type and text
    list,     ///< parts: the items
    context,  ///< parts: the components, by name
  };
  std::string name;             ///< of an input or a component; white space single, none at the ends
  std::string model_namespace;  ///< of an input of an imported model; empty: the model of the file
  Kind kind = Kind::nothing;
  std::string type;  ///< of XML Schema, without the prefix: `decimal`, `dateTime`; empty: not said
  std::string
      text;  ///< white space kept if it is a string, or not said to be anything else; none at the ends otherwise
  std::vector<Given> parts;
};

/// One output that a case expects.
struct Expectation {
  std::string name;
  std::string type;  ///< of the node: `decision`, or empty
  Given value;
  bool error_result = false;  ///< the standard's null because of an error
};

struct TestCase {
  enum class Type : std::uint8_t { decision, decision_service, business_knowledge };
  std::string id;
  std::string description;
  Type type = Type::decision;
  std::string
      invocable;  ///< the name of the service or the business knowledge; empty: a decision, by the results' names
  std::vector<Given> inputs;
  std::vector<Expectation> results;
};

struct TestFile {
  std::filesystem::path path;
  std::string level;   ///< `compliance-level-2`
  std::string folder;  ///< `0001-input-data-string`
  std::string model;   ///< the name of the model's file, in the same folder
  std::vector<std::filesystem::path>
      models;  ///< all models of the folder, sorted: imports are found by namespace
  std::vector<std::string> labels;
  std::vector<TestCase> cases;
};

enum class Levels : std::uint8_t {
  compliant,  ///< 2 and 3: what the TCK's scoreboard counts
  all,        ///< and what the TCK calls non-compliant
};

/// Reads the text of a test file: model, labels and cases. Throws std::runtime_error with a message that has a place for
/// what is no such file.
[[nodiscard]] TestFile read_tests(const std::filesystem::path& path, std::string text);

/// All test files below `suite` (a checkout of the TCK, or its folder TestCases), sorted by path; none if there is no such
/// folder. Throws std::runtime_error for a file that cannot be read.
[[nodiscard]] std::vector<TestFile> find_tests(const std::filesystem::path& suite,
                                               Levels levels = Levels::compliant);

}  // namespace doudi::tck
