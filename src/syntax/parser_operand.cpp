// src/syntax/parser_operand.cpp - names, literals, brackets, calls and what may follow them.
// Layer 2.
#include <utility>

#include "syntax/parser.hpp"
#include "syntax/parser_items.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

bool starts_operand(TokenKind kind) noexcept {
  switch (kind) {
    case TokenKind::number:
    case TokenKind::text:
    case TokenKind::temporal:
    case TokenKind::word:
    case TokenKind::word_if:
    case TokenKind::word_for:
    case TokenKind::word_some:
    case TokenKind::word_every:
    case TokenKind::word_not:
    case TokenKind::word_true:
    case TokenKind::word_false:
    case TokenKind::word_null:
    case TokenKind::word_function:
    case TokenKind::minus:
    case TokenKind::question:
    case TokenKind::open_round:
    case TokenKind::open_square:
    case TokenKind::open_curly:
      return true;
    default:
      return false;
  }
}

// `.member`, `[filter]` and `(arguments)`, any number of them.
Parser::Node Parser::postfix(Node node) {
  while (true) {
    if (at(TokenKind::dot)) {
      node = member(std::move(node));
    } else if (at(TokenKind::open_square)) {
      if (interval_high_ && !starts_operand(following().kind)) return node;
      node = filtered(std::move(node));
    } else if (at(TokenKind::open_round)) {
      node = invocation(std::move(node));
    } else {
      return node;
    }
  }
}

Parser::Node Parser::member(Node node) {
  take();
  std::string name = name_run();
  if (name.empty()) {
    report_missing_name();
    // A keyword directly behind the dot was meant as the member.
    if (is_keyword(current().kind) && current().begin == before().end) ++position_;
  }
  const std::uint32_t begin = node.begin;
  const std::uint32_t end = before().end;
  if (name.empty() || node.failed()) return error_node(begin, end);
  Node path;
  path.expression.form = Form::path;
  path.expression.text = std::move(name);
  path.adopt(std::move(node));
  return finished(std::move(path), begin, end);
}

Parser::Node Parser::filtered(Node node) {
  const Bracket bracket(*this, take());
  const std::uint32_t begin = node.begin;
  const bool failed = node.failed();
  Node filter;
  filter.expression.form = Form::filter;
  filter.adopt(std::move(node));
  filter.adopt(slot());
  const std::uint32_t end = close(bracket, TokenKind::close_square);
  return failed ? error_node(begin, end) : finished(std::move(filter), begin, end);
}

// A call of a value, such as `rates.of(x)` or `f(1)(2)`.
Parser::Node Parser::invocation(Node function) {
  const std::uint32_t begin = function.begin;
  const std::uint32_t function_end = function.end;
  bool sound = !function.failed();
  Node node;
  node.expression.form = Form::invocation;
  node.adopt(std::move(function));
  std::size_t count = 0;
  const Bracket bracket(*this, take());
  const std::uint32_t end =
      items(bracket, TokenKind::close_round, [&] { sound = argument(node, count) && sound; });
  refuse_repeated(node.expression.names, span_of(begin, function_end));
  return sound ? finished(std::move(node), begin, end) : error_node(begin, end);
}

Parser::Node Parser::primary() {
  const Token& token = current();
  switch (token.kind) {
    case TokenKind::number:
      return leaf(Form::number, take(), token.text);
    case TokenKind::text:
      return leaf(Form::text, take(), token.text);
    case TokenKind::temporal:
      return leaf(Form::temporal, take(), token.text);
    case TokenKind::word_true:
      return leaf(Form::boolean, take(), "true");
    case TokenKind::word_false:
      return leaf(Form::boolean, take(), "false");
    case TokenKind::word_null:
      return leaf(Form::null, take());
    case TokenKind::question:
      return leaf(Form::tested, take());
    case TokenKind::word:
      return named();
    case TokenKind::word_not:
      return call("not", take(), token.end);
    case TokenKind::word_function:
      return function();
    case TokenKind::open_round:
      return rounded();
    case TokenKind::open_square:
      return squared();
    case TokenKind::open_curly:
      return context();
    case TokenKind::close_square:
      // `]1..5]` begins here; the `]` of `[1, ]` does not.
      if (starts_operand(following().kind)) return squared();
      break;
    default:
      break;
  }
  report_missing_operand();
  return error_node(token.begin, token.begin);
}

