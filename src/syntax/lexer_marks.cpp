// src/syntax/lexer_marks.cpp - operators, brackets, and characters that are none.
// Layer 2.
#include <algorithm>
#include <array>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/lexer_state.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

// A mark of one or two characters. One that other languages have is read as what FEEL writes `instead`.
struct Mark {
  char32_t first;
  char32_t second;  // 0: a mark of one character
  TokenKind kind;
  std::string_view instead = {};
};
constexpr std::array marks{
    Mark{U'*', U'*', TokenKind::power},
    Mark{U'!', U'=', TokenKind::not_equal},
    Mark{U'<', U'=', TokenKind::less_equal},
    Mark{U'>', U'=', TokenKind::greater_equal},
    Mark{U'.', U'.', TokenKind::dots},
    Mark{U'-', U'>', TokenKind::arrow},
    Mark{U'=', U'=', TokenKind::equal, "="},
    Mark{U'<', U'>', TokenKind::not_equal, "!="},
    Mark{U'=', U'>', TokenKind::greater_equal, ">="},
    Mark{U'=', U'<', TokenKind::less_equal, "<="},
    Mark{U'&', U'&', TokenKind::word_and, "and"},
    Mark{U'|', U'|', TokenKind::word_or, "or"},
    Mark{U'+', 0, TokenKind::plus},
    Mark{U'-', 0, TokenKind::minus},
    Mark{U'*', 0, TokenKind::times},
    Mark{U'/', 0, TokenKind::divide},
    Mark{U'=', 0, TokenKind::equal},
    Mark{U'<', 0, TokenKind::less},
    Mark{U'>', 0, TokenKind::greater},
    Mark{U'(', 0, TokenKind::open_round},
    Mark{U')', 0, TokenKind::close_round},
    Mark{U'[', 0, TokenKind::open_square},
    Mark{U']', 0, TokenKind::close_square},
    Mark{U'{', 0, TokenKind::open_curly},
    Mark{U'}', 0, TokenKind::close_curly},
    Mark{U',', 0, TokenKind::comma},
    Mark{U':', 0, TokenKind::colon},
    Mark{U'.', 0, TokenKind::dot},
    Mark{U'?', 0, TokenKind::question},
    Mark{U';', 0, TokenKind::comma, ","},
    Mark{U'^', 0, TokenKind::power, "**"},
    Mark{U'≤', 0, TokenKind::less_equal, "<="},
    Mark{U'≥', 0, TokenKind::greater_equal, ">="},
    Mark{U'≠', 0, TokenKind::not_equal, "!="},
    Mark{U'×', 0, TokenKind::times, "*"},
    Mark{U'÷', 0, TokenKind::divide, "/"},
    Mark{U'−', 0, TokenKind::minus, "-"},
    Mark{U'–', 0, TokenKind::minus, "-"},
};

[[nodiscard]] const Mark* mark_of(char32_t first, char32_t second) noexcept {
  const auto fits = [=](const Mark& mark) {
    return mark.first == first && (mark.second == 0 || mark.second == second);
  };
  const auto* const found = std::find_if(marks.begin(), marks.end(), fits);
  return found == marks.end() ? nullptr : &*found;
}

// `10%` is written `0.10`, `5.5%` as `0.055`: the point moves two places to the left.
[[nodiscard]] std::string hundredth(std::string_view digits) {
  if (digits.find_first_of("eE") != std::string_view::npos) return std::string(digits) + " / 100";
  const std::size_t point = std::min(digits.find('.'), digits.size());
  std::string whole(digits.substr(0, point));
  const std::string_view fraction = point < digits.size() ? digits.substr(point + 1) : std::string_view{};
  whole.insert(0, whole.size() < 3 ? 3 - whole.size() : 0, '0');
  return whole.substr(0, whole.size() - 2) + "." + whole.substr(whole.size() - 2) + std::string(fraction);
}

}  // namespace

