// src/io/read_csv.cpp - texts in columns are read as Arrow tables are; here places are added to what is said.
// Layer 8.
#include "doudi/io/read_csv.hpp"

#include <algorithm>
#include <charconv>
#include <stdexcept>
#include <utility>

#include "doudi/io/read_arrow.hpp"

#include "io/csv_table.hpp"

namespace doudi::io {

namespace {

using text::Code;
using text::Diagnostic;

/// A file, and the list whose rows it has.
struct Source {
  std::string list;
  CsvTable table;
};

/// Where something is: a row, or the header if there is none.
struct Where {
  const CsvTable* table = nullptr;
  std::optional<std::size_t> row;
  std::optional<std::size_t> column;
};

[[nodiscard]] const std::string* argument(const Diagnostic& diagnostic, std::string_view name) {
  const auto found = std::ranges::find(diagnostic.arguments, name, &text::Argument::name);
  return found == diagnostic.arguments.end() ? nullptr : &found->value;
}

[[nodiscard]] std::optional<std::size_t> leading_number(std::string_view text) {
  std::size_t number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (error != std::errc{}) return std::nullopt;
  return number;
}

[[nodiscard]] std::string_view last_step(std::string_view path) {
  return path.substr(path.find_last_of('.') + 1);
}

[[nodiscard]] const Source* find_source(const std::vector<Source>& sources, std::string_view list) {
  const auto found = std::ranges::find(sources, list, &Source::list);
  return found == sources.end() ? nullptr : &*found;
}

/// Whose rows the list at a path has: `persons.plots`.
[[nodiscard]] std::optional<model::EntityId> entity_of(const model::Pack& pack, std::string_view list) {
  model::EntityId entity{};
  while (!list.empty()) {
    const std::string_view step = list.substr(0, list.find('.'));
    const auto& facts = pack[entity].facts;
    const auto fact = std::ranges::find(facts, step, &model::Fact::name);
    if (fact == facts.end() || fact->shape != model::Fact::Shape::members) return std::nullopt;
    entity = fact->type.element().entity;
    list.remove_prefix(std::min(list.size(), step.size() + 1));
  }
  return entity;
}

/// Of what is said of a table: `persons.household_id` is a column of persons, and so is `persons.note`.
[[nodiscard]] Where where(const std::vector<Source>& sources, const model::Pack& pack,
                          const Diagnostic& diagnostic) {
  Where result;
  const std::string* column = argument(diagnostic, "column");
  if (column == nullptr) column = argument(diagnostic, "path");
  const std::string* table = argument(diagnostic, "table");
  for (const Source& source : sources) {
    const bool is_root = source.list.empty();
    if (table != nullptr && *table == (is_root ? pack.entities.front().name : source.list))
      result.table = &source.table;
    if (column == nullptr) continue;
    for (std::size_t i = 0; i < source.table.columns().size(); ++i) {
      const std::string& name = source.table.columns()[i];
      if (*column != (is_root ? name : source.list + '.' + name)) continue;
      result.table = &source.table;
      result.column = i;
    }
  }
  if (const std::string* rows = argument(diagnostic, "rows")) result.row = leading_number(*rows);
  return result;
}

/// The file as a source, with a span for the place.
[[nodiscard]] text::Span span_of(const Where& where, text::SourceSet& sources) {
  const CsvTable& table = *where.table;
  const std::uint32_t begin = sources.add(table.name(), std::string{table.text()});
  const std::size_t row = where.row ? table.begin_of(*where.row) : table.begin_of_header();
  text::Span cell = where.row ? table.cell_in_row(*where.row, where.column.value_or(0))
                              : table.cell_in_header(where.column.value_or(0));
  if (!where.row && !where.column) cell.end = cell.begin + 1;
  if (cell.begin == cell.end) ++cell.end;
  const auto offset = begin + static_cast<std::uint32_t>(row);
  return {offset + cell.begin, offset + cell.end};
}

}  // namespace

struct CsvHouseholds::State {
  State(std::vector<Source> files, ArrowHouseholds households)
      : sources{std::move(files)}, read{std::move(households)} {}

  /// The row of the file that a row of the households came from.
  [[nodiscard]] std::size_t file_row(std::size_t household) const {
    const ArrowOrigin& origin = read.origins.front();
    return origin.order.empty() ? household : origin.order[household];
  }

