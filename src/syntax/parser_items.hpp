// src/syntax/parser_items.hpp - things between brackets, separated by commas.
// Layer 2.
#pragma once

#include "syntax/parser.hpp"

namespace doudi::syntax {

/// Reads things separated by commas up to the closing bracket and returns where that ends. Reports commas that
/// separate nothing. `item` reads one thing and stops where a slot ends.
template <class Item>
std::uint32_t Parser::items(const Bracket& bracket, TokenKind kind, Item item) {
  drop_stray_commas();
  if (closes(kind) || at(TokenKind::end)) return close(bracket, kind);
  item();
  return further_items(bracket, kind, item);
}

/// The same, behind the first thing.
template <class Item>
std::uint32_t Parser::further_items(const Bracket& bracket, TokenKind kind, Item item) {
  while (at(TokenKind::comma)) {
    const Token& comma = take();
    drop_stray_commas();
    if (closes(kind)) report_stray_comma(comma);
    if (closes(kind) || at(TokenKind::end)) break;
    item();
  }
  return close(bracket, kind);
}

}  // namespace doudi::syntax
