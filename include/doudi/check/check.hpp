// doudi/check/check.hpp - from what was written to what it means.
// Layer 4.
#pragma once

#include <optional>

#include "doudi/model/pack.hpp"
#include "doudi/syntax/pack.hpp"
#include "doudi/text/diagnostic.hpp"

namespace doudi::check {

/// Checks a pack: resolves every name, gives every expression a type with its unit, nullability and precision, and proves what
/// can be proved about tables, versions and the order of evaluation. Every fault is reported; the pack is returned only if
/// there is none (here or in an earlier stage that used the same `diagnostics`).
[[nodiscard]] std::optional<model::Pack> check(const syntax::Pack& written, text::Diagnostics& diagnostics);

}  // namespace doudi::check
