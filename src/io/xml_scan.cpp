// src/io/xml_scan.cpp - one pass over an XML text that keeps the place of everything.
// Layer 8.
#include "io/xml_scan.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <utility>

#include "doudi/base/name.hpp"

namespace doudi::io {

using syntax::WrittenText;
using text::Code;
using text::LabelCode;
using text::Span;

namespace {

constexpr std::string_view white_space = " \t\r\n";
constexpr std::string_view no_name = " \t\r\n/><=\"'&?!;";

/// The character of `&lt;`, `&#20302;` or `&#x4F4E;`, given what stands between `&` and `;`. Empty if it is none.
std::string entity(std::string_view name) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 5> known{
      {{"lt", "<"}, {"gt", ">"}, {"amp", "&"}, {"quot", "\""}, {"apos", "'"}}};
  for (const auto& [written, meant] : known) {
    if (name == written) return std::string{meant};
  }
  if (!name.starts_with('#')) return {};
  name.remove_prefix(1);
  const bool hexadecimal = name.starts_with('x');
  if (hexadecimal) name.remove_prefix(1);
  std::uint32_t number = 0;
  const auto [end, error] =
      std::from_chars(name.data(), name.data() + name.size(), number, hexadecimal ? 16 : 10);
  if (error != std::errc{} || end != name.data() + name.size()) return {};
  if (number < 0x20 && number != '\t' && number != '\n' && number != '\r') return {};
  return encode(static_cast<char32_t>(number));
}

/// Collects the text of an element with the place of each of its bytes.
class ContentBuilder {
 public:
  /// Adds a byte sequence that was written at `place` in the SourceSet.
  void add(std::string_view bytes, std::uint32_t place, std::uint32_t end) {
    if (bytes.empty()) return;
    const auto at = static_cast<std::uint32_t>(written_.text.size());
    if (written_.text.empty()) written_.span = {place, end};
    if (written_.text.empty() || place != next_) written_.pieces.push_back({at, place});
    written_.text += bytes;
    written_.span.end = end;
    next_ = end == place + bytes.size() ? end : 0;
  }
  [[nodiscard]] WrittenText take() { return std::exchange(written_, WrittenText{}); }

 private:
  WrittenText written_;
  std::uint32_t next_ = 0;  // where the text goes on if nothing is left out; 0: nowhere
};

struct OpenElement {
  std::size_t index = 0;
  ContentBuilder content;
  bool has_elements = false;
  std::size_t content_begin = 0;
};

class XmlScanner {
 public:
  XmlScanner(std::string_view text, std::uint32_t offset, text::Diagnostics& diagnostics)
      : text_{text}, offset_{offset}, diagnostics_{diagnostics} {}

  std::optional<std::vector<ScannedElement>> scan() {
    while (at_ < text_.size()) {
      if (!scan_next()) return std::nullopt;
    }
    if (!open_.empty()) {
      const ScannedElement& element = elements_[open_.back().index];
      diagnostics_.error(Code::xml_element_open, element.span, {{"element", std::string{element.name}}});
      return std::nullopt;
    }
    if (elements_.empty()) return fail(text_.size()), std::nullopt;
    return std::move(elements_);
  }

 private:
  [[nodiscard]] bool at(std::string_view word) const { return text_.substr(at_).starts_with(word); }
  [[nodiscard]] Span span(std::size_t begin, std::size_t end) const {
    return {offset_ + static_cast<std::uint32_t>(begin), offset_ + static_cast<std::uint32_t>(end)};
  }

  /// Looks no further than `end`: a search through the rest of the file for each text would be quadratic.
  [[nodiscard]] std::size_t find_before(char wanted, std::size_t begin, std::size_t end) const {
    return begin + std::min(text_.substr(begin, end - begin).find(wanted), end - begin);
  }

  bool fail(std::size_t place) {
    place = std::min(place, text_.size());
    diagnostics_.error(Code::xml_syntax, span(place, std::min(place + 1, text_.size())));
    return false;
  }

  bool scan_next() {
    if (!at("<")) return scan_text();
    if (at("<!--")) return skip_to("-->", 4);
    if (at("<?")) return skip_to("?>", 2);
    if (at("<![CDATA[")) return scan_verbatim();
    if (at("<!DOCTYPE")) return skip_document_type();
    if (at("</")) return scan_end_tag();
    return scan_start_tag();
  }

  /// Skips `length` bytes and then what comes until `end` is behind.
  bool skip_to(std::string_view end, std::size_t length) {
    const std::size_t found = text_.find(end, at_ + length);
    if (found == std::string_view::npos) return fail(at_);
    at_ = found + end.size();
    return true;
  }

  bool skip_document_type() {
    if (!elements_.empty()) return fail(at_);
    std::size_t depth = 0;
    for (std::size_t place = at_ + 1; place < text_.size(); ++place) {
      const char character = text_[place];
      if (character == '"' || character == '\'') {
        place = std::min(text_.find(character, place + 1), text_.size());
      } else if (character == '[' || character == '<') {
        ++depth;
      } else if (character == '>' && depth == 0) {
        at_ = place + 1;
        return true;
      } else if ((character == ']' || character == '>') && depth > 0) {
        --depth;
      }
    }
    return fail(at_);
  }

  void add_content(std::string_view bytes, std::size_t begin, std::size_t end) {
    OpenElement& element = open_.back();
    if (!element.has_elements) element.content.add(bytes, span(begin, end).begin, span(begin, end).end);
  }

