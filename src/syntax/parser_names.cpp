// src/syntax/parser_names.cpp - names of several words, and types.
// Layer 2.
#include <algorithm>
#include <array>
#include <utility>

#include "syntax/parser.hpp"

namespace doudi::syntax {

using text::Code;

namespace {

// Names of FEEL's own that hold a keyword.
constexpr std::array<std::array<std::string_view, 4>, 3> names_with_keyword{{
    {"date", "and", "time", ""},
    {"years", "and", "months", "duration"},
    {"days", "and", "time", "duration"},
}};

}  // namespace

bool is_keyword(TokenKind kind) noexcept {
  return kind >= TokenKind::word_if && kind <= TokenKind::word_function;
}

bool is_relation(TokenKind kind) noexcept {
  return !relation_text(kind).empty();
}

std::string_view relation_text(TokenKind kind) noexcept {
  if (kind == TokenKind::equal) return "=";
  if (kind == TokenKind::not_equal) return "!=";
  if (kind == TokenKind::less) return "<";
  if (kind == TokenKind::less_equal) return "<=";
  if (kind == TokenKind::greater) return ">";
  if (kind == TokenKind::greater_equal) return ">=";
  return {};
}

bool Parser::fits(std::size_t offset, std::string_view word) const noexcept {
  const Token& token = following(offset);
  return token.text == word && (token.kind == TokenKind::word || token.kind == TokenKind::word_and);
}

// How many words make up a name with a keyword here; 0 if there is none.
std::size_t Parser::builtin_length() const noexcept {
  for (const auto& words : names_with_keyword) {
    std::size_t count = 0;
    while (count < words.size() && !words[count].empty() && fits(count, words[count])) ++count;
    if (count == words.size() || words[count].empty()) return count;
  }
  return 0;
}

std::string Parser::joined(std::size_t count) {
  std::string name = take().text;
  for (std::size_t index = 1; index < count; ++index) name += " " + take().text;
  return name;
}

// The longest run of words that are no keywords; empty if there is none.
std::string Parser::name_run() {
  if (!at(TokenKind::word)) return {};
  std::string name = take().text;
  while (at(TokenKind::word) && !current().damaged) name += " " + take().text;
  return name;
}

bool Parser::named_argument_ahead() const noexcept {
  std::size_t position = position_;
  while (tokens_[position].kind == TokenKind::word) ++position;
  return position > position_ && tokens_[position].kind == TokenKind::colon;
}

// A type as the language writes it; empty, and reported, where there is none.
std::string Parser::type() {
  const Nesting nesting(nesting_);
  if (nesting.too_deep()) {
    static_cast<void>(give_up());
    return {};
  }
  const std::size_t builtin = builtin_length();
  if (builtin != 0) return joined(builtin);
  if (accept(TokenKind::word_function)) {
    std::string result = at(TokenKind::less) ? type_arguments("function") : "function";
    if (accept(TokenKind::arrow)) result += " -> " + type();
    return result;
  }
  std::string name = name_run();
  if (name.empty()) report_missing_name();
  const bool generic = name == "list" || name == "range" || name == "context";
  return generic && at(TokenKind::less) ? type_arguments(std::move(name)) : name;
}

// `<number>`, `<k: number, l: string>`, `<>`.
std::string Parser::type_arguments(std::string name) {
  take();
  std::string result = name + "<";
  if (accept(TokenKind::greater)) return result + ">";
  do {
    if (result.back() != '<') result += ", ";
    if (name == "context") {
      const std::string key = name_run();
      if (key.empty()) report_missing_name();
      if (!accept(TokenKind::colon)) report_missing(":");
      result += key + ": ";
    }
    result += type();
  } while (accept(TokenKind::comma));
  if (!accept(TokenKind::greater)) report_missing(">");
  return result + ">";
}

void Parser::refuse_repeated(const std::vector<std::string>& names, text::Span where) {
  if (names.size() < 2) return;
  std::vector<std::string_view> sorted(names.begin(), names.end());
  std::sort(sorted.begin(), sorted.end());
  const auto repeated = std::adjacent_find(sorted.begin(), sorted.end());
  if (repeated != sorted.end() && !repeated->empty()) {
    report(Code::repeated_entry, where, {{"name", shown(*repeated)}});
  }
}

}  // namespace doudi::syntax
