// src/io/read_arrow.cpp - entity after entity, from the households down.
// Layer 8.
#include "doudi/io/read_arrow.hpp"

#include <algorithm>
#include <utility>

#include "io/arrow_cells.hpp"
#include "io/arrow_level.hpp"

namespace doudi::io {

using exec::CellState;
using model::EntityId;
using model::Fact;
using text::Code;

namespace {

[[nodiscard]] std::size_t number(EntityId entity) noexcept {
  return static_cast<std::size_t>(entity);
}

/// Which rows of a batch lie below which of the parents', by where each row of a table belongs.
struct Grouping {
  std::vector<std::uint32_t> offsets;
  std::vector<std::uint32_t> order;  // empty: rows lie in their order already
};

[[nodiscard]] Grouping group(const std::vector<std::uint32_t>& parents_of_rows, std::size_t parents) {
  Grouping grouping;
  grouping.offsets.assign(parents + 1, 0);
  for (const std::uint32_t parent : parents_of_rows) ++grouping.offsets[parent + 1];
  for (std::size_t i = 0; i < parents; ++i) grouping.offsets[i + 1] += grouping.offsets[i];
  if (std::is_sorted(parents_of_rows.begin(), parents_of_rows.end())) return grouping;
  std::vector<std::uint32_t> next{grouping.offsets.begin(), grouping.offsets.end() - 1};
  grouping.order.resize(parents_of_rows.size());
  for (std::size_t row = 0; row < parents_of_rows.size(); ++row)
    grouping.order[next[parents_of_rows[row]]++] = static_cast<std::uint32_t>(row);
  return grouping;
}

class ArrowReader {
 public:
  ArrowReader(const model::Pack& pack, ArrowTables tables, Date on, const ArrowOptions& options,
              text::Diagnostics& diagnostics)
      : reading_{pack, on, options, diagnostics, exec::Batch::empty_tables(pack), {}, {}, {}},
        tables_{std::move(tables)} {
    reading_.levels.resize(pack.entities.size());
    used_.resize(tables_.members.size(), false);
  }

  std::optional<ArrowHouseholds> read() {
    const std::size_t before = diagnostics().error_count();
    read_households();
    for (std::size_t i = 0; i < used_.size(); ++i) {
      if (!used_[i] && diagnostics().error_count() == before)
        diagnostics().error(Code::unknown_field, {}, {{"path", tables_.members[i].list}});
    }
    if (diagnostics().error_count() == before) read_links(reading_);
    if (diagnostics().error_count() != before) return std::nullopt;
    std::vector<model::CaseFacts> cases;
    if (pack().lifecycle) cases.resize(reading_.tables.front().rows);
    exec::Batch batch{pack(), std::move(reading_.tables), std::move(cases)};
    if (pack().lifecycle) read_cases(reading_, batch);
    report_faults(reading_, batch);
    return ArrowHouseholds{std::move(batch), origins(), std::move(reading_.ignored)};
  }

 private:
  [[nodiscard]] const model::Pack& pack() const { return reading_.pack; }
  [[nodiscard]] text::Diagnostics& diagnostics() const { return reading_.diagnostics; }
  [[nodiscard]] Level& level(EntityId entity) { return reading_.levels[number(entity)]; }
  [[nodiscard]] exec::EntityTable& table(EntityId entity) { return reading_.tables[number(entity)]; }

  void read_households() {
    constexpr EntityId root{};
    Level& households = level(root);
    households.table = tables_.households;
    auto rows = column_of(tables_.households, pack()[root].name, diagnostics());
    if (!rows) return;
    households.rows = std::move(*rows);
    table(root).rows = households.rows.rows;
    households.fields = fields_of(reading_, root, {root}, !tables_.members.empty());
    if (!read_ids(root, {})) return;
    read_below(root);
  }

  /// The facts of an entity whose rows are known, and the lists in it.
  void read_below(EntityId entity) {
    const auto& facts = pack()[entity].facts;
    for (std::uint32_t i = 0; i < facts.size(); ++i) {
      if (facts[i].shape == Fact::Shape::members) {
        read_list({entity, i});
      } else if (facts[i].shape != Fact::Shape::reference) {
        read_fact({entity, i});
      }
    }
  }

  [[nodiscard]] std::optional<ArrowColumn> field(EntityId entity, std::optional<std::size_t> index,
                                                 const std::string& name) {
    if (!index) return std::nullopt;
    return field_of(level(entity).rows, *index, below(level(entity).path, name));
  }

