// doudi/base/characters.hpp - texts by their code points: how many, which part, in which case.
// Layer 0: a byte that is no UTF-8 counts as one character and stays what it is.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace doudi {

[[nodiscard]] std::size_t character_count(std::string_view text) noexcept;
/// Up to `count` characters from the one at `first` on, which is 0 for the first. A view into `text`.
[[nodiscard]] std::string_view characters(std::string_view text, std::size_t first,
                                          std::size_t count) noexcept;

// The full mappings of Unicode's default case conversion, the same in every language: one character can become
// several, `straße` is `STRASSE`; a capital sigma at the end of a word becomes `ς`.

[[nodiscard]] std::string upper_case(std::string_view text);
[[nodiscard]] std::string lower_case(std::string_view text);

}  // namespace doudi
