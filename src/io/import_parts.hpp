// src/io/import_parts.hpp - the parts of an imported pack before they are written.
// Layer 8.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/diagnostic.hpp"

#include "io/import_names.hpp"
#include "io/import_rewrite.hpp"

namespace doudi::io {

/// An input, or one component of a structure.
struct ImportedFact {
  std::string path;     ///< in the model: `loan.rate`
  std::string name;     ///< in the pack
  std::string id;       ///< of the input
  std::string type;     ///< `number`, `text`, `list of text` ...; empty: not known
  std::string allowed;  ///< values that the model allows, as it writes them
};

/// One element of a section of the pack, its lines without indentation.
struct ImportedEntry {
  const syntax::ModelElement* element = nullptr;
  std::string name;
  std::vector<std::string> lines;  ///< comments, then `name:` and what stands below it
  std::size_t first_line = 0;      ///< where it was written last, counted from 1
  std::size_t last_line = 0;
};

struct ImportedParts {
  ImportScope scope;
  std::vector<ImportedFact> facts;
  std::vector<ImportedEntry> functions;
  std::vector<ImportedEntry> rules;
  std::vector<const syntax::ModelElement*> refused;  ///< before the checker has been asked
};

/// Turns the elements of a model into parts, but for those in `left_out`.
[[nodiscard]] ImportedParts import_parts(const syntax::DecisionModel& model,
                                         const std::vector<const syntax::ModelElement*>& left_out,
                                         text::Diagnostics& diagnostics);

/// The pack as text; sets the lines of entries.
[[nodiscard]] std::string written_pack(const syntax::DecisionModel& model, const std::string& file,
                                       ImportedParts& parts,
                                       const std::vector<const syntax::ModelElement*>& left_out);

}  // namespace doudi::io
