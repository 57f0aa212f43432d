// src/exec/evaluate.cpp - which program runs which block, and on whose threads.
// Layer 6.
#include "doudi/exec/evaluate.hpp"

#include <algorithm>
#include <stdexcept>

#include "exec/machine.hpp"
#include "exec/workers.hpp"

namespace doudi::exec {
namespace {

constexpr std::size_t usual_block = 1024;

[[nodiscard]] bool is_missing(CellState state) noexcept {
  return state == CellState::unknown || state == CellState::outside;
}

/// Whether the rows of one list are not known, or too many.
[[nodiscard]] bool has_open_lists(const EntityTable& table, std::size_t first, std::size_t last,
                                  std::size_t most) {
  for (std::size_t row = first; row < last; ++row) {
    if (!table.lists.empty() && table.lists[row] != CellState::known) return true;
    if (table.offsets[row + 1] - table.offsets[row] > most) return true;
  }
  return false;
}

/// The rows of an entity that belong to some households.
[[nodiscard]] std::pair<std::size_t, std::size_t> rows_of(const Batch& batch, model::EntityId entity,
                                                          std::size_t first, std::size_t count) {
  if (count == 0) return {0, 0};
  return {batch.rows_of(entity, first).first, batch.rows_of(entity, first + count - 1).second};
}

void check_pack(const plan::Program& program, const Batch& batch) {
  if (&batch.pack() != program.pack) throw std::invalid_argument("the batch was made for another pack");
}

void check_gaps(const plan::Program& program, const Batch& batch) {
  // A program without gaps would take what stands in the cells of missing facts for the facts.
  if (!program.with_gaps && has_gaps(program, batch))
    throw std::invalid_argument("the batch has gaps, and the program was compiled without");
}

void check_alike(const plan::Program& program, const plan::Program& with_gaps) {
  if (!alike(program, with_gaps)) throw std::invalid_argument("the two programs do not put out the same");
}

}  // namespace

bool has_gaps(const plan::Program& program, const Batch& batch, std::size_t first, std::size_t count) {
  const model::Pack& pack = *program.pack;
  return std::any_of(program.reads.begin(), program.reads.end(), [&](model::FactId fact) {
    if (pack[fact].shape == model::Fact::Shape::members) {
      const model::EntityId members = pack[fact].type.element().entity;
      const EntityTable& table = batch[members];
      const std::size_t most = plan::most_members(pack, members);
      if (!table.has_unknown_lists && table.longest <= most) return false;
      const auto [begin, end] = rows_of(batch, pack[members].parent.value(), first, count);
      return has_open_lists(table, begin, end, most);
    }
    const FactColumn& column = batch[fact];
    if (!column.has_gaps()) return false;
    if (column.lane() == model::Lane::kept) return true;
    const auto [begin, end] = rows_of(batch, fact.entity, first, count);
    const auto states = column.states().subspan(begin, end - begin);
    return std::any_of(states.begin(), states.end(), is_missing);
  });
}

bool has_gaps(const plan::Program& program, const Batch& batch) {
  return has_gaps(program, batch, 0, batch.households());
}

struct Evaluator::State {
  State(const plan::Program& of_known, const plan::Program* of_gaps, std::size_t households)
      : known{of_known}, with_gaps{of_gaps}, at_once{households == 0 ? usual_block : households} {}

  /// The machine for a block. That for gaps is made when the first of them comes.
  [[nodiscard]] Machine& machine_for(const Batch& batch, std::size_t first, std::size_t count) {
    if (with_gaps == nullptr || !has_gaps(known.program(), batch, first, count)) return known;
    if (!gaps) gaps.emplace(*with_gaps);
    return *gaps;
  }

  Machine known;
  const plan::Program* with_gaps;
  std::optional<Machine> gaps;
  std::size_t at_once;
};

Evaluator::Evaluator(const plan::Program& program, std::size_t households)
    : state_{std::make_unique<State>(program, nullptr, households)} {}
Evaluator::Evaluator(const plan::Program& program, const plan::Program& with_gaps, std::size_t households)
    : state_{std::make_unique<State>(program, &with_gaps, households)} {
  check_alike(program, with_gaps);
}
Evaluator::~Evaluator() = default;
Evaluator::Evaluator(Evaluator&&) noexcept = default;
Evaluator& Evaluator::operator=(Evaluator&&) noexcept = default;

void Evaluator::run(const Batch& batch, std::size_t first, std::size_t count, Results& results) {
  check_pack(state_->known.program(), batch);
  if (state_->with_gaps == nullptr) check_gaps(state_->known.program(), batch);
  for (std::size_t done = 0; done < count;) {
    const std::size_t block = std::min(state_->at_once, count - done);
    state_->machine_for(batch, first + done, block).run(batch, first + done, block, results);
    done += block;
  }
  const auto& refused = batch.refused();
  for (auto next = refused.lower_bound(first); next != refused.end() && next->first < first + count; ++next)
    results.open[next->first] = 1;
}

namespace {

[[nodiscard]] Results evaluated(const plan::Program& program, const plan::Program* with_gaps,
                                const Batch& batch, const EvaluateOptions& options) {
  check_pack(program, batch);
  if (with_gaps == nullptr) check_gaps(program, batch);
  Results results = with_gaps == nullptr ? results_for(program) : results_for(program, *with_gaps);
  fit(results, batch);
  const std::size_t block = options.households == 0 ? usual_block : options.households;
  share_work(batch.households(), block, options, [&]() -> Piece {
    const auto evaluator = with_gaps == nullptr ? std::make_shared<Evaluator>(program, block)
                                                : std::make_shared<Evaluator>(program, *with_gaps, block);
    return [&batch, &results, evaluator](std::size_t first, std::size_t count) {
      evaluator->run(batch, first, count, results);
      const auto open = results.open.begin() + static_cast<std::ptrdiff_t>(first);
      return static_cast<std::size_t>(std::count(open, open + static_cast<std::ptrdiff_t>(count), 0));
    };
  });
  return results;
}

}  // namespace

Results evaluate(const plan::Program& program, const Batch& batch, const EvaluateOptions& options) {
  return evaluated(program, nullptr, batch, options);
}

Results evaluate(const plan::Program& program, const plan::Program& with_gaps, const Batch& batch,
                 const EvaluateOptions& options) {
  check_alike(program, with_gaps);
  return evaluated(program, &with_gaps, batch, options);
}

}  // namespace doudi::exec
