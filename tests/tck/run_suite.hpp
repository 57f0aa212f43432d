// tests/tck/run_suite.hpp - runs the cases of the TCK in one mode and counts what came of them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "doudi/check/policy.hpp"

#include "test_suite.hpp"

namespace doudi::tck {

struct Mode {
  check::Policy policy = check::Policy::conformance;
  bool lifted = false;  ///< each literal of the model is read as an input

  [[nodiscard]] std::string name() const;  ///< `conformance direct`
};

enum class Outcome : std::uint8_t {
  passed,
  rejected_null,   ///< refused, and the case expects null
  rejected_value,  ///< refused, though the case expects a value
  wrong,
};

struct CaseResult {
  const TestFile* file = nullptr;
  const TestCase* test = nullptr;
  Outcome outcome = Outcome::passed;
  bool exact = false;  ///< passed, and numbers are right to the last decimal that is written
  std::string detail;  ///< of what did not pass: result, expected, why
};

/// One result for each case, in the order of the files. Models are read once for each file.
[[nodiscard]] std::vector<CaseResult> run(const std::vector<TestFile>& files, const Mode& mode);

struct Counts {
  std::size_t passed = 0, rejected_null = 0, rejected_value = 0, wrong = 0, exact = 0;

  void add(const CaseResult& result);
  [[nodiscard]] std::size_t all() const { return passed + rejected_null + rejected_value + wrong; }
  friend bool operator==(const Counts&, const Counts&) = default;
};

}  // namespace doudi::tck
