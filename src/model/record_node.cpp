// src/model/record_node.cpp - paths into the tree of a record.
// Layer 3.
#include "doudi/model/record_node.hpp"

#include <algorithm>
#include <charconv>
#include <type_traits>
#include <utility>

#include "doudi/base/name.hpp"
#include "doudi/text/json_writer.hpp"

namespace doudi::model {

namespace {

/// Reads the escape whose backslash lies at `offset`, which moves to its last character.
std::optional<std::string> escaped(std::string_view path, std::size_t& offset) {
  if (++offset == path.size()) return std::nullopt;
  switch (path[offset]) {
    case '"':
      return "\"";
    case '\\':
      return "\\";
    case 'n':
      return "\n";
    case 'r':
      return "\r";
    case 't':
      return "\t";
    case 'u':
      break;
    default:
      return std::nullopt;
  }
  unsigned int value = 0;
  if (path.size() - offset <= 4) return std::nullopt;
  const char* const end = path.data() + offset + 5;
  if (std::from_chars(path.data() + offset + 1, end, value, 16).ptr != end) return std::nullopt;
  offset += 4;
  return encode(value);
}

/// Reads `"…"` at `offset`, which moves behind it; nothing if it does not close.
std::optional<std::string> quoted_step(std::string_view path, std::size_t& offset) {
  std::string step;
  for (++offset; offset < path.size(); ++offset) {
    if (path[offset] == '"') {
      ++offset;
      return step;
    }
    if (path[offset] != '\\') {
      step += path[offset];
    } else if (const auto character = escaped(path, offset)) {
      step += *character;
    } else {
      return std::nullopt;
    }
  }
  return std::nullopt;
}

bool has_id(const RecordNode& item, std::string_view id) {
  const auto* map = std::get_if<MapNode>(&item.value);
  if (map == nullptr) return false;
  return std::ranges::any_of(map->fields, [id](const RecordField& field) {
    const auto* scalar = std::get_if<ScalarNode>(&field.value.value);
    return field.key == "id" && scalar != nullptr && scalar->text == id;
  });
}

/// The child that a step names, or null.
RecordNode* child(RecordNode& node, std::string_view step) {
  if (auto* map = std::get_if<MapNode>(&node.value)) {
    const auto field = std::ranges::find(map->fields, step, &RecordField::key);
    return field == map->fields.end() ? nullptr : &field->value;
  }
  if (auto* list = std::get_if<ListNode>(&node.value)) {
    const auto item =
        std::ranges::find_if(list->items, [step](const RecordNode& each) { return has_id(each, step); });
    return item == list->items.end() ? nullptr : &*item;
  }
  return nullptr;
}

RecordField id_field(std::string_view id) {
  return {"id", {}, {{}, ScalarNode{std::string{id}, ScalarNode::Form::text}}};
}

/// The child that a step names, made if there is none.
RecordNode& made_child(RecordNode& node, std::string_view step) {
  if (RecordNode* found = child(node, step)) return *found;
  if (auto* list = std::get_if<ListNode>(&node.value); list != nullptr && !list->items.empty()) {
    list->items.push_back({{}, MapNode{{id_field(step)}}});
    return list->items.back();
  }
  if (!std::holds_alternative<MapNode>(node.value)) node.value = MapNode{};
  auto& fields = std::get<MapNode>(node.value).fields;
  fields.push_back({std::string{step}, {}, {}});
  return fields.back().value;
}

}  // namespace

RecordNode record_node(const Literal& literal) {
  using Form = ScalarNode::Form;
  return std::visit(
      [](const auto& value) -> RecordNode {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, Null> || std::is_same_v<Value, bool>) {
          return {{}, value};
        } else if constexpr (std::is_same_v<Value, Decimal>) {
          return {{}, ScalarNode{value.text(), Form::number}};
        } else if constexpr (std::is_same_v<Value, std::string>) {
          return {{}, ScalarNode{value, Form::text}};
        } else {
          return {{}, ScalarNode{value.text(), Form::text}};
        }
      },
      literal);
}

std::optional<std::vector<std::string>> path_steps(std::string_view path) {
  std::vector<std::string> steps;
  std::size_t offset = 0;
  while (true) {
    if (offset < path.size() && path[offset] == '"') {
      auto step = quoted_step(path, offset);
      if (!step) return std::nullopt;
      steps.push_back(std::move(*step));
    } else {
      const std::size_t end = std::min(path.find('.', offset), path.size());
      steps.emplace_back(path.substr(offset, end - offset));
      offset = end;
    }
    if (steps.back().empty()) return std::nullopt;
    if (offset == path.size()) return steps;
    if (path[offset] != '.') return std::nullopt;
    ++offset;
  }
}

std::string path_step(std::string_view name) {
  return is_name(name) ? std::string{name} : text::json_string(name);
}

const RecordNode* find_node(const RecordNode& root, std::span<const std::string> path) {
  const RecordNode* node = &root;
  for (const std::string& step : path) {
    // child() changes nothing; it is written once for both constnesses.
    node = child(const_cast<RecordNode&>(*node), step);  // NOLINT(cppcoreguidelines-pro-type-const-cast)
    if (node == nullptr) return nullptr;
  }
  return node;
}

void set_node(RecordNode& root, std::span<const std::string> path, RecordNode value) {
  RecordNode* node = &root;
  bool in_list = false;
  for (const std::string& step : path) {
    RecordNode& parent = *node;
    node = &made_child(parent, step);
    in_list = std::holds_alternative<ListNode>(parent.value);  // an empty list has become a map
  }
  *node = std::move(value);
  auto* map = std::get_if<MapNode>(&node->value);
  if (in_list && map != nullptr && !has_id(*node, path.back())) {
    map->fields.insert(map->fields.begin(), id_field(path.back()));
  }
}

bool remove_node(RecordNode& root, std::span<const std::string> path) {
  if (path.empty()) return false;
  RecordNode* parent = &root;
  for (const std::string& step : path.first(path.size() - 1)) {
    parent = child(*parent, step);
    if (parent == nullptr) return false;
  }
  if (auto* map = std::get_if<MapNode>(&parent->value)) {
    return std::erase_if(map->fields, [&](const RecordField& field) { return field.key == path.back(); }) !=
           0;
  }
  if (auto* list = std::get_if<ListNode>(&parent->value)) {
    return std::erase_if(list->items, [&](const RecordNode& item) { return has_id(item, path.back()); }) != 0;
  }
  return false;
}

}  // namespace doudi::model
