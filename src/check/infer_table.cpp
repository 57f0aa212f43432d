// src/check/infer_table.cpp - decision tables: header, rows, outputs.
#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "check/infer.hpp"
#include "check/number_shape.hpp"
#include "check/table_reader.hpp"

namespace doudi::check {

using model::Expression;
using model::HitPolicy;
using model::Kind;
using model::Table;
using model::Type;
using syntax::WrittenText;

std::optional<HitPolicy> hit_policy_of(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, HitPolicy>, 22> all{{
      {"unique", HitPolicy::unique},
      {"U", HitPolicy::unique},
      {"any", HitPolicy::any},
      {"A", HitPolicy::any},
      {"priority", HitPolicy::priority},
      {"P", HitPolicy::priority},
      {"first", HitPolicy::first},
      {"F", HitPolicy::first},
      {"rule order", HitPolicy::rule_order},
      {"R", HitPolicy::rule_order},
      {"output order", HitPolicy::output_order},
      {"O", HitPolicy::output_order},
      {"list", HitPolicy::list},
      {"C", HitPolicy::list},
      {"sum", HitPolicy::sum},
      {"C+", HitPolicy::sum},
      {"lowest", HitPolicy::lowest},
      {"C<", HitPolicy::lowest},
      {"highest", HitPolicy::highest},
      {"C>", HitPolicy::highest},
      {"count", HitPolicy::count},
      {"C#", HitPolicy::count},
  }};
  for (const auto& [word, policy] : all) {
    if (word == text) return policy;
  }
  return std::nullopt;
}

bool gives_list(HitPolicy hit) {
  return hit == HitPolicy::rule_order || hit == HitPolicy::output_order || hit == HitPolicy::list;
}

bool aggregates(HitPolicy hit) {
  return hit == HitPolicy::sum || hit == HitPolicy::lowest || hit == HitPolicy::highest;
}

text::Span span_of(const WrittenText& written) {
  return written.span_of(0, written.text.size());
}

std::optional<Date> TableReader::cell_date(const WrittenText& cell) {
  if (cell.text == "-") return std::nullopt;
  if (const auto date = Date::parse(cell.text)) return *date;
  draft_.error(Code::literal_does_not_fit, span_of(cell), {{"text", cell.text}, {"type", "date"}});
  return std::nullopt;
}

void TableReader::read_header() {
  const syntax::GridLine& header = grid_.header;
  table_.span = header.span;
  if (const auto hit = hit_policy_of(header.label.text)) {
    table_.hit = *hit;
  } else {
    std::vector<std::string> words{"unique", "any", "priority", "first",   "rule order", "output order",
                                   "list",   "sum", "lowest",   "highest", "count"};
    auto& diagnostic =
        draft_.error(Code::unknown_hit_policy, span_of(header.label), {{"text", header.label.text}});
    propose_nearest(diagnostic, header.label.text, words);
    diagnostic.help(Hint::hit_policies);
  }
  for (const WrittenText& cell : header.groups[0]) {
    const bool dates = cell.text == "from" || cell.text == "until";
    roles_.push_back(cell.text == "from"    ? Role::from
                     : cell.text == "until" ? Role::until
                     : cell.text == "when"  ? Role::when
                                            : Role::input);
    if (dates) continue;
    model::Column column;
    column.header = cell.text;
    column.span = span_of(cell);
    column.when = roles_.back() == Role::when;
    column.tested = draft_.new_local();
    if (!column.when) column.input = inference_.infer(cell);
    table_.columns.push_back(std::move(column));
  }
  if (header.groups.size() < 2) return;
  for (const WrittenText& cell : header.groups[1]) {
    model::OutputColumn output;
    output.name = cell.text;
    output.span = span_of(cell);
    table_.outputs.push_back(std::move(output));
  }
  if (table_.outputs.size() == 1 && table_.outputs[0].name != rule_ && !rule_.empty()) {
    draft_.error(Code::output_named_otherwise, table_.outputs[0].span,
                 {{"name", table_.outputs[0].name}, {"rule", std::string{rule_}}});
  }
  if (table_.outputs.size() > 1 && (aggregates(table_.hit) || table_.hit == HitPolicy::count)) {
    draft_.error(Code::aggregate_of_several, table_.outputs[1].span, {{"hit", header.label.text}});
  }
  read_annotations();
}

void TableReader::read_annotations() {
  const std::size_t group = 1;
  expected_.assign(table_.outputs.size(), Type{});
  if (table_.outputs.size() == 1) expected_[0] = whole_expected_;
  for (std::size_t index = 0; index < table_.outputs.size(); ++index) {
    if (grid_.types && grid_.types->groups[group][index].text != "-") {
      const WrittenText& type = grid_.types->groups[group][index];
      std::optional<WrittenText> unit;
      if (grid_.units && grid_.units->groups[group][index].text != "-")
        unit = grid_.units->groups[group][index];
      expected_[index] = checked_type(draft_, type, unit);
    } else if (grid_.units && grid_.units->groups[group][index].text != "-") {
      expected_[index] = model::number_type(checked_unit(draft_, grid_.units->groups[group][index]));
    }
  }
  if (grid_.types || grid_.units) check_input_annotations();
}

void TableReader::check_input_annotations() {
  std::size_t column = 0;
  for (std::size_t index = 0; index < roles_.size(); ++index) {
    if (roles_[index] != Role::input && roles_[index] != Role::when) continue;
    const Type& found = table_.columns[column++].input.type;
    if (roles_[index] == Role::when || found.is(Kind::error)) continue;
    if (grid_.types && grid_.types->groups[0][index].text != "-") {
      const Type wanted = checked_type(draft_, grid_.types->groups[0][index], {});
      if (!wanted.is(Kind::error) && wanted.kind != found.kind) {
        draft_.error(
            Code::type_mismatch, span_of(grid_.types->groups[0][index]),
            {{"found", type_text(draft_.pack, found)}, {"expected", type_text(draft_.pack, wanted)}});
      }
    }
    if (grid_.units && grid_.units->groups[0][index].text != "-") {
      const model::Unit wanted = checked_unit(draft_, grid_.units->groups[0][index]);
      if (wanted != found.unit) {
        draft_.error(Code::unit_mismatch, span_of(grid_.units->groups[0][index]),
                     {{"found", found.unit.text()}, {"expected", wanted.text()}});
      }
    }
  }
}

void TableReader::read_cites(const syntax::GridLine& line, model::Row& row) {
  if (line.groups.size() < 3) return;
  const auto& header = grid_.header.groups[2];
  for (std::size_t index = 0; index < header.size() && index < line.groups[2].size(); ++index) {
    const WrittenText& cell = line.groups[2][index];
    if (cell.text == "-") continue;
    if (header[index].text == "note") {
      row.note = cell.text;
    } else if (header[index].text == "cite") {
      row.cites = checked_cites(draft_, syntax::cites_of_cell(cell));
    }
  }
}

Expression TableReader::output(const WrittenText& cell, std::size_t index) {
  const Type& expected = expected_[index];
  if (expected.is(Kind::enumeration)) {
    if (draft_.pack[expected.enumeration].position(cell.text)) {
      return constant(cell.text, model::enumeration_type(expected.enumeration), span_of(cell));
    }
  }
  Expression value = inference_.infer_with_members(cell, expected);
  inference_.coerce(value, expected);
  return value;
}

void TableReader::read_row(const syntax::GridLine& line) {
  model::Row row;
  row.label = line.label.text;
  row.span = line.span;
  const auto mark = inference_.mark();
  std::size_t column = 0;
  for (std::size_t index = 0; index < roles_.size(); ++index) {
    const WrittenText& cell = line.groups[0][index];
    if (roles_[index] == Role::from) {
      row.period.from = cell_date(cell);
      row.period.span = span_of(cell);
      continue;
    }
    if (roles_[index] == Role::until) {
      row.period.until = cell_date(cell);
      row.period.span = span_of(cell);
      continue;
    }
    const model::Column& under = table_.columns[column++];
    if (under.when) {
      row.cells.push_back(when_cell(cell));
      continue;
    }
    row.cells.push_back(inference_.cell(cell, under.input.type,
                                        {.name = "?", .local = under.tested, .type = under.input.type}));
    inference_.narrow_after_cell(under.input, row.cells.back());
  }
  if (row.period.from && row.period.until && *row.period.from > *row.period.until) {
    draft_.error(Code::row_period_reversed, row.period.span, {{"name", row.label}});
  }
  for (std::size_t index = 0; index < table_.outputs.size(); ++index)
    row.outputs.push_back(output(line.groups[1][index], index));
  inference_.restore(mark);
  read_cites(line, row);
  table_.rows.push_back(std::move(row));
}

model::Cell TableReader::when_cell(const WrittenText& cell) {
  model::Cell result{.span = span_of(cell)};
  if (cell.text == "-") {
    result.any = true;
    return result;
  }
  model::Test test{.form = model::Test::Form::condition, .span = result.span};
  test.operands.push_back(inference_.condition(cell));
  inference_.narrow_after(test.operands[0]);
  result.tests.push_back(std::move(test));
  return result;
}

void TableReader::read_values() {
  for (std::size_t index = 0; index < table_.outputs.size(); ++index) {
    model::OutputColumn& output = table_.outputs[index];
    std::vector<Expression*> values;
    for (model::Row& row : table_.rows) values.push_back(&row.outputs[index]);
    if (index < table_.defaults.size()) values.push_back(&table_.defaults[index]);
    output.type = inference_.reconcile(values);
    if (!grid_.values || grid_.values->groups[1][index].text == "-") continue;
    const syntax::UnaryTests written = parse_unary_tests(grid_.values->groups[1][index], draft_.diagnostics);
    for (const syntax::Expression& value : written.tests) {
      Expression literal = inference_.infer_member(value, output.type);
      inference_.coerce(literal, output.type);
      if (const model::Literal* constant_value = constant_of(literal))
        output.values.push_back(*constant_value);
    }
    check_listed(index);
  }
  const bool needs_values = table_.hit == HitPolicy::priority || table_.hit == HitPolicy::output_order;
  if (needs_values &&
      std::ranges::all_of(table_.outputs, [](const auto& output) { return output.values.empty(); })) {
    draft_.error(Code::values_row_missing, span_of(grid_.header.label), {{"hit", grid_.header.label.text}});
  }
  check_aggregate();
  if (aggregates(table_.hit) && table_.defaults.empty()) {
    draft_.error(Code::default_row_missing, span_of(grid_.header.label), {{"hit", grid_.header.label.text}})
        .help(Hint::add_default_row);
  }
}

/// `sum` adds numbers and durations, `lowest` and `highest` need an order.
void TableReader::check_aggregate() {
  if (!aggregates(table_.hit) || table_.outputs.size() != 1) return;
  const Type& type = table_.outputs[0].type;
  const bool adds = type.is(Kind::number) || type.is(Kind::years_months) || type.is(Kind::days_time);
  const bool works = table_.hit == HitPolicy::sum ? adds : is_ordered(draft_.pack, type);
  if (works && type.number.quotient) {
    const Code code = table_.hit == HitPolicy::sum ? Code::quotients_summed : Code::two_quotients;
    draft_.error(code, table_.outputs[0].span).help(Hint::round_first);
  }
  if (works || type.is(Kind::error)) return;
  draft_.error(Code::cannot_aggregate, table_.outputs[0].span,
               {{"hit", grid_.header.label.text}, {"type", type_text(draft_.pack, type)}});
}

void TableReader::check_listed(std::size_t index) {
  const model::OutputColumn& output = table_.outputs[index];
  for (const model::Row& row : table_.rows) {
    const model::Literal* value = constant_of(row.outputs[index]);
    if (value == nullptr || std::ranges::find(output.values, *value) != output.values.end()) continue;
    draft_.error(Code::output_not_listed, row.outputs[index].span, {{"text", model::literal_text(*value)}});
  }
}

Table TableReader::read() {
  read_header();
  if (table_.outputs.empty()) return std::move(table_);
  for (const syntax::GridLine& line : grid_.rows) read_row(line);
  if (grid_.defaults) {
    for (std::size_t index = 0; index < table_.outputs.size(); ++index) {
      table_.defaults.push_back(output(grid_.defaults->groups[1][index], index));
    }
  }
  read_values();
  return std::move(table_);
}

Type table_type(const Table& table) {
  if (table.outputs.empty()) return {};
  if (table.hit == HitPolicy::count)
    return model::number_type({}, whole_number(Decimal{0}, Decimal{1'000'000}));
  Type type = table.outputs[0].type;
  if (table.outputs.size() > 1) {
    type = model::simple_type(Kind::context);
    for (const model::OutputColumn& output : table.outputs) {
      if (output.type.is(Kind::error)) return {};
      type.names.push_back(output.name);
      type.arguments.push_back(output.type);
    }
  }
  if (type.is(Kind::error)) return type;
  if (table.hit == HitPolicy::sum && type.is(Kind::number)) {
    type.number = summed(type.number, Decimal{static_cast<std::int64_t>(table.rows.size() + 1)});
  }
  if (!gives_list(table.hit)) return type;
  Type list = model::list_of(std::move(type));
  list.ordered = true;
  return list;
}

Table Inference::table(const syntax::Grid& grid, std::string_view rule, const Type& expected) {
  return TableReader{*this, grid, rule, expected}.read();
}

}  // namespace doudi::check
