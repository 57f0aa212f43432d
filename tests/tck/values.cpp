// tests/tck/values.cpp - values of the TCK's test files as doudi's.
#include "values.hpp"

#include <algorithm>
#include <stdexcept>

#include "doudi/base/date_time.hpp"
#include "doudi/model/literal.hpp"

namespace doudi::tck {

using explain::Context;
using explain::Item;
using explain::List;
using explain::Value;
using model::Kind;
using model::Literal;

namespace {

template <class T>
Value parsed(const std::string& text) {
  const auto value = T::parse(text);
  if (!value) throw std::runtime_error("the suite has a value that cannot be read: " + text);
  return Literal{*value};
}

Value number_of(const std::string& text) {
  const auto number = Decimal::from_scientific(text);
  if (!number) throw std::runtime_error("the suite has a number that cannot be read: " + text);
  return *number;
}

Value duration_of(const std::string& text) {
  if (const auto months = YearsMonths::parse(text)) return Literal{*months};
  return parsed<DaysTime>(text);
}

/// Of a text without a type what it looks like.
Value untyped(const std::string& text) {
  if (text == "true" || text == "false") return text == "true";
  if (const auto number = Decimal::parse(text)) return *number;
  if (const auto date = Date::parse(text)) return *date;
  if (const auto moment = DateTime::parse(text)) return Literal{*moment};
  if (const auto time = Time::parse(text)) return Literal{*time};
  if (const auto months = YearsMonths::parse(text)) return Literal{*months};
  if (const auto days = DaysTime::parse(text)) return Literal{*days};
  return text;
}

Value simple(const Given& given) {
  const std::string& type = given.type;
  const std::string& text = given.text;
  if (type.empty()) return untyped(text);
  if (type == "decimal" || type == "double" || type == "integer" || type == "int" || type == "long" ||
      type == "float")
    return number_of(text);
  if (type == "boolean") return text == "true";
  if (type == "date") return parsed<Date>(text);
  if (type == "time") return parsed<Time>(text);
  if (type == "dateTime") return parsed<DateTime>(text);
  if (type == "duration" || type == "yearMonthDuration" || type == "dayTimeDuration")
    return duration_of(text);
  return text;
}

/// How many decimals a number is written with.
int decimals_of(const std::string& text) {
  const std::size_t point = text.find('.');
  if (point == std::string::npos || text.find_first_of("eE") != std::string::npos) return -1;
  return static_cast<int>(text.size() - point - 1);
}

bool number_matches(Decimal number, const Given& expected, Closeness closeness) {
  const Decimal wanted = simple(expected).get<Decimal>();
  if (number == wanted) return true;
  if (closeness == Closeness::tolerant) {
    const auto distance = subtract(number, wanted);
    return distance && distance->abs() <= *Decimal::parse("0.00000001");
  }
  // A result with more digits is written rounded, or cut off.
  const int decimals = decimals_of(expected.text);
  if (decimals < 0) return false;
  for (const RoundingMode mode : {RoundingMode::half_even, RoundingMode::half_up, RoundingMode::down}) {
    const auto shortened = rounded(number, decimals, mode);
    if (shortened && *shortened == wanted) return true;
  }
  return false;
}

bool list_matches(const List& list, const Given& expected, Closeness closeness) {
  return std::equal(
      list.items.begin(), list.items.end(), expected.parts.begin(), expected.parts.end(),
      [&](const Item& item, const Given& part) { return matches(item.value, part, closeness); });
}

bool context_matches(const Context& context, const Given& expected, Closeness closeness) {
  if (context.entries.size() != expected.parts.size()) return false;
  return std::all_of(expected.parts.begin(), expected.parts.end(), [&](const Given& part) {
    const auto entry = std::find_if(context.entries.begin(), context.entries.end(),
                                    [&](const auto& each) { return each.first == part.name; });
    return entry != context.entries.end() && matches(entry->second, part, closeness);
  });
}

}  // namespace

Value value_of(const Given& given) {
  switch (given.kind) {
    case Given::Kind::nothing:
      return {};
    case Given::Kind::simple:
      return simple(given);
    case Given::Kind::list: {
      List list;
      for (const Given& part : given.parts) list.items.push_back({value_of(part), {}});
      return list;
    }
    case Given::Kind::context: {
      Context context;
      for (const Given& part : given.parts) context.entries.emplace_back(part.name, value_of(part));
      return context;
    }
  }
  return {};
}

model::Type type_of(const Value& value) {
  if (const auto* list = value.get_if<List>()) {
    model::Type element = model::simple_type(Kind::null);
    bool first = true;
    for (const Item& item : list->items) {
      const model::Type type = type_of(item.value);
      const bool differs = !first && type.kind != element.kind && !type.is(Kind::null);
      element = differs ? model::simple_type(Kind::any) : type.is(Kind::null) && !first ? element : type;
      first = false;
    }
    return model::list_of(std::move(element));
  }
  if (const auto* context = value.get_if<Context>()) {
    model::Type type = model::simple_type(Kind::context);
    for (const auto& [name, entry] : context->entries) {
      type.names.push_back(name);
      type.arguments.push_back(type_of(entry));
    }
    return type;
  }
  if (value.get_if<bool>() != nullptr) return model::simple_type(Kind::boolean);
  if (value.get_if<Decimal>() != nullptr) return model::number_type();
  if (value.get_if<std::string>() != nullptr) return model::simple_type(Kind::text);
  if (value.get_if<Date>() != nullptr) return model::simple_type(Kind::date);
  if (value.get_if<Time>() != nullptr) return model::simple_type(Kind::time);
  if (value.get_if<DateTime>() != nullptr) return model::simple_type(Kind::date_time);
  if (value.get_if<YearsMonths>() != nullptr) return model::simple_type(Kind::years_months);
  if (value.get_if<DaysTime>() != nullptr) return model::simple_type(Kind::days_time);
  return model::simple_type(Kind::null);
}

bool matches(const Value& value, const Given& expected, Closeness closeness) {
  if (expected.kind == Given::Kind::list) {
    const auto* list = value.get_if<List>();
    return list != nullptr && list_matches(*list, expected, closeness);
  }
  if (expected.kind == Given::Kind::context) {
    const auto* context = value.get_if<Context>();
    return context != nullptr && context_matches(*context, expected, closeness);
  }
  const Value wanted = value_of(expected);
  const auto* number = value.get_if<Decimal>();
  if (number != nullptr && wanted.get_if<Decimal>() != nullptr)
    return number_matches(*number, expected, closeness);
  return explain::same(value, wanted) || explain::equal(value, wanted);
}

std::string text_of(const Value& value) {
  if (const auto* list = value.get_if<List>()) {
    std::string text = "[";
    for (const Item& item : list->items) text += (text.size() > 1 ? ", " : "") + text_of(item.value);
    return text + "]";
  }
  if (const auto* context = value.get_if<Context>()) {
    std::string text = "{";
    for (const auto& [name, entry] : context->entries)
      text += (text.size() > 1 ? ", " : "") + name + ": " + text_of(entry);
    return text + "}";
  }
  const auto* literal = value.get_if<Literal>();
  return literal != nullptr ? model::literal_text(*literal) : "a range or function";
}

std::string text_of(const Given& given) {
  return text_of(value_of(given));
}

}  // namespace doudi::tck
