// doudi/io/facts_schema.hpp - the JSON Schema of a pack's records.
// Layer 8.
#pragma once

#include <string>

#include "doudi/model/pack.hpp"

namespace doudi::io {

/// A JSON Schema (2020-12) that every JSON record of `pack` meets which read_record() accepts: types, ranges,
/// decimals, enumerations with their labels, lists as maps or arrays, the `case` block. What a schema cannot
/// say (links, ranges of dates and of numbers in texts) only read_record() checks. Decimals of JSON numbers
/// are not checked by `multipleOf`, which validators compute in binary floating point and get wrong.
[[nodiscard]] std::string facts_schema(const model::Pack& pack);

}  // namespace doudi::io
