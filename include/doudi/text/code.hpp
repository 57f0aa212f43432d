// doudi/text/code.hpp - the stable codes of everything that doudi may say about a pack or a record.
// Layer 1.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace doudi::text {

enum class Language : std::uint8_t { en, zh };

/// A code's number is its public name: `duplicate_key` is shown as E0103. Numbers are never reused.
/// E01xx the text: YAML, the shape of a pack, expressions; E02xx names and types; E03xx dates, tables, schemes;
/// E05xx records and their evaluation.
enum class Code : std::uint16_t {
  // E01xx: bytes and YAML
  invalid_utf8 = 101,
  yaml_syntax = 102,
  duplicate_key = 103,
};

/// What a second place is to a diagnostic.
enum class LabelCode : std::uint16_t {
  first_written_here = 1,
};

/// Ways out.
enum class Hint : std::uint16_t {
  did_you_mean = 1,
};

/// `E0103`.
[[nodiscard]] std::string code_text(Code code);
/// `duplicate_key`: the name by which cases expect an error.
[[nodiscard]] std::string_view code_name(Code code);
/// The code with this name or number text (`not_in_force`, `E0501`).
[[nodiscard]] std::optional<Code> code_from_text(std::string_view text);

}  // namespace doudi::text
