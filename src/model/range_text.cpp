// src/model/range_text.cpp - a range written in a text.
// Layer 3.
#include "model/range_text.hpp"

#include <type_traits>

#include "doudi/syntax/expression.hpp"

namespace doudi::model {
namespace {

using syntax::Form;

template <class T>
[[nodiscard]] std::optional<Literal> parsed(const std::string& text) {
  const auto value = T::parse(text);
  return value ? std::optional<Literal>{*value} : std::nullopt;
}

[[nodiscard]] std::optional<Literal> duration(const std::string& text) {
  if (auto months = parsed<YearsMonths>(text)) return months;
  return parsed<DaysTime>(text);
}

[[nodiscard]] std::optional<Literal> temporal(const std::string& text) {
  if (auto date = parsed<Date>(text)) return date;
  if (auto length = duration(text)) return length;
  if (auto time = parsed<Time>(text)) return time;
  return parsed<DateTime>(text);
}

/// A literal, or a function of FEEL that makes one of a literal text.
[[nodiscard]] std::optional<Literal> literal_of(const syntax::Expression& end) {
  switch (end.form) {
    case Form::number:
      return parsed<Decimal>(end.text);
    case Form::text:
      return end.text;
    case Form::temporal:
      return temporal(end.text);
    case Form::negate: {
      const auto number = literal_of(end.operands.front());
      const auto* value = number ? std::get_if<Decimal>(&*number) : nullptr;
      return value != nullptr ? std::optional<Literal>{-*value} : std::nullopt;
    }
    case Form::call:
      break;
    default:
      return std::nullopt;
  }
  if (end.operands.size() != 1 || end.operands.front().form != Form::text) return std::nullopt;
  const std::string& text = end.operands.front().text;
  if (end.text == "date") return parsed<Date>(text);
  if (end.text == "time") return parsed<Time>(text);
  if (end.text == "date and time") return parsed<DateTime>(text);
  return end.text == "duration" ? duration(text) : std::nullopt;
}

[[nodiscard]] bool in_order(const Literal& low, const Literal& high) {
  if (low.index() != high.index()) return false;
  return std::visit(
      [&high](const auto& value) {
        using T = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<T, Null> || std::is_same_v<T, bool>) {
          return false;
        } else if constexpr (std::is_same_v<T, Time> || std::is_same_v<T, DateTime>) {
          const auto order = order_of(value, std::get<T>(high));
          return order && *order <= 0;
        } else {
          return value <= std::get<T>(high);
        }
      },
      low);
}

}  // namespace

std::optional<RangeLiteral> read_range(const std::string& text) {
  text::Diagnostics unheard;
  const syntax::Expression written =
      syntax::parse_expression(syntax::WrittenText{.text = text}, unheard, {.standard = true});
  if (unheard.has_errors() || written.form != Form::interval) return std::nullopt;
  auto low = literal_of(written.operands[0]);
  auto high = literal_of(written.operands[1]);
  if (!low || !high || !in_order(*low, *high)) return std::nullopt;
  return RangeLiteral{*std::move(low),
                      *std::move(high),
                      {.low_included = written.text[0] == '[', .high_included = written.text[1] == ']'}};
}

}  // namespace doudi::model
