// src/verify/given.hpp - the record that a case gives: fixtures, paths, `unknown` and `removed`.
// Layer 9.
#pragma once

#include "doudi/model/record_node.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/verify/cases.hpp"

namespace doudi::verify {

/// Builds records of cases. Reports unknown fixtures and paths that are none, each where it is written.
class Given {
 public:
  Given(const CaseFile& file, text::Diagnostics& diagnostics) : file_{file}, diagnostics_{diagnostics} {}

  /// Puts what `node` gives on top of `record`: `like:` a fixture first, then each path.
  void apply(const syntax::YamlNode& node, model::RecordNode& record);

 private:
  [[nodiscard]] model::RecordNode resolved(const syntax::YamlNode& node);
  [[nodiscard]] model::RecordNode fixture(const syntax::WrittenText& name);
  void put(const syntax::YamlMember& member, model::RecordNode& record);

  const CaseFile& file_;
  text::Diagnostics& diagnostics_;
  int depth_ = 0;
};

}  // namespace doudi::verify