  void read_fact(model::FactId id) {
    const Fact& fact = pack()[id];
    Level& from = level(id.entity);
    const auto values = field(id.entity, from.fields.facts[id.index], fact.name);
    const auto none = field(id.entity, from.fields.nones[id.index], fact.name + ".none");
    const FactSource source{values ? &*values : nullptr, none ? &*none : nullptr, from.rows.rows};
    if (values && !can_read(fact, *values)) return;  // reported with the fields
    FactCells cells = read_cells(pack(), fact, reading_.on, source, reading_.options.nan_is_absent);
    add_faults(id, cells.faults);
    exec::FactColumn& column = table(id.entity).columns[id.index];
    column = from.order.empty() ? std::move(cells.column) : cells.column.of_rows(from.order);
  }

  /// From rows of a table to those of the batch.
  void add_faults(model::FactId id, std::vector<FaultyCell>& cells) {
    if (cells.empty()) return;
    const auto& order = level(id.entity).order;
    std::vector<std::uint32_t> rows(order.empty() ? 0 : level(id.entity).rows.rows);
    for (std::size_t i = 0; i < order.size(); ++i) rows[order[i]] = static_cast<std::uint32_t>(i);
    for (FaultyCell& cell : cells) {
      const std::uint32_t row = order.empty() ? cell.row : rows[cell.row];
      // Rows of no list have no place in the batch.
      if (!order.empty() && order[row] != cell.row) continue;
      reading_.faults.push_back({id, row, std::move(cell.node), cell.code, std::nullopt});
    }
  }

  void read_list(model::FactId id) {
    const Fact& fact = pack()[id];
    Level& parent = level(id.entity);
    const EntityId entity = fact.type.element().entity;
    Level& members = level(entity);
    members.path = below(parent.path, fact.name);
    const auto lists = field(id.entity, parent.fields.facts[id.index], fact.name);
    const auto found = std::ranges::find(tables_.members, members.path, &MemberTable::list);
    const bool flat = found != tables_.members.end();
    if (flat) used_[static_cast<std::size_t>(found - tables_.members.begin())] = true;
    if (flat && lists) {
      diagnostics().error(Code::duplicate_field, {}, {{"path", members.path}});
      return;
    }
    if (lists && !can_read(fact, *lists)) return;
    if (flat) {
      if (!read_member_table(entity, found->table)) return;
    } else if (lists && lists->type.kind == ArrowType::Kind::list) {
      if (!read_nested(entity, *lists)) return;
    } else {
      table(entity).offsets.assign(table(id.entity).rows + 1, 0);
      members.fields.facts.resize(pack()[entity].facts.size());
      members.fields.nones.resize(pack()[entity].facts.size());
    }
    read_list_states(id, entity, flat ? nullptr : lists ? &*lists : nullptr, flat);
    read_below(entity);
  }

  [[nodiscard]] std::vector<EntityId> line_of(EntityId entity) const {
    std::vector<EntityId> line{entity};
    while (pack()[line.front()].parent) line.insert(line.begin(), *pack()[line.front()].parent);
    return line;
  }

  [[nodiscard]] bool read_member_table(EntityId entity, const ArrowTable& from) {
    Level& members = level(entity);
    members.table = from;
    auto rows = column_of(from, members.path, diagnostics());
    if (!rows) return false;
    members.rows = std::move(*rows);
    const std::vector<EntityId> line = line_of(entity);
    members.fields = fields_of(reading_, entity, line, true);
    if (members.fields.keys.size() != line.size()) return false;
    const auto parents = parents_of(entity, line);
    if (!parents) return false;
    const EntityId parent = line[line.size() - 2];
    Grouping grouping = group(*parents, table(parent).rows);
    table(entity).rows = members.rows.rows;
    table(entity).offsets = std::move(grouping.offsets);
    members.order = std::move(grouping.order);
    return read_ids(entity, table(entity).offsets);
  }

  [[nodiscard]] bool read_nested(EntityId entity, const ArrowColumn& lists) {
    Level& members = level(entity);
    members.nested = true;
    members.table = level(*pack()[entity].parent).table;
    auto items = items_of(lists, diagnostics());
    if (!items) return false;
    members.rows = std::move(items->items);
    members.fields = fields_of(reading_, entity, {entity}, true);
    if (members.fields.keys.empty()) return false;
    const auto& parent_order = level(*pack()[entity].parent).order;
    auto& offsets = table(entity).offsets;
    const bool moved = items->gaps || !parent_order.empty();
    for (std::size_t i = 0; i < table(*pack()[entity].parent).rows; ++i) {
      const std::size_t list = parent_order.empty() ? i : parent_order[i];
      offsets.push_back(offsets.back() + items->ends[list] - items->begins[list]);
      for (std::uint32_t row = items->begins[list]; moved && row < items->ends[list]; ++row)
        members.order.push_back(row);
    }
    table(entity).rows = offsets.back();
    // Without any row there would be no telling from an order that is the rows' own.
    if (moved && members.order.empty()) members.rows.parts.clear();
    if (moved && members.order.empty()) members.rows.rows = 0;
    return read_ids(entity, offsets);
  }

