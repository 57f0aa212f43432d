// src/explain/json_value.cpp - values as JSON.
#include "explain/json_value.hpp"

#include <string>
#include <type_traits>
#include <variant>

#include "doudi/explain/explanation.hpp"

namespace doudi::explain {

using text::JsonWriter;

namespace {

constexpr auto line = JsonWriter::Shape::line;

/// The kind under which a literal is written, or nothing for true, false and null.
const char* kind_of(const model::Literal& literal) {
  if (std::holds_alternative<Decimal>(literal)) return "number";
  if (std::holds_alternative<std::string>(literal)) return "text";
  if (std::holds_alternative<Date>(literal)) return "date";
  if (std::holds_alternative<Time>(literal)) return "time";
  if (std::holds_alternative<DateTime>(literal)) return "date_time";
  const bool duration =
      std::holds_alternative<YearsMonths>(literal) || std::holds_alternative<DaysTime>(literal);
  return duration ? "duration" : nullptr;
}

void write_literal(JsonWriter& json, const model::Literal& literal, bool typed) {
  if (const auto* boolean = std::get_if<bool>(&literal)) {
    json.boolean(*boolean);
  } else if (std::holds_alternative<model::Null>(literal)) {
    json.null();
  } else if (typed) {
    json.begin_object(line).member(kind_of(literal), model::plain_text(literal)).end_object();
  } else {
    json.string(model::plain_text(literal));
  }
}

void write_end(JsonWriter& json, const char* name, const std::optional<model::Literal>& end) {
  json.key(name);
  if (end) {
    write_literal(json, *end, true);
  } else {
    json.null();
  }
}

void write_range(JsonWriter& json, const Range& range) {
  json.begin_object(line);
  write_end(json, "low", range.low);
  write_end(json, "high", range.high);
  json.member("low_included", range.bounds.low_included).member("high_included", range.bounds.high_included);
  json.end_object();
}

void write_unknown(JsonWriter& json, const model::Pack& pack, const model::Record& record,
                   const Unknown& unknown) {
  std::vector<std::string> paths;
  for (const MissingFact& fact : unknown.facts.facts()) paths.push_back(missing_path(pack, record, fact));
  json.begin_object(line).strings("unknown", paths).end_object();
}

void write_failed(JsonWriter& json, const Failed& failed) {
  json.begin_object(line).key("failed").begin_object(line);
  json.member("code", std::string{text::code_name(code_of(failed.reason))});
  for (const text::Argument& argument : failed.arguments) json.member(argument.name, argument.value);
  json.end_object().end_object();
}

void write_presence(JsonWriter& json, const model::Pack& pack, const model::Record& record,
                    const Presence& presence) {
  if (const auto* unknown = std::get_if<Unknown>(&presence)) write_unknown(json, pack, record, *unknown);
  if (const auto* failed = std::get_if<Failed>(&presence)) write_failed(json, *failed);
}

}  // namespace

void write_plain(JsonWriter& json, const model::Pack& pack, const model::Record& record, const Value& value) {
  if (const auto* literal = value.get_if<model::Literal>()) {
    write_literal(json, *literal, false);
  } else if (const auto* member = value.get_if<model::Member>()) {
    json.string(member_name(pack, record, *member));
  } else if (const auto* list = value.get_if<List>()) {
    json.begin_array(line);
    for (const Item& item : list->items) write_plain(json, pack, record, item.value);
    json.end_array();
  } else if (const auto* context = value.get_if<Context>()) {
    json.begin_object(line);
    for (const auto& [key, entry] : context->entries) {
      json.key(key);
      write_plain(json, pack, record, entry);
    }
    json.end_object();
  } else if (const auto* range = value.get_if<Range>()) {
    write_range(json, *range);
  } else {
    json.null();
  }
}

void write_typed(JsonWriter& json, const model::Pack& pack, const model::Record& record, const Value& value) {
  if (const auto* literal = value.get_if<model::Literal>()) {
    write_literal(json, *literal, true);
  } else if (const auto* member = value.get_if<model::Member>()) {
    json.begin_object(line).member("member", member_path(pack, record, *member)).end_object();
  } else if (const auto* unknown = value.get_if<Unknown>()) {
    write_unknown(json, pack, record, *unknown);
  } else if (const auto* failed = value.get_if<Failed>()) {
    write_failed(json, *failed);
  } else if (const auto* range = value.get_if<Range>()) {
    json.begin_object(line).key("range");
    write_range(json, *range);
    json.end_object();
  } else if (const auto* context = value.get_if<Context>()) {
    json.begin_object(line).key("context").begin_object(line);
    for (const auto& [key, entry] : context->entries) {
      json.key(key);
      write_typed(json, pack, record, entry);
    }
    json.end_object().end_object();
  } else if (const auto* list = value.get_if<List>()) {
    json.begin_object(line).key("list").begin_array(line);
    for (const Item& item : list->items) {
      if (item.certain()) {
        write_typed(json, pack, record, item.value);
        continue;
      }
      json.begin_object(line).key("maybe");
      write_typed(json, pack, record, item.value);
      json.key("present");
      write_presence(json, pack, record, item.presence);
      json.end_object();
    }
    json.end_array().end_object();
  }
}

}  // namespace doudi::explain
