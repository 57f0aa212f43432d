// src/io/read_record.cpp - records from text: which format, the tree of YAML, validation, faults to diagnostics.
// Layer 8.
#include "doudi/io/read_record.hpp"

#include <algorithm>
#include <cstddef>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

#include "doudi/model/record_builder.hpp"

#include "io/build_record.hpp"

namespace doudi::io {

using model::ListNode;
using model::MapNode;
using model::RecordNode;
using model::ScalarNode;

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

MapNode map_node(const syntax::YamlMapping& mapping) {
  MapNode map;
  map.fields.reserve(mapping.members.size());
  for (const syntax::YamlMember& member : mapping.members) {
    map.fields.push_back({member.key.text, member.key.span, record_node(member.value)});
  }
  return map;
}

ListNode list_node(const syntax::YamlSequence& sequence) {
  ListNode list;
  list.items.reserve(sequence.items.size());
  for (const syntax::YamlNode& item : sequence.items) list.items.push_back(record_node(item));
  return list;
}

bool overlap(text::Span lhs, text::Span rhs) {
  return lhs.begin < rhs.end && rhs.begin < lhs.end;
}

/// Adds what is wrong with the data, without what the reader has said of the same text: its diagnostics are
/// those from `first` on.
void add_faults(const std::vector<model::DataFault>& faults, std::size_t first,
                text::Diagnostics& diagnostics) {
  const auto& all = diagnostics.all();
  const std::vector<text::Diagnostic> said(all.begin() + static_cast<std::ptrdiff_t>(first), all.end());
  for (const model::DataFault& fault : faults) {
    const text::Diagnostic& found = fault.diagnostic;
    // Only YAML has keys without a value, and its reader reports them at the key.
    const bool empty = found.code == text::Code::no_value && !said.empty();
    const bool known = empty || std::ranges::any_of(said, [&](const text::Diagnostic& diagnostic) {
                         return overlap(diagnostic.span, found.span);
                       });
    if (known) continue;
    text::Diagnostic& added = diagnostics.error(found.code, found.span, found.arguments);
    added.labels = found.labels;
    added.helps = found.helps;
  }
}

}  // namespace

RecordFormat record_format(std::string_view name, std::string_view text) noexcept {
  if (name.ends_with(".json")) return RecordFormat::json;
  if (name.ends_with(".yaml") || name.ends_with(".yml")) return RecordFormat::yaml;
  if (text.starts_with(byte_order_mark)) text.remove_prefix(byte_order_mark.size());
  const std::size_t brace = text.find_first_not_of(white_space);
  if (brace == text.npos || text[brace] != '{') return RecordFormat::yaml;
  const std::size_t next = text.find_first_not_of(white_space, brace + 1);
  const bool json = next != text.npos && (text[next] == '"' || text[next] == '}');
  return json ? RecordFormat::json : RecordFormat::yaml;
}

RecordNode record_node(const syntax::YamlNode& node) {
  RecordNode result;
  result.span = node.span;
  std::visit(
      [&result](const auto& value) {
        using Value = std::decay_t<decltype(value)>;
        if constexpr (std::is_same_v<Value, syntax::YamlNull>) {
          if (value.written) {
            result.value = model::Null{};
          } else {
            result.value = model::EmptyNode{};
          }
        } else if constexpr (std::is_same_v<Value, syntax::WrittenText>) {
          const bool plain = value.style == syntax::ScalarStyle::plain;
          result.value = ScalarNode{value.text, plain ? ScalarNode::Form::plain : ScalarNode::Form::text};
        } else if constexpr (std::is_same_v<Value, syntax::YamlMapping>) {
          result.value = map_node(value);
        } else {
          result.value = list_node(value);
        }
      },
      node.value);
  return result;
}

std::optional<model::Record> read_record(const model::Pack& pack, std::string name, std::string text, Date on,
                                         text::SourceSet& sources, text::Diagnostics& diagnostics) {
  const RecordFormat format = record_format(name, text);
  const std::uint32_t begin = sources.add(std::move(name), std::move(text));
  const std::size_t errors = diagnostics.error_count();
  const std::size_t first = diagnostics.all().size();
  std::optional<RecordNode> root;
  if (format == RecordFormat::json) {
    root = read_json(sources, begin, diagnostics);
  } else if (const auto node = syntax::read_yaml(sources, begin, syntax::YamlPurpose::record, diagnostics)) {
    root = record_node(*node);
  }
  if (!root) return std::nullopt;
  auto record = build_record(pack, std::move(*root), on, first, diagnostics);
  if (diagnostics.error_count() != errors) return std::nullopt;
  return record;
}

std::optional<model::Record> build_record(const model::Pack& pack, RecordNode root, Date on,
                                          std::size_t first, text::Diagnostics& diagnostics) {
  auto record = model::RecordBuilder{pack, std::move(root)}.finish(on);
  if (record) return std::move(record).value();
  add_faults(record.error(), first, diagnostics);
  return std::nullopt;
}

}  // namespace doudi::io
