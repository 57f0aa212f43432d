// doudi/base/name.hpp - what a name may look like, UTF-8, and the nearest of several names.
// Layer 0.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace doudi {

/// Reads the code point at `offset` and moves `offset` behind it. Nothing, and `offset` stays, at the end of
/// the text or where it is no valid UTF-8 (overlong forms and surrogates included).
[[nodiscard]] std::optional<char32_t> decode(std::string_view text, std::size_t& offset) noexcept;
/// The UTF-8 of a code point; empty for what is none (surrogates, above U+10FFFF).
[[nodiscard]] std::string encode(char32_t code_point);
/// True if the whole text is valid UTF-8.
[[nodiscard]] bool is_utf8(std::string_view text) noexcept;
/// True if the text is valid UTF-8 in Unicode's normal form C.
[[nodiscard]] bool is_nfc(std::string_view text);

/// A code point that may begin a name: a letter of any script (ideographs, `〇` and Roman numerals `Ⅱ`
/// included) or
/// `_`. Full-width letters are none.
[[nodiscard]] bool is_name_start(char32_t code_point) noexcept;
/// A code point that may stand in a name after its first, spaces aside: also digits, and the marks that some
/// scripts write on letters.
[[nodiscard]] bool is_name_part(char32_t code_point) noexcept;
/// True if the text can be a name: it begins with is_name_start, goes on with is_name_part and single spaces
/// between words, and is NFC. Reserved words are not looked at.
[[nodiscard]] bool is_name(std::string_view text);

/// True for characters of Chinese typing that look like syntax and are none: full-width forms
/// (U+FF01..U+FF5E, with digits and letters; `￥` and its like), the ideographic space, `、。`, curly quotes,
/// corner and angle brackets, the dash `—` and the ellipsis `…`.
[[nodiscard]] bool is_full_width(char32_t code_point) noexcept;
/// The ASCII character that was probably meant by a full-width one: `,` for `，` and `、`, `.` for `。`, `"`
/// for `“`.
[[nodiscard]] std::optional<char> ascii_meant(char32_t code_point) noexcept;

/// The cells a text takes in a terminal: two for a wide East Asian character, none for a combining mark or a
/// control character. Bytes that are no UTF-8 take one each.
[[nodiscard]] int display_width(std::string_view text) noexcept;

/// The candidate that a mistyped word most probably meant: the fewest insertions, deletions, replacements and
/// exchanges of neighbours, counted in code points; of several the first. Nothing when none is near enough,
/// which is one change for a word of two to four characters, two for five to seven, and so on.
[[nodiscard]] std::optional<std::string> nearest(std::string_view word,
                                                 std::span<const std::string> candidates);

}  // namespace doudi
