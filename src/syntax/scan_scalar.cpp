// src/syntax/scan_scalar.cpp - unquotes, unindents and unfolds, remembering where each part was written.
// Layer 2.
#include "syntax/scan_scalar.hpp"

#include <algorithm>
#include <optional>
#include <string>
#include <utility>

#include "doudi/base/name.hpp"

namespace doudi::syntax {

namespace {

std::uint32_t place(std::size_t at, std::uint32_t offset) noexcept {
  return offset + static_cast<std::uint32_t>(at);
}

void add_piece(WrittenText& written, std::size_t at, std::uint32_t offset) {
  written.pieces.push_back({static_cast<std::uint32_t>(written.text.size()), place(at, offset)});
}

int digit_value(char digit) noexcept {
  if (digit >= '0' && digit <= '9') return digit - '0';
  if (digit >= 'a' && digit <= 'f') return digit - 'a' + 10;
  if (digit >= 'A' && digit <= 'F') return digit - 'A' + 10;
  return -1;
}

/// The code point written with `count` hexadecimal digits at `at`.
std::optional<char32_t> hexadecimal(std::string_view text, std::size_t at, std::size_t count) noexcept {
  if (text.size() - at < count) return std::nullopt;
  char32_t value = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const int digit = digit_value(text[at + i]);
    if (digit < 0) return std::nullopt;
    value = value * 16 + static_cast<char32_t>(digit);
  }
  return value;
}

struct Escape {
  std::string value;  // empty: no escape
  std::size_t length = 2;
};

/// The escape at the start of `text`, which begins with a backslash.
Escape read_escape(std::string_view text) {
  constexpr std::string_view letters = R"(abtnvfre "'\/)";
  constexpr std::string_view values = "\a\b\t\n\v\f\r\x1B \"'\\/";
  if (text.size() < 2) return {{}, 1};
  const char letter = text[1];
  if (const std::size_t index = letters.find(letter); index != std::string_view::npos) {
    return {std::string(1, values[index]), 2};
  }
  if (letter == '_') return {encode(U'\u00A0'), 2};
  const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
  if (digits == 0) {
    std::size_t end = 1;
    static_cast<void>(decode(text, end));
    return {{}, std::max<std::size_t>(end, 2)};
  }
  const auto code_point = hexadecimal(text, 2, digits);
  if (!code_point || *code_point == 0) return {};
  return {encode(*code_point), digits + 2};
}

/// What the header of a block says.
struct BlockHeader {
  enum class Chomping : std::uint8_t { clip, strip, keep };
  Chomping chomping = Chomping::clip;
  std::size_t indentation = 0;  // 0: that of the first line
};

std::optional<BlockHeader> read_header(std::string_view header) noexcept {
  BlockHeader result;
  std::size_t at = 1;
  for (; at < header.size() && at <= 2; ++at) {
    const char letter = header[at];
    if (letter == '-' || letter == '+') {
      result.chomping = letter == '-' ? BlockHeader::Chomping::strip : BlockHeader::Chomping::keep;
    } else if (letter >= '1' && letter <= '9') {
      result.indentation = static_cast<std::size_t>(letter - '0');
    } else {
      break;
    }
  }
  const std::size_t rest = header.find_first_not_of(" \t", at);
  if (rest == std::string_view::npos) return result;
  if (header[rest] == '#' && rest > at) return result;
  return std::nullopt;
}

struct BlockLine {
  std::size_t begin = 0;  // behind the indentation
  std::size_t end = 0;
  [[nodiscard]] bool blank() const noexcept { return begin == end; }
};

/// The lines of a block and where the text goes on behind them.
struct BlockLines {
  std::vector<BlockLine> lines;
  std::size_t end = 0;
};

/// Takes lines as long as they are blank or indented by at least `indentation` (0: as the first line that is not blank, if
/// that is more than `parent`).
BlockLines take_lines(std::string_view text, std::size_t at, std::ptrdiff_t parent, std::size_t indentation) {
  BlockLines result;
  while (at < text.size()) {
    const std::size_t end = line_end_from(text, at);
    const std::size_t content = std::min(text.find_first_not_of(' ', at), end);
    const std::size_t spaces = content - at;
    const bool blank = content == end;
    if (!blank && indentation == 0) {
      if (static_cast<std::ptrdiff_t>(spaces) <= parent || spaces == 0) break;
      indentation = spaces;
    }
    if (!blank && spaces < indentation) break;
    const std::size_t begin = blank ? end : at + indentation;
    result.lines.push_back({begin, end});
    at = next_line_from(text, at);
    result.end = at;
  }
  return result;
}

/// Joins the lines of a folded block: a break between two lines that begin in the block's own column becomes a space.
void fold_lines(WrittenText& written, std::string_view text, const std::vector<BlockLine>& lines,
                std::uint32_t offset) {
  std::size_t breaks = 0;
  bool indented = true;  // the text's start: nothing before it folds
  for (const BlockLine& line : lines) {
    if (line.blank()) {
      ++breaks;
      continue;
    }
    const bool more = text[line.begin] == ' ';
    const bool folds = !indented && !more;
    if (!written.text.empty() && folds && breaks == 1) written.text += ' ';
    if (written.text.empty() || !folds || breaks > 1) written.text.append(folds ? breaks - 1 : breaks, '\n');
    add_piece(written, line.begin, offset);
    written.text += text.substr(line.begin, line.end - line.begin);
    indented = more;
    breaks = 1;
  }
}

void join_lines(WrittenText& written, std::string_view text, const std::vector<BlockLine>& lines,
                std::uint32_t offset) {
  for (const BlockLine& line : lines) {
    add_piece(written, line.begin, offset);
    written.text += text.substr(line.begin, line.end - line.begin);
    written.text += '\n';
  }
}

}  // namespace

