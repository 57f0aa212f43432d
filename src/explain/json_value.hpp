// src/explain/json_value.hpp - values as JSON: plain in answers, with their kind in steps.
// Layer 7.
#pragma once

#include "doudi/explain/value.hpp"
#include "doudi/text/json_writer.hpp"

namespace doudi::explain {

/// As answers show it: a number, a date or a text as text, true and false, null, a list; null for what has no value.
void write_plain(text::JsonWriter& json, const model::Pack& pack, const model::Record& record,
                 const Value& value);

/// With its kind, so that a program can compute with it: {"number": "0.75"}, {"text": …}, {"date": …}, {"duration": …},
/// {"member": "persons.a"}, {"list": […]}, {"range": …}, {"context": …}, {"unknown": [paths]}, {"failed": {"code": …}};
/// true, false and null as they are.
void write_typed(text::JsonWriter& json, const model::Pack& pack, const model::Record& record,
                 const Value& value);

}  // namespace doudi::explain
