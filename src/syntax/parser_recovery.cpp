// src/syntax/parser_recovery.cpp - what the parser says about a mistake, and where it goes on.
// Layer 2.
#include <algorithm>
#include <utility>

#include "syntax/parser.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::LabelCode;

namespace {

[[nodiscard]] bool is_opening(TokenKind kind) noexcept {
  return kind == TokenKind::open_round || kind == TokenKind::open_square || kind == TokenKind::open_curly;
}

// Where an expression that belongs to something larger may end.
[[nodiscard]] bool ends_slot(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::end:
    case TokenKind::comma:
    case TokenKind::close_round:
    case TokenKind::close_square:
    case TokenKind::close_curly:
    case TokenKind::word_then:
    case TokenKind::word_else:
    case TokenKind::word_return:
    case TokenKind::word_satisfies:
      return true;
    default:
      return false;
  }
}

[[nodiscard]] std::size_t bracket_index(TokenKind kind) noexcept {
  const bool round = kind == TokenKind::open_round || kind == TokenKind::close_round;
  const bool square = kind == TokenKind::open_square || kind == TokenKind::close_square;
  return round ? 0 : square ? 1 : 2;
}

[[nodiscard]] std::string_view bracket_text(TokenKind kind) noexcept {
  constexpr std::array<std::string_view, 3> texts{")", "]", "}"};
  return texts[bracket_index(kind)];
}

}  // namespace

bool is_closing(TokenKind kind) noexcept {
  return kind == TokenKind::close_round || kind == TokenKind::close_square || kind == TokenKind::close_curly;
}

Parser::Parser(const WrittenText& written, text::Diagnostics& diagnostics, const Dialect& dialect)
    : written_(written),
      diagnostics_(diagnostics),
      dialect_(dialect),
      tokens_(tokenize(written, diagnostics, dialect)) {}

Parser::Bracket::Bracket(Parser& parser, const Token& opening)
    : open(opening), parser_(parser), interval_high_(std::exchange(parser.interval_high_, false)) {
  ++parser_.open_brackets_[bracket_index(open.kind)];
}

Parser::Bracket::~Bracket() {
  --parser_.open_brackets_[bracket_index(open.kind)];
  parser_.interval_high_ = interval_high_;
}

const Token& Parser::following(std::size_t distance) const noexcept {
  return tokens_[std::min(position_ + distance, tokens_.size() - 1)];
}

const Token& Parser::take() {
  recovering_ = false;
  const Token& token = current();
  if (token.kind != TokenKind::end) ++position_;
  return token;
}

bool Parser::accept(TokenKind kind) {
  if (!at(kind)) return false;
  take();
  return true;
}

text::Span Parser::span_of(std::size_t begin, std::size_t end) const noexcept {
  return written_.span_of(begin, end);
}

std::string Parser::written(std::size_t begin, std::size_t end) const {
  return shown(std::string_view(written_.text).substr(begin, end - begin));
}

text::Diagnostic& Parser::report(Code code, text::Span where, text::Arguments arguments) {
  const bool silent = recovering_ || current().damaged || ++reports_ > max_reports;
  recovering_ = true;
  if (!silent) return diagnostics_.error(code, where, std::move(arguments));
  unheard_ = {};
  return unheard_;
}

text::Diagnostic& Parser::report_missing(std::string_view expected) {
  const Token& token = current();
  if (token.kind == TokenKind::end) {
    return report(Code::missing_token_at_end, span_of(token), {{"expected", std::string(expected)}});
  }
  return report(Code::missing_token, span_of(token),
                {{"expected", std::string(expected)}, {"found", written(token)}});
}

void Parser::report_missing_operand() {
  const Token& token = current();
  if (token.kind == TokenKind::end) {
    report(Code::missing_operand_at_end, span_of(token));
  } else if (before().kind == TokenKind::comma &&
             (token.kind == TokenKind::comma || is_closing(token.kind))) {
    report_stray_comma(token.kind == TokenKind::comma ? token : before());
  } else {
    report(Code::missing_operand, span_of(token), {{"found", written(token)}});
  }
}

void Parser::report_missing_name() {
  const Token& token = current();
  if (token.kind == TokenKind::end) {
    report(Code::missing_name_at_end, span_of(token));
  } else {
    report(Code::missing_name, span_of(token), {{"found", written(token)}});
  }
}

void Parser::report_unexpected() {
  report(Code::unexpected_token, span_of(current()), {{"found", written(current())}});
}

void Parser::report_stray_comma(const Token& comma) {
  report(Code::stray_comma, span_of(comma)).help(Hint::leave_out);
}

// A `]` with a value behind it begins an interval.
bool Parser::closes(TokenKind kind) const noexcept {
  return at(kind) && !(kind == TokenKind::close_square && starts_operand(following().kind));
}

void Parser::drop_stray_commas() {
  for (; at(TokenKind::comma); ++position_) report_stray_comma(current());
}

Parser::Node Parser::error_node(std::uint32_t begin, std::uint32_t end) {
  end = std::max(begin, end);
  Node node{.expression = {}, .begin = begin, .end = end};
  node.expression.span = span_of(begin, end);
  return node;
}

// Refuses what is nested too deeply and passes over it, up to the bracket that closes around it.
Parser::Node Parser::give_up() {
  const std::uint32_t begin = current().begin;
  if (!std::exchange(too_deep_reported_, true)) {
    report(Code::expression_too_deep, span_of(current()), {{"limit", std::to_string(max_expression_depth)}});
  }
  recovering_ = true;
  for (skip(); !is_closing(current().kind) && !at(TokenKind::end); skip()) ++position_;
  return error_node(begin, before().end);
}

// Moves to the next token that ends a slot, over whole brackets.
void Parser::skip() {
  std::size_t open = 0;
  for (; !at(TokenKind::end); ++position_) {
    if (is_opening(current().kind)) {
      ++open;
    } else if (open == 0) {
      if (ends_slot(current().kind)) return;
    } else if (is_closing(current().kind)) {
      --open;
    }
  }
}

// What follows a complete expression must be something that may end it.
void Parser::settle(Node& node, std::string_view expected) {
  if (ends_slot(current().kind)) return;
  if (expected.empty()) {
    report_unexpected();
  } else {
    report_missing(expected);
  }
  skip();
  node = error_node(node.begin, std::max(node.end, before().end));
}

// Takes the closing bracket and returns where it ends. Where it is missing, goes on behind the next one that
// no bracket further out waits for.
std::uint32_t Parser::close(const Bracket& bracket, TokenKind kind) {
  if (accept(kind)) return before().end;
  const Code code = at(TokenKind::end) ? Code::unclosed_bracket_at_end : Code::unclosed_bracket;
  text::Arguments arguments{{"bracket", written(bracket.open)}};
  if (!at(TokenKind::end)) arguments.push_back({"found", written(current())});
  report(code, span_of(current()), std::move(arguments))
      .label(LabelCode::opened_here, span_of(bracket.open))
      .help(Hint::close_bracket, {{"bracket", std::string(bracket_text(kind))}});
  for (skip(); at(TokenKind::comma); skip()) ++position_;
  const std::size_t index = bracket_index(current().kind);
  const int own = bracket_index(bracket.open.kind) == index ? 1 : 0;
  if (is_closing(current().kind) && (at(kind) || open_brackets_[index] == own)) take();
  return before().end;
}

}  // namespace doudi::syntax
