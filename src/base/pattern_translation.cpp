// src/base/pattern_translation.cpp - groups, quantifiers, anchors and back-references of XPath for PCRE2.
// Layer 0.
#include "base/pattern_translation.hpp"

#include <charconv>
#include <vector>

namespace doudi {
namespace {

// Newline is #x0A only. In a text of lines the end counts as the end of a line unless a newline stands there,
// and no line begins behind it.
constexpr std::string_view text_start = R"((?:\A))";
constexpr std::string_view text_end = R"((?:\z))";
constexpr std::string_view line_start = R"((?:\A|(?<=\n)(?!\z)))";
constexpr std::string_view line_end = R"((?:(?=\n)|(?<!\n)\z))";

constexpr int most_repetitions = 65535;  // PCRE2 has no more

[[nodiscard]] bool is_digit(std::optional<char32_t> character) noexcept {
  return character >= U'0' && character <= U'9';
}

class Translation {
 public:
  Translation(std::string_view text, PatternFlags flags) : reader_{text, flags.ignore_space}, flags_{flags} {}

  [[nodiscard]] Result<TranslatedPattern, PatternProblem> run() {
    while (reader_.peek() && item()) {
    }
    if (!open_.empty()) reader_.refuse(open_.back().offset);
    if (reader_.problem()) return Failure{*reader_.problem()};
    return result_;
  }

 private:
  /// Number 0 is a group that does not capture.
  struct Group {
    std::size_t number;
    std::size_t offset;
  };

  bool item() {
    const std::size_t start = reader_.offset();
    const char32_t character = *reader_.take();
    switch (character) {
      case U'(':
        return open(start);
      case U')':
        return close(start);
      case U'|':
        repeatable_ = false;
        result_.text += '|';
        return true;
      case U'?':
      case U'*':
      case U'+':
        return repeatable_ ? quantifier(std::string{static_cast<char>(character)}) : reader_.refuse(start);
      case U'{':
        return repeatable_ ? counted(start) : reader_.refuse(start);
      case U'}':
      case U']':
        return reader_.refuse(start);
      default:  // any other character
        repeatable_ = true;
        return atom(character, start);
    }
  }

  bool atom(char32_t character, std::size_t start) {
    if (character == U'[') return translate_class(reader_, flags_.ignore_case, result_.text);
    if (character == U'\\') {
      return is_digit(reader_.peek()) ? back_reference(start)
                                      : translate_escape(reader_, flags_.ignore_case, result_.text);
    }
    if (character == U'^') {
      result_.text += flags_.lines ? line_start : text_start;
    } else if (character == U'$') {
      result_.text += flags_.lines ? line_end : text_end;
    } else if (character == U'.') {
      result_.text += flags_.dot_matches_newline ? R"((?s:.))" : R"([^\n\r])";
    } else {
      result_.text += pattern_character(character);
    }
    return true;
  }

  bool open(std::size_t start) {
    repeatable_ = false;
    if (!reader_.take_if(U'?')) {
      result_.text += '(';
      open_.push_back({++result_.groups, start});
      closed_.push_back(false);
      return true;
    }
    if (!reader_.take_if(U':')) return reader_.refuse(start);
    result_.text += "(?:";
    open_.push_back({0, start});
    return true;
  }

  bool close(std::size_t start) {
    if (open_.empty()) return reader_.refuse(start);
    if (open_.back().number > 0) closed_[open_.back().number - 1] = true;
    open_.pop_back();
    result_.text += ')';
    repeatable_ = true;
    return true;
  }

  bool quantifier(const std::string& written) {
    repeatable_ = false;
    result_.text += written;
    if (reader_.take_if(U'?')) result_.text += '?';
    return true;
  }

  /// `{n}`, `{n,}` or `{n,m}`.
  bool counted(std::size_t start) {
    const auto least = number();
    if (!least) return reader_.refuse(start);
    std::string written = "{" + std::to_string(*least);
    if (reader_.take_if(U',')) {
      written += ',';
      const auto most = is_digit(reader_.peek()) ? number() : std::nullopt;
      if (most && *most < *least) return reader_.refuse(start);
      if (most) written += std::to_string(*most);
    }
    if (!reader_.take_if(U'}')) return reader_.refuse(start);
    return quantifier(written + '}');
  }

  [[nodiscard]] std::optional<int> number() {
    const std::size_t start = reader_.offset();
    std::string digits;
    while (is_digit(reader_.peek())) digits += static_cast<char>(*reader_.take());
    if (digits.empty()) return std::nullopt;
    int value = 0;
    const auto [end, failure] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (failure == std::errc{} && value <= most_repetitions) return value;
    reader_.refuse(start, PatternProblemKind::too_expensive);
    return std::nullopt;
  }

  /// Further digits belong to it as long as so many groups were opened before.
  bool back_reference(std::size_t start) {
    std::size_t number = *reader_.take() - U'0';
    while (number > 0 && is_digit(reader_.peek())) {
      const std::size_t longer = number * 10 + (*reader_.peek() - U'0');
      if (longer > result_.groups) break;
      number = longer;
      reader_.take();
    }
    if (number == 0 || number > result_.groups || !closed_[number - 1]) return reader_.refuse(start);
    result_.text += "\\g{" + std::to_string(number) + "}";
    result_.has_back_reference = true;
    return true;
  }

  PatternReader reader_;
  PatternFlags flags_;
  TranslatedPattern result_;
  std::vector<Group> open_;
  std::vector<bool> closed_;  // by group
  bool repeatable_ = false;   // a quantifier may follow
};

}  // namespace

Result<PatternFlags, PatternProblem> read_pattern_flags(std::string_view flags) {
  PatternFlags result;
  for (std::size_t place = 0; place < flags.size(); ++place) {
    switch (flags[place]) {
      case 's':
        result.dot_matches_newline = true;
        break;
      case 'm':
        result.lines = true;
        break;
      case 'i':
        result.ignore_case = true;
        break;
      case 'x':
        result.ignore_space = true;
        break;
      case 'q':
        result.literal = true;
        break;
      default:
        return Failure{PatternProblem{PatternProblemKind::bad_flags, place}};
    }
  }
  return result;
}

Result<TranslatedPattern, PatternProblem> translate_pattern(std::string_view text, PatternFlags flags) {
  return Translation{text, flags}.run();
}

}  // namespace doudi
