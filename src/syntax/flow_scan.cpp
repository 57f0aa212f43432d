// src/syntax/flow_scan.cpp - reads what stands in brackets and braces, over as many lines as it takes.
// Layer 2.
#include <algorithm>
#include <string>
#include <string_view>
#include <utility>

#include "doudi/base/name.hpp"

#include "syntax/line_scan.hpp"
#include "syntax/scan_scalar.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;
using text::LabelCode;

namespace {

char partner(char bracket) noexcept {
  return bracket == '[' ? ']' : '}';
}

}  // namespace

void LineScan::flow_line() {
  const bool closes = text_[at_] == ']' || text_[at_] == '}';
  if (column(at_) <= flow_parent_ && !closes) {
    unclosed_brackets(line_begin_);
    return block_line();
  }
  flow_nodes();
}

void LineScan::flow_nodes() {
  while (!frames_.empty() && skeleton_.readable) {
    skip_blanks();
    if (at_line_end()) return;
    switch (text_[at_]) {
      case '[':
      case '{':
        open_bracket(flow_parent_);
        break;
      case ']':
      case '}':
        close_bracket();
        break;
      case ',':
        flow_comma();
        break;
      case ':':
        flow_colon();
        break;
      default:
        if (!property(true)) flow_scalar();
    }
  }
  if (skeleton_.readable) expect_line_end();
}

void LineScan::open_bracket(std::ptrdiff_t parent) {
  if (frames_.empty()) {
    flow_parent_ = parent;
    quote_unclosed_ = false;
  }
  if (frames_.size() >= deepest_nesting) {
    diagnostics_
        .error(Code::nesting_too_deep, span(at_, at_ + 1), {{"limit", std::to_string(deepest_nesting)}})
        .help(Hint::flatten);
    skeleton_.readable = false;
    return;
  }
  const bool skipped = !frames_.empty() && frames_.back().complete;
  if (skipped && !std::exchange(frames_.back().refused, true)) {
    diagnostics_.error(Code::text_after_value, span(at_, at_ + 1), {{"text", std::string(1, text_[at_])}})
        .help(Hint::comma_or_quotes);
  }
  tag_seen_ = false;
  Frame& frame = frames_.emplace_back();
  frame.bracket = text_[at_];
  frame.open = at_;
  frame.index = skeleton_.brackets.size();
  frame.scalars = skeleton_.scalars.size();
  frame.skipped = skipped;
  skeleton_.brackets.push_back({at_, at_ + 1});
  ++at_;
}

void LineScan::close_bracket() {
  if (text_[at_] != partner(frames_.back().bracket)) return wrong_bracket();
  ++at_;
  pop_frame();
}

/// The bracket at `at_` does not close what was opened last. If it closes what was opened before that, the last one was
/// forgotten; else it is a slip for the right one.
void LineScan::wrong_bracket() {
  const Frame frame = frames_.back();
  diagnostics_.error(Code::unbalanced_bracket, span(at_, at_ + 1), {{"bracket", std::string(1, text_[at_])}})
      .label(LabelCode::opened_here, span(frame.open, frame.open + 1))
      .help(Hint::close_bracket, {{"bracket", std::string(1, partner(frame.bracket))}});
  const bool outer = frames_.size() > 1 && text_[at_] == partner(frames_[frames_.size() - 2].bracket);
  const bool room = skeleton_.scalars.size() > frame.scalars && skeleton_.scalars.back().end <= at_ &&
                    skeleton_.scalars.back().end - skeleton_.scalars.back().begin > 1;
  if (!outer || !room) {
    skeleton_.text[at_++] = partner(frame.bracket);
    return pop_frame();
  }
  // The missing bracket takes the place of the last scalar's end, which is only filler.
  const ScalarToken& last = skeleton_.scalars.back();
  fill(last.begin, last.end - 1);
  skeleton_.text[last.end - 1] = partner(frame.bracket);
  pop_frame();
  ++at_;
  pop_frame();
}

/// Leaves the innermost bracket behind, which ends before `at_`.
void LineScan::pop_frame() {
  const Frame frame = frames_.back();
  frames_.pop_back();
  tag_seen_ = false;
  skeleton_.brackets[frame.index].end = at_;
  if (frame.skipped) {
    skeleton_.brackets.resize(frame.index);
    skeleton_.scalars.resize(frame.scalars);
    blank(frame.open, at_);
  }
  if (!frames_.empty()) frames_.back().complete = true;
}

void LineScan::flow_comma() {
  Frame& frame = frames_.back();
  if (!frame.complete && !frame.colon) {
    reserved(at_, at_ + 1);
    blank(at_, at_ + 1);
  }
  frame.complete = frame.colon = frame.refused = false;
  tag_seen_ = false;
  ++at_;
}

