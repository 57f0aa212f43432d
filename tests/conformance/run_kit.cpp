// tests/conformance/run_kit.cpp - runs files of the conformance kit through doudi.
#include <cstddef>
#include <exception>
#include <iostream>
#include <string>

#include "kit.hpp"

namespace {

using doudi::conformance::Case;
using doudi::conformance::Expected;

std::string text_of(const Expected& expected) {
  switch (expected.kind) {
    case Expected::Kind::value:
      return doudi::conformance::text_of(expected.value);
    case Expected::Kind::failed:
      return "failed: " + expected.code;
    case Expected::Kind::refused:
      return "refused: " + expected.code;
    case Expected::Kind::unknown: {
      std::string text = "unknown:";
      for (const std::string& fact : expected.facts) text += " " + fact;
      return text;
    }
  }
  return {};
}

template <class Run>
std::string result_of(const Run& run, const Case& test) {
  try {
    return run(test);
  } catch (const std::exception& error) {
    return std::string{"stopped: "} + error.what();
  }
}

/// Whether everything came out as the case expects; says what did not.
bool run(const std::string& path, const Case& test) {
  const std::string name = path + ":" + std::to_string(test.line) + ": " +
                           (test.table ? "table " + test.table->hit : test.expression);
  bool passed = true;
  const auto report = [&](const char* where, const std::string& wrong, const Expected& expected) {
    if (wrong.empty()) return;
    passed = false;
    std::cout << name << "\n  " << where << " instead of " << text_of(expected) << ": " << wrong << '\n';
  };
  if (test.in_pack) report("in a pack", result_of(doudi::conformance::run_in_pack, test), test.expected);
  if (test.by_standard)
    report("by the standard", result_of(doudi::conformance::run_by_standard, test), test.standard);
  return passed;
}

}  // namespace

int main(int count, char** arguments) {
  std::size_t passed = 0, failed = 0, in_pack = 0, by_standard = 0;
  try {
    for (int index = 1; index < count; ++index) {
      for (const Case& test : doudi::conformance::read_kit(arguments[index]).cases) {
        in_pack += test.in_pack ? 1 : 0;
        by_standard += test.by_standard ? 1 : 0;
        (run(arguments[index], test) ? passed : failed) += 1;
      }
    }
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 2;
  }
  std::cout << in_pack << " in a pack, " << by_standard << " by the standard\n"
            << passed << " passed, " << failed << " failed\n";
  return failed == 0 && passed != 0 ? 0 : 1;
}
