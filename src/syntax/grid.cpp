// src/syntax/grid.cpp - splits a pipe grid into lines, groups and cells that keep their places.
// Layer 2.
#include "doudi/syntax/grid.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <utility>

namespace doudi::syntax {
namespace {

constexpr std::string_view full_width_bar = "\xEF\xBD\x9C";
constexpr std::array<std::string_view, 4> text_columns{"cite", "note", "zh", "en"};

struct Range {
  std::size_t begin = 0;
  std::size_t end = 0;
};

/// One line cut at its bars. Offsets are those of the whole grid text.
struct CutLine {
  std::vector<std::vector<Range>> groups;
  std::optional<std::size_t> unclosed;       ///< an opening `"` without an end
  std::optional<std::size_t> wide_bar;       ///< the first `｜` where a cell is an expression
  std::optional<std::size_t> wide_text_bar;  ///< the first `｜` in a label or another text
};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

class GridReader {
 public:
  GridReader(const WrittenText& written, GridShape shape, text::Diagnostics& diagnostics)
      : written_{written}, shape_{shape}, diagnostics_{diagnostics} {}

  std::optional<Grid> read();

 private:
  std::vector<Range> lines() const;
  CutLine cut(Range line, const GridLine* header) const;
  bool is_text_cell(const GridLine* header, std::size_t group, std::size_t cell) const;
  bool has_labels() const { return shape_ == GridShape::table || shape_ == GridShape::conditions; }

  std::optional<GridLine> read_line(Range line, const GridLine* header);
  bool report_damage(Range line, const CutLine& cut_line, const GridLine* header);
  bool report_counts(Range line, const CutLine& cut_line, const GridLine& header);
  bool report_empty_cells(const CutLine& cut_line);
  bool check_header(const GridLine& header);
  bool check_table_header(const GridLine& header);
  bool check_columns(const GridLine& header, std::size_t first_group, const std::vector<std::string>& known);
  bool refuse_header(const GridLine& header);
  void place_line(Grid& grid, GridLine line);
  bool report_repetition(const Grid& grid, const GridLine& line);

  WrittenText trimmed(Range range) const;
  text::Span span_of(Range range) const { return written_.span_of(range.begin, range.end); }

