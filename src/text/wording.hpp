// src/text/wording.hpp - the wording of every code, label and hint, in each language.
// Layer 1.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/text/code.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::text {

/// `name` is the enumerator's; `en` and `zh` mention arguments as `{argument}`, the same ones in both
/// languages. Wording: lower case, one sentence, no full stop, the user's words in backticks; the way out
/// goes to a hint.
struct CodeWording {
  Code code;
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};
struct LabelWording {
  LabelCode code;
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};
struct HintWording {
  Hint hint;
  std::string_view name;
  std::string_view en;
  std::string_view zh;
};

// One table an area, each in the file of its name, sorted by number.
[[nodiscard]] std::span<const CodeWording> yaml_wording() noexcept;        // bytes and YAML
[[nodiscard]] std::span<const CodeWording> pack_wording() noexcept;        // shape of a pack, grids, overlays
[[nodiscard]] std::span<const CodeWording> expression_wording() noexcept;  // lexer and parser of expressions
[[nodiscard]] std::span<const CodeWording> names_wording() noexcept;       // names and scopes
[[nodiscard]] std::span<const CodeWording> types_wording() noexcept;  // types, units, null, functions, cycles
[[nodiscard]] std::span<const CodeWording> tables_wording() noexcept;   // dates, versions, parameters, tables
[[nodiscard]] std::span<const CodeWording> schemes_wording() noexcept;  // assessment, schemes, lifecycle
[[nodiscard]] std::span<const CodeWording> records_wording() noexcept;  // records, cases
[[nodiscard]] std::span<const CodeWording> evaluation_wording() noexcept;  // failures of an evaluation
[[nodiscard]] std::span<const CodeWording> models_wording() noexcept;      // decision models
[[nodiscard]] std::span<const LabelWording> label_wording() noexcept;
[[nodiscard]] std::span<const HintWording> hint_wording() noexcept;

/// The tables of all areas.
[[nodiscard]] std::vector<std::span<const CodeWording>> all_wording();
/// Throws std::logic_error for what has no row.
[[nodiscard]] const CodeWording& wording_of(Code code);
[[nodiscard]] const LabelWording& wording_of(LabelCode code);
[[nodiscard]] const HintWording& wording_of(Hint hint);

/// Puts the arguments into a wording. An argument that is not given stays as `{name}`.
[[nodiscard]] std::string filled(std::string_view wording, const Arguments& arguments);

/// The wording of a row in a language.
template <class Row>
[[nodiscard]] constexpr std::string_view in_language(const Row& row, Language language) noexcept {
  return language == Language::zh ? row.zh : row.en;
}

}  // namespace doudi::text
