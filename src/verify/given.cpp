// src/verify/given.cpp - the record that a case gives: fixtures, paths, `unknown` and `removed`.
#include "verify/given.hpp"

#include <string>
#include <utility>
#include <vector>

#include "doudi/base/name.hpp"
#include "doudi/io/read_record.hpp"

namespace doudi::verify {

using model::MapNode;
using model::RecordNode;
using syntax::WrittenText;
using text::Code;

namespace {

constexpr int deepest_fixture = 32;

bool is_word(const syntax::YamlNode& node, std::string_view word) {
  const WrittenText* scalar = node.scalar();
  return scalar != nullptr && !scalar->quoted() && scalar->text == word;
}

}  // namespace

RecordNode Given::fixture(const WrittenText& name) {
  for (const auto& [key, node] : file_.fixtures) {
    if (key.text != name.text) continue;
    if (depth_ >= deepest_fixture) {
      diagnostics_.error(Code::fixture_circle, name.span, {{"name", name.text}});
      return {.span = name.span, .value = MapNode{}};
    }
    return resolved(node);
  }
  auto& diagnostic = diagnostics_.error(Code::unknown_fixture, name.span, {{"name", name.text}});
  std::vector<std::string> names;
  for (const auto& [key, node] : file_.fixtures) names.push_back(key.text);
  if (const auto near = nearest(name.text, names))
    diagnostic.help(text::Hint::did_you_mean, {{"name", *near}});
  return {.span = name.span, .value = MapNode{}};
}

void Given::put(const syntax::YamlMember& member, RecordNode& record) {
  const auto path = model::path_steps(member.key.text);
  if (!path) {
    diagnostics_.error(Code::bad_path, member.key.span, {{"text", member.key.text}});
    return;
  }
  if (is_word(member.value, "unknown")) {
    remove_node(record, *path);
  } else if (is_word(member.value, "removed")) {
    if (!remove_node(record, *path))
      diagnostics_.error(Code::nothing_removed, member.key.span, {{"path", member.key.text}});
  } else {
    set_node(record, *path, resolved(member.value));
    // The key's own place, so that a fault of the record points at the case.
  }
}

void Given::apply(const syntax::YamlNode& node, RecordNode& record) {
  const auto* mapping = node.mapping();
  if (mapping == nullptr) {
    diagnostics_.error(Code::map_expected, node.span, {{"place", "given"}});
    return;
  }
  ++depth_;
  for (const syntax::YamlMember& member : mapping->members) {
    if (member.key.text != "like") continue;
    if (const WrittenText* name = member.value.scalar()) record = fixture(*name);
  }
  for (const syntax::YamlMember& member : mapping->members) {
    if (member.key.text != "like") put(member, record);
  }
  --depth_;
}

RecordNode Given::resolved(const syntax::YamlNode& node) {
  if (node.mapping() != nullptr) {
    RecordNode map{.span = node.span, .value = MapNode{}};
    apply(node, map);
    return map;
  }
  if (const auto* sequence = node.sequence()) {
    model::ListNode list;
    for (const syntax::YamlNode& item : sequence->items) list.items.push_back(resolved(item));
    return {.span = node.span, .value = std::move(list)};
  }
  return io::record_node(node);
}

}  // namespace doudi::verify
