// src/io/import_facts.hpp - inputs of a DMN model as facts.
// Layer 8.
#pragma once

#include <string>
#include <string_view>

#include "io/import_parts.hpp"

namespace doudi::io {

/// The type of a pack for one of the standard's; empty for any other.
[[nodiscard]] std::string plain_type(std::string_view type);

/// Adds the model's inputs to the parts, each component of a structure as a fact of its own.
void import_facts(const syntax::DecisionModel& model, ImportedParts& parts, PackNames& names);

/// Adds an input that the model uses without listing it.
void import_free_fact(const syntax::DecisionModel& model, const std::string& name, const std::string& type,
                      ImportedParts& parts, PackNames& names);

}  // namespace doudi::io
