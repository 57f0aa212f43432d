// src/io/csv_column.hpp - the cells of one column of a CSV file: of its fact where they are plainly written, else texts.
// Layer 8.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "doudi/model/lane.hpp"
#include "doudi/model/pack.hpp"

namespace doudi::io {

/// Arrow's view of a text: up to twelve bytes lie in it, of others the first four and where all of them are.
struct CsvView {
  std::int32_t length = 0;
  std::array<char, 12> bytes{};
};

/// Sixteen bytes from `bytes` on must be readable. A longer text lies in that buffer, from that byte on.
[[nodiscard]] CsvView csv_view(const char* bytes, std::size_t size, std::int32_t buffer, std::size_t offset);

/// The slots of one column. What is plainly written becomes a cell of its fact at once; a column with anything else in it is
/// one of texts, which whoever reads it looks at more closely.
struct CsvSlots {
  enum class Form : std::uint8_t { text, number, date, member, truth, none };
  Form form = Form::text;
  model::Lane lane = model::Lane::u8;  ///< of all but texts
  int decimals = 0;
  const model::Enumeration* enumeration = nullptr;
  std::vector<std::pair<std::uint64_t, std::size_t>> members;  ///< of the enumeration: beginnings and lengths
  bool odd = false;                 ///< it is one of texts after all, which are still to be read
  std::vector<CsvView> views;       ///< of texts
  std::vector<std::byte> cells;     ///< of others
  std::vector<std::uint8_t> valid;  ///< one for each slot once one is invalid

  void put(std::size_t row, std::int64_t cell) noexcept {
    std::byte* const place = cells.data() + row * model::width(lane);
    const auto narrow = static_cast<std::int32_t>(cell);
    switch (lane) {
      case model::Lane::u8:
        *place = static_cast<std::byte>(cell);
        return;
      case model::Lane::i32:
        std::memcpy(place, &narrow, sizeof narrow);
        return;
      case model::Lane::i64:
        std::memcpy(place, &cell, sizeof cell);
        return;
      case model::Lane::kept:
        return;
    }
  }
  [[nodiscard]] bool holds(std::int64_t cell) const noexcept {
    if (lane == model::Lane::u8) return cell == static_cast<std::uint8_t>(cell);
    return lane != model::Lane::i32 || cell == static_cast<std::int32_t>(cell);
  }
  void make_room(std::size_t rows) {
    if (form == Form::text) {
      views.resize(rows);
    } else {
      cells.resize(rows * model::width(lane));
    }
  }
  void shrink(std::size_t rows) {
    if (form == Form::text) {
      views.resize(rows);
    } else {
      cells.resize(rows * model::width(lane));
    }
  }
  void become_text() {
    form = Form::text;
    odd = true;
    cells = {};
    valid = {};
  }
};

/// What the cells of a fact become.
[[nodiscard]] CsvSlots csv_slots(const model::Pack& pack, const model::Fact& fact);

/// How many line feeds there are.
[[nodiscard]] std::size_t line_feeds(std::string_view text) noexcept;

/// Where the cell ends that begins at `at`, if it ends there: at a comma, or at the end of its line.
[[nodiscard]] inline bool ends_cell(const char* at) noexcept {
  return *at == ',' || *at == '\n' || (*at == '\r' && at[1] == '\n');
}

/// The cell that begins at `at`, which goes on to its end, if it is plainly written; else nothing. Sixteen bytes behind the
/// file can be read, the first of them a line feed. Not for texts.
[[nodiscard]] std::optional<std::int64_t> plain_cell(const CsvSlots& slots, const char*& at);

/// Bits of bytes that are 0 or 1.
[[nodiscard]] std::vector<std::uint8_t> packed_bits(const std::vector<std::byte>& truths);

}  // namespace doudi::io
