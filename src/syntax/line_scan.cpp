// src/syntax/line_scan.cpp - reads the lines of a YAML file that stand in block form.
// Layer 2.
#include "syntax/line_scan.hpp"

#include <algorithm>
#include <utility>

#include "syntax/scan_scalar.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

LineScan::LineScan(const CleanText& clean, text::Diagnostics& diagnostics)
    : text_(clean.text), diagnostics_(diagnostics), awaiting_(Awaiting{}) {
  skeleton_.text = clean.text;
  skeleton_.offset = clean.offset;
  std::replace(skeleton_.text.begin(), skeleton_.text.end(), '\t', ' ');
}

Skeleton LineScan::run() {
  while (at_ < text_.size() && skeleton_.readable) scan_line();
  if (!frames_.empty() && skeleton_.readable) unclosed_brackets(text_.size());
  return std::move(skeleton_);
}

void LineScan::scan_line() {
  line_begin_ = at_;
  line_end_ = line_end_from(text_, at_);
  next_line_ = next_line_from(text_, at_);
  while (at_ < line_end_ && text_[at_] == ' ') ++at_;
  if (at_ < line_end_ && text_[at_] == '\t') {
    // The tab's width is anybody's guess, and so is the structure.
    skeleton_.broken = skeleton_.broken || frames_.empty();
  }
  const std::size_t content = at_;
  skip_blanks();
  const bool comment = content < line_end_ && text_[content] == '#';
  if (comment) open_plain_.reset();
  if (!at_line_end() && !document_mark()) {
    if (frames_.empty()) {
      block_line();
    } else {
      flow_line();
    }
  }
  at_ = next_line_;
}

bool LineScan::document_mark() {
  if (at_ != line_begin_) return false;
  const std::string_view line = text_.substr(line_begin_, line_end_ - line_begin_);
  if (line.front() == '%' && !content_seen_) {
    diagnostics_
        .error(Code::directive, span(line_begin_, line_end_), {{"directive", words(line_begin_, line_end_)}})
        .help(Hint::leave_out);
    blank(line_begin_, line_end_);
    return true;
  }
  const bool begins = line.starts_with("---");
  if ((!begins && !line.starts_with("...")) || (line.size() > 3 && line[3] != ' ')) return false;
  if (begins && !content_seen_) {
    content_seen_ = true;
    blank(line_begin_, line_begin_ + 3);
    at_ += 3;
    skip_blanks();
    return at_line_end();
  }
  diagnostics_
      .error(Code::second_document, span(line_begin_, line_begin_ + 3),
             {{"mark", std::string(line.substr(0, 3))}})
      .help(Hint::one_document);
  blank(line_begin_, text_.size());
  next_line_ = text_.size();
  return true;
}

void LineScan::block_line() {
  const auto awaiting = std::exchange(awaiting_, std::nullopt);
  const auto open = std::exchange(open_plain_, std::nullopt);
  const std::ptrdiff_t indentation = column(at_);
  content_seen_ = true;
  tag_seen_ = false;
  if (open && indentation > open->parent) return continue_plain(*open);
  BlockLine line;
  if (awaiting && indentation > awaiting->column) {
    line.parent = awaiting->column;
    line.value = true;
  }
  block_nodes(line);
}

void LineScan::block_nodes(BlockLine line) {
  const std::size_t start = at_;
  while (true) {
    skip_blanks();
    if (at_line_end()) break;
    if (block_indicator(line) || property(false)) continue;
    if (!block_value(line)) return;
  }
  if (line.key || line.dash) {
    awaiting_ = Awaiting{line.parent, line.key};
  } else if (line.value && at_ != start) {
    awaiting_ = Awaiting{line.parent, false};  // an anchor or tag alone: the value may still come
  }
}

/// Takes `- `. Refuses `? ` and a colon without a key, and goes on behind them.
bool LineScan::block_indicator(BlockLine& line) {
  const char mark = text_[at_];
  if ((mark != '-' && mark != '?' && mark != ':') || !spaced(at_)) return false;
  if (mark == '-' && !line.key) {
    line.parent = column(at_);
    line.dash = line.value = true;
    ++at_;
    return true;
  }
  if (line.key) {
    reserved(at_, at_ + 1);
    refuse_rest(at_, line);
    at_ = line_end_;
    return true;
  }
  diagnostics_.error(Code::key_not_plain, span(at_, at_ + 1));
  skeleton_.broken = true;
  blank(at_, at_ + 1);
  line.parent = column(at_);
  line.value = true;
  ++at_;
  return true;
}

