// doudi/io/read_dmn.hpp - decision models from the standard's XML.
// Layer 8.
#pragma once

#include <optional>
#include <string>

#include "doudi/syntax/decision_model.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

/// Reads a model of DMN 1.1 to 1.5. Elements are known by their names, whatever the prefix and the version; those of
/// other vocabularies (extensions, diagrams) are left out, and so are attributes that have a prefix of one. Texts keep
/// their white space and have the place of each byte in the file, to which `name` refers in messages. Expressions are
/// not parsed, references not followed, and types not looked up. What is wrong is reported, all at once if the text is
/// XML at all; nothing is returned then. At most 64 MiB, 1,000,000 elements, 256 levels.
[[nodiscard]] std::optional<syntax::DecisionModel> read_dmn(std::string name, std::string text,
                                                            text::SourceSet& sources,
                                                            text::Diagnostics& diagnostics);

}  // namespace doudi::io