void LineScan::flow_colon() {
  Frame& frame = frames_.back();
  const bool quoted_key = frame.complete && at_ > 0 && (text_[at_ - 1] == '"' || text_[at_ - 1] == '\'');
  const bool ends_key =
      spaced(at_) || quoted_key || std::string_view(",[]{}").find(text_[at_ + 1]) != std::string_view::npos;
  if (!ends_key) return flow_scalar();
  if (frame.refused) {
    blank(at_, at_ + 1);
    ++at_;
    return;
  }
  if (!frame.complete) {
    diagnostics_.error(Code::key_not_plain, span(at_, at_ + 1));
    skeleton_.broken = true;
  } else if (frame.colon) {
    const bool words_before = skeleton_.scalars.back().written.text.find(' ') != std::string::npos;
    diagnostics_.error(Code::colon_in_text, span(at_, at_ + 1))
        .help(words_before ? Hint::comma_or_quotes : Hint::quote_or_block_form);
    blank(at_, at_ + 1);
    frame.refused = true;
    skeleton_.scalars.back().faulty = true;
    ++at_;
    return;
  }
  frame.colon = true;
  frame.complete = false;
  ++at_;
}

/// Refuses a scalar that has no comma before it.
void LineScan::text_after_value(std::size_t begin, std::size_t end) {
  blank(begin, end);
  if (std::exchange(frames_.back().refused, true)) return;
  diagnostics_.error(Code::text_after_value, span(begin, end), {{"text", words(begin, end)}})
      .help(Hint::comma_or_quotes);
}

void LineScan::flow_scalar() {
  const char first = text_[at_];
  const std::size_t begin = at_;
  if (first == '"' || first == '\'') {
    std::size_t end = at_;
    if (!quoted(end)) return refuse_in_flow(begin, end);
    at_ = end;
    if (!frames_.back().complete) {
      frames_.back().complete = true;
      return;
    }
    skeleton_.scalars.pop_back();
    return text_after_value(begin, end);
  }
  const bool indicator = (first == '-' || first == '?') && spaced(at_);
  if (first == '*') {
    const std::size_t end = flow_word_end(begin);
    alias(end);
    return refuse_in_flow(begin, end);
  }
  if (indicator || std::string_view("|>@`%").find(first) != std::string_view::npos) {
    reserved(begin, begin + 1);
    return refuse_in_flow(begin, flow_word_end(begin));
  }
  flow_plain();
}

void LineScan::flow_plain() {
  Frame& frame = frames_.back();
  const std::size_t begin = at_;
  const Plain plain = read_plain(begin, true);
  at_ = plain.end;
  if (frame.complete) return text_after_value(begin, plain.end);
  if (full_width_comma(plain, begin)) return;
  if (frame.bracket == '{' && !frame.colon && colon_meant(plain, begin, false)) {
    full_width_colon(plain.full_width_colon);
    add_plain(begin, plain.full_width_colon);
    frame.colon = true;
    at_ = plain.full_width_colon + 3;
    return;
  }
  add_plain(begin, plain.end);
  frame.complete = true;
}

/// `{zh: 甲，en: b}`: a full-width comma was typed where an ASCII one must stand. Reads it as such.
bool LineScan::full_width_comma(const Plain& plain, std::size_t begin) {
  constexpr std::string_view wide_comma = "，";
  Frame& frame = frames_.back();
  if (!frame.colon || !plain.colon) return false;
  const std::string_view text = text_.substr(begin, plain.end - begin);
  const std::size_t comma = text.rfind(wide_comma);
  if (comma == std::string_view::npos || comma == 0 || !is_name(text.substr(comma + wide_comma.size())))
    return false;
  const std::size_t at = begin + comma;
  diagnostics_
      .error(Code::full_width_character, span(at, at + wide_comma.size()),
             {{"character", std::string(wide_comma)}})
      .help(Hint::write_ascii, {{"ascii", ","}});
  add_plain(begin, at);
  blank(at, at + wide_comma.size());
  skeleton_.text[at] = ',';
  at_ = at + wide_comma.size();
  frame.complete = frame.colon = false;
  return true;
}

/// Makes [begin, end) a faulty value.
void LineScan::refuse_in_flow(std::size_t begin, std::size_t end) {
  at_ = end;
  tag_seen_ = false;
  if (frames_.back().complete) return blank(begin, end);
  add_faulty(begin, end);
  frames_.back().complete = true;
}

std::size_t LineScan::flow_word_end(std::size_t begin) const noexcept {
  std::size_t end = begin;
  while (end < line_end_ && std::string_view(",]}").find(text_[end]) == std::string_view::npos) ++end;
  while (end > begin + 1 && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
  return std::max(end, begin + 1);
}

/// Gives up the outermost open bracket: what stands in it, up to `end`, becomes one faulty value.
void LineScan::unclosed_brackets(std::size_t end) {
  const Frame& frame = frames_.front();
  if (!quote_unclosed_) {  // the bracket stands behind that quote, perhaps
    diagnostics_
        .error(Code::unbalanced_bracket, span(frame.open, frame.open + 1),
               {{"bracket", std::string(1, frame.bracket)}})
        .help(Hint::close_bracket, {{"bracket", std::string(1, partner(frame.bracket))}});
  }
  auto& scalars = skeleton_.scalars;
  while (!scalars.empty() && scalars.back().begin >= frame.open) scalars.pop_back();
  skeleton_.brackets.resize(frame.index);
  blank(frame.open, end);
  add_faulty(frame.open, line_end_from(text_, frame.open));
  frames_.clear();
  open_plain_.reset();
}

}  // namespace doudi::syntax
