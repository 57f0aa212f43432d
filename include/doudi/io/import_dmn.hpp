// doudi/io/import_dmn.hpp - a DMN model as the pack that an author would have written.
// Layer 8.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

/// An element of the model that the pack does not have, since a pack cannot say it.
struct LeftOut {
  std::string id;
  std::string name;
};

/// A pack, and what of the model became what in it.
struct ImportedPack {
  std::string text;                          ///< YAML that `doudi check` accepts
  std::map<std::string, std::string> facts;  ///< by the input's name; of a structure by path: `loan.rate`
  std::map<std::string, std::string> rules;  ///< by the decision's name
  std::vector<LeftOut> left_out;             ///< in the order of the model
};

/// Writes a model as a pack. Inputs become facts (null where a record does not give them, as the standard has it), decisions
/// rules, business knowledge functions. An element that a pack cannot express, or only with another meaning, is left out and
/// reported with its id and name, followed by what the checker says of it; so is what reads it. What an imported rule gives
/// differs from the standard in one way: an operation that fails, such as a division by zero, is an error and not null.
/// Nothing if no decision is left.
[[nodiscard]] std::optional<ImportedPack> import_dmn(const syntax::DecisionModel& model,
                                                     const std::string& file, text::SourceSet& sources,
                                                     text::Diagnostics& diagnostics);

}  // namespace doudi::io