  const WrittenText& written_;
  GridShape shape_;
  text::Diagnostics& diagnostics_;
};

Range without_spaces(std::string_view text, Range range) {
  constexpr std::string_view blank = " \t\r";
  while (range.begin < range.end && blank.find(text[range.begin]) != std::string_view::npos) ++range.begin;
  while (range.end > range.begin && blank.find(text[range.end - 1]) != std::string_view::npos) --range.end;
  return range;
}

WrittenText GridReader::trimmed(Range range) const {
  const Range inner = without_spaces(written_.text, range);
  return written_.part(inner.begin, inner.end);
}

/// The lines that hold something, without the spaces around them.
std::vector<Range> GridReader::lines() const {
  std::vector<Range> result;
  const std::string_view text = written_.text;
  for (std::size_t begin = 0; begin < text.size();) {
    const std::size_t end = std::min(text.find('\n', begin), text.size());
    const Range line = without_spaces(text, {begin, end});
    if (line.begin != line.end) result.push_back(line);
    begin = end + 1;
  }
  return result;
}

bool GridReader::is_text_cell(const GridLine* header, std::size_t group, std::size_t cell) const {
  const std::size_t labels = has_labels() ? 1 : 0;
  if (group == 0 && cell < labels) return true;
  if (header == nullptr || group >= header->groups.size()) return false;
  if (group == 0) cell -= labels;
  if (cell >= header->groups[group].size()) return false;
  return group > 0 && contains(text_columns, header->groups[group][cell].text) &&
         (shape_ != GridShape::table || group == 2);
}

/// The offset behind the string that begins at `begin`; nothing if it does not end before `end`.
std::optional<std::size_t> behind_string(std::string_view text, std::size_t begin, std::size_t end) {
  for (std::size_t i = begin + 1; i < end; ++i) {
    if (text[i] == '\\') {
      ++i;
    } else if (text[i] == '"') {
      return i + 1;
    }
  }
  return std::nullopt;
}

CutLine GridReader::cut(Range line, const GridLine* header) const {
  CutLine result;
  const std::string_view text = written_.text;
  result.groups.push_back({Range{line.begin, line.end}});
  for (std::size_t i = line.begin; i < line.end;) {
    std::vector<Range>& group = result.groups.back();
    const bool is_text = is_text_cell(header, result.groups.size() - 1, group.size() - 1);
    if (text[i] == '|') {
      group.back().end = i;
      const bool twice = i + 1 < line.end && text[i + 1] == '|';
      i += twice ? 2 : 1;
      if (twice) {
        result.groups.push_back({Range{i, line.end}});
      } else {
        group.push_back({i, line.end});
      }
    } else if (text[i] == '"' && !is_text && !result.unclosed) {
      const auto behind = behind_string(text, i, line.end);
      if (!behind) result.unclosed = i;
      i = behind.value_or(i + 1);
    } else if (text.substr(i, full_width_bar.size()) == full_width_bar) {
      auto& first = is_text ? result.wide_text_bar : result.wide_bar;
      if (!first) first = i;
      i += full_width_bar.size();
    } else {
      ++i;
    }
  }
  return result;
}

std::size_t cell_count(const GridLine& line, bool label) {
  std::size_t count = label ? 1 : 0;
  for (const auto& group : line.groups) count += group.size();
  return count;
}

/// Reports a line whose cells do not lie under the header's.
bool GridReader::report_counts(Range line, const CutLine& cut_line, const GridLine& header) {
  std::size_t found = 0;
  for (const auto& group : cut_line.groups) found += group.size();
  const std::size_t expected = cell_count(header, has_labels());
  bool same_groups = cut_line.groups.size() == header.groups.size();
  for (std::size_t i = 0; same_groups && i < header.groups.size(); ++i) {
    const std::size_t labels = i == 0 && has_labels() ? 1 : 0;
    same_groups = cut_line.groups[i].size() == header.groups[i].size() + labels;
  }
  if (same_groups) return false;
  if (const auto bar = cut_line.wide_text_bar) {
    diagnostics_.error(text::Code::grid_full_width_bar, span_of({*bar, *bar + full_width_bar.size()}))
        .help(text::Hint::write_bar);
    return true;
  }
  text::Diagnostic& diagnostic =
      found != expected
          ? diagnostics_.error(text::Code::grid_cell_count, span_of(line),
                               {{"found", std::to_string(found)}, {"expected", std::to_string(expected)}})
          : diagnostics_.error(text::Code::grid_groups_differ, span_of(line));
  diagnostic.label(text::LabelCode::header_here, header.span);
  return true;
}

bool GridReader::report_empty_cells(const CutLine& cut_line) {
  bool reported = false;
  for (std::size_t i = 0; i < cut_line.groups.size(); ++i) {
    for (std::size_t j = 0; j < cut_line.groups[i].size(); ++j) {
      const Range cell = cut_line.groups[i][j];
      const Range inner = without_spaces(written_.text, cell);
      if (inner.begin != inner.end) continue;
      const bool is_label = i == 0 && j == 0 && has_labels();
      // An empty cell has no width: show a bar beside it.
      const Range shown =
          cell.begin != cell.end ? cell : Range{cell.begin - (cell.begin > 0 ? 1 : 0), cell.end + 1};
      text::Diagnostic& diagnostic = diagnostics_.error(
          is_label ? text::Code::grid_without_label : text::Code::grid_empty_cell, span_of(shown));
      if (!is_label) diagnostic.help(text::Hint::write_dash);
      reported = true;
    }
  }
  return reported;
}

/// Reports what makes a line unusable; true if something does.
bool GridReader::report_damage(Range line, const CutLine& cut_line, const GridLine* header) {
  if (const auto bar = cut_line.wide_bar) {
    diagnostics_.error(text::Code::grid_full_width_bar, span_of({*bar, *bar + full_width_bar.size()}))
        .help(text::Hint::write_bar);
    return true;
  }
  if (cut_line.unclosed) {
    diagnostics_.error(text::Code::grid_unclosed_text, span_of({*cut_line.unclosed, line.end}));
    return true;
  }
  if (header != nullptr && report_counts(line, cut_line, *header)) return true;
  return report_empty_cells(cut_line);
}

std::optional<GridLine> GridReader::read_line(Range line, const GridLine* header) {
  const CutLine cut_line = cut(line, header);
  if (report_damage(line, cut_line, header)) return std::nullopt;
  GridLine result;
  result.span = span_of(line);
  // A header whose policy an overlay has changed stands in two files: show the part behind the policy.
  if (result.span.end - result.span.begin != line.end - line.begin) {
    result.span = span_of({cut_line.groups[0][0].end, line.end});
  }
  for (std::size_t i = 0; i < cut_line.groups.size(); ++i) {
    std::vector<WrittenText>& cells = result.groups.emplace_back();
    for (std::size_t j = 0; j < cut_line.groups[i].size(); ++j) {
      WrittenText cell = trimmed(cut_line.groups[i][j]);
      if (i == 0 && j == 0 && has_labels()) {
        result.label = std::move(cell);
      } else {
        cells.push_back(std::move(cell));
      }
    }
  }
  return result;
}

bool GridReader::refuse_header(const GridLine& header) {
  const auto expected = [&]() -> std::string {
    switch (shape_) {
      case GridShape::table:
        return "first | … || … || cite";
      case GridShape::by_keys:
        return "… || value || cite";
      case GridShape::conditions:
        return "all | condition || zh | en || cite";
      case GridShape::transitions:
        return "from | to | until || when || cite";
    }
    return {};
  };
  // A full-width bar between two cells is the likelier mistake.
  const std::size_t begin = written_.text.find(full_width_bar);
  const std::size_t end_of_header = std::min(written_.text.find('\n'), written_.text.size());
  if (begin < end_of_header) {
    diagnostics_.error(text::Code::grid_full_width_bar, span_of({begin, begin + full_width_bar.size()}))
        .help(text::Hint::write_bar);
    return true;
  }
  diagnostics_.error(text::Code::grid_header, header.span)
      .help(text::Hint::header_form, {{"header", expected()}});
  return false;
}

/// The columns from `first_group` on must be among `known`, each at most once.
bool GridReader::check_columns(const GridLine& header, std::size_t first_group,
                               const std::vector<std::string>& known) {
  std::vector<const WrittenText*> seen;
  for (std::size_t i = first_group; i < header.groups.size(); ++i) {
    for (const WrittenText& column : header.groups[i]) {
      if (!contains(known, column.text)) return false;
      const auto earlier = std::find_if(seen.begin(), seen.end(),
                                        [&](const WrittenText* each) { return each->text == column.text; });
      if (earlier != seen.end()) return false;
      seen.push_back(&column);
    }
  }
  return true;
}

bool GridReader::check_table_header(const GridLine& header) {
  const std::size_t groups = header.groups.size();
  return groups >= 2 && groups <= 3 && !header.groups[0].empty() &&
         check_columns(header, 2, {"cite", "note"});
}

bool GridReader::check_header(const GridLine& header) {
  const auto& groups = header.groups;
  bool good = false;
  switch (shape_) {
    case GridShape::table:
      good = check_table_header(header);
      break;
    case GridShape::by_keys:
      good = check_table_header(header) && groups[1].size() == 1 && groups[1][0].text == "value";
      break;
    case GridShape::conditions:
      good = header.label.text == "all" && groups[0].size() == 1 && groups[0][0].text == "condition" &&
             check_columns(header, 1, {"zh", "en", "cite", "note"});
      break;
    case GridShape::transitions:
      good = (groups.size() == 2 || groups.size() == 3) && (groups[0].size() == 2 || groups[0].size() == 3) &&
             groups[0][0].text == "from" && groups[0][1].text == "to" &&
             (groups[0].size() == 2 || groups[0][2].text == "until") && groups[1].size() == 1 &&
             groups[1][0].text == "when" && check_columns(header, 2, {"cite", "note"});
      break;
  }
  return good || refuse_header(header);
}

bool GridReader::report_repetition(const Grid& grid, const GridLine& line) {
  const GridLine* earlier = nullptr;
  for (const auto* special : {&grid.types, &grid.units, &grid.values, &grid.defaults}) {
    if (*special && (*special)->label.text == line.label.text) earlier = &**special;
  }
  for (const GridLine& row : grid.rows) {
    if (row.label.text == line.label.text) earlier = &row;
  }
  if (earlier == nullptr) return false;
  diagnostics_.error(text::Code::grid_repeated_label, line.label.span, {{"label", line.label.text}})
      .label(text::LabelCode::first_written_here, earlier->label.span);
  return true;
}

void GridReader::place_line(Grid& grid, GridLine line) {
  if (has_labels() && report_repetition(grid, line)) {
    grid.damaged = true;
    return;
  }
  const std::string& label = line.label.text;
  const bool table = shape_ == GridShape::table;
  if (table && label == "type") {
    grid.types = std::move(line);
  } else if (table && label == "unit") {
    grid.units = std::move(line);
  } else if (table && label == "values") {
    grid.values = std::move(line);
  } else if (table && label == "default") {
    grid.defaults = std::move(line);
  } else {
    grid.rows.push_back(std::move(line));
  }
}

std::optional<Grid> GridReader::read() {
  const std::vector<Range> all = lines();
  if (all.empty()) {
    diagnostics_.error(text::Code::grid_without_header, written_.span);
    return std::nullopt;
  }
  auto header = read_line(all.front(), nullptr);
  if (!header || !check_header(*header)) return std::nullopt;
  Grid grid;
  grid.span = written_.span;
  grid.header = std::move(*header);
  for (std::size_t i = 1; i < all.size(); ++i) {
    if (auto line = read_line(all[i], &grid.header)) {
      place_line(grid, std::move(*line));
    } else {
      grid.damaged = true;
    }
  }
  if (grid.rows.empty() && !grid.damaged) {
    diagnostics_.error(text::Code::grid_without_rows, grid.header.span);
    grid.damaged = true;
  }
  return grid;
}

}  // namespace

std::optional<Grid> read_grid(const WrittenText& written, GridShape shape, text::Diagnostics& diagnostics) {
  return GridReader{written, shape, diagnostics}.read();
}

std::optional<GridColumn> find_column(const Grid& grid, std::string_view name) {
  for (std::size_t i = 0; i < grid.header.groups.size(); ++i) {
    for (std::size_t j = 0; j < grid.header.groups[i].size(); ++j) {
      if (grid.header.groups[i][j].text == name) return GridColumn{i, j};
    }
  }
  return std::nullopt;
}

}  // namespace doudi::syntax
