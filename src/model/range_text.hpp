// src/model/range_text.hpp - a range written in a text: what the function `range` reads.
// Layer 3.
#pragma once

#include <optional>
#include <string>

#include "doudi/model/expression.hpp"
#include "doudi/model/literal.hpp"

namespace doudi::model {

struct RangeLiteral {
  Literal low;
  Literal high;
  Bounds bounds;
};

/// `[1..3]`, `(@"2019-01-01"..date("2019-12-31"))`: both ends are literals of one kind that has an order, the low one not above
/// the high one. Nothing for any other text.
[[nodiscard]] std::optional<RangeLiteral> read_range(const std::string& text);

}  // namespace doudi::model
