// src/check/table_gaps.hpp - a value between two constants.
// Layer 4.
#pragma once

#include <optional>

#include "doudi/model/literal.hpp"
#include "doudi/model/type.hpp"

namespace doudi::check {

/// One end of a gap; without a value it is open.
struct GapEnd {
  std::optional<model::Literal> value;
  bool included = false;
};

/// The plainest value of a type between two ends, next to the lower one (or to the upper one if that is all there is);
/// nothing if no value lies there: no number with so few decimals, no day between two days.
[[nodiscard]] std::optional<model::Literal> value_between(const model::Type& type, const GapEnd& low,
                                                          const GapEnd& high);

}  // namespace doudi::check
