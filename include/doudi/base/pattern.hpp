// doudi/base/pattern.hpp - the regular expressions of XPath, which FEEL's matches, replace and split take.
// Layer 0.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/result.hpp"

namespace doudi {

enum class PatternProblemKind : std::uint8_t {
  bad_pattern,         ///< no regular expression of XPath
  bad_flags,           ///< a flag that is none of `s m i x q`
  bad_replacement,     ///< `$` without a digit, or `\` before anything but `$` and `\`
  matches_empty_text,  ///< XPath lets replace and split have no pattern that the empty text matches
  too_expensive,       ///< a pattern, a search or a result beyond our limits
  bad_text             ///< a text, pattern or replacement that is no UTF-8
};

/// Why there is no pattern, or no result of one.
struct PatternProblem {
  PatternProblemKind kind = PatternProblemKind::bad_pattern;
  /// In bytes, into the pattern, the flags or the replacement that is at fault; nothing where it is unknown.
  std::optional<std::size_t> offset = {};

  [[nodiscard]] friend bool operator==(const PatternProblem&, const PatternProblem&) = default;
};

/// A regular expression as section 5.6 of XQuery and XPath Functions and Operators 3.1 defines it: XML Schema's
/// (classes such as `[a-z-[aeiou]]`, `\p{Lu}`, `\p{IsGreek}`, `\i`, `\c`) with `^`, `$`, groups that capture
/// or do not, back-references and reluctant quantifiers. What only Perl has (look-around, `\b`, possessive
/// quantifiers, inline options) is refused. Immutable; copies share one compiled form, from any thread.
///
/// A search takes a limited number of steps, counted and not timed: beyond that it fails with too_expensive,
/// the same on every machine with the same library of regular expressions.
class Pattern {
 public:
  /// Flags: `s` lets `.` match ends of lines, `m` gives each line its `^` and `$`, `i` ignores case, `x` leaves
  /// out white space outside of classes, `q` takes the text literally. Each may occur more than once.
  [[nodiscard]] static Result<Pattern, PatternProblem> compile(std::string_view text,
                                                               std::string_view flags = {});

  /// True if the pattern matches anywhere in the text.
  [[nodiscard]] Result<bool, PatternProblem> matches(std::string_view text) const;
  /// The text with each match replaced. In the replacement, `$0` is the match and `$1`, `$2`, … are its
  /// groups: of the digits as many as make the number of an existing group, and at least one; `\$` and `\\`
  /// are a dollar sign and a backslash. With flag `q` the replacement is literal, too.
  [[nodiscard]] Result<std::string, PatternProblem> replace(std::string_view text,
                                                            std::string_view replacement) const;
  /// The parts between the matches, one more than there are matches: `a;b;` has the parts `a`, `b` and an
  /// empty one, and the empty text has one empty part.
  [[nodiscard]] Result<std::vector<std::string>, PatternProblem> split(std::string_view text) const;

 private:
  struct Compiled;
  explicit Pattern(std::shared_ptr<const Compiled> compiled);

  std::shared_ptr<const Compiled> compiled_;
};

}  // namespace doudi