  /// The entity's own ids, which no two rows of one stretch may share. Households without ids are told by their rows.
  [[nodiscard]] bool read_ids(EntityId entity, const std::vector<std::uint32_t>& offsets) {
    Level& of = level(entity);
    const bool household = entity == EntityId{};
    if (of.fields.keys.empty()) return household && diagnostics().error_count() == 0;
    const std::size_t index = of.fields.keys.back();
    const ArrowColumn column =
        field_of(of.rows, index, below(of.path, of.rows.schema->children[index]->name));
    if (!all_valid(of.rows, column.name)) return false;
    auto keys = read_keys(column, household ? KeyUse::household : KeyUse::member, diagnostics());
    if (!keys) return false;
    of.ids = of.order.empty() ? std::move(*keys) : keys_of_rows(*keys, of.order);
    std::vector<std::uint32_t> repeated;
    if (!household) {
      repeated = repeated_in(of.ids, offsets);
      table(entity).ids = id_column(of.ids, column, !of.order.empty());
    } else if (!is_ascending(of.ids, 0, of.ids.size())) {
      repeated = household_index().repeated();
    }
    if (repeated.empty()) return true;
    for (std::uint32_t& row : repeated) row = of.order.empty() ? row : of.order[row];
    std::ranges::sort(repeated);
    diagnostics().error(Code::key_repeated, {}, {{"column", column.name}, {"rows", rows_shown(repeated)}});
    return false;
  }

  /// A struct that is not there has no id either.
  [[nodiscard]] bool all_valid(const ArrowColumn& structs, const std::string& column) const {
    std::vector<std::uint32_t> missing;
    for (std::size_t row = 0; structs.has_invalid() && row < structs.rows; ++row) {
      if (!structs.is_valid(row)) missing.push_back(static_cast<std::uint32_t>(row));
    }
    if (missing.empty()) return true;
    diagnostics().error(Code::key_missing, {}, {{"column", column}, {"rows", rows_shown(missing)}});
    return false;
  }

  [[nodiscard]] const KeyIndex& household_index() {
    if (!household_index_) household_index_.emplace(level(EntityId{}).ids);
    return *household_index_;
  }

  /// For each row of a table of members the row of its parent in the batch.
  [[nodiscard]] std::optional<std::vector<std::uint32_t>> parents_of(EntityId entity,
                                                                     const std::vector<EntityId>& line) {
    const Level& members = level(entity);
    std::vector<std::uint32_t> rows(members.rows.rows, 0);
    for (std::size_t i = 0; i + 1 < line.size(); ++i) {
      const std::size_t index = members.fields.keys[i];
      const ArrowColumn column =
          field_of(members.rows, index, below(members.path, members.rows.schema->children[index]->name));
      const auto keys = read_keys(column, KeyUse::household, diagnostics());
      if (!keys) return std::nullopt;
      const Keys& above = level(line[i]).ids;
      if (keys->size() != 0 && above.size() != 0 && keys->are_numbers != above.are_numbers) {
        diagnostics().error(Code::key_types_differ, {}, {{"column", keys->column}, {"other", above.column}});
        return std::nullopt;
      }
      std::vector<std::uint32_t> orphans;
      if (i == 0) find_households(*keys, rows, orphans);
      if (i != 0) find_members(*keys, line[i], rows, orphans);
      if (orphans.empty()) continue;
      diagnostics().error(
          Code::row_without_parent, {},
          {{"column", keys->column}, {"entity", pack()[line[i]].name}, {"rows", rows_shown(orphans)}});
      return std::nullopt;
    }
    return rows;
  }

  /// Rows that come in the order of the households need no index.
  void find_households(const Keys& keys, std::vector<std::uint32_t>& rows,
                       std::vector<std::uint32_t>& orphans) {
    const Keys& households = level(EntityId{}).ids;
    std::size_t at = 0;
    std::size_t row = 0;
    while (row < rows.size() && at < households.size()) {
      if (keys.same(row, households, at)) {
        rows[row++] = static_cast<std::uint32_t>(at);
      } else {
        ++at;
      }
    }
    for (; row < rows.size(); ++row) {
      const auto found = household_index().find(keys, row);
      if (found) rows[row] = *found;
      if (!found) orphans.push_back(static_cast<std::uint32_t>(row));
    }
  }

