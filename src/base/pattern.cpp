// src/base/pattern.cpp - searches with PCRE2, which sees a pattern only in our translation.
// Layer 0.
#include "doudi/base/pattern.hpp"

#include <algorithm>
#include <array>
#include <new>
#include <utility>

#include <pcre2.h>

#include "doudi/base/name.hpp"

#include "base/pattern_translation.hpp"

namespace doudi {
namespace {

constexpr std::size_t longest_pattern = 20'000;                // bytes
constexpr std::size_t longest_result = std::size_t{1} << 26U;  // bytes
// About a third of a second for a whole call, however often it searches.
constexpr std::size_t most_steps = 20'000'000;
constexpr std::uint32_t most_memory = 64 * 1024;  // KiB, for what a search remembers to come back to

template <class Type, void (*release)(Type*)>
struct Release {
  void operator()(Type* object) const noexcept { release(object); }
};
using Code = std::unique_ptr<pcre2_code, Release<pcre2_code, pcre2_code_free>>;
using MatchData = std::unique_ptr<pcre2_match_data, Release<pcre2_match_data, pcre2_match_data_free>>;
using MatchContext =
    std::unique_ptr<pcre2_match_context, Release<pcre2_match_context, pcre2_match_context_free>>;

[[nodiscard]] PCRE2_SPTR units_of(std::string_view text) noexcept {
  // PCRE2 takes no null pointer, not even with a length of 0.
  return reinterpret_cast<PCRE2_SPTR>(text.empty() ? "" : text.data());  // NOLINT(*-reinterpret-cast): bytes
}

[[nodiscard]] Failure<PatternProblem> failed(PatternProblemKind kind) {
  return Failure{PatternProblem{kind}};
}

/// Counts what PCRE2 does. It calls back before each item of the pattern; the characters it went over since
/// then count as well, because a repeated character or class is one item.
struct Steps {
  std::size_t taken = 0;
  std::size_t place = 0;
  std::size_t each = 1;  // more where one item can compare long texts, or end many groups

  static int count(pcre2_callout_block* block, void* data) noexcept {
    auto& steps = *static_cast<Steps*>(data);
    const std::size_t place = block->current_position;
    steps.taken += steps.each + (place > steps.place ? place - steps.place : 0);
    steps.place = place;
    return steps.taken > most_steps ? PCRE2_ERROR_CALLOUT : 0;
  }
};

/// What the `$` and `\` of a replacement mean: literal texts, each followed by a group unless it is the last.
struct ReplacementPart {
  std::string text;
  std::optional<std::size_t> group;
};

[[nodiscard]] bool is_digit(char character) noexcept {
  return character >= '0' && character <= '9';
}

[[nodiscard]] Result<std::vector<ReplacementPart>, PatternProblem> read_replacement(std::string_view written,
                                                                                    std::size_t groups) {
  std::vector<ReplacementPart> parts(1);
  for (std::size_t place = 0; place < written.size(); ++place) {
    const char character = written[place];
    const char next = place + 1 < written.size() ? written[place + 1] : '\0';
    if (character == '\\' && (next == '\\' || next == '$')) {
      parts.back().text += next;
      ++place;
    } else if (character == '$' && is_digit(next)) {
      std::size_t group = 0;
      for (bool first = true; place + 1 < written.size() && is_digit(written[place + 1]); first = false) {
        const std::size_t longer = group * 10 + static_cast<std::size_t>(written[place + 1] - '0');
        if (!first && longer > groups) break;
        group = longer;
        ++place;
      }
      parts.back().group = group;
      parts.emplace_back();
    } else if (character == '\\' || character == '$') {
      return Failure{PatternProblem{PatternProblemKind::bad_replacement, place}};
    } else {
      parts.back().text += character;
    }
  }
  return parts;
}

[[nodiscard]] PatternProblemKind compile_problem(int error) noexcept {
  constexpr std::array beyond_limits{
      PCRE2_ERROR_QUANTIFIER_TOO_BIG,      PCRE2_ERROR_PARENTHESES_NEST_TOO_DEEP,
      PCRE2_ERROR_PATTERN_TOO_LARGE,       PCRE2_ERROR_HEAP_FAILED,
      PCRE2_ERROR_PATTERN_TOO_COMPLICATED, PCRE2_ERROR_PATTERN_STRING_TOO_LONG};
  const bool limit = std::find(beyond_limits.begin(), beyond_limits.end(), error) != beyond_limits.end();
  return limit ? PatternProblemKind::too_expensive : PatternProblemKind::bad_pattern;
}

}  // namespace

struct Pattern::Compiled {
  Code code;
  std::size_t groups = 0;
  bool has_back_reference = false;
  bool literal = false;
  bool matches_empty_text = false;
};

namespace {

/// Searches one text, from its beginning on, with one allowance of steps. The text has to be UTF-8.
class Search {
 public:
  Search(const pcre2_code* code, bool has_back_reference, std::string_view text)
      : code_{code},
        text_{text},
        data_{pcre2_match_data_create_from_pattern(code, nullptr)},
        context_{pcre2_match_context_create(nullptr)} {
    if (!data_ || !context_) throw std::bad_alloc{};
    std::size_t size = 0;
    pcre2_pattern_info(code, PCRE2_INFO_SIZE, &size);
    steps_.each += size / 512 + (has_back_reference ? text.size() / 64 : 0);
    pcre2_set_callout(context_.get(), Steps::count, &steps_);
    pcre2_set_heap_limit(context_.get(), most_memory);
    pcre2_set_match_limit(context_.get(), std::uint32_t{most_steps});
  }
  // PCRE2 keeps the address of the steps.
  Search(const Search&) = delete;
  Search& operator=(const Search&) = delete;
  Search(Search&&) = delete;
  Search& operator=(Search&&) = delete;
  ~Search() = default;

