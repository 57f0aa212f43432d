// src/syntax/parser.cpp - operators, and the expressions that begin with a keyword.
// Layer 2.
#include "syntax/parser.hpp"

#include <algorithm>
#include <utility>

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::LabelCode;

namespace {

[[nodiscard]] Level above(Level level) noexcept {
  return static_cast<Level>(static_cast<int>(level) + 1);
}

[[nodiscard]] Form chain_form(Level level) {
  switch (level) {
    case Level::disjunction:
      return Form::disjunction;
    case Level::conjunction:
      return Form::conjunction;
    case Level::sum:
      return Form::sum;
    case Level::product:
      return Form::product;
    case Level::power:
      return Form::power;
    case Level::none:
    case Level::comparison:
      break;
  }
  return Form::error;
}

[[nodiscard]] std::string_view chain_text(TokenKind kind) noexcept {
  if (kind == TokenKind::plus) return "+";
  if (kind == TokenKind::minus) return "-";
  if (kind == TokenKind::times) return "*";
  if (kind == TokenKind::divide) return "/";
  return {};
}

[[nodiscard]] bool is_keyword_expression(TokenKind kind) noexcept {
  return kind == TokenKind::word_if || kind == TokenKind::word_for || kind == TokenKind::word_some ||
         kind == TokenKind::word_every;
}

}  // namespace

Level level_of(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::word_or:
      return Level::disjunction;
    case TokenKind::word_and:
      return Level::conjunction;
    case TokenKind::word_between:
    case TokenKind::word_in:
      return Level::comparison;
    case TokenKind::plus:
    case TokenKind::minus:
      return Level::sum;
    case TokenKind::times:
    case TokenKind::divide:
      return Level::product;
    case TokenKind::power:
      return Level::power;
    default:
      return is_relation(kind) ? Level::comparison : Level::none;
  }
}

void Parser::Node::adopt(Node&& child) {
  depth = std::max(depth, child.depth + 1);
  end = child.end;
  expression.operands.push_back(std::move(child.expression));
}

// Gives a node its place, and refuses it where its tree is too deep.
Parser::Node Parser::finished(Node node, std::uint32_t begin, std::uint32_t end) {
  if (node.depth > max_expression_depth) {
    if (!std::exchange(too_deep_reported_, true)) {
      report(Code::expression_too_deep, span_of(begin, end),
             {{"limit", std::to_string(max_expression_depth)}});
    }
    return error_node(begin, end);
  }
  node.begin = begin;
  node.end = end;
  node.expression.span = span_of(begin, end);
  return node;
}

Parser::Node Parser::leaf(Form form, const Token& token, std::string text) {
  Node node;
  node.expression.form = form;
  node.expression.text = std::move(text);
  return finished(std::move(node), token.begin, token.end);
}

Expression Parser::whole_expression() {
  return whole(&Parser::expression);
}

Expression Parser::whole_domain() {
  return whole(&Parser::domain);
}

Expression Parser::whole(Node (Parser::*read)()) {
  if (at(TokenKind::end)) {
    if (!current().damaged) report(Code::expression_empty, written_.span);
    return error_node(0, current().end).expression;
  }
  Node node = (this->*read)();
  settle(node);
  if (at(TokenKind::end)) return std::move(node.expression);
  if (at(TokenKind::comma) && following().kind == TokenKind::end) {
    report_stray_comma(current());
  } else {
    report_unexpected();
  }
  return error_node(0, tokens_.back().end).expression;
}

// An expression inside something larger: what stands behind it and cannot follow it is reported and skipped.
Parser::Node Parser::slot(std::string_view expected) {
  Node node = expression();
  settle(node, expected);
  return node;
}

Parser::Node Parser::expression() {
  const Nesting nesting(nesting_);
  if (nesting.too_deep()) return give_up();
  switch (current().kind) {
    case TokenKind::word_if:
      return conditional();
    case TokenKind::word_for:
      return iteration(Form::iteration);
    case TokenKind::word_some:
      return iteration(Form::some);
    case TokenKind::word_every:
      return iteration(Form::every);
    default:
      return climb(unary(), Level::disjunction);
  }
}

