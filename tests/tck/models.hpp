// tests/tck/models.hpp - the DMN models that a test file is about.
#pragma once

#include <vector>

#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/source.hpp"

#include "test_suite.hpp"

namespace doudi::tck {

/// The models of one folder, the tested one first.
struct Models {
  text::SourceSet sources;
  std::vector<syntax::DecisionModel> models;
};

/// Throws std::runtime_error with all that is wrong with a model that cannot be read.
[[nodiscard]] Models read_models(const TestFile& file);

}  // namespace doudi::tck
