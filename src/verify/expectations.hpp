// src/verify/expectations.hpp - holds what a case expects against an explanation.
// Layer 9.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"

#include "verify/target.hpp"

namespace doudi::verify {

/// What the evaluator must compute beyond the answer, so that `expect` can be compared. Paths that mean nothing are reported.
[[nodiscard]] std::vector<explain::Derived> wanted_by(const model::Pack& pack, const model::Record& record,
                                                      const syntax::YamlNode& expect,
                                                      text::Diagnostics& failures);

/// Compares an explanation with `expect`. Failures are diagnostics at the expected value: what was expected, what came out.
class Expectations {
 public:
  Expectations(const model::Pack& pack, const model::Record& record, const explain::Explanation& explanation,
               const std::vector<explain::Derived>& wanted, text::Diagnostics& failures)
      : pack_{pack}, record_{record}, explanation_{explanation}, wanted_{wanted}, failures_{failures} {}

  /// `position`: in a case around a limit, which of three values in a list is meant.
  void compare(const syntax::YamlNode& expect, std::optional<std::size_t> position);

 private:
  void compare_member(const std::string& path, const syntax::YamlNode& expected);
  void compare_reserved_list(const std::string& path, const syntax::YamlNode& expected);
  void compare_grants(const syntax::YamlNode& expected);
  void compare_case(const syntax::YamlNode& expected);
  void compare_value(const std::string& path, const syntax::YamlNode& expected, const explain::Value& found);
  void compare_set(const std::string& path, const syntax::YamlNode& expected, std::vector<std::string> found,
                   bool at_least);
  void fail(const std::string& path, const syntax::YamlNode& expected, std::string found);
  [[nodiscard]] std::optional<explain::Value> value_at(const std::string& path) const;
  /// True if the value at the path is a list whose order means something.
  [[nodiscard]] bool has_order(const std::string& path) const;
  [[nodiscard]] const explain::OutputValue* output(const std::string& name) const;
  [[nodiscard]] std::vector<std::string> cites() const;

  const model::Pack& pack_;
  const model::Record& record_;
  const explain::Explanation& explanation_;
  const std::vector<explain::Derived>& wanted_;
  text::Diagnostics& failures_;
};

}  // namespace doudi::verify