Parser::Node Parser::conditional() {
  const Token& keyword = take();
  Node node;
  node.expression.form = Form::conditional;
  node.adopt(slot("then"));
  if (!accept(TokenKind::word_then)) report_missing("then");
  node.adopt(slot("else"));
  if (accept(TokenKind::word_else)) {
    node.adopt(expression());
  } else {
    report(Code::else_missing, span_of(keyword)).label(LabelCode::expected_here, span_of(current()));
    node.adopt(error_node(before().end, before().end));
  }
  const std::uint32_t end = node.end;
  return finished(std::move(node), keyword.begin, end);
}

Parser::Node Parser::iteration(Form form) {
  const Token& keyword = take();
  const bool loop = form == Form::iteration;
  Node node;
  node.expression.form = form;
  const TokenKind last = loop ? TokenKind::word_return : TokenKind::word_satisfies;
  iterator(node);
  while (accept(TokenKind::comma)) {
    if (at(last)) {
      report_stray_comma(before());
      break;
    }
    iterator(node);
  }
  if (!accept(last)) report_missing(loop ? "return" : "satisfies");
  refuse_repeated(node.expression.names, span_of(keyword));
  node.adopt(expression());
  const std::uint32_t end = node.end;
  return finished(std::move(node), keyword.begin, end);
}

// `x in xs` or `x in a..b`.
void Parser::iterator(Node& node) {
  node.expression.names.push_back(name_run());
  if (node.expression.names.back().empty()) {
    report_missing_name();
    if (following().kind == TokenKind::word_in) take();  // what stands where the name was meant
  }
  if (!accept(TokenKind::word_in)) report_missing("in");
  Node over = domain();
  settle(over, node.expression.form == Form::iteration ? "return" : "satisfies");
  node.adopt(std::move(over));
}

Parser::Node Parser::domain() {
  Node low = expression();
  if (!at(TokenKind::dots)) return low;
  take();
  const std::uint32_t begin = low.begin;
  Node range;
  range.expression.form = Form::iteration_range;
  range.adopt(std::move(low));
  range.adopt(expression());
  const std::uint32_t end = range.end;
  return finished(std::move(range), begin, end);
}

// Reads operators that bind at least as tightly as `lowest`, and their right sides.
Parser::Node Parser::climb(Node left, Level lowest) {
  Level highest = Level::power;
  while (true) {
    const Level level = level_of(current().kind);
    if (level == Level::none || level < lowest || level > highest) return left;
    left = level == Level::comparison ? comparison(std::move(left)) : chain(std::move(left), level);
    highest = level;
  }
}

Parser::Node Parser::chain(Node left, Level level) {
  const Nesting nesting(levels_);
  if (nesting.too_deep()) return give_up();
  const std::uint32_t begin = left.begin;
  Node node;
  node.expression.form = chain_form(level);
  node.adopt(std::move(left));
  while (level_of(current().kind) == level) {
    node.expression.text += chain_text(take().kind);
    node.adopt(climb(operand(), above(level)));
  }
  const std::uint32_t end = node.end;
  return finished(std::move(node), begin, end);
}

Parser::Node Parser::comparison(Node left) {
  const Nesting nesting(levels_);
  if (nesting.too_deep()) return give_up();
  Compared compared;
  Node node = at(TokenKind::word_between) ? between(std::move(left))
              : at(TokenKind::word_in)    ? membership(std::move(left))
                                          : simple_comparison(std::move(left), compared);
  return level_of(current().kind) == Level::comparison ? refuse_chain(node, compared) : node;
}

Parser::Node Parser::simple_comparison(Node left, Compared& compared) {
  Node node;
  node.expression.form = Form::comparison;
  const std::uint32_t begin = left.begin;
  compared.left_end = left.end;
  node.adopt(std::move(left));
  node.expression.text = relation_text(take().kind);
  Node right = climb(operand(), Level::sum);
  compared.right_begin = right.begin;
  const std::uint32_t end = right.end;
  node.adopt(std::move(right));
  return finished(std::move(node), begin, end);
}

