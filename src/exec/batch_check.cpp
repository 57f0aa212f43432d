// src/exec/batch_check.cpp - columns that somebody else has filled: whether programs may count on them.
// Layer 6.
#include <algorithm>
#include <stdexcept>
#include <string>
#include <utility>

#include "doudi/exec/batch.hpp"

namespace doudi::exec {

using model::Fact;
using model::Lane;

namespace {

[[noreturn]] void fail(const std::string& what, const std::string& why) {
  throw std::invalid_argument(what + ": " + why);
}

void check_cells(const model::Pack& pack, const Fact& fact, const FactColumn& column,
                 const std::string& name) {
  if (column.lane() != model::lane_of(pack, fact)) fail(name, "the column has another lane than its fact");
  if (column.lane() == Lane::kept) return;
  const model::CellRange range = model::range_of_cells(pack, fact);
  const model::CellRange found = column.extremes();
  const bool outside = column.size() != 0 && (found.low < range.low || found.high > range.high);
  for (std::size_t row = 0; outside && row < column.size(); ++row) {
    const std::int64_t cell = column.cell(row);
    if (cell < range.low || cell > range.high)
      fail(name, "row " + std::to_string(row) + " lies outside of the fact's range");
  }
  if (fact.optional) return;
  const auto null = std::find(column.states().begin(), column.states().end(), CellState::null);
  if (null != column.states().end())
    fail(name,
         "row " + std::to_string(null - column.states().begin()) + " is null, which the fact may not be");
}

void check_offsets(const EntityTable& table, std::size_t parents, const std::string& name) {
  if (table.offsets.size() != parents + 1 || table.offsets.front() != 0 ||
      table.offsets.back() != table.rows || !std::is_sorted(table.offsets.begin(), table.offsets.end()))
    fail(name, "the offsets do not fit the rows");
  if (table.ids.size() != table.rows) fail(name, "every member needs an id");
  if (!table.lists.empty() && table.lists.size() != parents)
    fail(name, "the states of its lists do not fit the parents");
}

/// Programs count on lists that are known being as long as their fact promises; longer ones are left open.
void check_sizes(EntityTable& table, std::size_t least, const std::string& name) {
  table.longest = 0;
  for (std::size_t i = 0; i + 1 < table.offsets.size(); ++i) {
    const std::size_t size = table.offsets[i + 1] - table.offsets[i];
    const bool known = table.lists.empty() || table.lists[i] == CellState::known;
    if (known && size < least)
      fail(name, "the list of row " + std::to_string(i) + " is shorter than it may be");
    table.longest = std::max(table.longest, size);
  }
}

}  // namespace

Batch::Batch(const model::Pack& pack, std::vector<EntityTable> tables, std::vector<model::CaseFacts> cases)
    : pack_{&pack}, tables_{std::move(tables)}, cases_{std::move(cases)} {
  if (tables_.size() != pack.entities.size())
    throw std::invalid_argument("one table for each entity is needed");
  if (pack.lifecycle && cases_.size() != households())
    throw std::invalid_argument("this pack asks where each household's case stands");
  if (!pack.lifecycle && !cases_.empty()) throw std::invalid_argument("the pack has no lifecycle for cases");
  for (std::size_t i = 0; i < tables_.size(); ++i) {
    const model::Entity& entity = pack.entities[i];
    EntityTable& table = tables_[i];
    if (table.columns.size() != entity.facts.size()) fail(entity.name, "one column for each fact is needed");
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
        fail(name, "the column has another length than its table");
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
            fail((*pack_)[entity].name + '.' + fact.name, "row " + std::to_string(row) + " leads to nobody");
        }
      }
    }
  }
}

}  // namespace doudi::exec