/// Reads a key or a value. True if the line goes on with what a key has; false when the line is read.
bool LineScan::block_value(BlockLine& line) {
  switch (text_[at_]) {
    case '"':
    case '\'':
      return block_quoted(line);
    case '[':
    case '{':
      flow_parent_ = line.parent;
      open_bracket(line.parent);
      flow_nodes();
      return false;
    case '|':
    case '>':
      block_scalar(line);
      return false;
    case '*': {
      std::size_t end = at_;
      while (end < line_end_ && text_[end] != ' ' && text_[end] != '\t') ++end;
      alias(end);
      refuse_rest(at_, line);
      return false;
    }
    case ']':
    case '}':
      diagnostics_.error(Code::unbalanced_bracket, span(at_, at_ + 1),
                         {{"bracket", std::string(1, text_[at_])}});
      refuse_rest(at_, line);
      return false;
    case '@':
    case '`':
    case '%':
    case ',':
      reserved(at_, at_ + 1);
      refuse_rest(at_, line);
      return false;
    default:
      return block_plain(line);
  }
}

bool LineScan::block_plain(BlockLine& line) {
  const std::size_t begin = at_;
  const Plain plain = read_plain(begin, false);
  if (!line.key && colon_meant(plain, begin, line.dash)) {
    full_width_colon(plain.full_width_colon);
    block_key(line, begin, plain.full_width_colon, plain.full_width_colon + 3);
    return !at_line_end();
  }
  if (plain.colon) {
    block_key(line, begin, plain.end, plain.stop + 1);
    return !at_line_end();
  }
  if (!line.value || line.parent < 0) {
    line_without_colon(plain);
    return false;
  }
  add_plain(begin, plain.end);
  if (plain.stop == line_end_) open_plain_ = OpenPlain{line.parent, plain.end};
  blank(plain.stop, line_end_);
  return false;
}

/// A key stands in [begin, end), and its colon ends before `colon_end`.
void LineScan::block_key(BlockLine& line, std::size_t begin, std::size_t end, std::size_t colon_end) {
  if (line.key) {
    if (skeleton_.scalars.back().begin == begin) skeleton_.scalars.pop_back();  // a quoted second key
    ScalarToken& first = skeleton_.scalars.back();
    const bool missing_space = !first.written.quoted() && first.written.text.find(':') != std::string::npos;
    diagnostics_.error(Code::colon_in_text, span(colon_end - 1, colon_end))
        .help(missing_space ? Hint::space_after_colon : Hint::use_block_literal);
    first.faulty = first.faulty || missing_space;  // `title:{zh` is nobody's key
    refuse_rest(begin, line);
    at_ = line_end_;
    return;
  }
  if (skeleton_.scalars.empty() || skeleton_.scalars.back().begin != begin) add_plain(begin, end);
  ScalarToken& key = skeleton_.scalars.back();
  line.parent = column(begin);
  line.key = line.value = true;
  at_ = colon_end;
  if (key.written.text != "<<" || key.written.quoted()) return skip_blanks();
  diagnostics_.error(Code::merge_key, span(begin, end)).help(Hint::write_out);
  key.faulty = true;
  skip_blanks();
  if (at_line_end()) return;
  refuse_rest(at_, line);
  at_ = line_end_;
}

bool LineScan::block_quoted(BlockLine& line) {
  const std::size_t begin = at_;
  std::size_t end = at_;
  if (!quoted(end)) {
    refuse_rest(begin, line);
    return false;
  }
  at_ = end;
  skip_blanks();
  if (!at_line_end() && text_[at_] == ':' && spaced(at_)) {
    block_key(line, begin, end, at_ + 1);
    return !at_line_end();
  }
  if (!line.value) {
    diagnostics_.error(Code::bad_indentation, span(begin, end)).help(Hint::align_keys);
    skeleton_.scalars.pop_back();
    blank(begin, line_end_);
    return false;
  }
  if (!at_line_end()) {
    const std::size_t rest = read_plain(at_, false).end;
    diagnostics_.error(Code::text_after_value, span(at_, rest), {{"text", words(at_, rest)}})
        .help(Hint::use_block_literal);
    skeleton_.scalars.pop_back();
    refuse_rest(begin, line);
  }
  return false;
}

