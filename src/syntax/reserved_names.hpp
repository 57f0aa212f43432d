// src/syntax/reserved_names.hpp - the words that the language keeps for itself.
// Layer 2.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace doudi::syntax {

/// Where a name is to be used. Values of the root entity stand beside the answer's own.
enum class NameScope : std::uint8_t { inner, root };

/// FEEL's keywords.
[[nodiscard]] std::span<const std::string_view> keywords() noexcept;
/// The functions of FEEL and doudi's own, whether this version evaluates them or not: a name that means a
/// function today or tomorrow would change its meaning.
[[nodiscard]] std::span<const std::string_view> builtin_names() noexcept;
/// The types that need no declaration.
[[nodiscard]] std::span<const std::string_view> builtin_types() noexcept;

[[nodiscard]] bool is_keyword(std::string_view word) noexcept;
/// The word because of which a name cannot be used: the name itself, or a keyword among its words.
[[nodiscard]] std::optional<std::string_view> reserved_word(std::string_view name, NameScope scope) noexcept;

}  // namespace doudi::syntax
