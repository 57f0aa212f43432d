// src/plan/table_classes.hpp - a decision table by classes: values of an input that no cell of its column tells apart.
// Layer 5.
// Of many rows it is quicker to find the class of each input, and one place in a table of all combinations, than to ask
// row after row. Rows that match a combination are a set of bits.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <optional>
#include <utility>
#include <vector>

namespace doudi::plan {

/// Some rows of a table.
class RowSet {
 public:
  RowSet() = default;
  explicit RowSet(std::size_t rows, bool all = false);

  void add(std::size_t row) { words_[row / 64] |= std::uint64_t{1} << row % 64; }
  [[nodiscard]] RowSet operator&(const RowSet& other) const;
  /// The first row; nothing if there is none.
  [[nodiscard]] std::optional<std::size_t> first() const;
  [[nodiscard]] bool several() const;
  [[nodiscard]] const std::vector<std::uint64_t>& words() const noexcept { return words_; }

  friend bool operator==(const RowSet&, const RowSet&) = default;

 private:
  std::vector<std::uint64_t> words_;
};

/// The cells of an input for which one cell of the table holds.
struct TestedRange {
  static constexpr std::int64_t least = std::numeric_limits<std::int64_t>::min();
  static constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();
  std::int64_t begin = least;
  std::int64_t end = most;  ///< one past the last
};
struct TestedCell {
  std::vector<TestedRange> ranges;  ///< one of them must contain it
  bool negated = false;             ///< none of them may
  bool null = false;                ///< whether it holds for null
};

/// The classes of one input, in the order of its cells, and which rows their values agree with.
struct InputClasses {
  std::vector<std::int64_t> begins;  ///< the least cell of each class but the first
  std::vector<RowSet> rows;          ///< one for each class
  RowSet null;                       ///< what null agrees with
};
/// `cells`: one for each row. `low` and `high`: the input's range.
[[nodiscard]] InputClasses classes_of(const std::vector<TestedCell>& cells, std::int64_t low,
                                      std::int64_t high);

/// Equal sets become one: which of the different ones stands at each place, and those.
struct DistinctSets {
  std::vector<std::int64_t> places;
  std::vector<RowSet> sets;
};
[[nodiscard]] DistinctSets distinct(const std::vector<RowSet>& sets);

}  // namespace doudi::plan
