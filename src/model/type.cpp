// src/model/type.cpp - makes types.
// Layer 3.
#include "doudi/model/type.hpp"

#include <utility>

namespace doudi::model {

Type simple_type(Kind kind) {
  Type type;
  type.kind = kind;
  type.nullable = kind == Kind::null;
  return type;
}

Type number_type(Unit unit, NumberShape shape) {
  Type type = simple_type(Kind::number);
  type.unit = std::move(unit);
  type.number = std::move(shape);
  return type;
}

Type list_of(Type element) {
  Type type = simple_type(Kind::list);
  type.arguments.push_back(std::move(element));
  return type;
}

Type range_of(Type element) {
  Type type = simple_type(Kind::range);
  type.arguments.push_back(std::move(element));
  return type;
}

Type member_type(EntityId entity) {
  Type type = simple_type(Kind::member);
  type.entity = entity;
  return type;
}

Type enumeration_type(EnumerationId enumeration) {
  Type type = simple_type(Kind::enumeration);
  type.enumeration = enumeration;
  return type;
}

Type nullable(Type type) {
  type.nullable = true;
  return type;
}

std::size_t part_count(const Type& type, std::size_t most) {
  std::size_t count = 1;
  for (const Type& part : type.arguments) {
    if (count >= most) return most;
    count += part_count(part, most - count);
  }
  return count;
}

std::string_view kind_name(Kind kind) noexcept {
  switch (kind) {
    case Kind::error:
      return "unknown type";
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "boolean";
    case Kind::number:
      return "number";
    case Kind::text:
      return "text";
    case Kind::date:
      return "date";
    case Kind::time:
      return "time";
    case Kind::date_time:
      return "date and time";
    case Kind::years_months:
      return "years and months duration";
    case Kind::days_time:
      return "days and time duration";
    case Kind::enumeration:
      return "enumeration";
    case Kind::member:
      return "member";
    case Kind::list:
      return "list";
    case Kind::range:
      return "range";
    case Kind::context:
      return "context";
    case Kind::function:
      return "function";
    case Kind::any:
      return "any";
  }
  return "";
}

}  // namespace doudi::model
