// src/check/type_fit.cpp - which types can be mixed, and what is known of a value that is of either.
// Layer 4.
#include "check/type_fit.hpp"

#include <algorithm>
#include <cstddef>

#include "check/number_shape.hpp"

namespace doudi::check {

using model::Kind;
using model::Type;

bool types_fit(const Type& found, const Type& target) {
  if (found.is(Kind::error) || target.is(Kind::error)) return true;
  if (found.is(Kind::any) || target.is(Kind::any)) return true;
  if (found.is(Kind::null) || target.is(Kind::null)) return true;
  if (found.kind != target.kind) return false;
  switch (found.kind) {
    case Kind::number:
      return found.unit == target.unit || found.number.literal || target.number.literal;
    case Kind::enumeration:
      return found.enumeration == target.enumeration;
    case Kind::member:
      return found.entity == target.entity;
    case Kind::list:
    case Kind::range:
      return types_fit(found.element(), target.element());
    case Kind::context:
      if (found.names != target.names) return false;
      for (std::size_t index = 0; index < found.arguments.size(); ++index) {
        if (!types_fit(found.arguments[index], target.arguments[index])) return false;
      }
      return true;
    case Kind::error:
    case Kind::null:
    case Kind::boolean:
    case Kind::text:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time:
    case Kind::any:
      break;
    case Kind::function:
      return found.function == target.function;
  }
  return true;
}

Type joined_type(const Type& lhs, const Type& rhs) {
  if (lhs.is(Kind::error) || rhs.is(Kind::error)) return {};
  if (lhs.is(Kind::any) || rhs.is(Kind::any)) return model::simple_type(Kind::any);
  if (lhs.is(Kind::null) || rhs.is(Kind::null)) return model::nullable(lhs.is(Kind::null) ? rhs : lhs);
  Type result = lhs;
  result.nullable = lhs.nullable || rhs.nullable;
  if (lhs.is(Kind::number)) {
    result.number = joined(lhs.number, rhs.number);
    if (lhs.number.literal) result.unit = rhs.unit;
  }
  result.may_be_empty = lhs.may_be_empty || rhs.may_be_empty;
  result.ordered = lhs.ordered && rhs.ordered;
  for (std::size_t index = 0; index < result.arguments.size(); ++index) {
    // An empty list says nothing about elements, not even that they may be null.
    const Type& left = lhs.arguments[index];
    const Type& right = rhs.arguments[index];
    const bool empty = lhs.is(Kind::list) && (left.is(Kind::null) != right.is(Kind::null));
    result.arguments[index] = !empty ? joined_type(left, right) : left.is(Kind::null) ? right : left;
  }
  return result;
}

bool holds_quotient(const Type& type) {
  if (type.is(Kind::number)) return type.number.quotient;
  return std::ranges::any_of(type.arguments, holds_quotient);
}

int telling(const Type& type) {
  switch (type.kind) {
    case Kind::error:
      return 0;
    case Kind::null:
      return 1;
    case Kind::text:
      return 3;
    case Kind::number:
      return type.number.literal ? 3 : 4;
    case Kind::list:
    case Kind::range:
      return type.element().is(Kind::null) ? 2 : telling(type.element());
    case Kind::boolean:
    case Kind::date:
    case Kind::time:
    case Kind::date_time:
    case Kind::years_months:
    case Kind::days_time:
    case Kind::enumeration:
    case Kind::member:
    case Kind::context:
    case Kind::function:
    case Kind::any:
      break;
  }
  return 4;
}

}  // namespace doudi::check
