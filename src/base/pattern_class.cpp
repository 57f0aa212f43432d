// src/base/pattern_class.cpp - character classes and escapes of XML Schema's patterns for PCRE2.
// Layer 0.
#include <algorithm>
#include <array>
#include <charconv>
#include <span>

#include "base/pattern_blocks.hpp"
#include "base/pattern_translation.hpp"

namespace doudi {
namespace {

constexpr char32_t last_character = 0x10FFFF;
constexpr char32_t first_surrogate = 0xD800;
constexpr char32_t last_surrogate = 0xDFFF;
constexpr int deepest_subtraction = 50;

constexpr std::array white_space{CharacterRange{U'\t', U'\n'}, CharacterRange{U'\r', U'\r'},
                                 CharacterRange{U' ', U' '}};

// NameStartChar and NameChar of XML 1.0 (fifth edition), in order.
constexpr std::array name_start{
    CharacterRange{U':', U':'},       CharacterRange{U'A', U'Z'},     CharacterRange{U'_', U'_'},
    CharacterRange{U'a', U'z'},       CharacterRange{0xC0, 0xD6},     CharacterRange{0xD8, 0xF6},
    CharacterRange{0xF8, 0x2FF},      CharacterRange{0x370, 0x37D},   CharacterRange{0x37F, 0x1FFF},
    CharacterRange{0x200C, 0x200D},   CharacterRange{0x2070, 0x218F}, CharacterRange{0x2C00, 0x2FEF},
    CharacterRange{0x3001, 0xD7FF},   CharacterRange{0xF900, 0xFDCF}, CharacterRange{0xFDF0, 0xFFFD},
    CharacterRange{0x10000, 0xEFFFF},
};
constexpr std::array name_part{
    CharacterRange{U'-', U'.'},     CharacterRange{U'0', U':'},     CharacterRange{U'A', U'Z'},
    CharacterRange{U'_', U'_'},     CharacterRange{U'a', U'z'},     CharacterRange{0xB7, 0xB7},
    CharacterRange{0xC0, 0xD6},     CharacterRange{0xD8, 0xF6},     CharacterRange{0xF8, 0x37D},
    CharacterRange{0x37F, 0x1FFF},  CharacterRange{0x200C, 0x200D}, CharacterRange{0x203F, 0x2040},
    CharacterRange{0x2070, 0x218F}, CharacterRange{0x2C00, 0x2FEF}, CharacterRange{0x3001, 0xD7FF},
    CharacterRange{0xF900, 0xFDCF}, CharacterRange{0xFDF0, 0xFFFD}, CharacterRange{0x10000, 0xEFFFF},
};

// Unicode's general categories but the surrogates, which are no characters of XML.
constexpr std::array<std::string_view, 36> categories{"C",  "Cc", "Cf", "Cn", "Co", "L",  "Ll", "Lm", "Lo",
                                                      "Lt", "Lu", "M",  "Mc", "Me", "Mn", "N",  "Nd", "Nl",
                                                      "No", "P",  "Pc", "Pd", "Pe", "Pf", "Pi", "Po", "Ps",
                                                      "S",  "Sc", "Sk", "Sm", "So", "Z",  "Zl", "Zp", "Zs"};

/// Items between brackets. Ignoring case widens single characters and their ranges, and nothing else.
struct ClassItems {
  std::string characters;
  std::string properties;