std::size_t line_end_from(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = std::min(text.find('\n', at), text.size());
  return end > at && text[end - 1] == '\r' ? end - 1 : end;
}

std::size_t next_line_from(std::string_view text, std::size_t at) noexcept {
  const std::size_t end = text.find('\n', at);
  return end == std::string_view::npos ? text.size() : end + 1;
}

std::optional<QuotedText> read_quoted(std::string_view text, std::size_t begin, std::size_t line_end,
                                      std::uint32_t offset) {
  QuotedText result;
  const char quote = text[begin];
  WrittenText& written = result.written;
  written.style = quote == '"' ? ScalarStyle::double_quoted : ScalarStyle::single_quoted;
  add_piece(written, begin + 1, offset);
  for (std::size_t at = begin + 1; at < line_end;) {
    if (quote == '"' && text[at] == '\\') {
      const Escape escape = read_escape(text.substr(at, line_end - at));
      if (escape.value.empty()) result.bad_escapes.push_back({at, std::min(at + escape.length, line_end)});
      if (at != begin + 1) add_piece(written, at, offset);
      written.text += escape.value;
      at += escape.length;
      add_piece(written, at, offset);
      continue;
    }
    if (text[at] != quote) {
      written.text += text[at++];
      continue;
    }
    if (quote == '"' || at + 1 >= line_end || text[at + 1] != quote) {
      written.span = {place(begin, offset), place(at + 1, offset)};
      result.end = at + 1;
      return result;
    }
    written.text += quote;
    at += 2;
    add_piece(written, at, offset);
  }
  return std::nullopt;
}

std::optional<BlockText> read_block(std::string_view text, std::size_t begin, std::ptrdiff_t parent,
                                    std::uint32_t offset) {
  const std::size_t header_end = line_end_from(text, begin);
  const auto header = read_header(text.substr(begin, header_end - begin));
  if (!header) return std::nullopt;
  const std::size_t fixed =
      header->indentation == 0
          ? 0
          : header->indentation + static_cast<std::size_t>(std::max<std::ptrdiff_t>(parent, 0));
  const std::size_t first = next_line_from(text, begin);
  BlockLines block = take_lines(text, first, parent, fixed);

  std::vector<BlockLine>& lines = block.lines;
  std::size_t trailing = 0;
  while (trailing < lines.size() && lines[lines.size() - 1 - trailing].blank()) ++trailing;
  const bool keep = header->chomping == BlockHeader::Chomping::keep;
  lines.resize(lines.size() - trailing);

  BlockText result;
  WrittenText& written = result.written;
  written.style = text[begin] == '|' ? ScalarStyle::literal : ScalarStyle::folded;
  written.span = {place(begin, offset), place(lines.empty() ? begin + 1 : lines.back().end, offset)};
  result.end = lines.empty() && !keep ? first : std::max(block.end, first);
  if (written.style == ScalarStyle::literal) {
    join_lines(written, text, lines, offset);
  } else {
    fold_lines(written, text, lines, offset);
    if (!lines.empty()) written.text += '\n';
  }
  if (keep) written.text.append(trailing, '\n');
  if (header->chomping == BlockHeader::Chomping::strip && !lines.empty()) written.text.pop_back();
  return result;
}

void append_line(WrittenText& written, std::string_view text, std::size_t begin, std::size_t end,
                 std::size_t breaks, std::uint32_t offset) {
  if (written.pieces.empty()) written.pieces.push_back({0, written.span.begin});
  if (breaks == 1) written.text += ' ';
  if (breaks > 1) written.text.append(breaks - 1, '\n');
  add_piece(written, begin, offset);
  written.text += text.substr(begin, end - begin);
  written.span.end = place(end, offset);
}

}  // namespace doudi::syntax
