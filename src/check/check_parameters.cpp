// src/check/check_parameters.cpp - dated and keyed parameters: values, versions, ranges.
#include <algorithm>
#include <cstdint>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"
#include "check/table_reader.hpp"

namespace doudi::check {

using model::EntityId;
using model::Kind;
using model::ParameterValue;
using model::Type;
using syntax::WrittenText;

namespace {

std::optional<ParameterValue> number_value(Draft& draft, const WrittenText& written) {
  const std::string& text = written.text;
  if (const auto slash = text.find('/'); slash != std::string::npos) {
    const auto numerator = Decimal::parse(text.substr(0, slash));
    const auto denominator = Decimal::parse(text.substr(slash + 1));
    if (numerator && denominator && numerator->is_integer() && denominator->is_integer() &&
        *denominator > Decimal{0}) {
      const auto quotient = divide(*numerator, *denominator);
      if (quotient && quotient->decimals() <= 20 && *multiply(*quotient, *denominator) == *numerator)
        return *quotient;
      return model::Quotient{*numerator, *denominator};
    }
  } else if (text.ends_with('%')) {
    const auto hundredths = Decimal::parse(text.substr(0, text.size() - 1));
    const auto value =
        hundredths ? divide(*hundredths, Decimal{100}) : NumberResult{Failure{NumberProblem::not_a_number}};
    if (value) return *value;
  } else if (const auto value = Decimal::parse(text)) {
    return *value;
  }
  draft.error(Code::bad_parameter_value, written.span, {{"text", text}}).help(Hint::parameter_value_forms);
  return std::nullopt;
}

std::optional<ParameterValue> value_of(Draft& draft, const WrittenText& written, const Type& type) {
  if (!written.quoted()) {
    if (written.text == "none") return model::NoneInForce{};
    if (written.text == "unknown") return model::NotKnown{};
  }
  if (type.is(Kind::number)) return number_value(draft, written);
  const auto literal = checked_literal(draft, written, type);
  if (!literal) return std::nullopt;
  return *literal;
}

/// Takes one known value into what is known about all of them; reports one outside the range.
void take_in(Draft& draft, model::Parameter& parameter, const ParameterValue& value, text::Span span,
             const std::optional<DecimalRange>& range, bool& first) {
  std::optional<Decimal> known;
  if (const auto* literal = std::get_if<model::Literal>(&value)) {
    if (const auto* number = std::get_if<Decimal>(literal)) known = *number;
  } else if (const auto* quotient = std::get_if<model::Quotient>(&value)) {
    known = *divide(quotient->numerator, quotient->denominator);
    parameter.type.number.quotient = true;
  }
  if (!known || !parameter.type.is(Kind::number)) return;
  if (range && ((range->low && *known < *range->low) || (range->high && *known > *range->high))) {
    draft.error(Code::parameter_out_of_range, span,
                {{"name", parameter.name},
                 {"text", known->text()},
                 {"low", range->low ? range->low->text() : "…"},
                 {"high", range->high ? range->high->text() : "…"}});
  }
  NumberShape& shape = parameter.type.number;
  const bool quotient = shape.quotient;
  const NumberShape one = exactly(*known);
  shape = first ? one : joined(shape, one);
  first = false;
  shape.literal = false;
  shape.quotient = quotient;
  if (quotient) shape.decimals = std::nullopt;
}

/// The fact that a key of a `by:` grid names: `county`, or `person.sex`.
std::optional<model::FactId> key_fact(Draft& draft, const WrittenText& cell) {
  const auto dot = cell.text.find('.');
  std::vector<model::FactId> found;
  std::vector<std::string> names;
  for (std::size_t index = 0; index < draft.pack.entities.size(); ++index) {
    const EntityId entity{static_cast<std::uint32_t>(index)};
    if (dot != std::string::npos && draft.pack[entity].name != cell.text.substr(0, dot)) continue;
    const std::string name = dot == std::string::npos ? cell.text : cell.text.substr(dot + 1);
    for (const auto& [fact, position] : draft.facts_of(entity)) {
      names.push_back(fact);
      if (fact == name) found.push_back({entity, position});
    }
  }
  if (found.size() == 1) return found.front();
  auto& diagnostic = draft.error(found.empty() ? Code::unknown_key_fact : Code::ambiguous_name, span_of(cell),
                                 {{"name", cell.text}});
  if (found.empty()) propose_nearest(diagnostic, cell.text, names);
  return std::nullopt;
}

bool is_above(const Draft& draft, EntityId above, EntityId below) {
  std::optional<EntityId> level = below;
  while (level && *level != above) level = draft.pack[*level].parent;
  return level.has_value();
}

/// Reads the header of the first grid: the keys. Their lowest entity is whose parameter it is.
bool read_keys(Draft& draft, model::Parameter& parameter, const syntax::Grid& grid) {
  for (const WrittenText& cell : grid.header.groups[0]) {
    const auto fact = key_fact(draft, cell);
    if (!fact) return false;
    parameter.keys.push_back(*fact);
  }
  const EntityId lowest = lowest_of(draft, parameter.keys);
  for (const model::FactId& key : parameter.keys) {
    if (is_above(draft, key.entity, lowest)) continue;
    draft.error(Code::keys_of_unrelated_entities, grid.header.span, {{"name", parameter.name}});
    return false;
  }
  for (std::size_t index = 0; index < parameter.keys.size(); ++index) {
    const WrittenText& cell = grid.header.groups[0][index];
    Inference inference{draft, {.entity = lowest}};
    model::Column column{.header = cell.text,
                         .span = span_of(cell),
                         .input = inference.infer(cell),
                         .tested = draft.new_local()};
    parameter.key_columns.push_back(std::move(column));
  }
  return true;
}

/// A by-grid as an F table, so that it is analysed like one.
void analyse_keys(Draft& draft, const model::Parameter& parameter, const model::ParameterVersion& version,
                  text::Span span) {
  model::Table table;
  table.span = span;
  table.columns = parameter.key_columns;
  table.outputs.push_back({.name = "value", .span = span, .type = parameter.type});
  for (const model::ParameterRow& row : version.rows) {
    model::Row copy;
    copy.label = std::to_string(table.rows.size() + 1);
    copy.span = row.span;
    copy.cells = row.cells;
    table.rows.push_back(std::move(copy));
  }
  analyse_table(draft, table, parameter.name, version.period);
}

/// True if the header of another version names the same facts in the same order.
bool same_keys(Draft& draft, const model::Parameter& parameter, const syntax::Grid& grid) {
  const auto& header = grid.header.groups[0];
  if (header.size() != parameter.keys.size()) return false;
  for (std::size_t index = 0; index < header.size(); ++index) {
    if (key_fact(draft, header[index]) != std::optional{parameter.keys[index]}) return false;
  }
  return true;
}

void read_rows(Draft& draft, model::Parameter& parameter, const syntax::Grid& grid,
               model::ParameterVersion& version) {
  if (parameter.keys.empty() && !read_keys(draft, parameter, grid)) return;
  if (!same_keys(draft, parameter, grid)) {
    draft.error(Code::keys_differ, grid.header.span, {{"name", parameter.name}})
        .label(LabelCode::declared_here, parameter.key_columns[0].span);
    return;
  }
  Inference inference{draft, {.function = true}};
  for (const syntax::GridLine& line : grid.rows) {
    model::ParameterRow row{.span = line.span};
    for (std::size_t index = 0; index < parameter.keys.size(); ++index) {
      const model::Column& column = parameter.key_columns[index];
      row.cells.push_back(inference.cell(line.groups[0][index], column.input.type,
                                         {.name = "?", .local = column.tested, .type = column.input.type}));
    }
    const auto value = value_of(draft, line.groups[1][0], parameter.type);
    if (!value) continue;
    row.value = *value;
    version.rows.push_back(std::move(row));
  }
}

void check_parameter(Draft& draft, const syntax::Parameter& written, model::Parameter& parameter) {
  parameter.type =
      written.type ? checked_type(draft, *written.type, written.unit)
                   : model::number_type(written.unit ? checked_unit(draft, *written.unit) : model::Unit{});
  parameter.cites = checked_cites(draft, written.cites);
  std::optional<DecimalRange> range;
  if (written.range) range = checked_range(draft, *written.range);
  if (parameter.type.is(Kind::number) && !range && parameter.type.number.low) {
    range = DecimalRange{parameter.type.number.low, parameter.type.number.high};
  }
  bool first = true;
  std::vector<std::uint32_t>
      damaged_grids;  // places of versions with a line left out: what is missing may be in it
  for (const syntax::ParameterVersion& version : written.versions) {
    model::ParameterVersion result{
        .period = version.period, .cites = checked_cites(draft, version.cites), .span = version.span};
    if (version.by) {
      read_rows(draft, parameter, *version.by, result);
      if (version.by->damaged || result.rows.size() != version.by->rows.size())
        damaged_grids.push_back(version.span.begin);
      for (const model::ParameterRow& row : result.rows)
        take_in(draft, parameter, row.value, row.span, range, first);
    } else if (version.value) {
      result.text = version.value->text;
      if (const auto value = value_of(draft, *version.value, parameter.type)) result.value = *value;
      take_in(draft, parameter, result.value, version.value->span, range, first);
    }
    parameter.versions.push_back(std::move(result));
  }
  if (range && parameter.type.is(Kind::number)) {
    if (range->low) parameter.type.number.low = range->low;
    if (range->high) parameter.type.number.high = range->high;
  }
  parameter.type.number.literal = false;
  sort_by_date(parameter.versions);
  check_periods(draft, dated(parameter.versions), parameter.name, false);
  for (const model::ParameterVersion& version : parameter.versions) {
    const bool damaged = std::ranges::find(damaged_grids, version.span.begin) != damaged_grids.end();
    if (!version.rows.empty() && !damaged) analyse_keys(draft, parameter, version, version.span);
  }
}

}  // namespace

EntityId lowest_of(const Draft& draft, const std::vector<model::FactId>& keys) {
  EntityId lowest = keys.front().entity;
  for (const model::FactId& key : keys) {
    if (is_above(draft, lowest, key.entity)) lowest = key.entity;
  }
  return lowest;
}

void check_parameters(Draft& draft) {
  for (std::size_t index = 0; index < draft.written.parameters.size(); ++index) {
    // On a copy: reading keys may look other parameters up.
    model::Parameter parameter = std::move(draft.pack.parameters[index]);
    draft.pack.parameters[index].name = parameter.name;
    check_parameter(draft, draft.written.parameters[index], parameter);
    draft.pack.parameters[index] = std::move(parameter);
  }
}

}  // namespace doudi::check
