// src/exec/batch.cpp - records into columns and back.
// Layer 6.
#include "doudi/exec/batch.hpp"

#include <algorithm>
#include <iterator>
#include <optional>
#include <stdexcept>

namespace doudi::exec {
namespace {

using model::Fact;
using model::FactValue;
using model::Kind;
using model::Lane;
using model::Literal;

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

void Batch::clear() {
  for (EntityTable& table : tables_) {
    for (FactColumn& column : table.columns) column.truncate(0);
    if (!table.offsets.empty()) {
      table.offsets.resize(1);
      table.ids.truncate(0);
    }
    table.lists.clear();
    table.rows = 0;
    table.has_unknown_lists = false;
    table.longest = 0;
  }
  cases_.clear();
  defaulted_.clear();
  refused_.clear();
}

const model::CaseFacts* Batch::case_facts(std::size_t household) const noexcept {
  return household < cases_.size() ? &cases_[household] : nullptr;
}

std::vector<std::size_t> Batch::record_rows(model::EntityId entity, std::size_t household) const {
  const auto parent = (*pack_)[entity].parent;
  if (!parent) return {household};
  const EntityTable& table = (*this)[entity];
  std::vector<std::size_t> rows;
  for (const std::size_t of : record_rows(*parent, household)) {
    const auto begin = static_cast<std::ptrdiff_t>(rows.size());
    for (std::size_t row = table.offsets[of]; row < table.offsets[of + 1]; ++row) rows.push_back(row);
    const auto less = [&](std::size_t row, std::size_t other) { return table.ids.less(row, other); };
    if (!std::is_sorted(rows.begin() + begin, rows.end(), less))
      std::stable_sort(rows.begin() + begin, rows.end(), less);
  }
  return rows;
}

model::Member Batch::member_of(model::EntityId entity, std::size_t household, std::size_t row) const {
  const std::vector<std::size_t> rows = record_rows(entity, household);
  const auto found = std::find(rows.begin(), rows.end(), row);
  if (found == rows.end()) throw std::invalid_argument("the household has no such row");
  return {entity, static_cast<std::uint32_t>(found - rows.begin())};
}

FactValue Batch::value_at(model::FactId id, std::size_t row, std::size_t household) const {
  const Fact& fact = (*pack_)[id];
  if (fact.shape == Fact::Shape::members) return model::Absent{};  // set below, with the members
  const FactColumn& column = (*this)[id];
  if (column.lane() == Lane::kept) return column.kept(row);
  switch (column.state(row)) {
    case CellState::unknown:
      return model::Absent{};
    case CellState::null:
      return Literal{model::Null{}};
    case CellState::outside:
      return column.kept(row);
    case CellState::known:
      break;
  }
  const std::int64_t cell = column.cell(row);
  if (fact.shape != Fact::Shape::reference) return value_of(*pack_, fact, cell);
  const std::size_t there = rows_of(fact.type.entity, household).first + static_cast<std::size_t>(cell);
  return member_of(fact.type.entity, household, there);
}

void Batch::add_instances(model::Record& record, model::EntityId id, const std::vector<std::size_t>& rows,
                          std::size_t household) const {
  const model::Entity& entity = (*pack_)[id];
  auto& instances = record.instances[static_cast<std::size_t>(id)];
  for (const std::size_t row : rows) {
    model::Instance& instance = instances.emplace_back();
    if (entity.parent) instance.id = (*this)[id].ids[row];
    for (std::uint32_t k = 0; k < entity.facts.size(); ++k)
      instance.facts.push_back(value_at({id, k}, row, household));
  }
}

/// The members of each parent, who come one after the other in a record.
void Batch::add_lists(model::Record& record, model::EntityId id, std::size_t household) const {
  const model::Entity& entity = (*pack_)[id];
  const EntityTable& table = (*this)[id];
  auto& instances = record.instances[static_cast<std::size_t>(id)];
  auto& parents = record.instances[static_cast<std::size_t>(*entity.parent)];
  const std::vector<std::size_t> parent_rows = record_rows(*entity.parent, household);
  std::uint32_t next = 0;
  for (std::uint32_t i = 0; i < parents.size(); ++i) {
    const std::size_t parent = parent_rows[i];
    std::vector<model::Member> members;
    for (std::uint32_t k = table.offsets[parent]; k < table.offsets[parent + 1]; ++k) {
      instances[next].parent = i;
      members.push_back({id, next++});
    }
    FactValue& list = parents[i].facts[entity.list_fact];
    const CellState state = table.lists.empty() ? CellState::known : table.lists[parent];
    if (state == CellState::known) list = std::move(members);
    if (state == CellState::null) list = Literal{model::Null{}};
  }
}

model::Record Batch::record(std::size_t household) const {
  model::Record record;
  record.instances.resize(tables_.size());
  if (const auto* facts = case_facts(household)) record.case_facts = *facts;
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    const model::EntityId id{i};
    add_instances(record, id, record_rows(id, household), household);
    if (pack_->entities[i].parent) add_lists(record, id, household);
  }
  add_defaults(record, household);
  return record;
}

void Batch::add_defaults(model::Record& record, std::size_t household) const {
  if (household < defaulted_.size()) {
    record.defaulted = defaulted_[household];
    return;
  }
  for (std::uint32_t i = 0; i < tables_.size(); ++i) {
    const model::EntityId id{i};
    const auto& columns = tables_[i].columns;
    if (std::none_of(columns.begin(), columns.end(), [](const auto& each) { return each.has_defaults(); }))
      continue;
    const std::vector<std::size_t> rows = record_rows(id, household);
    for (std::uint32_t index = 0; index < rows.size(); ++index) {
      for (std::uint32_t k = 0; k < columns.size(); ++k) {
        if (columns[k].is_default(rows[index]))
          record.defaulted.push_back(model::fact_path(*pack_, record, {id, index}, k));
      }
    }
  }
  std::sort(record.defaulted.begin(), record.defaulted.end());
}

void Batch::put_case(std::size_t household, model::CaseFacts facts) {
  if (household >= cases_.size()) throw std::invalid_argument("the batch has no such case");
  cases_[household] = std::move(facts);
}

void Batch::refuse(std::size_t household, std::vector<model::DataFault> faults) {
  if (household >= households()) throw std::invalid_argument("the batch has no such household");
  auto& known = refused_[household];
  std::move(faults.begin(), faults.end(), std::back_inserter(known));
}

}  // namespace doudi::exec