  [[nodiscard]] bool empty() const noexcept { return characters.empty() && properties.empty(); }
};

/// A range without surrogates, which PCRE2 takes at neither end.
void append_range(CharacterRange range, std::string& target) {
  const auto surrogate = [](char32_t character) {
    return character >= first_surrogate && character <= last_surrogate;
  };
  if (surrogate(range.first)) range.first = last_surrogate + 1;
  if (surrogate(range.last)) range.last = first_surrogate - 1;
  if (range.first > range.last) return;
  target += pattern_character(range.first) + '-' + pattern_character(range.last);
}

/// The ranges, which are in order, or all that is in none of them.
void append_ranges(std::span<const CharacterRange> ranges, bool complement, std::string& target) {
  char32_t next = 0;
  for (const CharacterRange& range : ranges) {
    if (!complement) {
      append_range(range, target);
    } else if (range.first > next) {
      append_range({next, range.first - 1}, target);
    }
    next = range.last + 1;
  }
  if (complement && next <= last_character) append_range({next, last_character}, target);
}

/// Reads `{Lu}` or `{IsGreek}` behind `\p` or, for the complement, `\P`.
bool read_property(PatternReader& reader, bool complement, ClassItems& items) {
  const std::size_t start = reader.offset();
  if (!reader.take_if(U'{')) return reader.refuse(start);
  std::string name;
  for (auto character = reader.take(); character != U'}'; character = reader.take()) {
    if (!character) return reader.refuse(start);
    name += encode(*character);
  }
  if (std::find(categories.begin(), categories.end(), name) != categories.end()) {
    items.properties += (complement ? "\\P{" : "\\p{") + name + "}";
    return true;
  }
  const auto block = name.starts_with("Is") ? unicode_block(std::string_view{name}.substr(2)) : std::nullopt;
  if (!block) return reader.refuse(start);
  append_ranges(std::array{*block}, complement, items.properties);
  return true;
}

/// Reads a `\` escape that stands for many characters, with its letter just read.
bool read_class_escape(PatternReader& reader, char32_t letter, ClassItems& items, std::size_t start) {
  switch (letter) {
    case U'd':
      items.properties += R"(\p{Nd})";
      return true;
    case U'D':
      items.properties += R"(\P{Nd})";
      return true;
    case U'w':  // all but punctuation, separators and others
      items.properties += R"(\p{L}\p{M}\p{N}\p{S})";
      return true;
    case U'W':
      items.properties += R"(\p{P}\p{Z}\p{C})";
      return true;
    case U's':
    case U'S':
      append_ranges(white_space, letter == U'S', items.properties);
      return true;
    case U'i':
    case U'I':
      append_ranges(name_start, letter == U'I', items.properties);
      return true;
    case U'c':
    case U'C':
      append_ranges(name_part, letter == U'C', items.properties);
      return true;
    case U'p':
    case U'P':
      return read_property(reader, letter == U'P', items);
    default:  // any other character
      return reader.refuse(start);
  }
}

void append_class(const ClassItems& items, bool negated, bool ignore_case, std::string& target) {
  const std::string bracket = negated ? "[^" : "[";
  if (!ignore_case || items.properties.empty()) {
    target += bracket + items.characters + items.properties + "]";
  } else if (items.characters.empty()) {
    target += "(?-i:" + bracket + items.properties + "])";
  } else if (negated) {
    target += "(?:(?![" + items.characters + "])(?-i:[^" + items.properties + "]))";
  } else {
    target += "(?:[" + items.characters + "]|(?-i:[" + items.properties + "]))";
  }
}

class ClassReader {
 public:
  ClassReader(PatternReader& reader, bool ignore_case) : reader_{reader}, ignore_case_{ignore_case} {}

  /// Reads up to the `]`.
  bool read(std::string& target) {
    const bool negated = reader_.take_if(U'^');
    ClassItems items;
    std::string subtracted;
    while (true) {
      const std::size_t start = reader_.offset();
      const auto character = reader_.take();
      if (!character || character == U'[') return reader_.refuse(start);
      if (character == U']') {
        if (items.empty()) return reader_.refuse(start);
        break;
      }
      if (character == U'-' && reader_.peek() == U'[') {
        if (items.empty() || !subtraction(subtracted)) return reader_.refuse(start);
        break;
      }
      if (!part(*character, start, items)) return false;
    }
    if (!subtracted.empty()) target += "(?:(?!" + subtracted + ")";
    append_class(items, negated, ignore_case_, target);
    if (!subtracted.empty()) target += ")";
    return true;
  }

