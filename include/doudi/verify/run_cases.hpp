// doudi/verify/run_cases.hpp - runs the cases of a pack and says which failed, where and why.
// Layer 9.
#pragma once

#include <cstddef>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"
#include "doudi/verify/cases.hpp"

namespace doudi::verify {

/// An evaluation that did not give what its case expects, for saying why.
struct FailedEvaluation {
  Date on;
  model::Record record;
  explain::Explanation explanation;
  std::vector<std::string> paths;  ///< what came out differently, each once
};

struct CaseResult {
  std::string file;
  std::string name;
  text::Span place;     ///< of the name
  bool pinned = false;  ///< a derived value was set by hand, against its own inputs
  std::vector<text::Diagnostic> failures;
  std::vector<FailedEvaluation> evaluations;  ///< those with failures

  [[nodiscard]] bool passed() const noexcept { return failures.empty(); }
};

struct CaseRun {
  std::shared_ptr<const model::Pack>
      pack;  ///< with the limits of the cases: what the evaluations above belong to
  std::vector<CaseResult> results;
  [[nodiscard]] std::size_t failed() const noexcept;
};

/// Checks the pack together with the limits that its cases name, and runs every case with zero tolerance. Faults of the pack or
/// of the case files go to `diagnostics`, and then nothing is run; that there is no case at all is such a fault.
[[nodiscard]] CaseRun run_cases(const syntax::Pack& written, std::span<const CaseFile> files,
                                const text::SourceSet& sources, text::Diagnostics& diagnostics);

/// The results in JUnit's XML: a test suite for each case file. Failures are worded in `language`.
[[nodiscard]] std::string junit_xml(const CaseRun& run, const text::SourceSet& sources,
                                    text::Language language);

}  // namespace doudi::verify
