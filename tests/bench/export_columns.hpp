// tests/bench/export_columns.hpp - households and their right decisions as files, for tools that are written in other languages.
#pragma once

#include <string>

#include "decisions.hpp"
#include "households.hpp"

namespace doudi::bench {

/// Writes one file for each column into `folder`, which it makes: `NAME.u8`, `NAME.u32` or `NAME.i64`, the cells one after
/// the other, lowest byte first. Besides the columns of Households: `scheme`, `covered` and `amount`. Throws
/// std::runtime_error if a file cannot be written.
void export_columns(const Households& households, const Decisions& decisions, const std::string& folder);

}  // namespace doudi::bench
