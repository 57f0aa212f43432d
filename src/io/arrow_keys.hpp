// src/io/arrow_keys.hpp - ids in columns: which row belongs to which.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/exec/id_column.hpp"
#include "doudi/text/diagnostic.hpp"

#include "io/arrow_column.hpp"

namespace doudi::io {

/// The ids of a column: all numbers or all texts, one for each row.
struct Keys {
  std::string column;
  bool are_numbers = false;
  std::vector<std::int64_t> numbers;
  std::vector<std::string_view> texts;  ///< in Arrow's memory

  [[nodiscard]] std::size_t size() const noexcept { return are_numbers ? numbers.size() : texts.size(); }
  [[nodiscard]] bool same(std::size_t row, const Keys& other, std::size_t other_row) const noexcept {
    return are_numbers ? numbers[row] == other.numbers[other_row] : texts[row] == other.texts[other_row];
  }
};

/// Whose ids they are: those of members must be such as records take; a link may be invalid.
enum class KeyUse : std::uint8_t { household, member, link };
/// Reports a column of no ids, and rows without one.
[[nodiscard]] std::optional<Keys> read_keys(const ArrowColumn& column, KeyUse use,
                                            text::Diagnostics& diagnostics);
/// The keys of these rows, in this order.
[[nodiscard]] Keys keys_of_rows(const Keys& keys, std::span<const std::uint32_t> rows);
/// As a batch has them. Texts that lie in one stretch stay where they are, if the rows are as in `column`.
[[nodiscard]] exec::IdColumn id_column(const Keys& keys, const ArrowColumn& column, bool moved);

/// Finds rows by key.
class KeyIndex {
 public:
  /// The keys must live longer, and lie still.
  explicit KeyIndex(const Keys& keys);
  [[nodiscard]] std::optional<std::uint32_t> find(const Keys& keys, std::size_t row) const;
  /// Rows whose key an earlier row has.
  [[nodiscard]] const std::vector<std::uint32_t>& repeated() const noexcept { return repeated_; }

 private:
  [[nodiscard]] static std::size_t hash(const Keys& keys, std::size_t row) noexcept;

  const Keys& keys_;
  std::vector<std::uint32_t> slots_;  // row + 1; 0: free
  std::vector<std::uint32_t> repeated_;
};

/// Whether each key is greater than the one before, shorter texts before longer ones: then none comes twice.
[[nodiscard]] bool is_ascending(const Keys& keys, std::size_t first, std::size_t last) noexcept;
/// Rows whose key an earlier row of the same stretch has; `offsets` are where stretches begin and end.
[[nodiscard]] std::vector<std::uint32_t> repeated_in(const Keys& keys,
                                                     std::span<const std::uint32_t> offsets);

/// `0, 3, 17 …`
[[nodiscard]] std::string rows_shown(std::span<const std::uint32_t> rows);

}  // namespace doudi::io
