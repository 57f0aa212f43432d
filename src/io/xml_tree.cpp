// src/io/xml_tree.cpp - what Boost.PropertyTree reads of an XML text, joined with the places of its elements.
// Layer 8.
#include "io/xml_tree.hpp"

#include <algorithm>
#include <cstddef>
#include <sstream>
#include <utility>

#include <boost/property_tree/ptree.hpp>
#include <boost/property_tree/xml_parser.hpp>

#include "io/xml_scan.hpp"
#include "syntax/skeleton.hpp"

namespace doudi::io {

using boost::property_tree::ptree;
using text::Code;

namespace {

constexpr const char* attributes_key = "<xmlattr>";
constexpr std::string_view white_space = " \t\r\n";

struct QualifiedName {
  std::string_view prefix;
  std::string_view local;
};

QualifiedName split_name(std::string_view name) {
  const std::size_t colon = name.find(':');
  if (colon == std::string_view::npos) return {{}, name};
  return {name.substr(0, colon), name.substr(colon + 1)};
}

/// Joins the two views of a text: PropertyTree's tree, whose strings are decoded, and the scan's list, which has places.
/// Both are in the order of the file.
class TreeBuilder {
 public:
  explicit TreeBuilder(std::vector<ScannedElement>& scanned) : scanned_{scanned} {}

  std::optional<XmlDocument> build(const ptree& document) {
    const auto root = std::ranges::find_if(
        document, [this](const ptree::value_type& each) { return each.first == scanned_.front().name; });
    if (root == document.end()) return std::nullopt;
    declare(root->second);
    root_space_ = space_of(split_name(scanned_.front().name).prefix);
    XmlDocument result;
    result.root = element(root->second);
    result.prefixes = std::move(prefixes_);
    return result;
  }

 private:
  struct Declaration {
    std::string prefix;
    std::string space;
  };

  /// Takes the declarations of namespaces that an element has.
  void declare(const ptree& node) {
    const auto attributes = node.find(attributes_key);
    if (attributes == node.not_found()) return;
    for (const auto& [name, value] : attributes->second) {
      const auto [prefix, local] = split_name(name);
      if (prefix == "xmlns") {
        declarations_.push_back({std::string{local}, value.data()});
        prefixes_.emplace(local);
      } else if (name == "xmlns") {
        declarations_.push_back({{}, value.data()});
      }
    }
  }

  /// A prefix that nobody declares stands for itself.
  [[nodiscard]] std::string space_of(std::string_view prefix) const {
    const auto found = std::find_if(declarations_.rbegin(), declarations_.rend(),
                                    [&](const Declaration& each) { return each.prefix == prefix; });
    return found == declarations_.rend() ? std::string{prefix} : found->space;
  }

  /// Reads the element that is next in the scan; the declarations of its tag are in scope.
  XmlElement element(const ptree& node) {
    ScannedElement& here = scanned_[next_++];
    XmlElement result;
    result.name = split_name(here.name).local;
    result.span = here.span;
    result.content = std::move(here.content);
    read_attributes(node, here, result);
    for (const auto& [name, child] : node) {
      if (name == attributes_key || next_ >= here.behind) continue;
      const std::size_t declared = declarations_.size();
      declare(child);
      const auto [prefix, local] = split_name(name);
      if (local != "extensionElements" && space_of(prefix) == root_space_) {
        result.children.push_back(element(child));
      } else {
        next_ = scanned_[next_].behind;
      }
      declarations_.resize(declared);
    }
    return result;
  }

  void read_attributes(const ptree& node, const ScannedElement& here, XmlElement& result) const {
    const auto attributes = node.find(attributes_key);
    if (attributes == node.not_found()) return;
    std::size_t index = 0;
    for (const auto& [name, value] : attributes->second) {
      const auto [prefix, local] = split_name(name);
      const text::Span span = index < here.attributes.size() ? here.attributes[index] : here.span;
      ++index;
      if (prefix == "xmlns" || name == "xmlns") continue;
      std::string space = prefix.empty() ? std::string{} : space_of(prefix);
      if (space == root_space_) space.clear();
      result.attributes.push_back({std::string{local}, std::move(space), value.data(), span});
    }
  }

  std::vector<ScannedElement>& scanned_;
  std::size_t next_ = 0;
  std::string root_space_;
  std::vector<Declaration> declarations_;
  std::set<std::string, std::less<>> prefixes_;
};

/// The first byte of a line of a text; lines are counted from 1.
std::size_t begin_of_line(std::string_view text, unsigned long line) {
  std::size_t begin = 0;
  for (; line > 1; --line) {
    const std::size_t end = text.find('\n', begin);
    if (end == std::string_view::npos) break;
    begin = end + 1;
  }
  return begin;
}

}  // namespace

const XmlAttribute* XmlElement::attribute(std::string_view wanted, std::string_view space) const {
  const auto found = std::ranges::find_if(
      attributes, [&](const XmlAttribute& each) { return each.name == wanted && each.space == space; });
  return found == attributes.end() ? nullptr : &*found;
}

std::string XmlElement::value_of(std::string_view wanted) const {
  const XmlAttribute* found = attribute(wanted);
  return found == nullptr ? std::string{} : found->value;
}

const XmlElement* XmlElement::child(std::string_view wanted) const {
  const auto found =
      std::ranges::find_if(children, [&](const XmlElement& each) { return each.name == wanted; });
  return found == children.end() ? nullptr : &*found;
}

std::optional<XmlDocument> read_xml(const text::SourceSet& sources, std::uint32_t begin,
                                    text::Diagnostics& diagnostics) {
  const std::size_t errors = diagnostics.error_count();
  const auto clean = syntax::scan_bytes(sources.file_text(begin), begin, diagnostics);
  if (!clean || diagnostics.error_count() != errors) return std::nullopt;
  auto scanned = scan_xml(clean->text, clean->offset, diagnostics);
  if (!scanned) return std::nullopt;
  std::size_t fault = 0;
  try {
    ptree document;
    std::istringstream stream{clean->text};
    boost::property_tree::read_xml(stream, document, boost::property_tree::xml_parser::no_comments);
    if (auto result = TreeBuilder{*scanned}.build(document)) return result;
  } catch (const boost::property_tree::xml_parser_error& error) {
    fault = begin_of_line(clean->text, error.line());
  }
  const auto place = clean->offset + static_cast<std::uint32_t>(fault);
  diagnostics.error(Code::xml_syntax, {place, place});
  return std::nullopt;
}

std::string single_spaced(std::string_view text) {
  std::string result;
  while (true) {
    const std::size_t begin = text.find_first_not_of(white_space);
    if (begin == std::string_view::npos) return result;
    text.remove_prefix(begin);
    const std::size_t end = std::min(text.find_first_of(white_space), text.size());
    if (!result.empty()) result += ' ';
    result += text.substr(0, end);
    text.remove_prefix(end);
  }
}

}  // namespace doudi::io
