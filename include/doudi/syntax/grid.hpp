// doudi/syntax/grid.hpp - a pipe grid: how tables, conditions and transitions are written.
// Layer 2.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::syntax {

/// One line: cells in up to three groups separated by `||`. The first cell of the first group is in `label`
/// where the grid has labels. Cells are trimmed and keep their places.
struct GridLine {
  text::Span span;
  WrittenText label;  ///< the header's: the hit policy
  std::vector<std::vector<WrittenText>> groups;
};

struct Grid {
  text::Span span;
  GridLine header;
  std::optional<GridLine> types;     ///< the line labelled `type`
  std::optional<GridLine> units;     ///< `unit`
  std::optional<GridLine> values;    ///< `values`
  std::optional<GridLine> defaults;  ///< `default`
  std::vector<GridLine> rows;
  bool damaged = false;  ///< a line was reported and left out, so what seems to be missing may be there
};

/// Where a column stands: the cell is `line.groups[group][cell]`.
struct GridColumn {
  std::size_t group = 0;
  std::size_t cell = 0;
};

enum class GridShape : std::uint8_t {
  table,  ///< first cell is the hit policy, rows have unique labels; groups: inputs || outputs || cite, note
  by_keys,     ///< no labels: keys || value
  conditions,  ///< labels; label | condition || zh | en || cite (any of the later columns may be left out)
  transitions  ///< no labels: from | to | until ... || when || cite
};

/// Splits a block literal into lines and cells. Reports lines whose groups or cells do not fit the header,
/// full-width bars, repeated labels, and a grid without rows. Returns nothing if there is no usable header.
[[nodiscard]] std::optional<Grid> read_grid(const WrittenText& written, GridShape shape,
                                            text::Diagnostics& diagnostics);

/// The column with this header, such as `cite` or `zh`. Not for the label's.
[[nodiscard]] std::optional<GridColumn> find_column(const Grid& grid, std::string_view name);

}  // namespace doudi::syntax
