// doudi/model/record_node.hpp - a record before validation: a tree of names, scalars and lists, with places.
// Layer 3.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "doudi/model/literal.hpp"
#include "doudi/text/source.hpp"

namespace doudi::model {

struct RecordNode;
struct RecordField;

/// Says nothing: the same as a field left out.
struct UnknownNode {};
/// Has a key and no value, which YAML allows and a record does not.
struct EmptyNode {};
struct ScalarNode {
  enum class Form : std::uint8_t {
    number,  ///< a JSON number; `text` is its token
    text,    ///< a text, quoted where the format asks for it
    plain,   ///< without quotes in YAML: the fact's type says what it is
  };
  std::string text;
  Form form = Form::text;
};
struct MapNode {
  std::vector<RecordField> fields;  ///< in order; a key may come twice, which the builder reports
};
struct ListNode {
  std::vector<RecordNode> items;
};

/// One value of a record, as JSON, YAML or a caller in C++ gives it. `span` is nowhere for values that come
/// from no file.
struct RecordNode {
  text::Span span;
  std::variant<UnknownNode, EmptyNode, Null, bool, ScalarNode, MapNode, ListNode> value;
};
struct RecordField {
  std::string key;
  text::Span key_span;
  RecordNode value;
};

/// The tree of a literal: numbers, dates and durations as their text.
[[nodiscard]] RecordNode record_node(const Literal& literal);

/// The steps of `persons.a.wage` or `persons."007".wage`; quotes and escapes are those of JSON. Nothing for an
/// empty step, an open quote or text after a closing one.
[[nodiscard]] std::optional<std::vector<std::string>> path_steps(std::string_view path);
/// One step as paths show it: a name as it is, anything else in quotes.
[[nodiscard]] std::string path_step(std::string_view name);

/// The value at the path, or null. A step into a list is the `id` of one of its members.
[[nodiscard]] const RecordNode* find_node(const RecordNode& root, std::span<const std::string> path);
/// Puts `value` at the path and makes the maps on the way where there are none (values that are neither map
/// nor list are replaced).
void set_node(RecordNode& root, std::span<const std::string> path, RecordNode value);
/// Takes the field or member out; false if there is none.
bool remove_node(RecordNode& root, std::span<const std::string> path);

}  // namespace doudi::model
