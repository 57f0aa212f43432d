// src/io/read_record_json.cpp - JSON text to the tree of a record: numbers as text, keys as they come.
// Layer 8.
#include <algorithm>
#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <utility>

#include <simdjson.h>

#include "doudi/base/name.hpp"
#include "doudi/io/read_record.hpp"

#include "syntax/skeleton.hpp"

namespace doudi::io {

namespace ondemand = simdjson::ondemand;
using model::ListNode;
using model::MapNode;
using model::RecordNode;
using model::ScalarNode;
using text::Code;

namespace {

constexpr std::string_view white_space = " \t\r\n";

bool is_digit(char character) {
  return character >= '0' && character <= '9';
}

/// How many digits `text` begins with.
std::size_t digits_at_front(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::find_if_not(text, is_digit) - text.begin());
}

/// True for `-?digits[.digits][e[+-]digits]` without a leading zero: JSON's numbers.
bool is_json_number(std::string_view text) {
  if (text.starts_with('-')) text.remove_prefix(1);
  const std::size_t whole = digits_at_front(text);
  if (whole == 0 || (whole > 1 && text.front() == '0')) return false;
  text.remove_prefix(whole);
  if (text.starts_with('.')) {
    text.remove_prefix(1);
    const std::size_t decimals = digits_at_front(text);
    if (decimals == 0) return false;
    text.remove_prefix(decimals);
  }
  if (!text.starts_with('e') && !text.starts_with('E')) return text.empty();
  text.remove_prefix(1);
  if (text.starts_with('+') || text.starts_with('-')) text.remove_prefix(1);
  return !text.empty() && digits_at_front(text) == text.size();
}

/// Where the string that begins with the quote at `begin` ends, or the end of the text.
std::size_t end_of_string(std::string_view text, std::size_t begin) {
  for (std::size_t offset = begin + 1; offset < text.size(); ++offset) {
    if (text[offset] == '\\') {
      ++offset;
    } else if (text[offset] == '"') {
      return offset + 1;
    }
  }
  return text.size();
}

/// The first place that no string of JSON may have: a control character, or the quote of one that does not
/// close. The end of the text if there is none.
std::size_t fault_of_strings(std::string_view text) {
  std::size_t offset = text.find('"');
  while (offset < text.size()) {
    const std::size_t end = end_of_string(text, offset);
    const std::string_view inside = text.substr(offset, end - offset);
    const auto control = std::ranges::find_if(
        inside, [](char character) { return static_cast<unsigned char>(character) < 0x20; });
    if (control != inside.end()) return offset + static_cast<std::size_t>(control - inside.begin());
    if (inside.size() < 2 || !inside.ends_with('"')) return offset;
    offset = text.find('"', end);
  }
  return text.size();
}

class JsonReader {
 public:
  JsonReader(const syntax::CleanText& clean, text::Diagnostics& diagnostics)
      : padded_{clean.text}, offset_{clean.offset}, diagnostics_{diagnostics} {}

  std::optional<RecordNode> read() {
    ondemand::parser parser;
    ondemand::document document;
    if (parser.iterate(padded_).get(document) != simdjson::SUCCESS) {
      report_syntax(fault_of_strings(text()));
      return std::nullopt;
    }
    RecordNode root;
    bool scalar = false;
    if (document.is_scalar().get(scalar) != simdjson::SUCCESS) scalar = false;
    if (scalar) return read_scalar_document();
    ondemand::value value;
    const bool good = document.get_value().get(value) == simdjson::SUCCESS && read_value(value, root, 1);
    const char* behind = nullptr;
    if (good && document.current_location().get(behind) == simdjson::OUT_OF_BOUNDS) return root;
    if (!reported_) report_syntax(place_of(document));
    return std::nullopt;
  }

 private:
  [[nodiscard]] std::string_view text() const { return {padded_.data(), padded_.size()}; }

  [[nodiscard]] std::size_t place_in_text(const char* where) const {
    const std::ptrdiff_t place = where - padded_.data();
    if (place < 0) return 0;
    return std::min(static_cast<std::size_t>(place), padded_.size());
  }

  std::size_t place_of(ondemand::document& document) const {
    const char* where = nullptr;
    if (document.current_location().get(where) != simdjson::SUCCESS) return padded_.size();
    return std::max(place_in_text(where), last_);
  }

  [[nodiscard]] text::Span span(std::size_t begin, std::size_t end) const {
    return {offset_ + static_cast<std::uint32_t>(begin), offset_ + static_cast<std::uint32_t>(end)};
  }