 private:
  /// Reads `[…]]`: what is taken away, and the end of the class it is taken from.
  bool subtraction(std::string& subtracted) {
    const std::size_t start = reader_.offset();
    if (reader_.class_depth() > deepest_subtraction) {
      return reader_.refuse(start, PatternProblemKind::too_expensive);
    }
    reader_.take();
    reader_.enter_class();
    const bool good = read(subtracted);
    reader_.leave_class();
    return good && reader_.take_if(U']');
  }

  /// Reads a character, a range or an escape that begins with this character.
  bool part(char32_t character, std::size_t start, ClassItems& items) {
    if (character == U'-') {
      if (!items.empty() && reader_.peek() != U']') return reader_.refuse(start);
      items.characters += pattern_character(character);
      return true;
    }
    const auto first = single(character);
    if (!first) return read_class_escape(reader_, *reader_.take(), items, start);
    if (reader_.problem()) return false;
    if (reader_.peek() != U'-') {
      items.characters += pattern_character(*first);
      return true;
    }
    return range(*first, start, items);
  }

  bool range(char32_t first, std::size_t start, ClassItems& items) {
    PatternReader ahead = reader_;
    ahead.take();
    if (ahead.peek() == U']' || ahead.peek() == U'[') {  // the hyphen is the last item, or subtracts
      items.characters += pattern_character(first);
      return true;
    }
    reader_.take();
    const auto end = reader_.take();
    if (!end || end == U'-') return reader_.refuse(start);
    const auto last = single(*end);
    if (!last || *last < first) return reader_.refuse(start);
    append_range({first, *last}, items.characters);
    return true;
  }

  /// The character itself, or the one behind a `\`; nothing, and only the `\` is read, if that is a class.
  [[nodiscard]] std::optional<char32_t> single(char32_t character) {
    if (character != U'\\') return character;
    const auto next = reader_.peek();
    if (!next) {
      reader_.refuse(reader_.offset());
      return character;
    }
    const auto escaped = escaped_character(*next);
    if (escaped) reader_.take();
    return escaped;
  }

  PatternReader& reader_;
  bool ignore_case_;
};

}  // namespace

std::string pattern_character(char32_t code_point) {
  const bool plain = (code_point >= U'a' && code_point <= U'z') ||
                     (code_point >= U'A' && code_point <= U'Z') || (code_point >= U'0' && code_point <= U'9');
  if (plain) return {static_cast<char>(code_point)};
  std::array<char, 8> digits{};
  const auto [end, failure] =
      std::to_chars(digits.data(), digits.data() + digits.size(), static_cast<std::uint32_t>(code_point), 16);
  return "\\x{" + std::string{digits.data(), end} + "}";
}

std::optional<char32_t> escaped_character(char32_t code_point) noexcept {
  constexpr std::u32string_view themselves = U"\\|.?*+(){}-[]^$";
  if (themselves.find(code_point) != std::u32string_view::npos) return code_point;
  if (code_point == U'n') return U'\n';
  if (code_point == U'r') return U'\r';
  if (code_point == U't') return U'\t';
  return std::nullopt;
}

bool translate_class(PatternReader& reader, bool ignore_case, std::string& target) {
  reader.enter_class();
  const bool good = ClassReader{reader, ignore_case}.read(target);
  reader.leave_class();
  return good;
}

bool translate_escape(PatternReader& reader, bool ignore_case, std::string& target) {
  const std::size_t start = reader.offset();
  const auto letter = reader.take();
  if (!letter) return reader.refuse(start);
  if (const auto escaped = escaped_character(*letter)) {
    target += pattern_character(*escaped);
    return true;
  }
  ClassItems items;
  if (!read_class_escape(reader, *letter, items, start)) return false;
  append_class(items, false, ignore_case, target);
  return true;
}

}  // namespace doudi
