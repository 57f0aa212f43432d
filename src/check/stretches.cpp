// src/check/stretches.cpp - sets of positions on an axis, as sorted stretches.
// Layer 4.
#include "check/stretches.hpp"

#include <algorithm>
#include <cstddef>

namespace doudi::check {

Stretches shared(const Stretches& lhs, const Stretches& rhs) {
  Stretches result;
  std::size_t left = 0;
  std::size_t right = 0;
  while (left < lhs.size() && right < rhs.size()) {
    const std::uint32_t begin = std::max(lhs[left].begin, rhs[right].begin);
    const std::uint32_t end = std::min(lhs[left].end, rhs[right].end);
    if (begin < end) result.push_back({begin, end});
    if (lhs[left].end < rhs[right].end) {
      ++left;
    } else {
      ++right;
    }
  }
  return result;
}

Stretches united(const Stretches& lhs, const Stretches& rhs) {
  Stretches all = lhs;
  all.insert(all.end(), rhs.begin(), rhs.end());
  std::ranges::sort(all, {}, &Stretch::begin);
  Stretches result;
  for (const Stretch& stretch : all) {
    if (!result.empty() && stretch.begin <= result.back().end) {
      result.back().end = std::max(result.back().end, stretch.end);
    } else {
      result.push_back(stretch);
    }
  }
  return result;
}

Stretches without(const Stretches& whole, const Stretches& taken) {
  Stretches result;
  for (const Stretch& stretch : whole) {
    std::uint32_t begin = stretch.begin;
    for (const Stretch& gone : taken) {
      if (gone.end <= begin) continue;
      if (gone.begin >= stretch.end) break;
      if (gone.begin > begin) result.push_back({begin, gone.begin});
      begin = std::min(gone.end, stretch.end);
    }
    if (begin < stretch.end) result.push_back({begin, stretch.end});
  }
  return result;
}

bool meet(const Stretches& lhs, const Stretches& rhs) noexcept {
  std::size_t left = 0;
  std::size_t right = 0;
  while (left < lhs.size() && right < rhs.size()) {
    if (lhs[left].end <= rhs[right].begin) {
      ++left;
    } else if (rhs[right].end <= lhs[left].begin) {
      ++right;
    } else {
      return true;
    }
  }
  return false;
}

bool holds(const Stretches& stretches, std::uint32_t position) noexcept {
  return std::ranges::any_of(stretches, [position](const Stretch& stretch) {
    return stretch.begin <= position && position < stretch.end;
  });
}

}  // namespace doudi::check