  void report_syntax(std::size_t place) {
    reported_ = true;
    diagnostics_.error(Code::json_syntax, span(place, std::min(place + 1, padded_.size())));
  }

  /// A text that is no object and no array: the builder says what a record is.
  std::optional<RecordNode> read_scalar_document() {
    const std::size_t begin = std::min(text().find_first_not_of(white_space), padded_.size());
    return RecordNode{span(begin, begin + 1), ScalarNode{"", ScalarNode::Form::text}};
  }

  bool read_value(ondemand::value& value, RecordNode& node, std::size_t depth) {
    const std::string_view token = value.raw_json_token();
    const std::size_t begin = place_in_text(token.data());
    last_ = begin;
    node.span = span(begin, begin + 1);
    switch (token.front()) {
      case '{':
        return deep_enough(begin, depth) && read_object(value, node, depth);
      case '[':
        return deep_enough(begin, depth) && read_array(value, node, depth);
      case '"':
        return read_string(value, node, begin);
      default:
        return read_word(value, node, token.substr(0, token.find_last_not_of(white_space) + 1));
    }
  }

  bool deep_enough(std::size_t begin, std::size_t depth) {
    if (depth <= syntax::deepest_nesting) return true;
    reported_ = true;
    diagnostics_.error(Code::nesting_too_deep, span(begin, begin + 1),
                       {{"limit", std::to_string(syntax::deepest_nesting)}});
    return false;
  }

  bool read_object(ondemand::value& value, RecordNode& node, std::size_t depth) {
    ondemand::object object;
    if (value.get_object().get(object) != simdjson::SUCCESS) return false;
    MapNode map;
    for (auto item : object) {
      ondemand::field field;
      if (std::move(item).get(field) != simdjson::SUCCESS) return false;
      const std::size_t begin = place_in_text(field.key().raw() - 1);
      last_ = begin;
      std::string_view key;
      if (field.unescaped_key().get(key) != simdjson::SUCCESS || !is_utf8(key)) return no_string(begin);
      map.fields.push_back({std::string{key}, span(begin, end_of_string(text(), begin)), {}});
      if (!read_value(field.value(), map.fields.back().value, depth + 1)) return false;
    }
    node.value = std::move(map);
    return true;
  }

  bool read_array(ondemand::value& value, RecordNode& node, std::size_t depth) {
    ondemand::array array;
    if (value.get_array().get(array) != simdjson::SUCCESS) return false;
    ListNode list;
    for (auto item : array) {
      ondemand::value element;
      if (std::move(item).get(element) != simdjson::SUCCESS) return false;
      list.items.emplace_back();
      if (!read_value(element, list.items.back(), depth + 1)) return false;
    }
    node.value = std::move(list);
    return true;
  }

  bool read_string(ondemand::value& value, RecordNode& node, std::size_t begin) {
    std::string_view string;
    if (value.get_string().get(string) != simdjson::SUCCESS || !is_utf8(string)) return no_string(begin);
    node.span = span(begin, end_of_string(text(), begin));
    node.value = ScalarNode{std::string{string}, ScalarNode::Form::text};
    return true;
  }

  /// For an escape that JSON does not have, or half of a pair of surrogates.
  bool no_string(std::size_t begin) {
    report_syntax(begin);
    return false;
  }

  /// `null`, `true`, `false` or a number.
  bool read_word(ondemand::value& value, RecordNode& node, std::string_view token) {
    node.span.end = node.span.begin + static_cast<std::uint32_t>(token.size());
    if (token == "null") {
      node.value = model::Null{};
      bool is_null = false;
      return value.is_null().get(is_null) == simdjson::SUCCESS && is_null;
    }
    if (token == "true" || token == "false") {
      node.value = token == "true";
      bool ignored = false;
      return value.get_bool().get(ignored) == simdjson::SUCCESS;
    }
    // Only its text is taken: reading it as a number would lose digits, and refuse what fits no double.
    node.value = ScalarNode{std::string{token}, ScalarNode::Form::number};
    return is_json_number(token);
  }

  simdjson::padded_string padded_;
  std::uint32_t offset_ = 0;
  text::Diagnostics& diagnostics_;
  std::size_t last_ = 0;  // where the last value or key began
  bool reported_ = false;
};

}  // namespace

std::optional<RecordNode> read_json(const text::SourceSet& sources, std::uint32_t begin,
                                    text::Diagnostics& diagnostics) {
  const auto clean = syntax::scan_bytes(sources.file_text(begin), begin, diagnostics);
  if (!clean) return std::nullopt;
  return JsonReader{*clean, diagnostics}.read();
}

}  // namespace doudi::io
