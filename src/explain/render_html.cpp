// src/explain/render_html.cpp - an explanation as a piece of HTML.
// Layer 7.
#include <algorithm>
#include <array>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/explain/render.hpp"

#include "explain/explanation_labels.hpp"
#include "explain/outline.hpp"

namespace doudi::explain {

using text::Language;

namespace {

// Colours with little opacity, so that it can be read on light and on dark pages.
constexpr std::string_view style = R"(<style>
.doudi{font:14px/1.55 system-ui,"Noto Sans CJK SC","Microsoft YaHei","PingFang SC",sans-serif;max-width:60em}
.doudi p{margin:.15em 0}
.doudi .title{opacity:.7}
.doudi .answer{border-left:4px solid #8888;padding:.3em .8em;margin:.4em 0;background:#8881}
.doudi .decided{border-color:#2a7d4f}
.doudi .undetermined{border-color:#c88a00}
.doudi .error{border-color:#c0392b}
.doudi .answer p:first-child{font-weight:600;font-size:1.08em}
.doudi .answer .below{padding-left:1.2em;white-space:pre-wrap}
.doudi details{margin:.1em 0}
.doudi summary{cursor:pointer}
.doudi .section>summary{font-weight:600;margin-top:.35em}
.doudi .lines{margin-left:.55em;padding-left:.9em;border-left:1px solid #8884}
.doudi .leaf{padding-left:1.05em}
.doudi code{font:12px ui-monospace,Consolas,monospace;opacity:.75;background:none;color:inherit;padding:0}
.doudi .value{font-weight:600}
.doudi .cite{font-size:12px;border:1px solid #8886;border-radius:3px;padding:0 .35em;margin-left:.4em;white-space:nowrap}
.doudi .after{opacity:.6}
</style>
)";

std::string escaped(std::string_view text) {
  std::string result;
  for (const char character : text) {
    switch (character) {
      case '&':
        result += "&amp;";
        break;
      case '<':
        result += "&lt;";
        break;
      case '>':
        result += "&gt;";
        break;
      case '"':
        result += "&quot;";
        break;
      case '\'':
        result += "&#39;";
        break;
      default:
        result += character;
        break;
    }
  }
  return result;
}

class HtmlWriter {
 public:
  HtmlWriter(const std::vector<OutlineLine>& lines, Status status, Language language)
      : lines_{lines}, status_{status}, language_{language} {}

  std::string write() {
    out_ = std::string{"<div class=\"doudi\" lang=\""} + std::string{in(language_, "en", "zh")} + "\">\n";
    out_ += style;
    const auto first = std::ranges::find(lines_, true, &OutlineLine::heading);
    const auto end_of_answer = static_cast<std::size_t>(first - lines_.begin());
    write_answer(end_of_answer);
    for (std::size_t begin = end_of_answer; begin < lines_.size();) begin = write_section(begin);
    out_ += "</div>\n";
    return std::move(out_);
  }

 private:
  /// The lines before the first section: the title, then the answer.
  void write_answer(std::size_t end) {
    constexpr std::array classes{"decided", "undetermined", "error"};
    if (end != 0) out_ += "<p class=\"title\">" + content(lines_[0]) + "</p>\n";
    out_ += std::string{"<div class=\"answer "} + classes[static_cast<std::size_t>(status_)] + "\">\n";
    for (std::size_t index = 1; index < end; ++index) {
      out_ += lines_[index].depth == 0 ? "<p>" : "<p class=\"below\">";
      out_ += content(lines_[index]) + "</p>\n";
    }
    out_ += "</div>\n";
  }

  /// Returns where the next section begins. What was granted and why is open; the rest is a click away.
  std::size_t write_section(std::size_t begin) {
    std::size_t end = begin + 1;
    while (end < lines_.size() && !lines_[end].heading) ++end;
    const bool open = sections_++ == 0;
    out_ += std::string{"<details class=\"section\""} + (open ? " open" : "") + "><summary>" +
            content(lines_[begin]) + "</summary><div class=\"lines\">\n";
    write_lines(begin + 1, end, 1);
    out_ += "</div></details>\n";
    return end;
  }

  /// The lines of one section: those that have deeper ones below can be opened. Without recursion, since chains of rules
  /// may be long.
  void write_lines(std::size_t begin, std::size_t end, std::size_t depth) {
    std::size_t opened = 0;
    for (std::size_t index = begin; index < end; ++index) {
      const OutlineLine& line = lines_[index];
      const std::size_t level = line.depth > depth ? line.depth - depth : 0;
      for (; opened > level; --opened) out_ += "</div></details>\n";
      if (index + 1 < end && lines_[index + 1].depth > line.depth) {
        out_ += std::string{"<details"} + (level < 1 ? " open" : "") + "><summary>" + content(line) +
                "</summary><div class=\"lines\">\n";
        ++opened;
      } else {
        out_ += "<div class=\"leaf\">" + content(line) + "</div>\n";
      }
    }
    for (; opened > 0; --opened) out_ += "</div></details>\n";
  }

  [[nodiscard]] static std::string content(const OutlineLine& line) {
    std::string_view text = line.text;
    if (text.starts_with("- ")) text.remove_prefix(2);
    std::string result = escaped(text);
    if (!text.empty() && !line.name.empty()) result += ' ';
    if (!line.name.empty()) result += "<code>" + escaped(line.name) + "</code>";
    if (!line.value.empty()) result += " = <span class=\"value\">" + escaped(line.value) + "</span>";
    for (const OutlineLine::Cited& cite : line.cites) {
      result += "<span class=\"cite\"";
      if (!cite.source.empty()) result += " title=\"" + escaped(cite.source) + "\"";
      result += ">" + escaped(cite.text) + "</span>";
    }
    if (!line.after.empty()) result += "<span class=\"after\">" + escaped(line.after) + "</span>";
    return result;
  }

  const std::vector<OutlineLine>& lines_;
  Status status_;
  Language language_;
  std::string out_;
  std::size_t sections_ = 0;
};

}  // namespace

std::string render_html(const model::Pack& pack, const model::Record& record, const Explanation& explanation,
                        const text::SourceSet& sources, Language language) {
  const std::vector<OutlineLine> lines = outline(pack, record, explanation, sources, language);
  return HtmlWriter{lines, explanation.answer.status, language}.write();
}

}  // namespace doudi::explain
