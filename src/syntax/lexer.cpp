// src/syntax/lexer.cpp - words, numbers and comments of an expression.
// Layer 2.
#include "syntax/lexer.hpp"

#include <algorithm>
#include <array>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/lexer_state.hpp"

namespace doudi::syntax {

namespace {

using text::Code;
using text::Hint;

struct Keyword {
  std::string_view word;
  TokenKind kind;
};
constexpr std::array keywords{
    Keyword{"and", TokenKind::word_and},
    Keyword{"between", TokenKind::word_between},
    Keyword{"else", TokenKind::word_else},
    Keyword{"every", TokenKind::word_every},
    Keyword{"false", TokenKind::word_false},
    Keyword{"for", TokenKind::word_for},
    Keyword{"function", TokenKind::word_function},
    Keyword{"if", TokenKind::word_if},
    Keyword{"in", TokenKind::word_in},
    Keyword{"instance", TokenKind::word_instance},
    Keyword{"not", TokenKind::word_not},
    Keyword{"null", TokenKind::word_null},
    Keyword{"or", TokenKind::word_or},
    Keyword{"return", TokenKind::word_return},
    Keyword{"satisfies", TokenKind::word_satisfies},
    Keyword{"some", TokenKind::word_some},
    Keyword{"then", TokenKind::word_then},
    Keyword{"true", TokenKind::word_true},
};

}  // namespace

std::string shown(std::string_view text) {
  constexpr std::size_t limit = 40;
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size();) {
    if (++count > limit) return result + "...";
    const std::size_t begin = at;
    if (!decode(text, at)) {
      const auto byte = static_cast<unsigned char>(text[at++]);
      result += "\\x";
      result += digits[byte >> 4U];
      result += digits[byte & 0xFU];
    } else {
      const bool control = static_cast<unsigned char>(text[begin]) < 0x20;
      result += control ? " " : text.substr(begin, at - begin);
    }
  }
  return result;
}

TokenKind keyword_or_word(std::string_view word) noexcept {
  const auto* const found =
      std::lower_bound(keywords.begin(), keywords.end(), word,
                       [](const Keyword& each, std::string_view key) { return each.word < key; });
  return found != keywords.end() && found->word == word ? found->kind : TokenKind::word;
}

std::vector<Token> tokenize(const WrittenText& written, text::Diagnostics& diagnostics,
                            const Dialect& dialect) {
  return Lexer(written, diagnostics, dialect).all();
}

Lexer::Character Lexer::peek(std::size_t offset) const noexcept {
  std::size_t end = offset;
  const auto code = decode(text_, end);
  if (!code) return {.code = no_character, .end = std::min(offset + 1, text_.size())};
  if (dialect_.standard || !is_full_width(*code)) return {.code = *code, .end = end};
  const auto meant = ascii_meant(*code);
  if (!meant) return {.code = *code, .end = end};
  return {.code = static_cast<char32_t>(*meant), .end = end, .full_width = true};
}

text::Diagnostic& Lexer::report(Code code, std::size_t begin, std::size_t end, text::Arguments arguments) {
  if (++reports_ <= max_reports) {
    return diagnostics_.error(code, written_.span_of(begin, end), std::move(arguments));
  }
  unheard_ = {};
  return unheard_;
}

void Lexer::report_full_width(std::size_t begin, std::size_t end, std::string meant) {
  report(Code::full_width_character, begin, end, {{"character", shown(text_.substr(begin, end - begin))}})
      .help(Hint::write_ascii, {{"ascii", std::move(meant)}});
}

Token& Lexer::add(TokenKind kind, std::size_t begin, std::size_t end, std::string value) {
  tokens_.push_back({.kind = kind,
                     .damaged = std::exchange(damaged_, false),
                     .begin = static_cast<std::uint32_t>(begin),
                     .end = static_cast<std::uint32_t>(end),
                     .text = std::move(value)});
  return tokens_.back();
}

std::vector<Token> Lexer::all() {
  while (at_ < text_.size()) {
    const Character next = peek(at_);
    if (is_space(next.code)) {
      skip_space(next);
    } else if (text_.substr(at_, 2) == "//" || text_.substr(at_, 2) == "/*") {
      skip_comment();
    } else if (dialect_.names != nullptr && read_declared()) {
      continue;
    } else if (starts_name(next.code) || (is_digit(next.code) && in_name())) {
      read_word();
    } else if (is_digit(next.code) || (next.code == U'.' && is_digit(peek(next.end).code))) {
      read_number();
    } else if (next.code == U'"' || (next.full_width && next.code == U'\'')) {
      read_text(TokenKind::text, at_);
    } else {
      read_mark(next);
    }
  }
  // The end is where the last token ends: what is missing belongs on that line.
  const std::size_t end = tokens_.empty() ? 0 : tokens_.back().end;
  add(TokenKind::end, end, end);
  return std::move(tokens_);
}

bool Lexer::starts_name(char32_t code) const noexcept {
  return dialect_.standard ? is_standard_name_start(code) : is_name_start(code);
}

