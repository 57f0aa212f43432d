// src/explain/outline.hpp - what an explanation says, line by line, before it is text or HTML.
// Layer 7.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/text/code.hpp"
#include "doudi/text/source.hpp"

namespace doudi::explain {

/// One line; the deeper ones that follow it are what it comes from.
struct OutlineLine {
  struct Cited {
    std::string text;    ///< `plan 四(一)六`
    std::string source;  ///< what it stands for: title, issuer, number
  };

  std::size_t depth = 0;
  bool heading = false;  ///< begins a section
  std::string text;      ///< words; may be empty if there is a name
  std::string name;      ///< a path or a formula
  std::string value;     ///< of that name
  std::vector<Cited> cites;
  std::string after;
};

/// The whole explanation.
[[nodiscard]] std::vector<OutlineLine> outline(const model::Pack& pack, const model::Record& record,
                                               const Explanation& explanation, const text::SourceSet& sources,
                                               text::Language language);
/// What led to the value at `path` alone.
[[nodiscard]] std::vector<OutlineLine> outline_of(const std::string& path, const model::Pack& pack,
                                                  const model::Record& record, const Explanation& explanation,
                                                  const text::SourceSet& sources, text::Language language);

}  // namespace doudi::explain
