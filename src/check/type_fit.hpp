// src/check/type_fit.hpp - which types can be mixed, and what is known of a value that is of either.
// Layer 4.
#pragma once

#include "doudi/model/type.hpp"

namespace doudi::check {

/// True if values of both types can stand for each other, as they are: of one kind, in one unit (an expression of literals
/// fits any), element by element. Null aside: whether a value may be null is asked elsewhere.
[[nodiscard]] bool types_fit(const model::Type& found, const model::Type& target);
/// What is known of a value that is of the one type or of the other; they fit.
[[nodiscard]] model::Type joined_type(const model::Type& lhs, const model::Type& rhs);
/// True if comparing two such values would compare quotients: numbers, or what lists and contexts hold.
[[nodiscard]] bool holds_quotient(const model::Type& type);
/// How much a type says about what stands beside it: a member of an enumeration more than a text, a unit more than a literal,
/// anything more than null or an empty list.
[[nodiscard]] int telling(const model::Type& type);

}  // namespace doudi::check