  /// True if there is another match, at or behind `from`.
  [[nodiscard]] Result<bool, PatternProblem> next(std::size_t from) {
    steps_.place = from;
    const int outcome = pcre2_match(code_, units_of(text_), text_.size(), from, PCRE2_NO_UTF_CHECK,
                                    data_.get(), context_.get());
    if (outcome == PCRE2_ERROR_NOMATCH) return false;
    if (outcome < 0) return failed(PatternProblemKind::too_expensive);
    return true;
  }
  [[nodiscard]] std::size_t begin() const noexcept { return ends()[0]; }
  [[nodiscard]] std::size_t end() const noexcept { return ends()[1]; }
  /// What a group of the last match matched; empty if there is no such group, or it took no part.
  [[nodiscard]] std::string_view group(std::size_t number) const noexcept {
    if (number >= pcre2_get_ovector_count(data_.get())) return {};
    const std::size_t first = ends()[2 * number];
    return first == PCRE2_UNSET ? std::string_view{} : text_.substr(first, ends()[2 * number + 1] - first);
  }

 private:
  [[nodiscard]] const std::size_t* ends() const noexcept { return pcre2_get_ovector_pointer(data_.get()); }

  const pcre2_code* code_;
  std::string_view text_;
  MatchData data_;
  MatchContext context_;
  Steps steps_;
};

}  // namespace

Pattern::Pattern(std::shared_ptr<const Compiled> compiled) : compiled_{std::move(compiled)} {}

Result<Pattern, PatternProblem> Pattern::compile(std::string_view text, std::string_view flags) {
  const auto read_flags = read_pattern_flags(flags);
  if (!read_flags) return Failure{read_flags.error()};
  if (text.size() > longest_pattern) return failed(PatternProblemKind::too_expensive);
  if (!is_utf8(text)) return failed(PatternProblemKind::bad_text);
  TranslatedPattern translated{std::string{text}};
  if (!read_flags->literal) {
    auto translation = translate_pattern(text, *read_flags);
    if (!translation) return Failure{translation.error()};
    translated = std::move(translation).value();
  }
  std::uint32_t options = PCRE2_UTF | PCRE2_AUTO_CALLOUT;
  options |= read_flags->literal ? PCRE2_LITERAL : PCRE2_MATCH_UNSET_BACKREF;
  if (read_flags->ignore_case) options |= PCRE2_CASELESS;
  int error = 0;
  std::size_t place = 0;  // in our translation, so it says nothing to the author
  Code code{
      pcre2_compile(units_of(translated.text), translated.text.size(), options, &error, &place, nullptr)};
  if (!code) return failed(compile_problem(error));
  Search on_nothing{code.get(), translated.has_back_reference, {}};
  const auto matches_nothing = on_nothing.next(0);
  if (!matches_nothing) return Failure{matches_nothing.error()};
  return Pattern{std::make_shared<const Compiled>(Compiled{std::move(code), translated.groups,
                                                           translated.has_back_reference, read_flags->literal,
                                                           *matches_nothing})};
}

Result<bool, PatternProblem> Pattern::matches(std::string_view text) const {
  if (!is_utf8(text)) return failed(PatternProblemKind::bad_text);
  return Search{compiled_->code.get(), compiled_->has_back_reference, text}.next(0);
}

Result<std::string, PatternProblem> Pattern::replace(std::string_view text,
                                                     std::string_view replacement) const {
  if (compiled_->matches_empty_text) return failed(PatternProblemKind::matches_empty_text);
  if (!is_utf8(text) || !is_utf8(replacement)) return failed(PatternProblemKind::bad_text);
  std::vector<ReplacementPart> parts{{std::string{replacement}, std::nullopt}};
  if (!compiled_->literal) {
    auto read = read_replacement(replacement, compiled_->groups);
    if (!read) return Failure{read.error()};
    parts = std::move(read).value();
  }
  Search search{compiled_->code.get(), compiled_->has_back_reference, text};
  std::string result;
  std::size_t from = 0;
  while (true) {
    const auto found = search.next(from);
    if (!found) return Failure{found.error()};
    // A match is never empty here; were it, to go on from its end would find it again.
    if (!*found || search.end() == from) break;
    result += text.substr(from, search.begin() - from);
    for (const ReplacementPart& part : parts) {
      result += part.text;
      if (part.group) result += search.group(*part.group);
    }
    if (result.size() > longest_result) return failed(PatternProblemKind::too_expensive);
    from = search.end();
  }
  return result.append(text.substr(from));
}

Result<std::vector<std::string>, PatternProblem> Pattern::split(std::string_view text) const {
  if (compiled_->matches_empty_text) return failed(PatternProblemKind::matches_empty_text);
  if (!is_utf8(text)) return failed(PatternProblemKind::bad_text);
  Search search{compiled_->code.get(), compiled_->has_back_reference, text};
  std::vector<std::string> parts;
  std::size_t from = 0;
  while (true) {
    const auto found = search.next(from);
    if (!found) return Failure{found.error()};
    if (!*found || search.end() == from) break;
    parts.emplace_back(text.substr(from, search.begin() - from));
    from = search.end();
  }
  parts.emplace_back(text.substr(from));
  return parts;
}

}  // namespace doudi
