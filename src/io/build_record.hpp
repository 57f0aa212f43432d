// src/io/build_record.hpp - from a tree that was read to a record, its faults among the reader's diagnostics.
// Layer 8.
#pragma once

#include <cstddef>
#include <optional>

#include "doudi/base/date.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::io {

/// Validates the tree. The reader's own diagnostics are those from `first` on: what they say is not said twice.
[[nodiscard]] std::optional<model::Record> build_record(const model::Pack& pack, model::RecordNode root,
                                                        Date on, std::size_t first,
                                                        text::Diagnostics& diagnostics);

}  // namespace doudi::io
