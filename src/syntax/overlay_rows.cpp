// src/syntax/overlay_rows.cpp - single rows and the hit policy of a base's table, changed by an overlay.
// Layer 2.
#include <algorithm>
#include <cstddef>
#include <optional>
#include <utility>
#include <vector>

#include "doudi/base/name.hpp"

#include "syntax/overlay_parts.hpp"

namespace doudi::syntax {

using text::Code;
using text::Hint;

namespace {

void append(WrittenText& written, const WrittenText& part) {
  const auto begin = static_cast<std::uint32_t>(written.text.size());
  if (part.pieces.empty()) written.pieces.push_back({begin, part.span.begin});
  for (const Piece& piece : part.pieces) written.pieces.push_back({begin + piece.begin, piece.source_begin});
  written.text += part.text;
}

/// A line of a table's text, with its line break, and the label before its first bar.
struct Line {
  std::size_t begin = 0;
  std::size_t end = 0;
  std::size_t label_begin = 0;
  std::size_t label_end = 0;
};

std::vector<Line> lines_of(std::string_view text) {
  std::vector<Line> result;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size() - 1) + 1;
    const std::string_view label = text.substr(begin, std::min(text.find('|', begin), end) - begin);
    const std::size_t first = std::min(label.find_first_not_of(" \t\r\n"), label.size());
    const std::size_t last = label.find_last_not_of(" \t\r\n");
    if (first != label.size()) result.push_back({begin, end, begin + first, begin + last + 1});
    begin = end;
  }
  return result;
}

/// The change that an overlay makes to one table.
class TableChange {
 public:
  TableChange(const WrittenText& table, text::Diagnostics& diagnostics)
      : table_{table}, lines_{lines_of(table.text)}, replaced_(lines_.size()), diagnostics_{diagnostics} {}

  void set_policy(const WrittenText& policy) {
    if (!lines_.empty()) replaced_.front() = {&policy, nullptr};
  }
  void set_row(const YamlMember& row);
  [[nodiscard]] WrittenText result() const;

 private:
  struct Replacement {
    const WrittenText* label = nullptr;
    const WrittenText* cells = nullptr;  ///< nothing: the cells stay
    bool removed = false;
  };
  [[nodiscard]] std::string label_of(const Line& line) const {
    return table_.text.substr(line.label_begin, line.label_end - line.label_begin);
  }
  void append_line(WrittenText& written, const Line& line, const Replacement& replacement) const;

  const WrittenText& table_;
  std::vector<Line> lines_;
  std::vector<Replacement> replaced_;
  text::Diagnostics& diagnostics_;
};

void TableChange::set_row(const YamlMember& row) {
  std::vector<std::string> labels;
  for (std::size_t i = 1; i < lines_.size(); ++i) labels.push_back(label_of(lines_[i]));
  const auto found = std::find(labels.begin(), labels.end(), row.key.text);
  if (found == labels.end()) {
    text::Diagnostic& diagnostic =
        diagnostics_.error(Code::row_unknown, row.key.span, {{"label", row.key.text}});
    if (const auto near = nearest(row.key.text, labels))
      diagnostic.help(Hint::did_you_mean, {{"name", *near}});
    return;
  }
  const WrittenText* cells = row.value.scalar();
  if (cells == nullptr) {
    diagnostics_.error(Code::single_value_expected, row.value.span, {{"place", "rows." + row.key.text}});
    return;
  }
  Replacement& replacement = replaced_[static_cast<std::size_t>(found - labels.begin()) + 1];
  replacement = {&row.key, cells, !cells->quoted() && cells->text == "removed"};
}

void TableChange::append_line(WrittenText& written, const Line& line, const Replacement& replacement) const {
  append(written, *replacement.label);
  if (replacement.cells == nullptr) {
    append(written, table_.part(line.label_end, line.end));
    return;
  }
  // The bar and the line break are nobody's text; they are shown between the label and the cells.
  const std::uint32_t between = replacement.label->span.end;
  append(written, {" | ", {between, between}, ScalarStyle::plain, {}});
  std::size_t end = replacement.cells->text.find_last_not_of(" \n");
  end = end == std::string::npos ? 0 : end + 1;
  append(written, replacement.cells->part(0, end));
  append(written, {"\n", {replacement.cells->span.end, replacement.cells->span.end}, ScalarStyle::plain, {}});
}

WrittenText TableChange::result() const {
  WrittenText written;
  written.span = table_.span;
  written.style = table_.style;
  for (std::size_t i = 0; i < lines_.size(); ++i) {
    const Replacement& replacement = replaced_[i];
    if (replacement.removed) continue;
    if (replacement.label == nullptr) {
      append(written, table_.part(lines_[i].begin, lines_[i].end));
    } else {
      append_line(written, lines_[i], replacement);
    }
  }
  return written;
}

}  // namespace

void change_table(YamlMapping& base, const YamlMapping& overlay, const std::string& place,
                  text::Diagnostics& diagnostics) {
  const YamlMember* rows = find_member(overlay, "rows");
  const YamlMember* hit = find_member(overlay, "hit");
  if (rows == nullptr && hit == nullptr) return;
  const YamlMember& change = rows != nullptr ? *rows : *hit;
  YamlMember* table = find_member(base, "table");
  if (table == nullptr && hit == nullptr) table = find_member(base, "conditions");
  const bool rewritten =
      find_member(overlay, "table") != nullptr || find_member(overlay, "formula") != nullptr;
  auto* written = table != nullptr ? std::get_if<WrittenText>(&table->value.value) : nullptr;
  if (written == nullptr || rewritten) {
    diagnostics.error(Code::no_table_to_change, change.key.span,
                      {{"place", place}, {"key", change.key.text}});
    return;
  }
  TableChange changed{*written, diagnostics};
  if (hit != nullptr && hit->value.scalar() != nullptr) {
    changed.set_policy(*hit->value.scalar());
  } else if (hit != nullptr) {
    diagnostics.error(Code::single_value_expected, hit->value.span, {{"place", place + ".hit"}});
  }
  if (rows != nullptr && rows->value.mapping() != nullptr) {
    for (const YamlMember& row : rows->value.mapping()->members) changed.set_row(row);
  } else if (rows != nullptr) {
    diagnostics.error(Code::map_expected, rows->value.span, {{"place", place + ".rows"}});
  }
  *written = changed.result();
}

}  // namespace doudi::syntax
