// doudi/io/write_arrow.hpp - decisions as Arrow tables that mirror those which the households were read from.
// Layer 8.
#pragma once

#include <cstddef>
#include <string>
#include <utility>
#include <vector>

#include "doudi/exec/evaluate.hpp"
#include "doudi/explain/explanation.hpp"
#include "doudi/io/arrow_table.hpp"
#include "doudi/io/read_arrow.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::io {

struct ArrowResultOptions {
  bool amounts_as_fen = false;  ///< amounts of money as whole numbers of 64 bits, hundredths of the unit
};

/// What became of the rows of one table, in its order.
struct ArrowResult {
  std::string path;  ///< as in MemberTable::list; empty: households
  ArrowTable table;
};

/// What is said about decisions of a batch: by columns, and of some households one by one.
struct ArrowAnswers {
  exec::Results results;
  std::vector<std::pair<std::size_t, explain::Answer>> single;
};

/// The households first, then each table of members; members who came in nested lists are nested again. Rows are those that
/// came, in their order, with their ids as they came.
///
/// Households: `status` (`decided`, `undetermined`, `error`); the outputs by their names; for a pack that puts out its grants
/// `SCHEME.granted` and `SCHEME.amount`; for one with a lifecycle `case`, which can be handed in next month; `missing`: the
/// paths of facts; `errors`: `code:output`, or `code:path` where the data are at fault. Members: `covered`, and their
/// outputs (`amount_due` of `persons.amount_due`).
///
/// Numbers are decimals, truths bools, dates days, members of enumerations and names of schemes dictionaries; what has no
/// such form (numbers of no fixed scale, lists, contexts) is its text in JSON. What has no value, for want of facts or by
/// an error, is invalid; so is null, which the column `OUTPUT.none` tells. Types depend on the pack, the date and the
/// options alone. `program` is one that the answers were got with (Decider::program_for()).
[[nodiscard]] std::vector<ArrowResult> write_arrow(const plan::Program& program,
                                                   const ArrowHouseholds& households, ArrowAnswers answers,
                                                   const ArrowResultOptions& options = {});

}  // namespace doudi::io
