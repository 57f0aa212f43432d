// src/model/record_case.hpp - the `case` block of a record.
// Layer 3.
#pragma once

#include "doudi/model/record.hpp"

#include "model/record_value.hpp"

namespace doudi::model {

/// Reads where the case stands. The members of `record` are there, so that remembered links can be followed.
[[nodiscard]] CaseFacts read_case(const Pack& pack, const Lifecycle& lifecycle, const Record& record,
                                  const RecordNode& node, Date on, DataFaults& faults);

}  // namespace doudi::model
