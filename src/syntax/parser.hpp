// src/syntax/parser.hpp - the recursive descent parser at work; only parser*.cpp include it.
// Layer 2.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/expression.hpp"
#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"

#include "syntax/lexer.hpp"

namespace doudi::syntax {

/// How tightly a binary operator binds.
enum class Level : std::uint8_t { none, disjunction, conjunction, comparison, sum, product, power };

[[nodiscard]] Level level_of(TokenKind kind) noexcept;

/// Reads one text. After a report the parser is *recovering*: it stays silent until it takes a token that fits,
/// so that one mistake gives one message.
class Parser {
 public:
  Parser(const WrittenText& written, text::Diagnostics& diagnostics, const Dialect& dialect);
  [[nodiscard]] Expression whole_expression();
  [[nodiscard]] Expression whole_domain();
  [[nodiscard]] UnaryTests whole_tests();

 private:
  // An expression in the making: its range with the parentheses around it, and how deep its tree is.
  struct Node {
    Expression expression;
    std::uint32_t begin = 0;
    std::uint32_t end = 0;
    int depth = 1;
    bool bracketed = false;

    [[nodiscard]] bool failed() const noexcept { return expression.form == Form::error; }
    void adopt(Node&& child);
  };
  // Where the operands of a comparison stand, for the message that comparisons do not chain.
  struct Compared {
    std::uint32_t left_end = 0;
    std::uint32_t right_begin = 0;
  };

  // While one lives, a bracket or a keyword's expression is open. At most max_expression_depth of them.
  class Nesting {
   public:
    explicit Nesting(int& count) : count_(count) { ++count_; }
    Nesting(const Nesting&) = delete;
    Nesting& operator=(const Nesting&) = delete;
    ~Nesting() { --count_; }
    [[nodiscard]] bool too_deep() const noexcept { return count_ > max_expression_depth; }

   private:
    int& count_;
  };
  // Inside a bracket: `[` is no end of an interval that began outside.
  class Bracket {
   public:
    Bracket(Parser& parser, const Token& open);
    Bracket(const Bracket&) = delete;
    Bracket& operator=(const Bracket&) = delete;
    ~Bracket();
    const Token& open;

   private:
    Parser& parser_;
    bool interval_high_;
  };
  friend class Bracket;

  // parser_recovery.cpp: tokens, reports, going on behind a mistake
  [[nodiscard]] const Token& current() const noexcept { return tokens_[position_]; }
  [[nodiscard]] const Token& following(std::size_t distance = 1) const noexcept;
  [[nodiscard]] const Token& before() const noexcept { return tokens_[position_ == 0 ? 0 : position_ - 1]; }
  [[nodiscard]] bool at(TokenKind kind) const noexcept { return current().kind == kind; }
  const Token& take();
  bool accept(TokenKind kind);
  [[nodiscard]] text::Span span_of(std::size_t begin, std::size_t end) const noexcept;
  [[nodiscard]] text::Span span_of(const Token& token) const noexcept {
    return span_of(token.begin, token.end);
  }
  [[nodiscard]] std::string written(std::size_t begin, std::size_t end) const;
  [[nodiscard]] std::string written(const Token& token) const { return written(token.begin, token.end); }
  text::Diagnostic& report(text::Code code, text::Span where, text::Arguments arguments = {});
  text::Diagnostic& report_missing(std::string_view expected);
  void report_missing_operand();
  void report_missing_name();
  void report_unexpected();
  void report_stray_comma(const Token& comma);
  Node error_node(std::uint32_t begin, std::uint32_t end);
  Node give_up();
  void skip();
  void settle(Node& node, std::string_view expected = {});
  std::uint32_t close(const Bracket& bracket, TokenKind kind);
  [[nodiscard]] bool closes(TokenKind kind) const noexcept;
  void drop_stray_commas();
  template <class Item>
  std::uint32_t items(const Bracket& bracket, TokenKind kind, Item item);
  template <class Item>
  std::uint32_t further_items(const Bracket& bracket, TokenKind kind, Item item);

  // parser.cpp: operators and the expressions of keywords
  Node finished(Node node, std::uint32_t begin, std::uint32_t end);
  Node leaf(Form form, const Token& token, std::string text = {});
  [[nodiscard]] Expression whole(Node (Parser::*read)());
  Node expression();
  Node domain();
  Node slot(std::string_view expected = {});
  Node conditional();
  Node iteration(Form form);
  void iterator(Node& node);
  Node climb(Node left, Level lowest);
  Node chain(Node left, Level level);
  Node comparison(Node left);
  Node simple_comparison(Node left, Compared& compared);
  Node between(Node left);
  Node membership(Node left);
  Node refuse_chain(const Node& node, Compared compared);
  Node operand();
  Node unary();

  // parser_operand.cpp: names, literals, brackets, calls
  Node postfix(Node node);
  Node member(Node node);
  Node filtered(Node node);
  Node invocation(Node node);
  Node external(Node function, const Token& keyword);
  Node primary();
  Node named();
  Node call(std::string name, const Token& first, std::uint32_t name_end);
  bool argument(Node& call, std::size_t& count);
  Node rounded();
  Node squared();
  Node interval(const Bracket& bracket, Node low);
  Node context();
  bool entry(Node& context);
  std::string key();
  Node function();
  bool parameter(Node& function, std::string& types);

  // parser_names.cpp: names and types
  [[nodiscard]] std::size_t builtin_length() const noexcept;
  [[nodiscard]] bool fits(std::size_t offset, std::string_view word) const noexcept;
  [[nodiscard]] bool named_argument_ahead() const noexcept;
  std::string joined(std::size_t count);
  std::string name_run();
  std::string type();
  std::string type_arguments(std::string name);
  void refuse_repeated(const std::vector<std::string>& names, text::Span where);

  // parser_tests.cpp: the tests of cells and of `in`
  Node test();
  Node one_sided();
  std::uint32_t in_tests(std::vector<Node>& tests);
  [[nodiscard]] bool wholly_negated() const noexcept;
  void refuse_joined(Node& node);

  const WrittenText& written_;
  text::Diagnostics& diagnostics_;
  Dialect dialect_;
  std::vector<Token> tokens_;
  std::size_t position_ = 0;
  bool recovering_ = false;
  bool too_deep_reported_ = false;
  bool interval_high_ = false;  // reading the high end of an interval: `[` may close it
  int reports_ = 0;
  int nesting_ = 0;
  int levels_ = 0;                      // operators whose right side is being read
  std::array<int, 3> open_brackets_{};  // round, square, curly
  text::Diagnostic unheard_;
};

/// True for a token with which a value may begin.
[[nodiscard]] bool starts_operand(TokenKind kind) noexcept;
/// `<=` and the like; empty for what is no relation.
[[nodiscard]] std::string_view relation_text(TokenKind kind) noexcept;
/// True for `= != < <= > >=`.
[[nodiscard]] bool is_relation(TokenKind kind) noexcept;
/// True for the words that no name may hold.
[[nodiscard]] bool is_keyword(TokenKind kind) noexcept;
/// True for `) ] }`.
[[nodiscard]] bool is_closing(TokenKind kind) noexcept;

}  // namespace doudi::syntax
