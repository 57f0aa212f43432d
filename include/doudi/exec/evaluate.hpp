// doudi/exec/evaluate.hpp - runs programs over batches.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

#include "doudi/exec/batch.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::exec {

/// One output for every household, or for every member of one list: rows in the batch's order.
struct ResultColumn {
  plan::Cells::Form form = plan::Cells::Form::number;
  std::optional<model::EntityId> entity;  ///< nothing: of households
  int scale = 0;  ///< number: the value is the cell times ten to the power of minus this
  model::EnumerationId enumeration{};
  std::vector<std::int64_t> cells;  ///< numbers and dates
  std::vector<std::uint8_t> codes;  ///< truths, members, positions of schemes and of members of enumerations
  std::vector<std::uint8_t> nulls;  ///< 1 where null; empty if never
};

/// What one scheme grants to every household.
struct SchemeColumns {
  model::SchemeId scheme{};
  ResultColumn granted;
  ResultColumn amount;
  std::optional<ResultColumn> covered;
};

/// What to store for next month; what was paid is what SchemeColumns say is granted.
struct CaseColumns {
  ResultColumn state;  ///< codes: positions in Lifecycle::states
  ResultColumn since;
  ResultColumn amount;
  std::vector<ResultColumn> remembered;  ///< in the order of Lifecycle::remember
};

/// The answers of a batch. Cells of households that are `open` mean nothing: they are left to the plain evaluator.
struct Results {
  std::vector<ResultColumn> outputs;   ///< in the order of Program::outputs
  std::vector<SchemeColumns> schemes;  ///< in the order of Program::schemes
  std::optional<CaseColumns> cases;    ///< of a pack with a lifecycle
  std::vector<std::uint8_t> open;      ///< one for each household
};

/// Memory for running one program, used again from call to call. One for each thread.
class Evaluator {
 public:
  /// `households` is how many are computed at once; 0: what fits a processor's cache.
  explicit Evaluator(const plan::Program& program, std::size_t households = 0);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// Answers the households from `first` on, `count` of them, into `results`, which must have been made by empty_results()
  /// for the same program and batch. Throws as evaluate() does. Two threads may fill different households of the same results.
  void run(const Batch& batch, std::size_t first, std::size_t count, Results& results);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

[[nodiscard]] Results empty_results(const plan::Program& program, const Batch& batch);

/// Whether the batch has gaps that this program was not made for: then only one compiled with gaps may run it.
[[nodiscard]] bool has_gaps(const plan::Program& program, const Batch& batch);

struct EvaluateOptions {
  unsigned threads = 0;        ///< 0: one for each core
  std::size_t households = 0;  ///< at once; 0: what fits a processor's cache
};

/// The answers of a whole batch. Throws std::invalid_argument if the batch was made for another pack, or has gaps and the
/// program was compiled without.
[[nodiscard]] Results evaluate(const plan::Program& program, const Batch& batch,
                               const EvaluateOptions& options = {});

}  // namespace doudi::exec
