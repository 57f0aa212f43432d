// src/base/pattern_translation.hpp - XPath's regular expressions in the notation of PCRE2.
// Layer 0.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/pattern.hpp"

#include "base/pattern_reader.hpp"

namespace doudi {

struct PatternFlags {
  bool dot_matches_newline = false;
  bool lines = false;
  bool ignore_case = false;
  bool ignore_space = false;
  bool literal = false;
};

struct TranslatedPattern {
  std::string text;  // ASCII only
  std::size_t groups = 0;
  bool has_back_reference = false;
};

[[nodiscard]] Result<PatternFlags, PatternProblem> read_pattern_flags(std::string_view flags);

/// The pattern, which has to be UTF-8 and not literal, for PCRE2 with the options UTF, MATCH_UNSET_BACKREF and,
/// if case is ignored, CASELESS.
[[nodiscard]] Result<TranslatedPattern, PatternProblem> translate_pattern(std::string_view text,
                                                                          PatternFlags flags);

/// A code point as PCRE2 takes it anywhere.
[[nodiscard]] std::string pattern_character(char32_t code_point);
/// The character that a `\` with this one behind it stands for; nothing if it is none of XML Schema's.
[[nodiscard]] std::optional<char32_t> escaped_character(char32_t code_point) noexcept;

// Both append to `target` one item that quantifiers can follow. False, with the problem in `reader`, where the
// pattern is wrong.

/// Reads the class whose `[` was just read.
bool translate_class(PatternReader& reader, bool ignore_case, std::string& target);
/// Reads what follows a `\`, back-references aside: `\n`, `\d`, `\p{Lu}`.
bool translate_escape(PatternReader& reader, bool ignore_case, std::string& target);

}  // namespace doudi
