// doudi/explain/value_text.hpp - a value on one line.
// Layer 7.
#pragma once

#include <string>

#include "doudi/explain/value.hpp"

namespace doudi::explain {

/// `369.62`, `突泉县`, `[a, b]`, `null`; `unknown: persons.a.wage` or `failed: division_by_zero` where there is no value.
[[nodiscard]] std::string value_text(const model::Pack& pack, const model::Record& record,
                                     const Value& value);

}  // namespace doudi::explain