  [[nodiscard]] Where where(const model::DataFault& fault) const {
    Where result;
    const std::string* list = argument(fault.diagnostic, "table");
    const Source* source = find_source(sources, list == nullptr ? "" : *list);
    if (source == nullptr) source = &sources.front();
    result.table = &source->table;
    if (const std::string* row = argument(fault.diagnostic, "row")) result.row = leading_number(*row);
    const std::string_view fact = last_step(fault.path);
    result.column = source->table.column(fact);
    if (!result.column) result.column = source->table.column("case." + std::string{fact});
    return result;
  }

  std::vector<Source> sources;
  ArrowHouseholds read;
};

CsvHouseholds::CsvHouseholds(std::unique_ptr<State> state) : state_{std::move(state)} {}
CsvHouseholds::~CsvHouseholds() = default;
CsvHouseholds::CsvHouseholds(CsvHouseholds&&) noexcept = default;
CsvHouseholds& CsvHouseholds::operator=(CsvHouseholds&&) noexcept = default;

std::optional<CsvHouseholds> CsvHouseholds::read(const model::Pack& pack, std::vector<CsvFile> files, Date on,
                                                 const CsvOptions& options, text::SourceSet& sources,
                                                 text::Diagnostics& diagnostics) {
  std::vector<Source> read;
  ArrowTables tables;
  for (CsvFile& file : files) {
    const auto entity = entity_of(pack, file.list);
    if (!entity) throw std::invalid_argument("the pack has no list " + file.list);
    auto table =
        CsvTable::read(std::move(file.name), std::move(file.text), pack, *entity, sources, diagnostics);
    if (!table) continue;
    if (file.list.empty()) {
      tables.households = table->table();
    } else {
      tables.members.push_back({file.list, table->table()});
    }
    read.push_back({std::move(file.list), std::move(*table)});
  }
  if (diagnostics.has_errors()) return std::nullopt;
  ArrowOptions how;
  how.ignore = options.ignore;
  text::Diagnostics said;
  auto households = read_arrow(pack, std::move(tables), on, how, said);
  for (const Diagnostic& each : said.all()) {
    const Where place = where(read, pack, each);
    Diagnostic& placed = diagnostics.error(
        each.code, place.table == nullptr ? text::Span{} : span_of(place, sources), each.arguments);
    placed.helps = each.helps;
  }
  if (!households) return std::nullopt;
  return CsvHouseholds{std::make_unique<State>(std::move(read), std::move(*households))};
}

const exec::Batch& CsvHouseholds::batch() const noexcept {
  return state_->read.batch;
}

HouseholdId CsvHouseholds::id(std::size_t household) const {
  const CsvTable& table = state_->sources.front().table;
  const std::vector<std::size_t>& keys = state_->read.origins.front().keys;
  const std::size_t row = state_->file_row(household);
  if (keys.empty()) return {std::to_string(table.line_of(row)), true};
  return {table.cell(row, keys.front()), false};
}

DecisionRow CsvHouseholds::row_of_faults(std::size_t household) const {
  DecisionRow row;
  row.id = id(household);
  row.source = DecisionRow::Source::line;
  row.answer.status = explain::Status::error;
  for (const model::DataFault& fault : batch().refused().at(household)) {
    LineFault said;
    said.code = fault.diagnostic.code;
    said.field = fault.path;
    const Where place = state_->where(fault);
    if (place.row) {
      said.line = place.table->line_of(*place.row);
      said.column = place.column ? place.table->cell_in_row(*place.row, *place.column).begin + 1 : 1;
    }
    row.faults.push_back(std::move(said));
  }
  return row;
}

std::string CsvHouseholds::report(std::size_t household, text::Language language) const {
  const auto found = batch().refused().find(household);
  if (found == batch().refused().end()) return {};
  std::string result;
  for (const model::DataFault& fault : found->second) {
    const Where place = state_->where(fault);
    text::SourceSet sources;
    Diagnostic said = fault.diagnostic;
    if (place.row) {
      // Empty lines stand for those before, so that the place comes out as that in the file.
      const std::uint32_t before = place.table->line_of(*place.row) - 1;
      const std::uint32_t begin =
          sources.add(place.table->name(),
                      std::string(before, '\n') + std::string{place.table->row_text(*place.row)}) +
          before;
      text::Span cell = place.column ? place.table->cell_in_row(*place.row, *place.column) : text::Span{0, 1};
      if (cell.begin == cell.end) ++cell.end;
      said.span = {begin + cell.begin, begin + cell.end};
    }
    result += text::render(said, sources, language);
  }
  return result;
}

}  // namespace doudi::io
