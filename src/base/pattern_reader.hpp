// src/base/pattern_reader.hpp - reads a pattern by code points, leaving out white space where flag x says so.
// Layer 0.
#pragma once

#include <algorithm>
#include <cstddef>
#include <optional>
#include <string_view>

#include "doudi/base/name.hpp"
#include "doudi/base/pattern.hpp"

namespace doudi {

/// The place in a pattern, and the first thing found wrong. The text has to be UTF-8.
class PatternReader {
 public:
  PatternReader(std::string_view text, bool ignore_space) : text_{text}, ignore_space_{ignore_space} {}

  /// The next code point; nothing at the end.
  [[nodiscard]] std::optional<char32_t> peek() {
    skip_space();
    std::size_t place = offset_;
    return decode(text_, place);
  }
  std::optional<char32_t> take() {
    skip_space();
    return decode(text_, offset_);
  }
  bool take_if(char32_t wanted) {
    if (peek() != wanted) return false;
    take();
    return true;
  }
  /// Where the next code point begins, in bytes.
  [[nodiscard]] std::size_t offset() {
    skip_space();
    return offset_;
  }

  /// White space counts inside of classes, whatever the flags.
  void enter_class() { ++class_depth_; }
  void leave_class() { --class_depth_; }
  [[nodiscard]] int class_depth() const noexcept { return class_depth_; }

  /// Records what is wrong, unless something is already; false, for the caller to return.
  bool refuse(std::size_t offset, PatternProblemKind kind = PatternProblemKind::bad_pattern) {
    if (!problem_) problem_ = PatternProblem{kind, offset};
    return false;
  }
  [[nodiscard]] const std::optional<PatternProblem>& problem() const noexcept { return problem_; }

 private:
  void skip_space() {
    if (!ignore_space_ || class_depth_ > 0) return;
    offset_ = std::min(text_.find_first_not_of(" \t\r\n", offset_), text_.size());
  }

  std::string_view text_;
  std::size_t offset_ = 0;
  int class_depth_ = 0;
  bool ignore_space_;
  std::optional<PatternProblem> problem_;
};

}  // namespace doudi
