// doudi/verify/cases.hpp - the cases of a pack: what is given, and what must come out of it.
// Layer 9.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::verify {

/// One evaluation that a case asks for: on a date, of a record, with what must come out. A case of several months has several.
struct Evaluation {
  Date date;
  std::optional<syntax::YamlNode> given;  ///< on top of the case's own
  syntax::YamlNode expect;                ///< a map
};

/// `around: {persons.a.age: 60}`: one number, one unit of its last decimal below a limit, on it and above.
struct Around {
  syntax::WrittenText path;
  syntax::WrittenText limit;  ///< an expression of the root entity
};

struct Case {
  syntax::WrittenText name;
  std::string source;  ///< where a published answer comes from; may be empty
  std::optional<syntax::YamlNode> given;
  std::optional<Around> around;
  std::vector<Evaluation> evaluations;
};

struct CaseFile {
  std::string path;
  syntax::WrittenText pack;
  std::vector<std::pair<syntax::WrittenText, syntax::YamlNode>> fixtures;
  std::vector<Case> cases;
};

/// Reads the case file whose first byte lies at `begin`. Reports unknown and missing keys, cases without an expectation, two of
/// one name; keeps what it could read.
[[nodiscard]] CaseFile read_cases(std::string path, std::uint32_t begin, const text::SourceSet& sources,
                                  text::Diagnostics& diagnostics);

}  // namespace doudi::verify
