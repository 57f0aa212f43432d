// src/check/number_shape.hpp - what is known about the result of an arithmetic operation.
// Layer 4.
#pragma once

#include <optional>

#include "doudi/model/type.hpp"

namespace doudi::check {

using model::NumberShape;

[[nodiscard]] NumberShape exactly(Decimal value);
[[nodiscard]] NumberShape whole_number(std::optional<Decimal> low, std::optional<Decimal> high);
[[nodiscard]] NumberShape added(const NumberShape& lhs, const NumberShape& rhs);
[[nodiscard]] NumberShape subtracted(const NumberShape& lhs, const NumberShape& rhs);
[[nodiscard]] NumberShape multiplied(const NumberShape& lhs, const NumberShape& rhs);
/// A quotient, unless the divisor is one constant of the form 2^a * 5^b.
[[nodiscard]] NumberShape divided(const NumberShape& lhs, const NumberShape& rhs);
[[nodiscard]] NumberShape negated(const NumberShape& shape);
/// Either of the two.
[[nodiscard]] NumberShape joined(const NumberShape& lhs, const NumberShape& rhs);
[[nodiscard]] NumberShape larger(const NumberShape& lhs, const NumberShape& rhs);
[[nodiscard]] NumberShape smaller(const NumberShape& lhs, const NumberShape& rhs);
/// Rounded to so many decimals (nothing: not known): no longer a quotient, the bounds one unit of the last place wider.
[[nodiscard]] NumberShape rounded_shape(const NumberShape& shape, std::optional<int> decimals);
/// The sum of up to `most` such numbers.
[[nodiscard]] NumberShape summed(const NumberShape& shape, std::optional<Decimal> most);

}  // namespace doudi::check
