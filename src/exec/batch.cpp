// src/exec/batch.cpp - records into columns and back.
// Layer 6.
#include "doudi/exec/batch.hpp"

#include <algorithm>
#include <cstring>
#include <optional>
#include <stdexcept>

namespace doudi::exec {
namespace {

using model::Fact;
using model::FactValue;
using model::Kind;
using model::Lane;
using model::Literal;
using model::width;

/// What stands in a cell without a value: within the range, so that whatever is computed with it fits its lane.
[[nodiscard]] std::int64_t filler_of(model::CellRange range) {
  return std::clamp<std::int64_t>(0, range.low, range.high);
}

[[nodiscard]] std::int64_t code_of(const model::Pack& pack, const Fact& fact, const std::string& member) {
  const auto& members = pack[fact.type.enumeration].members;
  const auto found = std::find(members.begin(), members.end(), member);
  if (found == members.end()) throw std::invalid_argument("no member of the enumeration: " + member);
  return found - members.begin();
}

/// The cell of a value that fits the lane; nothing if it does not.
[[nodiscard]] std::optional<std::int64_t> cell_of(const model::Pack& pack, const Fact& fact,
                                                  const FactValue& value) {
  if (const auto* member = std::get_if<model::Member>(&value)) return member->index;
  const auto* literal = std::get_if<Literal>(&value);
  if (literal == nullptr) return std::nullopt;
  if (const auto* boolean = std::get_if<bool>(literal)) return *boolean ? 1 : 0;
  if (const auto* number = std::get_if<Decimal>(literal)) return model::scaled_cell(*number, fact.decimals);
  if (const auto* date = std::get_if<Date>(literal)) return date->days();
  if (const auto* text = std::get_if<std::string>(literal)) return code_of(pack, fact, *text);
  return std::nullopt;
}

[[nodiscard]] FactValue value_of(const model::Pack& pack, const Fact& fact, std::int64_t cell) {
  if (fact.shape == Fact::Shape::reference)
    return model::Member{fact.type.entity, static_cast<std::uint32_t>(cell)};
  switch (fact.type.kind) {
    case Kind::boolean:
      return Literal{cell != 0};
    case Kind::enumeration:
      return Literal{pack[fact.type.enumeration].members.at(static_cast<std::size_t>(cell))};
    case Kind::date:
      return Literal{Date::from_days(cell).value()};
    case Kind::number:
      return Literal{model::number_of_cell(cell, fact.decimals)};
    default:
      throw std::logic_error("a column of that kind has no lane");
  }
}

}  // namespace

std::int64_t FactColumn::cell(std::size_t row) const noexcept {
  const std::byte* place = bytes_.data() + row * width(lane_);
  switch (lane_) {
    case Lane::u8:
      return std::to_integer<std::uint8_t>(*place);
    case Lane::i32: {
      std::int32_t value = 0;
      std::memcpy(&value, place, sizeof value);
      return value;
    }
    case Lane::i64: {
      std::int64_t value = 0;
      std::memcpy(&value, place, sizeof value);
      return value;
    }
    case Lane::kept:
      break;
  }
  return 0;
}

const FactValue& FactColumn::kept(std::size_t row) const {
  return lane_ == Lane::kept ? kept_.at(row) : aside_.at(row);
}

void FactColumn::reserve(std::size_t rows) {
  bytes_.reserve(rows * width(lane_));
}

void FactColumn::append(std::int64_t cell) {
  const bool fits = lane_ == Lane::u8    ? cell == static_cast<std::uint8_t>(cell)
                    : lane_ == Lane::i32 ? cell == static_cast<std::int32_t>(cell)
                                         : lane_ == Lane::i64;
  if (!fits)
    throw std::invalid_argument("the cell " + std::to_string(cell) + " does not fit the column's lane");
  const std::size_t size = width(lane_);
  bytes_.resize(bytes_.size() + size);
  std::byte* place = bytes_.data() + size_ * size;
  const auto narrow = static_cast<std::int32_t>(cell);
  if (lane_ == Lane::u8) *place = static_cast<std::byte>(cell);
  if (lane_ == Lane::i32) std::memcpy(place, &narrow, sizeof narrow);
  if (lane_ == Lane::i64) std::memcpy(place, &cell, sizeof cell);
  ++size_;
}

void FactColumn::push(std::int64_t cell) {
  append(cell);
  if (!states_.empty()) states_.push_back(CellState::known);
}

void FactColumn::push(CellState state, std::int64_t filler) {
  if (states_.empty()) states_.assign(size_, CellState::known);
  append(filler);
  states_.push_back(state);
  has_gaps_ = has_gaps_ || state != CellState::null;
}

void FactColumn::push_kept(FactValue value) {
  const bool absent = std::holds_alternative<model::Absent>(value);
  has_gaps_ = has_gaps_ || absent;
  kept_.push_back(std::move(value));
  ++size_;
}

void FactColumn::push_outside(FactValue value, std::int64_t filler) {
  aside_.emplace(size_, std::move(value));
  push(CellState::outside, filler);
}

std::vector<EntityTable> Batch::empty_tables(const model::Pack& pack) {
  std::vector<EntityTable> tables(pack.entities.size());
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (const Fact& fact : pack.entities[i].facts)
      tables[i].columns.emplace_back(model::lane_of(pack, fact));
    if (pack.entities[i].parent) tables[i].offsets.push_back(0);
  }
  return tables;
}

