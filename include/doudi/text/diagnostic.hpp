// doudi/text/diagnostic.hpp - what is wrong with a pack or a record, where, and what to do about it.
// Layer 1.
#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/text/code.hpp"
#include "doudi/text/source.hpp"

namespace doudi::text {

enum class Severity : std::uint8_t { warning, error };

/// A named value that the wording of a code mentions as `{name}`. `name` must be static text.
struct Argument {
  std::string_view name;
  std::string value;
};
using Arguments = std::vector<Argument>;

/// A second place that matters for the same problem.
struct Label {
  LabelCode code;
  Span span;
  Arguments arguments;
};

/// One way out of a problem.
struct Help {
  Hint hint;
  Arguments arguments;
};

/// One problem. It holds a code and values, never a sentence: the wording, in each language, is a table.
struct Diagnostic {
  Code code{};
  Severity severity = Severity::error;
  Span span;
  Arguments arguments;
  std::vector<Label> labels;
  std::vector<Help> helps;

  Diagnostic& label(LabelCode label_code, Span where, Arguments values = {});
  Diagnostic& help(Hint hint, Arguments values = {});
};

/// Collects diagnostics while a stage goes on as far as it can. Not shared between threads.
class Diagnostics {
 public:
  /// Beyond this number they are counted, and not kept: nobody reads them, and a file of nothing but faults must not
  /// take all memory.
  static constexpr std::size_t most_kept = 10'000;

  /// The returned reference is good until the next call.
  Diagnostic& error(Code code, Span where, Arguments values = {});
  Diagnostic& warning(Code code, Span where, Arguments values = {});
  /// From now on nothing is taken that begins in this place: it holds a stand-in for a text that was refused, and what
  /// a later stage finds wrong with that is no news.
  void settle(Span where);

  [[nodiscard]] bool has_errors() const noexcept { return error_count_ != 0; }
  [[nodiscard]] std::size_t error_count() const noexcept { return error_count_; }
  [[nodiscard]] const std::vector<Diagnostic>& all() const noexcept { return all_; }
  /// Sorted by position (then code), without repetitions, at most `limit`: warnings are the first to be left
  /// out.
  [[nodiscard]] std::vector<Diagnostic> sorted(std::size_t limit = 50) const;

 private:
  Diagnostic& add(Diagnostic diagnostic);
  [[nodiscard]] bool settled(Span where) const;

  std::vector<Diagnostic> all_;
  std::map<std::uint32_t, std::uint32_t> settled_;  // begin to end
  Diagnostic not_kept_;
  std::size_t error_count_ = 0;
};

/// Renders one diagnostic: `file:line:column: error[E0103]: message`, the source line, a caret under the text
/// (a wide character takes two cells), then labels and help. Ends with a line break. A problem that is
/// nowhere has no place.
[[nodiscard]] std::string render(const Diagnostic& diagnostic, const SourceSet& sources, Language language);
/// Renders `diagnostics.sorted()`; says how many more there are beyond the limit.
[[nodiscard]] std::string render(const Diagnostics& diagnostics, const SourceSet& sources, Language language);

}  // namespace doudi::text
