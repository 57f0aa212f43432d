// src/io/arrow_column.hpp - one column of an Arrow table, over all chunks.
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
#include "doudi/model/record_node.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::io {

/// What Arrow's format string says.
struct ArrowType {
  enum class Kind : std::uint8_t {
    nothing,  ///< every slot is invalid
    boolean,
    integer,
    real,
    decimal,
    text,    ///< UTF-8 by offsets of `bits`
    view,    ///< UTF-8 by views
    days,    ///< since 1970-01-01
    moment,  ///< units since 1970-01-01, without a zone
    list,    ///< by offsets of `bits`
    structure,
    other,
  };
  Kind kind = Kind::other;
  int bits = 0;
  bool is_signed = true;
  int scale = 0;             ///< decimal
  std::int64_t per_day = 1;  ///< moment: units of a day

  /// As messages show it: `int64`, `decimal128(12, 2)`.
  std::string name;
};
[[nodiscard]] ArrowType arrow_type(const ArrowSchema& schema);

/// A stretch of rows in one array. Row i of it is slot `first + i`.
struct ArrowPart {
  const ArrowArray* array = nullptr;
  std::size_t first = 0;
  std::size_t begin = 0;  ///< the column's row that is its first
  std::size_t rows = 0;
  const std::uint8_t* validity = nullptr;  ///< null: all are valid

  [[nodiscard]] bool is_valid(std::size_t row) const noexcept {
    const std::size_t slot = first + row;
    return validity == nullptr || ((validity[slot / 8] >> (slot % 8)) & 1U) != 0;
  }
  template <class T>
  [[nodiscard]] const T* buffer(std::size_t number) const noexcept {
    return static_cast<const T*>(array->buffers[number]);
  }
};

/// A column whose arrays were looked at: buffers are there, offsets and children fit. What lies beyond the lengths that the
/// arrays declare is never read.
struct ArrowColumn {
  std::string name;  ///< `persons.wage`
  const ArrowSchema* schema = nullptr;
  ArrowType type;
  std::optional<ArrowType> values;  ///< what a dictionary holds; `type` is then that of its codes
  std::vector<ArrowPart> parts;
  std::size_t rows = 0;
  std::shared_ptr<const void> keeper;

  [[nodiscard]] const ArrowPart& part_of(std::size_t row) const noexcept;
  [[nodiscard]] bool is_valid(std::size_t row) const noexcept;
  [[nodiscard]] bool has_invalid() const noexcept;
  /// What it holds, as messages show it.
  [[nodiscard]] std::string type_name() const;
  /// What its slots hold, looked up if they are codes.
  [[nodiscard]] const ArrowType& type_of_values() const noexcept { return values ? *values : type; }
};

/// The column with all rows of a table. Nothing if an array is ill-formed, which is said.
[[nodiscard]] std::optional<ArrowColumn> column_of(const ArrowTable& table, std::string name,
                                                   text::Diagnostics& diagnostics);
/// A field of structs.
[[nodiscard]] ArrowColumn field_of(const ArrowColumn& structs, std::size_t index, std::string name);
/// The items of lists, one after the other, and for each list where they begin and end; empty where the slot is invalid.
/// `gaps`: between them lie items of no list.
struct ArrowItems {
  ArrowColumn items;
  std::vector<std::uint32_t> begins;
  std::vector<std::uint32_t> ends;
  bool gaps = false;
};
[[nodiscard]] std::optional<ArrowItems> items_of(const ArrowColumn& lists, text::Diagnostics& diagnostics);

/// A whole number; one of 64 bits without a sign as if it had one.
[[nodiscard]] std::int64_t whole_number(const ArrowType& type, const ArrowPart& part,
                                        std::size_t row) noexcept;
/// The text of a valid slot, wherever it lies. Only of texts, and of dictionaries of texts with a valid entry.
[[nodiscard]] std::optional<std::string_view> text_at(const ArrowColumn& column, std::size_t row);
/// The entries of a dictionary, as a column.
[[nodiscard]] std::optional<ArrowColumn> dictionary_of(const ArrowColumn& column, const ArrowPart& part);
/// The slot as a record would have it: numbers and dates as their text, structs as maps.
[[nodiscard]] model::RecordNode node_at(const ArrowColumn& column, std::size_t row);

}  // namespace doudi::io
