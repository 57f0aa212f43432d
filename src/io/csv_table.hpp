// src/io/csv_table.hpp - a CSV file as a table of texts: what lies in its cells, and where.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/io/arrow_table.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

/// A file in memory that was read once, from its first byte to its last. RFC 4180: cells are separated by commas, quoted where
/// they hold a comma, a quote or a line break, quotes inside doubled; lines end with a line feed, or a carriage return and one.
/// The first row names the columns. Blank lines are passed over, and a byte order mark. An empty cell without quotes is an
/// invalid slot, one with quotes the empty text.
class CsvTable {
 public:
  /// Takes a file with rows of that entity. What is wrong with it as a whole is said in `diagnostics`, with places in
  /// `sources`, to which the file is then added under `name`; and nothing is returned.
  [[nodiscard]] static std::optional<CsvTable> read(std::string name, std::string text,
                                                    const model::Pack& pack, model::EntityId entity,
                                                    text::SourceSet& sources, text::Diagnostics& diagnostics);

  /// Columns of texts, in the same memory. Those of a fact whose values are all plainly written lie as a batch has them, those
  /// whose name ends with `.none` are booleans.
  [[nodiscard]] const ArrowTable& table() const noexcept { return table_; }
  [[nodiscard]] const std::string& name() const noexcept { return name_; }
  [[nodiscard]] std::size_t rows() const noexcept { return begins_.size(); }
  [[nodiscard]] const std::vector<std::string>& columns() const noexcept { return columns_; }
  /// The position of a column; nothing if there is none of that name.
  [[nodiscard]] std::optional<std::size_t> column(std::string_view name) const noexcept;
  /// The text of one cell, without its quotes.
  [[nodiscard]] std::string cell(std::size_t row, std::size_t column) const;

  /// The whole file, and where the header and each row begin in it.
  [[nodiscard]] std::string_view text() const noexcept { return std::string_view{*text_}.substr(0, size_); }
  [[nodiscard]] std::size_t begin_of_header() const noexcept { return header_; }
  [[nodiscard]] std::size_t begin_of(std::size_t row) const { return begins_.at(row); }
  /// The line, counted from 1, in which a row begins.
  [[nodiscard]] std::uint32_t line_of(std::size_t row) const;
  /// The bytes of a row without its line break, and of a cell within them, its quotes included.
  [[nodiscard]] std::string_view row_text(std::size_t row) const;
  [[nodiscard]] text::Span cell_in_row(std::size_t row, std::size_t column) const;
  [[nodiscard]] text::Span cell_in_header(std::size_t column) const;

 private:
  class Parser;

  std::string name_;
  std::shared_ptr<const std::string> text_;  // with something behind it
  std::size_t size_ = 0;
  std::size_t header_ = 0;
  std::vector<std::string> columns_;
  std::vector<std::uint32_t> begins_;  // of rows in the text
  ArrowTable table_;
};

}  // namespace doudi::io
