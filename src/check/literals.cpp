// src/check/literals.cpp - written values of parameters, facts and cells as literals of a type.
#include <algorithm>
#include <string>

#include "doudi/base/date.hpp"
#include "doudi/base/duration.hpp"

#include "check/draft.hpp"

namespace doudi::check {

using model::Kind;

namespace {

std::optional<model::Literal> checked_member(Draft& draft, const syntax::WrittenText& written,
                                             const model::Type& type) {
  const model::Enumeration& enumeration = draft.pack[type.enumeration];
  if (enumeration.position(written.text)) return written.text;
  propose_nearest(
      draft.error(Code::unknown_member, written.span, {{"name", written.text}, {"type", enumeration.name}}),
      written.text, enumeration.members);
  return std::nullopt;
}

std::optional<model::Literal> checked_boolean(Draft& draft, const syntax::WrittenText& written) {
  if (written.text == "true") return true;
  if (written.text == "false") return false;
  draft.error(Code::literal_does_not_fit, written.span, {{"text", written.text}, {"type", "boolean"}});
  return std::nullopt;
}

template <class Value>
std::optional<model::Literal> parsed(Draft& draft, const syntax::WrittenText& written, Kind kind) {
  if (const auto value = Value::parse(written.text)) return *value;
  draft.error(Code::literal_does_not_fit, written.span,
              {{"text", written.text}, {"type", std::string{model::kind_name(kind)}}});
  return std::nullopt;
}

}  // namespace

std::optional<Decimal> checked_decimal(Draft& draft, const syntax::WrittenText& written) {
  if (const auto value = Decimal::parse(written.text)) return *value;
  draft.error(Code::literal_does_not_fit, written.span, {{"text", written.text}, {"type", "number"}});
  return std::nullopt;
}

DecimalRange checked_range(Draft& draft, const syntax::WrittenRange& range) {
  DecimalRange result{.low = checked_decimal(draft, range.low), .high = checked_decimal(draft, range.high)};
  if (result.low && result.high && *result.low > *result.high) {
    draft.error(Code::range_upside_down, range.span, {{"low", range.low.text}, {"high", range.high.text}});
  }
  return result;
}

std::optional<model::Literal> checked_literal(Draft& draft, const syntax::WrittenText& written,
                                              const model::Type& type) {
  switch (type.kind) {
    case Kind::number:
      if (const auto value = checked_decimal(draft, written)) return *value;
      return std::nullopt;
    case Kind::boolean:
      return checked_boolean(draft, written);
    case Kind::text:
      return written.text;
    case Kind::enumeration:
      return checked_member(draft, written, type);
    case Kind::date:
      return parsed<Date>(draft, written, type.kind);
    case Kind::time:
      return parsed<Time>(draft, written, type.kind);
    case Kind::date_time:
      return parsed<DateTime>(draft, written, type.kind);
    case Kind::years_months:
      return parsed<YearsMonths>(draft, written, type.kind);
    case Kind::days_time:
      return parsed<DaysTime>(draft, written, type.kind);
    case Kind::error:
      return std::nullopt;
    case Kind::null:
    case Kind::member:
    case Kind::list:
    case Kind::range:
    case Kind::context:
    case Kind::function:
    case Kind::any:
      break;
  }
  draft.error(Code::literal_does_not_fit, written.span,
              {{"text", written.text}, {"type", std::string{model::kind_name(type.kind)}}});
  return std::nullopt;
}

}  // namespace doudi::check
