// src/cli/schema_text.hpp - the JSON Schemas of rules/, compiled in.
#pragma once

#include <string_view>

namespace doudi::cli {

/// rules/pack.schema.json and rules/cases.schema.json, byte for byte.
[[nodiscard]] std::string_view pack_schema() noexcept;
[[nodiscard]] std::string_view cases_schema() noexcept;

}  // namespace doudi::cli
