// src/syntax/parser_tests.cpp - the tests of table cells and of `in`.
// Layer 2.
#include <utility>

#include "syntax/parser.hpp"
#include "syntax/parser_items.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

// `< 5`: a relation and what it compares with.
Parser::Node Parser::one_sided() {
  const Nesting nesting(nesting_);  // what it compares with may be one in brackets
  if (nesting.too_deep()) return give_up();
  const Token& relation = take();
  Node node;
  node.expression.form = Form::comparison_range;
  node.expression.text = relation_text(relation.kind);
  node.adopt(climb(operand(), Level::sum));
  const std::uint32_t end = node.end;
  return finished(std::move(node), relation.begin, end);
}

// One test of a list: `< 5`, an interval, or an expression.
Parser::Node Parser::test() {
  if (!is_relation(current().kind)) return slot();
  Node node = one_sided();
  refuse_joined(node);
  settle(node);
  return node;
}

// `>= 3 and < 5` is no test: each side needs the `?` that is tested.
void Parser::refuse_joined(Node& node) {
  const Level level = level_of(current().kind);
  if (level != Level::conjunction && level != Level::disjunction) return;
  std::string instead = "? " + written(node.begin, node.end) + " " + written(current()) + " ";
  if (is_relation(following().kind)) instead += "? ";
  report(Code::joined_tests, span_of(current()), {{"word", written(current())}})
      .help(Hint::write_instead, {{"text", instead + "..."}});
  skip();
  node = error_node(node.begin, before().end);
}

// `in (tests)`; also `in (a..b)` and `in (xs)[1]`, where the bracket is only the beginning of the one test.
// Returns where the last of it ends.
std::uint32_t Parser::in_tests(std::vector<Node>& tests) {
  Node first;
  std::uint32_t end = 0;
  {
    const Bracket bracket(*this, take());
    const bool one_side = is_relation(current().kind);
    first = one_side ? one_sided() : expression();
    if (at(TokenKind::dots) && !one_side) {
      first = interval(bracket, std::move(first));
      end = first.end;
    } else {
      if (one_side) refuse_joined(first);
      settle(first);
      tests.push_back(std::move(first));
      end = further_items(bracket, TokenKind::close_round, [&] { tests.push_back(test()); });
      if (tests.size() != 1) return end;
      first = std::move(tests.front());
      tests.clear();
      first.begin = bracket.open.begin;
      first.end = end;
      first.bracketed = true;
    }
  }
  tests.push_back(climb(postfix(std::move(first)), Level::sum));
  return tests.back().end;
}

// The whole cell is `not(…)`.
bool Parser::wholly_negated() const noexcept {
  if (!at(TokenKind::word_not) || following().kind != TokenKind::open_round) return false;
  int open = 0;
  for (std::size_t position = position_ + 1; position < tokens_.size(); ++position) {
    const TokenKind kind = tokens_[position].kind;
    if (kind == TokenKind::open_round) ++open;
    if (kind == TokenKind::close_round && --open == 0) return tokens_[position + 1].kind == TokenKind::end;
  }
  return false;
}

UnaryTests Parser::whole_tests() {
  UnaryTests result;
  result.span = span_of(tokens_.front().begin, tokens_.back().end);
  if (at(TokenKind::end)) {
    if (!current().damaged) {
      report(Code::expression_empty, written_.span).help(Hint::write_instead, {{"text", "-"}});
    }
    result.tests.push_back(error_node(0, current().end).expression);
    return result;
  }
  if (at(TokenKind::minus) && following().kind == TokenKind::end) {
    result.any = true;
    return result;
  }
  const auto read = [&] { result.tests.push_back(test().expression); };
  if (wholly_negated()) {
    take();
    result.negated = true;
    const Bracket bracket(*this, take());
    items(bracket, TokenKind::close_round, read);
    if (result.tests.empty()) report_missing_operand();
    return result;
  }
  while (!at(TokenKind::end)) {
    if (at(TokenKind::comma)) {
      report_stray_comma(current());
      ++position_;
      continue;
    }
    read();
    if (!at(TokenKind::comma)) break;
    const Token& comma = take();
    if (at(TokenKind::end)) report_stray_comma(comma);
  }
  if (!at(TokenKind::end)) {
    report_unexpected();
    result.tests.push_back(error_node(current().begin, tokens_.back().end).expression);
  }
  return result;
}

Expression parse_expression(const WrittenText& written, text::Diagnostics& diagnostics,
                            const Dialect& dialect) {
  return Parser(written, diagnostics, dialect).whole_expression();
}

Expression parse_domain(const WrittenText& written, text::Diagnostics& diagnostics, const Dialect& dialect) {
  return Parser(written, diagnostics, dialect).whole_domain();
}

UnaryTests parse_unary_tests(const WrittenText& written, text::Diagnostics& diagnostics,
                             const Dialect& dialect) {
  return Parser(written, diagnostics, dialect).whole_tests();
}

}  // namespace doudi::syntax
