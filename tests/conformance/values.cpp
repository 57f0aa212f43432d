// tests/conformance/values.cpp - the kit's values as doudi's, and whether two are the same.
#include <algorithm>
#include <array>
#include <stdexcept>
#include <string_view>

#include "doudi/model/literal.hpp"

#include "kit.hpp"

namespace doudi::conformance {
namespace {

using explain::Context;
using explain::Item;
using explain::List;
using explain::Value;
using model::Kind;
using model::ListNode;
using model::Literal;
using model::MapNode;
using model::RecordField;
using model::RecordNode;
using model::ScalarNode;

constexpr std::array<std::pair<std::string_view, Kind>, 8> kinds{{
    {"boolean", Kind::boolean},
    {"number", Kind::number},
    {"string", Kind::text},
    {"date", Kind::date},
    {"time", Kind::time},
    {"date and time", Kind::date_time},
    {"years and months duration", Kind::years_months},
    {"days and time duration", Kind::days_time},
}};

Kind kind_of(const std::string& type) {
  for (const auto& [name, kind] : kinds)
    if (name == type) return kind;
  throw std::runtime_error("the kit has no type of this name: " + type);
}

template <class T>
Literal parsed(const std::string& text) {
  const auto value = T::parse(text);
  if (!value) throw std::runtime_error("no value of its type: " + text);
  return Literal{*value};
}

/// `{"date": "2024-02-29"}`: the one key and its text; nothing for other nodes.
const RecordField* tagged(const RecordNode& node) {
  const auto* object = std::get_if<MapNode>(&node.value);
  return object != nullptr && object->fields.size() == 1 ? &object->fields[0] : nullptr;
}

bool list_matches(const List& list, const ListNode& expected) {
  return std::equal(
      list.items.begin(), list.items.end(), expected.items.begin(), expected.items.end(),
      [](const Item& item, const RecordNode& part) { return item.certain() && matches(item.value, part); });
}

bool context_matches(const Context& context, const MapNode& expected) {
  if (context.entries.size() != expected.fields.size()) return false;
  return std::all_of(expected.fields.begin(), expected.fields.end(), [&](const RecordField& field) {
    const auto entry = std::find_if(context.entries.begin(), context.entries.end(),
                                    [&](const auto& each) { return each.first == field.key; });
    return entry != context.entries.end() && matches(entry->second, field.value);
  });
}

Decimal number_of(const std::string& text) {
  const auto number =
      text.find('E') == std::string::npos ? Decimal::parse(text) : Decimal::from_scientific(text);
  if (!number) throw std::runtime_error("no number: " + text);
  return *number;
}

bool number_matches(const Value& value, const std::string& expected) {
  const auto* number = value.get_if<Decimal>();
  return number != nullptr && *number == number_of(expected);
}

/// A value of the type that the tag names.
bool tag_matches(const Value& value, const RecordField& tag) {
  if (tag.key == "context") {
    const auto* context = value.get_if<Context>();
    const auto* entries = std::get_if<MapNode>(&tag.value.value);
    if (entries == nullptr) throw std::runtime_error("the entries of a context are an object");
    return context != nullptr && context_matches(*context, *entries);
  }
  const auto* scalar = std::get_if<ScalarNode>(&tag.value.value);
  if (scalar == nullptr) throw std::runtime_error("a text is needed behind " + tag.key);
  if (tag.key == "number") return number_matches(value, scalar->text);
  const auto* literal = value.get_if<Literal>();
  if (literal == nullptr) return false;
  // To the last digit and with its zone, which `=` does not look at.
  return *literal == literal_of(tag.key, tag.value);
}

}  // namespace

Literal literal_of(const std::string& type, const RecordNode& value) {
  if (std::holds_alternative<model::Null>(value.value)) return model::Null{};
  if (const bool* truth = std::get_if<bool>(&value.value)) return *truth;
  const auto* scalar = std::get_if<ScalarNode>(&value.value);
  if (scalar == nullptr) throw std::runtime_error("a value of type " + type + " is needed");
  const std::string& text = scalar->text;
  const Kind kind = kind_of(type);
  if (kind == Kind::number) return number_of(text);
  if (kind == Kind::date) return parsed<Date>(text);
  if (kind == Kind::time) return parsed<Time>(text);
  if (kind == Kind::date_time) return parsed<DateTime>(text);
  if (kind == Kind::years_months) return parsed<YearsMonths>(text);
  if (kind == Kind::days_time) return parsed<DaysTime>(text);
  if (kind == Kind::text) return text;
  throw std::runtime_error("no value of type " + type + ": " + text);
}

Value value_of(const Given& given) {
  if (!given.known || std::holds_alternative<model::Null>(given.value.value)) return {};
  if (!given.list) return literal_of(given.type, given.value);
  List list;
  if (given.fields.empty()) {
    const auto* items = std::get_if<ListNode>(&given.value.value);
    if (items == nullptr) throw std::runtime_error("an array is needed for " + given.name);
    for (const RecordNode& item : items->items) list.items.push_back({literal_of(given.type, item), {}});
    return list;
  }
  const auto* members = std::get_if<MapNode>(&given.value.value);
  if (members == nullptr) throw std::runtime_error("an object of members is needed for " + given.name);
  for (const RecordField& member : members->fields) {
    Context context;
    for (const Given& field : given.fields) {
      for (const RecordField& each : std::get<MapNode>(member.value.value).fields) {
        if (each.key == field.name)
          context.entries.emplace_back(each.key, literal_of(field.type, each.value));
      }
    }
    list.items.push_back({std::move(context), {}});
  }
  return list;
}

model::Type type_of(const Given& given) {
  model::Type type;
  if (given.fields.empty()) {
    const Kind kind = kind_of(given.type);
    type = kind == Kind::number ? model::number_type() : model::simple_type(kind);
  } else {
    type = model::simple_type(Kind::context);
    for (const Given& field : given.fields) {
      type.names.push_back(field.name);
      type.arguments.push_back(type_of(field));
    }
  }
  return given.list ? model::list_of(std::move(type)) : type;
}

bool matches(const Value& value, const RecordNode& expected) {
  if (std::holds_alternative<model::Null>(expected.value)) return value.is_null();
  if (const bool* truth = std::get_if<bool>(&expected.value)) return value.is(*truth);
  if (const auto* items = std::get_if<ListNode>(&expected.value)) {
    const auto* list = value.get_if<List>();
    return list != nullptr && list_matches(*list, *items);
  }
  if (const RecordField* tag = tagged(expected)) return tag_matches(value, *tag);
  const auto* scalar = std::get_if<ScalarNode>(&expected.value);
  if (scalar == nullptr) throw std::runtime_error("the kit has no value of this form");
  if (scalar->form == ScalarNode::Form::number) return number_matches(value, scalar->text);
  const auto* text = value.get_if<std::string>();
  return text != nullptr && *text == scalar->text;
}

std::string text_of(const Value& value) {
  if (value.get_if<explain::Unknown>() != nullptr) return "unknown";
  if (const auto* failed = value.get_if<explain::Failed>())
    return "failed: " + std::string{text::code_name(explain::code_of(failed->reason))};
  if (const auto* list = value.get_if<List>()) {
    std::string text;
    for (const Item& item : list->items)
      text += (text.empty() ? "" : ", ") + text_of(item.value) + (item.certain() ? "" : "?");
    return "[" + text + "]";
  }
  if (const auto* context = value.get_if<Context>()) {
    std::string text;
    for (const auto& [name, entry] : context->entries)
      text += (text.empty() ? "" : ", ") + name + ": " + text_of(entry);
    return "{" + text + "}";
  }
  const auto* literal = value.get_if<Literal>();
  return literal == nullptr ? "a range, member or function" : model::literal_text(*literal);
}

std::string text_of(const RecordNode& expected) {
  if (const bool* truth = std::get_if<bool>(&expected.value)) return *truth ? "true" : "false";
  if (const auto* items = std::get_if<ListNode>(&expected.value)) {
    std::string text;
    for (const RecordNode& item : items->items) text += (text.empty() ? "" : ", ") + text_of(item);
    return "[" + text + "]";
  }
  if (const auto* object = std::get_if<MapNode>(&expected.value)) {
    std::string text;
    for (const RecordField& field : object->fields)
      text += (text.empty() ? "" : ", ") + field.key + ": " + text_of(field.value);
    return "{" + text + "}";
  }
  const auto* scalar = std::get_if<ScalarNode>(&expected.value);
  if (scalar == nullptr) return "null";
  return scalar->form == ScalarNode::Form::number ? scalar->text : '"' + scalar->text + '"';
}

}  // namespace doudi::conformance
