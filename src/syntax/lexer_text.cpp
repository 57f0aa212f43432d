// src/syntax/lexer_text.cpp - texts in quotes and their escapes.
// Layer 2.
#include <cstdlib>
#include <utility>

#include <utf8proc.h>

#include "doudi/base/name.hpp"

#include "syntax/lexer_state.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

[[nodiscard]] constexpr bool is_high_surrogate(char32_t code) noexcept {
  return code >= 0xD800 && code < 0xDC00;
}
[[nodiscard]] constexpr bool is_low_surrogate(char32_t code) noexcept {
  return code >= 0xDC00 && code < 0xE000;
}

}  // namespace

std::string Lexer::normal_form(const std::string& word) {
  utf8proc_uint8_t* composed = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(word.c_str()));
  if (composed == nullptr) return word;
  std::string result(reinterpret_cast<const char*>(composed));
  std::free(composed);  // NOLINT(cppcoreguidelines-no-malloc): utf8proc allocates it
  return result;
}

// Offset of the first full-width quote in [begin, end), or end.
std::size_t Lexer::full_width_quote(std::size_t begin, std::size_t end) const noexcept {
  for (std::size_t at = begin; at < end;) {
    const Character next = peek(at);
    if (next.full_width && next.code == U'"') return at;
    at = next.end;
  }
  return end;
}

// A text ends on its line. One that begins with a full-width quote ends at any quote; one that begins with a
// plain quote and is not closed may have been meant to end at a full-width one.
void Lexer::read_text(TokenKind kind, std::size_t begin) {
  const Character quote = peek(at_);
  const std::size_t content = quote.end;
  if (quote.full_width) report_full_width(at_, quote.end, "\"");
  at_ = content;
  std::string value;
  while (at_ < text_.size() && (dialect_.standard || text_[at_] != '\n')) {
    if (read_text_end(quote.full_width)) {
      add(kind, begin, at_, std::move(value));
      return;
    }
    if (text_[at_] == '\\') {
      read_escape(value);
    } else {
      value += text_[at_++];
    }
  }
  const std::size_t line_end = at_;
  const std::size_t wide = full_width_quote(content, line_end);
  if (wide < line_end) {
    at_ = peek(wide).end;
    report_full_width(wide, at_, "\"");
    add(kind, begin, at_, std::string(text_.substr(content, wide - content)));
    return;
  }
  report(Code::unclosed_text, begin, content).help(Hint::close_quote);
  add(kind, begin, line_end, std::move(value));
  damaged_ = true;
}

bool Lexer::read_text_end(bool full_width) {
  if (text_[at_] == '"') {
    ++at_;
    return true;
  }
  if (!full_width) return false;
  const Character next = peek(at_);
  if (!next.full_width || (next.code != U'"' && next.code != U'\'')) return false;
  report_full_width(at_, next.end, "\"");
  at_ = next.end;
  return true;
}

char32_t Lexer::hexadecimal(std::size_t begin, std::size_t count) const noexcept {
  const std::string_view digits = text_.substr(std::min(begin, text_.size()), count);
  if (digits.size() < count) return no_character;
  char32_t value = 0;
  for (const char digit : digits) {
    const bool decimal = digit >= '0' && digit <= '9';
    const char lower = static_cast<char>(digit | 0x20);
    if (!decimal && (lower < 'a' || lower > 'f')) return no_character;
    value = value * 16 + static_cast<char32_t>(decimal ? digit - '0' : lower - 'a' + 10);
  }
  return value;
}

// A backslash before any other character stands for itself, so that `"\d"` is a regular expression.
void Lexer::read_escape(std::string& value) {
  const std::size_t begin = at_;
  const char letter = at_ + 1 < text_.size() ? text_[at_ + 1] : '\n';
  constexpr std::string_view letters = "ntr\"'\\";
  constexpr std::string_view meanings = "\n\t\r\"'\\";
  if (const std::size_t known = letters.find(letter); known != std::string_view::npos) {
    value += meanings[known];
    at_ += 2;
    return;
  }
  if (letter != 'u' && letter != 'U') {
    value += '\\';
    ++at_;
    return;
  }
  const std::size_t count = letter == 'u' ? 4 : 6;
  char32_t code = hexadecimal(at_ + 2, count);
  at_ += 2;
  if (code != no_character) at_ += count;
  if (is_high_surrogate(code) && text_.substr(at_, 2) == "\\u") {
    const char32_t low = hexadecimal(at_ + 2, 4);
    if (is_low_surrogate(low)) {
      code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      at_ += 6;
    }
  }
  const std::string encoded = code == no_character ? std::string{} : encode(code);
  value += encoded;
  if (encoded.empty()) {
    report(Code::invalid_escape, begin, at_, {{"escape", std::string(text_.substr(begin, at_ - begin))}});
  }
}

}  // namespace doudi::syntax
