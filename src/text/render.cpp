// src/text/render.cpp - a diagnostic as people read it: place, message, source line, caret, ways out.
// Layer 1.
#include <algorithm>
#include <cstddef>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/base/name.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/message.hpp"

#include "text/wording.hpp"

namespace doudi::text {

namespace {

/// The words around a message.
struct Frame {
  std::string_view error;
  std::string_view warning;
  std::string_view note;
  std::string_view help;
  std::string_view colon;
  std::string_view more;
};

constexpr Frame english{"error", "warning", "note", "help", ": ", "{count} more not shown"};
constexpr Frame chinese{"错误", "警告", "说明", "建议", "：", "另有 {count} 条未显示"};
constexpr std::size_t longest_line = 100;  // cells of the source line that are shown
constexpr std::size_t gutter_digits = 4;

const Frame& frame_of(Language language) noexcept {
  return language == Language::zh ? chinese : english;
}

/// One character of a source line as it is shown.
struct Cell {
  std::string shown;
  std::size_t begin = 0;  // byte in the line
  std::size_t width = 1;  // cells
};

/// Characters that a terminal does not show as one are replaced, so that the caret stands where it should.
std::vector<Cell> cells_of(std::string_view line) {
  std::vector<Cell> cells;
  for (std::size_t at = 0; at < line.size();) {
    const std::size_t begin = at;
    const auto code_point = decode(line, at);
    if (!code_point) {
      ++at;
      cells.push_back({"\xEF\xBF\xBD", begin, 1});
      continue;
    }
    if (*code_point == U'\uFEFF') continue;
    const bool invisible = (*code_point >= 0x200B && *code_point <= 0x200F) ||
                           (*code_point >= 0x2028 && *code_point <= 0x202E) ||
                           (*code_point >= 0x2060 && *code_point <= 0x206F) || *code_point == 0xAD;
    if (invisible || *code_point < 0x20 || (*code_point >= 0x7F && *code_point < 0xA0)) {
      cells.push_back({*code_point == U'\t' ? " " : "\xEF\xBF\xBD", begin, 1});
      continue;
    }
    std::string shown(line.substr(begin, at - begin));
    const auto width = static_cast<std::size_t>(std::max(display_width(shown), 0));
    cells.push_back({std::move(shown), begin, width});
  }
  return cells;
}

/// The cells [begin, end) of a line that are shown: all, or a window in which `caret` stands in the first
/// third.
struct Window {
  std::size_t begin = 0;
  std::size_t end = 0;
};

Window window_around(const std::vector<Cell>& cells, std::size_t caret) {
  const auto width_from = [&](std::size_t begin, std::size_t end) {
    std::size_t width = 0;
    for (std::size_t i = begin; i < end; ++i) width += cells[i].width;
    return width;
  };
  const std::size_t total = width_from(0, cells.size());
  if (total <= longest_line) return {0, cells.size()};
  Window window{caret, caret};
  for (std::size_t room = longest_line / 3; window.begin > 0 && cells[window.begin - 1].width <= room;) {
    room -= cells[--window.begin].width;
  }
  std::size_t room = longest_line - width_from(window.begin, caret);
  while (window.end < cells.size() && cells[window.end].width <= room) room -= cells[window.end++].width;
  while (window.begin > 0 && cells[window.begin - 1].width <= room) room -= cells[--window.begin].width;
  return window;
}

/// A part of a source line that is more than what is shown of it.
struct Excerpt {
  std::string_view text;
  bool cut_before = false;
  bool cut_behind = false;
};

/// The surroundings of `at`, so that a line of a million bytes costs no more than others.
Excerpt excerpt_around(std::string_view line, std::size_t at) {
  constexpr std::size_t most_bytes = longest_line * 8;
  Excerpt excerpt{line.substr(0, at + most_bytes), false, line.size() > at + most_bytes};
  const auto continues = [&](std::size_t index) {
    return (static_cast<unsigned char>(line[index]) & 0xC0U) == 0x80U;
  };
  std::size_t begin = at > most_bytes ? at - most_bytes : 0;
  while (begin > 0 && begin < at && continues(begin)) ++begin;
  excerpt.text.remove_prefix(begin);
  excerpt.cut_before = begin > 0;
  return excerpt;
}

/// The line in which a span begins, and a caret under what it covers there.
std::string snippet(Span span, const SourceSet& sources) {
  const std::string_view line = sources.line_at(span.begin);
  const std::string_view file = sources.file_text(span.begin);
  const auto line_begin = static_cast<std::size_t>(line.data() - file.data());
  const std::size_t at = std::min(span.begin - sources.file_begin(span.begin) - line_begin, line.size());
  const Excerpt excerpt = excerpt_around(line, at);
  const std::size_t begin = at - static_cast<std::size_t>(excerpt.text.data() - line.data());
  std::string_view covered = excerpt.text.substr(begin, span.end > span.begin ? span.end - span.begin : 0);
  covered = covered.substr(0, covered.find_last_not_of(" \t") + 1);

  const std::vector<Cell> cells = cells_of(excerpt.text);
  const auto index_of = [&](std::size_t byte) {
    const auto found =
        std::partition_point(cells.begin(), cells.end(), [&](const Cell& cell) { return cell.begin < byte; });
    return static_cast<std::size_t>(found - cells.begin());
  };
  const std::size_t first = index_of(begin);
  const std::size_t last = std::max(index_of(begin + covered.size()), first);
  const Window window = window_around(cells, first);

  const bool cut_before = excerpt.cut_before || window.begin > 0;
  std::string shown = cut_before ? "…" : "";
  std::string marks = cut_before ? " " : "";
  for (std::size_t i = window.begin; i < window.end; ++i) {
    shown += cells[i].shown;
    if (i < first) marks.append(cells[i].width, ' ');
    if (i >= first && i < last) marks.append(cells[i].width, '~');
  }
  if (excerpt.cut_behind || window.end < cells.size()) shown += "…";
  const std::size_t caret = marks.find('~');
  if (caret == std::string::npos) {
    marks += '^';
  } else {
    marks[caret] = '^';
  }
  shown.erase(shown.find_last_not_of(' ') + 1);

  std::string number = std::to_string(sources.place(span.begin).line);
  number.insert(0, gutter_digits - std::min(gutter_digits, number.size()), ' ');
  const std::string margin(number.size(), ' ');
  return number + (shown.empty() ? " |" : " | " + shown) + "\n" + margin + " | " + marks + "\n";
}

std::string place_text(Span span, const SourceSet& sources) {
  if (!span.somewhere()) return {};
  const Place place = sources.place(span.begin);
  return std::string(place.file) + ":" + std::to_string(place.line) + ":" + std::to_string(place.column) +
         ": ";
}

}  // namespace

std::string message_text(Code code, const Arguments& arguments, Language language) {
  return filled(in_language(wording_of(code), language), arguments);
}

std::string hint_text(const Help& help, Language language) {
  return filled(in_language(wording_of(help.hint), language), help.arguments);
}

std::string render(const Diagnostic& diagnostic, const SourceSet& sources, Language language) {
  const Frame& frame = frame_of(language);
  std::string result = place_text(diagnostic.span, sources);
  result += diagnostic.severity == Severity::error ? frame.error : frame.warning;
  result += "[" + code_text(diagnostic.code) + "]";
  result += frame.colon;
  result += message_text(diagnostic.code, diagnostic.arguments, language) + "\n";
  if (diagnostic.span.somewhere()) result += snippet(diagnostic.span, sources);
  for (const Label& label : diagnostic.labels) {
    result += "  ";
    result += frame.note;
    result += frame.colon;
    result += place_text(label.span, sources);
    result += filled(in_language(wording_of(label.code), language), label.arguments) + "\n";
    if (label.span.somewhere()) result += snippet(label.span, sources);
  }
  for (const Help& help : diagnostic.helps) {
    result += "  ";
    result += frame.help;
    result += frame.colon;
    result += hint_text(help, language) + "\n";
  }
  return result;
}

std::string render(const Diagnostics& diagnostics, const SourceSet& sources, Language language) {
  std::string result;
  const std::vector<Diagnostic> shown = diagnostics.sorted();
  for (const Diagnostic& diagnostic : shown) result += render(diagnostic, sources, language);
  const std::size_t all = diagnostics.sorted(std::numeric_limits<std::size_t>::max()).size();
  if (all > shown.size()) {
    result += filled(frame_of(language).more, {{"count", std::to_string(all - shown.size())}}) + "\n";
  }
  return result;
}

}  // namespace doudi::text
