// src/exec/case_cells.hpp - what a household's case says, as the nodes of a program ask for it.
// Layer 6.
#pragma once

#include <cstdint>

#include "doudi/model/record.hpp"
#include "doudi/plan/program.hpp"

namespace doudi::exec {

/// The cell of a node case_part, case_open or case_paid for one household; 0 where that part is open.
[[nodiscard]] std::int64_t case_cell(const plan::Program& program, const model::CaseFacts& facts,
                                     const plan::Node& node);

}  // namespace doudi::exec
