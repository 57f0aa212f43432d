// src/syntax/lexer_state.hpp - the lexer at work; only lexer*.cpp include it.
// Layer 2.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"

#include "syntax/lexer.hpp"

namespace doudi::syntax {

// What FEEL takes for white space, the ideographic space aside.
[[nodiscard]] constexpr bool is_space(char32_t code) noexcept {
  return (code >= 0x09 && code <= 0x0D) || code == 0x20 || code == 0x85 || code == 0xA0 || code == 0x1680 ||
         code == 0x180E || (code >= 0x2000 && code <= 0x200B) || code == 0x2028 || code == 0x2029 ||
         code == 0x202F || code == 0x205F || code == 0xFEFF;
}

[[nodiscard]] constexpr bool is_digit(char32_t code) noexcept {
  return code >= U'0' && code <= U'9';
}

class Lexer {
 public:
  Lexer(const WrittenText& written, text::Diagnostics& diagnostics, const Dialect& dialect)
      : written_(written), text_(written.text), diagnostics_(diagnostics), dialect_(dialect) {}
  [[nodiscard]] std::vector<Token> all();

 private:
  static constexpr char32_t no_character = 0xFFFFFFFF;  // the end of the text, or a byte that is not UTF-8

  // A character as it is meant: full-width ones as the ASCII that they look like.
  struct Character {
    char32_t code = no_character;
    std::size_t end = 0;
    bool full_width = false;
  };
  [[nodiscard]] Character peek(std::size_t offset) const noexcept;
  [[nodiscard]] bool in_name() const noexcept;
  [[nodiscard]] bool starts_name(char32_t code) const noexcept;
  [[nodiscard]] bool continues_name(char32_t code) const noexcept;
  bool read_declared();

  text::Diagnostic& report(text::Code code, std::size_t begin, std::size_t end,
                           text::Arguments arguments = {});
  void report_full_width(std::size_t begin, std::size_t end, std::string meant);
  Token& add(TokenKind kind, std::size_t begin, std::size_t end, std::string value = {});

  void skip_space(Character space);
  void skip_comment();
  template <class Belongs>
  std::string run(Belongs belongs);
  void read_word();
  std::string read_digits();
  void read_number();
  std::string read_exponent();
  bool read_date();

  // lexer_marks.cpp
  void read_mark(Character first);
  void read_other(Character first);
  void read_at(Character first);
  void read_single_quoted();
  void drop_percent(Character sign);
  void skip_unknown();

  // lexer_text.cpp
  [[nodiscard]] static std::string normal_form(const std::string& word);
  void read_text(TokenKind kind, std::size_t begin);
  bool read_text_end(bool full_width);
  void read_escape(std::string& value);
  [[nodiscard]] char32_t hexadecimal(std::size_t begin, std::size_t count) const noexcept;
  [[nodiscard]] std::size_t full_width_quote(std::size_t begin, std::size_t end) const noexcept;

  const WrittenText& written_;
  std::string_view text_;
  text::Diagnostics& diagnostics_;
  Dialect dialect_;
  std::vector<Token> tokens_;
  std::size_t at_ = 0;
  bool damaged_ = false;
  int reports_ = 0;
  text::Diagnostic unheard_;
};

}  // namespace doudi::syntax
