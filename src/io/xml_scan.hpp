// src/io/xml_scan.hpp - where the elements, attribute values and texts of an XML file stand.
// Layer 8.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

/// The deepest nesting of elements that is read.
inline constexpr std::size_t deepest_xml = 256;
/// The most elements that are read: each takes some hundred bytes of memory, however short it is written.
inline constexpr std::size_t most_elements = 1'000'000;

/// An element as it stands in the file.
struct ScannedElement {
  std::string_view name;               ///< with its prefix, in the text that was scanned
  text::Span span;                     ///< of its name
  std::vector<text::Span> attributes;  ///< of their values, without the quotes, in the order written
  syntax::WrittenText content;         ///< its text, decoded; empty if there are elements inside
  std::size_t behind = 0;              ///< the index of the first element that is not inside it
};

/// Goes through an XML text once, in its order: comments and processing instructions are skipped, `&lt;` and its like
/// decoded, line breaks made `\n`. `offset` is where the text begins in its SourceSet. Reports what is no XML,
/// nesting beyond the limits, and tags that do not match; nothing is returned then. Entities of a file's own are not read.
[[nodiscard]] std::optional<std::vector<ScannedElement>> scan_xml(std::string_view text, std::uint32_t offset,
                                                                  text::Diagnostics& diagnostics);

}  // namespace doudi::io
