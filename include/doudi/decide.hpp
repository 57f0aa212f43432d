// doudi/decide.hpp - answers for many households at once.
#pragma once

#include <cstddef>
#include <utility>
#include <vector>

#include "doudi/base/date.hpp"
#include "doudi/exec/batch.hpp"
#include "doudi/exec/evaluate.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/plan/program.hpp"

namespace doudi {

/// The answers of a batch: by columns, and one by one where columns cannot say.
struct Decisions {
  exec::Results results;  ///< cells of a household in `single` mean nothing
  /// Households and their answers from the plain evaluator, in the batch's order: facts are missing, something failed,
  /// the data are at fault, or the rules that matter have no columns (see plan::Program::plain).
  std::vector<std::pair<std::size_t, explain::Answer>> single;
};

/// One pack on one date, ready for any number of batches. Immutable: shared between threads freely.
class Decider {
 public:
  /// The pack must live longer.
  Decider(const model::Pack& pack, Date on);

  /// For a batch in which every fact is known or null.
  [[nodiscard]] const plan::Program& program() const noexcept { return program_; }
  [[nodiscard]] const plan::Program& program_with_gaps() const noexcept { return with_gaps_; }
  /// The program that the batch needs.
  [[nodiscard]] const plan::Program& program_for(const exec::Batch& batch) const;

  /// What columns say, each block of households by the program that it needs: the open ones have no answer yet. Throws as
  /// exec::evaluate() does.
  [[nodiscard]] exec::Results by_columns(const exec::Batch& batch,
                                         const exec::EvaluateOptions& options = {}) const;
  /// Answers every household exactly as explain() does; one whose data are at fault (see exec::Batch::refuse()) is answered
  /// by an error without outputs. Throws std::invalid_argument if the batch was made for another pack.
  [[nodiscard]] Decisions decide(const exec::Batch& batch, const exec::EvaluateOptions& options = {}) const;

 private:
  plan::Program program_;
  plan::Program with_gaps_;
  bool alike_;  // then each block of households runs the program that it needs
};

}  // namespace doudi