bool Lexer::continues_name(char32_t code) const noexcept {
  return dialect_.standard ? is_standard_name_part(code) : is_name_part(code);
}

// A name that only its declaration makes a name.
bool Lexer::read_declared() {
  const auto match = dialect_.names->longest(text_, at_);
  if (!match) return false;
  add(TokenKind::word, at_, match->end, std::string{match->name});
  at_ = match->end;
  return true;
}

bool Lexer::in_name() const noexcept {
  return !damaged_ && !tokens_.empty() && tokens_.back().kind == TokenKind::word;
}

void Lexer::skip_space(Character space) {
  if (space.full_width) report_full_width(at_, space.end, " ");
  at_ = space.end;
}

void Lexer::skip_comment() {
  const bool to_line_end = text_[at_ + 1] == '/';
  const std::size_t end = to_line_end ? text_.find('\n', at_) : text_.find("*/", at_ + 2);
  if (end != std::string_view::npos) {
    at_ = to_line_end ? end : end + 2;
    return;
  }
  if (!to_line_end) {
    report(Code::unclosed_comment, at_, at_ + 2);
    damaged_ = true;
  }
  at_ = text_.size();
}

// Reads characters while `belongs` says so; full-width ones, a run at a time, are reported and replaced.
template <class Belongs>
std::string Lexer::run(Belongs belongs) {
  std::string value;
  std::size_t wide_begin = at_;
  std::string wide;
  const auto report_wide = [&] {
    if (!wide.empty()) report_full_width(wide_begin, at_, std::exchange(wide, {}));
  };
  for (Character next = peek(at_); at_ < text_.size() && belongs(next); next = peek(at_)) {
    if (!next.full_width) {
      report_wide();
      value += text_.substr(at_, next.end - at_);
    } else {
      if (wide.empty()) wide_begin = at_;
      wide += static_cast<char>(next.code);
      value += static_cast<char>(next.code);
    }
    at_ = next.end;
  }
  report_wide();
  return value;
}

void Lexer::read_word() {
  const std::size_t begin = at_;
  std::string word =
      run([this](Character next) { return continues_name(next.code) || starts_name(next.code); });
  const TokenKind kind = keyword_or_word(word);
  if (kind == TokenKind::word && !dialect_.standard && !is_nfc(word)) {
    word = normal_form(word);
    report(Code::name_not_normalised, begin, at_, {{"name", shown(text_.substr(begin, at_ - begin))}})
        .help(Hint::write_instead, {{"text", word}});
  }
  add(kind, begin, at_, std::move(word));
}

std::string Lexer::read_digits() {
  return run([](Character next) { return is_digit(next.code); });
}

void Lexer::read_number() {
  const std::size_t begin = at_;
  if (read_date()) return;
  std::string value = read_digits();
  const Character point = peek(at_);
  if (point.code == U'.' && is_digit(peek(point.end).code)) {
    if (point.full_width) report_full_width(at_, point.end, ".");
    at_ = point.end;
    value += "." + read_digits();
  }
  value += read_exponent();
  if (starts_name(peek(at_).code)) {
    run([this](Character next) { return continues_name(next.code) || starts_name(next.code); });
    report(Code::name_begins_with_digit, begin, at_, {{"text", shown(text_.substr(begin, at_ - begin))}});
    add(TokenKind::number, begin, at_, std::move(value));
    damaged_ = true;
    return;
  }
  add(TokenKind::number, begin, at_, std::move(value));
}

std::string Lexer::read_exponent() {
  if (at_ >= text_.size() || (text_[at_] != 'e' && text_[at_] != 'E')) return {};
  const bool sign = at_ + 1 < text_.size() && (text_[at_ + 1] == '+' || text_[at_ + 1] == '-');
  const std::size_t digits = at_ + (sign ? 2 : 1);
  if (!is_digit(peek(digits).code)) return {};
  std::string value(text_.substr(at_, digits - at_));
  at_ = digits;
  return value + read_digits();
}

// A date without quotes would read as a subtraction: 2019-04-03 is 2012.
bool Lexer::read_date() {
  if (dialect_.standard) return false;
  constexpr std::string_view shape = "dddd-dd-dd";
  const std::string_view piece = text_.substr(at_, shape.size());
  const auto fits = [](char letter, char kind) {
    return kind == 'd' ? letter >= '0' && letter <= '9' : letter == kind;
  };
  if (!std::equal(piece.begin(), piece.end(), shape.begin(), shape.end(), fits)) return false;
  const Character next = peek(at_ + shape.size());
  if (at_ + shape.size() < text_.size() && (is_name_part(next.code) || next.code == U'-')) return false;
  report(Code::bare_date, at_, at_ + shape.size(), {{"date", std::string(piece)}})
      .help(Hint::write_instead, {{"text", "@\"" + std::string(piece) + "\""}});
  add(TokenKind::temporal, at_, at_ + shape.size(), std::string(piece));
  at_ += shape.size();
  return true;
}

}  // namespace doudi::syntax