Batch::Batch(const model::Pack& pack) : pack_{&pack}, tables_{empty_tables(pack)} {}

namespace {

[[noreturn]] void refuse(const std::string& what, const std::string& why) {
  throw std::invalid_argument(what + ": " + why);
}

void check_cells(const model::Pack& pack, const Fact& fact, const FactColumn& column,
                 const std::string& name) {
  if (column.lane() != model::lane_of(pack, fact)) refuse(name, "the column has another lane than its fact");
  if (column.lane() == Lane::kept) return;
  const model::CellRange range = model::range_of_cells(pack, fact);
  for (std::size_t row = 0; row < column.size(); ++row) {
    const std::int64_t cell = column.cell(row);
    if (cell < range.low || cell > range.high)
      refuse(name, "row " + std::to_string(row) + " lies outside of the fact's range");
    if (column.state(row) == CellState::null && !fact.optional)
      refuse(name, "row " + std::to_string(row) + " is null, which the fact may not be");
  }
}

void check_offsets(const EntityTable& table, std::size_t parents, const std::string& name) {
  if (table.offsets.size() != parents + 1 || table.offsets.front() != 0 ||
      table.offsets.back() != table.rows || !std::is_sorted(table.offsets.begin(), table.offsets.end()))
    refuse(name, "the offsets do not fit the rows");
  if (table.ids.size() != table.rows) refuse(name, "every member needs an id");
  if (!table.lists.empty() && table.lists.size() != parents)
    refuse(name, "the states of its lists do not fit the parents");
}

/// Programs count on lists that are known being as long as their fact promises; longer ones are left open.
void check_sizes(EntityTable& table, std::size_t least, const std::string& name) {
  table.longest = 0;
  for (std::size_t i = 0; i + 1 < table.offsets.size(); ++i) {
    const std::size_t size = table.offsets[i + 1] - table.offsets[i];
    const bool known = table.lists.empty() || table.lists[i] == CellState::known;
    if (known && size < least)
      refuse(name, "the list of row " + std::to_string(i) + " is shorter than it may be");
    table.longest = std::max(table.longest, size);
  }
}

}  // namespace

