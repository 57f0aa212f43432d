// src/io/arrow_links.cpp - from ids in columns to members of the same household.
// Layer 8.
#include <algorithm>

#include "io/arrow_cells.hpp"
#include "io/arrow_level.hpp"

namespace doudi::io {

using exec::CellState;
using model::EntityId;
using model::Fact;
using text::Code;

namespace {

/// Follows the links of one fact.
class LinkReader {
 public:
  LinkReader(ArrowReading& reading, model::FactId id)
      : reading_{reading},
        id_{id},
        fact_{reading.pack[id]},
        target_{fact_.type.entity},
        from_{reading.levels[static_cast<std::size_t>(id.entity)]},
        there_{reading.levels[static_cast<std::size_t>(target_)]} {}

  void read() {
    const std::size_t rows = reading_.tables[static_cast<std::size_t>(id_.entity)].rows;
    cells_ = filled_cells(model::Lane::i32, rows, 0);
    const auto values = field(from_.fields.facts[id_.index], fact_.name);
    const auto none = field(from_.fields.nones[id_.index], fact_.name + ".none");
    slots_ = slot_states({values ? &*values : nullptr, none ? &*none : nullptr, from_.rows.rows});
    Keys keys;
    if (values && values->type.kind != ArrowType::Kind::nothing) {
      auto found = read_keys(*values, KeyUse::link, reading_.diagnostics);
      if (!found) return;
      keys = std::move(*found);
      if (there_.ids.size() != 0 && there_.ids.are_numbers != keys.are_numbers) {
        reading_.diagnostics.error(Code::key_types_differ, {},
                                   {{"column", keys.column}, {"other", there_.ids.column}});
        return;
      }
    }
    for (std::size_t household = 0; household < reading_.tables.front().rows; ++household) {
      const auto [first, last] = reading_.rows_of(id_.entity, household);
      for (std::size_t row = first; row < last; ++row) read_row(keys, household, row);
    }
    auto& column = reading_.tables[static_cast<std::size_t>(id_.entity)].columns[id_.index];
    column = exec::FactColumn::of_cells(model::Lane::i32, std::move(cells_), std::move(states_));
    column.set_defaults(std::move(defaults_));
  }

 private:
  [[nodiscard]] std::optional<ArrowColumn> field(std::optional<std::size_t> index, const std::string& name) {
    if (!index) return std::nullopt;
    return field_of(from_.rows, *index, below(from_.path, name));
  }

  void set_state(std::size_t row, CellState state) {
    if (states_.empty())
      states_.resize(reading_.tables[static_cast<std::size_t>(id_.entity)].rows, CellState::known);
    states_[row] = state;
  }

  void fail(std::size_t row, Code code) {
    set_state(row, CellState::unknown);
    reading_.faults.push_back({id_, static_cast<std::uint32_t>(row), {}, code, std::nullopt});
  }

  void read_row(const Keys& keys, std::size_t household, std::size_t row) {
    const std::size_t slot = from_.order.empty() ? row : from_.order[row];
    switch (slots_.empty() ? SlotState::value : slots_[slot]) {
      case SlotState::value:
        return follow(keys, household, row, slot);
      case SlotState::absent:
        if (!fact_.default_value) return set_state(row, CellState::unknown);
        if (defaults_.empty())
          defaults_.resize(reading_.tables[static_cast<std::size_t>(id_.entity)].rows, 0);
        defaults_[row] = 1;  // of a link it can only be null
        return set_state(row, CellState::null);
      case SlotState::none:
        if (fact_.optional) return set_state(row, CellState::null);
        return fail(row, Code::null_not_accepted);
      case SlotState::contradictory:
        return fail(row, Code::value_and_none);
    }
  }

  /// As records do it: of several with that id the one below the lowest common member is meant.
  void follow(const Keys& keys, std::size_t household, std::size_t row, std::size_t slot) {
    const auto [first, last] = reading_.rows_of(target_, household);
    std::optional<std::size_t> found;
    std::size_t deepest = 0;
    bool several = false;
    for (std::size_t other = first; other < last; ++other) {
      if (!keys.same(slot, there_.ids, other)) continue;
      const std::size_t depth = common_depth(household, row, other);
      if (found && depth < deepest) continue;
      several = found && depth == deepest;
      deepest = depth;
      found = other;
    }
    if (!found || several) return fail(row, found ? Code::link_ambiguous : Code::link_to_nobody);
    put_cell(cells_, model::Lane::i32, row, static_cast<std::int64_t>(*found - first));
  }

  [[nodiscard]] std::vector<std::pair<EntityId, std::size_t>> line_of(EntityId entity, std::size_t household,
                                                                      std::size_t row) const {
    std::vector<std::pair<EntityId, std::size_t>> line{{entity, row}};
    while (const auto parent = reading_.pack[entity].parent) {
      const auto& offsets = reading_.tables[static_cast<std::size_t>(entity)].offsets;
      const auto after = std::upper_bound(offsets.begin(), offsets.end(), static_cast<std::uint32_t>(row));
      row = static_cast<std::size_t>(after - offsets.begin()) - 1;
      entity = *parent;
      if (!reading_.pack[entity].parent) row = household;
      line.emplace_back(entity, row);
    }
    std::ranges::reverse(line);
    return line;
  }

  /// How many members from the root down are above both, themselves included.
  [[nodiscard]] std::size_t common_depth(std::size_t household, std::size_t row, std::size_t other) const {
    // Lists of the root have unique ids: nothing needs to be told apart.
    const auto parent = reading_.pack[target_].parent;
    if (parent && !reading_.pack[*parent].parent) return 0;
    const auto line = line_of(id_.entity, household, row);
    const auto other_line = line_of(target_, household, other);
    return static_cast<std::size_t>(std::ranges::mismatch(line, other_line).in1 - line.begin());
  }

  ArrowReading& reading_;
  model::FactId id_;
  const Fact& fact_;
  EntityId target_;
  const Level& from_;
  const Level& there_;
  std::vector<SlotState> slots_;
  std::vector<std::byte> cells_;
  std::vector<CellState> states_;
  std::vector<std::uint8_t> defaults_;
};

}  // namespace

std::pair<std::size_t, std::size_t> ArrowReading::rows_of(EntityId entity, std::size_t household) const {
  const auto parent = pack[entity].parent;
  if (!parent) return {household, household + 1};
  const auto [first, last] = rows_of(*parent, household);
  const auto& offsets = tables[static_cast<std::size_t>(entity)].offsets;
  return {offsets[first], offsets[last]};
}

void read_links(ArrowReading& reading) {
  for (std::uint32_t i = 0; i < reading.pack.entities.size(); ++i) {
    const auto& facts = reading.pack.entities[i].facts;
    for (std::uint32_t k = 0; k < facts.size(); ++k) {
      if (facts[k].shape == Fact::Shape::reference) LinkReader{reading, {EntityId{i}, k}}.read();
    }
  }
}

}  // namespace doudi::io