void LineScan::block_scalar(const BlockLine& line) {
  auto block = line.value ? read_block(text_, at_, line.parent, skeleton_.offset) : std::nullopt;
  if (!block) {
    reserved(at_, at_ + 1);
    return refuse_rest(at_, line);
  }
  ScalarToken& token = skeleton_.scalars.emplace_back();
  token.begin = at_;
  token.end = block->end;
  token.written = std::move(block->written);
  token.faulty = std::exchange(tag_seen_, false);
  blank(at_, block->end);
  fill(at_, at_ + 1);
  const std::string_view block_text = text_.substr(0, block->end);
  for (std::size_t at = block_text.find('\t', next_line_); at < block->end;
       at = block_text.find('\t', next_line_)) {
    line_begin_ = text_.rfind('\n', at) + 1;
    next_line_ = next_line_from(text_, at);
    tab(at);
  }
  std::replace(token.written.text.begin(), token.written.text.end(), '\t', ' ');
  next_line_ = block->end;
}

/// A line that is neither a key nor the value that the line above waits for.
void LineScan::line_without_colon(const Plain& plain) {
  if (tab_line_ == line_begin_) return blank(at_, line_end_);  // the tab is reason enough
  const std::string_view line = text_.substr(at_, plain.end - at_);
  const bool colon = line.find(':') != std::string_view::npos;
  diagnostics_.error(Code::bad_indentation, span(at_, plain.end))
      .help(colon ? Hint::space_after_colon : Hint::align_keys);
  blank(at_, line_end_);
}

void LineScan::continue_plain(const OpenPlain& open) {
  const std::size_t begin = at_;
  const Plain plain = read_plain(begin, false);
  ScalarToken& token = skeleton_.scalars.back();
  if (plain.colon && !token.faulty && tab_line_ != line_begin_) {
    const bool key =
        plain.end - begin <= 64 && text_.substr(begin, plain.end - begin).find(' ') == std::string_view::npos;
    diagnostics_.error(key ? Code::bad_indentation : Code::colon_in_text, span(begin, plain.stop + 1))
        .help(key ? Hint::align_keys : Hint::use_block_literal);
    token.faulty = true;
  }
  const std::string_view between = text_.substr(open.end, begin - open.end);
  const auto breaks = static_cast<std::size_t>(std::count(between.begin(), between.end(), '\n'));
  if (!token.faulty) append_line(token.written, text_, begin, plain.end, breaks, skeleton_.offset);
  blank(begin, line_end_);
  if (plain.stop == line_end_ || plain.colon) open_plain_ = OpenPlain{open.parent, plain.end};
}

/// Refuses what follows a closed bracket.
void LineScan::expect_line_end() {
  skip_blanks();
  if (at_line_end()) return;
  if (text_[at_] == ':') {
    diagnostics_.error(Code::key_not_plain, span(at_, at_ + 1));
    skeleton_.broken = true;
  } else {
    const std::size_t end = read_plain(at_, false).end;
    diagnostics_.error(Code::text_after_value, span(at_, end), {{"text", words(at_, end)}})
        .help(Hint::use_block_literal);
  }
  blank(at_, line_end_);
}

/// Makes the rest of the line a faulty value, where a value may stand, or nothing.
void LineScan::refuse_rest(std::size_t begin, const BlockLine& line) {
  tag_seen_ = false;
  blank(begin, line_end_);
  if (!line.value) return;
  add_faulty(begin, line_end_);
  open_plain_ = OpenPlain{line.parent, line_end_};
}

Skeleton scan_lines(const CleanText& clean, text::Diagnostics& diagnostics) {
  return LineScan(clean, diagnostics).run();
}

}  // namespace doudi::syntax