Parser::Node Parser::named() {
  const Token& first = current();
  const std::size_t builtin = builtin_length();
  const bool called = builtin != 0 && following(builtin).kind == TokenKind::open_round;
  std::string name = called ? joined(builtin) : name_run();
  const std::uint32_t end = before().end;
  if (at(TokenKind::open_round)) return call(std::move(name), first, end);
  Node node;
  node.expression.form = Form::name;
  node.expression.text = std::move(name);
  return finished(std::move(node), first.begin, end);
}

// At the `(` behind a name.
Parser::Node Parser::call(std::string name, const Token& first, std::uint32_t name_end) {
  Node node;
  node.expression.form = Form::call;
  node.expression.text = std::move(name);
  const Bracket bracket(*this, take());
  std::size_t count = 0;
  bool mixed = false;
  const std::uint32_t end =
      items(bracket, TokenKind::close_round, [&] { mixed = !argument(node, count) || mixed; });
  refuse_repeated(node.expression.names, span_of(first.begin, name_end));
  return mixed ? error_node(first.begin, end) : finished(std::move(node), first.begin, end);
}

// `value` or `name: value`. False if a call mixes the two.
bool Parser::argument(Node& call, std::size_t& count) {
  const Token& first = current();
  const bool named = named_argument_ahead();
  const bool mixed = count++ != 0 && named == call.expression.names.empty();
  if (mixed) {
    report(Code::mixed_arguments, span_of(first), {{"argument", written(first)}});
  }
  if (named) {
    call.expression.names.push_back(name_run());
    take();
  }
  call.adopt(slot());
  return !mixed;
}

// `(x)`, `(a..b)` or `(< 5)`.
Parser::Node Parser::rounded() {
  const Bracket bracket(*this, take());
  const bool one_side = is_relation(current().kind);
  Node node = one_side ? one_sided() : expression();
  if (!one_side && at(TokenKind::dots)) return interval(bracket, std::move(node));
  settle(node, ")");
  node.begin = bracket.open.begin;
  node.end = close(bracket, TokenKind::close_round);
  node.bracketed = true;
  return node;
}

// `[a, b]`, `[a..b]` or `]a..b]`.
Parser::Node Parser::squared() {
  const Bracket bracket(*this, take());
  Node node;
  node.expression.form = Form::list;
  if (bracket.open.kind == TokenKind::open_square && accept(TokenKind::close_square)) {
    return finished(std::move(node), bracket.open.begin, before().end);
  }
  if (bracket.open.kind == TokenKind::open_square && at(TokenKind::comma)) {
    const std::uint32_t end = items(bracket, TokenKind::close_square, [&] { node.adopt(slot()); });
    return finished(std::move(node), bracket.open.begin, end);
  }
  Node first = expression();
  if (at(TokenKind::dots)) return interval(bracket, std::move(first));
  settle(first, bracket.open.kind == TokenKind::close_square ? ".." : std::string_view{});
  if (bracket.open.kind == TokenKind::close_square) report_missing("..");
  node.adopt(std::move(first));
  const std::uint32_t end = further_items(bracket, TokenKind::close_square, [&] { node.adopt(slot()); });
  if (bracket.open.kind == TokenKind::close_square) return error_node(bracket.open.begin, end);
  return finished(std::move(node), bracket.open.begin, end);
}

