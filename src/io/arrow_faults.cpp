// src/io/arrow_faults.cpp - what is wrong with single values, said as of records; and where cases stand.
// Layer 8.
#include <algorithm>
#include <utility>

#include "io/arrow_cells.hpp"
#include "io/arrow_level.hpp"
#include "model/record_case.hpp"
#include "model/record_value.hpp"

namespace doudi::io {

using model::EntityId;
using model::Fact;
using text::Code;

namespace {

[[nodiscard]] std::size_t household_of(const exec::Batch& batch, EntityId entity, std::size_t row) {
  while (const auto parent = batch.pack()[entity].parent) {
    const auto& offsets = batch[entity].offsets;
    const auto after = std::upper_bound(offsets.begin(), offsets.end(), static_cast<std::uint32_t>(row));
    row = static_cast<std::size_t>(after - offsets.begin()) - 1;
    entity = *parent;
  }
  return row;
}

[[nodiscard]] bool is_real(const ArrowReading& reading, model::FactId id) {
  const Level& level = reading.levels[static_cast<std::size_t>(id.entity)];
  const auto index = level.fields.facts[id.index];
  return index && arrow_type(*level.rows.schema->children[*index]).kind == ArrowType::Kind::real;
}

/// Reads the value again, for what is said about it.
void explain(const ArrowReading& reading, const RowFault& fault, const std::string& path,
             model::DataFaults& faults) {
  const Fact& fact = reading.pack[fault.fact];
  if (fault.size) return model::check_list_size(fact, *fault.size, {}, path, faults);
  if (fault.code) {
    text::Diagnostic& said = faults.add(*fault.code, path, {});
    if (*fault.code == Code::null_not_accepted) said.help(text::Hint::leave_out_unknown);
    if (fact.shape == Fact::Shape::reference)
      said.arguments.push_back({"entity", reading.pack[fact.type.entity].name});
    return;
  }
  const model::ScalarReader scalars{reading.pack, reading.on, faults};
  if (fact.shape == Fact::Shape::values) {
    static_cast<void>(model::read_values(fact, fault.node, scalars, path, faults));
  } else {
    static_cast<void>(scalars.read(fault.node, model::scalar_rule(fact, fact.type), path));
  }
}

[[nodiscard]] std::vector<model::DataFault> with_place(model::DataFaults&& faults, const std::string& table,
                                                       std::size_t row) {
  std::vector<model::DataFault> result = std::move(faults).sorted();
  for (model::DataFault& fault : result) {
    fault.diagnostic.arguments.push_back({"table", table});
    fault.diagnostic.arguments.push_back({"row", std::to_string(row)});
  }
  return result;
}

}  // namespace

void report_faults(const ArrowReading& reading, exec::Batch& batch) {
  std::vector<std::pair<std::size_t, const RowFault*>> by_household;
  for (const RowFault& fault : reading.faults)
    by_household.emplace_back(household_of(batch, fault.fact.entity, fault.row), &fault);
  std::ranges::stable_sort(by_household, {}, &std::pair<std::size_t, const RowFault*>::first);
  model::Record record;
  std::size_t made_for = batch.households();
  for (const auto& [household, fault] : by_household) {
    if (household != made_for) record = batch.record(household);
    made_for = household;
    const model::Member member = batch.member_of(fault->fact.entity, household, fault->row);
    const std::string path = model::fact_path(reading.pack, record, member, fault->fact.index);
    model::DataFaults faults;
    explain(reading, *fault, path, faults);
    const Level& level = reading.levels[static_cast<std::size_t>(fault->fact.entity)];
    auto said =
        with_place(std::move(faults), level.path, level.order.empty() ? fault->row : level.order[fault->row]);
    const bool real = is_real(reading, fault->fact);
    for (model::DataFault& each : said) {
      if (real) each.diagnostic.help(text::Hint::exact_numbers);
    }
    batch.refuse(household, std::move(said));
  }
}

void read_cases(const ArrowReading& reading, exec::Batch& batch) {
  const model::Lifecycle& lifecycle = *reading.pack.lifecycle;
  const Level& households = reading.levels.front();
  const auto field = [&](std::optional<std::size_t> index, const char* name) {
    return index ? std::optional{field_of(households.rows, *index, name)} : std::nullopt;
  };
  const auto blocks = field(households.fields.case_block, "case");
  const auto none = field(households.fields.case_none, "case.none");
  const std::vector<SlotState> slots =
      slot_states({blocks ? &*blocks : nullptr, none ? &*none : nullptr, batch.households()});
  const bool links = std::ranges::any_of(lifecycle.remember_types, [](const model::Type& type) {
    return type.is(model::Kind::member) ||
           (type.is(model::Kind::list) && type.element().is(model::Kind::member));
  });
  for (std::size_t household = 0; household < batch.households(); ++household) {
    model::RecordNode node;
    model::DataFaults faults;
    switch (slots.empty() ? SlotState::value : slots[household]) {
      case SlotState::value:
        node = node_at(*blocks, household);
        break;
      case SlotState::absent:
        break;
      case SlotState::none:
        node.value = model::Null{};
        break;
      case SlotState::contradictory:
        faults.add(Code::value_and_none, "case", {});
        break;
    }
    const model::Record record = links ? batch.record(household) : model::Record{};
    batch.put_case(household, model::read_case(reading.pack, lifecycle, record, node, reading.on, faults));
    if (!faults.empty()) batch.refuse(household, with_place(std::move(faults), {}, household));
  }
}

}  // namespace doudi::io
