// src/io/xml_tree.hpp - an XML file as a tree of the elements that belong to its root's vocabulary, with their places.
// Layer 8.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "doudi/syntax/written_text.hpp"
#include "doudi/text/diagnostic.hpp"
#include "doudi/text/source.hpp"

namespace doudi::io {

struct XmlAttribute {
  std::string name;   ///< without its prefix
  std::string space;  ///< the namespace of its prefix; empty: it has none, or its element's
  std::string value;  ///< decoded
  text::Span span;    ///< of the value, without the quotes
};

struct XmlElement {
  std::string name;  ///< without its prefix
  text::Span span;   ///< of the name
  std::vector<XmlAttribute> attributes;
  syntax::WrittenText
      content;  ///< its text, white space kept; empty if it has elements, those left out included
  std::vector<XmlElement> children;

  /// The attribute of this name in the namespace `space`, or nullptr.
  [[nodiscard]] const XmlAttribute* attribute(std::string_view wanted, std::string_view space = {}) const;
  /// Its value, or an empty text.
  [[nodiscard]] std::string value_of(std::string_view wanted) const;
  /// The first child of this name, or nullptr.
  [[nodiscard]] const XmlElement* child(std::string_view wanted) const;
};

struct XmlDocument {
  XmlElement root;
  std::set<std::string, std::less<>> prefixes;  ///< all that are declared anywhere
};

/// Reads the XML text of `sources` whose first byte lies at `begin`. Elements of another namespace than the root's are left
/// out with all that is inside, and so is `extensionElements`. What is no XML, no UTF-8, too long or nested too deep is
/// reported, and nothing returned.
[[nodiscard]] std::optional<XmlDocument> read_xml(const text::SourceSet& sources, std::uint32_t begin,
                                                  text::Diagnostics& diagnostics);

/// A text with single white space, none at its ends.
[[nodiscard]] std::string single_spaced(std::string_view text);

}  // namespace doudi::io
