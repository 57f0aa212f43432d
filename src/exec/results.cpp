// src/exec/results.cpp - columns for answers, and what a batch must have for a program.
// Layer 6.
#include "exec/results.hpp"

#include <algorithm>

namespace doudi::exec {

using plan::no_node;
using plan::NodeId;
using Form = plan::Cells::Form;

namespace {

/// Numbers and dates are as wide as the program holds them; doubles hold whole numbers.
[[nodiscard]] model::Lane lane_of(plan::Lane lane) noexcept {
  switch (lane) {
    case plan::Lane::u8:
      return model::Lane::u8;
    case plan::Lane::i32:
      return model::Lane::i32;
    case plan::Lane::f64:
    case plan::Lane::i64:
      break;
  }
  return model::Lane::i64;
}

[[nodiscard]] model::Lane lane_of(const plan::Program& program, const plan::Cells& cells) {
  constexpr std::size_t most_codes = 255;
  const auto for_codes = [](std::size_t codes) {
    return codes <= most_codes ? model::Lane::u8 : model::Lane::i32;
  };
  switch (cells.form) {
    case Form::boolean:
    case Form::members:
      return model::Lane::u8;
    case Form::scheme:
      return for_codes(program.pack->schemes.size());
    case Form::text:
      return for_codes(program.texts.size());
    case Form::enumeration:
      return for_codes((*program.pack)[cells.enumeration].members.size());
    case Form::number:
    case Form::date:
      break;
  }
  return lane_of(program.nodes[cells.value].lane);
}

/// A column without rows for what the cells hold.
[[nodiscard]] ResultColumn column_of(const plan::Program& program, const plan::Cells& cells,
                                     std::optional<model::EntityId> entity = std::nullopt) {
  ResultColumn column;
  column.form = cells.form;
  column.entity = entity;
  column.scale = program.nodes[cells.value].scale;
  column.enumeration = cells.enumeration;
  column.lane = lane_of(program, cells);
  column.nullable = cells.null != no_node;
  return column;
}

[[nodiscard]] plan::Cells cells_of(Form form, NodeId value) {
  plan::Cells cells;
  cells.form = form;
  cells.value = value;
  return cells;
}

[[nodiscard]] std::vector<ResultColumn> columns_of(const plan::Program& program) {
  const Results results = results_for(program);
  std::vector<ResultColumn> columns;
  for_each_column(results, [&](const ResultColumn& column) { columns.push_back(column); });
  return columns;
}

}  // namespace

Results results_for(const plan::Program& program) {
  Results results;
  for (const plan::ProgramOutput& output : program.outputs)
    results.outputs.push_back(column_of(program, output.cells, output.entity));
  for (const plan::SchemeCells& scheme : program.schemes) {
    SchemeColumns columns;
    columns.scheme = scheme.scheme;
    columns.granted = column_of(program, cells_of(Form::boolean, scheme.granted));
    columns.amount = column_of(program, cells_of(Form::number, scheme.amount));
    if (scheme.entity)
      columns.covered = column_of(program, cells_of(Form::members, scheme.covered), scheme.entity);
    results.schemes.push_back(std::move(columns));
  }
  if (program.case_cells) {
    CaseColumns columns;
    plan::Cells state = cells_of(Form::enumeration, program.case_cells->state);
    state.enumeration = program.case_cells->states;
    columns.state = column_of(program, state);
    columns.since = column_of(program, cells_of(Form::date, program.case_cells->since));
    columns.amount = column_of(program, cells_of(Form::number, program.case_cells->amount));
    for (const plan::Cells& each : program.case_cells->remembered)
      columns.remembered.push_back(column_of(program, each));
    results.cases = std::move(columns);
  }
  return results;
}

bool alike(const plan::Program& one, const plan::Program& other) {
  return one.pack == other.pack && one.on == other.on && one.texts == other.texts &&
         std::ranges::equal(columns_of(one), columns_of(other), [](const auto& lhs, const auto& rhs) {
           return lhs.form == rhs.form && lhs.entity == rhs.entity && lhs.scale == rhs.scale &&
                  lhs.enumeration == rhs.enumeration;
         });
}

Results results_for(const plan::Program& program, const plan::Program& with_gaps) {
  Results results = results_for(program);
  const std::vector<ResultColumn> others = columns_of(with_gaps);
  auto other = others.begin();
  for_each_column(results, [&](ResultColumn& column) {
    column.nullable = column.nullable || other->nullable;
    column.lane = std::max(column.lane, other->lane);
    ++other;
  });
  return results;
}

void fit(Results& results, const Batch& batch) {
  for_each_column(results, [&](ResultColumn& column) {
    const std::size_t rows = batch[column.entity.value_or(model::EntityId{})].rows;
    if (column.lane == model::Lane::u8) column.codes.resize(rows);
    if (column.lane == model::Lane::i32) column.narrow.resize(rows);
    if (column.lane == model::Lane::i64) column.cells.resize(rows);
    if (column.nullable) column.nulls.resize(rows);
  });
  results.open.resize(batch.households());
}

Results empty_results(const plan::Program& program, const Batch& batch) {
  Results results = results_for(program);
  fit(results, batch);
  return results;
}

}  // namespace doudi::exec
