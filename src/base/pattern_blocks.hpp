// src/base/pattern_blocks.hpp - the blocks of Unicode, by the names that patterns give them.
// Layer 0.
#pragma once

#include <optional>
#include <string_view>

namespace doudi {

/// Both ends belong to it.
struct CharacterRange {
  char32_t first;
  char32_t last;
};

/// The block of a name as `\p{IsBasicLatin}` has it, without `Is`: Unicode's without its spaces, or one of the
/// older ones in XML Schema 1.0.
[[nodiscard]] std::optional<CharacterRange> unicode_block(std::string_view name) noexcept;

}  // namespace doudi