void Lexer::read_mark(Character first) {
  const Character second = peek(first.end);
  // The type `function<>` has no parameters; elsewhere `<>` is another language's `!=`.
  const bool of_function = !tokens_.empty() && tokens_.back().kind == TokenKind::word_function;
  const bool alone = first.end >= text_.size() || (of_function && first.code == U'<');
  const Mark* const mark = mark_of(first.code, alone ? 0 : second.code);
  if (mark == nullptr) {
    read_other(first);
    return;
  }
  const std::size_t begin = at_;
  at_ = mark->second == 0 ? first.end : second.end;
  if (!mark->instead.empty() && !(first.full_width && first.code == U';')) {
    report(Code::foreign_operator, begin, at_, {{"operator", shown(text_.substr(begin, at_ - begin))}})
        .help(Hint::write_instead, {{"text", std::string(mark->instead)}});
    damaged_ = damaged_ || mark->kind == TokenKind::comma;
  } else {
    if (first.full_width) {
      const std::string meant = mark->instead.empty() ? encode(first.code) : std::string(mark->instead);
      report_full_width(begin, first.end, meant);
    }
    if (mark->second != 0 && second.full_width) report_full_width(first.end, second.end, encode(second.code));
  }
  add(mark->kind, begin, at_);
  // An ideographic full stop most often ends a sentence: that nothing follows is no second error.
  if (text_.substr(begin, at_ - begin) == "。") damaged_ = true;
}

void Lexer::read_other(Character first) {
  switch (first.code) {
    case U'@':
      read_at(first);
      return;
    case U'\'':
      read_single_quoted();
      return;
    case U'%':
      drop_percent(first);
      return;
    case U'!':
      report(Code::foreign_operator, at_, first.end, {{"operator", "!"}})
          .help(Hint::write_instead, {{"text", "not(x)"}});
      break;
    default:
      skip_unknown();
      return;
  }
  at_ = first.end;
  damaged_ = true;
}

void Lexer::read_at(Character first) {
  const std::size_t begin = at_;
  std::size_t quote = first.end;
  while (quote < text_.size() && is_space(peek(quote).code)) quote = peek(quote).end;
  const Character next = peek(quote);
  if (first.full_width) report_full_width(begin, first.end, "@");
  if (quote < text_.size() && next.code == U'"') {
    at_ = quote;
    read_text(TokenKind::temporal, begin);
    return;
  }
  at_ = first.end;
  damaged_ = true;
  // `@2019-04-03` is reported as a date without quotes.
  if (!is_digit(next.code)) {
    report(Code::unknown_character, begin, at_, {{"text", "@"}})
        .help(Hint::write_instead, {{"text", "@\"2019-04-03\""}});
  }
}

// `'text'` is read as a text; a single quote that is not closed is dropped.
void Lexer::read_single_quoted() {
  const std::size_t begin = at_;
  const std::size_t close = text_.find_first_of("'\n", at_ + 1);
  if (close == std::string_view::npos || text_[close] == '\n') {
    skip_unknown();
    return;
  }
  std::string value(text_.substr(begin + 1, close - begin - 1));
  at_ = close + 1;
  report(Code::single_quotes, begin, at_, {{"text", shown(text_.substr(begin, at_ - begin))}})
      .help(Hint::write_instead, {{"text", "\"" + shown(value) + "\""}});
  // An apostrophe inside a name comes here too: that a text follows the name is no second error.
  add(TokenKind::text, begin, at_, std::move(value)).damaged = true;
}

void Lexer::drop_percent(Character sign) {
  const bool after_number = !tokens_.empty() && tokens_.back().kind == TokenKind::number;
  std::size_t next = sign.end;
  while (next < text_.size() && is_space(peek(next).code)) next = peek(next).end;
  const Character following = peek(next);
  const bool remainder = next < text_.size() && (is_name_start(following.code) || is_digit(following.code) ||
                                                 following.code == U'(');
  std::string instead = after_number && !remainder ? hundredth(tokens_.back().text) : "modulo(a, b)";
  report(Code::percent_sign, at_, sign.end).help(Hint::write_instead, {{"text", std::move(instead)}});
  at_ = sign.end;
  damaged_ = true;
}

void Lexer::skip_unknown() {
  const std::size_t begin = at_;
  const auto known = [&](Character next) {
    return is_space(next.code) || is_name_part(next.code) || is_name_start(next.code) || next.code == U'"' ||
           next.code == U'@' || next.code == U'%' || mark_of(next.code, 0) != nullptr;
  };
  do {
    at_ = peek(at_).end;
  } while (at_ < text_.size() && !known(peek(at_)));
  const std::string what = shown(text_.substr(begin, at_ - begin));
  std::size_t next = begin;
  if (is_full_width(decode(text_, next).value_or(0))) {
    report(Code::full_width_character, begin, at_, {{"character", what}});
  } else {
    report(Code::unknown_character, begin, at_, {{"text", what}});
  }
  damaged_ = true;
}

}  // namespace doudi::syntax
