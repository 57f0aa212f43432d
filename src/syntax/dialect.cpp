// src/syntax/dialect.cpp - names that hold operators or keywords.
// Layer 2.
#include "doudi/syntax/dialect.hpp"

#include <algorithm>
#include <vector>

#include "doudi/base/name.hpp"

#include "syntax/lexer.hpp"
#include "syntax/lexer_state.hpp"

namespace doudi::syntax {
namespace {

/// The part of a name at `at`: a run of word characters or one other character; empty at the end. Passes over space.
std::string_view next_part(std::string_view text, std::size_t& at) {
  std::size_t begin = at;
  std::size_t end = at;
  while (begin < text.size()) {
    end = begin;
    const auto code = decode(text, end);
    if (!code || !is_space(*code)) break;
    begin = end;
  }
  if (begin >= text.size()) return {};
  end = begin;
  const auto first = decode(text, end);
  if (!first) end = begin + 1;
  if (first && is_standard_name_part(*first)) {
    for (std::size_t next = end; next < text.size(); end = next) {
      const auto code = decode(text, next);
      if (!code || !is_standard_name_part(*code)) break;
    }
  }
  at = end;
  return text.substr(begin, end - begin);
}

/// Whether a part keeps a name from being read without a declaration.
bool is_unusual(std::string_view part, bool first) {
  std::size_t at = 0;
  const auto code = decode(part, at);
  if (!code || !is_standard_name_part(*code)) return true;
  if (first && !is_standard_name_start(*code)) return true;
  return keyword_or_word(part) != TokenKind::word;
}

}  // namespace

bool is_standard_name_start(char32_t code) noexcept {
  if (code < 0x80) return (code >= U'A' && code <= U'Z') || (code >= U'a' && code <= U'z') || code == U'_';
  if (code == 0xB7 || is_space(code) || code == 0x3000) return false;
  return (code >= 0xB5 && code <= 0xD7FF) || (code >= 0xE000 && code <= 0xFFFD) ||
         (code >= 0x10000 && code <= 0xEFFFF);
}

bool is_standard_name_part(char32_t code) noexcept {
  return is_standard_name_start(code) || is_digit(code) || code == 0xB7;
}

void DeclaredNames::add(std::string_view name) {
  std::vector<std::string_view> parts;
  bool unusual = false;
  std::size_t at = 0;
  for (std::string_view part = next_part(name, at); !part.empty(); part = next_part(name, at)) {
    if (parts.size() == most_parts) return;
    unusual = unusual || is_unusual(part, parts.empty());
    parts.push_back(part);
  }
  if (!unusual) return;
  Node* node = &root_;
  for (const std::string_view part : parts) node = &node->next[std::string{part}];
  node->name = name;
}

std::optional<DeclaredNames::Match> DeclaredNames::longest(std::string_view text, std::size_t begin) const {
  std::optional<Match> best;
  if (beneath_ != nullptr) best = beneath_->longest(text, begin);
  const Node* node = &root_;
  for (std::size_t at = begin;;) {
    const std::string_view part = next_part(text, at);
    const auto found = part.empty() ? node->next.end() : node->next.find(part);
    if (found == node->next.end()) return best;
    node = &found->second;
    if (!node->name.empty() && (!best || best->end <= at)) best = Match{at, node->name};
  }
}

}  // namespace doudi::syntax
