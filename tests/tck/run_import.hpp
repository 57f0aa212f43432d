// tests/tck/run_import.hpp - runs the cases of the TCK on models that were imported as packs.
#pragma once

#include "run_suite.hpp"

namespace doudi::tck {

/// One result for each case: its decisions are rules of the pack that `doudi import-dmn` writes of the model. A decision that
/// the import leaves out is rejected.
[[nodiscard]] std::vector<CaseResult> run_imported(const std::vector<TestFile>& files);

}  // namespace doudi::tck