Batch::Batch(const model::Pack& pack, std::vector<EntityTable> tables)
    : pack_{&pack}, tables_{std::move(tables)} {
  if (pack.lifecycle)
    throw std::invalid_argument("columns do not say where a case stands, which this pack asks");
  if (tables_.size() != pack.entities.size())
    throw std::invalid_argument("one table for each entity is needed");
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const model::Entity& entity = pack.entities[i];
    EntityTable& table = tables_[i];
    if (table.columns.size() != entity.facts.size())
      refuse(entity.name, "one column for each fact is needed");
    if (entity.parent) {
      check_offsets(table, (*this)[*entity.parent].rows, entity.name);
      check_sizes(table, pack[model::FactId{*entity.parent, entity.list_fact}].least.value_or(0),
                  entity.name);
      table.has_unknown_lists = std::any_of(table.lists.begin(), table.lists.end(),
                                            [](CellState state) { return state != CellState::known; });
    }
    for (std::size_t k = 0; k < entity.facts.size(); ++k) {
      if (entity.facts[k].shape == Fact::Shape::members) continue;
      const std::string name = entity.name + '.' + entity.facts[k].name;
      if (table.columns.at(k).size() != table.rows)
        refuse(name, "the column has another length than its table");
      check_cells(pack, entity.facts[k], table.columns[k], name);
    }
  }
  check_links();
}

/// A link leads to a member of the same household.
void Batch::check_links() const {
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const model::EntityId entity{static_cast<std::uint32_t>(i)};
    for (std::size_t k = 0; k < (*pack_)[entity].facts.size(); ++k) {
      const Fact& fact = (*pack_)[entity].facts[k];
      if (fact.shape != Fact::Shape::reference) continue;
      const FactColumn& column = tables_[i].columns[k];
      for (std::size_t household = 0; household < households(); ++household) {
        const auto [first, last] = rows_of(entity, household);
        const auto [first_there, last_there] = rows_of(fact.type.entity, household);
        for (std::size_t row = first; row < last; ++row) {
          const bool leads = static_cast<std::size_t>(column.cell(row)) < last_there - first_there;
          if (column.state(row) == CellState::known && !leads)
            refuse((*pack_)[entity].name + '.' + fact.name,
                   "row " + std::to_string(row) + " leads to nobody");
        }
      }
    }
  }
}

std::pair<std::size_t, std::size_t> Batch::rows_of(model::EntityId entity, std::size_t household) const {
  const auto parent = (*pack_)[entity].parent;
  if (!parent) return {household, household + 1};
  const auto [first, last] = rows_of(*parent, household);
  const auto& offsets = (*this)[entity].offsets;
  return {offsets[first], offsets[last]};
}

void Batch::add_fact(const Fact& fact, FactColumn& column, const FactValue& value) {
  if (column.lane() == Lane::kept) return column.push_kept(value);
  const model::CellRange range = model::range_of_cells(*pack_, fact);
  if (std::holds_alternative<model::Absent>(value)) return column.push(CellState::unknown, filler_of(range));
  const auto* literal = std::get_if<Literal>(&value);
  if (literal != nullptr && std::holds_alternative<model::Null>(*literal))
    return column.push(CellState::null, filler_of(range));
  const auto cell = cell_of(*pack_, fact, value);
  if (!cell || *cell < range.low || *cell > range.high) return column.push_outside(value, filler_of(range));
  column.push(*cell);
}

