// doudi/io/read_record.hpp - records from JSON and YAML text.
// Layer 8.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "doudi/base/date.hpp"
#include "doudi/model/pack.hpp"
#include "doudi/model/record.hpp"
#include "doudi/model/record_node.hpp"
#include "doudi/syntax/yaml_tree.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

enum class RecordFormat : std::uint8_t { json, yaml };

/// By the name's ending (`.json`, `.yaml`, `.yml`); without one, a text that begins with `{` and a `"` or `}`
/// is JSON.
[[nodiscard]] RecordFormat record_format(std::string_view name, std::string_view text) noexcept;

/// Reads a record and validates it for `pack` on the date `on`. `name` stands for the file in messages. What
/// is wrong with it is reported, all at once, with its place; nothing is returned then.
[[nodiscard]] std::optional<model::Record> read_record(const model::Pack& pack, std::string name,
                                                       std::string text, Date on, text::SourceSet& sources,
                                                       text::Diagnostics& diagnostics);

/// Reads the JSON text of `sources` whose first byte lies at `begin`. Numbers keep their text, keys that come
/// twice are kept for the builder to report; nesting is at most 64 deep. The first fault of syntax ends the
/// reading.
[[nodiscard]] std::optional<model::RecordNode> read_json(const text::SourceSet& sources, std::uint32_t begin,
                                                         text::Diagnostics& diagnostics);

/// The tree of a YAML document or a part of one.
[[nodiscard]] model::RecordNode record_node(const syntax::YamlNode& node);

}  // namespace doudi::io
