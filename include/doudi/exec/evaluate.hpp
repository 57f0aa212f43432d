// doudi/exec/evaluate.hpp - runs programs over batches.
// Layer 6.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stdexcept>
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
  model::Lane lane =
      model::Lane::i64;   ///< how wide its cells are: which of the three holds them; never `kept`
  bool nullable = false;  ///< `nulls` has one for each row
  std::vector<std::uint8_t>
      codes;  ///< u8: truths, members, positions of schemes and of enumerations' members, small numbers
  std::vector<std::int32_t> narrow;  ///< i32
  std::vector<std::int64_t> cells;   ///< i64
  std::vector<std::uint8_t> nulls;   ///< 1 where null; empty if never

  /// A date: days since 1970-01-01. A number: see scale.
  [[nodiscard]] std::int64_t cell(std::size_t row) const noexcept {
    if (lane == model::Lane::u8) return codes[row];
    return lane == model::Lane::i32 ? narrow[row] : cells[row];
  }
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

/// Results without rows, for what the program puts out. Two programs of one pack and date, one for facts that are all given
/// and one for gaps, put out the same if they are alike(); then one of them may answer some households, and the other the rest.
[[nodiscard]] Results results_for(const plan::Program& program);
[[nodiscard]] Results results_for(const plan::Program& program, const plan::Program& with_gaps);
[[nodiscard]] bool alike(const plan::Program& one, const plan::Program& other);
/// Gives results as many rows as the batch has. What memory they have is used again.
void fit(Results& results, const Batch& batch);
/// Both at once.
[[nodiscard]] Results empty_results(const plan::Program& program, const Batch& batch);

/// Whether some of the households have gaps that this program was not made for: then only one compiled with gaps may run them.
[[nodiscard]] bool has_gaps(const plan::Program& program, const Batch& batch);
[[nodiscard]] bool has_gaps(const plan::Program& program, const Batch& batch, std::size_t first,
                            std::size_t count);

/// Memory for running programs, used again from call to call: a household alone is answered without asking for any once
/// others as large were. One for each thread.
class Evaluator {
 public:
  /// The programs must live longer. `households` is how many are computed at once; 0: what fits a processor's cache.
  explicit Evaluator(const plan::Program& program, std::size_t households = 0);
  /// Runs the first for every block of households in which all facts are given, and the other for the rest. Throws
  /// std::invalid_argument if they are not alike().
  Evaluator(const plan::Program& program, const plan::Program& with_gaps, std::size_t households = 0);
  ~Evaluator();
  Evaluator(Evaluator&&) noexcept;
  Evaluator& operator=(Evaluator&&) noexcept;

  /// Answers the households from `first` on, `count` of them, into `results`, which must be results_for() the same programs,
  /// fit() to the batch. Throws as evaluate() does. Two threads may fill different households of the same results.
  void run(const Batch& batch, std::size_t first, std::size_t count, Results& results);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

/// Does work(0), work(1) ... up to `count`, in any order, at once or one after the other, and returns when all is done. What is
/// thrown by one of them it may throw itself or swallow.
using Executor = std::function<void(std::size_t count, const std::function<void(std::size_t)>& work)>;

/// Thrown where `progress` asked to stop.
class Cancelled : public std::runtime_error {
 public:
  Cancelled() : std::runtime_error{"the evaluation was cancelled"} {}
};

struct EvaluateOptions {
  unsigned threads = 0;        ///< at once; 0: one for each core
  std::size_t households = 0;  ///< at once; 0: what fits a processor's cache
  /// Whose threads do the work. Empty: threads that live as long as the call.
  Executor executor;
  /// Told how many households are answered for good, now and then, by one thread at a time; false stops the evaluation.
  std::function<bool(std::size_t answered)> progress;
};

/// The answers of a whole batch. Throws std::invalid_argument if the batch was made for another pack, or has gaps and the
/// program was compiled without; Cancelled.
[[nodiscard]] Results evaluate(const plan::Program& program, const Batch& batch,
                               const EvaluateOptions& options = {});
/// The same with two programs, which must be alike(): see Evaluator.
[[nodiscard]] Results evaluate(const plan::Program& program, const plan::Program& with_gaps,
                               const Batch& batch, const EvaluateOptions& options = {});

}  // namespace doudi::exec
