// src/plan/table_classes.cpp - cut points, and sets of rows.
// Layer 5.
#include "plan/table_classes.hpp"

#include <algorithm>
#include <bit>
#include <map>

namespace doudi::plan {
namespace {

constexpr std::size_t bits = 64;

}  // namespace

RowSet::RowSet(std::size_t rows, bool all) : words_((rows + bits - 1) / bits) {
  for (std::size_t row = 0; all && row < rows; ++row) add(row);
}

RowSet RowSet::operator&(const RowSet& other) const {
  RowSet result = *this;
  for (std::size_t i = 0; i < words_.size(); ++i) result.words_[i] &= other.words_[i];
  return result;
}

std::optional<std::size_t> RowSet::first() const {
  for (std::size_t i = 0; i < words_.size(); ++i) {
    if (words_[i] != 0) return i * bits + static_cast<std::size_t>(std::countr_zero(words_[i]));
  }
  return std::nullopt;
}

bool RowSet::several() const {
  int count = 0;
  for (const std::uint64_t word : words_) count += std::popcount(word);
  return count > 1;
}

InputClasses classes_of(const std::vector<TestedCell>& cells, std::int64_t low, std::int64_t high) {
  InputClasses result;
  for (const TestedCell& cell : cells) {
    for (const TestedRange& range : cell.ranges) {
      for (const std::int64_t cut : {range.begin, range.end}) {
        if (cut > low && cut <= high) result.begins.push_back(cut);
      }
    }
  }
  std::sort(result.begins.begin(), result.begins.end());
  result.begins.erase(std::unique(result.begins.begin(), result.begins.end()), result.begins.end());
  const std::size_t classes = result.begins.size() + 1;
  result.rows.assign(classes, RowSet{cells.size()});
  result.null = RowSet{cells.size()};
  // The class that contains a cell, or the first one behind a cell that begins none.
  const auto class_at = [&](std::int64_t cell) {
    if (cell <= low) return std::size_t{0};
    const auto place = std::lower_bound(result.begins.begin(), result.begins.end(), cell);
    return static_cast<std::size_t>(place - result.begins.begin()) + 1;
  };
  std::vector<char> holds(classes);
  for (std::size_t row = 0; row < cells.size(); ++row) {
    const TestedCell& cell = cells[row];
    std::fill(holds.begin(), holds.end(), 0);
    for (const TestedRange& range : cell.ranges) {
      const std::size_t end = range.end > high ? classes : class_at(range.end);
      for (std::size_t i = class_at(range.begin); i < end; ++i) holds[i] = 1;
    }
    for (std::size_t i = 0; i < classes; ++i) {
      if ((holds[i] != 0) != cell.negated) result.rows[i].add(row);
    }
    if (cell.null) result.null.add(row);
  }
  return result;
}

DistinctSets distinct(const std::vector<RowSet>& sets) {
  DistinctSets result;
  std::map<std::vector<std::uint64_t>, std::int64_t> known;
  for (const RowSet& set : sets) {
    const auto [place, is_new] = known.emplace(set.words(), static_cast<std::int64_t>(result.sets.size()));
    if (is_new) result.sets.push_back(set);
    result.places.push_back(place->second);
  }
  return result;
}

}  // namespace doudi::plan
