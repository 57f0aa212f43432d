// tests/unit/explain/trial.hpp - a pack written in a test, and records that it is tried on.
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/source.hpp"

namespace doudi::testing {

/// A checked pack. Faults of the pack fail the test and show.
class Trial {
 public:
  explicit Trial(std::string_view yaml);

  /// Reads a record in YAML; faults fail the test.
  [[nodiscard]] model::Record record(std::string_view yaml, Date on) const;
  [[nodiscard]] explain::Explanation explain(std::string_view record_yaml,
                                             std::string_view on = "2019-06-15") const;
  /// `2`, `unknown: a, b`, `failed: overflow`: each output as one line of text.
  [[nodiscard]] std::string output(std::string_view record_yaml, std::string_view name,
                                   std::string_view on = "2019-06-15") const;
  [[nodiscard]] const model::Pack& pack() const noexcept { return pack_; }

 private:
  model::Pack pack_;
};

[[nodiscard]] Date day(std::string_view iso);

/// The value of a formula in a pack of nothing else, as text. `facts` are lines of the entity `household`,
/// `record` gives them values.
[[nodiscard]] std::string formula_value(std::string_view formula, std::string_view facts = {},
                                        std::string_view record = "{unused: 0}");

/// The text of one output of an explanation.
[[nodiscard]] std::string output_text(const model::Pack& pack, const model::Record& record,
                                      const explain::Explanation& explanation, std::string_view name);

}  // namespace doudi::testing