void Batch::add(const model::Record& record) {
  const std::size_t household = households();
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const model::Entity& entity = pack_->entities[i];
    EntityTable& table = tables_[i];
    const auto& instances = record.instances.at(i);
    for (const model::Instance& instance : instances) {
      for (std::size_t k = 0; k < entity.facts.size(); ++k) {
        if (entity.facts[k].shape == Fact::Shape::members) continue;
        add_fact(entity.facts[k], table.columns[k], instance.facts.at(k));
      }
      if (entity.parent) table.ids.push_back(instance.id);
    }
    table.rows += instances.size();
    if (!entity.parent) continue;
    // A record has the instances of one parent together, parents in their order.
    const auto& parents = record.instances.at(static_cast<std::size_t>(*entity.parent));
    std::uint32_t end = table.offsets.back();
    for (const model::Instance& parent : parents) {
      const FactValue& list = parent.facts.at(entity.list_fact);
      const auto* members = std::get_if<std::vector<model::Member>>(&list);
      const std::size_t size = members == nullptr ? 0 : members->size();
      table.longest = std::max(table.longest, size);
      end += static_cast<std::uint32_t>(size);
      table.offsets.push_back(end);
      const bool null = std::holds_alternative<Literal>(list);
      const CellState state = members != nullptr ? CellState::known
                              : null             ? CellState::null
                                                 : CellState::unknown;
      if (state != CellState::known && table.lists.empty())
        table.lists.assign(table.offsets.size() - 2, CellState::known);
      if (state != CellState::known || !table.lists.empty()) table.lists.push_back(state);
      table.has_unknown_lists = table.has_unknown_lists || state != CellState::known;
    }
  }
  if (pack_->lifecycle) cases_.push_back(record.case_facts);
  if (!record.defaulted.empty() && defaulted_.empty()) defaulted_.resize(household);
  if (!record.defaulted.empty() || !defaulted_.empty()) defaulted_.push_back(record.defaulted);
}

const model::CaseFacts* Batch::case_facts(std::size_t household) const noexcept {
  return household < cases_.size() ? &cases_[household] : nullptr;
}

model::Record Batch::record(std::size_t household) const {
  model::Record record;
  record.instances.resize(tables_.size());
  if (const auto* facts = case_facts(household)) record.case_facts = *facts;
  if (household < defaulted_.size()) record.defaulted = defaulted_[household];
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const model::EntityId id{static_cast<std::uint32_t>(i)};
    const model::Entity& entity = pack_->entities[i];
    const EntityTable& table = tables_[i];
    const auto [first, last] = rows_of(id, household);
    for (std::size_t row = first; row < last; ++row) {
      model::Instance instance;
      if (entity.parent) instance.id = table.ids[row];
      for (std::size_t k = 0; k < entity.facts.size(); ++k) {
        const FactColumn& column = table.columns[k];
        const CellState state = column.lane() == Lane::kept ? CellState::known : column.state(row);
        if (entity.facts[k].shape == Fact::Shape::members) {
          instance.facts.emplace_back(model::Absent{});  // set below, with the members
        } else if (column.lane() == Lane::kept || state == CellState::outside) {
          instance.facts.push_back(column.kept(row));
        } else if (state == CellState::known) {
          instance.facts.push_back(value_of(*pack_, entity.facts[k], column.cell(row)));
        } else if (state == CellState::null) {
          instance.facts.emplace_back(Literal{model::Null{}});
        } else {
          instance.facts.emplace_back(model::Absent{});
        }
      }
      record.instances[i].push_back(std::move(instance));
    }
    if (!entity.parent) continue;
    const auto [parent_first, parent_last] = rows_of(*entity.parent, household);
    auto& parents = record.instances[static_cast<std::size_t>(*entity.parent)];
    for (std::size_t parent = parent_first; parent < parent_last; ++parent) {
      std::vector<model::Member> members;
      for (std::uint32_t row = table.offsets[parent]; row < table.offsets[parent + 1]; ++row) {
        const auto index = static_cast<std::uint32_t>(row - first);
        members.push_back({id, index});
        record.instances[i][index].parent = static_cast<std::uint32_t>(parent - parent_first);
      }
      FactValue& list = parents[parent - parent_first].facts[entity.list_fact];
      const CellState state = table.lists.empty() ? CellState::known : table.lists[parent];
      if (state == CellState::known) list = std::move(members);
      if (state == CellState::null) list = Literal{model::Null{}};
    }
  }
  return record;
}

}  // namespace doudi::exec
