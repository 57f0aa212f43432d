// src/check/table_cover.hpp - whether boxes together cover a region, and where they do not.
// Layer 4.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "check/table_space.hpp"

namespace doudi::check {

/// Looks for a point of a region that no candidate contains. It splits one axis at a time, into stretches that differ in
/// which candidates remain. Of these it follows only the hardest: where a subset of the candidates is enough, the whole
/// set is too. What was once found covered is remembered.
class Cover {
 public:
  enum class Outcome : std::uint8_t { covered, gap, too_complex };

  /// `steps` is a budget that several searches may share; a search that uses it up gives too_complex.
  Cover(const TableSpace& space, std::size_t& steps) : space_{space}, steps_{steps} {}

  [[nodiscard]] Outcome search(const Box& region, const std::vector<const Box*>& candidates);
  /// After Outcome::gap: inputs of the region, none of which is in a candidate.
  [[nodiscard]] const Box& gap() const noexcept { return gap_; }

 private:
  using Alive = std::vector<std::uint32_t>;
  struct Part {  // stretches of the axis being split on which the same candidates remain
    bool null = false;
    Stretches stretches;
    Alive alive;
  };
  struct Demand {  // what the remaining candidates ask of an axis
    std::uint32_t axis = 0;
    std::size_t count = 0;
    Stretches accepted;
  };

  [[nodiscard]] bool prepare(const std::vector<const Box*>& candidates);
  Outcome node(Alive alive);
  Outcome branch(const Alive& alive, const std::vector<Demand>& demands);
  [[nodiscard]] bool spend(std::size_t amount);
  [[nodiscard]] std::optional<std::vector<Demand>> demands_of(const Alive& alive);
  [[nodiscard]] std::vector<Demand> easy_escapes(const std::vector<Demand>& demands) const;
  [[nodiscard]] const Stretches* open_limit(std::uint32_t candidate, std::uint32_t axis) const;
  [[nodiscard]] bool is_open(const Limit& limit) const;
  [[nodiscard]] std::uint32_t axis_to_split(const std::vector<Demand>& demands) const;
  [[nodiscard]] std::vector<Part> parts_of(std::uint32_t axis, const Alive& alive);
  static void keep_hardest(std::vector<Part>& parts);
  [[nodiscard]] bool vacuous(std::uint32_t axis) const;
  [[nodiscard]] Stretches extent(std::uint32_t axis) const;
  [[nodiscard]] std::optional<bool> base_is_null(std::uint32_t relation) const;
  [[nodiscard]] std::vector<std::uint32_t> memory_key(const Alive& alive,
                                                      const std::vector<Demand>& demands) const;
  void take_gap();

  const TableSpace& space_;
  std::size_t& steps_;
  Box region_;
  std::vector<std::vector<Limit>> open_;  // of each candidate: limits that do not hold in the whole region
  std::vector<std::optional<Stretches>> chosen_;  // by axis: where the search stands
  std::set<std::vector<std::uint32_t>> covered_;
  Box gap_;
};

}  // namespace doudi::check
