// src/syntax/lexer.hpp - splits the text of an expression into tokens.
// Layer 2.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/dialect.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

enum class TokenKind : std::uint8_t {
  end,
  number,
  text,
  temporal,
  word,
  // keywords
  word_if,
  word_then,
  word_else,
  word_for,
  word_in,
  word_return,
  word_some,
  word_every,
  word_satisfies,
  word_and,
  word_or,
  word_not,
  word_true,
  word_false,
  word_null,
  word_between,
  word_instance,
  word_function,
  // marks
  plus,
  minus,
  times,
  divide,
  power,
  equal,
  not_equal,
  less,
  less_equal,
  greater,
  greater_equal,
  open_round,
  close_round,
  open_square,
  close_square,
  open_curly,
  close_curly,
  comma,
  colon,
  dot,
  dots,
  arrow,
  question
};

struct Token {
  TokenKind kind = TokenKind::end;
  bool damaged =
      false;  // something before it was reported and dropped: what seems wrong here follows from it
  std::uint32_t begin = 0;  // offsets in the written text
  std::uint32_t end = 0;
  std::string text;  // number: digits; text, temporal: the value, escapes resolved; word: in normal form C
};

/// Splits a text into tokens, of which the last is `end`. Reports what is no token; full-width characters are
/// reported and then read as the ASCII ones that were meant. Linear; at most `max_reports` reports.
[[nodiscard]] std::vector<Token> tokenize(const WrittenText& written, text::Diagnostics& diagnostics,
                                          const Dialect& dialect = {});

/// The keyword that a word is, or `word`.
[[nodiscard]] TokenKind keyword_or_word(std::string_view word) noexcept;

/// As many as a person reads: more of them, in one expression, are left out.
inline constexpr int max_reports = 50;

/// A piece of the text as a message shows it: one line, not longer than a person wants to read.
[[nodiscard]] std::string shown(std::string_view text);

}  // namespace doudi::syntax
