// src/io/csv_scan.hpp - from cell to cell of a text in CSV.
// Layer 8.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>

namespace doudi::io {

/// One cell as it is written.
struct CsvCell {
  std::size_t begin = 0;  ///< of its first byte, the quote if there is one
  std::size_t end = 0;    ///< behind its last
  bool quoted = false;
  bool doubled = false;  ///< quotes inside are written twice
  bool last = false;     ///< of its row
  bool faulty = false;   ///< a quote stands where none may: `end` is its place
};

/// Reads cells from left to right. The text must be followed by eight more bytes that can be read.
class CsvScan {
 public:
  CsvScan(std::string_view text, std::size_t at) : text_{text}, at_{at} {}

  [[nodiscard]] bool done() const noexcept { return at_ >= text_.size(); }
  [[nodiscard]] std::size_t at() const noexcept { return at_; }
  /// Passes over lines without anything.
  void skip_blank_lines() noexcept {
    while (!done() && (text_[at_] == '\n' || (text_[at_] == '\r' && follows('\n')))) ++at_;
  }
  /// The next cell, and goes on behind what ends it. Not when done, but at the end of a row whose last cell is empty.
  [[nodiscard]] CsvCell next() noexcept {
    CsvCell cell;
    cell.begin = at_;
    if (!done() && text_[at_] == '"') {
      if (!read_quoted(cell)) return cell;
    } else {
      at_ = stop_from(at_);
      cell.end = at_;
      if (!done() && text_[at_] == '"') {
        cell.faulty = true;
        return cell;
      }
    }
    end_cell(cell);
    return cell;
  }

 private:
  [[nodiscard]] bool follows(char character) const noexcept {
    return at_ + 1 < text_.size() && text_[at_ + 1] == character;
  }

  /// The first comma, quote or line feed from there on; the end of the text if there is none.
  [[nodiscard]] std::size_t stop_from(std::size_t at) const noexcept {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    constexpr std::uint64_t highs = 0x8080808080808080U;
    // The lowest bit that is set is right whatever the others are.
    const auto zeros = [](std::uint64_t word) { return (word - ones) & ~word & highs; };
    while (true) {
      std::uint64_t word = 0;
      std::memcpy(&word, text_.data() + at, sizeof word);
      const std::uint64_t found =
          zeros(word ^ (ones * ',')) | zeros(word ^ (ones * '\n')) | zeros(word ^ (ones * '"'));
      if (found != 0) {
        at += static_cast<std::size_t>(std::countr_zero(found)) / 8;
        return at < text_.size() ? at : text_.size();
      }
      at += sizeof word;
      if (at >= text_.size()) return text_.size();
    }
  }

  /// False if a quote is never closed, or something stands behind it.
  [[nodiscard]] bool read_quoted(CsvCell& cell) noexcept {
    cell.quoted = true;
    for (++at_; !done(); ++at_) {
      if (text_[at_] != '"') continue;
      if (!follows('"')) break;
      cell.doubled = true;
      ++at_;
    }
    cell.end = at_;
    if (done()) {
      cell.faulty = true;
      cell.end = cell.begin;
      return false;
    }
    ++at_;
    const bool ends =
        done() || text_[at_] == ',' || text_[at_] == '\n' || (text_[at_] == '\r' && follows('\n'));
    cell.end = at_;
    cell.faulty = !ends;
    return ends;
  }

  void end_cell(CsvCell& cell) noexcept {
    if (done()) {
      cell.last = true;
      if (!cell.quoted && cell.end > cell.begin && text_[cell.end - 1] == '\r') --cell.end;
      return;
    }
    if (text_[at_] == '\r') ++at_;  // behind a quote
    cell.last = text_[at_] == '\n';
    if (cell.last && !cell.quoted && cell.end > cell.begin && text_[cell.end - 1] == '\r') --cell.end;
    ++at_;
  }

  std::string_view text_;
  std::size_t at_;
};

/// What a cell says.
[[nodiscard]] inline std::string cell_text(std::string_view text, const CsvCell& cell) {
  if (!cell.quoted) return std::string{text.substr(cell.begin, cell.end - cell.begin)};
  std::string result;
  for (std::size_t at = cell.begin + 1; at + 1 < cell.end; ++at) {
    result += text[at];
    if (text[at] == '"') ++at;
  }
  return result;
}

/// The cell in a column of the row that begins there; the last one if there are fewer.
[[nodiscard]] inline CsvCell cell_at(std::string_view text, std::size_t begin, std::size_t column) {
  CsvScan scan{text, begin};
  CsvCell cell = scan.next();
  for (; column > 0 && !cell.last; --column) cell = scan.next();
  return cell;
}

}  // namespace doudi::io