// At the `..` behind the low end.
Parser::Node Parser::interval(const Bracket& bracket, Node low) {
  const bool closed_low = bracket.open.kind == TokenKind::open_square;
  take();
  Node node;
  node.expression.form = Form::interval;
  node.adopt(std::move(low));
  interval_high_ = true;
  const Nesting nesting(nesting_);  // the high end may be an interval
  Node high = nesting.too_deep() ? give_up() : climb(operand(), Level::sum);
  interval_high_ = false;
  if (!at(TokenKind::open_square)) settle(high, "]");
  node.adopt(std::move(high));
  const bool open_high = at(TokenKind::close_round) || at(TokenKind::open_square);
  node.expression.text = std::string(closed_low ? "[" : "(") + (open_high ? ")" : "]");
  if (open_high || at(TokenKind::close_square)) {
    take();
  } else {
    const bool round = bracket.open.kind == TokenKind::open_round;
    close(bracket, round ? TokenKind::close_round : TokenKind::close_square);
  }
  return finished(std::move(node), bracket.open.begin, before().end);
}

Parser::Node Parser::context() {
  const Bracket bracket(*this, take());
  Node node;
  node.expression.form = Form::context;
  bool complete = true;
  const std::uint32_t end =
      items(bracket, TokenKind::close_curly, [&] { complete = entry(node) && complete; });
  refuse_repeated(node.expression.names, span_of(bracket.open));
  return complete ? finished(std::move(node), bracket.open.begin, end) : error_node(bracket.open.begin, end);
}

// A name; by the standard also with marks in it, as `rate+fee`.
std::string Parser::key() {
  if (!dialect_.standard) return name_run();
  const std::uint32_t begin = current().begin;
  std::string words;
  bool only_words = true;
  while (!at(TokenKind::colon) && !at(TokenKind::end) && !at(TokenKind::comma) &&
         !is_closing(current().kind)) {
    only_words = only_words && (at(TokenKind::word) || is_keyword(current().kind));
    words += (words.empty() ? "" : " ") + take().text;
  }
  if (!at(TokenKind::colon) || before().end <= begin) return {};
  return only_words ? words : written(begin, before().end);
}

// `key: value`; the key is a name or a text.
bool Parser::entry(Node& context) {
  std::string key = at(TokenKind::text) ? take().text : this->key();
  if (before().kind != TokenKind::text && key.empty()) {
    report_missing_name();
    skip();
    return false;
  }
  context.expression.names.push_back(std::move(key));
  if (!accept(TokenKind::colon)) {
    report_missing(":");
    skip();
    return false;
  }
  context.adopt(slot());
  return true;
}

Parser::Node Parser::function() {
  const Token& keyword = take();
  Node node;
  node.expression.form = Form::function;
  if (!at(TokenKind::open_round)) {
    report_missing("(");
    return error_node(keyword.begin, keyword.end);
  }
  bool complete = true;
  std::string types;
  {
    const Bracket bracket(*this, take());
    items(bracket, TokenKind::close_round, [&] { complete = parameter(node, types) && complete; });
  }
  if (types.find_first_not_of(',') != std::string::npos) node.expression.text = std::move(types);
  refuse_repeated(node.expression.names, span_of(keyword));
  if (at(TokenKind::word) && current().text == "external" && following().kind == TokenKind::open_curly)
    return external(std::move(node), keyword);
  node.adopt(expression());
  const std::uint32_t end = node.end;
  return complete ? finished(std::move(node), keyword.begin, end) : error_node(keyword.begin, end);
}

// `external { java: … }` in place of a body.
Parser::Node Parser::external(Node function, const Token& keyword) {
  take();
  const Node body = context();
  function.expression.form = Form::external;
  return finished(std::move(function), keyword.begin, body.end);
}

// `name` or `name: type`.
bool Parser::parameter(Node& function, std::string& types) {
  if (!function.expression.names.empty()) types += ",";
  std::string name = name_run();
  if (name.empty()) {
    report_missing_name();
    skip();
    return false;
  }
  function.expression.names.push_back(std::move(name));
  if (accept(TokenKind::colon)) types += type();
  Node ignored;
  ignored.expression.form = Form::null;
  settle(ignored, ",");
  return !ignored.failed();
}

}  // namespace doudi::syntax