  /// Adds the text [begin, end) as it stands, but for carriage returns.
  void add_plain(std::size_t begin, std::size_t end) {
    while (begin < end) {
      const std::size_t stop = find_before('\r', begin, end);
      add_content(text_.substr(begin, stop - begin), begin, stop);
      begin = stop + 1;
    }
  }

  bool scan_verbatim() {
    const std::size_t begin = at_ + std::string_view{"<![CDATA["}.size();
    if (open_.empty() || !skip_to("]]>", begin - at_)) return !open_.empty() ? false : fail(at_);
    add_plain(begin, at_ - 3);
    return true;
  }

  bool scan_text() {
    const std::size_t end = std::min(text_.find('<', at_), text_.size());
    if (open_.empty()) {
      const std::size_t stray = text_.find_first_not_of(white_space, at_);
      if (stray < end) return fail(stray);
      at_ = end;
      return true;
    }
    while (at_ < end) {
      const std::size_t stop = find_before('&', at_, end);
      add_plain(at_, stop);
      at_ = stop;
      if (at_ < end && !scan_entity(end)) return false;
    }
    return true;
  }

  bool scan_entity(std::size_t end) {
    const std::size_t close = text_.find(';', at_);
    if (close >= end) return fail(at_);
    const std::string meant = entity(text_.substr(at_ + 1, close - at_ - 1));
    if (meant.empty()) return fail(at_);
    add_content(meant, at_, close + 1);
    at_ = close + 1;
    return true;
  }

  std::string_view scan_name() {
    const std::size_t end = std::min(text_.find_first_of(no_name, at_), text_.size());
    const std::string_view name = text_.substr(at_, end - at_);
    at_ = end;
    return name;
  }

  void skip_space() { at_ = std::min(text_.find_first_not_of(white_space, at_), text_.size()); }

  bool scan_start_tag() {
    const std::size_t begin = at_++;
    const std::string_view name = scan_name();
    if (name.empty() || (open_.empty() && !elements_.empty())) return fail(begin);
    const Span where = span(begin + 1, at_);
    if (open_.size() >= deepest_xml) return too_much(Code::nesting_too_deep, where, deepest_xml);
    if (elements_.size() >= most_elements) return too_much(Code::xml_too_long, where, most_elements);
    if (!open_.empty()) open_.back().has_elements = true;
    open_.push_back({elements_.size(), {}, false, 0});
    elements_.push_back({name, where, {}, {}, 0});
    while (true) {
      const std::size_t behind_word = at_;
      skip_space();
      if (at(">") || at("/>")) break;
      if (at_ == behind_word || !scan_attribute()) return at_ == behind_word ? fail(at_) : false;
    }
    const bool empty = at("/>");
    at_ += empty ? 2 : 1;
    open_.back().content_begin = at_;
    if (empty) close_element(where);
    return true;
  }

  bool too_much(Code code, Span where, std::size_t limit) {
    diagnostics_.error(code, where, {{"limit", std::to_string(limit)}});
    return false;
  }

  bool scan_attribute() {
    if (scan_name().empty()) return fail(at_);
    skip_space();
    if (!at("=")) return fail(at_);
    ++at_;
    skip_space();
    if (!at("\"") && !at("'")) return fail(at_);
    const std::size_t begin = at_ + 1;
    const std::size_t end = text_.find(text_[at_], begin);
    if (end == std::string_view::npos) return fail(at_);
    for (at_ = begin; at_ < end; ++at_) {
      if (text_[at_] == '<') return fail(at_);
      if (text_[at_] != '&') continue;
      const std::size_t close = text_.find(';', at_);
      if (close >= end || entity(text_.substr(at_ + 1, close - at_ - 1)).empty()) return fail(at_);
    }
    elements_.back().attributes.push_back(span(begin, end));
    at_ = end + 1;
    return true;
  }

  bool scan_end_tag() {
    const std::size_t begin = at_;
    at_ += 2;
    const std::string_view name = scan_name();
    const std::size_t end = at_;
    skip_space();
    if (!at(">") || name.empty() || open_.empty()) return fail(begin);
    ++at_;
    const ScannedElement& element = elements_[open_.back().index];
    if (element.name != name) {
      diagnostics_
          .error(Code::xml_tags_cross, span(begin + 2, end),
                 {{"element", std::string{element.name}}, {"found", std::string{name}}})
          .label(LabelCode::opened_here, element.span);
      return false;
    }
    const std::size_t content = open_.back().content_begin;
    close_element(span(content, content));
    return true;
  }

  /// An element without text stands, for what its text should be, at `empty_place`.
  void close_element(Span empty_place) {
    OpenElement& open = open_.back();
    ScannedElement& element = elements_[open.index];
    element.content = open.has_elements ? WrittenText{} : open.content.take();
    if (element.content.text.empty()) element.content.span = empty_place;
    if (element.content.pieces.size() == 1) element.content.pieces.clear();
    element.content.style = syntax::ScalarStyle::literal;
    element.behind = elements_.size();
    open_.pop_back();
  }

  std::string_view text_;
  std::uint32_t offset_ = 0;
  text::Diagnostics& diagnostics_;
  std::size_t at_ = 0;
  std::vector<ScannedElement> elements_;
  std::vector<OpenElement> open_;
};

}  // namespace

std::optional<std::vector<ScannedElement>> scan_xml(std::string_view text, std::uint32_t offset,
                                                    text::Diagnostics& diagnostics) {
  return XmlScanner{text, offset, diagnostics}.scan();
}

}  // namespace doudi::io
