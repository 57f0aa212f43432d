// src/io/decision_row.cpp - cells and answers as one kind of row.
// Layer 8.
#include "doudi/io/decision_row.hpp"

#include <algorithm>
#include <stdexcept>
#include <utility>

namespace doudi::io {

namespace {

using exec::ResultColumn;
using explain::Value;
using model::EntityId;
using Form = plan::Cells::Form;

Decimal number_of(std::int64_t cell, int scale) {
  const auto size = cell < 0 ? Uint128{0} - static_cast<Uint128>(cell) : static_cast<Uint128>(cell);
  return Decimal::from_parts(cell < 0, size, -scale).value();
}

/// What the plain evaluator would say in the cell's place.
Value value_of(const plan::Program& program, const ResultColumn& column, std::size_t row) {
  const model::Pack& pack = *program.pack;
  if (!column.nulls.empty() && column.nulls[row] != 0) return {};
  const std::int64_t cell = column.cell(row);
  const auto position = static_cast<std::size_t>(cell);
  switch (column.form) {
    case Form::boolean:
      return cell != 0;
    case Form::number:
      return number_of(cell, column.scale);
    case Form::date:
      return Date::from_days(cell).value();
    case Form::enumeration:
      return pack[column.enumeration].members.at(position);
    case Form::text:
      return program.texts.at(position);
    case Form::scheme:
      return position < pack.schemes.size() ? pack.schemes[position].name : std::string{"none"};
    case Form::members:
      break;
  }
  throw std::logic_error("members are no value of a cell");
}

/// The rows of one household.
class ColumnReader {
 public:
  ColumnReader(const plan::Program& program, const exec::Batch& batch, const exec::Results& results,
               std::size_t household)
      : program_{program}, pack_{*program.pack}, batch_{batch}, results_{results}, household_{household} {}

  explain::Answer read() {
    explain::Answer answer;
    for (const model::Output& output : pack_.outputs)
      answer.outputs.push_back({output.name, output.kind, output.per, {}, {}});
    for (std::size_t i = 0; i < results_.outputs.size(); ++i)
      read_output(results_.outputs[i], answer.outputs.at(program_.outputs[i].output));
    if (!pack_.schemes.empty()) answer.grants = read_grants();
    if (pack_.lifecycle && results_.cases) answer.case_block = read_case(*answer.grants);
    return answer;
  }

 private:
  std::string name_of(EntityId entity, std::size_t row) const {
    const auto parent = pack_[entity].parent;
    if (!parent || !pack_[*parent].parent) return batch_[entity].ids[row];
    return explain::member_name(pack_, batch_.record(household_), batch_.member_of(entity, household_, row));
  }

  std::vector<std::string> members_of(const ResultColumn& column) const {
    std::vector<std::string> names;
    const auto [first, last] = batch_.rows_of(column.entity.value(), household_);
    for (std::size_t row = first; row < last; ++row) {
      if (column.codes[row] != 0) names.push_back(name_of(*column.entity, row));
    }
    return names;
  }

  /// In the order of the schemes that cover them, as the plain evaluator has it; a column knows no order.
  explain::List covered(const ResultColumn& column) const {
    explain::List list;
    const bool told_by_scheme =
        std::ranges::any_of(results_.schemes, [](const auto& scheme) { return scheme.covered.has_value(); });
    if (!told_by_scheme) {  // the pack does not put out its grants
      for (std::string& name : members_of(column)) list.items.push_back({Value{std::move(name)}, {}});
      return list;
    }
    std::vector<std::string> seen;
    for (const exec::SchemeColumns& scheme : results_.schemes) {
      if (scheme.granted.codes[household_] == 0 || !scheme.covered) continue;
      for (std::string& name : members_of(*scheme.covered)) {
        if (std::ranges::find(seen, name) != seen.end()) continue;
        list.items.push_back({Value{name}, {}});
        seen.push_back(std::move(name));
      }
    }
    return list;
  }

  void read_output(const ResultColumn& column, explain::OutputValue& output) const {
    if (output.kind == model::Output::Kind::covered) {
      output.value = covered(column);
    } else if (column.form == Form::members) {
      explain::List list;
      for (std::string& name : members_of(column)) list.items.push_back({Value{std::move(name)}, {}});
      output.value = std::move(list);
    } else if (column.entity && *column.entity != EntityId{}) {
      explain::List list;
      const auto [first, last] = batch_.rows_of(*column.entity, household_);
      for (std::size_t row = first; row < last; ++row) {
        list.items.push_back({value_of(program_, column, row), {}});
        output.members.push_back(name_of(*column.entity, row));
      }
      output.value = std::move(list);
    } else {
      output.value = value_of(program_, column, household_);
    }
  }