// Comparisons do not chain: passes over what follows, and shows the two comparisons that were meant.
Parser::Node Parser::refuse_chain(const Node& node, Compared compared) {
  const Token& second = current();
  std::uint32_t end = node.end;
  std::uint32_t third_end = 0;
  while (level_of(current().kind) == Level::comparison) {
    take();
    end = climb(operand(), Level::sum).end;
    if (third_end == 0) third_end = end;
  }
  auto& refused = report(Code::comparison_chain, span_of(second), {{"operator", written(second)}});
  if (!node.failed() && compared.left_end != 0 && is_relation(second.kind)) {
    const std::string middle = written(compared.right_begin, node.end);
    refused.help(Hint::write_instead, {{"text", written(node.begin, node.end) + " and " + middle + " " +
                                                    written(second.begin, third_end)}});
  }
  return error_node(node.begin, end);
}

Parser::Node Parser::between(Node left) {
  take();
  const std::uint32_t begin = left.begin;
  Node node;
  node.expression.form = Form::between;
  node.adopt(std::move(left));
  node.adopt(climb(operand(), Level::sum));
  if (accept(TokenKind::word_and)) {
    node.adopt(climb(operand(), Level::sum));
  } else {
    report_missing("and");
    node.adopt(error_node(node.end, node.end));
  }
  const std::uint32_t end = node.end;
  return finished(std::move(node), begin, end);
}

Parser::Node Parser::membership(Node left) {
  take();
  const std::uint32_t begin = left.begin;
  Node node;
  node.expression.form = Form::in;
  node.adopt(std::move(left));
  if (is_relation(current().kind)) {
    node.adopt(one_sided());
  } else if (at(TokenKind::open_round)) {
    std::vector<Node> tests;
    const std::uint32_t end = in_tests(tests);
    for (Node& each : tests) node.adopt(std::move(each));
    node.end = end;
  } else {
    node.adopt(climb(operand(), Level::sum));
  }
  const std::uint32_t end = node.end;
  return finished(std::move(node), begin, end);
}

// The right side of an operator. What begins with a keyword needs brackets there, but is read all the same.
Parser::Node Parser::operand() {
  if (!is_keyword_expression(current().kind)) return unary();
  const Token& keyword = current();
  report(Code::needs_brackets, span_of(keyword), {{"keyword", written(keyword)}})
      .help(Hint::write_instead, {{"text", "(" + written(keyword) + " ...)"}});
  return expression();
}

// `-x`, `not(x)` without its brackets, and `x instance of T`.
Parser::Node Parser::unary() {
  std::vector<std::uint32_t> signs;
  while (true) {
    if (at(TokenKind::minus)) {
      signs.push_back(take().begin);
    } else if (at(TokenKind::word_not) && following().kind != TokenKind::open_round) {
      report(Code::not_without_brackets, span_of(current())).help(Hint::write_instead, {{"text", "not(x)"}});
      ++position_;
    } else {
      break;
    }
  }
  Node node = postfix(primary());
  if (at(TokenKind::word_instance)) {
    take();
    const std::uint32_t begin = node.begin;
    Node tested;
    tested.expression.form = Form::instance_of;
    tested.adopt(std::move(node));
    if (at(TokenKind::word) && current().text == "of") {
      take();
    } else {
      report_missing("of");
    }
    tested.expression.text = type();
    if (tested.expression.text.empty()) tested.expression = {};
    node = finished(std::move(tested), begin, before().end);
  }
  for (; !signs.empty(); signs.pop_back()) {
    const std::uint32_t end = node.end;
    Node negated;
    negated.expression.form = Form::negate;
    negated.adopt(std::move(node));
    node = finished(std::move(negated), signs.back(), end);
  }
  return node;
}

}  // namespace doudi::syntax
