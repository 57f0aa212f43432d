// src/syntax/scan_token.cpp - the words of a YAML line: plain and quoted texts, anchors, tags, blanks.
// Layer 2.
#include <algorithm>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/line_scan.hpp"
#include "syntax/scan_scalar.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

constexpr std::string_view wide_colon = "：";
constexpr std::string_view flow_marks = ",[]{}";
constexpr std::size_t most_shown = 24;  // code points of a text that a message repeats

bool is_blank(char byte) noexcept {
  return byte == ' ' || byte == '\t';
}

}  // namespace

LineScan::Plain LineScan::read_plain(std::size_t begin, bool flow) {
  Plain plain;
  std::size_t at = begin;
  for (; at < line_end_; ++at) {
    const char byte = text_[at];
    if (byte == '#' && at > begin && is_blank(text_[at - 1])) break;
    if (byte == '\t') tab(at);
    if (flow && flow_marks.find(byte) != std::string_view::npos) break;
    if (byte == ':') {
      plain.colon = spaced(at) || (flow && flow_marks.find(text_[at + 1]) != std::string_view::npos);
      if (plain.colon) break;
    }
    const bool wide = plain.full_width_colon == std::string_view::npos && byte == wide_colon[0] &&
                      text_.substr(at).starts_with(wide_colon);
    if (wide) plain.full_width_colon = at;
  }
  plain.stop = at;
  while (at > begin && is_blank(text_[at - 1])) --at;
  plain.end = at;
  return plain;
}

bool LineScan::colon_meant(const Plain& plain, std::size_t begin, bool only_ascii) const {
  if (plain.full_width_colon >= plain.end) return false;
  const std::string_view key = text_.substr(begin, plain.full_width_colon - begin);
  const auto beyond_ascii = [](char byte) { return static_cast<unsigned char>(byte) >= 0x80; };
  if (only_ascii && std::any_of(key.begin(), key.end(), beyond_ascii)) return false;
  return is_name(key);
}

void LineScan::full_width_colon(std::size_t at) {
  diagnostics_
      .error(Code::full_width_character, span(at, at + wide_colon.size()),
             {{"character", std::string(wide_colon)}})
      .help(Hint::space_after_colon)
      .help(Hint::quote_text);
  blank(at, at + wide_colon.size());
  skeleton_.text[at] = ':';
}

bool LineScan::quoted(std::size_t& end) {
  auto read = read_quoted(text_, at_, line_end_, skeleton_.offset);
  if (!read) {
    diagnostics_.error(Code::unclosed_quote, span(at_, at_ + 1), {{"quote", std::string(1, text_[at_])}})
        .help(Hint::close_quote);
    quote_unclosed_ = true;
    end = line_end_;
    return false;
  }
  for (const auto& escape : read->bad_escapes) {
    diagnostics_
        .error(Code::bad_escape, span(escape.begin, escape.end),
               {{"escape", words(escape.begin, escape.end)}})
        .help(Hint::known_escapes);
  }
  end = read->end;
  fill(at_ + 1, end - 1);
  const bool faulty = std::exchange(tag_seen_, false) || !read->bad_escapes.empty();
  skeleton_.scalars.push_back({at_, end, std::move(read->written), faulty});
  return true;
}

bool LineScan::property(bool flow) {
  const char mark = text_[at_];
  if (mark != '&' && mark != '!') return false;
  std::size_t end = at_;
  while (end < line_end_ && !is_blank(text_[end]) &&
         !(flow && flow_marks.find(text_[end]) != std::string_view::npos)) {
    ++end;
  }
  if (mark == '&') {
    diagnostics_.error(Code::anchor, span(at_, end), {{"anchor", words(at_, end)}}).help(Hint::write_out);
  } else {
    const bool formula = text_.substr(at_).starts_with("!=");
    diagnostics_.error(Code::tag, span(at_, end), {{"tag", words(at_, end)}})
        .help(formula ? Hint::formula_in_block_literal : Hint::quote_text);
    tag_seen_ = true;
  }
  blank(at_, end);
  at_ = end;
  return true;
}

void LineScan::alias(std::size_t end) {
  diagnostics_.error(Code::alias, span(at_, end), {{"alias", words(at_, end)}})
      .help(Hint::write_out)
      .help(Hint::quote_text);
}

void LineScan::reserved(std::size_t begin, std::size_t end) {
  const bool comparison = text_[begin] == '>' || text_[begin] == '-' || text_[begin] == '?' ||
                          text_.substr(begin).starts_with("@\"");
  diagnostics_
      .error(Code::reserved_character, span(begin, std::max(end, begin + 1)),
             {{"character", std::string(1, text_[begin])}})
      .help(comparison ? Hint::formula_in_block_literal : Hint::use_block_literal);
}

void LineScan::tab(std::size_t at) {
  if (tab_line_ == line_begin_) return;
  tab_line_ = line_begin_;
  diagnostics_.error(Code::tab, span(at, at + 1)).help(Hint::use_spaces);
}

void LineScan::skip_blanks() {
  for (; at_ < line_end_ && is_blank(text_[at_]); ++at_) {
    if (text_[at_] == '\t') tab(at_);
  }
  if (at_ < line_end_ && text_[at_] == '#' && (at_ == line_begin_ || is_blank(text_[at_ - 1]))) {
    blank(at_, line_end_);
    at_ = line_end_;
  }
}

bool LineScan::spaced(std::size_t at) const noexcept {
  return at + 1 >= line_end_ || is_blank(text_[at + 1]);
}

std::ptrdiff_t LineScan::column(std::size_t at) const noexcept {
  return static_cast<std::ptrdiff_t>(at - line_begin_);
}

text::Span LineScan::span(std::size_t begin, std::size_t end) const noexcept {
  return {skeleton_.offset + static_cast<std::uint32_t>(begin),
          skeleton_.offset + static_cast<std::uint32_t>(end)};
}

std::string LineScan::words(std::size_t begin, std::size_t end) const {
  const std::string_view text = text_.substr(begin, end - begin);
  std::size_t at = 0;
  for (std::size_t count = 0; at < text.size(); ++count) {
    if (count == most_shown) return std::string(text.substr(0, at)) + "…";
    if (!decode(text, at)) break;
  }
  return std::string(text);
}

void LineScan::blank(std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) {
    char& byte = skeleton_.text[at];
    if (byte != '\n' && byte != '\r') byte = ' ';
  }
}

void LineScan::fill(std::size_t begin, std::size_t end) {
  for (std::size_t at = begin; at < end; ++at) skeleton_.text[at] = 'x';
}

ScalarToken& LineScan::add_plain(std::size_t begin, std::size_t end) {
  fill(begin, end);
  ScalarToken& token = skeleton_.scalars.emplace_back();
  token.begin = begin;
  token.end = end;
  token.written.text = std::string(text_.substr(begin, end - begin));
  std::replace(token.written.text.begin(), token.written.text.end(), '\t', ' ');
  token.written.span = span(begin, end);
  token.faulty = std::exchange(tag_seen_, false);
  return token;
}

void LineScan::add_faulty(std::size_t begin, std::size_t end) {
  blank(begin, end);
  ScalarToken& token = add_plain(begin, begin + 1);
  token.end = end;
  token.written.text = std::string(text_.substr(begin, end - begin));
  token.written.span = span(begin, end);
  token.faulty = true;
}

}  // namespace doudi::syntax
