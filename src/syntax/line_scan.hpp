// src/syntax/line_scan.hpp - the state of reading a file's lines into a skeleton.
// Layer 2.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/text/diagnostic.hpp"

#include "syntax/skeleton.hpp"

namespace doudi::syntax {

/// Reads line by line. Every fault is reported once and repaired in the skeleton, by filler where a value is expected and by
/// spaces elsewhere, so that the lines behind it can still be read.
class LineScan {
 public:
  LineScan(const CleanText& clean, text::Diagnostics& diagnostics);
  [[nodiscard]] Skeleton run();

 private:
  /// A bracket that is still open, and what its current entry has.
  struct Frame {
    char bracket = '[';
    std::size_t open = 0;   // offset of the bracket
    std::size_t index = 0;  // in skeleton_.brackets
    bool complete = false;  // a value or key stands before the next `,` or `:`
    bool colon = false;
    bool refused = false;     // the rest of the entry is passed over
    bool skipped = false;     // stands where nothing may: is read, and left out
    std::size_t scalars = 0;  // in the skeleton when it was opened
  };
  /// A key or dash in this column (-1: the file itself) waits for its value on the lines below.
  struct Awaiting {
    std::ptrdiff_t column = -1;
    bool key = false;
  };
  /// The last scalar may go on in lines that are indented by more than `parent`.
  struct OpenPlain {
    std::ptrdiff_t parent = -1;
    std::size_t end = 0;
  };
  /// What the line being read has had so far.
  struct BlockLine {
    std::ptrdiff_t parent = -1;
    bool key = false;  // a key and its colon
    bool dash = false;
    bool value = false;  // a value may stand here
  };
  /// A plain text up to the colon, comment, bracket or line end that ends it.
  struct Plain {
    std::size_t end = 0;                                    // blanks before it are left out
    std::size_t stop = 0;                                   // what ended it
    bool colon = false;                                     // a `:` that makes a key
    std::size_t full_width_colon = std::string_view::npos;  // the first one
  };

  // line_scan.cpp: lines in block form
  void scan_line();
  [[nodiscard]] bool document_mark();
  void block_line();
  void block_nodes(BlockLine line);
  [[nodiscard]] bool block_indicator(BlockLine& line);
  [[nodiscard]] bool block_value(BlockLine& line);
  [[nodiscard]] bool block_plain(BlockLine& line);
  [[nodiscard]] bool block_quoted(BlockLine& line);
  void block_scalar(const BlockLine& line);
  void block_key(BlockLine& line, std::size_t begin, std::size_t end, std::size_t colon_end);
  void line_without_colon(const Plain& plain);
  void continue_plain(const OpenPlain& open);
  void expect_line_end();
  void refuse_rest(std::size_t begin, const BlockLine& line);

  // flow_scan.cpp: what stands in brackets
  void flow_line();
  void flow_nodes();
  void open_bracket(std::ptrdiff_t parent);
  void close_bracket();
  void wrong_bracket();
  void pop_frame();
  void flow_comma();
  void flow_colon();
  void flow_scalar();
  void flow_plain();
  [[nodiscard]] bool full_width_comma(const Plain& plain, std::size_t begin);
  void text_after_value(std::size_t begin, std::size_t end);
  void refuse_in_flow(std::size_t begin, std::size_t end);
  void unclosed_brackets(std::size_t end);
  [[nodiscard]] std::size_t flow_word_end(std::size_t begin) const noexcept;

  // scan_token.cpp: what both have
  [[nodiscard]] Plain read_plain(std::size_t begin, bool flow);
  [[nodiscard]] bool quoted(std::size_t& end);
  [[nodiscard]] bool property(bool flow);
  void alias(std::size_t end);
  void reserved(std::size_t begin, std::size_t end);
  void full_width_colon(std::size_t at);
  [[nodiscard]] bool colon_meant(const Plain& plain, std::size_t begin, bool only_ascii) const;
  void tab(std::size_t at);
  void skip_blanks();
  [[nodiscard]] bool at_line_end() const noexcept { return at_ >= line_end_; }
  [[nodiscard]] bool spaced(std::size_t at) const noexcept;
  [[nodiscard]] std::ptrdiff_t column(std::size_t at) const noexcept;
  [[nodiscard]] text::Span span(std::size_t begin, std::size_t end) const noexcept;
  [[nodiscard]] std::string words(std::size_t begin, std::size_t end) const;
  void blank(std::size_t begin, std::size_t end);
  void fill(std::size_t begin, std::size_t end);
  ScalarToken& add_plain(std::size_t begin, std::size_t end);
  void add_faulty(std::size_t begin, std::size_t end);

  std::string_view text_;
  text::Diagnostics& diagnostics_;
  Skeleton skeleton_;
  std::vector<Frame> frames_;
  std::ptrdiff_t flow_parent_ = -1;
  std::size_t at_ = 0;
  std::size_t line_begin_ = 0;
  std::size_t line_end_ = 0;
  std::size_t next_line_ = 0;
  std::size_t tab_line_ = std::string_view::npos;  // the last line in which a tab was reported
  bool content_seen_ = false;
  bool quote_unclosed_ = false;  // since the outermost bracket was opened
  bool tag_seen_ = false;        // the next scalar stands behind a tag and is faulty
  std::optional<Awaiting> awaiting_;
  std::optional<OpenPlain> open_plain_;
};

}  // namespace doudi::syntax
