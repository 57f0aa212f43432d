// tests/bench/engine.cpp - columns into a batch, results into decisions.
#include "engine.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

#include "doudi/decide.hpp"

namespace doudi::bench {
namespace {

template <class T>
void fill(const model::Pack& pack, exec::EntityTable& table, std::size_t entity, std::string_view name,
          const Column<T>& cells) {
  const auto& facts = pack.entities[entity].facts;
  const auto found = std::ranges::find(facts, name, &model::Fact::name);
  if (found == facts.end()) throw std::logic_error{"no fact " + std::string{name}};
  exec::FactColumn& column = table.columns[static_cast<std::size_t>(found - facts.begin())];
  column.reserve(cells.size());
  for (const T cell : cells) column.push(cell);
}

/// A program, a batch and memory for both, shared by the versions that use them.
struct Prepared {
  Decider decider;
  exec::Batch batch;
  exec::Results results;
};

[[nodiscard]] std::size_t output_of(const plan::Program& program, plan::Cells::Form form) {
  const auto found =
      std::ranges::find_if(program.outputs, [&](const auto& each) { return each.cells.form == form; });
  if (found == program.outputs.end()) throw std::logic_error{"policy P lacks an output"};
  return static_cast<std::size_t>(found - program.outputs.begin());
}

[[nodiscard]] Version version_of(const std::shared_ptr<Prepared>& prepared, std::size_t block,
                                 bool with_gaps) {
  const plan::Program& program =
      with_gaps ? prepared->decider.program_with_gaps() : prepared->decider.program();
  const auto evaluator = std::make_shared<exec::Evaluator>(program, block);
  Version version;
  version.name = "engine/" + std::to_string(block) + (with_gaps ? "g" : "");
  version.description = with_gaps ? "facts may be missing" : "from the pack";
  version.role = with_gaps ? Role::engine_with_gaps : Role::engine;
  version.decide = [prepared, evaluator](Decisions& decisions) {
    evaluator->run(prepared->batch, 0, decisions.size(), prepared->results);
  };
  version.reorder = [prepared, &program](Decisions& decisions) {
    read_decisions(program, prepared->batch, prepared->results, decisions);
  };
  return version;
}

}  // namespace

void read_decisions(const plan::Program& program, const exec::Batch& batch, const exec::Results& results,
                    Decisions& decisions) {
  using Form = plan::Cells::Form;
  constexpr std::array schemes{Scheme::whole, Scheme::single, Scheme::gradual_exit, Scheme::none};
  const auto& columns = results.outputs;
  const auto& scheme = columns[output_of(program, Form::scheme)].codes;
  const auto& amount = columns[output_of(program, Form::number)];
  const auto& covered = columns[output_of(program, Form::members)];
  const auto& offsets = batch[covered.entity.value()].offsets;
  if (amount.scale != 2) throw std::logic_error{"amounts are not in fen"};
  for (std::size_t i = 0; i < decisions.size(); ++i) {
    if (results.open[i] != 0) throw std::logic_error{"a household is left open"};
    decisions.scheme[i] = static_cast<std::uint8_t>(schemes.at(scheme[i]));
    decisions.amount[i] = amount.cell(i);
    std::uint8_t count = 0;
    for (std::uint32_t row = offsets[i]; row < offsets[i + 1]; ++row) count += covered.codes[row];
    decisions.covered[i] = count;
  }
}

exec::Batch make_batch(const model::Pack& pack, const Households& all) {
  auto tables = exec::Batch::empty_tables(pack);
  exec::EntityTable& households = tables[0];
  households.rows = all.size();
  fill(pack, households, 0, "county", all.county);
  fill(pack, households, 0, "urban", all.urban);
  fill(pack, households, 0, "land_income", all.land_income);
  fill(pack, households, 0, "other_income", all.other_income);
  fill(pack, households, 0, "savings", all.savings);
  fill(pack, households, 0, "previous_benefit", all.previous_benefit);
  fill(pack, households, 0, "months_over", all.months_over);
  exec::EntityTable& persons = tables[1];
  persons.rows = all.persons();
  persons.offsets.assign(all.offsets.begin(), all.offsets.end());
  fill(pack, persons, 1, "age", all.age);
  fill(pack, persons, 1, "sex", all.sex);
  fill(pack, persons, 1, "disability_grade", all.disability_grade);
  fill(pack, persons, 1, "seriously_ill", all.seriously_ill);
  fill(pack, persons, 1, "student", all.student);
  fill(pack, persons, 1, "caregiver", all.caregiver);
  fill(pack, persons, 1, "wage", all.wage);
  fill(pack, persons, 1, "transfers", all.transfers);
  for (std::size_t i = 0; i < all.size(); ++i) {
    for (std::uint32_t k = all.offsets[i]; k < all.offsets[i + 1]; ++k)
      persons.ids.push_back("p" + std::to_string(k - all.offsets[i] + 1));
  }
  return exec::Batch{pack, std::move(tables)};
}

std::vector<Version> engine_versions(const model::Pack& pack, const Households& households, Date on) {
  exec::Batch batch = make_batch(pack, households);
  Decider decider{pack, on};
  exec::Results results = exec::empty_results(decider.program(), batch);
  const auto prepared =
      std::make_shared<Prepared>(Prepared{std::move(decider), std::move(batch), std::move(results)});
  std::vector<Version> versions;
  for (const std::size_t block : {512U, 1024U, 2048U, 4096U})
    versions.push_back(version_of(prepared, block, false));
  versions.push_back(version_of(prepared, 1024, true));
  return versions;
}

}  // namespace doudi::bench