  std::vector<explain::Grant> read_grants() const {
    std::vector<explain::Grant> grants;
    for (const exec::SchemeColumns& scheme : results_.schemes) {
      if (scheme.granted.codes[household_] == 0) continue;
      std::vector<std::string> names;
      if (scheme.covered) names = members_of(*scheme.covered);
      grants.push_back({pack_[scheme.scheme].name, std::move(names),
                        value_of(program_, scheme.amount, household_).get<Decimal>()});
    }
    return grants;
  }

  explain::CaseBlock read_case(const std::vector<explain::Grant>& grants) const {
    const exec::CaseColumns& columns = *results_.cases;
    explain::CaseBlock block;
    block.state = value_of(program_, columns.state, household_).get<std::string>();
    block.since = value_of(program_, columns.since, household_).get<Date>();
    block.amount = value_of(program_, columns.amount, household_).get<Decimal>();
    for (const explain::Grant& grant : grants) block.paid.push_back(grant.scheme);
    for (std::size_t i = 0; i < columns.remembered.size(); ++i) {
      block.remembered.emplace_back(pack_.lifecycle->remember.at(i).first,
                                    value_of(program_, columns.remembered[i], household_));
    }
    return block;
  }

  const plan::Program& program_;
  const model::Pack& pack_;
  const exec::Batch& batch_;
  const exec::Results& results_;
  std::size_t household_;
};

bool has_members(const Value& value) {
  if (value.get_if<model::Member>() != nullptr) return true;
  if (const auto* list = value.get_if<explain::List>())
    return std::ranges::any_of(list->items,
                               [](const explain::Item& item) { return has_members(item.value); });
  if (const auto* context = value.get_if<explain::Context>())
    return std::ranges::any_of(context->entries, [](const auto& entry) { return has_members(entry.second); });
  return false;
}

/// Puts names in the place of members.
void name_members(const model::Pack& pack, const model::Record& record, Value& value) {
  if (const auto* member = std::get_if<model::Member>(&value.data)) {
    value = explain::member_name(pack, record, *member);
  } else if (auto* list = std::get_if<explain::List>(&value.data)) {
    for (explain::Item& item : list->items) name_members(pack, record, item.value);
  } else if (auto* context = std::get_if<explain::Context>(&value.data)) {
    for (auto& [key, entry] : context->entries) name_members(pack, record, entry);
  }
}

}  // namespace

DecisionRow row_of_columns(const plan::Program& program, const exec::Batch& batch,
                           const exec::Results& results, std::size_t household) {
  DecisionRow row;
  row.answer = ColumnReader{program, batch, results, household}.read();
  return row;
}

DecisionRow row_of_answer(const exec::Batch& batch, std::size_t household, explain::Answer answer) {
  DecisionRow row;
  row.source = DecisionRow::Source::plain;
  row.answer = std::move(answer);
  std::vector<Value*> values;
  for (explain::OutputValue& output : row.answer.outputs) values.push_back(&output.value);
  if (row.answer.case_block) {
    for (auto& [name, value] : row.answer.case_block->remembered) values.push_back(&value);
  }
  std::erase_if(values, [](const Value* value) { return !has_members(*value); });
  if (values.empty()) return row;
  const model::Record record = batch.record(household);
  for (Value* value : values) name_members(batch.pack(), record, *value);
  return row;
}

DecisionRow row_of_line(const HouseholdLine& line) {
  DecisionRow row;
  row.id = line.id;
  row.source = DecisionRow::Source::line;
  row.answer.status = explain::Status::error;
  for (const text::Diagnostic& each : line.diagnostics.sorted()) {
    LineFault fault;
    fault.code = each.code;
    const auto path = std::ranges::find(each.arguments, "path", &text::Argument::name);
    if (path != each.arguments.end()) fault.field = path->value;
    if (each.span.somewhere()) {
      const text::Place place = line.sources.place(each.span.begin);
      fault.line = line.line - 1 + place.line;
      fault.column = place.column;
    }
    row.faults.push_back(std::move(fault));
  }
  return row;
}

}  // namespace doudi::io