  /// Within the lists of those found so far.
  void find_members(const Keys& keys, EntityId entity, std::vector<std::uint32_t>& rows,
                    std::vector<std::uint32_t>& orphans) {
    const Keys& ids = level(entity).ids;
    const auto& offsets = table(entity).offsets;
    std::uint32_t guess = 0;  // often the same as for the row before
    for (std::size_t row = 0; row < rows.size(); ++row) {
      const std::uint32_t first = offsets[rows[row]];
      const std::uint32_t last = offsets[rows[row] + 1];
      if (guess < first || guess >= last) guess = first;
      std::uint32_t tried = 0;
      while (tried < last - first && !keys.same(row, ids, guess)) {
        guess = guess + 1 == last ? first : guess + 1;
        ++tried;
      }
      if (tried == last - first) {
        orphans.push_back(static_cast<std::uint32_t>(row));
      } else {
        rows[row] = guess;
      }
    }
  }

  /// Which lists are known, and whether they are as long as they may be.
  void read_list_states(model::FactId id, EntityId entity, const ArrowColumn* lists, bool flat) {
    const Fact& fact = pack()[id];
    const Level& parent = level(id.entity);
    exec::EntityTable& members = table(entity);
    const auto none = field(id.entity, parent.fields.nones[id.index], fact.name + ".none");
    const FactSource source{lists, none ? &*none : nullptr, parent.rows.rows};
    const std::vector<SlotState> slots = flat && !none ? std::vector<SlotState>{} : slot_states(source);
    for (std::uint32_t row = 0; row < table(id.entity).rows; ++row) {
      const std::size_t slot = parent.order.empty() ? row : parent.order[row];
      SlotState state = slots.empty() ? SlotState::value : slots[slot];
      const std::size_t size = members.offsets[row + 1] - members.offsets[row];
      // Lists of a table of their own are always there; those of somebody with members are not none.
      if (flat && state == SlotState::absent) state = SlotState::value;
      if (flat && state == SlotState::none && size != 0) state = SlotState::contradictory;
      const CellState cell = list_state(id, row, state, size);
      if (cell != CellState::known && members.lists.empty())
        members.lists.assign(table(id.entity).rows, CellState::known);
      if (cell != CellState::known) members.lists[row] = cell;
    }
  }

  [[nodiscard]] CellState list_state(model::FactId id, std::uint32_t row, SlotState state, std::size_t size) {
    const Fact& fact = pack()[id];
    const auto fail = [&](std::optional<Code> code, std::optional<std::size_t> count) {
      reading_.faults.push_back({id, row, {{}, model::Null{}}, code, count});
      return CellState::unknown;
    };
    switch (state) {
      case SlotState::value:
        if (fact.least && size < *fact.least) return fail(std::nullopt, size);
        if (fact.most && size > *fact.most) static_cast<void>(fail(std::nullopt, size));
        return CellState::known;
      case SlotState::absent:
        return fact.default_value ? CellState::null : CellState::unknown;
      case SlotState::none:
        return fact.optional ? CellState::null : fail(Code::null_not_accepted, std::nullopt);
      case SlotState::contradictory:
        return fail(Code::value_and_none, std::nullopt);
    }
    return CellState::unknown;
  }

  [[nodiscard]] std::vector<ArrowOrigin> origins() {
    std::vector<ArrowOrigin> result;
    for (Level& each : reading_.levels) {
      ArrowOrigin origin;
      origin.path = each.path;
      origin.nested = each.nested;
      origin.rows = each.rows.rows;
      origin.table = each.table;
      if (!each.nested) origin.keys = each.fields.keys;
      origin.order = std::move(each.order);
      result.push_back(std::move(origin));
    }
    return result;
  }

  ArrowReading reading_;
  ArrowTables tables_;
  std::vector<bool> used_;
  std::optional<KeyIndex> household_index_;
};

}  // namespace

std::optional<ArrowHouseholds> read_arrow(const model::Pack& pack, ArrowTables tables, Date on,
                                          const ArrowOptions& options, text::Diagnostics& diagnostics) {
  return ArrowReader{pack, std::move(tables), on, options, diagnostics}.read();
}

}  // namespace doudi::io
